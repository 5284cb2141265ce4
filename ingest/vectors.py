"""The vectors of a library in memory, searched exactly: right at any time, with any filter, and fast enough alone.

All vectors of one model lie in one float32 matrix, refreshed when the library's revision moves: only new rows are
read. At 100,000 chunks of 384 dimensions that is 154 MB.
"""

from __future__ import annotations

import threading
from collections.abc import Collection
from typing import Any

import numpy as np

from ingest.errors import LibraryError
from ingest.library import Library

LOOSE = 0.01  # how far from 1 the square of a vector's length may be
Matrix = np.ndarray[Any, np.dtype[np.float32]]
Ids = np.ndarray[Any, np.dtype[np.int64]]


class Vectors:
    """The vectors that one model gave to the chunks of one library, and exact search over them."""

    def __init__(self, library: Library, model: str, dimension: int) -> None:
        self._library = library
        self._model = model
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
        self, vector: Matrix, k: int, *, allowed: Collection[int] | None = None, after: int = 0
    ) -> list[tuple[int, float]]:
        """The `k` nearest chunks as (id, cosine similarity), best first; only `allowed` ids, only those above `after`."""
        ids, matrix = self.current()
        rows = np.flatnonzero(ids > after) if after else np.arange(len(ids))
        if allowed is not None:
            rows = rows[np.isin(ids[rows], np.fromiter(allowed, dtype=np.int64))]
        return _best(ids[rows], _products(matrix[rows] if after or allowed is not None else matrix, vector), k)

    def scored(self, chunk_ids: Collection[int], vector: Matrix) -> list[tuple[int, float]]:
        """The exact similarities of given chunks, best first; ids that the library no longer holds are left out."""
        ids, matrix = self.current()
        rows = np.flatnonzero(np.isin(ids, np.fromiter(chunk_ids, dtype=np.int64)))
        return _best(ids[rows], _products(matrix[rows], vector), len(rows))

    def _refresh(self) -> None:
        live = np.asarray([row["id"] for row in self._rows("SELECT c.id", "")], dtype=np.int64)
        kept = np.isin(self._ids, live)
        known, matrix = self._ids[kept], self._matrix[kept]
        new = self._rows("SELECT c.id, e.vector", "AND c.id > ?", int(known[-1]) if len(known) else 0)
        if len(known) + len(new) != len(live):  # a vector was added to an old chunk: read everything
            new, known, matrix = self._rows("SELECT c.id, e.vector", ""), known[:0], matrix[:0]
        added = self._sound([row["vector"] for row in new], matrix.shape[1])
        self._ids = np.concatenate([known, np.asarray([row["id"] for row in new], dtype=np.int64)])
        self._matrix = np.concatenate([matrix, added.astype(np.float32)])

    def _sound(self, vectors: list[bytes], dimension: int) -> Matrix:
        """The vectors as rows; raises `LibraryError` where one is not of its dimension and of length 1: any result would be chance."""
        whole = [len(vector) == 4 * dimension for vector in vectors]
        rows = np.frombuffer(b"".join(vectors), dtype="<f4").reshape(len(vectors), dimension) if all(whole) else None
        lengths = np.zeros(0) if rows is None else np.einsum("ij,ij->i", rows, rows)
        if (
            rows is None or not ((np.abs(lengths - 1) < LOOSE) | (lengths == 0)).all()
        ):  # a text without a word has no direction
            raise LibraryError(
                f"embeddings in the library {str(self._library.folder)!r} are damaged; 'briefing check --repair' makes them anew"
            )
        return rows

    def _rows(self, columns: str, condition: str, *parameters: object) -> list[Any]:
        return self._library.database.rows(
            f"{columns} FROM chunks c JOIN embeddings e ON e.chunk_id = c.id JOIN models m ON m.id = e.model_id "
            f"WHERE m.identity = ? {condition} ORDER BY c.id",
            (self._model, *parameters),
        )


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
