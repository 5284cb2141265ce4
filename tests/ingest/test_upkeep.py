"""Work that is done behind what is asked."""

import logging
import threading

from ingest import upkeep
from ingest.upkeep import Upkeep


def no_thread(_):
    raise RuntimeError("can't start new thread")


def test_work_for_which_no_thread_can_be_begun_is_tried_again_after_a_pause(monkeypatch, caplog):
    now, done = [1000.0], []
    monkeypatch.setattr(upkeep, "monotonic", lambda: now[0])
    work = Upkeep(lambda: not done.append(now[0]))
    with monkeypatch.context() as crowded, caplog.at_level(logging.ERROR):
        crowded.setattr(threading.Thread, "start", no_thread)
        work.ask()
    assert "can't start new thread" in caplog.text
    work.wait()
    work.ask()  # too early
    work.wait()
    assert done == []
    now[0] += upkeep.FIRST_PAUSE
    work.ask()
    work.wait()
    assert done == [now[0]]


def test_work_that_fails_is_tried_again_after_ever_longer_pauses(monkeypatch):
    now, tried = [1000.0], []
    monkeypatch.setattr(upkeep, "monotonic", lambda: now[0])
    work = Upkeep(lambda: bool(tried.append(now[0])))
    for _ in range(100):
        work.ask()
        work.wait()
        now[0] += 1
    assert tried == [1000, 1010, 1030, 1070]
