"""The folders of the vector index: one generation in use, named by a pointer that is switched by an atomic rename.

    index/CURRENT          the name of the generation in use
    index/gen-0001/        Chroma's own files, and STATE: what was written, and the digests of the files then
    index/damaged/         the last generation that was found damaged; older ones are removed

A generation is only believed if its files are those that were written, byte by byte, and its STATE says that the write
was whole. What SQLite changes in its file when it is merely opened is left out of the digest: its rows are compared.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.errors import IndexBroken
from ingest.unused import blank

NAME = re.compile(r"gen-(\d{4,9})")
STATE = "STATE"
OWN = {STATE, STATE + ".new"}  # beside Chroma's files
OPENED = "acquire_write"  # the table in which Chroma notes that it was opened

Prints = tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class State:
    """What a generation holds: made by which chromadb, of which model's vectors, of which chunks, as ranges of ids.

    `revision` is the library's at the time, `files` the digest of each file. Not `whole` while something is written.
    """

    chromadb: str
    model: str
    revision: int
    ids: tuple[tuple[int, int], ...]
    files: dict[str, str]
    whole: bool


class Generations:
    """The generation folders under one folder. Whoever changes anything holds the index's lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pointer = folder / "CURRENT"
        self._last = 0  # Chroma remembers paths that it had open, so no number is given twice

    def current(self) -> Path | None:
        """The generation that the pointer names; None where it names none."""
        try:
            name = self._pointer.read_text().strip()
        except (OSError, UnicodeDecodeError):
            return None
        generation, match = self.folder / name, NAME.fullmatch(name)
        if not match or not generation.is_dir() or generation.is_symlink():
            return None
        self._last = max(self._last, int(match[1]))
        return generation

    def fresh(self) -> Path:
        """A new folder that nothing points at; what builds that were cut off left behind is removed."""
        numbers = [int(match[1]) for one in self.folder.iterdir() if (match := NAME.fullmatch(one.name))]
        self._sweep(self.current())
        self._last = max([*numbers, self._number_aside(), self._last]) + 1
        generation = self.folder / f"gen-{self._last:04}"
        generation.mkdir(mode=0o700)
        return generation

    def publish(self, generation: Path) -> None:
        """Make a generation the one in use, once all that it holds is on the disk; older ones are removed."""
        for path in (*generation.rglob("*"), generation):
            _synced(path)
        if self._pointer.is_dir():
            shutil.rmtree(self._pointer)
        write_whole(self._pointer, generation.name)
        self._sweep(generation)

    def put_aside(self, generation: Path) -> None:
        """Take a damaged generation out of use; it is kept until the next one is."""
        self._pointer.unlink(missing_ok=True)
        aside = self.folder / "damaged"
        shutil.rmtree(aside, ignore_errors=True)
        generation.replace(aside)
        with suppress(OSError):
            (aside / "NAME").write_text(generation.name)
        with suppress(IndexBroken, OSError):  # whoever wrote it may have been killed before it did so
            blank(aside)

    def _number_aside(self) -> int:
        """The number of the generation put aside, 0 for none."""
        try:
            match = NAME.fullmatch((self.folder / "damaged" / "NAME").read_text())
        except (OSError, UnicodeDecodeError):
            return 0
        return int(match[1]) if match else 0

    def _sweep(self, kept: Path | None) -> None:
        for one in self.folder.glob("*gen-*"):
            if one != kept:
                shutil.rmtree(one, ignore_errors=True)


def read_state(generation: Path) -> State | None:
    """What a generation says of itself; None where it says nothing, or not what was written."""
    try:
        kept = json.loads((generation / STATE).read_text())
        if kept["digest"] != _digest_of(kept["state"]):
            return None
        state = kept["state"]
        return State(**{**state, "ids": tuple((first, last) for first, last in state["ids"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write_state(generation: Path, state: State) -> None:
    """Write what a generation holds, whole or not at all."""
    told = json.loads(json.dumps(asdict(state)))
    write_whole(generation / STATE, json.dumps({"state": told, "digest": _digest_of(told)}))


def write_whole(file: Path, text: str) -> None:
    """Write a file so that whoever reads it, after whatever cut, reads the old text or the new one."""
    new = file.with_name(file.name + ".new")
    with new.open("w") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
    new.replace(file)
    _synced(file.parent)


def contents(generation: Path) -> dict[str, str]:
    """The digest of each of Chroma's files; raises `OSError` or `sqlite3.Error` where one cannot be read."""
    return {
        name: _digest_of_rows(file) if file.suffix == ".sqlite3" else _digest_of_bytes(file)
        for name, file in _files(generation)
    }


def prints(generation: Path) -> Prints:
    """Name, number, size and time of each of Chroma's files: what tells at no cost that one was touched."""
    found = [(name, file.stat()) for name, file in _files(generation)]
    return tuple((name, seen.st_ino, seen.st_size, seen.st_mtime_ns) for name, seen in found)


def of_graph(seen: Prints) -> Prints:
    """Those of the files that Chroma writes only when something is written; in its database it notes each opening."""
    return tuple(one for one in seen if not one[0].endswith(".sqlite3"))


def _files(folder: Path, under: str = "") -> list[tuple[str, Path]]:
    """Chroma's files by name, their order fixed; each search looks at them."""
    found: list[tuple[str, Path]] = []
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            if entry.is_dir():
                found += _files(Path(entry.path), f"{under}{entry.name}/")
            elif under or entry.name not in OWN:
                found.append((under + entry.name, Path(entry.path)))
    return found


def _digest_of(state: object) -> str:
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()


def _digest_of_bytes(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _digest_of_rows(file: Path) -> str:
    """The digest of all rows of an SQLite file, which must be sound; nothing is written to it, and no journal is played back."""
    digest = hashlib.sha256()
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        connection.text_factory = bytes
        if connection.execute("PRAGMA integrity_check").fetchall() != [(b"ok",)]:
            return "damaged"
        tables = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        for name, sql in tables:
            digest.update(repr((name, sql)).encode())
            if (sql or b"").startswith(b"CREATE TABLE") and name != OPENED.encode():
                for row in connection.execute(f'SELECT * FROM "{name.decode()}"'):  # noqa: S608  a name of the file's own list
                    digest.update(repr(row).encode())
    return digest.hexdigest()


def _synced(path: Path) -> None:
    """Have what was written to a file, or the names in a folder, reach the disk."""
    if os.name == "nt":  # where neither can be asked for on what was opened to be read
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
