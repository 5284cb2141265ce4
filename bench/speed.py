"""How fast it is, at one size of library: python -m bench.speed [--data DIR] [--keep DIR] [--paragraphs N] [--only NAME].

One run gives the embedding rate and, beside it, what each step costs over it: absolute times are this machine's, what stands
in the column "over" counts. Measured are storing (words a second, its share of what the embedding model alone comes to, peak
memory, disk), searching and asking in a warm process with and without a time filter, how much of an exact search the index
finds, one article more until it is found, the index built anew, and `briefing` from a cold start. Ends with 1 when a ceiling
is missed. With `--keep` the library is kept; with `--data` its articles are those of the labelled sets, else invented.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

import bench
from assistant import settings
from assistant.answers import Filters
from assistant.assistant import Assistant
from bench import _grown
from ingest.embedder import normalised

ASKED, WARMING = 120, 10
HALF = Filters(since=datetime(2025, 1, 1, tzinfo=UTC))
COLD = 5
SAMPLED = 150  # articles, one in so many of all, by whose chunks the embedding rate is told


@dataclass
class Table:
    """Figures with their ceilings (or floors, where more is better)."""

    missed: int = 0

    def add(self, name: str, figure: float, unit: str, bound: float | None = None, *, least: bool = False) -> None:
        ok = bound is None or (figure >= bound if least else figure <= bound)
        self.missed += not ok
        told = "" if bound is None else f"{'at least' if least else 'at most'} {bound:g}"
        print(f"{name:52}{figure:10.3f} {unit:6}{told:16}{'' if ok else 'MISSED'}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="The folder of the labelled sets.")
    parser.add_argument("--keep", type=Path, help="A folder to keep the library in.")
    parser.add_argument("--paragraphs", type=int, default=10_000)
    parser.add_argument("--only", action="append", choices=list(PARTS), help="Only these parts.")
    given = parser.parse_args()
    table = Table()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (given.keep or Path(temporary)) / f"speed-{given.paragraphs}"
        print(f"{given.paragraphs} paragraphs, load {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors")
        for name, part in PARTS.items():
            if name == "storing" or not given.only or name in given.only:
                part(table, folder, given)
    return 1 if table.missed else 0


def storing(table: Table, folder: Path, given: argparse.Namespace) -> None:
    if (folder / "library.sqlite").is_file():
        return
    source = folder.with_suffix(".jsonl")
    source.parent.mkdir(parents=True, exist_ok=True)
    _grown.written(source, given.data, given.paragraphs)
    before = embedding_rate(source)
    began = time.perf_counter()
    peak = in_child(["add", str(source), "--library", str(folder), "--json"])
    seconds = time.perf_counter() - began
    after = embedding_rate(source)  # a processor that worked for minutes is slower than one that had rested
    rate = (before + after) / 2
    with opened(folder) as assistant:
        chunks, paragraphs = assistant.library.count("chunks"), assistant.library.count("paragraphs")
        words = sum(len(row["text"].split()) for row in assistant.library.database.rows("SELECT text FROM paragraphs"))
    table.add("embedding alone, before", before, "ch/s")
    table.add("  and after", after, "ch/s")
    table.add("storing", words / seconds, "w/s")
    table.add("  its share of embedding alone", chunks / seconds / rate, "", 0.88, least=True)
    table.add("  peak memory", peak, "MB", 900)
    table.add("disk a paragraph", size(folder) / paragraphs / 1000, "kB", 9)


def embedding_rate(source: Path) -> float:
    """Chunks a second of the embedding model on chunks like those that are stored, nothing else being done."""
    with tempfile.TemporaryDirectory() as temporary:
        some = Path(temporary) / "some.jsonl"
        lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
        some.write_text("".join(lines[:: max(1, len(lines) // SAMPLED)]), encoding="utf-8")
        assistant = Assistant.open(settings.load(library=Path(temporary) / "library"), create=True, embedder=Silent())
        for _ in assistant.add([str(some)]):
            pass
        texts = [row["text"] for row in assistant.library.database.rows("SELECT text FROM chunks")]
        assistant.close()
    model = bench.model()
    model.embed_documents(texts[:32])
    began = time.perf_counter()
    model.embed_documents(texts)
    return len(texts) / (time.perf_counter() - began)


class Silent:
    """An embedder that takes no time."""

    identity, dimension, languages = "silent", 4, frozenset[str]()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [[1.0, 0.0, 0.0, 0.0] for _ in texts]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def asking(table: Table, folder: Path, given: argparse.Namespace) -> None:
    asked = _grown.questions(given.data)
    with opened(folder) as assistant:
        assistant.warm(build_index=True)
        large = given.paragraphs > 50_000
        embedding = percentiles(assistant.embedder().embed_query, asked)
        table.add("embedding a question, median", embedding[0], "ms")
        measured = (
            ("search", assistant.search, (60, 150) if large else (20, None)),
            ("search, by time", lambda one: assistant.search(one, filters=HALF), (72, 180) if large else (24, None)),
            ("ask", lambda one: assistant.ask(one, model=""), (None if large else 120, None)),
        )
        for number, (name, search, most) in enumerate(measured):
            # other questions each: a vector is kept once it was made
            median, late = percentiles(search, asked[number * (WARMING + ASKED) :])
            table.add(f"{name}, median over embedding", median - embedding[0], "ms", most[0])
            table.add("  95 of 100, over embedding's median", late - embedding[0], "ms", most[1])
        table.add("the index finds of the 10 nearest", recall(assistant, asked[:ASKED]), "", 0.98, least=True)
        table.add("  searches that came from the index", assistant.index.queries, "")


def percentiles(do: Callable[[str], object], asked: Sequence[str]) -> tuple[float, float]:
    """The median and the 95th of 100 of the milliseconds that something takes, after some that warm it up."""
    for one in asked[:WARMING]:
        do(one)
    found = []
    for one in asked[WARMING : WARMING + ASKED]:
        began = time.perf_counter()
        do(one)
        found.append(1000 * (time.perf_counter() - began))
    return float(np.median(found)), float(np.percentile(found, 95))


def recall(assistant: Assistant, asked: Sequence[str]) -> float:
    """The share of the ten nearest chunks by an exact search that the index gives."""
    shares = []
    for one in asked:
        vector = normalised([assistant.embedder().embed_query(one)])[0]
        named = assistant.index.search(vector, 10)
        if named is not None:
            exact = {chunk_id for chunk_id, _ in assistant.vectors.search(vector, 10)}
            shares.append(len(exact & {chunk_id for chunk_id, _ in named}) / len(exact))
    return float(np.mean(shares)) if shares else 0.0


def growing(table: Table, folder: Path, given: argparse.Namespace) -> None:
    with opened(folder) as assistant, tempfile.TemporaryDirectory() as temporary:
        assistant.warm(build_index=True)
        assistant.search("What is new?")
        told = Path(temporary) / "one.txt"
        told.write_text(
            f"The lighthouse of Quennow was sold to a baker, {time.time_ns()}.\n\nThe price was a loaf a day."
        )
        began = time.perf_counter()
        adding = assistant.add([str(told)])
        next(adding)
        [first, *_] = assistant.search("Who bought the lighthouse of Quennow?")
        table.add("one article more, until it is found", time.perf_counter() - began, "s", 2)
        assert "Quennow" in first.paragraph.text
        for _ in adding:
            pass
        table.add("  and until the index has it", time.perf_counter() - began, "s")
        began = time.perf_counter()
        assistant.index.rebuild()
        table.add("the index built anew", time.perf_counter() - began, "s", 150 if given.paragraphs > 50_000 else None)


def cold(table: Table, folder: Path, given: argparse.Namespace) -> None:
    asked = _grown.questions(given.data)[:COLD]
    helps = [timed(["--help"]) for _ in range(COLD)]
    asks = [timed(["ask", one, "--library", str(folder)]) for one in asked]
    table.add("briefing --help", float(np.median(helps)), "s", 0.3)
    table.add("briefing ask in a new process", float(np.median(asks)), "s", 2.0 if given.paragraphs <= 10_000 else None)


def timed(arguments: list[str]) -> float:
    began = time.perf_counter()
    in_child(arguments)
    return time.perf_counter() - began


def in_child(arguments: list[str]) -> float:
    """Run a command of the product in a process of its own; its peak memory in MB."""
    line = [sys.executable, "-c", CHILD, *arguments]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    if done.returncode not in {0, 3}:
        raise SystemExit(f"{arguments[0]} ended with {done.returncode}: {done.stderr[-500:]}")
    return float(done.stderr.strip().splitlines()[-1])


CHILD = """
import resource, sys
from ui.cli import main
try:
    main()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000, file=sys.stderr)
"""


def size(folder: Path) -> int:
    """The bytes that a folder takes."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


@contextmanager
def opened(folder: Path) -> Iterator[Assistant]:
    """The assistant over the library of a folder, closed in the end."""
    assistant = Assistant.open(settings.load(library=folder))
    try:
        yield assistant
    finally:
        assistant.close()


PARTS: dict[str, Callable[[Table, Path, argparse.Namespace], None]] = {
    "storing": storing,
    "asking": asking,
    "growing": growing,
    "cold": cold,
}

if __name__ == "__main__":
    sys.exit(main())
