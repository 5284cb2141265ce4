"""Jobs that wait for servers, side by side over hosts: a slow host holds up its own jobs and nobody else's."""

from __future__ import annotations

import queue
import threading
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Generic, TypeVar
from urllib.parse import urlsplit

MOST_JOBS = 128  # they wait, they do not work: a run may meet as many servers that never answer
PER_HOST = 2  # as many as the fetcher lets in at a time; more would only stand in its line

T = TypeVar("T")
R = TypeVar("R")


def host_of(url: str) -> str:
    """The host that an address names, without "www."; "" when it names none.

    >>> host_of("https://www.courier.example/a")
    'courier.example'
    """
    try:
        return (urlsplit(url).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""


class Hosts(Generic[T, R]):
    """Jobs by host, started in the order in which they were added, at most `PER_HOST` of a host at a time.

    Iterating gives each task with its job's future as it is done, until none is left; jobs may be added meanwhile. No more
    than `most` are ever running or waiting to be looked at, so that a slow reader of results holds back the fetching, not
    the memory. The threads are daemons: they only read, so who stops iterating need not wait for a server that does not
    answer.
    """

    def __init__(self, most: int = MOST_JOBS) -> None:
        self._most = most
        self._waiting: OrderedDict[str, deque[tuple[T, Callable[[T], R]]]] = OrderedDict()
        self._busy: Counter[str] = Counter()
        self._running = 0
        self._done: queue.SimpleQueue[tuple[str, T, Future[R]]] = queue.SimpleQueue()

    def add(self, host: str, task: T, job: Callable[[T], R]) -> None:
        """Have a job done on a task when its host's turn comes."""
        self._waiting.setdefault(host, deque()).append((task, job))

    def __iter__(self) -> Iterator[tuple[T, Future[R]]]:
        while True:
            self._start()
            if not self._running:
                return
            host, task, future = self._done.get()
            self._running -= 1
            self._busy[host] -= 1
            if not self._busy[host]:
                del self._busy[host]
            yield task, future

    def _start(self) -> None:
        """Start what may be started: one job of each host after the other."""
        started = True
        while started and self._waiting:
            started = False
            for host in list(self._waiting):
                if self._running >= self._most:
                    return
                if self._busy[host] < PER_HOST:
                    self._run(host)
                    started = True

    def _run(self, host: str) -> None:
        jobs = self._waiting[host]
        task, job = jobs.popleft()
        if not jobs:
            del self._waiting[host]
        self._running += 1
        self._busy[host] += 1
        threading.Thread(target=self._work, args=(host, task, job), name=f"host {host}", daemon=True).start()

    def _work(self, host: str, task: T, job: Callable[[T], R]) -> None:
        future: Future[R] = Future()
        try:
            future.set_result(job(task))
        except BaseException as error:  # noqa: BLE001 -- it is raised where the result is asked for
            future.set_exception(error)
        self._done.put((host, task, future))
