"""Search by words: BM25 over paragraphs, their headings and titles, by SQLite's FTS5 with Porter's stemmer."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Collection, Sequence

from ingest.articles import Paragraph
from ingest.library import Library

# A word in the text counts full; in the heading or title, which every paragraph under it shares, less.
WEIGHTS = (1.0, 0.4, 0.4)
K1, B = 1.2, 0.75  # BM25's usual constants


def search(library: Library, words: Sequence[str], k: int) -> list[tuple[Paragraph, float]]:
    """The `k` paragraphs with the best BM25 score for any of the words, best first; higher is better.

    Words are quoted, so nothing in them is taken for query syntax.
    """
    match = " OR ".join(_quoted(word) for word in words if word.strip())
    if not match:
        return []
    rows = library.database.rows(
        "SELECT p.article_id, p.version, p.number, p.text, p.heading, -bm25(paragraphs_fts, ?, ?, ?) AS score "
        "FROM paragraphs_fts JOIN paragraphs p ON p.id = paragraphs_fts.rowid "
        "WHERE paragraphs_fts MATCH ? ORDER BY score DESC, p.id LIMIT ?",
        (*WEIGHTS, match, k),
    )
    return [(Paragraph(*tuple(row)[:5]), float(row["score"])) for row in rows]


def paragraph_counts(library: Library, words: Sequence[str]) -> dict[str, int]:
    """In how many paragraphs each word stands, in any inflection; the base of a word's rarity."""
    counts = {}
    for word in words:
        row = library.database.row(
            "SELECT count(*) AS n FROM paragraphs_fts WHERE paragraphs_fts MATCH ?",
            (_quoted(word),),
        )
        counts[word] = int(row["n"]) if row else 0
    return counts


def together(library: Library, words: Sequence[str]) -> int:
    """In how many paragraphs all of some words stand, in any inflection."""
    match = " AND ".join(_quoted(word) for word in words)
    row = library.database.row("SELECT count(*) AS n FROM paragraphs_fts WHERE paragraphs_fts MATCH ?", (match,))
    return int(row["n"]) if row else 0


def article_scores(library: Library, words: Sequence[str], article_ids: Collection[str]) -> dict[str, float]:
    """BM25 of whole articles for any of the words, higher is better; a word counts once for each paragraph it stands in."""
    lengths = _lengths(library, article_ids)
    usual = library.count("paragraphs") / max(1, library.count("articles"))
    scores: defaultdict[str, float] = defaultdict(float)
    for word in words:
        held = _holding(library, word, article_ids)
        rarity = math.log(1 + (library.count("paragraphs") + 0.5) / (paragraph_counts(library, [word])[word] + 0.5))
        for article_id, count in held.items():
            scores[article_id] += rarity * count * (K1 + 1) / (count + K1 * (1 - B + B * lengths[article_id] / usual))
    return dict(scores)


def _holding(library: Library, word: str, article_ids: Collection[str]) -> dict[str, int]:
    """In how many paragraphs of each article a word stands."""
    rows = library.database.rows(
        "SELECT p.article_id, count(*) AS n FROM paragraphs_fts JOIN paragraphs p ON p.id = paragraphs_fts.rowid "
        "WHERE paragraphs_fts MATCH ? AND p.article_id IN (SELECT value FROM json_each(?)) GROUP BY p.article_id",
        (_quoted(word), json.dumps(sorted(article_ids))),
    )
    return {row["article_id"]: row["n"] for row in rows}


def _lengths(library: Library, article_ids: Collection[str]) -> dict[str, int]:
    rows = library.database.rows(
        "SELECT p.article_id, max(p.number) AS n FROM paragraphs p JOIN json_each(?) wanted ON wanted.value = p.article_id "
        "GROUP BY p.article_id",
        (json.dumps(sorted(article_ids)),),
    )
    return {row["article_id"]: row["n"] for row in rows}


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
