"""Commands struck at every single call that writes to the library, each time over a fresh copy of the same library."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from bench._faulted import ANSWERED, ATTEND, HEALTHY, Task, Words, done
from bench._kills import Point, checked, in_peace
from bench._scenario import Commands, Courier, acknowledged, end_line
from bench._struck import FAILING, KILL, WRITING, Strike, calls, calls_by_file, over, strikes, struck

CODES = (*ANSWERED, 1, 75)  # the exit codes of the interface that an error may end with
ARTICLES = range(20, 23)  # what the library holds before
FAILING_INDEX = {
    "read": ("EIO",), "pread64": ("EIO",), "write": ("EIO", "ENOSPC"), "pwrite64": ("EIO", "ENOSPC"), "fsync": ("EIO",), "fdatasync": ("EIO",),
    "ftruncate": ("EIO",), "openat": ("EIO", "EMFILE"), "unlink": ("EIO",), "rename": ("EIO", "ENOSPC"),
}  # fmt: skip
COMMANDS = ("first", "add", "follow", "update", "ask", "brief", "schedule")


@dataclass(frozen=True, slots=True)
class Sweep:
    """One command and the library it begins with, which lies in `folder`."""

    folder: Path
    site: Courier
    command: str
    indexed: bool = False

    def task(self) -> Task:
        """The command over the library that every point is a copy of."""
        given = Commands(self.folder)
        line: Words = {
            "first": given.add(range(2)), "add": given.add(range(2)), "follow": given.follow(),
            "update": given.update(), "ask": given.ask(1), "brief": given.brief(ARTICLES.start), "schedule": given.schedule(2),
            ATTEND: given.attend(*ARTICLES),
        }[self.command]  # fmt: skip
        return self._task(self.folder, line)

    def _task(self, folder: Path, *lines: Words) -> Task:
        return Task(lines, folder / "library", folder / "said", folder / "told", self.site.port, self.indexed)

    def prepare(self) -> None:
        """Make the library that every point begins with."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        given = Commands(self.folder)
        before = [] if self.command == "first" else [given.add(ARTICLES), given.ask(0)]
        if self.command in {"update", "schedule"}:
            self.site.version = 1
            before.append(given.follow())
        code = done(self._task(self.folder, *before))
        assert code in ANSWERED, (code, (self.folder / "told").read_text()[-500:])
        self.site.version = 2

    def points(self, *, failing: bool, under: str = "") -> list[Point]:
        """Every call, on a folder of the library alone if one is named, at which the command is struck.

        With `failing` an error takes the call's place, else the process that makes it is killed.
        """
        self.prepare()
        trial = self._copied("trial")
        names = tuple(FAILING) if failing else WRITING
        found = strikes(calls(over(self.task(), trial), names, self.folder / "calls", under), failing=failing)
        return [(strike.name, lambda strike=strike: self.strike(strike)) for strike in found]  # type: ignore[misc]

    def index_points(self) -> list[Point]:
        """Every call on a file of the index at which an error takes its place: nothing that is asked fails for it."""
        self.prepare()
        trial = over(self.task(), self._copied("trial"))
        found = calls_by_file(trial, tuple(FAILING_INDEX), "index", self.folder / "calls")
        wanted = answers(trial.said)
        if self.command == ATTEND:
            assert all(wanted[-len(ARTICLES) :]), "left in peace it does not answer"
            assert f'"index": "{HEALTHY}"' in trial.said.read_text(), "left in peace its index is not healthy"
        struck_at = [
            Strike(name, number, f"error={error}", file)
            for name, number, file in found
            for error in FAILING_INDEX[name]
        ]
        return [(strike.name, lambda strike=strike: self.strike(strike, wanted)) for strike in struck_at]  # type: ignore[misc]

    def strike(self, strike: Strike, wanted: list[list[str]] | None = None) -> list[str]:
        """What is wrong after the command was struck: with how it ended, with how it then runs, with the library.

        With the answers that are `wanted`, it was struck at the index alone, and must have given them all the same.
        """
        self.site.version = 2
        task = over(self.task(), self._copied("struck"))
        task.told.write_text("")
        code = struck(task, strike)
        wrong = [] if strike.what == KILL else complaints(code, task.told.read_text(), task.said.read_text())
        if wanted is not None:
            wrong += [] if code in ANSWERED else [f"with an index that fails it ended with {code}"]
            wrong += [] if answers(task.said) == wanted else ["with an index that fails it answered otherwise"]
        said = acknowledged(task.said, self.site.version)
        before = [f"right after it: {one}" for one in checked(task.library, said)] if not self.indexed else []
        end_line(task.said)
        again, _ = in_peace(task)
        if again not in ANSWERED:
            before.append(f"run again it ends with {again}: {task.told.read_text()[-300:]}")
        said = acknowledged(task.said, self.site.version)
        return [*wrong, *before, *checked(task.library, said, indexed=self.indexed)]

    def _copied(self, name: str) -> Path:
        copy = self.folder / name
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        for one in ("library", "said", "told"):
            if (self.folder / one).is_dir():
                shutil.copytree(self.folder / one, copy / one)
            elif (self.folder / one).exists():
                shutil.copy(self.folder / one, copy / one)
        return copy


def answers(said: Path) -> list[list[str]]:
    """The sentences of each answer that was printed."""
    told = [json.loads(line) for line in said.read_text().splitlines() if line.startswith("{")] if said.exists() else []
    return [[claim["text"] for claim in one["claims"]] for one in told if "claims" in one]


def complaints(code: int | None, told: str, said: str) -> list[str]:
    """What is wrong with how a command ended whose call failed: it is to say so on one line, in words."""
    lines = told.splitlines()
    if code is None or code < 0:
        return ["it did not end" if code is None else f"signal {-code} ended it"]
    if "Traceback" in told:
        return [f"it ended in a traceback: {lines[-1][:200]}"]
    wrong = [] if code in CODES else [f"it ended with code {code}"]
    named = '"outcome": "failed"' in said or '"outcome": "rejected"' in said
    if code in ANSWERED and lines:
        wrong.append(f"it ended with {code} and said: {told[:200]}")
    if (
        code not in ANSWERED
        and not (len(lines) == 1 and lines[0].startswith("briefing: "))
        and not (named and not lines)
    ):
        wrong.append(f"it ended with {code} and said, not in one line: {told[:300]!r}")
    return wrong
