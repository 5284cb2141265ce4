"""Being told to stop, by Ctrl-C, by a signal or by a terminal that goes: a clean end in seconds, and at once where it is told twice.

    signal -> SystemExit where the command is at work -> its locks are given back, one line, 128 + the signal's number

Nothing stored depends on the clean end: the library stands a process that is killed.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
SECONDS = 3.0  # for a clean end; what holds it up longer is a library in the middle of its work, or a thread that does not look up
TOLD = "briefing: stopped; what was stored stays stored, run the command again to go on"


class Stopped(SystemExit):
    """The end of a command that was told to stop, and has said so."""


@contextmanager
def heeded() -> Iterator[None]:
    """Meanwhile a signal to stop ends this process so; one that is ignored, as nohup has it, stays ignored."""
    before = {number: signal.getsignal(number) for number in _numbers()}
    for number in before:
        signal.signal(number, _stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            if signal.getsignal(number) is _stop:  # else it was told to stop, and ends at once if it is told again
                signal.signal(number, handler)


def end_soon(number: int) -> None:
    """Say that a signal was heard, and end this process when it has had its time for a clean end."""
    with suppress(OSError):
        os.write(2, f"{TOLD}\n".encode())  # sys.stderr may be in the middle of a line of its own
    late = threading.Timer(SECONDS, os._exit, (128 + number,))
    late.daemon = True
    late.start()


def _numbers() -> list[signal.Signals]:
    numbers = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
    return [number for number in numbers if signal.getsignal(number) not in {signal.SIG_IGN, None}]


def _stop(number: int, _: FrameType | None) -> None:
    for other in _numbers():
        signal.signal(other, lambda *_: os._exit(128 + number))
    end_soon(number)
    raise Stopped(128 + number)
