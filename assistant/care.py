"""The care of everything on a user's machine: a list of parts, each looked at by one function, and mended where it can be.

A further part is a further line of `PARTS`: a function of the assistant that gives the part's `Condition`, or None where there
is nothing to look at. What it raises is told as that part's condition, and the rest is looked at all the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING, Protocol

from assistant import daily, models_set, wholeness
from assistant.condition import Condition, Json
from ingest.errors import BriefingError

if TYPE_CHECKING:
    from assistant.assistant import Assistant


class Look(Protocol):
    """A look at one part; with `repair` it mends what can be mended without losing anything."""

    def __call__(self, assistant: Assistant, /, *, repair: bool) -> Condition | None:
        """In what condition the part is."""


PARTS: tuple[tuple[str, Look], ...] = (
    ("library", wholeness.file),
    ("embeddings", wholeness.embeddings),
    ("index", wholeness.index),
    ("reranker", models_set.reranker),
    ("verifier", models_set.verifier),
    ("feeds", daily.feeds),
    ("schedule", daily.schedule),
)


def findings(assistant: Assistant, *, repair: bool) -> list[Json]:
    """One finding a part: `{"part", "ok", "state", "repaired"}`."""
    return list(found_one_by_one(assistant, repair=repair))


def found_one_by_one(assistant: Assistant, *, repair: bool) -> Iterator[Json]:
    """The same findings, each as soon as its part was looked at; raises `LibraryBusy` where another process writes."""
    with assistant.library.writing() if repair else nullcontext():
        for part, look in PARTS:
            found = _seen(look, assistant, repair=repair)
            if found is not None:
                yield found.finding(part)


def _seen(look: Look, assistant: Assistant, *, repair: bool) -> Condition | None:
    try:
        return look(assistant, repair=repair)
    except (BriefingError, OSError) as error:
        return Condition(str(error), ok=False)
    except sqlite3.DatabaseError as error:
        return Condition(f"cannot be read from the library's file: {error}", ok=False)
