"""Kills, and errors of the disk, at every moment of what writes a library: python -m bench.faults [--quick] [--only NAME] [--state DIR].

kills          SIGKILL at random moments of `add`, `update`, `ask`, `brief` and the daily round over one library, every fourth in a recovery
kills-index    the same with a Chroma index
stops          the same commands asked to stop by SIGINT or SIGTERM
crash-COMMAND  killed by strace at each call that writes, syncs, renames or deletes
error-COMMAND  the call fails instead (EIO, ENOSPC, EMFILE, EACCES, EINTR): one line in words, a code of the interface
error-index-*  only calls on the index's own files fail, of an `add` that brings it up to date and of an open page: answers go on
crash-index    calls of an `add` that brings the index up to date
crash-build, error-build    calls on the files of an index that is built
recovery       the seconds from a start after a kill until a library of 10,000 paragraphs answers from a healthy index

After each point the same command runs in peace and the library is looked at (`bench/_invariants.py`). Embedder and web are fakes,
the rest is the product. With `--state` the points that are done are remembered: a run that was cut off goes on from there. Ends
with code 1 when anything was violated. Debian package: strace.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from time import perf_counter

from bench import _struck as struck
from bench._faulted import ATTEND
from bench._kills import Point, kills, stops
from bench._recovery import recoveries
from bench._scenario import Courier
from bench._sweeps import COMMANDS, Sweep
from ingest.locks import Lock

QUICK_POINTS, INDEX_POINTS = 10, 60
STOPS = 40
KILLS, KILLS_QUICK = {"kills": 100, "kills-index": 40}, {"kills": 90, "kills-index": 10}


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one point."""

    battery: str
    point: str
    violations: list[str]
    seconds: float


class Record:
    """What is done, one line of JSON a point, so that a later run goes on from there."""

    def __init__(self, file: Path) -> None:
        self._file = file
        lines = file.read_text().splitlines() if file.exists() else []
        self.done = [Done(*json.loads(line)) for line in lines]

    def add(self, done: Done) -> None:
        self.done.append(done)
        with self._file.open("a") as file:
            print(json.dumps([done.battery, done.point, done.violations, done.seconds]), file=file)


def batteries(folder: Path, site: Courier, *, quick: bool) -> dict[str, Callable[[], list[Point]]]:
    """The batteries by name; what each gives are its points, which it prepares first."""
    counts = KILLS_QUICK if quick else KILLS
    made: dict[str, Callable[[], list[Point]]] = {
        name: lambda name=name: kills(folder / name, site, counts[name], indexed=name == "kills-index")  # type: ignore[misc]
        for name in counts
    }
    made["stops"] = lambda: stops(folder / "stops", site, 6 if quick else STOPS)
    for kind in ("crash", "error"):
        for command in COMMANDS:
            sweep, failing = Sweep(folder / f"{kind}-{command}", site, command), kind == "error"
            made[f"{kind}-{command}"] = lambda sweep=sweep, failing=failing: some(  # type: ignore[misc]
                sweep.points(failing=failing), QUICK_POINTS if quick else 0
            )
    index = Sweep(folder / "crash-index", site, "add", indexed=True)
    made["crash-index"] = lambda: some(index.points(failing=False), 4 if quick else INDEX_POINTS)
    for kind in ("crash", "error"):
        build, failing = Sweep(folder / f"{kind}-build", site, "first", indexed=True), kind == "error"
        made[f"{kind}-build"] = lambda build=build, failing=failing: some(  # type: ignore[misc]
            build.points(failing=failing, under="index"), 4 if quick else INDEX_POINTS
        )
    for command in ("add", ATTEND):
        of_index = Sweep(folder / f"error-index-{command}", site, command, indexed=True)
        made[f"error-index-{command}"] = lambda of_index=of_index: some(  # type: ignore[misc]
            of_index.index_points(), 4 if quick else INDEX_POINTS
        )
    made["recovery"] = lambda: recoveries(folder / "recovery", 1_000 if quick else 10_000)
    return made


def some(points: list[Point], most: int) -> list[Point]:
    """At most so many of the points, evenly spread; all of them for 0."""
    return points[:: -(-len(points) // most)] if most else points


def table(record: Record) -> Iterator[str]:
    """The lines of the table, a battery each."""
    by_name: dict[str, list[Done]] = defaultdict(list)
    for one in record.done:
        by_name[one.battery].append(one)
    rows = [(name, *sums(done)) for name, done in by_name.items()]
    yield f"{'battery':16}{'points':>8}{'violated':>10}{'seconds':>10}"
    for name, points, bad, seconds in [*rows, ("all", *sums(record.done))]:
        yield f"{name:16}{points:8}{bad:10}{seconds:10.0f}"


def sums(done: list[Done]) -> tuple[int, int, float]:
    return len(done), sum(bool(one.violations) for one in done), sum(one.seconds for one in done)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="Some points of each battery.")
    parser.add_argument(
        "--only", action="append", metavar="NAME", help="Batteries of this name, * for any letters; may be given again."
    )
    parser.add_argument("--state", type=Path, help="Where to remember what is done; the folder is made, and stays.")
    given = parser.parse_args()
    if struck.missing():
        sys.exit(f"bench.faults: {struck.missing()}")
    with ExitStack() as stack:
        state = given.state or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="faults-")))
        state.mkdir(parents=True, exist_ok=True)
        lock = Lock(state / "run.lock")  # held until the end
        if not lock.acquire():
            sys.exit(f"bench.faults: another run uses {str(state)!r}; name another folder with --state")
        record = Record(state / "done.jsonl")
        made = batteries(state.absolute(), stack.enter_context(Courier()), quick=given.quick)
        for name, points in made.items():
            if not given.only or any(fnmatch(name, one) for one in given.only):
                worked_off(name, points(), record)
    print(*table(record), sep="\n")
    sys.exit(1 if any(one.violations for one in record.done) else 0)


def worked_off(name: str, points: list[Point], record: Record) -> None:
    """Do the points that are not done yet; violations are told at once."""
    over = {one.point for one in record.done if one.battery == name}
    for point, do in points:
        if point in over:
            continue
        began = perf_counter()
        found = do()
        record.add(Done(name, point, found, round(perf_counter() - began, 2)))
        for one in found:
            print(f"{name}, {point}: {one}", flush=True)


if __name__ == "__main__":
    main()
