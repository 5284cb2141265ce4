"""How a library's file lies on disk: what stands in its place, and whether it may be written or only read.

SQLite takes an empty file for a new database, so a file that was cut to nothing would be taken for an empty library. In WAL mode
it needs to write even where it only reads; where it may not, the file is read as one that nobody changes, as long as nobody does
(https://www.sqlite.org/wal.html#read_only_databases).
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
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
    """How the file at a path is read without writing anything beside it.

    Where its log is empty, as one that nobody changes: who writes to it writes to the log first, which shows in `files`.
    """
    options = "mode=ro" if _size(path, "-wal") > 0 else "mode=ro&immutable=1"
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


def refuse_or_make(folder: Path, file: Path, *, create: bool) -> None:
    """Make a library's folder, or raise `LibraryError` where there cannot or shall not be one.

    A folder in which another process has made the library's file by now is left as it is.
    """
    if folder.exists() and not folder.is_dir():
        raise LibraryError(f"{str(folder)!r} is a file, not a library; name a folder with --library")
    if folder.is_dir() and any(folder.iterdir()) and not file.is_file():
        raise LibraryError(
            f"{str(folder)!r} is no library: it holds other files; name a new or empty folder with --library"
        )
    if not create:
        raise LibraryError(f"there is no library in {str(folder)!r} yet; 'briefing add WHAT' makes one")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"cannot make the library folder {str(folder)!r}: {error.strerror}; name another one with --library"
        ) from error


def room(error: OSError | None = None) -> str:
    """What makes room for what could not be written: space, unless files are kept small here (`ulimit -f`)."""
    most = _largest_file()
    if most is None or (error is not None and error.errno != errno.EFBIG):
        return "free some space"
    return f"let files grow beyond {most / 1e6:.1f} MB here (ulimit -f)" + ("" if error else " or free some space")


def _largest_file() -> int | None:
    """The bytes that a file of this process may have, None where there is no such limit."""
    try:
        import resource
    except ImportError:  # Windows has none
        return None
    most, _ = resource.getrlimit(resource.RLIMIT_FSIZE)
    return None if most == resource.RLIM_INFINITY else most


def cure(error: sqlite3.DatabaseError) -> str:
    """What a user can do about a database error."""
    text = str(error)
    if "disk is full" in text or "disk I/O error" in text:
        return f"{room()} and run the command again: nothing that was stored is lost"
    if "readonly" in text or "unable to open" in text:
        return "check that you may write to the folder and that it exists"
    if "locked" in text:
        return "another process holds it: wait until that one is done and run the command again"
    return SALVAGE


def is_damaged(error: LibraryError) -> bool:
    """Whether a library could not be used because its file is damaged, so that what can be read of it is to be saved."""
    return isinstance(error.__cause__, sqlite3.DatabaseError) and cure(error.__cause__) == SALVAGE


def lacks_space(error: BaseException | None) -> bool:
    """Whether a library could not be opened because nothing could be written beside it."""
    return isinstance(error, sqlite3.OperationalError) and any(
        words in str(error) for words in ("disk is full", "disk I/O error", "unable to open")
    )
