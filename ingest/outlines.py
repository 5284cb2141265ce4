"""The articles of a library without their paragraphs, read once for every state that the library has been in."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence

from ingest import rows
from ingest.articles import Article
from ingest.database import Database

LOOKED_AT = 3  # of the first paragraphs of an article without a title
_ENDS = re.compile(r"[.!?…।۔።。][\"”’')\]]*\s*$")


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
    """The opening paragraphs of the articles that have no title, by their ids."""
    first: dict[str, list[str]] = {}
    for row in database.rows(
        "SELECT a.id, p.text FROM articles a JOIN versions v ON v.article_id = a.id AND v.version = a.version "
        "JOIN paragraphs p ON p.article_id = a.id AND p.version = a.version AND p.number <= ? WHERE v.title = '' ORDER BY a.id, p.number",
        (LOOKED_AT,),
    ):
        first.setdefault(row["id"], []).append(row["text"])
    return {article_id: opening(texts) for article_id, texts in first.items()}


def opening(texts: Sequence[str]) -> str:
    """The first of an article's first paragraphs that ends as a sentence does, no dateline or byline; else the first of all.

    >>> opening(["Karsk, Wire \u2014", "The quay of Port Aldo is shut."])
    'The quay of Port Aldo is shut.'
    """
    found = (text for text in texts[:LOOKED_AT] if _ENDS.search(text))
    return next(found, texts[0] if texts else "")
