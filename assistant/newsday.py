"""Which articles the briefing of a day tells of, and what of the library its reader knows already.

The reader knows what kept briefings of earlier days have accounted for; where none was kept, what is dated before the day.
An article of one of the last days that came in after they were briefed is told late, a changed one is told again for what
has changed, and one that its outlet took back is told as gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from ingest import briefings
from ingest.articles import Article
from ingest.dates import dated, day_of
from ingest.library import Library

LATE = timedelta(4)  # how far before a day an article that came in late may be dated and still be told on it
UNDATED = "undated: it counts for the day on which it was added"


@dataclass(frozen=True, slots=True)
class Day:
    """A reader's day, or some days together: the date of the last and the UTC instants at which they begin and end."""

    day: date
    start: datetime
    end: datetime

    @classmethod
    def of(cls, day: date, zone: tzinfo, first: date | None = None) -> Day:
        """The day in a time zone, or the days from a first one on; at a clock change a day has 23 or 25 hours."""
        start = datetime.combine(first or day, time.min, zone).astimezone(UTC)
        return cls(day, start, datetime.combine(day + timedelta(days=1), time.min, zone).astimezone(UTC))


@dataclass(frozen=True, slots=True)
class Newsday:
    """The articles of a day, without their paragraphs, and what its reader knew before.

    `fresh` are told; `known` maps what the reader knows to the version he knows; `between` came out since the last briefing but
    are of a day that was not briefed; `gone` were taken back since. `since` is the day of the last briefing; `remarks` say
    in words what is to be said of a fresh article's date.
    """

    day: Day
    fresh: tuple[Article, ...]
    known: dict[str, int]
    between: tuple[Article, ...] = ()
    gone: tuple[Article, ...] = ()
    since: date | None = None
    remarks: dict[str, str] | None = None

    def remark(self, article: Article) -> str:
        """What is to be said of a fresh article's date, "" for nothing."""
        return (self.remarks or {}).get(article.id, "")


def newsday(library: Library, day: date, zone: tzinfo, first: date | None = None) -> Newsday:
    """What is to be told on a day, or on the days from a first one on, and what was known before."""
    first = first or day
    last = briefings.last_before(library, first)
    covered = dict(sorted(briefings.covered(library, first))) if last else {}  # of several versions the newest
    sorted_out = _Sorting((first, day), zone, last, covered)
    for article in library.outlines():
        sorted_out.take(article)
    return sorted_out.newsday()


class _Sorting:
    """Sorts the articles of a library by what they are to the reader of a day, or of days from a first to a last one."""

    def __init__(
        self, days: tuple[date, date], zone: tzinfo, last: briefings.Kept | None, covered: dict[str, int]
    ) -> None:
        self._first, self._day = days
        self._zone, self._last, self._covered = zone, last.day if last else None, covered
        self._made = last.made if last else ""
        self._fresh: list[Article] = []
        self._between: list[Article] = []
        self._gone: list[Article] = []
        self._known: dict[str, int] = {}
        self._remarks: dict[str, str] = {}

    def take(self, article: Article) -> None:
        """Put one article where it belongs."""
        told = day_of(dated(article.published, article.added, self._zone), self._zone) or date.min
        if told > self._day:
            return
        version = self._version_known(article, told)
        if version is not None:
            self._known[article.id] = version
        taken_back = day_of(article.gone, self._zone)
        if taken_back and taken_back <= self._day and told < self._first:
            if version is not None and self._is_since(taken_back):
                self._gone.append(article)
        elif told >= self._first:
            self._tell(article, "" if article.published else UNDATED)
        else:
            self._take_earlier(article, told, version)

    def _take_earlier(self, article: Article, told: date, version: int | None) -> None:
        """Put an article of an earlier day where it belongs."""
        if version is None and self._last and told > self._last:
            self._between.append(article)
        elif version is None:
            self._tell(article, f"of {told}, came in after that day was briefed")
        elif version < article.version and self._is_since(day_of(article.added, self._zone)):
            self._tell(article, f"of {told}, changed since")

    def newsday(self) -> Newsday:
        """What was sorted, each kind in the order of its ids."""
        fresh, between, gone = (
            tuple(sorted(found, key=lambda article: article.id)) for found in (self._fresh, self._between, self._gone)
        )
        day = Day.of(self._day, self._zone, self._first)
        return Newsday(day, fresh, self._known, between, gone, self._last, self._remarks)

    def _tell(self, article: Article, remark: str) -> None:
        self._fresh.append(article)
        if remark:
            self._remarks[article.id] = remark

    def _is_since(self, day: date | None) -> bool:
        """Whether something of a day happened after the last briefing, and not after this one."""
        return day is not None and day <= self._day and (day > self._last if self._last else day >= self._first)

    def _is_late(self, article: Article, told: date) -> bool:
        """Whether an article that no briefing told of came in after the last one read the library, and is still news."""
        untold = told == self._last or article.added >= self._made  # of its own day it told all that was there
        return told >= self._first - LATE and untold

    def _version_known(self, article: Article, told: date) -> int | None:
        """The version of an article that the reader knows, None where he knows none."""
        if self._last is not None:
            there = told <= self._last and not self._is_late(article, told)
            return self._covered.get(article.id, article.version if there else None)
        if told >= self._first:
            return None
        changed = article.version > 1 and self._is_since(day_of(article.added, self._zone))
        return article.version - 1 if changed else article.version


def nearest(days: Sequence[date], day: date) -> date | None:
    """The one of some days that lies nearest to another, None of none."""
    return min(days, key=lambda other: (abs((other - day).days), other), default=None)
