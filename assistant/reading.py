"""What a question itself limits the articles to: the time it asks about, and the outlets it asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from assistant.answers import Filters
from assistant.timing import asked_time

OTHER_DAYS = "nothing of the time asked about answers this; the answer is from other days"
_REPORTS = (
    r"(?:report(?:s|ed)?|wr[io]te[sn]?|sa(?:y|ys|id)|tells?|told|claims?|claimed|puts?|gives?|gave|quotes?|quoted)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The filters that a question is asked with, what to say of them, and whether an answer from other days may be given."""

    filters: Filters | None = None
    notices: tuple[str, ...] = ()
    may_widen: bool = False

    def widened(self, filters: Filters | None) -> Reading:
        """The same question asked with other filters, which is said."""
        return replace(self, filters=filters, notices=(OTHER_DAYS,), may_widen=False)


def reading(
    question: str, given: Filters | None, now: datetime, outlets: Collection[str], admits: Callable[[Filters], bool]
) -> Reading:
    """The filters given, and those that the question names at a reader's `now`; one that is given is never replaced.

    A filter that `admits` no article is not set: the question then speaks of a time that the library does not cover.
    """
    found, notices = given or Filters(), []
    named = named_outlets(question, outlets) if not found.sources else ()
    if named:
        found = replace(found, sources=named)
        notices.append(f"only articles of {' and '.join(named)} were read, as the question asks")
    time = asked_time(question, now) if not (found.since or found.until) else None
    if time:
        first, last = time.told(now.date())
        start, end = (datetime.combine(day, datetime.min.time(), now.tzinfo) for day in (first, last + timedelta(1)))
        timed = replace(found, since=start, until=end)
        if admits(timed):
            notices.append(f"only articles of {first} to {last} were read, for {time.words.strip()!r} in the question")
            return Reading(timed, tuple(notices), may_widen=not time.exact)
    return Reading(found if found else None, tuple(notices))


def named_outlets(question: str, outlets: Collection[str]) -> tuple[str, ...]:
    """The outlets that a question asks for: "according to the Courier", "what did the Courier report".

    >>> named_outlets("How many marched according to the Courier?", ["The Courier", "Harbour Post"])
    ('The Courier',)
    """
    found = []
    for outlet in sorted(filter(None, set(outlets))):
        name = re.escape(re.sub(r"^the ", "", outlet, flags=re.I))
        asks = rf"\b(?:according to|as told by|articles? (?:of|by|from|in)|(?:reported|published|written) (?:by|in)) (?:the )?{name}\b|\bd(?:id|oes) (?:the )?{name} {_REPORTS}\b"
        if re.search(asks, question, re.I):
            found.append(outlet)
    return tuple(found)
