"""Saving what can be read of a damaged library file into a new one, row by row; the damaged file is kept beside it.

SQLite's own `.recover` is no part of its library. The new file has this version's tables; texts that were lost are read again from the page that
they came from, and what belongs to nothing any more is left out and told.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from ingest import leftover, soundness, sums, word_index
from ingest.articles import content_hash
from ingest.database import Database
from ingest.errors import LibraryError
from ingest.legible import BESIDE, Row, columns, opened, primary_key, read, remove
from ingest.rows import count_removal, count_revision

DERIVED = {"readings", "gists", "bands", "paragraphs_fts"}  # made anew where they are missing


@dataclass(slots=True)
class Saved:
    """What came of saving a library: the name of the old file, how much is in the new one, and what is not, in words."""

    kept: Path
    articles: int = 0
    conversations: int = 0
    lost: list[str] = field(default_factory=list)

    @property
    def told(self) -> str:
        """What came of it, in a sentence."""
        lost = "; ".join(self.lost) or "nothing was lost"
        return (
            f"{self.articles} articles and {self.conversations} conversations were saved into a new file; {lost}; "
            f"the damaged one is kept as {str(self.kept)!r}"
        )


def salvage(path: Path, now: datetime) -> Saved:
    """Put a new file with everything that can be read in place of the damaged one at `path`, which is kept under a name with the date.

    Raises `LibraryError` where nothing can be saved, and where another process has the library open.
    """
    refuse_others(path)
    new = path.with_name(f"{path.name}.saving")
    remove(new)
    try:
        saved = _copied(path, new, aside(path, now))
        if not saved.articles and not saved.conversations:
            raise sqlite3.DatabaseError("no article and no conversation in it can be read")
    except (sqlite3.DatabaseError, OSError) as error:
        remove(new)
        raise LibraryError(
            f"nothing of the library file {str(path)!r} can be saved ({error}); it is left as it is: restore a backup"
        ) from error
    put_aside(path, saved.kept)
    new.rename(path)
    forget_index(path)
    sync(path.parent)
    return saved


def forget_index(path: Path) -> None:
    """Let the index beside a library's file, which is no longer of it, be built anew."""
    path.with_name("index").joinpath("CURRENT").unlink(missing_ok=True)


def keep_log(path: Path, problem: leftover.Problem, now: datetime) -> Path:
    """Keep the log beside a file under a name with the date, and go on without what is wrong in it; what comes before that is used."""
    refuse_others(path)
    log, kept = leftover.log_of(path), aside(leftover.log_of(path), now)
    if problem.begins_well:
        shutil.copyfile(log, kept)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    elif log.exists():
        log.rename(kept)
    path.with_name(path.name + "-shm").unlink(missing_ok=True)
    sync(path.parent)
    return kept


def aside(path: Path, now: datetime, why: str = "damaged") -> Path:
    """A name with the date under which a file can be kept; never one that is taken."""
    names = (f"{path.name}.{why}-{now:%Y-%m-%d}" + (f"-{number}" if number > 1 else "") for number in range(1, 1000))
    return next(path.with_name(name) for name in names if not path.with_name(name).exists())


def put_aside(path: Path, kept: Path) -> None:
    """Rename a library's file and what SQLite keeps beside it."""
    for ending in reversed(BESIDE):  # the file last: until then it is still where it was
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).rename(kept.with_name(kept.name + ending))


def refuse_others(path: Path) -> None:
    """Raise `LibraryError` while somebody has the library open: they would go on writing to the file that was put aside."""
    if leftover.in_use(path):
        raise LibraryError(
            f"the library {str(path.parent)!r} is open in another process, a page perhaps; close that and run the command again"
        )


def _copied(path: Path, new: Path, kept: Path) -> Saved:
    saved = Saved(kept)
    with closing(opened(path, new)) as old:
        database = Database.open(new)
        try:
            connection = database.connection
            connection.execute("PRAGMA foreign_keys = OFF")
            with database.transaction():
                _copy_tables(old, connection, saved)
                _complete(connection, saved)
                sums.put_back(database, connection, soundness.versions(database))
                _drop_orphans(connection, saved)
                word_index.fill(connection)
                count_revision(connection)
                count_removal(connection)
            connection.execute("PRAGMA foreign_keys = ON")
            left = soundness.mend(database, soundness.faults(database))
            saved.lost += left.told
            saved.articles, saved.conversations = (_count(connection, table) for table in ("articles", "conversations"))
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            database.close()
    return saved


def _copy_tables(old: sqlite3.Connection, new: sqlite3.Connection, saved: Saved) -> None:
    tables = new.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'paragraphs_fts%'"
    )
    for (table,) in tables.fetchall():
        known = columns(old, table)
        names = [name for name in columns(new, table) if name in known]
        if not names:
            continue
        marks = ", ".join("?" * len(names))
        insert = f"INSERT OR REPLACE INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608  names of the schema

        def take(row: Row, insert: str = insert) -> None:
            with suppress(sqlite3.IntegrityError):  # a value that the table does not take is damaged itself
                new.execute(insert, row)

        if not read(old, table, names, take) and table not in DERIVED:
            saved.lost.append(f"a part of the table {table!r} could not be read")


def _complete(new: sqlite3.Connection, saved: Saved) -> None:
    """Make again the rows of articles and versions that could not be read, as far as other tables tell them."""
    lost = new.execute(
        "SELECT p.article_id, p.version, s.external_id, s.title, s.source, s.url, s.published, s.seen "
        "FROM (SELECT DISTINCT article_id, version FROM paragraphs) p JOIN sightings s ON s.article_id = p.article_id AND NOT s.is_copy "
        "WHERE NOT EXISTS (SELECT 1 FROM versions v WHERE v.article_id = p.article_id AND v.version = p.version) GROUP BY 1, 2"
    ).fetchall()
    for article_id, version, external_id, title, source, url, published, seen in lost:
        texts = new.execute(
            "SELECT text FROM paragraphs WHERE article_id = ? AND version = ? ORDER BY number", (article_id, version)
        )
        new.execute(
            "INSERT INTO versions (article_id, version, external_id, title, author, source, url, published, language, content_hash, "
            "dropped, added) VALUES (?, ?, nullif(?, ''), ?, '', ?, ?, ?, '', ?, '[]', ?)",
            (
                article_id,
                version,
                external_id,
                title,
                source,
                url,
                published,
                content_hash(text for (text,) in texts),
                seen,
            ),
        )
    if lost:
        saved.lost.append(
            f"author and language of {len(lost)} articles could not be read: {_listed(row[0] for row in lost)}"
        )
    new.execute(
        "INSERT OR IGNORE INTO articles (id, version, added) "
        "SELECT article_id, max(version), min(added) FROM versions GROUP BY article_id"
    )
    new.execute(
        "UPDATE articles SET version = (SELECT max(version) FROM versions v WHERE v.article_id = articles.id) "
        "WHERE NOT EXISTS (SELECT 1 FROM versions v WHERE v.article_id = articles.id AND v.version = articles.version) "
        "AND EXISTS (SELECT 1 FROM versions v WHERE v.article_id = articles.id)"
    )


def _drop_orphans(new: sqlite3.Connection, saved: Saved) -> None:
    """Leave out what belongs to nothing any more, and articles without a word; they are named."""
    gone = new.execute(
        "SELECT id FROM articles a WHERE NOT EXISTS (SELECT 1 FROM paragraphs p WHERE p.article_id = a.id AND p.version = a.version)"
    ).fetchall()
    new.executemany("DELETE FROM articles WHERE id = ?", gone)
    if gone:
        saved.lost.append(
            f"{len(gone)} articles have no text any more and are left out: {_listed(row[0] for row in gone)}"
        )
    while broken := new.execute("PRAGMA foreign_key_check").fetchall():
        for table, rowid, *_ in broken:
            if rowid is None:
                _drop_unnumbered(new, str(table))
            else:
                new.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))  # noqa: S608
        lost = sorted({str(row[0]) for row in broken} - DERIVED)
        saved.lost += [f"rows of the table {table!r} belong to nothing any more" for table in lost]


def _listed(names: Iterable[object]) -> str:
    return ", ".join(map(str, names))


def _drop_unnumbered(new: sqlite3.Connection, table: str) -> None:
    """Delete the rows without a number that refer to nothing; which ones, the check of references does not tell."""
    for _, _, parent, column, target, *_ in new.execute(f"PRAGMA foreign_key_list({table})").fetchall():
        key = target or primary_key(new, str(parent))[0]
        new.execute(f"DELETE FROM {table} WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT {key} FROM {parent})")  # noqa: S608


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608


def sync(folder: Path) -> None:
    """Make renames in a folder last, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
