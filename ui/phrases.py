"""What parts of an answer's JSON are called in words, the same on the page and in a terminal; nothing is escaped here."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from typing import Any

Json = dict[str, Any]


def difference_title(difference: Json) -> str:
    """What a difference between sources is about: what they contradict each other in, or what changed between them."""
    if difference["different_time"]:
        return f"At different times: {difference['about']}"
    return f"Sources differ: {difference['about']} ({difference['kind']})"


def days_between(since: str | None, until: str | None, zone: tzinfo) -> str:
    """The days between two instants of a stored answer, the end excluded, as a reader of a zone counts them."""
    first = datetime.fromisoformat(since).astimezone(zone).date() if since else None
    last = (datetime.fromisoformat(until) - timedelta(microseconds=1)).astimezone(zone).date() if until else None
    return days(first, last)


def days(first: date | None, last: date | None) -> str:
    """Days in words, the first and last included.

    >>> days(date(2026, 3, 10), date(2026, 3, 12)), days(date(2026, 3, 10), None)
    ('10 Mar – 12 Mar 2026', 'since 10 Mar 2026')
    """
    if not first or not last:
        return f"since {_day(first)}" if first else f"until {_day(last)}" if last else "all days"
    if first == last:
        return _day(last)
    return f"{_day(first, year=first.year != last.year)} – {_day(last)}"


def _day(day: date, *, year: bool = True) -> str:
    return f"{day.day} {day:%b}" + (f" {day.year}" if year else "")
