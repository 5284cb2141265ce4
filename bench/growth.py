"""How a library's costs grow: python -m bench.growth [--data DIR] [--keep DIR] [--sizes 1000 10000 100000 500000] [--picture FILE.svg].

One library grows from size to size. At each are measured, in processes of their own: searching with and without a time filter,
one article more until the index has it, the index built anew, peak memory of storing and of answering, disk a paragraph. Vectors are sums
of hashed words (`_hashed`), since no model could read so much here: what is measured is everything but the model, whose cost does not
grow with the library.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant import settings
from assistant.assistant import Assistant
from bench import _grown
from bench._curves import Curve, Panel, drawn
from bench._hashed import HashedEmbedder
from bench.speed import HALF, percentiles, recall, size

SIZES = (1_000, 10_000, 100_000, 500_000)
FIGURES = {  # name, unit, panel
    "search": ("ms", "Search, beside the model"),
    "search, 95 of 100": ("ms", "Search, beside the model"),
    "search by time": ("ms", "Search, beside the model"),
    "search by time, 95 of 100": ("ms", "Search, beside the model"),
    "one more, and indexed": ("s", "Until it is done"),
    "the index anew": ("s", "Until it is done"),
    "memory, storing": ("MB", "Memory and disk"),
    "memory, answering": ("MB", "Memory and disk"),
    "disk": ("MB", "Memory and disk"),
    "storing": ("paragraphs/s", "Rates"),
    "the index finds of the nearest 10": ("%", "Rates"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="The folder of the labelled sets.")
    parser.add_argument("--keep", type=Path, help="A folder to keep the library in.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--picture", type=Path, help="An SVG file to draw the curves in.")
    parser.add_argument("--step", help=argparse.SUPPRESS)  # what a child does
    given = parser.parse_args()
    if given.step:
        print(json.dumps(STEPS[given.step](given.keep, given.data) | {"memory": peak()}))
        return
    with tempfile.TemporaryDirectory() as temporary:
        kept = given.keep or Path(temporary)
        kept.mkdir(parents=True, exist_ok=True)
        rows = dict(grown(given, kept))
    if given.picture:
        given.picture.write_text(drawn(panels(rows)), encoding="utf-8")


def grown(given: argparse.Namespace, folder: Path) -> Iterator[tuple[int, dict[str, float]]]:
    """The figures of each size, printed as they come."""
    held = articles = 0
    for wanted in sorted(given.sizes):
        source = folder / "more.jsonl"
        articles += _grown.written(source, given.data, wanted - held, first=articles)
        stored = child("store", folder, given.data)
        held = int(stored["paragraphs"])
        told = child("measure", folder, given.data)
        figures = {name: told[name] for name in told.keys() & FIGURES.keys()} | {
            "storing": stored["rate"], "memory, storing": stored["memory"], "memory, answering": told["memory"],
        }  # fmt: skip
        print(f"{held:,} paragraphs, {articles:,} articles")
        for name, (unit, _) in FIGURES.items():
            print(f"  {name:34}{figures[name]:12.1f} {unit}", flush=True)
        yield held, figures


def child(step: str, folder: Path, data: Path | None) -> dict[str, float]:
    """What a step gives, done in a process of its own."""
    line = [sys.executable, "-m", "bench.growth", "--step", step, "--keep", str(folder)]
    done = subprocess.run(
        [*line, *(["--data", str(data)] if data else [])], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{step} ended with {done.returncode}: {done.stderr[-800:]}")
    return json.loads(done.stdout.splitlines()[-1])


def store(folder: Path, _data: Path | None) -> dict[str, float]:
    with opened(folder) as assistant:
        before, began = assistant.library.count("paragraphs"), time.perf_counter()
        for outcome in assistant.add([str(folder / "more.jsonl")]):
            # Two articles of one address are versions of one.
            assert outcome.outcome in {"added", "updated", "duplicate"}, outcome
        after = assistant.library.count("paragraphs")
        return {"paragraphs": after, "rate": (after - before) / (time.perf_counter() - began)}


def measure(folder: Path, data: Path | None) -> dict[str, float]:
    asked = _grown.questions(data)
    found: dict[str, float] = {"disk": size(folder / "library") / 1e6}
    with opened(folder) as assistant:
        assistant.warm(build_index=True)
        found["search"], found["search, 95 of 100"] = percentiles(assistant.search, asked)
        found["search by time"], found["search by time, 95 of 100"] = percentiles(
            lambda one: assistant.search(one, filters=HALF), asked
        )
        found["the index finds of the nearest 10"] = 100 * recall(assistant, asked[:120])
        found["one more, and indexed"] = one_more(assistant)
        began = time.perf_counter()
        assistant.index.rebuild()
        found["the index anew"] = time.perf_counter() - began
    return found


def one_more(assistant: Assistant) -> float:
    """The seconds from an article at hand until it is in the index, and a search gives it."""
    told = f"The lighthouse of Quennow was sold to a baker, {time.time_ns()}.\n\nThe price was a loaf a day."
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "one.txt"
        file.write_text(told)
        began = time.perf_counter()
        for _ in assistant.add([str(file)]):
            pass
        [first, *_] = assistant.search("Who bought the lighthouse of Quennow?")
    assert "Quennow" in first.paragraph.text
    return time.perf_counter() - began


@contextmanager
def opened(folder: Path) -> Iterator[Assistant]:
    """The assistant over the library of a folder, read by hashed words, closed in the end."""
    assistant = Assistant.open(settings.load(library=folder / "library"), create=True, embedder=HashedEmbedder())
    try:
        yield assistant
    finally:
        assistant.close()


def peak() -> float:
    """The most memory that this process has held, in MB."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def panels(rows: dict[int, dict[str, float]]) -> list[Panel]:
    """The curves of each panel."""
    names = dict.fromkeys(title for _, title in FIGURES.values())
    return [
        Panel(title, [
            Curve(f"{name} ({unit})", [(float(held), figures[name]) for held, figures in rows.items()])
            for name, (unit, panel) in FIGURES.items() if panel == title
        ])
        for title in names
    ]  # fmt: skip


STEPS = {"store": store, "measure": measure}

if __name__ == "__main__":
    main()
