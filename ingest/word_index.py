"""Whether the index of words holds every paragraph that is searched, and that index made anew: it is derived from them."""

from __future__ import annotations

import sqlite3

from ingest.errors import LibraryError
from ingest.library import Library
from ingest.rows import count_revision

_CURRENT = "paragraphs p JOIN articles a ON a.id = p.article_id AND a.version = p.version"
PATIENCE = 0.2  # seconds that the look is put off while another process writes


def wanting(library: Library) -> str:
    """What is wrong with the index of words, in words, "" for nothing: a damage, paragraphs too few, or too many."""
    try:
        lacking = _count(library, _CURRENT + " WHERE p.id NOT IN (SELECT id FROM paragraphs_fts_docsize)")  # noqa: S608
        strange = _count(library, "paragraphs_fts_docsize WHERE id NOT IN (SELECT p.id FROM " + _CURRENT + ")")  # noqa: S608
        if lacking or strange:
            return f"{lacking} paragraphs are not in it, {strange} should not be"
        return _damage(library)
    except (LibraryError, sqlite3.DatabaseError) as error:
        return f"damaged: {error}"


def make_anew(library: Library) -> None:
    """Make the index of words anew from the paragraphs of the current versions."""
    with library.database.transaction() as connection:
        fill(connection)
        count_revision(connection)


def fill(connection: sqlite3.Connection) -> None:
    """Make the index of words anew within a transaction."""
    made = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'paragraphs_fts'").fetchone()
    connection.execute("DROP TABLE IF EXISTS paragraphs_fts")
    connection.execute(str(made[0]) if made else _declared())
    connection.execute(
        "INSERT INTO paragraphs_fts (rowid, text, heading, title) "  # noqa: S608  constants of this file
        f"SELECT p.id, p.text, p.heading, v.title FROM {_CURRENT} "
        "JOIN versions v ON v.article_id = p.article_id AND v.version = p.version"
    )


def _declared() -> str:
    from ingest.database import statements
    from ingest.schema import MIGRATIONS

    return next(one for one in statements(MIGRATIONS[0]) if "VIRTUAL TABLE paragraphs_fts" in one)


def _count(library: Library, what: str) -> int:
    row = library.database.row(f"SELECT count(*) AS n FROM {what}")  # noqa: S608  constants of this file
    return int(row["n"]) if row else 0


def _damage(library: Library) -> str:
    """What FTS5's own check finds; nothing while another process writes or nobody may, as it asks for the lock of a writer."""
    connection = sqlite3.connect(library.database.path, timeout=PATIENCE, isolation_level=None)
    try:
        connection.execute("INSERT INTO paragraphs_fts (paragraphs_fts) VALUES ('integrity-check')")
    except sqlite3.OperationalError as error:
        if not any(words in str(error) for words in ("locked", "readonly", "unable to open")):
            raise
    finally:
        connection.close()
    return ""
