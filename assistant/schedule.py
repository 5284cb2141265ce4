"""The built-in schedule: a round every day at a time, by APScheduler; the only file that imports it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Any

from assistant.timetable import next_run, previous_run
from ingest.errors import DeliveryError, in_a_line

PAUSE = timedelta(minutes=10)  # between two tries
TRIES = 3
ROUND = "round"
LONGEST_WAIT = timedelta(hours=26)  # between two rounds, on the day on which the clocks go back
HEARTBEAT = timedelta(minutes=10)  # a wait counts no time that the machine sleeps: now and then the clock is looked at


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Schedule:
    """A job every day at a time of day in a zone, tried three times, and each next one planned when one is over.

    `job` is told the moment and whether this is the last try, and says whether all went well; `report` is told, in words, of
    an error that it did not handle. A moment that was missed is made up for at once, moments missed in a row by one job.
    """

    job: Callable[[datetime, bool], bool]
    at: time
    zone: tzinfo
    report: Callable[[str], None]
    clock: Callable[[], datetime] = utc_now

    def run(self, last: datetime | None, scheduler: Any = None) -> None:
        """Keep to the timetable until interrupted; `last` is when the job was last done, None for never."""
        chosen = scheduler or _scheduler()
        now = self.clock()
        missed = last is None or last < previous_run(now, self.at, self.zone)
        self._plan(chosen, now if missed else next_run(now, self.at, self.zone), 1)
        over = threading.Event()
        threading.Thread(target=self._watch, args=(chosen, over), daemon=True).start()
        try:
            chosen.start()
        finally:
            over.set()

    def look(self, scheduler: Any) -> None:
        """Have the scheduler look at the clock; what was planned by a clock that was set back since is planned again."""
        now, planned = self.clock(), scheduler.get_job(ROUND)
        if planned is not None and planned.trigger.run_date - now > LONGEST_WAIT:
            self._plan(scheduler, next_run(now, self.at, self.zone), 1)
        scheduler.wakeup()

    def _watch(self, scheduler: Any, over: threading.Event) -> None:
        while not over.wait(HEARTBEAT.total_seconds()):  # counted by a clock that nobody sets
            self.look(scheduler)

    def _plan(self, scheduler: Any, moment: datetime, attempt: int) -> None:
        scheduler.add_job(
            self._once, "date", run_date=moment, args=(scheduler, attempt), misfire_grace_time=None, id=ROUND,
            replace_existing=True,
        )  # fmt: skip

    def _once(self, scheduler: Any, attempt: int) -> None:
        """One try; whatever becomes of it, the next is planned."""
        last = attempt >= TRIES
        try:
            done = self.job(self.clock(), last)
        except Exception as error:  # noqa: BLE001  a fault of one day must not be the end of all days
            self.report(f"the daily round stopped: {type(error).__name__}: {in_a_line(error)}")
            done = False
        now = self.clock()
        if done or last:
            self._plan(scheduler, next_run(now, self.at, self.zone), 1)
        else:
            self._plan(scheduler, now + PAUSE, attempt + 1)


def _scheduler() -> Any:
    try:
        from apscheduler.schedulers.blocking import BlockingScheduler
    except ModuleNotFoundError as error:
        raise DeliveryError(
            f"the built-in schedule needs the package {error.name}, which is not installed; run: pip install "
            "'.[schedule]', or let cron or systemd do it: briefing schedule --format systemd"
        ) from error
    return BlockingScheduler(timezone=UTC)
