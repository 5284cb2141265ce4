"""Whether a library is whole: its file, the words, the embeddings and the index; each derived part can be made anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant import meaning
from assistant.condition import Condition
from assistant.reindex import differing
from assistant.rescue import file_state
from ingest import origins, readers, vectors, word_index
from ingest.index import Index

if TYPE_CHECKING:
    from assistant.assistant import Assistant


def file(assistant: Assistant, *, repair: bool) -> Condition:
    """The library's file: its pages, its references, and whether near copies have been looked for."""
    library = assistant.library
    problem, mended = file_state(library, repair=repair)
    if problem:
        return Condition(f"damaged: {problem}", ok=False, repaired=mended)
    state = f"{library.count('articles')} articles, {library.count('paragraphs')} paragraphs"
    state += ", what was damaged in them was put right" if mended else ""
    waiting = origins.compare(library.database) if repair else len(origins.not_compared(library.database))
    if waiting:
        state += (
            f", {waiting} of them " + ("now" if repair else "not yet") + " compared with the others for near copies"
        )
    return Condition(state, repaired=mended or (repair and bool(waiting)))


def words(assistant: Assistant, *, repair: bool) -> Condition:
    """The index of words: whether it holds every paragraph that is searched."""
    wanting = word_index.wanting(assistant.library)
    if not wanting:
        return Condition("complete")
    if not repair:
        return Condition(f"{wanting}; 'briefing check --repair' makes it anew", ok=False)
    word_index.make_anew(assistant.library)
    return Condition(f"made anew ({wanting})", repaired=True)


def embeddings(assistant: Assistant, *, repair: bool) -> Condition:
    """The embeddings: whether they are the set model's, complete and sound; no model is loaded unless some are to be made."""
    library, models = assistant.library, assistant.models
    model = models.set_identity()
    if different := differing(assistant):
        return Condition(different, ok=False)
    damaged = vectors.unsound(library, model)
    lacking = len(library.chunks_without(model, models.set_languages()))
    if not damaged and not lacking:
        return Condition(f"complete for model {model}")
    wrong = f"{lacking} chunks have none of this model" + (f", {len(damaged)} are damaged" if damaged else "")
    if not repair:
        return Condition(f"{wrong}; 'briefing check --repair' makes them", ok=False)
    readers.drop(library, model, damaged)
    return Condition(f"{meaning.complete(assistant)} made anew", repaired=True)


def index(assistant: Assistant, *, repair: bool) -> Condition:
    """The vector index: healthy, behind, in use by another process or damaged."""
    with _index_of(assistant) as found:
        return (
            Condition("not needed: no article has been read for its meaning")
            if found is None
            else _state(found, repair)
        )


@contextmanager
def _index_of(assistant: Assistant) -> Iterator[Index | None]:
    """The index over the vectors of the model that reads the library, whether that is loaded or not; None where none did."""
    library, before = assistant.library, readers.reader(assistant.library)
    if before is None:
        yield None
    elif assistant.models.loaded and not assistant.models.reading().by_words:
        yield assistant.index
    else:
        own = Index(library, vectors.Vectors(library, before.identity, readers.dimension(library, before.identity)))
        try:
            yield own
        finally:
            own.close()


def _state(found: Index, repair: bool) -> Condition:
    healthy = found.open()
    if found.held_by:
        return Condition(
            f"in use by process {found.held_by}, the page perhaps, which proves and mends it; {found.as_written()}, by what is written "
            "beside it: its vectors were not asked"
        )
    if healthy and not found.behind():
        return Condition("healthy")
    if not repair:
        state = "behind the library; it catches up at the next 'add'" if healthy else found.state
        return Condition(f"{state} (questions are answered by exact search meanwhile)", ok=False)
    if healthy:
        found.catch_up()
        return Condition("caught up with the library", repaired=True)
    done = found.rebuild()
    return Condition("built anew" if done else found.state, ok=done, repaired=done)
