"""Backups: a library's file copied whole while others write to it, checked, and put back.

Only the file: the index is made anew from it. The copy is SQLite's own (`VACUUM INTO`, https://www.sqlite.org/lang_vacuum.html), of one
moment, under another name until it is on the disk and was read again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ingest import soundness
from ingest.database import Database
from ingest.disk import TRACES, refuse_or_make
from ingest.errors import LibraryError
from ingest.library import FILE_NAME, Library
from ingest.salvage import aside, forget_index, put_aside, refuse_others, sync


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a library: its file, size in bytes and sha256, what is in it, and what is wrong with it, in words.

    `before` is the file of the library that it took the place of, when one was restored.
    """

    file: Path
    size: int
    sha256: str
    articles: int
    conversations: int
    problems: tuple[str, ...] = ()
    before: Path | None = None


def back_up(library: Library, target: Path, *, replace: bool = False) -> Backup:
    """Copy a library into one file, whole and of one moment, whoever writes meanwhile.

    Raises `LibraryError` where the file is there already, unless it is to be replaced, and where it cannot be written. The copy
    of a damaged library has its problems, and replaces nothing: the file that is there may be the last good backup.
    """
    target = target.expanduser().absolute()
    _refuse_target(library, target, replace=replace)
    partial = target.with_name(f"{target.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        library.database.connection.execute("VACUUM INTO ?", (str(partial),))
        _on_disk(partial)
        made = _looked_at(partial)
        if made.problems and target.exists():
            raise LibraryError(
                f"the library {str(library.folder)!r} is damaged: {made.problems[0]}; {str(target)!r} is left as it is: run "
                "'briefing check --repair' and back up again, or name another file"
            )
        _renamed(partial, target, replace=replace)
    except (sqlite3.DatabaseError, OSError) as error:
        raise LibraryError(
            f"cannot back up the library {str(library.folder)!r} as {str(target)!r}: {error}; name another file, or make space"
        ) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    sync(target.parent)
    return Backup(target, made.size, made.sha256, made.articles, made.conversations, made.problems)


def restore(backup: Path, folder: Path, now: datetime) -> Backup:
    """Make the library in a folder that which was backed up; one that is there is kept beside it under a name with the date.

    Raises `LibraryError`, before anything is changed, for a backup that is none or is damaged, and while a process has the library open.
    """
    backup, folder = backup.expanduser().absolute(), folder.expanduser().absolute()
    file = folder / FILE_NAME
    if not backup.is_file():
        raise LibraryError(f"there is no backup {str(backup)!r}; name a file that 'briefing backup' made")
    made = _looked_at(backup)
    if made.problems:
        raise LibraryError(f"the backup {str(backup)!r} is damaged: {made.problems[0]}; use an earlier one")
    if not file.exists() and not _was_library(folder):
        refuse_or_make(folder, file, create=True)
    refuse_others(file)
    coming = file.with_name(f"{FILE_NAME}.restoring")
    try:
        shutil.copyfile(backup, coming)
        _on_disk(coming)
        before = aside(file, now, "before") if file.exists() else None
        put_aside(file, before or aside(file, now, "before"))
        coming.rename(file)
    except OSError as error:
        coming.unlink(missing_ok=True)
        raise LibraryError(
            f"cannot restore {str(backup)!r} into {str(folder)!r}: {error.strerror}; check that you may write there and that there is space"
        ) from error
    forget_index(file)
    sync(folder)
    return Backup(file, made.size, made.sha256, made.articles, made.conversations, before=before)


def _refuse_target(library: Library, target: Path, *, replace: bool) -> None:
    if target.is_dir():
        raise LibraryError(f"{str(target)!r} is a folder; name a file in it, such as {str(target / 'news.sqlite')!r}")
    if not target.parent.is_dir():
        raise LibraryError(f"there is no folder {str(target.parent)!r}; make it, or name a file elsewhere")
    if target.exists() and (not replace or target.samefile(library.database.path)):
        raise LibraryError(
            f"{str(target)!r} is there already and is left as it is; name another file, or give --replace"
        )


def _was_library(folder: Path) -> bool:
    """Whether a folder holds only what a library that lost its file leaves behind."""
    return folder.is_dir() and all(one.name.startswith((*TRACES, "writer.", FILE_NAME)) for one in folder.iterdir())


def _looked_at(file: Path) -> Backup:
    """What a file holds and what is wrong with it; raises `LibraryError` for one that is no library or too new."""
    database = Database.reading(file)
    try:
        problems = tuple(soundness.faults(database).told)
        articles, conversations = (
            (0, 0) if problems else (_count(database, "articles"), _count(database, "conversations"))
        )
    finally:
        database.close()
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return Backup(file, file.stat().st_size, digest, articles, conversations, problems)


def _count(database: Database, table: str) -> int:
    return int(database.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"])  # noqa: S608  a name of this file only


def _renamed(partial: Path, target: Path, *, replace: bool) -> None:
    """Give a file its name; raises `FileExistsError` where one of that name came meanwhile, unless it is to be replaced."""
    if not replace:
        try:
            os.link(partial, target)
            return
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):  # a file system without hard links says so in many ways
            target.touch(exist_ok=False)
    try:
        partial.replace(target)
    except OSError:
        if not replace:  # what has the name is the empty file made here
            target.unlink()
        raise


def _on_disk(file: Path) -> None:
    with file.open("rb+") as written:
        os.fsync(written.fileno())
