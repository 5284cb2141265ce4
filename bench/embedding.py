"""How fast texts become vectors in each runtime, in interleaved rounds, and how long a question takes in a new process.

    python -m bench.embedding [--texts 64] [--rounds 3] [--data FILE.jsonl] [--library FOLDER] [--question TEXT]

Rows: sentence-transformers as it comes (batches of 32), with batches of 8, ONNX Runtime on every core, on one. A ratio is of the
medians of the same rounds. Texts are paragraphs of the sample, or the words of a file's articles cut by the hundred. With a
library the question is asked of it by `briefing ask`, each time in a process of its own; without, only starts are measured.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

import ingest
from ingest import embedder as models
from ingest.embedder import normalised
from ingest.onnx_embedder import OnnxEmbedder

SAMPLE = Path(ingest.__file__).parent / "sample"
WORDS = 100
START = "from ingest import embedder; embedder.load().embed_query('Who won the vote?')"
TORCH = (
    "from ingest import embedder; from ingest.torch_embedder import TorchEmbedder; folder = embedder.built_in_folder(); "
    "TorchEmbedder(str(folder), identity='', languages=frozenset()).embed_query('Who won the vote?')"
)
ASK = "from ui.cli import main; main()"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--texts", type=int, default=64)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--data", type=Path)
    options.add_argument("--library", type=Path)
    options.add_argument("--question", default="Who won the vote?")
    given = options.parse_args()
    cold(given)
    speed(texts_of(given.data, given.texts), given.rounds)


def texts_of(file: Path | None, count: int) -> list[str]:
    """So many texts of about a hundred words."""
    if file is None:
        articles = [path.read_text(encoding="utf-8") for path in sorted(SAMPLE.rglob("*.html"))]
    else:
        articles = [json.loads(line)["text"] for line in file.open(encoding="utf-8")]
    words = " ".join(articles).split()
    pieces = [" ".join(words[start : start + WORDS]) for start in range(0, len(words), WORDS)]
    return (pieces * (count // len(pieces) + 1))[:count]


def speed(texts: list[str], rounds: int) -> None:
    """Print the rates of the runtimes, each in every round, and how near their vectors are to those of the first."""
    runtimes = runtimes_of(models.built_in_folder())
    seconds: dict[str, list[float]] = {name: [] for name in runtimes}
    vectors = {name: normalised(embed(texts[:8])) for name, embed in runtimes.items()}  # warm
    for _ in range(rounds):
        for name, embed in runtimes.items():
            started = time.perf_counter()
            embed(texts)
            seconds[name].append(time.perf_counter() - started)
    first, words = next(iter(runtimes)), sum(len(text.split()) for text in texts)
    print(f"\n{len(texts)} texts of {words / len(texts):.0f} words, median of {rounds} rounds")
    print("| runtime | texts/s [min..max] | words/s | ratio | least cosine |\n|---|---|---|---|---|")
    for name, taken in seconds.items():
        rate, low, high = (len(texts) / one for one in (statistics.median(taken), max(taken), min(taken)))
        ratio = statistics.median(seconds[first]) / statistics.median(taken)
        cosine = float((vectors[name] * vectors[first]).sum(axis=1).min())
        print(
            f"| {name} | {rate:.1f} [{low:.1f}..{high:.1f}] | {rate * words / len(texts):.0f} | {ratio:.2f} | {cosine:.6f} |"
        )
    batches(runtimes["ONNX Runtime"], texts[:32])


def batches(embed: Callable[[list[str]], list[list[float]]], texts: list[str]) -> None:
    """Print how much a text's vector depends on those that it is embedded with."""
    together, alone = np.array(embed(texts)), np.array([embed([text])[0] for text in texts])
    print(f"alone against together: at most {np.abs(together - alone).max():.1e} apart")


def runtimes_of(folder: Path) -> dict[str, Callable[[list[str]], list[list[float]]]]:
    from ingest.torch_embedder import TorchEmbedder

    torch = TorchEmbedder(str(folder), identity="", languages=frozenset())
    onnx = OnnxEmbedder(folder, identity="", languages=frozenset())

    def as_it_comes(texts: list[str]) -> list[list[float]]:
        return [list(one) for one in torch._model.encode(texts, batch_size=32, show_progress_bar=False)]

    def on_one_core(texts: list[str]) -> list[list[float]]:
        return [onnx.embed_query(text) for text in texts]

    return {
        "sentence-transformers, batches of 32": as_it_comes, "sentence-transformers, batches of 8": torch.embed_documents,
        "ONNX Runtime": onnx.embed_documents, "ONNX Runtime, one text at a time": on_one_core,
    }  # fmt: skip


def cold(given: argparse.Namespace) -> None:
    """Print what new processes take: seconds, seconds of the processor, and the most memory."""
    starts = {"first vector, sentence-transformers": ["-c", TORCH], "first vector, ONNX Runtime": ["-c", START]}
    starts["briefing --help"] = ["-c", ASK, "--help"]
    if given.library:
        starts["briefing ask"] = ["-c", ASK, "ask", given.question, "--json", "--library", str(given.library)]
    taken: dict[str, list[tuple[float, float, float]]] = {name: [] for name in starts}
    for _ in range(given.rounds):
        for name, line in starts.items():
            taken[name].append(process([sys.executable, *line]))
    print(f"\nNew processes, median of {given.rounds}\n| what | seconds | of the processor | MB |\n|---|---|---|---|")
    for name, runs in taken.items():
        wall, processor, memory = (statistics.median(column) for column in zip(*runs, strict=True))
        print(f"| {name} | {wall:.2f} | {processor:.2f} | {memory:.0f} |")


def process(line: list[str]) -> tuple[float, float, float]:
    """How long a process runs, what it takes of the processor, and its most memory in MB."""
    started = time.perf_counter()
    running = subprocess.Popen(line, stdout=subprocess.DEVNULL, env=os.environ | {"HF_HUB_OFFLINE": "1"})
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode not in {0, 3}:  # 3: a question that the articles do not answer
        raise SystemExit(f"{' '.join(line[1:])} ended with {running.returncode}")
    return time.perf_counter() - started, used.ru_utime + used.ru_stime, memory(used)


def memory(used: resource.struct_rusage) -> float:
    return used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


if __name__ == "__main__":
    main()
