"""Locks between processes: released by the operating system when their holder ends, however it ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ingest.errors import LibraryBusy, LibraryError


class Lock:
    """One lock file; its holder's process id lies beside it, for the message of whoever is turned away."""

    def __init__(self, path: Path) -> None:
        from filelock import FileLock

        self._lock = FileLock(path, thread_local=False)
        self._holder = path.with_suffix(".pid")

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._lock.is_locked

    def acquire(self) -> bool:
        """Take the lock if it is free; False when anybody holds it, this object included."""
        from filelock import Timeout

        if self.held:
            return False
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        self._holder.write_text(str(os.getpid()))
        return True

    def release(self) -> None:
        """Give the lock back."""
        if self._lock.is_locked:
            self._holder.unlink(missing_ok=True)
            self._lock.release()

    @property
    def holder(self) -> str:
        """The process id of the holder, "unknown" when it left none."""
        with suppress(OSError):
            return self._holder.read_text().strip() or "unknown"
        return "unknown"


@contextmanager
def writing(lock: Lock, folder: Path) -> Iterator[None]:
    """A long write to the library in `folder`, one process at a time; raises `LibraryBusy` naming the other one.

    Raises `LibraryError` where the lock cannot be written.
    """
    try:
        acquired = lock.acquire()
    except OSError as error:
        lock.release()
        raise LibraryError(
            f"cannot write in the library's folder {str(folder)!r}: {error.strerror}; check that you may write there and that "
            "there is space, and run the command again"
        ) from error
    if not acquired:
        holder = lock.holder
        raise LibraryBusy(
            f"process {holder} is writing to the library {str(folder)!r}; wait until it is done and run the command again",
            holder,
        )
    try:
        yield
    finally:
        lock.release()
