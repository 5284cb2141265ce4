"""The versions of a difference between sources as they stand side by side, those of different times told apart."""

from __future__ import annotations

from assistant.front_page import Sentence
from assistant.layout import Json, teller, warning
from assistant.render import isolated
from ingest.hygiene import clean_line


def sides(difference: Json) -> tuple[Sentence, ...]:
    """Each version under who tells it and when; where the times differ the newest is first, and is said to be."""
    return tuple(
        Sentence(
            clean_line(version["text"]), _label(version, number, bool(difference["different_time"])), warning(version),
            tuple(version["citations"]),
        )
        for number, version in enumerate(difference["versions"])
    )  # fmt: skip


def _label(version: Json, number: int, different_time: bool) -> str:
    named = isolated(teller(version))
    if not different_time:
        return named
    return f"{'Earlier' if number else 'Newest'}: {named}"
