"""How long and how much one fetch may take, and the countdown that a slow sender cannot outlive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ingest.addresses import PORTS, shown
from ingest.errors import Deadline


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a fetcher: seconds, bytes and counts."""

    connect: float = 5.0  # finding the name and opening the connection; the TLS handshake has as long again
    first_answer: float = 10.0  # from the request until the whole head of the answer is there
    total: float = 30.0  # everything: robots.txt, every redirect, every retry; waiting in line for a host apart
    patience: float = 120.0  # waiting in line for a host
    most_bytes: int = 10_000_000  # of a body, both as sent and unpacked
    most_head_bytes: int = 65_536
    redirects: int = 5
    retries: int = 2
    first_pause: float = 1.0  # before the first retry, doubled for the next
    longest_pause: float = 10.0  # a longer Retry-After or Crawl-delay is not slept through
    delay: float = 1.0  # between two visits of one host
    per_host: int = 2  # connections at a time
    ports: frozenset[int] = PORTS


class Countdown:
    """The time that is left for one fetch, in all and for the stage it is in.

    Each single wait for the network asks `left` anew, so a sender who keeps every wait short gains nothing.
    """

    def __init__(self, url: str, limits: Limits, clock: Callable[[], float]) -> None:
        self.limits = limits
        self._url = shown(url)
        self._clock = clock
        self._ends = clock() + limits.total
        self._stage = ("", self._ends)

    def stage(self, doing: str, seconds: float | None = None) -> None:
        """Begin a stage, named in words, that ends with the whole or earlier."""
        self._stage = (doing, self._ends if seconds is None else min(self._ends, self._clock() + seconds))

    def left(self) -> float:
        """The seconds left, more than none; raises `Deadline`."""
        seconds = min(self._ends, self._stage[1]) - self._clock()
        if seconds <= 0:
            raise self.over()
        return seconds

    def has(self, seconds: float) -> bool:
        """Whether a pause would leave some time."""
        return self._clock() + seconds < self._ends

    def pause(self, seconds: float) -> None:
        """Set the end back by time spent waiting for other fetches, which is not this server's fault."""
        self._ends += seconds

    def over(self) -> Deadline:
        """The error that says which time is over."""
        doing = self._stage[0]
        if self._stage[1] < self._ends and doing:
            return Deadline(f"{self._url} was too slow {doing}; try again later")
        return Deadline(f"{self._url} was not complete after {self.limits.total:g} seconds; try again later")
