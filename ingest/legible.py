"""Every row of a damaged table that can be read.

SQLite reads a table up to the first page that fails and no further. So it is read in order, then backwards from its end, then by every key
that other tables name; of a table with row numbers, ranges are halved until only what lies on damaged pages is left out. Where the first bytes of
the file are gone, or what its tables are, those of a new library stand in for them.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

from ingest import leftover
from ingest.database import Database

Row = tuple[object, ...]
BESIDE = ("", "-wal", "-shm")
FIRST_BYTES = 100  # the header of an SQLite file
INTERIOR = 5  # the mark of a page that points at others
PAGE = 4096  # bytes, SQLite's default, of which every library is
MOST_ON_A_PAGE = 256  # rows
MOST_FAILED = 20_000  # rows of a table that are asked for by their number in vain, before the rest is given up
_ARTICLES = (("articles", "id"), *((name, "article_id") for name in ("paragraphs", "versions", "sightings", "chunks")))
# Which tables name the articles, conversations, models that another table is asked for where its own order is lost.
NAMED_BY = {
    "id": _ARTICLES, "article_id": _ARTICLES, "conversation_id": (("conversations", "id"),), "model_id": (("models", "id"),),
}  # fmt: skip


def opened(path: Path, new: Path) -> sqlite3.Connection:
    """The damaged file, to be read only; where SQLite knows no tables in it, a copy whose first bytes, first page, or table definitions are a new library's."""
    connection = _reading(path)
    if _has_tables(connection):
        return connection
    connection.close()
    fresh, copy = (new.with_name(new.name + ending) for ending in (".fresh", ".copy"))
    try:
        Database.open(fresh).close()
        for data in _candidates(path.read_bytes(), fresh.read_bytes()):
            remove(copy)
            copy.write_bytes(data)
            with suppress(FileNotFoundError):
                shutil.copyfile(leftover.log_of(path), leftover.log_of(copy))
            _define_again(copy, fresh)
            connection = _reading(copy)
            if _has_tables(connection):
                return connection  # its files stay readable while they are open
            connection.close()
    finally:
        remove(fresh)
        remove(copy)
    raise sqlite3.DatabaseError("no tables of a library are found in it")


def _candidates(damaged: bytes, fresh: bytes) -> Iterator[bytes]:
    """A file as it is; with the header of a new library; with all pages of one on which it is said what its tables are."""
    yield damaged
    yield _counted(fresh[:FIRST_BYTES] + damaged[FIRST_BYTES:])
    data = bytearray(damaged)
    for number in (1, *_pages_below(fresh[:PAGE])):
        place = slice((number - 1) * PAGE, number * PAGE)
        data += bytes(max(0, place.stop - len(data)))
        data[place] = fresh[place]
    yield _counted(bytes(data))


def _pages_below(first: bytes) -> list[int]:
    """The pages that the first page points at; https://www.sqlite.org/fileformat2.html#b_tree_pages."""
    start = FIRST_BYTES
    if first[start] != INTERIOR:
        return []
    count = int.from_bytes(first[start + 3 : start + 5], "big")
    cells = (int.from_bytes(first[start + 12 + 2 * n : start + 14 + 2 * n], "big") for n in range(count))
    return [int.from_bytes(first[one : one + 4], "big") for one in (*cells, start + 8)]


def _define_again(copy: Path, fresh: Path) -> None:
    """Give the tables of a file the definitions that those of a new library have, where theirs cannot be read."""
    with closing(sqlite3.connect(fresh)) as sound:
        wanted = dict(sound.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall())
    with closing(sqlite3.connect(copy, isolation_level=None)) as damaged, suppress(sqlite3.DatabaseError):
        damaged.execute("PRAGMA writable_schema = ON")
        damaged.text_factory = _text
        for rowid, name, sql in damaged.execute("SELECT rowid, name, sql FROM sqlite_master").fetchall():
            if name in wanted and sql != wanted[name] and not _is_defined(sql):
                damaged.execute("UPDATE sqlite_master SET sql = ? WHERE rowid = ?", (wanted[name], rowid))


def _is_defined(sql: str) -> bool:
    """Whether a table or index is defined by words that SQLite understands."""
    with closing(sqlite3.connect(":memory:")) as trial:
        try:
            trial.execute(sql)
        except sqlite3.OperationalError as error:
            return "no such table" in str(error)  # an index alone
    return True


def _reading(path: Path) -> sqlite3.Connection:
    has_log = path.with_name(path.name + "-wal").exists()
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro{'' if has_log else '&immutable=1'}", uri=True, isolation_level=None
    )
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute(
        "PRAGMA writable_schema = ON"
    )  # what cannot be understood of the tables does not hide the others
    connection.text_factory = _text
    return connection


def _text(raw: bytes) -> str:
    """A stored text; what is no UTF-8 shows as a mark, so that its sum tells it from what was stored."""
    return raw.decode("utf-8", "replace")


def _has_tables(connection: sqlite3.Connection) -> bool:
    try:
        for table in ("articles", "versions", "paragraphs"):
            connection.execute(f"SELECT * FROM {table} LIMIT 0")  # noqa: S608  names of this line only
    except sqlite3.DatabaseError:
        return False
    return True


def _counted(data: bytes) -> bytes:
    """A file whose header says how many pages it has, and that none of them is free."""
    pages = (len(data) // PAGE).to_bytes(4, "big")
    return data[:28] + pages + bytes(8) + data[40:]


def remove(path: Path) -> None:
    """Remove a file and what SQLite keeps beside it."""
    for ending in BESIDE:
        path.with_name(path.name + ending).unlink(missing_ok=True)


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """The names of a table's columns, none where it is not there or cannot be read."""
    with suppress(sqlite3.DatabaseError):
        return [str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})")]
    return []


def read(old: sqlite3.Connection, table: str, names: Sequence[str], take: Callable[[Row], None]) -> bool:
    """Take every row of a table that can be read, some of them twice where a page fails; whether none failed."""
    select = f"SELECT {', '.join(names)} FROM {table}"  # noqa: S608  names of the schema
    if _taken(old, select + ("" if _numbered(old, table) is None else " NOT INDEXED"), (), take):
        return True
    last = _numbered(old, table)
    if last is not None:
        _halved(old, f"{select} NOT INDEXED WHERE rowid BETWEEN ? AND ?", last, take)
        return False
    primary = primary_key(old, table)
    _taken(old, f"{select} ORDER BY {', '.join(f'{one} DESC' for one in primary)}", (), take)
    for key in _keys(old, primary[0]):
        _taken(old, f"{select} WHERE {primary[0]} = ?", (key,), take)
    return False


def _taken(old: sqlite3.Connection, query: str, parameters: Row, take: Callable[[Row], None]) -> bool:
    """Take the rows of a query up to the first that cannot be read; whether there was none such."""
    try:
        for row in old.execute(query, parameters):
            take(row)
    except sqlite3.DatabaseError:
        return False
    return True


def _halved(old: sqlite3.Connection, query: str, last: int, take: Callable[[Row], None]) -> None:
    """Take the rows of a table by ranges of their numbers, each halved where something in it fails."""
    ranges, failed = [(1, last)], 0
    while ranges and failed < MOST_FAILED:
        first, last = ranges.pop()
        rows: list[Row] = []
        if _taken(old, query, (first, last), rows.append):
            for row in rows:
                take(row)
        elif first == last:
            failed += 1
        else:
            middle = (first + last) // 2
            ranges += [(middle + 1, last), (first, middle)]


def _numbered(old: sqlite3.Connection, table: str) -> int | None:
    """The highest row number that a table may have; None for one whose rows have none."""
    try:
        return int(old.execute(f"SELECT coalesce(max(rowid), 0) FROM {table} NOT INDEXED").fetchone()[0])  # noqa: S608
    except sqlite3.OperationalError as error:
        if "no such column" in str(error):
            return None
    except sqlite3.DatabaseError:
        pass  # its last page cannot be read
    return _pages(old) * MOST_ON_A_PAGE


def _pages(old: sqlite3.Connection) -> int:
    return int(old.execute("PRAGMA page_count").fetchone()[0])


def primary_key(old: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table's primary key, in its order."""
    columns = [row for row in old.execute(f"PRAGMA table_info({table})") if row[5]]
    return [str(row[1]) for row in sorted(columns, key=lambda row: int(row[5]))]


def _keys(old: sqlite3.Connection, column: str) -> set[object]:
    """The values of a key that other tables name."""
    keys: set[object] = set()
    for table, named in NAMED_BY.get(column, ()):
        _taken(old, f"SELECT DISTINCT {named} FROM {table}", (), lambda row: keys.add(row[0]))  # noqa: S608
    return keys
