"""SIGKILL at random moments of commands that follow each other over one library; after each a run in peace, and everything is looked at."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter

from bench._faulted import Task, Words, served, started
from bench._invariants import Acknowledged, violations
from bench._scenario import VERSIONS, Commands, Courier, acknowledged, end_line
from tests.fakes import FakeEmbedder
from ui.stopping import TOLD

Point = tuple[str, Callable[[], list[str]]]
KINDS = ("add", "update", "ask", "brief", "schedule")
LONGEST = 300.0
AT_LEAST = 0.02  # seconds in which a process has read that it is to begin
STOPPING = 5.0  # seconds within which a command that is asked to stop does so
FIRST_GUESS = 1.0  # seconds that a kind of command takes, until one was timed
START = 0.3  # of a run, in which it opens the library and takes up what an earlier one left


class Remembering(FakeEmbedder):
    """The fake embedder, which makes each vector once however often it is looked at."""

    def embed_query(self, text: str) -> list[float]:
        return _vector(text)


@cache
def _vector(text: str) -> list[float]:
    return FakeEmbedder().embed_query(text)


@dataclass(slots=True)
class Killing:
    """A library that lives through many kills, and how long each kind of command takes there in peace."""

    folder: Path
    site: Courier
    indexed: bool = False
    takes: dict[str, float] = field(default_factory=dict)

    def kill(self, number: int) -> list[str]:
        """The violations after the kill of that number: every fourth comes while a run takes up what another left."""
        chance = random.Random(number)
        self.site.version = min(2 + number // len(KINDS), VERSIONS)
        kind, lines = self.commands(number)
        task = Task(
            lines, self.folder / "library", self.folder / "said", self.folder / "told", self.site.port, self.indexed
        )
        takes = self.takes.get(kind, FIRST_GUESS)
        killed_at(task, chance.uniform(0, takes))
        if number % 4 == 3:
            killed_at(task, chance.uniform(0, START * takes))
        code, self.takes[kind] = in_peace(task)
        wrong = [] if code == 0 else [f"the run after the kill ended with {code}: {task.told.read_text()[-300:]}"]
        return wrong + checked(task.library, acknowledged(task.said, self.site.version), indexed=self.indexed)

    def stop(self, number: int) -> list[str]:
        """The violations after a command was asked to stop, by Ctrl-C or by who ends processes: it does so soon, in a line."""
        chance = random.Random(number)
        self.site.version = min(2 + number // len(KINDS), VERSIONS)
        kind, lines = self.commands(number)
        task = Task(lines, self.folder / "library", self.folder / "said", self.folder / "told", self.site.port)
        task.told.write_text("")
        sent = signal.SIGINT if number % 2 else signal.SIGTERM
        wrong = stopped_at(task, sent, chance.uniform(0, self.takes.get(kind, FIRST_GUESS)))
        code, self.takes[kind] = in_peace(task)
        wrong += (
            [] if code == 0 else [f"the run after it was stopped ended with {code}: {task.told.read_text()[-300:]}"]
        )
        return wrong + checked(task.library, acknowledged(task.said, self.site.version))

    def commands(self, number: int) -> tuple[str, tuple[Words, ...]]:
        """What is killed, and its command lines; each brings something new."""
        at, given = 10 * number, Commands(self.folder)
        kind = KINDS[
            (2 * (number // 4) + number) % len(KINDS)
        ]  # each of them at each place among four, as kills in a recovery are
        if number == 0:
            return "first", (given.add(range(6)), given.follow())
        if kind == "add":
            return kind, (given.add(range(at, at + 6)),)
        if kind == "update":
            return kind, (given.update(self.site.version),)
        if kind == "ask":
            return kind, tuple(given.ask(at + one) for one in range(3))
        if kind == "schedule":
            return kind, (given.update(self.site.version), given.schedule(self.site.version))
        return kind, (given.add(range(at, at + 1)), *((given.repair(),) if self.indexed else ()), given.brief(at))


def killed_at(task: Task, seconds: float) -> None:
    """Kill a task so long after it has begun; half as long after its beginning where it was done by then, and so on."""
    while True:
        end_line(task.said)
        process, gate = started(task, waits=True)
        gate.send("go")
        process.join(seconds)
        process.kill()
        process.join()
        gate.close()
        if process.exitcode == -signal.SIGKILL:
            return
        seconds /= 2


def stopped_at(task: Task, sent: signal.Signals, seconds: float) -> list[str]:
    """What is wrong with how a task ends that is sent a signal so long after it has begun; nothing where it was done by then."""
    end_line(task.said)
    process, gate = started(task, waits=True)
    gate.send("go")
    process.join(AT_LEAST + seconds)
    if process.exitcode is None:
        with suppress(ProcessLookupError):  # it was done at this very moment
            os.kill(process.pid or 0, sent)
    process.join(STOPPING)
    process.kill()
    gate.close()
    code, told = process.exitcode, task.told.read_text()
    if code == 0 or (code == 128 + sent and told == f"{TOLD}\n"):
        return []
    return [f"{sent.name} ended it with {code} and said: {told[-300:]!r}"]


def in_peace(task: Task) -> tuple[int | None, float]:
    """The exit code of a task that nobody disturbs, None when it does not end, and the seconds that it took."""
    end_line(task.said)
    process, gate = started(task, waits=True)
    began = perf_counter()
    gate.send("go")
    process.join(LONGEST)
    process.kill()
    seconds = perf_counter() - began
    gate.close()
    return process.exitcode, seconds


def checked(library: Path, said: Acknowledged, *, indexed: bool = False) -> list[str]:
    """The violations in a library; where its index is to be looked at, which may end who does, that is done in another process."""
    if not indexed:
        return violations(library, Remembering(), said)
    ours, theirs = served().Pipe()
    process = served().Process(target=_report, args=(theirs, library, said))
    process.start()
    theirs.close()
    try:
        found: list[str] = ours.recv() if ours.poll(LONGEST) else ["looking at the index takes for ever"]
    except EOFError:
        process.join()
        found = [f"looking at the index ended the process with {process.exitcode}"]
    process.kill()
    return found


def _report(to: Connection, library: Path, said: Acknowledged) -> None:
    to.send(violations(library, Remembering(), said, indexed=True))


def stops(folder: Path, site: Courier, count: int) -> list[Point]:
    """The points of the battery of signals that ask a command to stop; they share a library as those of the kills do."""
    folder.mkdir(exist_ok=True)
    killing = Killing(folder, site)
    return [(f"stop {number}", lambda number=number: killing.stop(number)) for number in range(count)]  # type: ignore[misc]


def kills(folder: Path, site: Courier, count: int, *, indexed: bool) -> list[Point]:
    """The points of a battery of kills, each a name and what does it; they share a library and go on where it stands."""
    folder.mkdir(exist_ok=True)
    killing = Killing(folder, site, indexed)
    return [(f"kill {number}", lambda number=number: killing.kill(number)) for number in range(count)]  # type: ignore[misc]
