"""Days and spans of days in plain words, as instants against a fixed now and the reader's time zone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from ingest.dates import EARLIEST as FIRST_YEAR
from ingest.dates import LATEST as LAST_YEAR
from ingest.errors import SettingsError

EARLIEST, LATEST = date(1800, 1, 1), date(2199, 12, 31)  # the days that a page lets one choose
Span = tuple[date, date]  # first and last day, both included

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WORDS: dict[str, Callable[[date], Span]] = {
    "today": lambda day: (day, day),
    "yesterday": lambda day: (day - timedelta(1), day - timedelta(1)),
    "this week": lambda day: (day - timedelta(day.weekday()), day),
    "last week": lambda day: (day - timedelta(day.weekday() + 7), day - timedelta(day.weekday() + 1)),
    "this month": lambda day: (day.replace(day=1), day),
    "last month": lambda day: (
        (day.replace(day=1) - timedelta(1)).replace(day=1),
        day.replace(day=1) - timedelta(1),
    ),
}


def span(words: str, now: datetime, zone: tzinfo) -> Span:
    """The days that ISO or plain words name; raises `SettingsError` for words that name none.

    >>> span("yesterday", datetime(2026, 3, 11, 9, tzinfo=UTC), UTC)
    (datetime.date(2026, 3, 10), datetime.date(2026, 3, 10))
    """
    today, text = now.astimezone(zone).date(), " ".join(words.lower().split())
    if text in _WORDS:
        return _WORDS[text](today)
    if text.removeprefix("last ") in _WEEKDAYS:
        back = (today.weekday() - _WEEKDAYS.index(text.removeprefix("last "))) % 7 or 7
        return today - timedelta(back), today - timedelta(back)
    if match := re.fullmatch(r"(\d{1,4}) days? ago", text):
        return today - timedelta(int(match[1])), today - timedelta(int(match[1]))
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise SettingsError(
            f"{words!r} names no day: use a date such as 2026-03-10, or today, yesterday, last week, last month, monday, 3 days ago"
        ) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise SettingsError(f"{words!r} is no day with news: use one between the years {FIRST_YEAR} and {LAST_YEAR}")
    return day, day


def instants(words: str, now: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    """The UTC instants between which the named days lie, the end excluded; an ISO time is itself both."""
    if re.match(r"\d{4}-\d{2}-\d{2}[tT ]", words):
        moment = instant(words, zone)
        return moment, moment
    first, last = span(words, now, zone)
    return _midnight(first, zone), _midnight(last + timedelta(1), zone)


def instant(words: str, zone: tzinfo) -> datetime:
    """An ISO time as a UTC instant, local where it names no zone; raises `SettingsError`."""
    try:
        given = datetime.fromisoformat(words)
    except ValueError as error:
        raise SettingsError(f"{words!r} is no time; write it as 2026-03-10T09:00:00+01:00") from error
    if not FIRST_YEAR <= given.year <= LAST_YEAR:
        raise SettingsError(
            f"{words!r} is no time of this world's news: use one between the years {FIRST_YEAR} and {LAST_YEAR}"
        )
    return (given if given.tzinfo else given.replace(tzinfo=zone)).astimezone(UTC)


def day_words(day: date) -> str:
    """A day as it stands in a line: "12 Mar 2026"."""
    return f"{day.day} {day:%b %Y}"


def weekday_words(day: date) -> str:
    """A day as it stands above what is of it: "Thursday, 12 March 2026"."""
    return f"{day:%A}, {day.day} {day:%B %Y}"


def moment_words(moment: str, zone: tzinfo) -> str:
    """A stored instant as the clock of a zone shows it, "never" for none.

    >>> moment_words("2026-03-12T07:05:00+00:00", UTC), moment_words("", UTC)
    ('12 Mar 2026, 07:05', 'never')
    """
    if not moment:
        return "never"
    told = datetime.fromisoformat(moment)
    told = told.astimezone(zone) if told.tzinfo else told
    return f"{day_words(told)}, {told:%H:%M}"


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time.min, zone).astimezone(UTC)
