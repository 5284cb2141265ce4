"""Between the rows of a library's tables and the words of the product."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from ingest.articles import Article, Chunk, Paragraph


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where an article was met; `is_copy` when it was met as another article's exact words."""

    article_id: str
    locator: str
    external_id: str = ""
    title: str = ""
    source: str = ""
    url: str = ""
    published: str = ""
    is_copy: bool = False
    seen: str = ""


def version_row(article: Article, *, added: str) -> tuple[object, ...]:
    """The row of the versions table for an article."""
    return (
        article.id, article.version, article.external_id, article.title, article.author, article.source, article.url,
        article.published, article.language, article.content_hash, json.dumps(article.dropped, ensure_ascii=False), added,
    )  # fmt: skip


def as_article(row: sqlite3.Row, paragraphs: tuple[Paragraph, ...]) -> Article:
    """An article from a row and its paragraphs."""
    fields = dict(row)
    return Article(
        id=fields.pop("article_id"), paragraphs=paragraphs, dropped=tuple(json.loads(fields.pop("dropped"))), **fields
    )


def as_chunk(row: sqlite3.Row) -> Chunk:
    """A chunk from its row."""
    return Chunk(row["article_id"], row["version"], row["first"], row["last"], row["text"], row["id"])


def first_sighting(article: Article, locator: str, *, seen: str) -> Sighting:
    """Where an article was met, as it describes itself."""
    return Sighting(
        article.id, locator, article.external_id or "", article.title, article.source, article.url, article.published,
        seen=seen,
    )  # fmt: skip


def add_sighting(connection: sqlite3.Connection, sighting: Sighting) -> None:
    """Remember a sighting, once."""
    connection.execute(
        "INSERT OR IGNORE INTO sightings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            sighting.article_id, sighting.locator, sighting.external_id, sighting.title, sighting.source, sighting.url,
            sighting.published, int(sighting.is_copy), sighting.seen,
        ),
    )  # fmt: skip


def model_id(connection: sqlite3.Connection, identity: str, dimension: int) -> int:
    """The number that the library gives to a model's identity."""
    connection.execute("INSERT OR IGNORE INTO models (identity, dimension) VALUES (?, ?)", (identity, dimension))
    row = connection.execute("SELECT id FROM models WHERE identity = ?", (identity,)).fetchone()
    return int(row["id"])


def count_revision(connection: sqlite3.Connection) -> None:
    """Let every process see that the library has changed."""
    connection.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'revision'")
