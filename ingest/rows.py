"""Between the rows of a library's tables and the words of the product."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from ingest.articles import Article, Chunk, Paragraph

# The columns of an article: those of a version `v`, and those of the article `a` that it is one of.
ARTICLE_COLUMNS = """
    v.article_id, v.version, v.external_id, v.title, v.author, v.source, v.url, v.published, v.language, v.dropped,
    v.added, v.modified, v.notes, a.origin_of, a.gone, a.gone_reason
"""


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
        article.modified, json.dumps(article.notes, ensure_ascii=False),
    )  # fmt: skip


def as_article(row: sqlite3.Row, paragraphs: tuple[Paragraph, ...]) -> Article:
    """An article from a row and its paragraphs."""
    fields = dict(row)
    dropped, notes = (tuple(json.loads(fields.pop(key))) for key in ("dropped", "notes"))
    return Article(id=fields.pop("article_id"), paragraphs=paragraphs, dropped=dropped, notes=notes, **fields)


def as_chunk(row: sqlite3.Row) -> Chunk:
    """A chunk from its row."""
    return Chunk(row["article_id"], row["version"], row["first"], row["last"], row["text"], row["id"])


def add_article(connection: sqlite3.Connection, article: Article, *, added: str) -> None:
    """Make a version the current one of its article, with its paragraphs and their words to be searched."""
    connection.execute(
        "INSERT INTO articles (id, version, added) VALUES (?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET version = excluded.version, gone = '', gone_reason = ''",
        (article.id, article.version, added),
    )
    values = version_row(article, added=added)
    connection.execute(f"INSERT INTO versions VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608
    for paragraph in article.paragraphs:
        cursor = connection.execute(
            "INSERT INTO paragraphs (article_id, version, number, heading, text) VALUES (?, ?, ?, ?, ?)",
            (article.id, article.version, paragraph.number, paragraph.heading, paragraph.text),
        )
        connection.execute(
            "INSERT INTO paragraphs_fts (rowid, text, heading, title) VALUES (?, ?, ?, ?)",
            (cursor.lastrowid, paragraph.text, paragraph.heading, article.title),
        )


def forget_searchable(connection: sqlite3.Connection, article_id: str) -> None:
    """Take an article's words and chunks out of every search; its versions stay."""
    connection.execute(
        "DELETE FROM paragraphs_fts WHERE rowid IN (SELECT id FROM paragraphs WHERE article_id = ?)", (article_id,)
    )
    connection.execute("DELETE FROM chunks WHERE article_id = ?", (article_id,))


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


def count_removal(connection: sqlite3.Connection) -> None:
    """Let every process see that ids of rows may be given again."""
    connection.execute(
        "INSERT INTO meta VALUES ('removals', '1') ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    )
