"""The date of a day that a short answer names from where its article stands: "Tuesday" of one of 3 March is Tuesday, 3 March."""

from __future__ import annotations

import re
from datetime import date

from assistant.calendar_words import DAYS, Moment, moments
from assistant.other_years import OtherYears
from assistant.question import Question
from assistant.statements import days_told
from assistant.when import day_words
from assistant.wording import read
from assistant.yet_to_come import asks_ahead

NO_DATE = (None, None, None)
_NARROWED = re.compile(r"\b(?:last|next|this|every|each|by|until|till|an?|one|the|any|some|most) $", re.I)
_REPEATED = re.compile(r"\b(?:every|each|once a) (?:week|day|month|year)\b|\b(?:weekly|daily)\b", re.I)
_ASKS_BACK = re.compile(r"\b(?:did|was|were|has|have|had)\b", re.I)


def with_date(question: Question, phrase: str, sentence: str, published: str) -> str:
    """A phrase with the date of the one day that it names by its weekday or as yesterday; as it is where the date is not certain.

    >>> from assistant.question import understood
    >>> with_date(understood("When did the quay open?"), "Tuesday", "The quay opened on Tuesday.", "2026-03-12")
    'Tuesday (10 Mar 2026)'
    """
    at = max(0, sentence.find(phrase))
    is_repeated = f"{phrase}s" in sentence or _REPEATED.search(sentence)
    if question.kind != "time" or is_repeated or _NARROWED.search(sentence, 0, at):
        return phrase
    try:
        told = date.fromisoformat(published[:10])
    except ValueError:
        return phrase
    found, words = moments(read(phrase), told), read(sentence)
    if any(one.parts != NO_DATE for one in moments(words, told)):  # "on a Tuesday in 1912": it may be of that time
        return phrase
    ahead = asks_ahead(question.text)
    day = _day(found[0], told, ahead=ahead or not _ASKS_BACK.search(question.text)) if len(found) == 1 else None
    is_certain = ahead or day in days_told(words, OtherYears(told))  # "It was due on Friday" has not passed
    return f"{phrase} ({day_words(day)})" if day and is_certain else phrase


def _day(moment: Moment, told: date, *, ahead: bool) -> date | None:
    """The day that a moment is: of a weekday the last one before it was told, or the next one where it is yet to come."""
    if moment.key in {"yesterday", "today", "tomorrow"}:
        return moment.days[0][0]
    days = sorted(first for first, _ in moment.days) if moment.key in DAYS else []
    if ahead:  # of its own weekday an article may mean the day itself or the one in a week
        return next((day for day in days if day > told), None) if told not in days else None
    return next((day for day in reversed(days) if day <= told), None)
