"""How a library's file lies on disk: what stands in its place, and whether it may be written or only read.

SQLite takes an empty file for a new database, so a file that was cut to nothing would be taken for an empty library. In WAL mode
it needs to write even where it only reads; where it may not, the file is read as one that nobody changes, as long as nobody does
(https://www.sqlite.org/wal.html#read_only_databases).
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import LibraryError

LEAST_FREE = 50_000_000  # bytes: articles, their index and SQLite's log still fit, so that hardly a write breaks off
TRACES = ("index", "asking", "writer.lock")  # what only a library that was in use leaves in its folder
SALVAGE = "'briefing check --repair' saves what can be read and keeps the old file beside it; or restore a backup"


@dataclass(frozen=True, slots=True)
class Source:
    """What SQLite is told to open: a path or URI, whether it can only be read, and the state of the files that this was read off."""

    name: str
    is_uri: bool = False
    read_only: bool = False
    files: tuple[int, ...] = ()


def source(path: Path) -> Source:
    """How the file at a path is to be opened."""
    if not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return Source(str(path))
    return to_read(path)


def to_read(path: Path) -> Source:
    """How the file at a path is read without writing anything beside it."""
    options = "mode=ro&immutable=1" if not any(_size(path, ending) >= 0 for ending in ("-wal", "-shm")) else "mode=ro"
    return Source(f"{path.absolute().as_uri()}?{options}", is_uri=True, read_only=True, files=files(path))


def files(path: Path) -> tuple[int, ...]:
    """Numbers that change when the file at a path, or what SQLite keeps beside it, is written."""
    try:
        stat = path.stat()
    except OSError:
        return ()
    return (stat.st_ino, stat.st_size, stat.st_mtime_ns, _size(path, "-wal"))


def _size(path: Path, ending: str) -> int:
    try:
        return path.with_name(path.name + ending).stat().st_size
    except OSError:
        return -1


def refuse_unusable(path: Path) -> None:
    """Raise `LibraryError` for anything else in place of the file, and for a file that was cut to nothing."""
    if path.exists() and not path.is_file():
        raise LibraryError(
            f"{str(path)!r} is {'a folder' if path.is_dir() else 'no file'} where the library's file should be; move it away "
            "and restore a backup in its place, or name another folder with --library"
        )
    if path.is_file() and not path.stat().st_size and any((path.parent / trace).exists() for trace in TRACES):
        raise LibraryError(
            f"the library file {str(path)!r} is empty, everything in it is lost: restore a backup in its place, or "
            "delete it to begin anew"
        )


def refuse_without_space(folder: Path) -> None:
    """Raise `LibraryError` where so little is free that a write may break off."""
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE:
        raise LibraryError(
            f"only {free / 1e6:.0f} MB are free where the library {str(folder)!r} lies, {LEAST_FREE / 1e6:.0f} MB are "
            "needed to add to it; free some space and run the command again: questions are answered meanwhile"
        )
