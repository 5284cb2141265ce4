"""The write-ahead log that a process left beside a library when it ended without closing it.

SQLite applies such a log up to its first broken frame and says nothing about the rest, and it applies a log that belongs
to another file as readily. So it is read here first, by the rules of https://www.sqlite.org/fileformat2.html#walformat, and what it makes of the
library is checked before anything is written.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ingest.errors import LibraryError

HEADER, FRAME_HEADER = 32, 24
ORDERS = {b"\x37\x7f\x06\x82": "<u4", b"\x37\x7f\x06\x83": ">u4"}  # of the words that are summed up
Words = np.ndarray[Any, np.dtype[np.uint32]]
Frames = np.ndarray[tuple[int, int], np.dtype[np.uint8]]
SHARED_BYTE = 128  # of the -shm file: everybody who has the library open holds a lock on it
IDENTITY = "library"  # the key in `meta` of what tells a library and its copies from every other


def log_of(path: Path) -> Path:
    """The file of the write-ahead log beside a library's file."""
    return path.with_name(path.name + "-wal")


def refuse_damaged(path: Path) -> None:
    """Raise `LibraryError` where a log that was left behind has lost writes, or makes another library of this one.

    Nothing is changed. The caller has no connection to the file in this process.
    """
    problem = problem_of(path)
    if problem is not None:
        raise LibraryError(
            f"what was written last to the library {str(path)!r} is damaged: {problem.words}; 'briefing check --repair' keeps its log "
            "under another name and goes on with the rest; or restore a backup"
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a log, in words, and whether what comes before that in it can be used."""

    words: str
    begins_well: bool = False


def problem_of(path: Path) -> Problem | None:
    """What is wrong with the log that was left beside a file, None for nothing."""
    try:
        if in_use(path):
            return None
        log = _content(log_of(path))
        lost, sound = lost_frames(log), sound_frames(log)
        lost = max(lost, _promised(path, log) - sound)
    except OSError as error:
        return Problem(f"its log cannot be read ({error.strerror})")
    if lost > 0:
        return Problem(f"{lost} pages of its log are lost", begins_well=sound > 0)
    try:
        words = _of_another(path) if len(log) > HEADER else ""
    except sqlite3.OperationalError:  # no space, or nothing may be written: who opens the library is told
        return None
    except sqlite3.DatabaseError as error:
        words = f"with its log it cannot be read ({error})"
    return Problem(words) if words else None


def _content(file: Path) -> bytes:
    return file.read_bytes() if file.exists() else b""


def _promised(path: Path, log: bytes) -> int:
    """How many frames of this log were written for good by what SQLite kept in the -shm file; none that are in the library's file already.

    https://www.sqlite.org/walformat.html#the_wal_index_file_format
    """
    shared = _content(path.with_name(path.name + "-shm"))[:136]
    if len(shared) < 136 or shared[:48] != shared[48:96] or not shared[12] or (log and shared[32:40] != log[16:24]):
        return 0
    frames, in_file = (int.from_bytes(shared[start : start + 4], sys.byteorder) for start in (16, 96))
    return 0 if in_file >= frames else frames


def lost_frames(log: bytes) -> int:
    """How many frames that were written lie behind the first broken one; a last one that broke off was never promised.

    A log that begins with none of SQLite's marks is lost whole, unless it is nothing but zeros.
    """
    if len(log) <= HEADER:
        return 0
    if not _begins(log):
        return max(1, len(log) // 4096) if any(log) else 0
    of_this_log = np.flatnonzero((_frames(log)[:, 8:16] == np.frombuffer(log[16:24], np.uint8)).all(axis=1))
    last = int(of_this_log[-1]) if len(of_this_log) else 0
    return max(0, last - sound_frames(log))


def sound_frames(log: bytes) -> int:
    """How many frames from the first on have the sums that they carry."""
    return _sound(_frames(log), log[24:HEADER], ORDERS[log[:4]]) if _begins(log) else 0


def _begins(log: bytes) -> bool:
    """Whether a log begins as SQLite begins one."""
    order, size = ORDERS.get(log[:4]), int.from_bytes(log[8:12], "big")
    return order is not None and size >= 512 and not size & (size - 1) and log[24:HEADER] == _sums(log[:24], order)


def _frames(log: bytes) -> Frames:
    length = FRAME_HEADER + int.from_bytes(log[8:12], "big")
    count = (len(log) - HEADER) // length
    return np.frombuffer(log, np.uint8, count * length, HEADER).reshape(count, length)


def _sound(frames: Frames, start: bytes, order: str) -> int:
    summed = np.concatenate([frames[:, :8], frames[:, FRAME_HEADER:]], axis=1)
    words = np.ascontiguousarray(summed).view(order).astype(np.uint32).reshape(len(frames), -1, 2)
    weights, power = _weights(words.shape[1])
    each = np.einsum("fki,kji->fj", words, weights, dtype=np.uint32)
    carried = np.ascontiguousarray(frames[:, 16:24]).view(">u4").astype(np.uint32)
    state = np.frombuffer(start, ">u4").astype(np.uint32)
    for number in range(len(frames)):
        state = power @ state + each[number]
        if (state != carried[number]).any():
            return number
    return len(frames)


def _weights(pairs: int) -> tuple[np.ndarray[tuple[int, int, int], np.dtype[np.uint32]], np.ndarray[tuple[int, int], np.dtype[np.uint32]]]:  # fmt: skip
    """What each pair of words adds to SQLite's sums, and what becomes of the sums before: their rule is linear, modulo 2**32.

    s0 += x0 + s1; s1 += x1 + s0, pair after pair; in Python it would take a second for every ten megabytes.
    """
    step, weight = np.array([[1, 1], [1, 2]], np.uint32), np.array([[1, 0], [1, 1]], np.uint32)
    weights, power = np.empty((pairs, 2, 2), np.uint32), np.eye(2, dtype=np.uint32)
    for number in reversed(range(pairs)):
        weights[number] = power @ weight
        power = power @ step
    return weights, power


def _sums(data: bytes, order: str) -> bytes:
    words = np.frombuffer(data, order).astype(np.uint32).reshape(-1, 2)
    weights, _ = _weights(len(words))
    return bytes(np.einsum("ki,kji->j", words, weights, dtype=np.uint32).astype(">u4").tobytes())


def _of_another(path: Path) -> str:
    """Whether the log makes a broken or another library of the file; "" where it does not.

    A connection that may only read is the last to close: SQLite then leaves the log as it was found.
    """
    uri = path.absolute().as_uri()
    with closing(sqlite3.connect(f"{uri}?mode=ro", uri=True)) as reader:
        with closing(sqlite3.connect(path)) as recovering:
            recovering.execute("SELECT count(*) FROM sqlite_master").fetchone()
            reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
        problem = str(reader.execute("PRAGMA quick_check(1)").fetchone()[0])
        after = _marks(reader)
    if problem != "ok":
        return f"with its log it does not hold together ({problem})"
    with closing(sqlite3.connect(f"{uri}?immutable=1", uri=True)) as alone, suppress(sqlite3.DatabaseError):
        before = _marks(alone)
        if before and (not after or after[0] != before[0] or after[1] < before[1]):
            return "its log belongs to another library, or to another time of this one"
    return ""


def _marks(connection: sqlite3.Connection) -> tuple[str, int] | tuple[()]:
    """A library's identity and revision; () for none, and while they are not both there."""
    found = dict(connection.execute("SELECT key, value FROM meta WHERE key IN (?, 'revision')", (IDENTITY,)))
    return (str(found[IDENTITY]), int(found["revision"])) if len(found) == 2 else ()


def in_use(path: Path) -> bool:
    """Whether another process has the file of a library open; True where that cannot be told.

    Only for a process that has not: to ask takes back the locks that it holds on the file.
    """
    try:
        import fcntl
    except ImportError:
        return True
    try:
        with path.with_name(path.name + "-shm").open("rb+") as shared:
            fcntl.lockf(shared, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, SHARED_BYTE)  # given back with the file
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False
