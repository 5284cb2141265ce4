"""Whether a library's file is sound, beyond what SQLite sees of itself, and what of it can be made whole again.

What cannot be made again from something else is only told.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ingest.articles import Paragraph
from ingest.chunks import chunks
from ingest.database import Database
from ingest.errors import LibraryError
from ingest.legible import columns
from ingest.rows import ARTICLE_COLUMNS, as_article
from ingest.sums import Version, altered, named, put_back

REBUILT = ("missing from index", "wrong # of entries in index", "non-unique entry in index")  # what REINDEX mends
JSON_TEXTS = (("turns", "answer", "answers of conversations"), ("briefings", "body", "kept briefings"),
              ("versions", "dropped", "articles' dropped lines"), ("versions", "notes", "articles' notes"))  # fmt: skip
LOOSE = 0.01  # how far from 1 the square of a vector's length may be
SEARCHED = (
    "FROM paragraphs p JOIN articles a ON a.id = p.article_id AND a.version = p.version "
    "JOIN versions v ON v.article_id = p.article_id AND v.version = p.version "
)


@dataclass(frozen=True, slots=True)
class Condition:
    """What is wrong with a library's file, nothing where all is empty.

    `pages` is damage to the file itself, in SQLite's words; `indexes`, `searched` and `vectors` can be made anew from the articles.
    `altered` are versions whose text is not what was stored, `unreadable` what else cannot be read, in words.
    """

    pages: tuple[str, ...] = ()
    indexes: bool = False
    searched: bool = False
    altered: tuple[Version, ...] = ()
    unchunked: tuple[str, ...] = ()
    vectors: int = 0
    unreadable: tuple[str, ...] = ()

    @property
    def told(self) -> list[str]:
        """What is wrong, in words."""
        told = [f"the file is damaged ({self.pages[0]})"] if self.pages else []
        told += ["an index of the file does not fit its table"] if self.indexes else []
        told += ["the words that are searched are not those of the articles"] if self.searched else []
        told += [f"the text of {named(self.altered)} is not what was stored"] if self.altered else []
        told += [f"{len(self.unchunked)} articles are not whole for the search by meaning"] if self.unchunked else []
        told += [f"{self.vectors} embeddings are damaged"] if self.vectors else []
        return [*told, *self.unreadable]


def condition(database: Database) -> Condition:
    """The condition of a library's file; reads all of it."""
    try:
        found = [str(row[0]) for row in database.rows("PRAGMA integrity_check(100)") if row[0] != "ok"]
        pages = [one for one in found if not any(words in one for words in REBUILT)]
        broken = {str(row[0]) for row in database.rows("PRAGMA foreign_key_check")}
        pages += [f"broken reference in {table}" for table in sorted(broken)]
        if pages:
            return Condition(tuple(pages))
        return Condition(
            (), bool(found), _searched_wrongly(database), tuple(altered(database, versions(database))),
            tuple(_unchunked(database)), len(_damaged_vectors(database)), tuple(_unreadable(database)),
        )  # fmt: skip
    except LibraryError as error:
        return Condition((str(error.__cause__),))


def mend(database: Database, found: Condition) -> Condition:
    """Make whole again what can be without losing anything, in one transaction; gives what is wrong afterwards.

    Damage to the file itself is left alone: what can be read is saved from it by `salvage`.
    """
    if found.pages or found == Condition():
        return found
    with database.transaction() as connection:
        connection.execute("REINDEX")
        put_back(database, connection, found.altered)
        if found.searched or found.altered:
            search_anew(connection)
        for article_id in _unchunked(database):
            _chunk_again(connection, article_id)
        connection.executemany("DELETE FROM embeddings WHERE model_id = ? AND chunk_id = ?", _damaged_vectors(database))
        connection.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'revision'")
    return condition(database)


def search_anew(connection: sqlite3.Connection) -> None:
    """Make the words that are searched anew from the paragraphs of the current versions."""
    row = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'paragraphs_fts'").fetchone()
    connection.execute("DROP TABLE paragraphs_fts")
    connection.execute(row["sql"])
    connection.execute(
        f"INSERT INTO paragraphs_fts (rowid, text, heading, title) SELECT p.id, p.text, p.heading, v.title {SEARCHED} ORDER BY p.id"
    )


def versions(database: Database) -> list[Version]:
    """Every version of every article."""
    rows = database.rows("SELECT article_id, version FROM versions")
    return [(row["article_id"], row["version"]) for row in rows]


def _searched_wrongly(database: Database) -> bool:
    """Whether the table that is searched lacks a paragraph, has one too many, or does not hold together."""
    lacking = database.row(
        f"SELECT 1 {SEARCHED} LEFT JOIN paragraphs_fts f ON f.rowid = p.id WHERE f.rowid IS NULL LIMIT 1"
    )
    held = database.row("SELECT count(*) AS n FROM paragraphs_fts")
    wanted = database.row(f"SELECT count(*) AS n {SEARCHED}")
    if lacking is not None or held is None or wanted is None or held["n"] != wanted["n"]:
        return True
    return not (database.read_only or _holds_together(database))


def _holds_together(database: Database) -> bool:
    try:
        with database.transaction() as connection:
            connection.execute("INSERT INTO paragraphs_fts (paragraphs_fts) VALUES ('integrity-check')")
    except LibraryError as error:
        if isinstance(error.__cause__, sqlite3.OperationalError):  # locked, or no space: nothing was found out
            raise
        return False
    return True


def _unchunked(database: Database) -> list[str]:
    """The articles that have a paragraph in no chunk."""
    rows = database.rows(
        f"SELECT DISTINCT p.article_id {SEARCHED} WHERE NOT EXISTS (SELECT 1 FROM chunks c "  # noqa: S608
        "WHERE c.article_id = p.article_id AND c.version = p.version AND p.number BETWEEN c.first AND c.last)"
    )
    return [row["article_id"] for row in rows]


def _chunk_again(connection: sqlite3.Connection, article_id: str) -> None:
    """Make the chunks of an article anew, without vectors, which are made when the library is next repaired."""
    row = connection.execute(
        f"SELECT {ARTICLE_COLUMNS} FROM versions v JOIN articles a ON a.id = v.article_id AND a.version = v.version WHERE a.id = ?",  # noqa: S608
        (article_id,),
    ).fetchone()
    found = connection.execute(
        "SELECT number, text, heading FROM paragraphs WHERE article_id = ? AND version = ? ORDER BY number",
        (article_id, row["version"]),
    )
    article = as_article(row, tuple(Paragraph(article_id, row["version"], *one) for one in found))
    connection.execute("DELETE FROM chunks WHERE article_id = ?", (article_id,))
    connection.executemany(
        "INSERT INTO chunks (article_id, version, first, last, text) VALUES (?, ?, ?, ?, ?)",
        ((one.article_id, one.version, one.first, one.last, one.text) for one in chunks(article)),
    )


def _damaged_vectors(database: Database) -> list[tuple[int, int]]:
    """The vectors that are not of their model's dimension and of length 1, as (model, chunk)."""
    rows = database.rows(
        "SELECT e.model_id, e.chunk_id, e.vector, m.dimension FROM embeddings e JOIN models m ON m.id = e.model_id"
    )
    return [(row["model_id"], row["chunk_id"]) for row in rows if not _is_unit(row["vector"], row["dimension"])]


def _is_unit(vector: object, dimension: object) -> bool:
    if not isinstance(vector, bytes) or not isinstance(dimension, int) or len(vector) != 4 * dimension:
        return False
    row = np.frombuffer(vector, "<f4")
    with np.errstate(all="ignore"):
        length = float(row @ row)
    return abs(length - 1) < LOOSE or length == 0  # a text without a word has no direction


def _unreadable(database: Database) -> Iterator[str]:
    for table, column, called in JSON_TEXTS:
        if column not in columns(database.connection, table):  # of an earlier format
            continue
        row = database.row(f"SELECT count(*) AS n FROM {table} WHERE NOT json_valid({column})")  # noqa: S608
        if row is not None and row["n"]:
            yield f"{row['n']} {called} cannot be read"
    pages = database.rows("SELECT body FROM originals")
    if packed := sum(not _unpacks(row["body"]) for row in pages):
        yield f"{packed} pages that articles were read from cannot be unpacked"


def _unpacks(body: bytes) -> bool:
    try:
        zlib.decompress(body)
    except zlib.error:
        return False
    return True
