"""One Chroma collection in one folder: the only file that imports chromadb.

Whatever Chroma raises becomes `IndexBroken`: a damaged store raises a PanicException, which is no Exception. What cannot
be caught, a process that ends in the middle of Chroma, is kept away from those who ask: see `apart`.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ingest.errors import IndexBroken, in_a_line

COLLECTION, DATABASE = "chunks", "chroma.sqlite3"
USED = "blanked"  # see `unused`
BLOCK = 2000  # rows that are written at once; Chroma refuses more than 5,461
TWIN = 1e-5  # the distance below which two vectors are one
# The share of known vectors that a sound graph, an approximation, may lead no search to: of 40,000 vectors of hashed words it missed
# .008, of 20,000 of real news none of 4,000.
MISSED = 0.125
# Recall at the cost of a few milliseconds: on text-like vectors these find what an exact scan finds. The last two have every
# write go to the files whole; by default up to 1,000 rows stay in a log, that whoever opens the folder reads in anew, in seconds.
HNSW = {
    "space": "cosine", "ef_construction": 100, "ef_search": 200, "max_neighbors": 32, "batch_size": 2, "sync_threshold": 2,
}  # fmt: skip

Vector = np.ndarray[Any, np.dtype[np.float32]]
Ids = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Row:
    """A chunk as it is written: its id, its vector of length 1, its text and where it stands."""

    id: int
    vector: Vector
    text: str
    place: dict[str, str | int]


def version() -> str:
    """The installed chromadb's version and ours of how it is used; where either is another one, the index is built anew."""
    return f"{importlib.metadata.version('chromadb')}, {USED}"


def load() -> None:
    """Import Chroma, which takes more than half a second."""
    import chromadb  # noqa: F401  what is imported once is there


class Collection:
    """The collection of a folder, open in this process."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        with _chroma():
            self._client = _client(folder)
            try:
                self._rows = (
                    self._client.create_collection(COLLECTION, embedding_function=None, configuration={"hnsw": HNSW})
                    if create
                    else self._client.get_collection(COLLECTION, embedding_function=None)
                )
            except BaseException:
                self._client.close()
                raise

    def close(self) -> None:
        """Close the folder; nothing of it is read or written afterwards."""
        with _chroma():
            self._client.close()

    def ids(self) -> Ids:
        """The ids of all rows, ascending."""
        with _chroma():
            return np.sort(np.asarray([int(one) for one in self._rows.get(include=[])["ids"]], dtype=np.int64))

    def add(self, rows: Sequence[Row]) -> None:
        """Write rows whose ids are absent: what is present is never written again, which can damage the graph of neighbours."""
        with _chroma():
            self._rows.add(
                ids=[str(row.id) for row in rows],
                embeddings=np.stack([row.vector for row in rows]),
                documents=[row.text for row in rows],
                metadatas=[row.place for row in rows],
            )

    def prime(self, dimension: int) -> None:
        """Have the files of an empty collection written: its first row alone would stay in a log, read into other bytes at each opening."""
        vectors = np.eye(2, dimension, dtype=np.float32)
        self.add([Row(-number, vector, "", {"version": 0}) for number, vector in enumerate(vectors, 1)])
        self.remove([-1, -2])

    def remove(self, ids: Sequence[int]) -> None:
        """Take rows out."""
        with _chroma():
            self._rows.delete(ids=[str(one) for one in ids])

    def nearest(self, vector: Vector, n: int) -> list[tuple[int, float]]:
        """The `n` rows nearest to a vector, as (id, cosine distance); fewer where the graph leads to no more."""
        with _chroma():
            found = self._rows.query(query_embeddings=[vector.tolist()], n_results=n, include=["distances"])
            return [(int(one), float(far)) for one, far in zip(found["ids"][0], found["distances"][0], strict=True)]

    def finds(self, chunk_id: int, vector: Vector) -> bool:
        """Whether a known vector finds its own id, or as many twins of it as were asked for."""
        found = self.nearest(vector, 10)
        return chunk_id in dict(found) or (len(found) == 10 and found[-1][1] < TWIN)

    def holds(self, chunk_id: int, vector: Vector) -> bool:
        """Whether a known vector stands under its id, whether or not a search is led to it."""
        with _chroma():
            kept = self._rows.get(ids=[str(chunk_id)], include=["embeddings"])["embeddings"]
            return len(kept) == 1 and abs(1 - float(np.dot(kept[0], vector))) < TWIN

    def leads_to(self, known: Sequence[tuple[int, Vector]]) -> bool:
        """Whether known vectors find themselves, but for few that stand there and lie where the graph leads no search."""
        missed = [one for one in known if not self.finds(*one)]
        return len(missed) <= max(1, MISSED * len(known)) and all(self.holds(*one) for one in missed)


def _client(folder: Path) -> Any:
    """A Chroma client over one folder, which sends nothing anywhere, whatever the environment and `.env` say.

    Chroma would read its settings there: where to send traces, which server to ask instead of the folder, even which class to load.
    """
    import chromadb
    from chromadb.config import Settings

    own = {name: field.get_default(call_default_factory=True) for name, field in Settings.model_fields.items()}
    return chromadb.PersistentClient(path=str(folder), settings=Settings(**own | {"anonymized_telemetry": False}))


@contextmanager
def _chroma() -> Iterator[None]:
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise IndexBroken(f"Chroma failed: {in_a_line(error)}; the index is built anew from the library") from error
