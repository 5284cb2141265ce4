"""The copy of a library's file from before its format changed: the way back to an earlier version of the product; one is kept."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

_MARK = ".before-format-"


def keep(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Copy the file at a path, of format `version`, before it is brought to the next one; without space for it there is none.

    The change itself is one transaction and does without: so little is told of a copy that cannot be made.
    """
    copy, partial = _name(path, version), path.with_name(f"{path.name}{_MARK}copying")
    if copy.exists():
        return
    partial.unlink(missing_ok=True)
    try:
        connection.execute("VACUUM INTO ?", (str(partial),))
        partial.replace(copy)
    except (sqlite3.DatabaseError, OSError):
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        return
    for other in path.parent.glob(f"{path.name}{_MARK}*"):
        if other != copy:
            other.unlink(missing_ok=True)


def kept(path: Path) -> Path | None:
    """The copy from before the format of the file at a path changed last, None where there is none."""
    return next(iter(sorted(path.parent.glob(f"{path.name}{_MARK}[0-9]*"))), None)


def told(path: Path) -> str:
    """What the copy beside the file at a path is, and that it may go; "" where there is none."""
    copy = kept(path)
    if copy is None:
        return ""
    return (
        f"{str(copy)!r} ({copy.stat().st_size / 1e6:.1f} MB) is the library as it was before an update changed its format, the way back "
        "to the version before; delete it when you want neither that nor the space"
    )


def _name(path: Path, version: int) -> Path:
    return path.with_name(f"{path.name}{_MARK}{version + 1}")
