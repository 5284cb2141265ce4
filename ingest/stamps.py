"""When articles were added, by the machine's clock: what it stamped while it was ahead, and those stamps put right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from ingest.library import Library
from ingest.rows import count_revision


def stamped_after(library: Library, moment: datetime) -> list[str]:
    """The articles of which a version was added after a moment."""
    found = library.database.rows(
        "SELECT DISTINCT a.id FROM articles a JOIN versions v ON v.article_id = a.id WHERE max(a.added, v.added) > ? ORDER BY a.id",
        (_text(moment),),
    )
    return [row["id"] for row in found]


def stamp(library: Library, article_ids: Sequence[str], moment: datetime) -> None:
    """Take articles, and each of their versions, for added at a moment where they were stamped later."""
    with library.database.transaction() as connection:
        for article_id in article_ids:
            for table, key in (("articles", "id"), ("versions", "article_id"), ("sightings", "article_id")):
                column = "seen" if table == "sightings" else "added"
                connection.execute(
                    f"UPDATE {table} SET {column} = min({column}, ?) WHERE {key} = ?",  # noqa: S608  names of this function
                    (_text(moment), article_id),
                )
        count_revision(connection)


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
