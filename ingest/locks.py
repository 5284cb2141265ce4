"""Locks between processes: released by the operating system when their holder ends, however it ends."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import LibraryBusy, LibraryError

LOOK = 0.2  # seconds between two looks at whether a lock has become free


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds a writer waits for another one to be done, and who is told, once, the process that it waits for."""

    seconds: float = 0.0
    told: Callable[[str], None] = lambda _: None


NONE = Patience()


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

    def acquire(self, seconds: float = 0.0) -> bool:
        """Take the lock if it is free or becomes so in time; False when anybody holds it, this object included."""
        from filelock import Timeout

        if self.held:
            return False
        try:
            self._lock.acquire(timeout=seconds, poll_interval=LOOK)
        except Timeout:
            return False
        with suppress(OSError):  # on a full disk, say: the lock is held all the same
            self._holder.write_text(str(os.getpid()))
        return True

    def release(self) -> None:
        """Give the lock back."""
        if self._lock.is_locked:
            with suppress(OSError):
                self._holder.unlink()
            self._lock.release()

    @property
    def holder(self) -> str:
        """The process id of the holder, "unknown" when it left none."""
        with suppress(OSError):
            return self._holder.read_text().strip() or "unknown"
        return "unknown"


@contextmanager
def writing(lock: Lock, folder: Path, patience: Patience = NONE) -> Iterator[None]:
    """A long write to the library in `folder`, one process at a time; raises `LibraryBusy` naming the other one.

    Raises `LibraryError` where the lock cannot be written.
    """
    try:
        acquired = lock.acquire() or _waited(lock, patience)
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


def _waited(lock: Lock, patience: Patience) -> bool:
    """Whether the lock was had after some waiting."""
    if not patience.seconds:
        return False
    patience.told(lock.holder)
    return lock.acquire(patience.seconds)
