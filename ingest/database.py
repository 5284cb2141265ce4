"""One SQLite file, opened safely: checked for what it is, migrated, one connection a thread, one transaction at a time.

The settings are those of SQLite's own advice for data that must survive a crash: write-ahead log, `synchronous=FULL`
(https://www.sqlite.org/pragma.html#pragma_synchronous).
"""

from __future__ import annotations

import secrets
import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any, TypeVar

from ingest import earlier, leftover
from ingest.disk import Source, cure, files, lacks_space, refuse_unusable, room, source, to_read
from ingest.errors import LibraryError
from ingest.schema import APPLICATION_ID, MIGRATIONS

BUSY_SECONDS = 30.0
LOOK = 0.05  # seconds between two tries
_Of = TypeVar("_Of")
_OPENED: weakref.WeakSet[Database] = weakref.WeakSet()  # in this process, from before its first connection on
_OPENING = threading.Lock()


class Database:
    """A library file; every thread that uses it gets a connection of its own, closed when the thread is over."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.was_changed = False  # from an earlier format, when it was opened
        self._source = source(path)
        self._local = threading.local()
        self._open: weakref.WeakSet[_Held] = weakref.WeakSet()
        self._guard = threading.Lock()

    @classmethod
    def open(cls, path: Path) -> Database:
        """The database at `path`, made when absent, brought to the current schema.

        Where nothing may be written, or there is no space for it, what was made before can still be read. Raises `LibraryError`
        when the file is no library, is damaged, or was made by a newer version of the product.
        """
        refuse_unusable(path)
        with _OPENING:  # whoever opens it at the same time must not take its log for one that was left behind
            if not any(other.path == path for other in _OPENED):
                leftover.refuse_damaged(path)
            database = cls(path)
            _OPENED.add(database)
        try:
            with database._told("use"):
                database._prepare()
        except LibraryError as error:
            database.close()
            if not lacks_space(error.__cause__) or database.read_only:
                raise
            database._source = to_read(path)
            _OPENED.add(database)
            with database._told("use"):
                database._prepare()
        return database

    @classmethod
    def reading(cls, path: Path) -> Database:
        """The database at `path`, of whatever format up to this one, nothing written in it or beside it; raises `LibraryError`."""
        refuse_unusable(path)
        database = cls(path)
        database._source = to_read(path)
        try:
            with database._told("read"):
                if not database._refuse_strangers(database.connection):
                    raise LibraryError(f"{str(path)!r} is no library; name a file that 'briefing backup' made")
        except LibraryError:
            database.close()
            raise
        return database

    @property
    def read_only(self) -> bool:
        """Whether the file can be read but not written."""
        return self._source.read_only

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of the thread that asks."""
        return self._held().connection

    def _held(self) -> _Held:
        held: _Held | None = getattr(self._local, "held", None)
        if self.read_only and files(self.path) != self._source.files:  # somebody else writes: look again how to read it
            self._source, held = to_read(self.path), None
        if held is None:
            held = self._local.held = _Held(_connected(self._source))
            with self._guard:
                self._open.add(held)
        return held

    def rows(self, query: str, parameters: tuple[object, ...] = ()) -> list[sqlite3.Row]:
        """All rows of one query; raises `LibraryError` when they cannot be read."""
        return self._read(lambda connection: connection.execute(query, parameters).fetchall())

    def tuples(self, query: str, parameters: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """All rows of one query as plain tuples, half as dear as rows with names: for thousands of them."""

        def fetched(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
            cursor = connection.cursor()
            cursor.row_factory = None
            return cursor.execute(query, parameters).fetchall()

        return self._read(fetched)

    def row(self, query: str, parameters: tuple[object, ...] = ()) -> sqlite3.Row | None:
        """The first row of one query, or None; raises `LibraryError` when it cannot be read."""
        found: sqlite3.Row | None = self._read(lambda connection: connection.execute(query, parameters).fetchone())
        return found

    def _read(self, fetched: Callable[[sqlite3.Connection], _Of]) -> _Of:
        """What a query gives; a text that is no UTF-8 any more has U+FFFD in it, which its article's sum then tells, and refuses nothing else."""
        with self._told("read"):
            held = self._held()
            with held.in_use:
                try:
                    return fetched(held.connection)
                except sqlite3.OperationalError as error:
                    if not str(error).startswith("Could not decode to UTF-8"):
                        raise
                held.connection.text_factory = lambda text: text.decode(errors="replace")
                try:
                    return fetched(held.connection)
                finally:
                    held.connection.text_factory = str

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One write, whole or not at all; raises `LibraryError` when it cannot be written."""
        self.refuse_reading_only()
        with self._told("write to"):
            held = self._held()
            with held.in_use:
                yield from _whole(held.connection)

    def refuse_reading_only(self) -> None:
        """Raise `LibraryError` where nothing can be written."""
        if self.read_only:
            raise LibraryError(
                f"the library {str(self.path.parent)!r} can only be read: nothing may be written there, or there is no space left; "
                "change that, or work on a copy of the folder"
            )

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Several reads that see one and the same state; raises `LibraryError` when it cannot be read."""
        with self._told("read"):
            held = self._held()
            with held.in_use:
                held.connection.execute("BEGIN")
                try:
                    yield held.connection
                finally:
                    if held.connection.in_transaction:  # some errors end it
                        held.connection.execute("ROLLBACK")

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise LibraryError(f"cannot {what} the library file {str(self.path)!r}: {error}; {cure(error)}") from error

    def close(self) -> None:
        """Close the connections of all threads, each as soon as what its thread reads or writes just now is done."""
        with self._guard:
            for held in list(self._open):
                held.close()
            self._open.clear()
        self._local = threading.local()
        _OPENED.discard(self)

    def _prepare(self) -> None:
        connection = self.connection
        with self.snapshot():  # else another process that makes the library just then is taken for a stranger
            version = self._refuse_strangers(connection)
        if self.read_only and not version:
            raise LibraryError(
                f"the library {str(self.path.parent)!r} cannot be made: nothing may be written there, or there is no space; {room()}"
            )
        if self.read_only and version < len(MIGRATIONS):
            raise LibraryError(
                f"the library {str(self.path.parent)!r} was written by an earlier version and cannot be brought up to date: "
                "nothing may be written there; change that, or work on a copy of the folder"
            )
        if not self.read_only:
            _write_ahead(connection)
            if 0 < version < len(MIGRATIONS):
                earlier.keep(connection, self.path, version)
            with self.transaction():
                self._migrate(connection)
            self.was_changed = 0 < version < len(MIGRATIONS)

    def _refuse_strangers(self, connection: sqlite3.Connection) -> int:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if application != APPLICATION_ID and tables:
            raise LibraryError(
                f"{str(self.path)!r} is a database of another program, not a library; "
                "name another folder with --library"
            )
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > len(MIGRATIONS):
            raise LibraryError(
                f"the library {str(self.path.parent)!r} was written by a newer version (its format is {version}, this "
                f"one reads up to {len(MIGRATIONS)}); update cited-briefing, or name another folder with --library"
            )
        return int(version)

    def _migrate(self, connection: sqlite3.Connection) -> None:
        # executescript would commit on its own: each statement is run inside the one transaction instead.
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        for number, script in enumerate(MIGRATIONS[version:], version + 1):
            for statement in statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        if version == 0:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("INSERT OR IGNORE INTO meta VALUES (?, ?)", (leftover.IDENTITY, secrets.token_hex(8)))


class _Held:
    """A thread's connection: who serves pages starts a thread for each, and would run out of open files.

    It is `in_use` while its thread reads or writes: closed by another one just then, it would take the process with it.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.in_use = threading.RLock()

    def close(self) -> None:
        """Close the connection once it is not in use."""
        with self.in_use:
            self.connection.close()

    def __del__(self) -> None:
        self.connection.close()


def _whole(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """A connection in a transaction, which is rolled back where anything fails."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log; where another process does so in the same moment, SQLite refuses without waiting for it."""
    until = monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(LOOK)
        else:
            return


def _connected(source: Source) -> sqlite3.Connection:
    connection = sqlite3.connect(
        source.name, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256,
        uri=source.is_uri,
    )  # fmt: skip
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def statements(script: str) -> Iterator[str]:
    """The single statements of an SQL script.

    >>> list(statements("CREATE TABLE a (b); CREATE TABLE c (d);"))
    ['CREATE TABLE a (b);', 'CREATE TABLE c (d);']
    """
    statement = ""
    for piece in script.split(";")[:-1]:
        statement += piece + ";"
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""
