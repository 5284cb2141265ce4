"""A library read anew: its index from the embeddings that it holds, or by another model its embeddings first.

What a model has read is stored batch by batch, so that a run which is ended anywhere goes on where it was. The model before is
searched by until the new one has read everything; then they change places in one transaction, and the old vectors go.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant import meaning
from ingest import readers

if TYPE_CHECKING:
    from assistant.assistant import Assistant


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading is: of `total` chunks `done` are read."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Reindexed:
    """What came of it: the model that reads the library now, how many chunks it read and vectors were dropped, and the index."""

    model: str
    read: int
    dropped: int
    index: str
    indexed: bool


def reindexed(assistant: Assistant) -> Iterator[Progress | Reindexed]:
    """Have the library read by the model that is set and its index built anew: the progress, then what came of it.

    Raises `LibraryBusy` while another process writes, `ModelError` where the model cannot be had.
    """
    library, chosen = assistant.library, assistant.models.set_embedder()
    with library.writing():
        lacking = library.chunks_without(chosen.identity, chosen.languages)
        for start in range(0, len(lacking), meaning.BATCH):
            yield Progress(start, len(lacking))
            meaning.stored(library, chosen, lacking[start : start + meaning.BATCH])
        yield Progress(len(lacking), len(lacking))
        readers.hand_over(library, chosen.identity, assistant.settings.embedding_model)
        dropped = readers.drop_others(library)
        assistant.look_again()
        done = assistant.index.rebuild()
    yield Reindexed(chosen.identity, len(lacking), dropped, "built anew" if done else assistant.index.state, done)


def differing(assistant: Assistant) -> str | None:
    """In words, where another model than the one that is set reads the library; no model is loaded. Raises `ModelError`."""
    before, model = readers.reader(assistant.library), assistant.models.set_identity()
    if before is None or before.identity == model:
        return None
    done = readers.count(assistant.library, model)
    begun = f" ({done} of {assistant.library.count('chunks')} chunks are done)" if done else ""
    return (
        f"the library was read by the embedding model {before.identity}, but {model} is set: 'briefing reindex' has it read "
        f"anew{begun}; until then it is searched by the one before where that is at hand, else by words only"
    )


def read_anew(assistant: Assistant) -> Iterator[tuple[bool, str]]:
    """The same as `reindexed`, told in words as an errand is: whether all is well, and what came of it."""
    *_, last = reindexed(assistant)
    if isinstance(last, Reindexed):
        yield last.indexed, f"{last.read} chunks read, {last.dropped} older embeddings dropped, index: {last.index}"
