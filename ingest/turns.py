"""Turns at a host: at most so many visits at a time, a pause between them, and the quiet that a host asks for.

A turn is held for one request and never while waiting for another, so there is nothing to deadlock.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from ingest.errors import Busy, Deadline
from ingest.limits import Limits

MOST_HOSTS = 1_000  # remembered; those nobody waits for are forgotten first


@dataclass(slots=True)
class _Host:
    free: threading.Semaphore
    delay: float
    next_at: float = 0.0
    quiet_until: float = 0.0
    visitors: int = field(default=0)


class Turns:
    """The turns of one fetcher, host by host; safe to use from many threads."""

    def __init__(self, limits: Limits, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._limits = limits
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def at(self, name: str, *, polite: bool = True) -> Iterator[float]:
        """Wait for a turn and hold it; gives the seconds waited.

        Not `polite`, a turn follows without the pause: robots.txt before its page, a redirect within its host. Raises
        `Deadline` when the line is too long and `Busy` when the host asked for more quiet than is slept through.
        """
        began = self._clock()
        with self._visited(name) as host:
            if not host.free.acquire(timeout=self._limits.patience):
                raise self._too_long(name)
            try:
                pause = self._reserved(name, host, began, polite)
                if pause > 0:
                    self._sleep(pause)
                yield self._clock() - began
            finally:
                host.free.release()

    def slow_down(self, name: str, delay: float) -> None:
        """Keep the pause that a host's robots.txt asks for, if it is longer than ours and not beyond reason."""
        with self._visited(name) as host:
            host.delay = min(max(self._limits.delay, delay), max(self._limits.delay, self._limits.longest_pause))

    def leave_alone(self, name: str, seconds: float) -> None:
        """Make no visit to a host for some time."""
        with self._visited(name) as host:
            host.quiet_until = max(host.quiet_until, self._clock() + seconds)

    @contextmanager
    def _visited(self, name: str) -> Iterator[_Host]:
        with self._lock:
            if name not in self._hosts and len(self._hosts) >= MOST_HOSTS:
                self._forget()
            free = threading.Semaphore(self._limits.per_host)
            host = self._hosts.setdefault(name, _Host(free, self._limits.delay))
            host.visitors += 1
        try:
            yield host
        finally:
            with self._lock:
                host.visitors -= 1

    def _forget(self) -> None:
        now = self._clock()
        self._hosts = {
            name: host
            for name, host in self._hosts.items()
            if host.visitors or max(host.next_at, host.quiet_until) > now
        }

    def _reserved(self, name: str, host: _Host, began: float, polite: bool) -> float:
        """Seconds until the moment that is reserved for this visit."""
        with self._lock:
            now = self._clock()
            quiet = host.quiet_until - now
            if quiet > self._limits.longest_pause:
                raise Busy(f"{name!r} asked to be left alone for {quiet:.0f} more seconds; try again then", quiet)
            start = max(now, host.quiet_until, host.next_at if polite else now)
            if start - began > self._limits.patience:
                raise self._too_long(name)
            if polite:
                host.next_at = start + host.delay
            return start - now

    def _too_long(self, name: str) -> Deadline:
        seconds = self._limits.patience
        return Deadline(
            f"too many addresses of {name!r} are waiting for their turn, over {seconds:g} s; try again later"
        )
