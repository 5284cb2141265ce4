"""The generation of the index that answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ingest.collection import Collection, Ids
from ingest.errors import IndexBroken
from ingest.generations import Prints, State, prints


@dataclass(frozen=True, slots=True)
class Serving:
    """What answers: the collection of a generation, the ids that it holds, and its files as they were when it was opened."""

    collection: Collection
    generation: Path
    state: State
    known: Ids
    prints: Prints

    def watch(self) -> None:
        """Raise `IndexBroken` where its files are no longer as they were."""
        if prints(self.generation) != self.prints:
            raise IndexBroken("its files were changed while it was in use")
