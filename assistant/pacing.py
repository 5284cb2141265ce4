"""A stream that cannot hold its reader up: read in a thread of its own, with limits on silence and on the whole."""

from __future__ import annotations

import contextvars
import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic
from typing import Any, Generic, TypeVar

WAITING = 64  # how many pieces may wait to be read; a stream without end then waits too
TICK = 0.05  # seconds between looks at whether the reader has gone

Of = TypeVar("Of")


class Silent(Exception):
    """A stream that gave nothing for as long as it may be silent, or was not done in time."""


def never() -> bool:
    """That nobody has asked to stop."""
    return False


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a stream may be silent, and how long it may last in all, in seconds."""

    silence: float
    whole: float


def paced(open_stream: Callable[[], Iterator[Of]], limits: Limits, stopped: Callable[[], bool] = never) -> Iterator[Of]:
    """The pieces of a stream as they come; raises `Silent`, and whatever the stream itself raises.

    They end once it is `stopped`, whatever is still to come, and the stream is closed as soon as it gives its next piece; so
    it is when the reader goes away.
    """
    pump: _Pump[Of] = _Pump(open_stream)
    deadline = monotonic() + limits.whole
    try:
        while True:
            if monotonic() >= deadline:  # a stream may go on for ever without a word, and without a pause
                raise Silent
            piece = pump.next(min(deadline, monotonic() + limits.silence), stopped)
            if isinstance(piece, _End):
                if piece.error is not None:
                    raise piece.error
                return
            yield piece
    finally:
        pump.abandoned.set()


@dataclass(frozen=True, slots=True)
class _End:
    error: BaseException | None = None


class _Pump(Generic[Of]):
    """The thread that reads the stream, and the queue between it and the reader."""

    def __init__(self, open_stream: Callable[[], Iterator[Of]]) -> None:
        self.abandoned = threading.Event()
        self._pieces: queue.Queue[Of | _End] = queue.Queue(WAITING)
        context = contextvars.copy_context()
        threading.Thread(target=context.run, args=(self._read, open_stream), daemon=True).start()

    def next(self, until: float, stopped: Callable[[], bool]) -> Of | _End:
        """The next piece, the end when it is stopped; raises `Silent` when none has come at the moment `until`."""
        while not stopped():
            try:
                return self._pieces.get(timeout=max(0.0, min(TICK, until - monotonic())))
            except queue.Empty:
                if monotonic() >= until:
                    raise Silent from None
        return _End()

    def _read(self, open_stream: Callable[[], Iterator[Of]]) -> None:
        stream: Any = iter(())
        try:
            stream = open_stream()
            for piece in stream:
                if not self._put(piece):
                    break
            self._put(_End())
        except BaseException as error:  # noqa: BLE001  it is raised again where the stream is read
            self._put(_End(error))
        finally:
            getattr(stream, "close", lambda: None)()

    def _put(self, piece: Of | _End) -> bool:
        while not self.abandoned.is_set():
            try:
                self._pieces.put(piece, timeout=TICK)
            except queue.Full:
                continue
            return True
        return False
