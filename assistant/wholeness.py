"""Whether a library is whole: its file, the words, the embeddings and the index; each derived part can be made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant import meaning
from assistant.condition import Condition
from ingest import origins

if TYPE_CHECKING:
    from assistant.assistant import Assistant


def file(assistant: Assistant, *, repair: bool) -> Condition:
    """The library's file: its pages, its references, and whether near copies have been looked for."""
    library = assistant.library
    problems = [row[0] for row in library.database.rows("PRAGMA integrity_check") if row[0] != "ok"]
    problems += [f"broken reference in {row[0]}" for row in library.database.rows("PRAGMA foreign_key_check")]
    if problems:
        return Condition(f"damaged: {problems[0]}; restore it from a backup", ok=False)
    state = f"{library.count('articles')} articles, {library.count('paragraphs')} paragraphs"
    waiting = origins.compare(library.database) if repair else len(origins.not_compared(library.database))
    if waiting:
        state += (
            f", {waiting} of them " + ("now" if repair else "not yet") + " compared with the others for near copies"
        )
    return Condition(state, repaired=repair and bool(waiting))


def embeddings(assistant: Assistant, *, repair: bool) -> Condition:
    """The embeddings of the present model: whether every chunk that it reads has one."""
    without = meaning.missing(assistant)
    if not without:
        return Condition(f"complete for model {assistant.embedder().identity}")
    if not repair:
        return Condition(
            f"{len(without)} chunks have none of this model; 'briefing check --repair' makes them", ok=False
        )
    return Condition(f"{meaning.complete(assistant)} made anew", repaired=True)


def index(assistant: Assistant, *, repair: bool) -> Condition:
    """The vector index: healthy, behind, in use by another process or damaged."""
    found = assistant.index
    healthy = found.open()
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
