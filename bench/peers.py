"""This product beside LangChain, LlamaIndex and Haystack: python -m bench.peers --data DIR --python PATH [--articles N] [--rounds N].

All store the same real news, whole, by the same model weights (here in single precision and, with OpenVINO, in half), and answer
the same questions. Told are words a second while storing, the time of a question, and how many questions have their answer within
the first 800 words that were found, with the questions that only one of two tools finds and the chance of such a difference between
equals (sign test). `--python` is an interpreter that has: langchain-chroma langchain-huggingface langchain-text-splitters llama-index-core llama-index-vector-stores-chroma
llama-index-embeddings-huggingface haystack-ai chroma-haystack
sentence-transformers-haystack. Every round stores anew, in another order of tools; the medians count.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from math import comb
from pathlib import Path
from statistics import median
from typing import Any

from assistant import settings
from assistant.assistant import Assistant
from bench._grown import real
from bench._peers import FOUND, TOOLS, timed
from ingest.embedder import built_in_folder

OURS, HALF = "cited-briefing", "in half precision"
RUNTIMES = {OURS: "onnx", HALF: "openvino"}
WORDS = 800  # that are read of what was found
EACH = 2  # articles a question, of those that a web search once gave for it


@dataclass(frozen=True, slots=True)
class Set:
    """Real news, and questions with their answers."""

    articles: list[dict[str, Any]]
    questions: list[dict[str, Any]]

    @property
    def texts(self) -> list[str]:
        """The articles as every tool is given them."""
        return [f"{one['title']}\n\n{one['text']}" for one in self.articles]


@dataclass(slots=True)
class Told:
    """What became of one tool."""

    seconds: list[float]
    pieces: int
    milliseconds: list[float]
    right: list[bool]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="The folder of the labelled sets.")
    parser.add_argument("--python", type=Path, required=True, help="An interpreter with the other tools' packages.")
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--tools", nargs="*", default=[*RUNTIMES, *TOOLS], choices=[*RUNTIMES, *TOOLS])
    given = parser.parse_args()
    chosen = chosen_from(given.data, given.articles)
    words = sum(len(text.split()) for text in chosen.texts)
    print(
        f"{len(chosen.articles)} articles, {words:,} words, {len(chosen.questions)} questions, load {os.getloadavg()[0]:.1f}"
    )
    told: dict[str, list[Any]] = defaultdict(list)
    for round_ in range(given.rounds):
        for tool in given.tools if round_ % 2 == 0 else reversed(given.tools):
            with tempfile.TemporaryDirectory() as folder:
                if tool in RUNTIMES:
                    found = ours(chosen, Path(folder), RUNTIMES[tool])
                else:
                    found = theirs(tool, chosen, Path(folder), given.python)
            told[tool].append(found)
            print(f"  {tool}: {found['seconds']:.1f} s", flush=True)
    show({tool: summed(runs, chosen.questions) for tool, runs in told.items()}, words)
    return 0


def chosen_from(data: Path, count: int) -> Set:
    """The first questions that have articles, with the first of these, until there are so many."""
    known = {row["id"]: row for row in real(data)}
    articles: dict[str, dict[str, Any]] = {}
    questions = []
    with (data / "realtimeqa/questions.dev.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            given = [one for one in row["retrieved_article_ids"] if one in known][:EACH]
            if row["nota"] or not given or len(articles) >= count:
                continue
            questions.append(row)
            articles.update((one, known[one]) for one in given)
    return Set(list(articles.values()), questions)


def ours(chosen: Set, folder: Path, runtime: str) -> dict[str, Any]:
    """The same of this product, in a process of its own, as `briefing add` does it."""
    return run(
        [sys.executable, "-m", "bench.peers", "--ours", str(task_of(chosen, folder))],
        BRIEFING_EMBEDDING_RUNTIME=runtime,
    )


def task_of(chosen: Set, folder: Path) -> Path:
    """The file that says what this product is to store and to answer."""
    source, task = folder / "articles.jsonl", folder / "task.json"
    kept = ("id", "title", "text", "url", "source", "published")
    rows = ({key: one[key] for key in kept if key in one} for one in chosen.articles)
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    asked = [row["question"] for row in chosen.questions]
    given = {"source": str(source), "questions": asked, "folder": str(folder / "library")}
    task.write_text(json.dumps(given), encoding="utf-8")
    return task


def stored_here(task: str) -> None:
    """Store and ask, the imports and the loading of the model not counted, as with the others."""
    given = json.loads(Path(task).read_text())
    assistant = Assistant.open(settings.load(library=Path(given["folder"])), create=True)
    assistant.embedder().embed_query("warm up")
    began = time.perf_counter()
    for outcome in assistant.add([given["source"]]):
        assert outcome.outcome in {"added", "duplicate"}, outcome
    seconds = time.perf_counter() - began
    asked = list(
        timed(lambda one: [hit.paragraph.text for hit in assistant.search(one, k=3 * FOUND)], given["questions"])
    )
    print(json.dumps({"seconds": seconds, "pieces": assistant.library.count("chunks"), "asked": asked}))
    assistant.close()


def theirs(tool: str, chosen: Set, folder: Path, python: Path) -> dict[str, Any]:
    task = folder / "task.json"
    asked = [row["question"] for row in chosen.questions]
    task.write_text(
        json.dumps(
            {
                "texts": chosen.texts,
                "questions": asked,
                "model": str(built_in_folder()),
                "folder": str(folder / "store"),
            }
        )
    )
    return run([str(python), str(Path(__file__).with_name("_peers.py")), tool, str(task)])


def run(line: list[str], **environment: str) -> dict[str, Any]:
    quiet = {"HF_HUB_OFFLINE": "1", "ANONYMIZED_TELEMETRY": "False", "HAYSTACK_TELEMETRY_ENABLED": "False"}
    done = subprocess.run(line, capture_output=True, text=True, check=False, env=os.environ | quiet | environment)
    if done.returncode:
        raise SystemExit(f"{line[2]} ended with {done.returncode}: {done.stderr[-800:]}")
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def summed(runs: list[dict[str, Any]], questions: list[dict[str, Any]]) -> Told:
    right = [is_right(row, texts) for row, (_, texts) in zip(questions, runs[0]["asked"], strict=True)]
    taken = [median(one["asked"][at][0] for one in runs) for at in range(len(questions))]
    return Told([one["seconds"] for one in runs], runs[0]["pieces"], taken, right)


def is_right(row: dict[str, Any], texts: list[str]) -> bool:
    """Whether an answer stands within the first words of what was found."""
    read = " ".join(" ".join(texts).split()[:WORDS]).casefold()
    return any(answer.casefold() in read for answer in row["answers"])


def show(told: dict[str, Told], words: int) -> None:
    print(f"\n{'':18}{'words/s':>9}{'pieces':>8}{'ask p50':>9}{'p95 ms':>8}{'found':>8}  only here : only there (p)")
    mine = told.get(OURS)
    for tool, one in told.items():
        rate, times = words / median(one.seconds), sorted(one.milliseconds)
        line = f"{tool:18}{rate:9.0f}{one.pieces:8}{median(times):9.1f}{times[int(0.95 * len(times))]:8.1f}"
        line += f"{sum(one.right) / len(one.right):8.3f}"
        if mine is not None and one is not mine:
            here = sum(a and not b for a, b in zip(mine.right, one.right, strict=True))
            there = sum(b and not a for a, b in zip(mine.right, one.right, strict=True))
            ratios = (median(one.seconds) / median(ours.seconds) for ours in (mine, told.get(HALF)) if ours)
            line += f"  {here} : {there} ({sign_test(here, there):.3f}); stored here {' / '.join(f'{one:.2f}' for one in ratios)} times as fast"
        print(line)


def sign_test(here: int, there: int) -> float:
    """The chance, two-sided, that equals differ so often in one direction."""
    count = here + there
    tail = sum(comb(count, one) for one in range(min(here, there) + 1)) / 2**count if count else 1.0
    return min(1.0, 2 * tail)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--ours"]:
        stored_here(sys.argv[2])
    else:
        sys.exit(main())
