"""When an article was published: ISO 8601 text, never more precise than it was given."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, tzinfo
from email.utils import parsedate_to_datetime

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PLAIN_FORMS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%d.%m.%Y", "%Y/%m/%d")


def normalised(published: object) -> str:
    """A date as ISO 8601: `2026-03-10` when only a day was given, an instant otherwise, "" when it is no date.

    >>> normalised("Tue, 10 Mar 2026 07:30:00 +0100"), normalised("10 March 2026"), normalised("soon")
    ('2026-03-10T07:30:00+01:00', '2026-03-10', '')
    """
    text = " ".join(str(published or "").split())
    if not text:
        return ""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text).isoformat()
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        pass
    for form in _PLAIN_FORMS:
        try:
            return datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError):
        return ""


def instant_of(published: str, zone: tzinfo) -> datetime | None:
    """The UTC instant of a normalised date, None for ""; a bare day stands for its local noon, a time without zone is local."""
    if not published:
        return None
    if _DAY.fullmatch(published):
        return datetime.combine(date.fromisoformat(published), time(12), zone).astimezone(UTC)
    instant = datetime.fromisoformat(published)
    return (instant if instant.tzinfo else instant.replace(tzinfo=zone)).astimezone(UTC)


def day_of(published: str, zone: tzinfo) -> date | None:
    """The reader's day of a normalised date, None for ""; a bare day is that day in every zone."""
    if _DAY.fullmatch(published):
        return date.fromisoformat(published)
    instant = instant_of(published, zone)
    return instant.astimezone(zone).date() if instant else None
