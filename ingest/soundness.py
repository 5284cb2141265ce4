"""Whether a library's file is sound, beyond what SQLite sees of itself, and what of it can be made whole again.

What cannot be made again from something else is only told.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from ingest import word_index
from ingest.articles import Paragraph
from ingest.chunks import chunks
from ingest.database import Database
from ingest.errors import LibraryError
from ingest.legible import columns
from ingest.rows import ARTICLE_COLUMNS, as_article, count_revision
from ingest.sums import Version, altered, named, put_back

REBUILT = ("missing from index", "wrong # of entries in index", "non-unique entry in index")  # what REINDEX mends
JSON_TEXTS = (("turns", "answer", "answers of conversations"), ("briefings", "body", "kept briefings"),
              ("versions", "dropped", "articles' dropped lines"), ("versions", "notes", "articles' notes"))  # fmt: skip
DESCRIBED = "author || ' ' || source || ' ' || url || ' ' || published || ' ' || coalesce(external_id, '')"
SEARCHED = (
    "FROM paragraphs p JOIN articles a ON a.id = p.article_id AND a.version = p.version "
    "JOIN versions v ON v.article_id = p.article_id AND v.version = p.version "
)


@dataclass(frozen=True, slots=True)
class Faults:
    """What is wrong with a library's file, nothing where all is empty.

    `pages` is damage to the file itself, in SQLite's words; `indexes` and what is `unchunked` can be made anew from the articles.
    `altered` are versions whose text is not what was stored, `unreadable` what else cannot be read, in words.
    """

    pages: tuple[str, ...] = ()
    indexes: bool = False
    altered: tuple[Version, ...] = ()
    unchunked: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()

    @property
    def told(self) -> list[str]:
        """What is wrong, in words."""
        told = [f"the file is damaged ({self.pages[0]})"] if self.pages else []
        told += ["an index of the file does not fit its table"] if self.indexes else []
        told += [f"the text of {named(self.altered)} is not what was stored"] if self.altered else []
        told += [f"{len(self.unchunked)} articles are not whole for the search by meaning"] if self.unchunked else []
        return [*told, *self.unreadable]


def faults(database: Database) -> Faults:
    """What is wrong with a library's file; reads all of it."""
    try:
        found = [str(row[0]) for row in database.rows("PRAGMA integrity_check(100)") if row[0] != "ok"]
        pages = [one for one in found if not any(words in one for words in REBUILT)]
        broken = {str(row[0]) for row in database.rows("PRAGMA foreign_key_check")}
        pages += [f"broken reference in {table}" for table in sorted(broken)]
        if pages:
            return Faults(tuple(pages))
        return Faults(
            (), bool(found), tuple(altered(database, versions(database))),
            tuple(_unchunked(database)), tuple(_unreadable(database)),
        )  # fmt: skip
    except LibraryError as error:
        return Faults((str(error.__cause__),))


def mend(database: Database, found: Faults) -> Faults:
    """Make whole again what can be without losing anything, in one transaction; gives what is wrong afterwards.

    Damage to the file itself is left alone: what can be read is saved from it by `salvage`.
    """
    if found.pages or found == Faults():
        return found
    with database.transaction() as connection:
        connection.execute("REINDEX")
        put_back(database, connection, found.altered)
        if found.altered:
            word_index.fill(connection)
        for article_id in _unchunked(database):
            _chunk_again(connection, article_id)
        count_revision(connection)
    return faults(database)


def versions(database: Database) -> list[Version]:
    """Every version of every article."""
    rows = database.rows("SELECT article_id, version FROM versions")
    return [(row["article_id"], row["version"]) for row in rows]


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


def _unreadable(database: Database) -> Iterator[str]:
    for table, column, called in JSON_TEXTS:
        if column not in columns(database.connection, table):  # of an earlier format
            continue
        found = database.tuples(f"SELECT json_valid({column}), CAST({column} AS BLOB) FROM {table}")  # noqa: S608
        if count := sum(not valid or not _is_text(body) for valid, body in found):
            yield f"{count} {called} cannot be read"
    described = database.rows(f"SELECT article_id, version, CAST({DESCRIBED} AS BLOB) AS described FROM versions")  # noqa: S608
    if garbled := [(row["article_id"], row["version"]) for row in described if not _is_text(row["described"])]:
        yield f"author, outlet or address of {named(garbled)} cannot be read"
    pages = database.rows("SELECT body FROM originals")
    if packed := sum(not _unpacks(row["body"]) for row in pages):
        yield f"{packed} pages that articles were read from cannot be unpacked"


def _is_text(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def _unpacks(body: bytes) -> bool:
    try:
        zlib.decompress(body)
    except zlib.error:
        return False
    return True
