"""Search by words: BM25 over paragraphs, their headings and titles, by SQLite's FTS5 with Porter's stemmer."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.articles import Paragraph
from ingest.library import Library

# A word in the text counts full; in the heading or title, which every paragraph under it shares, less.
WEIGHTS = (1.0, 0.4, 0.4)


def search(library: Library, words: Sequence[str], k: int) -> list[tuple[Paragraph, float]]:
    """The `k` paragraphs with the best BM25 score for any of the words, best first; higher is better.

    Words are quoted, so nothing in them is taken for query syntax.
    """
    match = " OR ".join('"' + word.replace('"', '""') + '"' for word in words if word.strip())
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
            ('"' + word.replace('"', '""') + '"',),
        )
        counts[word] = int(row["n"]) if row else 0
    return counts
