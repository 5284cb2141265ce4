"""What a reader finds of what another process writes just then: python -m bench.fresh_reads [--seconds 60].

One process stores an article each third of a second, with hashed words for meaning, and takes each fifth out again; this one holds
the Chroma index meanwhile and asks for each as soon as it is acknowledged, in words and in vectors. Prints how many were asked for and
how long the slowest took to be found, and ends with code 1 where one was not, or was found after it was taken out.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path
from time import monotonic, sleep

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from fakes import SubjectEmbedder

from assistant import settings
from assistant.assistant import Assistant
from bench.together import Told, made_up
from ingest.found import HandedIn
from ingest.pipeline import ingest

FIRST, EVERY, PATIENCE = 200, 0.33, 5.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--write", type=Path, help="Be the process that writes to the library in this folder.")
    given = parser.parse_args()
    if given.write:
        write(opened(given.write), given.seconds)
        return
    with tempfile.TemporaryDirectory() as temporary:
        sys.exit(read(Path(temporary) / "library", given.seconds))


def opened(folder: Path) -> Assistant:
    return Assistant.open(settings.load(library=folder), create=True, embedder=SubjectEmbedder())


def stored(assistant: Assistant, told: Told) -> str:
    row = HandedIn(f"{told.place}.jsonl", json.dumps(told.row).encode())
    (outcome,) = ingest([row], assistant.library, assistant.embedder)
    return str(outcome.article_id)


def write(assistant: Assistant, seconds: float) -> None:
    """Store and take out, and say each on stdout once it is done."""
    until, kept = monotonic() + seconds, []
    for number, told in enumerate(islice(made_up(), FIRST, None)):
        if monotonic() > until:
            return
        with assistant.library.writing():
            kept.append((stored(assistant, told), told))
        print(json.dumps(["added", kept[-1][0], told.question]), flush=True)
        sleep(EVERY)
        if number % 5 == 4:
            article_id, old = kept.pop(0)
            assistant.remove([article_id])
            print(json.dumps(["removed", article_id, old.question]), flush=True)


def read(folder: Path, seconds: float) -> int:
    """Ask for each article as soon as the other process says what became of it; the exit code."""
    assistant = opened(folder)
    for told in islice(made_up(), FIRST):
        stored(assistant, told)
    assistant.index.open(build=True)
    assistant.index.catch_up()
    line = [sys.executable, "-m", "bench.fresh_reads", "--write", str(folder), "--seconds", str(seconds)]
    waits: dict[str, list[float]] = {"added": [], "removed": []}
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as writer:
        for said in writer.stdout or ():
            kind, article_id, question = json.loads(said)
            waits[kind].append(seconds_until(assistant, question, article_id, is_there=kind == "added"))
    before = assistant.index.queries
    assistant.close()
    late = 0
    for kind, took in waits.items():
        late += sum(wait >= PATIENCE for wait in took)
        print(
            f"{kind}: {len(took)}, right at the first look {sum(not wait for wait in took)}, slowest {max(took, default=0):.2f} s"
        )
    print(f"not right within {PATIENCE:g} s: {late}; searches that Chroma answered: {before}")
    return 1 if late or not waits["added"] else 0


def seconds_until(assistant: Assistant, question: str, article_id: str, *, is_there: bool) -> float:
    """How long until an article is found first, in vectors and in words, or not at all any more; 0 at the first look."""
    began = monotonic()
    for look in range(1000):
        hits = assistant.search(question, 10)
        found = [dict(hit.terms) for hit in hits[:1] if hit.article.id == article_id]
        right = bool(found and {"meaning", "words"} <= found[0].keys()) if is_there else article_id not in {hit.article.id for hit in hits}  # fmt: skip
        if right:
            return monotonic() - began if look else 0.0
        if monotonic() - began > PATIENCE:
            break
        sleep(0.05)
    return PATIENCE


if __name__ == "__main__":
    main()
