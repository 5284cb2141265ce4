"""Search by words: BM25 over paragraphs, their headings and titles, by SQLite's FTS5 with Porter's stemmer."""

from __future__ import annotations

import math
import threading
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np

from ingest.library import Library
from ingest.places import Admitted, Places

# A word in the text counts full; in the heading or title, which every paragraph under it shares, less.
WEIGHTS = (1.0, 0.4, 0.4)
K1, B = 1.2, 0.75  # BM25's usual constants
KEPT_ROWS = 2_000_000  # places of words that are remembered, 12 bytes each
Rows = np.ndarray[Any, np.dtype[np.int64]]
Scores = np.ndarray[Any, np.dtype[np.float64]]
_SCORED = "SELECT rowid, -bm25(paragraphs_fts, ?, ?, ?) FROM paragraphs_fts WHERE paragraphs_fts MATCH ?"


class Keywords:
    """The words of one library: where each stands is remembered until the library changes.

    BM25 of several words is the sum of what each has alone, so a word that was asked for once is not looked up again.
    """

    def __init__(self, library: Library) -> None:
        self.places = Places(library)
        self._library = library
        self._guard = threading.Lock()
        self._revision = -1
        self._standing: dict[str, tuple[Rows, Scores]] = {}
        self._kept = 0  # rows that stand there

    def search(self, words: Sequence[str], k: int, admitted: Admitted | None = None) -> list[tuple[int, float]]:
        """The `k` paragraphs with the best BM25 score for any of the words, as (row id, score), best first; higher is better.

        Words are quoted, so nothing in them is taken for query syntax. Only paragraphs of `admitted` articles, where given.
        """
        standing = [self._of(word) for word in words if word.strip()]
        last = max((int(rows[-1]) for rows, _ in standing if len(rows)), default=0)
        total = np.zeros(last + 1)
        for rows, scores in standing:
            total[rows] += scores
        if admitted is not None:
            total *= admitted.paragraphs(last + 1)
        return _best(total, k)

    def paragraph_counts(self, words: Sequence[str]) -> dict[str, int]:
        """In how many paragraphs each word stands, in any inflection; the base of a word's rarity."""
        return {word: len(self._of(word)[0]) for word in words}

    def article_scores(self, words: Sequence[str], article_ids: Collection[str]) -> dict[str, float]:
        """BM25 of whole articles for any of the words, higher is better; a word counts once for each paragraph it stands in."""
        standing = self.places.current()
        usual = standing.paragraphs / max(1, len(standing.articles))
        wanted = [one for one in article_ids if one in standing.articles]
        numbers = np.asarray([standing.articles[one] for one in wanted], dtype=np.int64)
        lengths, totals = standing.lengths[numbers], np.zeros(len(wanted))
        for word in words:
            rows, _ = self._of(word)
            counts = np.bincount(standing.of_paragraphs(rows), minlength=len(standing.articles))[numbers]
            rarity = math.log(1 + (standing.paragraphs + 0.5) / (len(rows) + 0.5))
            totals += rarity * counts * (K1 + 1) / (counts + K1 * (1 - B + B * lengths / usual))
        return {one: float(total) for one, total in zip(wanted, totals, strict=True) if total > 0}

    def _of(self, word: str) -> tuple[Rows, Scores]:
        """The row ids of the paragraphs in which a word stands, ascending, and its BM25 score in each."""
        revision = self._library.revision
        with self._guard:
            if revision != self._revision or self._kept > KEPT_ROWS:
                self._standing, self._revision, self._kept = {}, revision, 0
            known = self._standing.get(word)
        if known is None:
            found = self._library.database.tuples(_SCORED, (*WEIGHTS, _quoted(word)))
            known = (
                np.fromiter((row for row, _ in found), np.int64, len(found)),
                np.fromiter((score for _, score in found), np.float64, len(found)),
            )
            with self._guard:
                if self._revision == revision and word not in self._standing:
                    self._standing[word] = known
                    self._kept += len(found)
        return known


def _best(scores: Scores, k: int) -> list[tuple[int, float]]:
    """The places of the `k` greatest scores above 0 with these, the greatest first, equal ones in order of their places."""
    rows = np.flatnonzero(scores)
    if len(rows) > k:
        least = np.partition(scores[rows], -k)[-k]
        rows = rows[scores[rows] >= least]
    order = np.lexsort((rows, -scores[rows]))[:k]
    return [(int(row), float(scores[row])) for row in rows[order]]


def together(library: Library, words: Sequence[str]) -> int:
    """In how many paragraphs all of some words stand, in any inflection."""
    match = " AND ".join(_quoted(word) for word in words)
    row = library.database.row("SELECT count(*) AS n FROM paragraphs_fts WHERE paragraphs_fts MATCH ?", (match,))
    return int(row["n"]) if row else 0


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
