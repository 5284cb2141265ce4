"""When something happened that a question names in place of a day: "before the summit", "since the recount".

It happened on the first day on which an article told of it in its title. A name that several events of the library may
answer to, months apart, names no day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from assistant.words import content_words, stem

MOST_APART = timedelta(21)  # between the first and last article on one event; what lies wider apart is several
_KINDS = (
    "accident|agreement|attack|ballot|blast|boil notice|collapse|conference|coup|crash|deal|earthquake|election|explosion|fire|flood|"
    "handover|hearing|march|meeting|negotiations|outage|protest|raid|recount|referendum|resignation|ruling|sinking|storm|strike|"
    "summit|talks|treaty|trial|truce|ceasefire|verdict|visit|vote"
)
_BOUND = re.compile(
    rf"\b(?P<bound>before|after|since|until) (?P<words>(?:the |last week's )?(?:[\w'’-]+ ){{0,4}}?(?:{_KINDS})(?: (?:in|of|on|at) [A-Z][\w-]+(?: [A-Z][\w-]+)*)?)\b",
    re.I,
)


def asked_event(question: str) -> re.Match[str] | None:
    """The event that a question measures time by, as the groups "bound" and "words"; None where it names none.

    >>> asked_event("What did Hale say before the Ysra talks?")["words"]
    'the Ysra talks'
    >>> asked_event("Who stood before the court?")
    """
    return _BOUND.search(question)


def day_of_event(words: str, told: Iterable[tuple[str, date]]) -> date | None:
    """The first day of the titles that name an event with all its words; None where none does, or several events may.

    >>> day_of_event("the Ysra talks", [("Talks on the Ysra resume", date(2026, 3, 10)), ("Ysra talks end", date(2026, 3, 12))])
    datetime.date(2026, 3, 10)
    """
    wanted = _stems(words)
    days = sorted(day for title, day in told if wanted and wanted <= _stems(title))
    return days[0] if days and days[-1] - days[0] <= MOST_APART else None


def _stems(text: str) -> set[str]:
    return {stem(word) for word in content_words(text)}
