"""The care of everything on a user's machine: a list of parts, each looked at by one function, and mended where it can be.

A further part is a further line of `PARTS`, a function of the assistant, or of `AROUND`, one of the settings, which is looked at
even where there is no library to open. It gives the part's `Condition`, or None where there is nothing to look at. What it
raises is told as that part's condition, and the rest is looked at all the same.
"""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING, Protocol

from assistant import daily, models_set, surroundings, wholeness
from assistant.condition import Condition, Json
from ingest.errors import BriefingError, LibraryBusy

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.settings import Settings


class Look(Protocol):
    """A look at one part of a library; with `repair` it mends what can be mended without losing anything."""

    def __call__(self, assistant: Assistant, /, *, repair: bool) -> Condition | None:
        """In what condition the part is."""


class LookAround(Protocol):
    """The same for what a library needs around it."""

    def __call__(self, settings: Settings, /, *, repair: bool) -> Condition | None:
        """In what condition the part is."""


PARTS: tuple[tuple[str, Look], ...] = (
    ("library", wholeness.file),
    ("words", wholeness.words),
    ("embeddings", wholeness.embeddings),
    ("index", wholeness.index),
    ("reranker", models_set.reranker),
    ("verifier", models_set.verifier),
    ("stamps", daily.stamps),
    ("feeds", daily.feeds),
    ("schedule", daily.schedule),
)
AROUND: tuple[tuple[str, LookAround], ...] = (
    ("model files", surroundings.model_files),
    ("chat model", surroundings.chat_model),
    ("disk", surroundings.disk),
    ("before", surroundings.before),
    ("permissions", surroundings.permissions),
    ("clock", surroundings.clock),
    ("version", surroundings.version),
)


def findings(assistant: Assistant, *, repair: bool) -> list[Json]:
    """One finding a part: `{"part", "ok", "state", "repaired"}`."""
    return list(found_one_by_one(assistant, repair=repair))


def found_one_by_one(assistant: Assistant, *, repair: bool) -> Iterator[Json]:
    """The same findings, each as soon as its part was looked at; raises `LibraryBusy` where another process writes."""
    with assistant.library.writing() if repair else nullcontext():
        for part, look in PARTS:
            yield from _seen(part, functools.partial(look, assistant, repair=repair))
    yield from found_around(assistant.settings, repair=repair)


def found_around(settings: Settings, *, repair: bool) -> Iterator[Json]:
    """The findings on what a library needs around it, whether it can be opened or not."""
    for part, look in AROUND:
        yield from _seen(part, functools.partial(look, settings, repair=repair))


def _seen(part: str, look: Callable[[], Condition | None]) -> Iterator[Json]:
    try:
        found = look()
    except LibraryBusy:
        raise
    except (BriefingError, OSError) as error:
        found = Condition(str(error), ok=False)
    except sqlite3.DatabaseError as error:
        found = Condition(f"cannot be read from the library's file: {error}", ok=False)
    if found is not None:
        yield found.finding(part)
