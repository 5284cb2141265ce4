"""The graph of neighbours as it lies in Chroma's files: whether every link in it leads to a vector that stands there.

Chroma says nothing where the disk does not take what it writes. With a head of before and links of now, whoever opens the folder
reads memory that is not its own, and may be ended by it in the middle of an answer: so the files are read here, as bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ingest.errors import IndexBroken

HEAD, VECTORS, UPPER = "header.bin", "data_level0.bin", "link_lists.bin"
# hnswlib's own order, as Chroma writes it.
_LAYOUT, _VERSION = struct.Struct("<i6QiI3QdQ"), 1
_COUNT, _LINK = struct.Struct("<H"), 4  # how many links stand in a list, in its first 4 bytes; bytes of a link


@dataclass(frozen=True, slots=True)
class Head:
    """The head of the files: how many vectors stand in them, bytes of each, where its label stands, and links at most."""

    count: int
    size: int
    label: int
    highest: int  # level that any vector stands on
    entrance: int  # the vector at which a search begins
    upper: int  # links at most of a vector on a level above the lowest
    lowest: int  # and on that one


def read_head(head: bytes) -> Head:
    """The head of graph files; raises `IndexBroken` where they are laid out in another way than is known."""
    whole = len(head) == _LAYOUT.size
    version, _, room, count, size, label, _, highest, entrance, upper, lowest, *_ = _LAYOUT.unpack(
        head if whole else bytes(_LAYOUT.size)
    )
    if not whole or version != _VERSION or not size or count > room:
        raise IndexBroken(
            "Chroma lays its files out in a way that is not known here; install the version that is pinned"
        )
    return Head(count, size, label, highest, entrance, upper, lowest)


def leads_astray(folder: Path) -> bool:
    """Whether a link in the graph files under a folder leads nowhere, or a vector stands there twice; raises `OSError`."""
    heads = [(file, read_head(file.read_bytes())) for file in folder.glob(f"*/{HEAD}")]
    return not all(_is_linked(head, file.with_name(VECTORS), file.with_name(UPPER)) for file, head in heads)


def _is_linked(head: Head, vectors: Path, upper: Path) -> bool:
    if not head.count:
        return True
    stored = np.memmap(vectors, dtype=np.uint8, mode="r")
    if stored.size < head.count * head.size or head.entrance >= head.count:
        return False
    rows = stored[: head.count * head.size].reshape(head.count, head.size)
    counts = rows[:, : _COUNT.size].copy().view("<u2")
    links = rows[:, _LINK : _LINK * (1 + head.lowest)].copy().view("<u4")
    labels = rows[:, head.label : head.label + 8].copy().view("<u8")
    used = np.arange(head.lowest) < counts
    return (
        bool((counts <= head.lowest).all())
        and bool((links[used] < head.count).all())
        and len(np.unique(labels)) == head.count
        and all(link < head.count for link in _upper_links(head, upper.read_bytes()))
    )


def _upper_links(head: Head, stored: bytes) -> Iterator[int]:
    """The links of the upper levels, each vector's lists behind their length in bytes; one that leads nowhere where they are cut."""
    at, each = 0, _LINK * (1 + head.upper)
    for _ in range(head.count):
        length = int.from_bytes(stored[at : at + _LINK], "little")
        at += _LINK
        if length % each or at + length > len(stored):
            yield head.count
            return
        for start in range(at, at + length, each):
            (count,) = _COUNT.unpack_from(stored, start)
            yield head.count if count > head.upper else 0
            yield from struct.unpack_from(f"<{min(count, head.upper)}I", stored, start + _LINK)
        at += length
