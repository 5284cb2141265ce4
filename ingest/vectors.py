"""The vectors of a library in memory, searched exactly: right at any time, with any filter, and fast enough alone.

All vectors of one model lie in one float32 matrix, refreshed when the library's revision moves: only new rows are
read. At 100,000 chunks of 384 dimensions that is 154 MB.
"""

from __future__ import annotations

import threading
from collections.abc import Collection
from typing import Any

import numpy as np

from ingest.library import Library

AT_ONCE = 10_000  # vectors that are looked at together: 15 MB
SLACK = 0.01  # how far from 1 the length of a stored vector may be
Matrix = np.ndarray[Any, np.dtype[np.float32]]
Ids = np.ndarray[Any, np.dtype[np.int64]]


class Vectors:
    """The vectors that one model gave to the chunks of one library, and exact search over them."""

    def __init__(self, library: Library, model: str, dimension: int) -> None:
        self._library = library
        self.model = model
        self._revision = -1
        self._guard = threading.Lock()
        self._ids: Ids = np.empty(0, dtype=np.int64)
        self._matrix: Matrix = np.empty((0, dimension), dtype=np.float32)

    def current(self) -> tuple[Ids, Matrix]:
        """The chunk ids, ascending, and their vectors row by row, as the library holds them now."""
        with self._guard:
            revision = self._library.revision
            if revision != self._revision:
                self._refresh()
                self._revision = revision
            return self._ids, self._matrix

    def search(
        self, vector: Matrix, k: int, *, allowed: Ids | None = None, without: Ids | None = None
    ) -> list[tuple[int, float]]:
        """The `k` nearest chunks as (id, cosine similarity), best first; only `allowed` ids, none of those `without`."""
        ids, matrix = self.current()
        if allowed is None and without is None:
            return _best(ids, _products(matrix, vector), k)
        admitted = np.ones(len(ids), dtype=bool)
        if allowed is not None:
            admitted &= np.isin(ids, allowed)
        if without is not None:
            admitted &= np.isin(ids, without, invert=True)
        rows = np.flatnonzero(admitted)
        return _best(ids[rows], _products(matrix[rows], vector), k)

    def scored(self, chunk_ids: Collection[int], vector: Matrix) -> list[tuple[int, float]]:
        """The exact similarities of given chunks, best first; ids that the library no longer holds are left out."""
        ids, matrix = self.current()
        rows = _rows_of(ids, np.fromiter(chunk_ids, dtype=np.int64, count=len(chunk_ids)))
        return _best(ids[rows], _products(matrix[rows], vector), len(rows))

    def _refresh(self) -> None:
        live = np.asarray([row["id"] for row in self._rows("SELECT c.id", "")], dtype=np.int64)
        kept = np.flatnonzero(np.isin(self._ids, live, assume_unique=True))
        known = self._ids[kept]
        if not np.array_equal(known, live[: len(known)]):  # a vector was added to an old chunk: read everything
            kept = known = kept[:0]
        matrix = np.empty((len(live), self._matrix.shape[1]), dtype=np.float32)
        np.take(self._matrix, kept, axis=0, out=matrix[: len(kept)])
        for start in range(len(known), len(live), AT_ONCE):
            self._read(live[start : start + AT_ONCE], matrix[start : start + AT_ONCE])
        self._ids, self._matrix = live, matrix

    def _read(self, ids: Ids, into: Matrix) -> None:
        """Read the vectors of ascending ids, which lie side by side; what is damaged, or gone by now, is near to nothing."""
        rows = self._rows("SELECT c.id, e.vector", "AND c.id BETWEEN ? AND ?", int(ids[0]), int(ids[-1]))
        read = np.frombuffer(b"".join(row["vector"] for row in rows), dtype="<f4").reshape(len(rows), into.shape[1])
        with np.errstate(all="ignore"):
            lengths = np.sqrt(np.einsum("ij,ij->i", read, read))
        sound = np.abs(lengths - 1) < SLACK
        into[:] = 0
        found = np.asarray([row["id"] for row in rows], dtype=np.int64)
        sound &= np.isin(found, ids, assume_unique=True)
        into[np.searchsorted(ids, found[sound])] = read[sound]

    def _rows(self, columns: str, condition: str, *parameters: object) -> list[Any]:
        return self._library.database.rows(
            f"{columns} FROM chunks c JOIN embeddings e ON e.chunk_id = c.id JOIN models m ON m.id = e.model_id "
            f"WHERE m.identity = ? AND typeof(e.vector) = 'blob' AND length(e.vector) = 4 * m.dimension {condition} ORDER BY c.id",
            (self.model, *parameters),
        )


def unsound(library: Library, model: str) -> list[int]:
    """The chunks whose vector of a model is damaged: not of its size, not of numbers, or of another length than 1 or 0."""
    rows = library.database.rows(
        "SELECT e.chunk_id AS id, CASE typeof(e.vector) WHEN 'blob' THEN e.vector ELSE x'' END AS vector, m.dimension "
        "FROM embeddings e JOIN models m ON m.id = e.model_id "
        "WHERE m.identity = ? ORDER BY e.chunk_id",
        (model,),
    )
    found = [row["id"] for row in rows if len(row["vector"]) != 4 * row["dimension"]]
    whole = [row for row in rows if len(row["vector"]) == 4 * row["dimension"]]
    for start in range(0, len(whole), AT_ONCE):
        some = whole[start : start + AT_ONCE]
        matrix = np.frombuffer(b"".join(row["vector"] for row in some), dtype="<f4").reshape(len(some), -1)
        with np.errstate(all="ignore"):
            lengths = np.linalg.norm(matrix.astype(np.float64), axis=1)
        sound = (np.abs(lengths - 1) < SLACK) | (lengths == 0)  # of no finite number both are false
        found += [some[row]["id"] for row in np.flatnonzero(~sound)]
    return sorted(found)


def _rows_of(ids: Ids, wanted: Ids) -> Ids:
    """The rows of wanted ids among ascending ones; of those that are not there none."""
    rows = np.searchsorted(ids, wanted)
    there = rows < len(ids)
    there[there] = ids[rows[there]] == wanted[there]
    return rows[there]


def _products(rows: Matrix, vector: Matrix) -> Matrix:
    """The product of each row with a vector, to the last bit the same whatever rows stand beside it.

    `rows @ vector` is not: BLAS sums a row in another order where the number of rows is another.
    """
    products: Matrix = np.einsum("ij,j->i", rows, vector)
    return products


def _best(ids: Ids, scores: Matrix, k: int) -> list[tuple[int, float]]:
    """The `k` best pairs; equal scores in order of id, so that a result never depends on the way it was found."""
    order = np.lexsort((ids, -np.round(scores, 6)))[:k]
    return [(int(ids[row]), float(scores[row])) for row in order]
