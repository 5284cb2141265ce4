"""Hunts for inputs that break a reader, a check or an export: python -m bench.fuzz [TARGET ...] --seconds N [--corpus DIR].

Each target gets so many seconds: a quarter for inputs of one piece repeated to 100 kB, the rest for atheris, which looks for inputs
that reach new places of the program (`make setup ARGS="test fuzz"`), or for blind changes where it is not installed. It begins from
sound inputs, from what is kept in tests/corpus, and from what earlier runs found worth while (`--corpus`). What breaks a promise,
takes more than two seconds of processor time (five where it is read in the cage), or ends the process is made small, written into
tests/corpus/TARGET, and told. Exits 1 where something was found.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from bench._fuzzed import CAGED_SECONDS, SECONDS, Watch, at_work, breaking, cover, grow, kept, limited, mutate, smaller

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests" / "corpus"
sys.path.insert(0, str(ROOT / "tests"))  # documents and briefings made by hand
MEGABYTES = 3_000
STARTING = 1_800.0  # seconds: atheris rewrites every module that is looked at, and the machine may be busy
LIBRARY = "library"
ENDED = "the process had to be ended, or ended by itself"
LIBRARIES = {"feed": ["feedparser"], "docx": ["mammoth"]}
WAYS = {"mutate": mutate, "grow": grow}


@dataclass(slots=True)
class Told:
    """What became of one target."""

    runs: int = 0
    edges: str = "-"
    slowest: float = 0.0
    bytes: int = 0
    found: list[str] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "targets", nargs="*", metavar="TARGET", help="all where none is named; library is the state machine"
    )
    parser.add_argument("--seconds", type=float, default=60.0, help="for each target (default 60)")
    parser.add_argument("--corpus", type=Path, default=Path(tempfile.gettempdir()) / "cited-briefing-fuzz")
    parser.add_argument("--blind", action="store_true", help="without atheris")
    parser.add_argument("--child", nargs=2, metavar=("WAY", "FOLDER"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        return child(given.targets[0], given.child[0], Path(given.child[1]), given.corpus, given.seconds)
    targets = given.targets or [*load(), LIBRARY]
    print(f"{'target':10} {'runs':>9} {'edges':>6} {'found':>5} {'slowest':>9}  of bytes", flush=True)
    broken = 0
    for target in targets:
        told = (
            library(given.seconds)
            if target == LIBRARY
            else fuzzed(target, given.seconds, given.corpus / target, blind=given.blind)
        )
        broken += len(told.found)
        print(
            f"{target:10} {told.runs:9,} {told.edges:>6} {len(told.found):5} {1000 * told.slowest:6.0f} ms  {told.bytes:,}",
            flush=True,
        )
        for words in told.found:
            print(f"  {words}", flush=True)
    return sys.exit(bool(broken))


def library(seconds: float) -> Told:
    """Drive the library by chance in this process."""
    from bench._fuzz_library import driven

    steps, failure = driven(seconds)
    return Told(steps, found=[failure] if failure else [])


def load() -> dict:
    """The targets; imported late, so that a child can have atheris look at what they import."""
    from bench import _fuzz_rendered, _fuzz_targets, _holds
    from ingest import extract, languages

    extract.caged = _holds.in_this_process
    languages.detected("")  # what is loaded once is not an input's doing
    return _fuzz_targets.TARGETS | _fuzz_rendered.TARGETS


def seconds_for(target: str) -> float:
    """The processor time that an input of a target may take."""
    from bench._fuzz_targets import CAGED

    return CAGED_SECONDS if target in CAGED else SECONDS


def inputs(target: str) -> list[bytes]:
    """The seeds of a target and the inputs that are kept for it."""
    from bench._fuzz_seeds import seeds

    return [*seeds(target), *(data for path, data in kept(CORPUS / target) if path.suffix != ".grown")]


# The process that looks after the others


def fuzzed(target: str, seconds: float, corpus: Path, *, blind: bool) -> Told:
    """Fuzz one target in processes of their own, one after the other."""
    corpus.mkdir(parents=True, exist_ok=True)
    told, way = Told(), "mutate" if blind or find_spec("atheris") is None else "cover"
    for one, share in ((way, 0.75 * seconds), ("grow", 0.25 * seconds)):
        ends = time.monotonic() + share
        while time.monotonic() < ends - 1:
            with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
                watched(target, one, Path(folder), corpus, ends - time.monotonic())
                taken(told, target, Path(folder))
    return told


def watched(target: str, way: str, folder: Path, corpus: Path, seconds: float) -> None:
    """Run a child until its time is over; where it ends at an input, that one is noted as found."""
    words = [
        sys.executable,
        "-m",
        "bench.fuzz",
        target,
        "--child",
        way,
        str(folder),
        "--corpus",
        str(corpus),
        "--seconds",
        str(seconds),
    ]
    with (folder / "told").open("wb") as log:
        process = subprocess.Popen(words, cwd=ROOT, stdout=log, stderr=log)
    try:
        process.wait(seconds + STARTING)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    at = at_work(folder)
    if process.returncode and at is not None:
        why = (
            "it never ends" if process.returncode == -signal.SIGPROF else f"the process ended with {process.returncode}"
        )
        noted = {"sign": why, "grown": at[1], "trace": ENDED}
        name = hashlib.sha256(at[0]).hexdigest()[:12]
        (folder / f"{name}.in").write_bytes(at[0])
        (folder / f"{name}.json").write_text(json.dumps(noted))
    elif process.returncode and not (folder / "counts").exists():
        sys.exit(f"{target} cannot be fuzzed: {(folder / 'told').read_text(errors='replace')[-2000:]}")


def taken(told: Told, target: str, folder: Path) -> None:
    """Add what a child counted and found; what it found goes into the corpus, made small."""
    if (folder / "counts").exists():
        counts = json.loads((folder / "counts").read_text())
        told.runs += counts["runs"]
        if counts["slowest"] > told.slowest:
            told.slowest, told.bytes = counts["slowest"], counts["bytes"]
    edges = re.findall(r"\bcov: (\d+)", (folder / "told").read_text(errors="replace"))
    told.edges = edges[-1] if edges else told.edges
    for found in sorted(folder.glob("*.in")):
        told.found.append(filed(target, found))


def filed(target: str, found: Path) -> str:
    """Write what was found into the corpus of its target; in words, what and where."""
    about, data = json.loads(found.with_suffix(".json").read_text()), found.read_bytes()
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    if about["grown"]:
        path = folder / f"{found.stem}.grown"
        path.write_text(about["grown"] + "\n")
    else:
        path = folder / f"{found.stem}.in"
        path.write_bytes(data)
        if about["trace"] != ENDED and "TooSlow" not in about["sign"]:
            subprocess.run(
                [
                    sys.executable,
                    "-m",
                    "bench.fuzz",
                    target,
                    "--child",
                    "smaller",
                    str(path),
                    "--corpus",
                    about["sign"],
                ],
                cwd=ROOT,
                check=False,
                timeout=300,
            )
    last = about["trace"].strip().splitlines()[-1][:200]
    return f"{path.relative_to(ROOT)} ({path.stat().st_size} bytes): {about['sign']}: {last}"


# The process that fuzzes


def child(target: str, way: str, folder: Path, corpus: Path, seconds: float) -> None:
    """Look for what breaks a target in one way, or make an input small that does."""
    limited(MEGABYTES)
    if way == "smaller":
        found = load()[target]
        folder.write_bytes(smaller(folder.read_bytes(), breaking(found, str(corpus))))
        return
    watch = Watch(observed(target) if way == "cover" else load()[target], folder, seconds_for(target))
    from bench._fuzz_seeds import words

    begun = inputs(target)
    watch.target(begun[0])  # what is loaded once is not the next input's doing
    if way == "cover":
        cover(watch, corpus, begun, words(target), seconds)
        return
    begun += some(corpus)
    WAYS[way](watch, begun, words(target), seconds)


def observed(target: str):
    """The target, its modules instrumented so that atheris sees where they go."""
    import atheris

    with atheris.instrument_imports(include=["ingest", "assistant", *LIBRARIES.get(target, [])]):
        found = load()[target]
        for library in LIBRARIES.get(target, []):
            __import__(library)
    return found


def some(corpus: Path) -> list[bytes]:
    """Some of the inputs that atheris kept."""
    paths = list(corpus.glob("*"))
    return [path.read_bytes() for path in random.sample(paths, min(200, len(paths)))]


if __name__ == "__main__":
    main()
