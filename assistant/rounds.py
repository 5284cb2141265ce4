"""The daily round: update the feeds, brief every day that has ended and was not briefed, send it where that is set.

A day is briefed once. What could not be finished stays pending, remembered before any work is done, so that a round that is
stopped anywhere is taken up by the next: a day that is kept but was not sent is sent, not briefed again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any, Protocol

from assistant.edition import Briefing
from assistant.feed_out import Kept
from assistant.json_out import briefing_json
from assistant.layout import Json
from assistant.newsday import Day
from ingest.errors import BriefingError
from ingest.update import FeedOutcome

MOST_RUNS = 10  # that a diary remembers
MOST_DAYS = 14  # of a long absence, the last two weeks are caught up


class Desk(Protocol):
    """What a round needs of an assistant."""

    def update(self, now: datetime, /) -> Iterable[object]:
        """Ask the feeds that are due."""

    def days(self) -> list[date]:
        """The days that have articles."""

    def brief(self, words: str, now: datetime, /) -> Briefing:
        """The briefing of a day."""


class Shelf(Protocol):
    """Where the briefings lie that the desk has made."""

    def kept(self) -> Iterable[Kept]:
        """Each kept briefing: when it was made, and its JSON."""


class Diary(Protocol):
    """Where a round writes down what is not finished; a short text, "" at first."""

    def read(self) -> str:
        """What was written last."""

    def write(self, text: str) -> None:
        """Write in place of what was there."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a round did: the days that were briefed and sent, what failed, in words, and what else a reader should know."""

    briefed: tuple[date, ...] = ()
    sent: tuple[date, ...] = ()
    failures: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    def __add__(self, other: Report) -> Report:
        return Report(
            self.briefed + other.briefed, self.sent + other.sent,
            self.failures + other.failures, self.notices + other.notices,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Round:
    """A round over one library; `send` hands out a briefing and gives notices, None where nothing is to be sent."""

    desk: Desk
    shelf: Shelf
    diary: Diary
    zone: tzinfo
    send: Callable[[Json], Iterable[str]] | None = None

    def run(self, now: datetime, *, last_try: bool = True) -> Report:
        """Do what is due at a moment; while the feeds cannot be asked, briefing waits for the last try."""
        report = self._updated(now)
        if not report.failures or last_try:
            kept = whole_days(self.shelf.kept(), self.zone)
            for day in self._due(kept, now):
                report += self._told(day, kept.get(day), now)
        run = {"at": now.isoformat(), "briefed": [day.isoformat() for day in report.briefed], "sent": [day.isoformat() for day in report.sent],
               "failures": list(report.failures)}  # fmt: skip
        runs = [*_read(self.diary).get("runs", ()), run][-MOST_RUNS:]
        self._note(last=now.isoformat(), failures=list(report.failures), runs=runs)
        return report

    def _updated(self, now: datetime) -> Report:
        try:
            feeds = [event for event in self.desk.update(now) if isinstance(event, FeedOutcome)]
        except BriefingError as error:
            return Report(failures=(f"the feeds could not be asked: {error}",))
        if feeds and all(feed.outcome == "failed" for feed in feeds):
            return Report(failures=(f"none of the {len(feeds)} feeds could be read: {feeds[0].reason}",))
        return Report()

    def _due(self, kept: Mapping[date, Json], now: datetime) -> list[date]:
        days, today = self.desk.days(), now.astimezone(self.zone).date()
        pending = {day for day in pending_days(self.diary) if day in kept or day in days}
        due = sorted({*owed(days, kept, today), *pending})[-MOST_DAYS:]
        self._note(pending=[day.isoformat() for day in due])
        return due

    def _told(self, day: date, data: Json | None, now: datetime) -> Report:
        """Brief a day unless it is kept, send it, and strike it from what is pending."""
        report = Report()
        try:
            if data is None:
                data = briefing_json(self.desk.brief(day.isoformat(), now))
                report += Report(briefed=(day,))
            if self.send is not None:
                report += Report(notices=tuple(self.send(data)), sent=(day,))
        except BriefingError as error:
            return report + Report(failures=(f"the briefing for {day}: {error}",))
        self._note(pending=[one.isoformat() for one in pending_days(self.diary) if one != day])
        return report

    def _note(self, **entries: object) -> None:
        self.diary.write(json.dumps({**_read(self.diary), **entries}))


def owed(days: Iterable[date], kept: Collection[date], today: date) -> list[date]:
    """The days that have ended, have articles and lie behind the last kept one, the oldest first; without any, the newest."""
    ended = sorted(day for day in set(days) if day < today)
    past = [day for day in kept if day < today]  # of a day still ahead: briefed while the clock was wrong
    if not past:
        return [day for day in ended[-1:] if day not in kept]
    return [day for day in ended if day > max(past)]


def whole_days(kept: Iterable[Kept], zone: tzinfo) -> dict[date, Json]:
    """The newest kept briefing of each day that was over when it was made: one made at noon leaves the evening to tell."""
    found: dict[date, tuple[datetime, Json]] = {}
    for made, data in kept:
        day, moment = date.fromisoformat(data["day"]), datetime.fromisoformat(made)
        if moment >= Day.of(day, zone).end and (day not in found or moment >= found[day][0]):
            found[day] = moment, data
    return {day: data for day, (_, data) in found.items()}


def pending_days(diary: Diary) -> list[date]:
    """The days that a round has begun and none has finished."""
    return [date.fromisoformat(day) for day in _read(diary).get("pending", ())]


def last_round(diary: Diary) -> datetime | None:
    """When the last round ended, None before the first."""
    last = _read(diary).get("last")
    return datetime.fromisoformat(last) if last else None


def last_failures(diary: Diary) -> list[str]:
    """What failed in the last round, in words."""
    return list(_read(diary).get("failures", ()))


def last_runs(diary: Diary) -> list[tuple[datetime, str]]:
    """When the last rounds ended and what came of each in words, the newest first."""
    return [(datetime.fromisoformat(run["at"]), _run_in_words(run)) for run in reversed(_read(diary).get("runs", ()))]


def _run_in_words(run: Mapping[str, Any]) -> str:
    told = [f"{what} {', '.join(run[what])}" for what in ("briefed", "sent") if run.get(what)]
    return "; ".join([*told, *run.get("failures", ())]) or "every day that has ended was briefed before"


def _read(diary: Diary) -> dict[str, Any]:
    found = json.loads(diary.read() or "{}")
    return found if isinstance(found, dict) else {}
