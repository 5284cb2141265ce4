"""The articles of a library without their paragraphs, read once for every state that the library has been in."""

from __future__ import annotations

import threading

from ingest import rows
from ingest.articles import Article
from ingest.database import Database


class Outlines:
    """The current versions of all articles; every question and every drawing of the page asks for them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._guard = threading.Lock()
        self._revision = -1
        self._articles: list[Article] = []

    def at(self, revision: int) -> list[Article]:
        """The articles in the order in which they were added, as they are at a revision or later."""
        with self._guard:
            if revision != self._revision:
                self._articles = self._read()
                self._revision = revision
            return list(self._articles)

    def _read(self) -> list[Article]:
        found = self._database.rows(
            f"SELECT {rows.ARTICLE_COLUMNS} FROM articles a "  # noqa: S608  constants of ours
            "JOIN versions v ON v.article_id = a.id AND v.version = a.version ORDER BY a.added, a.id"
        )
        return [rows.as_article(row, ()) for row in found]


def openings(database: Database) -> dict[str, str]:
    """The first paragraphs of the articles that have no title, by their ids."""
    found = database.rows(
        "SELECT a.id, p.text FROM articles a JOIN versions v ON v.article_id = a.id AND v.version = a.version "
        "JOIN paragraphs p ON p.article_id = a.id AND p.version = a.version AND p.number = 1 WHERE v.title = ''"
    )
    return {row["id"]: row["text"] for row in found}
