"""What a site's robots.txt allows (RFC 9309), read once a day for each origin."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.errors import Deadline

if TYPE_CHECKING:
    from protego import Protego

NAME = "CitedBriefing"  # what a robots.txt calls us
MOST_BYTES = 512_000  # RFC 9309 asks for 500 KiB at least
DAY = 86_400.0
SOON = 600.0  # a server that fails may be well in ten minutes
MOST_ORIGINS = 1_000


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one origin: those of its file, or one answer for every page; `lasts` seconds."""

    file: Protego | None = None
    otherwise: bool = True
    lasts: float = DAY

    def allow(self, url: str) -> bool:
        """Whether a page may be read by us."""
        return self.otherwise if self.file is None else self.file.can_fetch(url, NAME)

    @property
    def delay(self) -> float:
        """The seconds that the site wants between two visits, 0 when it says nothing."""
        if self.file is None:
            return 0.0
        rate = self.file.request_rate(NAME)
        return max(self.file.crawl_delay(NAME) or 0.0, rate.seconds / rate.requests if rate else 0.0)


def rules(status: int, body: bytes) -> Rules:
    """The rules that an answer to the request for robots.txt gives.

    A missing file allows everything; a server that fails, or asks for patience, allows nothing for the moment.
    """
    if status == 429 or status >= 500:
        return Rules(otherwise=False, lasts=SOON)
    if not 200 <= status < 300:
        return Rules()
    from protego import Protego

    return Rules(Protego.parse(body[:MOST_BYTES].decode("utf-8-sig", "replace")))


@dataclass(slots=True)
class _Kept:
    lock: threading.Lock = field(default_factory=threading.Lock)
    rules: Rules | None = None
    until: float = 0.0


class Robots:
    """The rules that are known, by origin; each is loaded by one thread while others wait for it."""

    def __init__(self, clock: Callable[[], float], patience: float) -> None:
        self._clock = clock
        self._patience = patience
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._lock = threading.Lock()

    def rules(self, origin: str, load: Callable[[str], Rules], waiting: Callable[[float], None]) -> Rules:
        """The rules of an origin, loaded from the address of its robots.txt if need be.

        `waiting` is told the seconds spent waiting for another thread's load. What `load` raises is not kept.
        """
        kept, began = self._of(origin), self._clock()
        with self._held(kept.lock, origin):
            waiting(self._clock() - began)
            if kept.rules is None or self._clock() >= kept.until:
                kept.rules = load(origin + "/robots.txt")
                kept.until = self._clock() + kept.rules.lasts
            return kept.rules

    @contextmanager
    def _held(self, lock: threading.Lock, origin: str) -> Iterator[None]:
        if not lock.acquire(timeout=self._patience):
            raise Deadline(f"the robots.txt of {origin!r} was waited for over {self._patience:g} s; try again later")
        try:
            yield
        finally:
            lock.release()

    def _of(self, origin: str) -> _Kept:
        with self._lock:
            kept = self._kept.setdefault(origin, _Kept())
            self._kept.move_to_end(origin)
            if len(self._kept) > MOST_ORIGINS:
                self._kept.popitem(last=False)
            return kept
