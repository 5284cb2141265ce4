"""Jobs that wait for servers, side by side over hosts: a slow host holds up its own jobs and nobody else's."""

from __future__ import annotations

import queue
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Generic, Self, TypeVar

WORKERS = 128  # they wait, they do not work: a run may meet as many servers that never answer
PER_HOST = 2

T = TypeVar("T")
R = TypeVar("R")


class Hosts(Generic[T, R]):
    """Jobs by host, started in the order in which they were added, at most `PER_HOST` of a host at a time.

    Iterating gives each task with its job's future as it is done, until none is left; jobs may be added meanwhile. No more than `workers`
    are ever running or waiting to be looked at, so that a slow reader of results holds back the fetching, not the memory.
    """

    def __init__(self, workers: int = WORKERS) -> None:
        self._workers = workers
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="host")
        self._waiting: OrderedDict[str, deque[tuple[T, Callable[[T], R]]]] = OrderedDict()
        self._busy: Counter[str] = Counter()
        self._running = 0
        self._done: queue.SimpleQueue[tuple[str, T, Future[R]]] = queue.SimpleQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

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
                if self._running >= self._workers:
                    return
                if self._busy[host] < PER_HOST:
                    self._submit(host)
                    started = True

    def _submit(self, host: str) -> None:
        jobs = self._waiting[host]
        self._running += 1
        self._busy[host] += 1
        task, job = jobs.popleft()
        future = self._pool.submit(job, task)
        future.add_done_callback(lambda done: self._done.put((host, task, done)))
        if not jobs:
            del self._waiting[host]
