"""How long a library of many paragraphs takes, after a kill, until a new process answers from a healthy index.

The process is started from nothing each time, as a user starts it; only the embedding model is a fake. `python -m bench._recovery DO
FOLDER COUNT` is such a process.
"""

from __future__ import annotations

import hashlib
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from assistant import settings
from assistant.assistant import Assistant
from bench._kills import Point
from bench._scenario import import_file
from tests.fakes import FakeEmbedder

LIMIT = 30.0  # seconds for 10,000 paragraphs
PARAGRAPHS = 10  # of an article
ASKED = 50  # vectors that must find their own paragraph, from the index


class Seeded(FakeEmbedder):
    """Vectors of the real model's dimension, drawn by chance that begins with the text's hash."""

    identity = "seeded"
    dimension = 384

    def embed_query(self, text: str) -> list[float]:
        chance = np.random.default_rng(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]))
        drawn: list[float] = chance.standard_normal(self.dimension).tolist()
        return drawn


def recoveries(folder: Path, paragraphs: int) -> list[Point]:
    """The kinds of recovery: after a kill while articles came in, while the index was built, and with its files cut."""
    return [
        (name, lambda break_=break_: recovery(folder, paragraphs, break_))  # type: ignore[misc]
        for name, break_ in (("amid articles", amid_articles), ("amid the index", amid_index), ("cut files", cut_files))
    ]


def recovery(folder: Path, paragraphs: int, break_: Callable[[Path, int], None]) -> list[str]:
    """What is wrong with a start after a library was broken; the seconds are told."""
    library = folder / "library"
    if not (folder / "filled").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        process("fill", folder, paragraphs, stdout=subprocess.DEVNULL).wait()
        (folder / "filled").touch()
    copy = folder / "broken"
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    shutil.copytree(library, copy / "library")
    break_(copy, paragraphs)
    began, before = time.perf_counter(), _processor()
    run = process("start", copy, paragraphs, stdout=subprocess.PIPE, text=True)
    told, _ = run.communicate()
    seconds = time.perf_counter() - began
    busy = _processor() - before
    print(
        f"recovery, {break_.__name__}: {seconds:.1f} s, {busy:.1f} of processor time, until {told.strip()}", flush=True
    )
    wrong = [] if run.returncode == 0 else [f"no healthy index after a start: {told}"]
    return [*wrong, *([f"it took {seconds:.0f} s, {busy:.0f} of processor time"] if seconds > LIMIT else [])]


def _processor() -> float:
    """The processor seconds of the processes that have ended, which other work on the machine makes no longer."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def process(do: str, folder: Path, paragraphs: int, **options: Any) -> subprocess.Popen[Any]:
    """One of the processes below, started from nothing."""
    line = [sys.executable, "-m", "bench._recovery", do, str(folder), str(paragraphs)]
    return subprocess.Popen(line, cwd=Path(__file__).parent.parent, **options)


def amid_articles(folder: Path, paragraphs: int) -> None:
    """Kill a process while it stores further articles."""
    _killed_after("more", folder, paragraphs, 20)


def amid_index(folder: Path, paragraphs: int) -> None:
    """Kill a process that builds the index anew, when Chroma has written some of it."""
    index = folder / "library" / "index"
    before = _size(index)
    run = process("rebuild", folder, paragraphs)
    while run.poll() is None and _size(index) < 1.3 * before:
        time.sleep(0.05)
    assert run.poll() is None, "the index was built before it could be killed"
    run.kill()
    run.wait()


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def cut_files(folder: Path, _: int) -> None:
    """Cut the vectors of the index in half, which Chroma does not notice."""
    for file in (folder / "library" / "index").rglob("data_level0.bin"):
        with file.open("r+b") as opened:
            opened.truncate(file.stat().st_size // 2)


def _killed_after(do: str, folder: Path, paragraphs: int, lines: int) -> None:
    run = process(do, folder, paragraphs, stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    for _ in range(lines):
        assert run.stdout.readline(), f"{do} was done before it could be killed"
    run.kill()
    run.wait()


def main(do: str, folder: Path, paragraphs: int) -> int:
    assistant = Assistant.open(settings.load(library=folder / "library"), create=True, embedder=Seeded())
    if do in {"fill", "more"}:
        first, count = (0, paragraphs // PARAGRAPHS) if do == "fill" else (paragraphs, 200)
        file = import_file(folder / f"{do}.jsonl", range(first, first + count), count=PARAGRAPHS)
        for outcome in assistant.add([str(file)]):
            print(outcome.article_id, flush=True)
        return 0
    if do == "rebuild":
        return 0 if assistant.index.rebuild() else 1
    assistant.warm(build_index=True)
    return answering(assistant)


def answering(assistant: Assistant) -> int:
    """0 when the index, not the exact search beside it, finds vectors of the library; says what it holds."""
    ids, matrix = assistant.vectors.current()
    picked = range(0, len(ids), max(1, len(ids) // ASKED))
    missed = 0
    for row in picked:
        found = assistant.index.search(matrix[row], 1)
        missed += found is None or found[0][0] != int(ids[row])
    asked = assistant.index.queries
    print(f"{len(ids)} vectors answer, index {assistant.index.state}, {asked} asked, {missed} missed")
    return 1 if missed or asked < len(picked) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))
