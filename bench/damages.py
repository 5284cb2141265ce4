"""Damage to the vector index: what is noticed, healed and answered wrongly; and how long a rebuild takes.

python -m bench.damages [--chunks 1500] [--kinds TEXT] [--at start|use]     each kind of damage, found at the start and in use
python -m bench.damages --rebuild 10000                                    a rebuild, and a start after a kill in its middle

Each library is answered from in a process of its own; one that ends is counted as a crash. A wrong answer is a search that
differs from the exact one. "harmless" is a damage with which the index was taken into use, or went on, and answered rightly.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np

from bench import _stocked
from bench._damages import KINDS
from ingest.index import Index
from ingest.library import Library

SEARCHES, K, PATIENCE = 60, 24, 300.0


class Answering:
    """A library and its index, and the searches that were answered wrongly."""

    def __init__(self, folder: Path) -> None:
        self.library = Library.open(folder)
        self.dimension = self.library.database.rows("SELECT dimension FROM models")[0][0]
        self.vectors = _stocked.vectors_of(self.library, self.dimension)
        self.index = Index(self.library, self.vectors)
        self.wrong = self.exact = 0

    def search(self, count: int) -> None:
        _, matrix = self.vectors.current()
        chance = np.random.default_rng(count)
        for row in chance.integers(0, len(matrix), count):
            asked = matrix[row] + 0.02 * chance.normal(size=self.dimension).astype(np.float32)
            asked /= np.linalg.norm(asked)
            found = self.index.search(asked, K)
            self.exact += found is None
            self.wrong += found is not None and found != self.vectors.search(asked, K)

    def generation(self) -> bytes:
        file = self.library.folder / "index" / "CURRENT"
        return file.read_bytes() if file.is_file() else b""

    def healed(self) -> bool:
        """Whether Chroma answers again; searches go on meanwhile, as they would."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            before = self.index.queries
            self.search(3)
            if self.index.queries > before:
                return True
            time.sleep(0.2)
        return False

    def close(self) -> None:
        self.index.close()
        self.library.close()


def at_start(folder: Path, kind: str) -> dict[str, object]:
    KINDS[kind](folder / "index")
    answering = Answering(folder)
    answering.search(SEARCHES)
    taken = answering.index.open()
    state = answering.index.state
    answering.search(SEARCHES)
    opened = answering.index.open(build=True)
    answering.search(SEARCHES)
    healed = opened and answering.healed()
    answering.close()
    return {"noticed": not taken, "healed": healed, "wrong": answering.wrong, "state": state}


def in_use(folder: Path, kind: str) -> dict[str, object]:
    answering = Answering(folder)
    assert answering.index.open(build=True), answering.index.state
    answering.search(5)
    before = answering.generation()
    assert not answering.exact
    KINDS[kind](folder / "index")
    answering.search(SEARCHES)
    noticed, state = bool(answering.exact), answering.index.state
    healed = answering.healed()
    answering.search(SEARCHES)
    anew = answering.generation() != before
    answering.close()
    return {"noticed": noticed, "healed": healed, "anew": anew, "wrong": answering.wrong, "state": state}


WHEN = {"start": at_start, "use": in_use}


def measured(when: str, kind: str, whole: Path, place: Path) -> dict[str, object]:
    folder = place / "library"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(whole, folder, ignore=shutil.ignore_patterns("*.lock", "*.pid"))
    line = [sys.executable, "-m", "bench.damages", "--one", when, kind, str(folder)]
    done = subprocess.run(line, capture_output=True, text=True)
    if done.returncode < 0:
        return {"crashed": signal.Signals(-done.returncode).name}
    if done.returncode:
        return {"crashed": done.stderr.strip().splitlines()[-1][:90]}
    return {**json.loads(done.stdout.splitlines()[-1]), "crashed": ""}


def damages(options: argparse.Namespace, place: Path) -> int:
    whole = place / "whole"
    library = _stocked.stocked(whole, options.chunks, 64)
    index = Index(library, _stocked.vectors_of(library, 64))
    assert index.open(build=True), index.state
    index.close()
    library.close()
    kinds = [kind for kind in KINDS if options.kinds in kind]
    bad = 0
    for when in options.at or WHEN:
        print(
            f"{'found at the start' if when == 'start' else 'found in use':44} outcome    wrong  crashed   what was said"
        )
        for kind in kinds:
            told = measured(when, kind, whole, place)
            sound = not told["crashed"] and not told["wrong"] and told["healed"]
            bad += not sound
            outcome = "NOT HEALED" if not told.get("healed") else "healed" if told["noticed"] else "harmless"
            print(
                f"{kind:44} {outcome:10} {told.get('wrong', '-'):5}  {told['crashed'] or 'no':8}  {told.get('state', '')}",
                flush=True,
            )
    print(f"{len(kinds) * len(options.at or WHEN)} damages, {bad} of them not as they should be")
    return int(bool(bad))


# -- how long a rebuild takes -----------------------------------------------------------------------------------


def rebuild(count: int, place: Path) -> int:
    folder = place / "library"
    _stocked.stocked(folder, count, 384).close()
    answering = Answering(folder)
    pauses, done = [0.0], threading.Event()
    threading.Thread(target=_answer_meanwhile, args=(answering, pauses, done), daemon=True).start()
    began, before = time.monotonic(), _worked()
    assert answering.index.open(build=True), answering.index.state
    took, worked = time.monotonic() - began, _worked() - before
    done.set()
    answering.search(SEARCHES)
    print(
        f"{count} chunks of 384 dimensions: built in {took:.1f} s, {worked:.1f} s of processors; the slowest of {len(pauses)} exact answers meanwhile took {max(pauses):.2f} s; wrong {answering.wrong}"
    )
    answering.close()
    late = took > 30
    for share in (0.2, 0.6, 0.95):
        late |= _after_a_kill(folder, share * took)
    return int(late)


def _worked() -> float:
    """The processor seconds of this process and those that it started, which other work on the machine does not lengthen."""
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _answer_meanwhile(answering: Answering, pauses: list[float], done: threading.Event) -> None:
    while not done.is_set():
        began = time.monotonic()
        answering.search(1)
        pauses.append(time.monotonic() - began)
        time.sleep(0.05)


def _after_a_kill(folder: Path, seconds: float) -> bool:
    line = [sys.executable, "-m", "bench.damages", "--rebuilding", str(folder)]
    process = subprocess.Popen(line, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "now\n"
    time.sleep(seconds)
    process.kill()
    process.wait()
    answering = Answering(folder)
    began, before = time.monotonic(), _worked()
    answering.search(1)
    first = time.monotonic() - began
    opened = answering.index.open(build=True)
    took, worked = time.monotonic() - began, _worked() - before
    answering.search(SEARCHES)
    left = sorted(path.name for path in (folder / "index").iterdir() if path.is_dir())
    print(
        f"killed {seconds:.1f} s into a rebuild: first answer after {first:.2f} s, index {'healthy' if opened else answering.index.state} after {took:.1f} s ({worked:.1f} s of processors), wrong {answering.wrong}, folders {', '.join(left)}"
    )
    answering.close()
    return not opened or took > 30 or bool(answering.wrong)


def _rebuild_and_wait(folder: Path) -> None:
    answering = Answering(folder)
    print("now", flush=True)
    answering.index.rebuild()
    time.sleep(PATIENCE)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--chunks", type=int, default=1500, help="chunks of the library that is damaged (default 1500)")
    parser.add_argument("--kinds", default="", help="only kinds of damage with this text in their name")
    parser.add_argument("--at", action="append", choices=WHEN, help="only damage that is found at the start, or in use")
    parser.add_argument("--rebuild", type=int, metavar="CHUNKS", help="how long a rebuild takes instead")
    parser.add_argument("--one", nargs=3, metavar=("WHEN", "KIND", "FOLDER"), help=argparse.SUPPRESS)
    parser.add_argument("--rebuilding", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(WHEN[options.one[0]](Path(options.one[2]), options.one[1])))
        return 0
    if options.rebuilding:
        _rebuild_and_wait(options.rebuilding)
    with tempfile.TemporaryDirectory(prefix="index-") as place:
        return rebuild(options.rebuild, Path(place)) if options.rebuild else damages(options, Path(place))


if __name__ == "__main__":
    sys.exit(main())
