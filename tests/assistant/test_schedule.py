import builtins
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.blocking import BlockingScheduler

from assistant.schedule import ROUND, Schedule
from ingest.errors import DeliveryError

BERLIN, AT = ZoneInfo("Europe/Berlin"), time(6, 30)
START = datetime(2026, 3, 11, 12, tzinfo=UTC)


class Clock:
    """A clock and what is planned by it: time passes only from one planned moment to the next."""

    def __init__(self, now, until):
        self.now, self.until, self.planned = now, until, []

    def __call__(self):
        return self.now

    def add_job(self, work, trigger, *, run_date=None, args=(), **_):
        if trigger == "date":
            self.planned.append((run_date, work, args))

    def start(self):
        while self.planned and self.planned[0][0] <= self.until:
            moment, work, args = self.planned.pop(0)
            self.now = max(self.now, moment)
            work(*args)


def kept(job, *, days=2, start=START, last=START, zone=UTC, at=AT):
    """When a job is run over some days, and what was reported."""
    clock, moments, reports = Clock(start, start + timedelta(days=days)), [], []

    def noted(now, last_try):
        moments.append(now.astimezone(zone).isoformat())
        return job(last_try)

    Schedule(noted, at, zone, reports.append, clock).run(last, clock)
    return moments, reports


def test_the_job_is_done_every_day_at_its_time():
    assert kept(lambda last_try: True)[0] == ["2026-03-12T06:30:00+00:00", "2026-03-13T06:30:00+00:00"]


def test_a_failure_is_tried_again_after_ten_minutes_twice_and_then_the_next_day():
    tries = []
    moments, _ = kept(lambda last_try: tries.append(last_try))
    assert [moment[8:16] for moment in moments] == [
        "12T06:30",
        "12T06:40",
        "12T06:50",
        "13T06:30",
        "13T06:40",
        "13T06:50",
    ]
    assert tries == [False, False, True] * 2


def test_after_a_success_it_is_not_tried_again():
    answers = iter([False, True, True])
    moments, _ = kept(lambda last_try: next(answers))
    assert [moment[8:16] for moment in moments] == ["12T06:30", "12T06:40", "13T06:30"]


def test_an_error_that_nobody_expected_is_reported_and_the_next_day_still_comes():
    def broken(_):
        raise ValueError("the moon is full\nTraceback")

    moments, reports = kept(broken, days=1)
    assert len(moments) == 3
    assert reports == ["the daily round stopped: ValueError: the moon is full"] * 3


def test_a_moment_that_was_missed_is_made_up_for_at_once():
    assert kept(lambda last_try: True, days=0.5, last=START - timedelta(days=2))[0] == ["2026-03-11T12:00:00+00:00"]
    assert kept(lambda last_try: True, days=0.5, last=None)[0] == ["2026-03-11T12:00:00+00:00"]
    assert kept(lambda last_try: True, days=0.5, last=START - timedelta(hours=1))[0] == []


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (datetime(2026, 3, 28, 12, tzinfo=UTC), ["29T03:30:00+02:00", "30T02:30:00+02:00"]),
        (datetime(2026, 10, 24, 12, tzinfo=UTC), ["25T02:30:00+02:00", "26T02:30:00+01:00"]),
    ],
)
def test_a_change_of_the_clocks_loses_no_round_and_doubles_none(start, due):
    moments, _ = kept(lambda last_try: True, start=start, last=start, zone=BERLIN, at=time(2, 30))
    assert [moment[8:] for moment in moments] == due


def test_a_round_that_takes_longer_than_a_day_is_followed_by_the_next_one_due():
    clock = Clock(START, START + timedelta(days=3))
    moments = []

    def slow(now, _):
        moments.append(now.isoformat())
        clock.now += timedelta(hours=30)
        return True

    Schedule(slow, AT, UTC, moments.append, clock).run(START, clock)
    assert moments == ["2026-03-12T06:30:00+00:00", "2026-03-14T06:30:00+00:00"]


def test_the_real_scheduler_does_a_job_that_is_due_and_plans_the_next():
    scheduler, done = BlockingScheduler(timezone=UTC), []

    def job(_, last_try):
        done.append(last_try)
        return True

    due = Schedule(job, AT, UTC, done.append)
    scheduler.add_listener(lambda event: scheduler.shutdown(wait=False) if done else None, 2**12)  # a job was executed
    due.run(None, scheduler)
    assert done == [False]


def test_a_missing_package_is_said_with_what_to_install(monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **named):
        if name.startswith("apscheduler"):
            raise ModuleNotFoundError("No module named 'apscheduler'", name="apscheduler")
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(DeliveryError, match=r"pip install '\.\[schedule\]'"):
        Schedule(lambda *_: True, AT, UTC, print).run(None)


@pytest.mark.parametrize(
    ("wrong_by", "kept"),
    [
        (timedelta(days=30), False),
        (timedelta(days=20_000), False),
        (timedelta(hours=1), True),
        (timedelta(days=-1), True),
    ],
)
def test_a_clock_that_is_set_back_makes_nobody_wait_for_a_month(wrong_by, kept):
    scheduler = BackgroundScheduler(timezone=UTC)
    scheduler.start(paused=True)
    now = [START + wrong_by]
    due = Schedule(lambda *_: True, AT, UTC, print, lambda: now[0])
    due._plan(scheduler, planned := now[0] + timedelta(hours=18), 1)
    now[0] = START
    due.look(scheduler)
    moment = scheduler.get_job(ROUND).trigger.run_date
    assert moment == (planned if kept else datetime(2026, 3, 12, 6, 30, tzinfo=UTC))
    assert len(scheduler.get_jobs()) == 1
    scheduler.shutdown(wait=False)
