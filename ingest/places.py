"""Which article each paragraph and each chunk of a library belongs to, kept in memory: a question asks it of thousands.

Articles are numbered in the order in which they are met. Row ids name paragraphs and chunks; those of paragraphs may be
given again after a removal, so all are read again then, and only what is new otherwise.
"""

from __future__ import annotations

import threading
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ingest.library import Library

Numbers = np.ndarray[Any, np.dtype[np.int32]]
Ids = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Standing:
    """The places at one state of the library; `of_paragraph` and `of_chunk` hold an article's number by row id."""

    articles: dict[str, int] = field(default_factory=dict)
    of_paragraph: Numbers = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    of_chunk: Numbers = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    lengths: Numbers = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    """How many paragraphs each article has."""

    @property
    def paragraphs(self) -> int:
        """How many paragraphs there are, those of all versions."""
        return int(np.count_nonzero(self.of_paragraph != NOWHERE))

    def of_paragraphs(self, rows: Ids) -> Numbers:
        """The articles' numbers of some paragraphs by row id, those left out that came or went since this state, or are no paragraph's."""
        owners = self.of_paragraph[rows[rows < len(self.of_paragraph)]]
        known: Numbers = owners[owners != NOWHERE]
        return known

    def admitting(self, article_ids: Collection[str]) -> Admitted:
        """Some articles as those that a search may find."""
        passed = np.zeros(len(self.articles) + 1, dtype=np.bool_)  # the last entry stands for `NOWHERE`
        passed[[self.articles[one] for one in article_ids if one in self.articles]] = True
        return Admitted(self, passed)


@dataclass(frozen=True, slots=True)
class Admitted:
    """The articles that a search may find, by their numbers at one state; what other processes add while it runs is not among them."""

    standing: Standing
    passed: Flags

    def paragraphs(self, count: int) -> Flags:
        """Which row ids below `count` are of their paragraphs."""
        found = np.zeros(count, dtype=np.bool_)
        owners = self.standing.of_paragraph[:count]
        found[: len(owners)] = self.passed[owners]
        return found

    def chunks(self) -> Ids:
        """The ids of their chunks."""
        return np.flatnonzero(self.passed[self.standing.of_chunk])


class Places:
    """The places of one library, refreshed when its revision moves."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._guard = threading.Lock()
        self._revision = self._removals = -1
        self._standing = Standing()

    def current(self) -> Standing:
        """The places as the library holds them now."""
        with self._guard:
            revision = self._library.revision
            if revision != self._revision:
                removals = self._library.removals
                self._standing = self._grown(Standing() if removals != self._removals else self._standing)
                self._revision, self._removals = revision, removals
            return self._standing

    def _grown(self, known: Standing) -> Standing:
        articles = dict(known.articles)
        paragraphs = self._rows("SELECT id, article_id, number FROM paragraphs WHERE id >= ?", len(known.of_paragraph))
        chunks = self._rows("SELECT id, article_id, 0 FROM chunks WHERE id >= ?", len(known.of_chunk))
        for _, article_id, _ in (*paragraphs, *chunks):
            articles.setdefault(article_id, len(articles))
        lengths = np.zeros(len(articles), dtype=np.int32)
        lengths[: len(known.lengths)] = known.lengths
        owners = [articles[article_id] for _, article_id, _ in paragraphs]
        np.maximum.at(lengths, owners, [number for _, _, number in paragraphs])
        return Standing(
            articles,
            _placed(known.of_paragraph, paragraphs, articles),
            _placed(known.of_chunk, chunks, articles),
            lengths,
        )

    def _rows(self, query: str, first: int) -> list[tuple[int, str, int]]:
        return self._library.database.tuples(f"{query} ORDER BY id", (first,))


def _placed(known: Numbers, rows: list[tuple[int, str, int]], articles: dict[str, int]) -> Numbers:
    """The numbers by row id, with those of further rows."""
    if not rows:
        return known
    grown = np.full(rows[-1][0] + 1, NOWHERE, dtype=np.int32)
    grown[: len(known)] = known
    grown[[row[0] for row in rows]] = [articles[row[1]] for row in rows]
    return grown
