"""Kinds of damage to the files of the vector index, each a function of the index's folder."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path

Damage = Callable[[Path], None]


def generation(index: Path) -> Path:
    return index / (index / "CURRENT").read_text()


def found(index: Path, name: str) -> Path:
    return next(generation(index).rglob(name))


def cut(name: str) -> Damage:
    return lambda index: _put(found(index, name), lambda body: body[: len(body) // 2])


def zeroed(name: str) -> Damage:
    return lambda index: _put(found(index, name), lambda body: bytes(len(body)))


def garbled(name: str) -> Damage:
    return lambda index: _put(found(index, name), lambda body: random.Random(1).randbytes(len(body)))


def removed(name: str) -> Damage:
    return lambda index: found(index, name).unlink()


def flipped(name: str, count: int) -> Damage:
    def flip(body: bytes) -> bytes:
        turned, chance = bytearray(body), random.Random(count)
        for _ in range(count):
            turned[chance.randrange(len(turned))] ^= 1 << chance.randrange(8)
        return bytes(turned)

    return lambda index: _put(found(index, name), flip)


def swapped(one: str, other: str) -> Damage:
    def swap(index: Path) -> None:
        first, second = found(index, one), found(index, other)
        kept = first.read_bytes()
        first.write_bytes(second.read_bytes())
        second.write_bytes(kept)

    return swap


def pointing(at: bytes) -> Damage:
    return lambda index: (index / "CURRENT").write_bytes(at) and None


def without_segment(index: Path) -> None:
    shutil.rmtree(found(index, "header.bin").parent)


def without_generation(index: Path) -> None:
    shutil.rmtree(generation(index))


def without_everything(index: Path) -> None:
    shutil.rmtree(index)


def half_written(index: Path) -> None:
    """What a process leaves that was killed while it wrote: its STATE says so."""
    from ingest.generations import read_state, write_state

    state = read_state(generation(index))
    assert state
    write_state(generation(index), type(state)(state.chromadb, state.model, state.revision, state.ids, {}, whole=False))


def of_another_version(index: Path) -> None:
    from ingest.generations import read_state, write_state

    state = read_state(generation(index))
    assert state
    write_state(
        generation(index), type(state)("0.0.1", state.model, state.revision, state.ids, state.files, whole=True)
    )


def with_fewer_ids(index: Path) -> None:
    """A STATE that claims chunks which were never written."""
    file = generation(index) / "STATE"
    told = json.loads(file.read_text())
    told["state"]["ids"][-1][1] += 500
    file.write_text(json.dumps(told))


def with_a_journal(index: Path) -> None:
    """A journal of another database, which SQLite would play back into this one."""
    database = found(index, "chroma.sqlite3")
    database.with_name("chroma.sqlite3-journal").write_bytes(
        bytes.fromhex("d9d505f920a163d7") + random.Random(1).randbytes(8192)
    )


def without_half_of_its_rows(index: Path) -> None:
    """What another program does that opens the folder and deletes."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(found(index, "chroma.sqlite3"))) as database, database:
        database.execute("DELETE FROM embeddings WHERE id % 2")


def _put(file: Path, change: Callable[[bytes], bytes]) -> None:
    file.write_bytes(change(file.read_bytes()))


LEVEL, LINKS, LENGTHS, HEADER = "data_level0.bin", "link_lists.bin", "length.bin", "header.bin"
METADATA, DATABASE = "index_metadata.pickle", "chroma.sqlite3"
KINDS: dict[str, Damage] = {
    "data_level0.bin cut by half": cut(LEVEL),
    "data_level0.bin removed": removed(LEVEL),
    "data_level0.bin zeroed": zeroed(LEVEL),
    "data_level0.bin, 1 bit flipped": flipped(LEVEL, 1),
    "data_level0.bin, 20 bits flipped": flipped(LEVEL, 20),
    "data_level0.bin, 200 bits flipped": flipped(LEVEL, 200),
    "header.bin zeroed": zeroed(HEADER),
    "header.bin, 1 bit flipped": flipped(HEADER, 1),
    "length.bin removed": removed(LENGTHS),
    "length.bin zeroed": zeroed(LENGTHS),
    "link_lists.bin zeroed": zeroed(LINKS),
    "link_lists.bin garbled": garbled(LINKS),
    "link_lists.bin and data_level0.bin swapped": swapped(LINKS, LEVEL),
    "index_metadata.pickle removed": removed(METADATA),
    "index_metadata.pickle, 20 bits flipped": flipped(METADATA, 20),
    "chroma.sqlite3 cut by half": cut(DATABASE),
    "chroma.sqlite3 removed": removed(DATABASE),
    "chroma.sqlite3 zeroed": zeroed(DATABASE),
    "chroma.sqlite3, 200 bits flipped": flipped(DATABASE, 200),
    "chroma.sqlite3 without half of its rows": without_half_of_its_rows,
    "chroma.sqlite3 beside a foreign journal": with_a_journal,
    "segment directory removed": without_segment,
    "STATE removed": removed("STATE"),
    "STATE, 1 bit flipped": flipped("STATE", 1),
    "STATE with ids that are not there": with_fewer_ids,
    "STATE half written": half_written,
    "STATE of another chromadb": of_another_version,
    "CURRENT removed": lambda index: (index / "CURRENT").unlink(),
    "CURRENT at ../": pointing(b"../"),
    "CURRENT at nothing": pointing(b"gen-9999"),
    "CURRENT garbled": pointing(b"\xff\x00\xfe"),
    "generation removed": without_generation,
    "index folder removed": without_everything,
}
