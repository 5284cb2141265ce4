"""The room in Chroma's graph files in which no vector stands: it is written as the process's memory happened to be.

Chroma takes room for 100 vectors from memory that others have used and given back, fills as much as it needs, and writes all of it.
Keys and passwords of the environment, and whatever else the process has read, were found in these files; a library is copied and
handed on, so the rest is made zeros: the process that writes has the environment of the one that it writes for.
"""

from __future__ import annotations

import os
from pathlib import Path

from ingest.errors import IndexBroken
from ingest.neighbours import HEAD, VECTORS, read_head

ROOM = (VECTORS, "length.bin")
_LENGTH = 4  # bytes


def blank(folder: Path) -> None:
    """Make zeros of what no vector stands in, in the graph files under a folder that nobody has open.

    Raises `IndexBroken` where they are laid out in another way than is known, and `OSError`.
    """
    for file in folder.glob(f"*/{HEAD}"):
        head = read_head(file.read_bytes())
        for name, each in zip(ROOM, (head.size, _LENGTH), strict=True):
            _end_blanked(file.with_name(name), head.count * each)


def _end_blanked(file: Path, start: int) -> None:
    with file.open("r+b") as opened:
        end = opened.seek(0, os.SEEK_END)
        if end < start:
            raise IndexBroken(f"the file {file.name!r} of the index is too short for the vectors in it")
        opened.seek(start)
        opened.write(bytes(end - start))
