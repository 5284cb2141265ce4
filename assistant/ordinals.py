"""One of several that a conversation spoke of, told by its place: "no, the second one", "what did the other one say?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "other": 1, "former": 0, "latter": 1, "last": -1}
_ONE = re.compile(
    rf"\bthe ({'|'.join(_PLACES)})(?: (?:one|man|woman|person))?(?=[?.!]*$| (?:one|say|said|do|did|is|was|has|had|want)\b)",
    re.I,
)


def place_asked(question: str) -> tuple[re.Match[str], int] | None:
    """The words that ask for one of several, and which one that is, from 0, or -1 for the last; None where nothing does.

    >>> place_asked("No, the second one")[1], place_asked("What did the other one say?")[0][0]
    (1, 'the other one')
    >>> place_asked("When was the second bridge opened?")
    """
    match = _ONE.search(question)
    return (match, _PLACES[match[1].lower()]) if match else None


def is_all(match: re.Match[str], question: str) -> bool:
    """Whether a question is no more than the words that ask for one of several."""
    return match.start() == 0 and not question[match.end() :].strip("?.! ")


def at(place: int, several: Sequence[str]) -> str:
    """What stands at a place, "" where there are not so many."""
    return several[place] if -len(several) <= place < len(several) and len(several) > 1 else ""
