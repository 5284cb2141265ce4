"""The vector index: a Chroma collection derived from the library, that may vanish, or be damaged, at any time.

Chroma's local store is opened by one process at a time, under an operating-system lock, and only after another process has
found its files to be those that were written and known vectors in it. While it answers, its files are watched, and a known
vector is asked for now and then. A generation that fails is put aside and a new one is built from the vectors that the
library holds; meanwhile, and whenever another process holds the lock, searches are answered exactly by `vectors`.

    searches:  files as they were -> candidates of Chroma -> scored by the library's own vectors, with what Chroma lacks
    upkeep:    lock -> proved, in a process of its own -> in use -> caught up
                         else put aside -> built -> read again -> published -> in use
    adding:    lock -> proved, written and read again, in one process of its own -> let go

A process that was asked to build heals by itself, behind the searches; one that answers a single question opens no index.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import numpy as np

from ingest.collection import Collection, Ids
from ingest.errors import IndexBroken, in_a_line
from ingest.generations import Generations, Prints, State, of_graph, prints, read_state, write_state
from ingest.library import Library
from ingest.locks import Lock
from ingest.scribe import CANARIES, Scribe, ids_of
from ingest.serving import Serving
from ingest.upkeep import Upkeep
from ingest.vectors import Matrix, Vectors

LAG = 500  # chunks that came or went, from which on the index catches up by itself
ASKED_AGAIN = 32  # searches after which a known vector is looked for
CANDIDATES = 50
AS_NEAR = 2e-6  # similarities that differ by less are put in order by id
CURE = "the page, 'briefing add' or 'briefing check --repair' builds it anew"


class Index:
    """The Chroma index of one library, in this process."""

    def __init__(self, library: Library, vectors: Vectors) -> None:
        self._library = library
        self._vectors = vectors
        self._generations = Generations(library.folder / "index")
        self._scribe = Scribe(library, vectors, self._generations, lambda: self._closing)
        # Of what answers: held by each search, and while something else takes its place.
        self._guard = threading.RLock()
        # Of what is opened, written and built: one at a time, searches go on beside it.
        self._working = threading.RLock()
        self._lock: Lock | None = None
        self._serving: Serving | None = None
        self._heals = self._closing = False
        self._behind = Upkeep(self._tended)
        self.queries = 0
        self.state = "closed"
        self.held_by = ""  # the id of the process that has it in use where this one could not

    # -- searching ----------------------------------------------------------------------------------------------

    def search(self, vector: Matrix, k: int) -> list[tuple[int, float]] | None:
        """The `k` nearest chunks as (id, cosine similarity), best first; None when the index cannot be asked.

        Chroma names the candidates; the similarities are computed from the library's own vectors, and chunks that the
        index has not seen are searched exactly, so the result is that of an exact search. Where that is not sure, None.
        """
        with self._guard:
            serving = self._serving
            named = self._named(serving, vector, max(2 * k, CANDIDATES)) if serving and serving.known.size else None
        if serving is None or named is None:
            self._tend()
            return None
        ids, _ = self._vectors.current()
        live = int(np.isin(serving.known, ids, assume_unique=True).sum())
        if serving.known.size + len(ids) - 2 * live >= LAG:
            self._tend()
        if not _is_sure(self._vectors.scored(named, vector), k, live):
            return None
        unseen = [one for one, _ in self._vectors.search(vector, k, without=serving.known)]
        return self._vectors.scored([*named, *unseen], vector)[:k]

    def _named(self, serving: Serving, vector: Matrix, n: int) -> list[int] | None:
        """The candidates that Chroma names; None, and it answers no longer, where it cannot be trusted."""
        try:
            serving.watch()
            if self.queries % ASKED_AGAIN == 0:
                self._ask_known(serving.collection, serving.known)
            named = [one for one, _ in serving.collection.nearest(vector, n)]
            serving.watch()
        except (IndexBroken, OSError) as error:
            self._let_go(f"failing: {in_a_line(error)}")
            return None
        self.queries += 1
        return named

    def _ask_known(self, collection: Collection, known: Ids) -> None:
        """Raise `IndexBroken` where a known vector, another each time, does not find itself, and nor do others."""
        one = self._scribe.canaries(known, 1, self.queries)
        if all(collection.finds(*canary) for canary in one):
            return
        if not collection.leads_to([*one, *self._scribe.canaries(known, CANARIES, self.queries)]):
            raise IndexBroken("known vectors do not find themselves in it")

    # -- opening, catching up, closing --------------------------------------------------------------------------

    def open(self, *, build: bool = False) -> bool:
        """Take the index into use if it is free and healthy; with `build` make it anew where it is not, now and from now on.

        True when searches will come from Chroma. `state` says in words why not.
        """
        with self._working:
            self._closing, self._heals = False, self._heals or build
            return self._opened(build=build)

    def begin(self) -> None:
        """Open or build it, and bring it to where the library is, behind what goes on meanwhile; `open` waits for that."""
        self._closing, self._heals = False, True
        self._behind.ask()

    def behind(self) -> bool:
        """Whether the library has changed since the index last caught up."""
        serving = self._serving
        return serving is not None and serving.state.revision != self._library.revision

    def as_written(self) -> str:
        """What its files say of themselves, without opening what another process may have in use."""
        generation = self._generations.current()
        state = read_state(generation) if generation else None
        if state is None or not state.whole:
            return "it is being written"
        ids, _ = self._vectors.current()
        return f"it holds {int(np.isin(ids, ids_of(state)).sum())} of {len(ids)} chunks"

    def catch_up(self) -> None:
        """Bring the index to where the library is: chunks that went are taken out, chunks that came are added."""
        with self._working, self._failing():
            if self._serving is not None:
                self._catch_up(self._serving)

    def prepare(self) -> None:
        """Have ready what writes it, as there will be something to write; not where another process has it in use."""
        if not self._scribe.is_prepared and (self._lock is not None or self._is_free()):
            self._scribe.prepare()

    def rest(self) -> None:
        """Let go of what was made ready, as there is nothing to write."""
        self._scribe.rest()

    def keep_up(self) -> None:
        """Bring what lies on the disk to where the library is; it is taken into use only where it is, or is to be healed from now on."""
        with self._working:
            if self._serving is not None or self._heals:
                if self.open(build=True):
                    self.catch_up()
            elif self._take_lock():
                with self._failing():
                    self._scribe.keep_up()
                    self._let_go("closed")
            self._scribe.rest()

    def rebuild(self) -> bool:
        """Build a new generation from the library's vectors, in place of the present one."""
        with self._working:
            self._let_go("closed")
            if self._take_lock():
                with self._failing():
                    self._serve(*self._scribe.build())
            return self._serving is not None

    def close(self) -> None:
        """Give the index back, so that another process can take it; what is being written is cut off, and built anew later."""
        self._heals, self._closing = False, True
        self._behind.wait()
        with self._working:
            self._let_go("closed")
        self._scribe.rest()

    # -- upkeep -------------------------------------------------------------------------------------------------

    def _tend(self) -> None:
        if self._heals:
            self._behind.ask()

    def _tended(self) -> bool:
        with self._working:
            if not self._closing and self._opened(build=True):
                self.catch_up()
            return self._closing or self._serving is not None

    def _opened(self, *, build: bool) -> bool:
        if self._serving is None and self._take_lock():
            with self._failing():
                generation = self._generations.current()
                reason = self._taken(generation) if generation else "absent"
                if reason and not build:
                    self._let_go(f"{reason}; {CURE}")
                elif reason:
                    self._serve(*self._scribe.anew())
        return self._serving is not None

    def _taken(self, generation: Path) -> str:
        """Take a generation into use, or say why it is not to be trusted."""
        state, seen = read_state(generation), prints(generation)
        if state is None:
            return "damaged: what it says of itself is missing or altered"
        reason = self._scribe.distrust(generation, state)
        if reason:
            return reason
        try:
            self._serve(generation, state, seen)
        except IndexBroken as error:
            return f"damaged: {error}"
        return ""

    def _serve(self, generation: Path, state: State, seen: Prints | None = None) -> None:
        """Let a generation answer that was found healthy when its files were as `seen`."""
        collection = Collection(generation)
        try:
            self._ask_known(collection, ids_of(state))  # which reads the files
            now = prints(generation)
            if seen is not None and of_graph(seen) != of_graph(now):
                raise IndexBroken("its files were changed while it was opened")
        except BaseException:
            collection.close()
            raise
        self._answer(Serving(collection, generation, state, ids_of(state), now))

    def _answer(self, serving: Serving) -> None:
        with self._guard:
            self._serving, self.state = serving, "healthy"

    def _catch_up(self, serving: Serving) -> None:
        revision = self._library.revision
        lacking = self._scribe.lacking(serving.known)
        state = replace(serving.state, revision=revision)
        with self._guard:
            if self._serving is not serving:  # a search has found it broken meanwhile, and given back its lock
                return
            if not len(lacking):
                if state != serving.state:
                    write_state(serving.generation, state)
                    self._answer(replace(serving, state=state))
                return
            serving.watch()
            self._serving = None  # an exact search answers until all is written
        serving.collection.close()
        state = self._scribe.brought(serving.generation, state, lacking)
        self._serve(serving.generation, state)

    def _take_lock(self) -> bool:
        try:
            self._generations.folder.mkdir(mode=0o700, exist_ok=True)
            lock = Lock(self._generations.folder / "index.lock")
            if lock.acquire():
                self._lock, self.held_by = lock, ""
                return True
            self.held_by = lock.holder
            self.state = f"in use by process {self.held_by}"
        except OSError as error:
            self.state = f"cannot be opened: {error.strerror}"
        return False

    def _is_free(self) -> bool:
        with suppress(OSError):  # of which the user is told when it is to be written
            lock = Lock(self._generations.folder / "index.lock")
            if not lock.acquire():
                return False
            lock.release()
        return True

    @contextmanager
    def _failing(self) -> Iterator[None]:
        """What fails leaves the index to whoever comes next; the exact search answers."""
        try:
            yield
        except (IndexBroken, OSError) as error:
            self._let_go(f"failing: {in_a_line(error)}")
        except BaseException:
            self._let_go("closed")
            raise

    def _let_go(self, state: str) -> None:
        with self._guard:
            serving, self._serving, self.state = self._serving, None, state
        if serving is not None:
            with suppress(IndexBroken):  # what is broken need not close well
                serving.collection.close()
        lock, self._lock = self._lock, None  # before it is free: another thread may take it at once
        if lock is not None:
            lock.release()


def _is_sure(scored: Sequence[tuple[int, float]], k: int, live: int) -> bool:
    """Whether the best `k` of the candidates are the best of all: none was left out that is as near as the last of them."""
    return len(scored) >= live or (len(scored) > k and scored[k - 1][1] - scored[-1][1] > AS_NEAR)
