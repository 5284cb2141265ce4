"""Work that is done behind what is asked: one at a time, and again after ever longer pauses while it fails."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from time import monotonic

FIRST_PAUSE, LONGEST_PAUSE = 10.0, 3600.0  # seconds


class Upkeep:
    """A piece of work and the thread that does it."""

    def __init__(self, work: Callable[[], bool]) -> None:
        self._work = work  # true where it was done
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self._pause = FIRST_PAUSE
        self._not_before = 0.0

    def ask(self) -> None:
        """Have the work done, unless it is being done or has just failed."""
        with self._guard:
            if self._thread is not None or monotonic() < self._not_before:
                return
            thread = threading.Thread(target=self._run, name="upkeep of the index", daemon=True)
            try:
                thread.start()
            except RuntimeError:  # as many threads run as may; what is asked needs no upkeep to be answered
                logging.getLogger(__name__).exception("the index could not be kept up")
                self._ended(done=False)
            else:
                self._thread = thread

    def wait(self, seconds: float | None = None) -> None:
        """Wait until what is being done is over."""
        thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(seconds)

    def _run(self) -> None:
        done = False
        try:
            done = self._work()
        except Exception:  # nobody waits for it who could be told
            logging.getLogger(__name__).exception("the index could not be kept up")
        finally:
            with self._guard:
                self._ended(done=done)

    def _ended(self, *, done: bool) -> None:
        self._thread = None
        self._not_before = 0.0 if done else monotonic() + self._pause
        self._pause = FIRST_PAUSE if done else min(LONGEST_PAUSE, 2 * self._pause)
