"""What a generation of the index lacks of a library, and writing it: marked as half written until it is whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ingest import apart
from ingest.collection import BLOCK, Ids, Row
from ingest.generations import State, write_state
from ingest.library import Library
from ingest.vectors import Matrix

FEW = 400  # rows that are written in this process, which stands still meanwhile; more are written in one of their own


@dataclass(frozen=True, slots=True)
class Change:
    """What goes from a generation and what comes, with the rows where its vectors stand: only what is absent comes."""

    library: Library
    gone: Ids
    ids: Ids
    rows: Ids
    matrix: Matrix

    def __len__(self) -> int:
        return len(self.gone) + len(self.ids)


def change(library: Library, known: Ids, current: tuple[Ids, Matrix]) -> Change:
    """What brings a generation that holds the `known` ids to those that a library holds; a damaged vector, all zeros, stays out."""
    ids, matrix = current
    absent = np.flatnonzero(np.isin(ids, known, assume_unique=True, invert=True) & matrix.any(axis=1))
    return Change(library, np.setdiff1d(known, ids, assume_unique=True), ids[absent], absent, matrix)


def brought(generation: Path, state: State, change: Change, *, away: bool, stopped: Callable[[], bool]) -> State:
    """Write a change to a generation, its new state; with `away`, or where it is large, in another process.

    A disk that fails ends the process in which Chroma writes (abort in its graph's writer): never that of the page.

    Raises `IndexBroken` where that fails or is stopped; the state then says that it is half written.
    """
    write_state(generation, replace(state, whole=False))
    came: list[int] = []
    blocks, gone = _blocks(change, came), change.gone.tolist()
    if away or len(change) > FEW:
        files = apart.written(generation, gone, blocks, len(change), stopped)
    else:
        files = apart.write(generation, gone, blocks)
    ids = np.union1d(np.setdiff1d(ids_of(state), change.gone), np.asarray(came, dtype=np.int64))
    state = replace(state, ids=_ranges(ids), files=files, whole=True)
    write_state(generation, state)
    return state


def ids_of(state: State) -> Ids:
    """The ids that a generation holds, ascending."""
    return np.concatenate([np.empty(0, np.int64), *(np.arange(first, last + 1) for first, last in state.ids)])


def _ranges(ids: Ids) -> tuple[tuple[int, int], ...]:
    runs = np.split(ids, np.flatnonzero(np.diff(ids) != 1) + 1) if len(ids) else []
    return tuple((int(run[0]), int(run[-1])) for run in runs)


def _blocks(change: Change, came: list[int]) -> Iterator[list[Row]]:
    """The rows that come, in blocks; a chunk that was taken out of the library a moment ago is left out."""
    for start in range(0, len(change.ids), BLOCK):
        ids, matrix = change.ids[start : start + BLOCK].tolist(), change.matrix[change.rows[start : start + BLOCK]]
        chunks = change.library.chunks(ids)
        rows = [
            Row(one, vector, chunk.text, {
                "article_id": chunk.article_id, "version": chunk.version, "first": chunk.first, "last": chunk.last,
            })
            for one, vector in zip(ids, matrix, strict=True) if (chunk := chunks.get(one))
        ]  # fmt: skip
        came += [row.id for row in rows]
        if rows:
            yield rows
