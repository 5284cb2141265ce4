"""A task struck at one system call by strace: killed there, or told an error in its place.

A first run in peace says which calls a task makes on its library; each of them is then a point at which it can be struck. strace
counts the calls of every thread apart, so a point means "whichever thread makes its n-th such call".
"""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
from collections import Counter
from dataclasses import dataclass, replace
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from bench._faulted import Task, started

WRITING = ("pwrite64", "write", "fdatasync", "fsync", "ftruncate", "rename", "renameat", "unlink", "unlinkat", "mkdir")
FAILING = {
    "pwrite64": ("EIO", "ENOSPC", "EINTR"),
    "write": ("ENOSPC", "EIO"),
    "fdatasync": ("EIO", "ENOSPC"),
    "fsync": ("EIO",),
    "ftruncate": ("EIO", "EINTR"),
    "rename": ("EIO", "ENOSPC"),
    "unlink": ("EIO", "EACCES"),
    "mkdir": ("ENOSPC", "EACCES"),
    "pread64": ("EIO", "EINTR"),
    "openat": ("EMFILE", "EACCES", "EINTR"),
}
KILL = "signal=KILL"
SECONDS = 120
_CALL = re.compile(r"^(?:(\d+) +)?(\w+)\(")


@dataclass(frozen=True, slots=True)
class Strike:
    """What is done at the n-th call of a name: `KILL`, or `error=NAME`."""

    call: str
    number: int
    what: str = KILL
    file: str = ""  # within the library: the n-th call on this file, else on anything

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.call, str(self.number), self.what.partition("=")[2], self.file)))


def missing() -> str:
    """Why nothing can be struck here, "" where it can."""
    if not shutil.which("strace"):
        return "there is no strace here: apt install strace"
    return ""


def calls(task: Task, names: tuple[str, ...], log: Path, under: str = "") -> list[tuple[str, int]]:
    """The calls of some names that a task makes on its library, or a folder of it, in peace, as (name, n-th of its thread)."""
    process = traced(task, ["-y", "-o", str(log), "-e", f"trace={','.join(names)}"])
    assert process.exitcode == 0, f"left in peace the task ends with {process.exitcode}: {task.told.read_text()[-500:]}"
    counts: Counter[tuple[str, str]] = Counter()
    found: set[tuple[str, int]] = set()
    for line in log.read_text(errors="replace").splitlines():
        called = _CALL.match(line)
        if called is None:
            continue
        thread, name = called[1] or "", called[2]
        counts[thread, name] += 1
        if str(task.library / under) in line:
            found.add((name, counts[thread, name]))
    return sorted(found)


def calls_by_file(task: Task, names: tuple[str, ...], folder: str, log: Path) -> list[tuple[str, int, str]]:
    """The calls on each file of a folder of the library, as (name, n-th of its thread on that file, file)."""
    process = traced(task, ["-y", "-o", str(log), "-e", f"trace={','.join(names)}"])
    assert process.exitcode == 0, f"left in peace the task ends with {process.exitcode}: {task.told.read_text()[-500:]}"
    counts: Counter[tuple[str, str, str]] = Counter()
    for line in log.read_text(errors="replace").splitlines():
        called, path = (
            _CALL.match(line),
            re.search(rf'[<"]{re.escape(str(task.library))}/({re.escape(folder)}/[^">]+)[">]', line),
        )
        if called is not None and path is not None:
            counts[called[1] or "", called[2], path[1]] += 1
    most: Counter[tuple[str, str]] = Counter()
    for (_, name, file), count in counts.items():
        most[name, file] = max(most[name, file], count)
    return sorted((name, number, file) for (name, file), count in most.items() for number in range(1, count + 1))


def strikes(found: list[tuple[str, int]], *, failing: bool) -> list[Strike]:
    """A strike for each call: a kill, or the errors of that call in turn."""
    if not failing:
        return [Strike(name, number) for name, number in found]
    return [Strike(name, number, f"error={FAILING[name][number % len(FAILING[name])]}") for name, number in found]


def struck(task: Task, strike: Strike) -> int | None:
    """The exit code of a task that is struck, a signal as a negative number; None when it did not end."""
    inject = f"inject={strike.call}:{strike.what}:when={strike.number}"
    only = ["-P", str(task.library / strike.file)] if strike.file else []
    process = traced(task, ["-o", "/dev/null", *only, "-e", f"trace={strike.call}", "-e", inject])
    return process.exitcode


def traced(task: Task, options: list[str]) -> ForkServerProcess:
    """A task that has run under strace; its threads are traced too where it has an index, which writes in threads."""
    process, gate = started(task, waits=True)
    follow = ["-f"] if task.indexed else []
    tracer = subprocess.Popen(["strace", *follow, *options, "-p", str(process.pid)], stderr=subprocess.PIPE, text=True)
    assert tracer.stderr is not None
    said = tracer.stderr.readline()
    assert "attached" in said, said
    gate.send("go")
    process.join(SECONDS)
    if process.exitcode is None:
        process.kill()
        process.join()
    tracer.send_signal(signal.SIGTERM) if process.exitcode is None else None
    tracer.communicate()
    gate.close()
    return process


def over(task: Task, folder: Path) -> Task:
    """The same task over the library of another folder."""
    return replace(task, library=folder / "library", said=folder / "said", told=folder / "told")
