"""What a generation of the index lacks of a library, and writing it: marked as half written until it is whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ingest import apart
from ingest.collection import BLOCK, Ids, Row, version
from ingest.errors import IndexBroken
from ingest.generations import Generations, State, read_state, write_state
from ingest.library import Library
from ingest.vectors import Matrix, Vectors

CANARIES = 64


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


class Scribe:
    """What writes the generations of a library's index. Whoever has something written holds the index's lock.

    Another process does it: a disk that fails ends the one in which Chroma writes, or those that read what it wrote.
    """

    def __init__(
        self, library: Library, vectors: Vectors, generations: Generations, stopped: Callable[[], bool]
    ) -> None:
        self._library = library
        self._vectors = vectors
        self._generations = generations
        self._stopped = stopped
        self._writer = apart.Writer()

    @property
    def is_prepared(self) -> bool:
        """Whether the process is begun that will write."""
        return self._writer.is_begun

    def prepare(self) -> None:
        """Have the process begun that will write: it is ready by the time that there is something to write."""
        self._writer.begin()

    def rest(self) -> None:
        """End the process that was begun, where nothing was written."""
        self._writer.end()

    def canaries(self, known: Ids, count: int, turn: int = 0) -> list[apart.Canary]:
        """So many of the known ids that are in the library, with their vectors; others at each turn."""
        ids, matrix = self._vectors.current()
        rows = np.flatnonzero(np.isin(ids, known, assume_unique=True))
        picked = rows[(np.linspace(0, rows.size - 1, count).astype(int) + turn) % rows.size] if rows.size else rows
        return [(int(ids[row]), matrix[row]) for row in np.unique(picked)]

    def distrust(self, generation: Path, state: State) -> str:
        """Why a generation is not to be trusted, "" where it is."""
        stale = self._stale(state)
        if stale or not state.ids:  # nothing in it can be wrong, and emptied files are not the same at each opening
            return stale
        reason = apart.proved(generation, self._proof(state))
        return f"damaged: {reason}" if reason else ""

    def _stale(self, state: State) -> str:
        if not state.whole:
            return "half written: a write to it was cut off"
        if (state.chromadb, state.model) != (version(), self._vectors.model):
            return "made by another version of chromadb, or for another embedding model"
        return ""

    def _proof(self, state: State) -> apart.Proof:
        return apart.Proof(state.files, self.canaries(ids_of(state), CANARIES))

    def lacking(self, known: Ids) -> Change:
        """What brings a generation that holds the `known` ids to those of the library; a damaged vector, all zeros, stays out."""
        ids, matrix = self._vectors.current()
        absent = np.flatnonzero(np.isin(ids, known, assume_unique=True, invert=True) & matrix.any(axis=1))
        return Change(self._library, np.setdiff1d(known, ids, assume_unique=True), ids[absent], absent, matrix)

    def keep_up(self) -> None:
        """Bring the present generation to where the library is, or build it anew where it is not to be trusted; it is opened by nobody."""
        generation = self._generations.current()
        state = read_state(generation) if generation else None
        if generation is None or state is None or self._stale(state):
            self.anew()
            return
        lacking, proof = self.lacking(ids_of(state)), self._proof(state) if state.ids else None
        state = replace(state, revision=self._library.revision)
        try:
            self.brought(generation, state, lacking, proof) if len(lacking) else write_state(generation, state)
        except IndexBroken:
            if self._stopped():
                raise
            self.anew()

    def anew(self) -> tuple[Path, State]:
        """A new generation in the place of the present one, which is put aside."""
        generation = self._generations.current()
        if generation:
            self._generations.put_aside(generation)
        return self.build()

    def build(self) -> tuple[Path, State]:
        """A new generation, which the pointer names once it is whole, and what it holds."""
        state = State(version(), self._vectors.model, self._library.revision, (), {}, whole=False)
        generation = self._generations.fresh()
        try:
            state = self.brought(generation, state, self.lacking(np.empty(0, np.int64)))
            self._generations.publish(generation)
        except BaseException:
            shutil.rmtree(generation, ignore_errors=True)
            raise
        return generation, state

    def brought(self, generation: Path, state: State, change: Change, proof: apart.Proof | None = None) -> State:
        """Write a change to a generation, its new state; with a proof only once it has borne that.

        Raises `IndexBroken` where that fails or is stopped; the state then says that it is half written.
        """
        if proof is None:
            write_state(generation, replace(state, whole=False))
        came: list[int] = []
        work = apart.Work(change.gone.tolist(), _blocks(change, came), len(change), proof)
        files = apart.written(generation, work, self._writer, self._stopped)
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
