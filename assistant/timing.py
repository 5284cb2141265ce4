"""The time a question asks about, read off its words: "yesterday", "since Tuesday", "in October", "between 3 and 5 May".

A day without a year is the last one of that name; a question about the future names no time that articles could be
of. News of a day is told that day and on the days after it, which is what `SLACK` allows for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

BEGINNING = date.min + timedelta(1)  # no day is asked about before it; a day of room for time zones
SLACK = 2  # days after the time asked about in which an article may still tell of it
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
_DAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10, "a": 1, "one": 1}
_COUNT = rf"(\d{{1,3}}|{'|'.join(_NUMBERS)})"
_DATE = rf"(?:(?:(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})|({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?\b)(?:,? ((?:19|20)\d\d))?)"
_PAPER = (
    r"Times|Telegraph|Mail|Herald|Post|Courier|Ledger|Mirror|Express|Independent|Tribune|Chronicle|Gazette|Observer|News|Journal|Examiner|"
    r"Standard|Dispatch|Echo|Globe|Press|Record|World|Star|Sun|Review|Magazine|Paper|Show|Programme|Live"
)
# "USA TODAY", "the Today Show", "the Sunday Times": a word of time that is part of a name, and not "the Friday UN vote".
_IN_NAMES = re.compile(
    r"(?<=[\w’'] )(?:TODAY|Today|TONIGHT|Tonight) (?=[A-Z])(?!(?:In|At|On|And|With|To|From|By|For|Of)\b)|"
    r"(?<!\bin )(?<!\bin the )\b(?:[A-Z]{3,} TODAY|USA Today)\b|"
    rf"\b[Tt]he {_DAY.title()} (?=(?:(?:Morning|Evening|Night|Business) )?(?:{_PAPER})\b(?! (?:[Cc]onference|[Bb]riefing|Cup)))"
)
_FUTURE = re.compile(
    r"\b(?:will|next (?:week|month|year|\w+day)|due|going to|plans? to|planned for|scheduled|tomorrow)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Time:
    """Days that a question asks about, first and last included, the words that name them, and whether it names days exactly."""

    first: date
    last: date
    words: str
    exact: bool = True

    def told(self, today: date) -> tuple[date, date]:
        """The first and last day of the articles that may tell of these days."""
        return self.first, min(self.last + timedelta(SLACK), today)


def asked_time(question: str, now: datetime) -> Time | None:
    """The past time that a question asks about at a reader's `now`; None where it names none, or one to come.

    >>> from datetime import UTC
    >>> asked_time("What did Hale say yesterday?", datetime(2026, 3, 11, 9, tzinfo=UTC)).first
    datetime.date(2026, 3, 10)
    """
    today, text = now.date(), _without_names(question)
    for pattern, read in _READERS:
        match = pattern.search(text)
        found = read(match, today) if match else None
        if match and found:
            found = replace(found, words=match[0], last=min(found.last, today))
            return None if found.first > today or _FUTURE.search(question) else found
    return None


def _without_names(question: str) -> str:
    """A question with the names in it blotted out that hold a word of time, unless all of it is written in capitals."""
    if not re.search(r"\b[a-z]{3}", question):
        return question
    return _IN_NAMES.sub(lambda match: "_" * len(match[0]), question)


def _between(match: re.Match[str], today: date) -> Time | None:
    last = _dated(match[3], match[4], match[5], today)
    first = _dated(match[1], match[2] or match[4], match[5] or (str(last.year) if last else None), today)
    return Time(first, last, "") if first and last and first <= last else None


def _bounded(match: re.Match[str], today: date) -> Time | None:
    inner = asked_time_of(match[2], today)
    if inner is None:
        return None
    if match[1].lower() == "before":
        return Time(BEGINNING, inner.first - timedelta(1), "", exact=False)
    start = inner.first if match[1].lower() in {"since", "from"} else inner.last + timedelta(1)
    return Time(start, today, "", exact=inner.exact)


def asked_time_of(words: str, today: date) -> Time | None:
    """The time that words name which hold nothing else."""
    for pattern, read in _READERS[2:]:
        if match := pattern.search(words):
            return read(match, today)
    return None


def _one_date(match: re.Match[str], today: date) -> Time | None:
    day = _dated(match[1] or match[4], match[2] or match[3], match[5], today)
    return Time(day, day, "") if day else None


def _dated(day: str, month: str, year: str | None, today: date) -> date | None:
    number = _MONTHS.index(month[:3].lower()) + 1
    try:
        found = date(int(year) if year else today.year, number, int(day))
        return found if year or found <= today + timedelta(60) else found.replace(year=today.year - 1)
    except ValueError:
        return None


def _iso(match: re.Match[str], _: date) -> Time | None:
    try:
        day = date.fromisoformat(match[0])
    except ValueError:
        return None
    return Time(day, day, "")


def _month(match: re.Match[str], today: date) -> Time:
    number = _MONTHS.index(match[1][:3].lower()) + 1
    year = int(match[2]) if match[2] else today.year - (number > today.month)
    first = date(year, number, 1)
    return Time(first, (first + timedelta(31)).replace(day=1) - timedelta(1), "", exact=False)


def _year(match: re.Match[str], _: date) -> Time:
    return Time(date(int(match[1]), 1, 1), date(int(match[1]), 12, 31), "", exact=False)


def _weekday(match: re.Match[str], today: date) -> Time | None:
    if (match[1] or "").lower() in {"next", "this coming", "coming"}:
        return Time(today + timedelta(1), today + timedelta(7), "")
    back = (today.weekday() - _DAYS.index(match[2][:3].lower())) % 7
    back = 7 if back == 0 and (match[1] or "").lower() == "last" else back
    return Time(today - timedelta(back), today - timedelta(back), "")


def _ago(match: re.Match[str], today: date) -> Time:
    count, unit = _number(match[1]), match[2].lower()
    day = today - timedelta(count * {"day": 1, "week": 7, "month": 30, "year": 365}[unit])
    around = {"day": 0, "week": 3, "month": 15, "year": 183}[unit]
    return Time(day - timedelta(around), day + timedelta(around), "", exact=unit in {"day", "week"})


def _recent(match: re.Match[str], today: date) -> Time:
    count = _number(match[1] or "one")
    return Time(today - timedelta(count * {"day": 1, "week": 7, "month": 30, "year": 365}[match[2].lower()]), today, "")


def _last(match: re.Match[str], today: date) -> Time:
    unit, this = match[2].lower(), match[1].lower() == "this"
    if unit == "week":
        first = today - timedelta(today.weekday() + (0 if this else 7))
        # "This week" is said of the last days as loosely as a month is: an answer from other days may be given, and says so.
        return Time(first, today if this else first + timedelta(6), "", exact=False)
    if unit == "weekend":
        saturday = today - timedelta((today.weekday() - 5) % 7)
        return Time(saturday, saturday + timedelta(1), "")
    first = today.replace(day=1) if unit == "month" else today.replace(day=1, month=1)
    if this:
        return Time(first, today, "", exact=False)
    last = first - timedelta(1)
    return Time(last.replace(day=1) if unit == "month" else last.replace(day=1, month=1), last, "", exact=False)


def _number(word: str) -> int:
    return _NUMBERS.get(word.lower()) or int(word)


def _days_back(days: int) -> Callable[[re.Match[str], date], Time]:
    return lambda _, today: Time(today - timedelta(days), today - timedelta(days), "")


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Time | None]], ...] = tuple(
    (re.compile(pattern, re.I), read)
    for pattern, read in (
        (rf"\b(?:between|from) (\d{{1,2}})(?: ({_MONTH}))? (?:and|to) (\d{{1,2}}) ({_MONTH})(?:,? ((?:19|20)\d\d))?", _between),
        (rf"\b(since|after|before|from) ((?:last )?{_DAY}|yesterday|last week|last month|{_DATE}|{_MONTH}(?: (?:19|20)\d\d)?|(?:19|20)\d\d\b)", _bounded),
        (r"\b(?:19|20)\d\d-\d\d-\d\d\b", _iso),
        (rf"\b(?:on )?{_DATE}", _one_date),
        (r"\b(?:yesterday|last night)\b", _days_back(1)),
        (r"\b(?:as of today|today|this morning|this afternoon|this evening|tonight|so far today)\b", _days_back(0)),
        (rf"\b{_COUNT} (day|week|month|year)s? ago\b", _ago),
        (rf"\b(?:in|over|during|within) the (?:last|past) (?:{_COUNT} )?(day|week|month|year)s?\b", _recent),
        (r"\b(this|last) (week|weekend|month|year)\b", _last),
        (rf"\b(?:(?:on|by) )?(?:(last|next|this coming|coming|this) )?\b({_DAY})\b", _weekday),
        (rf"\b(?:in|during) ({_MONTH})(?: ((?:19|20)\d\d))?", _month),
        (r"\b(?:in|during) ((?:19|20)\d\d)\b", _year),
    )
)  # fmt: skip
