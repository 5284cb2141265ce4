"""The room in Chroma's graph files in which no vector stands: it is written as the process's memory happened to be.

Chroma takes room for 100 vectors from memory that others have used and given back, fills as much as it needs, and writes all of it.
Keys and passwords of the environment, and whatever else the process has read, were found in these files; a library is copied and
handed on, so the rest is made zeros. Tried and rejected: to have another process, which knows no key, write every change; adding
one article would take seconds more.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path

from ingest.errors import IndexBroken

HEAD, ROOM = "header.bin", ("data_level0.bin", "length.bin")
# hnswlib's own order, as Chroma writes it: version, offset, room, how many stand there, bytes of each, and what is of no use here.
_LAYOUT, _VERSION, _REST = struct.Struct("<i4Q"), 1, 64
_LENGTH = 4  # bytes


def blank(folder: Path) -> None:
    """Make zeros of what no vector stands in, in the graph files under a folder that nobody has open.

    Raises `IndexBroken` where they are laid out in another way than is known, and `OSError`.
    """
    for head in folder.glob(f"*/{HEAD}"):
        count, size = _standing(head.read_bytes())
        for name, each in zip(ROOM, (size, _LENGTH), strict=True):
            _end_blanked(head.with_name(name), count * each)


def _standing(head: bytes) -> tuple[int, int]:
    """How many vectors stand in the files, and the bytes of each."""
    version, _, room, count, size = _LAYOUT.unpack_from(head.ljust(_LAYOUT.size, b"\0"))
    if version != _VERSION or len(head) != _LAYOUT.size + _REST or not size or count > room:
        raise IndexBroken(
            "Chroma lays its files out in a way that is not known here; install the version that is pinned"
        )
    return count, size


def _end_blanked(file: Path, start: int) -> None:
    with file.open("r+b") as opened:
        end = opened.seek(0, os.SEEK_END)
        if end < start:
            raise IndexBroken(f"the file {file.name!r} of the index is too short for the vectors in it")
        opened.seek(start)
        opened.write(bytes(end - start))
