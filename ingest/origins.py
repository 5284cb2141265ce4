"""Which articles are witnesses of one origin: near copies are kept, each with the article it came from.

An article that is a near copy joins the group of the stored article it shares most with. The origin of a group is its
earliest article, by publication and then by the order of adding; it changes when an earlier one is added, and when it
is removed. Groups are never merged by one text that holds two, a digest for one: they stay two origins.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime

from ingest import duplicates
from ingest.database import Database
from ingest.dates import placed
from ingest.rows import count_revision

FEWEST_SHARED = 2  # bands; unrelated texts share one now and then
MOST_CANDIDATES = 20
BLOCK = 100


def nearest(database: Database, article_id: str, texts: Iterable[str]) -> str | None:
    """The stored article of which these texts are most nearly a copy, `article_id` itself aside; None when there is none."""
    words = duplicates.words(texts)
    best, most = None, 0.0
    for candidate in _candidates(database, article_id, duplicates.bands(words)):
        share = duplicates.near(words, duplicates.words(current_texts(database, candidate)))
        if share > most:
            best, most = candidate, share
    return best


def remember(connection: sqlite3.Connection, article_id: str, texts: Iterable[str]) -> None:
    """Store the bands of an article's current version in place of those it had."""
    found = duplicates.bands(duplicates.words(texts))
    connection.execute("DELETE FROM bands WHERE article_id = ?", (article_id,))
    connection.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", ((band, article_id) for band in found))
    connection.execute("UPDATE articles SET compared = ? WHERE id = ?", (duplicates.SIGNATURE_VERSION, article_id))


def join(connection: sqlite3.Connection, article_id: str, other: str) -> None:
    """Make an article a witness of the same origin as another; those that it was grouped with before stay as they are."""
    leave(connection, article_id)
    _settle(connection, [article_id, *group(connection, other)])


def leave(connection: sqlite3.Connection, article_id: str) -> None:
    """Take an article out of its group; the others get a new origin if it was theirs."""
    rest = [member for member in group(connection, article_id) if member != article_id]
    connection.execute("UPDATE articles SET origin_of = NULL WHERE id = ?", (article_id,))
    _settle(connection, rest)


def group(connection: sqlite3.Connection, article_id: str) -> list[str]:
    """The articles of one origin, the article itself included."""
    (origin,) = connection.execute(
        "SELECT coalesce(origin_of, id) FROM articles WHERE id = ?", (article_id,)
    ).fetchone()
    witnesses = connection.execute("SELECT id FROM articles WHERE origin_of = ? ORDER BY id", (origin,))
    return [origin, *(row["id"] for row in witnesses)]


def origins(database: Database) -> dict[str, str]:
    """The origin of every article, by article id; an article that is nobody's copy is its own."""
    rows = database.rows("SELECT id, coalesce(origin_of, id) AS origin FROM articles")
    return {row["id"]: row["origin"] for row in rows}


def not_compared(database: Database) -> list[str]:
    """The articles that were stored before near copies were looked for, the earliest added first."""
    rows = database.rows(
        "SELECT id FROM articles WHERE compared < ? ORDER BY added, id", (duplicates.SIGNATURE_VERSION,)
    )
    return [row["id"] for row in rows]


def compare(database: Database) -> int:
    """Compare the articles that were not yet; gives how many. Stopped half way, it goes on from there."""
    waiting = not_compared(database)
    for start in range(0, len(waiting), BLOCK):
        with database.transaction() as connection:
            for article_id in waiting[start : start + BLOCK]:
                texts = current_texts(database, article_id)
                found = nearest(database, article_id, texts)
                remember(connection, article_id, texts)
                if found is not None:
                    join(connection, article_id, found)
            count_revision(connection)
    return len(waiting)


def current_texts(database: Database, article_id: str) -> list[str]:
    """The paragraphs of an article's current version."""
    rows = database.rows(
        "SELECT p.text FROM articles a JOIN paragraphs p ON p.article_id = a.id AND p.version = a.version "
        "WHERE a.id = ? ORDER BY p.number",
        (article_id,),
    )
    return [row["text"] for row in rows]


def _candidates(database: Database, article_id: str, bands: list[int]) -> list[str]:
    marks = ", ".join("?" * len(bands))
    rows = database.rows(
        f"SELECT article_id, count(*) AS common FROM bands WHERE band IN ({marks}) AND article_id != ? "  # noqa: S608
        "GROUP BY article_id HAVING common >= ? ORDER BY common DESC, article_id LIMIT ?",
        (*bands, article_id, FEWEST_SHARED, MOST_CANDIDATES),
    )
    return [row["article_id"] for row in rows]


def _settle(connection: sqlite3.Connection, members: list[str]) -> None:
    """Make the earliest of some articles the origin of the others."""
    if not members:
        return
    origin = min(dict.fromkeys(members), key=lambda member: _order(connection, member))
    connection.executemany(
        "UPDATE articles SET origin_of = ? WHERE id = ?",
        ((None if member == origin else origin, member) for member in dict.fromkeys(members)),
    )


def _order(connection: sqlite3.Connection, article_id: str) -> tuple[datetime, int]:
    """When an article came out; among equals, which was stored first: `added` only tells seconds, row numbers grow."""
    row = connection.execute(
        "SELECT v.published, a.added, (SELECT min(p.id) FROM paragraphs p WHERE p.article_id = a.id) AS stored "
        "FROM articles a JOIN versions v ON v.article_id = a.id AND v.version = a.version WHERE a.id = ?",
        (article_id,),
    ).fetchone()
    return placed(row["published"], row["added"], UTC), row["stored"]
