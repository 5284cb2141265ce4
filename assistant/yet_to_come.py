"""Questions about what is yet to come: "When will the quay open?" is not answered by a day that had passed when it was told."""

from __future__ import annotations

import re
from datetime import date

from assistant.calendar_words import moments
from assistant.wording import Span, read

_AHEAD = re.compile(
    r"\bwhen(?:['’]ll| will| shall)\b|\b(?:due|going|expected|scheduled|planned|supposed|likely|set) to\b", re.I
)
_WHEN = re.compile(r"\bwhen\b|\b(?:what|which) (?:time|date|day|week|month|year)\b", re.I)


def asks_ahead(question: str) -> bool:
    """Whether a question asks when something will be.

    >>> [asks_ahead(text) for text in ("When will it open?", "On what day is it due to open?", "When did it open?")]
    [True, True, False]
    """
    return bool(_WHEN.search(question) and _AHEAD.search(question))


def passed(text: str, published: str) -> list[Span]:
    """Where a text names days that all lay before the day on which it was published, as far as that is known.

    >>> passed("It was shut on 24 February 2022 and opens on 4 March 2023.", "2023-02-26")
    [(15, 31)]
    """
    try:
        told = date.fromisoformat(published[:10])
    except ValueError:
        return []
    return [
        (one.start, one.end)
        for one in moments(read(text), told)
        if one.days and all(last < told for _, last in one.days)
    ]
