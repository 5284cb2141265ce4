"""When an article was published: ISO 8601 text, never more precise than it was given, and what is doubtful about it.

A stored date is a day ("2026-03-10"), a minute ("2026-03-10T07:30+01:00") or a second or finer; its form tells which.
What cannot be a date of publication (the year 1 and the first second of 1970 stand for "none" in many programs) is
left out with a note, and the article stays, undated.
"""

from __future__ import annotations

import functools
import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from typing import Literal

Precision = Literal["", "day", "minute", "second"]

EARLIEST, LATEST = 1500, 2200  # years: older is no news, later is a slip of the pen
AHEAD = timedelta(days=1)  # clocks and zones differ by less; what is dated later is dated wrongly

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PLAIN_FORMS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%d.%m.%Y", "%Y/%m/%d", "%Y%m%d")
_TIMED_FORMS = tuple(
    f"{day} {clock}".replace(",", "") for day in _PLAIN_FORMS[:-1] for clock in ("%I:%M %p", "%I:%M%p", "%H:%M")
)
_MIDNIGHT = re.compile(r"(?<=[T ])24:00(?::00(?:\.0+)?)?(?=$|[ Z+-])")
_SECONDS = re.compile(r"\d:\d{2}:\d{2}|T\d{6}")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_NAMED_ZONE = re.compile(r"(.*\d) ?((?![AaPp][Mm]$)[A-Za-z]{1,5})")
_OFFSET = re.compile(r" ?([+-]\d{2}):(\d{2})$")
_EARLY_YEAR = re.compile(r"(?<![+-])\b0\d{3}\b")
# Names that mean one offset only; IST, CST and their like mean several and count as unknown. Those of RFC 5322 are
# read with the rest of its form.
_ZONES = {"Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00", "WET": "+00:00", "CET": "+01:00", "CEST": "+02:00",
          "EET": "+02:00", "EEST": "+03:00", "MSK": "+03:00", "JST": "+09:00", "EST": "-05:00", "EDT": "-04:00",
          "PST": "-08:00", "PDT": "-07:00", "AEST": "+10:00", "AEDT": "+11:00"}  # fmt: skip


def normalised(published: object) -> str:
    """A date as ISO 8601: `2026-03-10` when only a day was given, an instant otherwise, "" when it is no date.

    >>> normalised("Tue, 10 Mar 2026 07:30:00 +0100"), normalised("10 March 2026"), normalised("soon")
    ('2026-03-10T07:30:00+01:00', '2026-03-10', '')
    """
    return understood(published)[0]


def understood(published: object) -> tuple[str, tuple[str, ...]]:
    """A date as ISO 8601, "" when there is none, and what is doubtful about it, in words.

    >>> understood("2026-03-10T24:00Z")
    ('2026-03-11T00:00+00:00', ())
    >>> understood("0001-01-01T00:00:00")
    ('', ("the date '0001-01-01T00:00:00' stands for none; the article counts as undated",))
    """
    text = " ".join(str(published or "").split())[:80]
    if not text:
        return "", ()
    found, notes = _read(text)
    if not found:
        return "", (f"the date {text!r} could not be read; the article counts as undated",)
    if _stands_for_none(found):
        return "", (f"the date {text!r} stands for none; the article counts as undated",)
    if not EARLIEST <= int(found[:4]) <= LATEST:
        return "", (f"the date {text!r} is impossible; the article counts as undated",)
    return found, notes


def doubts(published: str, now: datetime) -> tuple[str, ...]:
    """What is doubtful about a normalised date at the moment `now`: that it lies ahead."""
    instant = instant_of(published, UTC)
    if instant is None or instant <= now + AHEAD:
        return ()
    return ("published in the future; it is placed by when it was added",)


def precision(published: str) -> Precision:
    """How precise a normalised date is: "day", "minute", "second", or "" for no date.

    >>> precision("2026-03-10"), precision("2026-03-10T07:30+01:00"), precision("2026-03-10T07:30:00")
    ('day', 'minute', 'second')
    """
    if not published:
        return ""
    if _DAY.fullmatch(published):
        return "day"
    return "second" if _SECONDS.search(published) else "minute"


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


def dated(published: str, added: str, zone: tzinfo) -> str:
    """The date by which an article is placed: when it was published, or added where that is unknown or still ahead."""
    stored = instant_of(added, zone)
    return published if published and (stored is None or not doubts(published, stored)) else added or published


@functools.lru_cache(maxsize=4096)
def placed(published: str, added: str, zone: tzinfo) -> datetime:
    """The UTC instant at which an article has its place among others."""
    return instant_of(dated(published, added, zone), zone) or datetime.min.replace(tzinfo=UTC)


def _read(text: str) -> tuple[str, tuple[str, ...]]:
    zoned, notes = _with_offset(text)
    found = _plain(text, _PLAIN_FORMS)[:10] or _day(text) or _epoch(text) or _iso(zoned) or _mail(zoned)
    if found:
        return found, notes
    return _plain(text.replace(" at ", " ").replace(", ", " "), _TIMED_FORMS), ()


def _plain(text: str, forms: tuple[str, ...]) -> str:
    """A date in one of some written forms, to the minute."""
    for form in forms:
        try:
            return datetime.strptime(text, form).isoformat(timespec="minutes")
        except ValueError:
            continue
    return ""


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _iso(text: str) -> str:
    """An ISO 8601 time, its offset in whole minutes; 24:00 is midnight at the end of its day."""
    late, count = _MIDNIGHT.subn("00:00", text)
    try:
        instant = datetime.fromisoformat(late) + timedelta(days=count)
    except (ValueError, OverflowError):
        return ""
    return "" if (instant.utcoffset() or timedelta()) % timedelta(minutes=1) else _as_given(instant, text)


def _as_given(instant: datetime, text: str) -> str:
    """An instant to the second, or to the minute where the text names no seconds."""
    whole = instant.second or instant.microsecond or _SECONDS.search(text.replace(" ", "T"))
    return instant.isoformat() if whole else instant.isoformat(timespec="minutes")


def _epoch(text: str) -> str:
    """Seconds or milliseconds since 1970, as programs write them."""
    if not _EPOCH.fullmatch(text):
        return ""
    return datetime.fromtimestamp(int(text[:10]), UTC).isoformat()


def _mail(text: str) -> str:
    """A date as mail and feeds write it; -0000 is a time in UTC from a place that is not told (RFC 5322, 3.3)."""
    if re.search(r"\d ?[AaPp]\.?[Mm]\b", text) or _EARLY_YEAR.search(text):  # misread without a word
        return ""
    try:
        instant = parsedate_to_datetime(_OFFSET.sub(r" \1\2", text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    return _as_given(instant.replace(tzinfo=UTC) if text.endswith("-0000") else instant, text)


def _with_offset(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with the offset of a zone named at its end; a name that means none, or several, is dropped with a note."""
    named = _NAMED_ZONE.fullmatch(text)
    if named is None or not re.search(r"\d:\d", named[1]):
        return text, ()
    offset = _ZONES.get(named[2].upper())
    if offset:
        return named[1] + offset, ()
    return named[1], (f"the time zone {named[2]!r} is unknown; the time counts as the reader's own",)


def _stands_for_none(found: str) -> bool:
    """Whether a date is what programs write when they have none: the year 1, the first moment of 1970, or 1900's first day."""
    if found.startswith("0001-01-01") or found in {"1970-01-01", "1900-01-01"}:
        return True
    return (
        len(found) > 10 and found[:4] in {"1969", "1970"} and instant_of(found, UTC) == datetime(1970, 1, 1, tzinfo=UTC)
    )
