"""What a question itself limits the articles to: the time it asks about, and the outlets it asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from assistant.answers import NO_FILTERS, Filters, Read
from assistant.dated_events import asked_event
from assistant.requested import wants_all
from assistant.timing import BEGINNING, asked_time
from assistant.words import content_words

OTHER_DAYS = "nothing of the time asked about answers this; the answer is from other days"
_REPORTS = (
    r"(?:report(?:s|ed)?|wr[io]te[sn]?|sa(?:y|ys|id)|tells?|told|claims?|claimed|puts?|gives?|gave|quotes?|quoted)"
)
_TOLD_BY = r"(?:according to|as told by|articles? (?:of|by|from|in)|(?:reported|published|written) (?:by|in))"
FEWEST_WORDS = 2  # content words that a question must keep to be asked without the words for an outlet


@dataclass(frozen=True, slots=True)
class Reading:
    """The filters that a question is asked with, what to say of them, and whether an answer from other days may be given.

    `read` says which of the filters the question itself named; one that was given is never replaced. `done` holds the words
    of the question that a filter has taken care of, so that no article need have them.
    """

    filters: Filters = NO_FILTERS
    notices: tuple[str, ...] = ()
    may_widen: bool = False
    read: tuple[Read, ...] = ()
    done: tuple[str, ...] = ()

    def rest_of(self, question: str) -> str:
        """The question without the words that a filter has taken care of; all of it where hardly any other is left."""
        rest = question
        for words in self.done:
            rest = rest.replace(words, " ")
        rest = re.sub(r"\s+(?=[?.,!])", "", " ".join(rest.split())).lstrip(",;: ")
        return rest if len(content_words(rest)) >= FEWEST_WORDS else question

    def widened(self) -> Reading:
        """The same question asked of all days, which is said."""
        filters = replace(self.filters, since=None, until=None)
        return Reading(filters, (*self.notices[:-1], OTHER_DAYS), read=tuple(one for one in self.read if one != "time"))


def outlets_read(before: Reading, question: str, outlets: Collection[str]) -> Reading:
    """The reading with the outlets that the question asks for, unless outlets were given."""
    named = named_outlets(question, outlets) if not before.filters.sources else ()
    if not named:
        return before
    notice = f"only articles of {' and '.join(named)} were read, as the question asks"
    return replace(
        before, filters=replace(before.filters, sources=named),
        notices=(*before.notices, notice), read=(*before.read, "outlets"), done=(*before.done, *_told_by(question, named)),
    )  # fmt: skip


def time_read(
    before: Reading, question: str, now: datetime, admits: Callable[[Filters], bool], outlets: Collection[str] = ()
) -> Reading:
    """The reading with the time that the question asks about at a reader's `now`, unless a time was given.

    A word of time in the name of one of the `outlets` tells none.
    A filter that `admits` no article is not set, and it is said so: the question then speaks of a time that the library does not
    cover, and what is old must not pass for yesterday's.
    """
    time = asked_time(_without(outlets, question), now) if not (before.filters.since or before.filters.until) else None
    if not time:
        return before
    first, last = (time.first, time.last) if wants_all(question) else time.told(now.date())
    timed = _of_days(before.filters, first, last, now)
    if not admits(timed) and last == time.last:
        first, last = time.told(now.date())
        timed = _of_days(before.filters, first, last, now)
    if not admits(timed):
        whose = " of these outlets" if timed.sources else ""
        uncovered = f"no article{whose} is of the time asked about ({time.words.strip()!r}): all days were read"
        return replace(before, notices=(*before.notices, uncovered))
    days = (f"of {first}" if first == last else f"of {first} to {last}") if timed.since else f"up to {last}"
    notice = f"only articles {days} were read, for {time.words.strip()!r} in the question"
    if extra := (last - time.last).days:
        notice += f" and the {'day' if extra == 1 else f'{extra} days'} after, which may tell of it"
    # The words of time stay in the question: an article of these days may tell of others.
    return replace(
        before, filters=timed, notices=(*before.notices, notice), may_widen=not time.exact, read=(*before.read, "time")
    )


def _of_days(given: Filters, first: date, last: date, now: datetime) -> Filters:
    """The filters limited to the days from a first to a last one, where the reader's `now` is."""
    start, end = (datetime.combine(day, datetime.min.time(), now.tzinfo) for day in (first, last + timedelta(1)))
    return replace(given, since=start if first > BEGINNING else None, until=end)


def event_read(
    before: Reading,
    question: str,
    now: datetime,
    day_of: Callable[[str], date | None],
    admits: Callable[[Filters], bool],
) -> Reading:
    """The reading limited to what came before or after an event that the question names, unless it has a time already.

    `day_of` knows the day of an event by its words. That is an inference, so an answer of other days may be given.
    """
    event = asked_event(question) if not (before.filters.since or before.filters.until) else None
    day = day_of(event["words"]) if event else None
    if event is None or day is None or day > now.date():
        return before
    edge = datetime.combine(day, datetime.min.time(), now.tzinfo)
    earlier = event["bound"].lower() in {"before", "until"}
    timed = replace(before.filters, until=edge) if earlier else replace(before.filters, since=edge)
    if not admits(timed):
        return before
    notice = f"only articles {'before' if earlier else 'from'} {day} {'' if earlier else 'on '}were read, for {event[0]!r} in the question"
    return replace(
        before, filters=timed, notices=(*before.notices, notice), may_widen=True, read=(*before.read, "time")
    )


def named_outlets(question: str, outlets: Collection[str]) -> tuple[str, ...]:
    """The outlets that a question asks for: "according to the Courier", "what did the Courier report".

    >>> named_outlets("How many marched according to the Courier?", ["The Courier", "Harbour Post"])
    ('The Courier',)
    """
    found = []
    for outlet in sorted(filter(None, set(outlets))):
        name = re.escape(re.sub(r"^the ", "", outlet, flags=re.I))
        asks = rf"\b{_TOLD_BY} (?:the )?{name}\b|\bd(?:id|oes) (?:the )?{name} {_REPORTS}\b"
        if re.search(asks, question, re.I):
            found.append(outlet)
    return tuple(found)


def _without(outlets: Collection[str], question: str) -> str:
    """A question without the outlets whose names are of several words: "the Sunday Courier"."""
    for outlet in outlets:
        if " " in outlet.strip():
            question = re.sub(rf"\b{re.escape(outlet.strip())}(?!\w)", "_", question, flags=re.I)
    return question


def _told_by(question: str, outlets: Collection[str]) -> list[str]:
    """The words of a question that name outlets as those who tell: "according to the Courier"."""
    found = []
    for outlet in outlets:
        name = re.escape(re.sub(r"^the ", "", outlet, flags=re.I))
        found += [match[0] for match in re.finditer(rf"\b{_TOLD_BY} (?:the )?{name}\b", question, re.I)]
    return found
