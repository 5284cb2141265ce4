"""The vector index: a Chroma collection derived from the library, that may vanish at any time.

The only file that imports chromadb. Chroma's local store is opened by one process at a time, under an operating-system
lock, and only after a child process has opened it and found known vectors in it: damaged index files give silently
wrong results or end the process that reads them, and a count proves nothing. A folder that fails is put aside and a
new generation is built from the vectors that the library holds; meanwhile, and whenever another process holds the
lock, searches are answered exactly by `vectors`.

    index/CURRENT          the name of the generation in use, switched by an atomic rename
    index/gen-0001/        Chroma's own files, and STATE: up to which chunk and change they go
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.errors import LibraryError
from ingest.library import Library
from ingest.locks import Lock
from ingest.vectors import Matrix, Vectors

COLLECTION = "chunks"
BLOCK = 1000
CANARIES = 64
PROBE_SECONDS = 60
# Recall at the cost of a few milliseconds: on text-like vectors these find what an exact scan finds.
HNSW = {"space": "cosine", "ef_construction": 200, "ef_search": 200, "max_neighbors": 32}


class Index:
    """The Chroma index of one library, in this process."""

    def __init__(self, library: Library, vectors: Vectors) -> None:
        self._library = library
        self._vectors = vectors
        self._folder = library.folder / "index"
        self._guard = threading.RLock()
        self._lock: Lock | None = None
        self._client: Any = None
        self._collection: Any = None
        self._through = 0
        self.queries = 0
        self.state = "closed"

    def open(self, *, build: bool = False) -> bool:
        """Take the index into use if it is free and healthy; with `build` make it anew where it is not.

        True when searches will come from Chroma. `state` says in words why not.
        """
        with self._guard:
            if self._collection is not None:
                return True
            if not self._take_lock():
                return False
            generation = self._current()
            if generation is not None and not self._healthy(generation):
                self._put_aside(generation)
                generation = None
            if generation is None and not build:
                self.close()
                self.state = "absent or damaged; 'briefing check --repair' builds it again"
                return False
            self._attach(generation or self._new_generation())
            return True

    def search(self, vector: Matrix, k: int) -> list[tuple[int, float]] | None:
        """The `k` nearest chunks as (id, cosine similarity), best first; None when the index cannot be asked.

        Chroma names the candidates; the similarities are computed from the library's own vectors, and chunks that the
        index has not seen yet are searched exactly, so the result is that of an exact search.
        """
        with self._guard:
            if self._collection is None or not self._through:
                return None
            try:
                found = self._collection.query(query_embeddings=[vector.tolist()], n_results=max(2 * k, 50), include=[])
            except Exception as error:  # noqa: BLE001  whatever Chroma raises, the exact search answers
                self._fail(error)
                return None
            self.queries += 1
        candidates = {int(chunk_id) for chunk_id in found["ids"][0]}
        candidates.update(chunk_id for chunk_id, _ in self._vectors.search(vector, k, after=self._through))
        return self._vectors.scored(candidates, vector)[:k]

    def catch_up(self) -> None:
        """Bring the index to where the library is: chunks that went are deleted, chunks that came are added."""
        with self._guard:
            if self._collection is None:
                return
            ids, matrix = self._vectors.current()
            live = {int(chunk_id) for chunk_id in ids}
            known = {int(chunk_id) for chunk_id in self._collection.get(include=[])["ids"]}
            gone, new = sorted(known - live), [row for row, chunk_id in enumerate(ids) if int(chunk_id) not in known]
            for block in _blocks(gone):
                self._collection.delete(ids=[str(chunk_id) for chunk_id in block])
            for block in _blocks(new):
                self._add([int(ids[row]) for row in block], matrix[block])
            self._through = int(ids[-1]) if len(ids) else 0
            self._write_state()

    def behind(self) -> bool:
        """Whether the library has changed since the index last caught up."""
        return self._collection is not None and self._read_state().get("revision") != self._library.revision

    def close(self) -> None:
        """Give the index back, so that another process can take it."""
        with self._guard:
            if self._client is not None:
                self._client.close()
            self._client = self._collection = None
            self._through = 0
            if self._lock is not None:
                self._lock.release()
                self._lock = None
            self.state = "closed"

    def rebuild(self) -> bool:
        """Put the present generation aside and build a new one from the library's vectors."""
        with self._guard:
            self.close()
            if not self._take_lock():
                return False
            self._attach(self._new_generation())
            self.catch_up()
            return True

    # -- generations --------------------------------------------------------------------------------------------

    def _take_lock(self) -> bool:
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            lock = Lock(self._folder / "index.lock")
            if lock.acquire():
                self._lock = lock
                return True
            self.state = f"in use by process {lock.holder}"
        except OSError as error:
            self.state = f"cannot be opened: {error.strerror}"
        return False

    def _current(self) -> Path | None:
        pointer = self._folder / "CURRENT"
        try:
            name = pointer.read_text().strip()
        except (OSError, UnicodeDecodeError):
            return None
        generation = self._folder / name
        return generation if name.startswith("gen-") and "/" not in name and generation.is_dir() else None

    def _new_generation(self) -> Path:
        numbers = [int(folder.name[4:]) for folder in self._folder.glob("gen-*") if folder.name[4:].isdigit()]
        generation = self._folder / f"gen-{max(numbers, default=0) + 1:04}"
        generation.mkdir(mode=0o700)
        pointer = self._folder / "CURRENT.new"
        pointer.write_text(generation.name)
        pointer.replace(self._folder / "CURRENT")
        for old in self._folder.glob("gen-*"):
            if old != generation:
                shutil.rmtree(old, ignore_errors=True)
        return generation

    def _put_aside(self, generation: Path) -> None:
        (self._folder / "CURRENT").unlink(missing_ok=True)
        aside = self._folder / f"damaged-{generation.name}"
        shutil.rmtree(aside, ignore_errors=True)
        generation.replace(aside)
        self.state = "damaged"

    def _attach(self, generation: Path) -> None:
        try:
            self._client = client(generation)
            self._collection = self._client.get_or_create_collection(
                COLLECTION, embedding_function=None, configuration={"hnsw": HNSW}
            )
            self._through = int(self._read_state().get("through", 0))
            self.state = "healthy"
        except BaseException as error:  # a damaged store raises PanicException, which is no Exception
            if isinstance(error, KeyboardInterrupt | SystemExit):
                raise
            self._fail(error)

    def _fail(self, error: BaseException) -> None:
        self.close()
        self.state = f"failing ({type(error).__name__}); 'briefing check --repair' builds it again"

    def _healthy(self, generation: Path) -> bool:
        """Whether a child process, which may crash, opens the folder and finds known vectors in it."""
        ids, matrix = self._vectors.current()
        state = self._read_state(generation)
        if (
            state.get("model", self._vectors.model) != self._vectors.model
        ):  # of few vectors each is near to any question
            return False
        through = int(state.get("through", -1))
        rows = [row for row, chunk_id in enumerate(ids) if chunk_id <= through]
        if through < 0 or (not rows and through):
            return not rows and through == 0
        picked = rows[:: max(1, len(rows) // CANARIES)] + rows[-1:]
        canaries = [[int(ids[row]), [float(x) for x in matrix[row]]] for row in picked]
        try:
            done = subprocess.run(  # noqa: S603  our own module, by our own interpreter
                [sys.executable, "-m", "ingest.index", str(generation)],
                input=json.dumps(canaries), text=True, capture_output=True, timeout=PROBE_SECONDS, check=False,
                cwd=Path(__file__).parent.parent,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0

    # -- content ------------------------------------------------------------------------------------------------

    def _add(self, ids: list[int], matrix: Matrix) -> None:
        chunks = self._library.chunks(ids)
        self._collection.add(
            ids=[str(chunk_id) for chunk_id in ids],
            embeddings=matrix,
            documents=[chunks[chunk_id].text for chunk_id in ids],
            metadatas=[
                {
                    "article_id": chunks[chunk_id].article_id,
                    "version": chunks[chunk_id].version,
                    "first": chunks[chunk_id].first,
                    "last": chunks[chunk_id].last,
                }
                for chunk_id in ids
            ],
        )

    def _state_file(self, generation: Path | None = None) -> Path:
        generation = generation or self._current()
        if generation is None:
            raise LibraryError("the index has no generation; 'briefing check --repair' builds one")
        return generation / "STATE"

    def _read_state(self, generation: Path | None = None) -> dict[str, Any]:
        try:
            state = json.loads(self._state_file(generation).read_text())
        except (OSError, ValueError, LibraryError):
            return {}
        return state if isinstance(state, dict) else {}

    def _write_state(self) -> None:
        file = self._state_file()
        new = file.with_suffix(".new")
        new.write_text(
            json.dumps({"through": self._through, "revision": self._library.revision, "model": self._vectors.model})
        )
        new.replace(file)


def client(generation: Path) -> Any:
    """A Chroma client over one folder, which sends nothing anywhere."""
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(path=str(generation), settings=Settings(anonymized_telemetry=False))


def _blocks(items: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(items), BLOCK):
        yield items[start : start + BLOCK]


def probe(generation: Path, canaries: list[tuple[int, list[float]]]) -> bool:
    """Whether each known vector finds its own id, or an equal twin, in the collection of a folder."""
    collection = client(generation).get_collection(COLLECTION, embedding_function=None)
    for chunk_id, vector in canaries:
        found = collection.query(query_embeddings=[vector], n_results=10, include=["distances"])
        ids, distances = found["ids"][0], found["distances"][0]
        full_of_twins = len(ids) == 10 and distances[-1] < 1e-5
        if str(chunk_id) not in ids and not full_of_twins:
            return False
    return True


if __name__ == "__main__":
    sys.exit(0 if probe(Path(sys.argv[1]), json.load(sys.stdin)) else 1)
