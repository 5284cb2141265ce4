"""How well the article is taken out of a web page: python -m bench.pages FOLDER [--worst N] [--engine ours|trafilatura].

FOLDER holds `gold.jsonl` (rows of `id`, `file`, `text`) and the pages it names, gzipped or not. The measure is that of
the article extraction benchmark: precision and recall over the multiset of 4-word shingles (tokens `\\w+`), each
averaged over the pages, and the F1 of the two. The pages fall into two halves by the hash of their file name, so that
what was tried on one half can be judged on the other. A page that is refused counts as precision 0, recall 0.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ingest.articles import Article, Page
from ingest.errors import SourceError
from ingest.extract import read

Shingles = Counter[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Score:
    """What became of one page."""

    name: str
    precision: float
    recall: float
    seconds: float
    refused: str = ""

    @property
    def half(self) -> str:
        return "AB"[int(hashlib.sha256(self.name.encode()).hexdigest(), 16) % 2]

    @property
    def f1(self) -> float:
        return f1(self.precision, self.recall)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="Name the N pages with the lowest F1.")
    parser.add_argument("--half", choices=["A", "B"], help="Name the worst of this half only.")
    parser.add_argument("--engine", choices=["ours", "trafilatura"], default="ours")
    given = parser.parse_args()
    scores = [scored(row, given) for row in rows(given.folder)]
    print(f"{'pages':12} {'precision':>9} {'recall':>7} {'F1':>7} {'refused':>8} {'ms/page':>8}")
    for name in ("A", "B", "all"):
        line(name, [score for score in scores if name in (score.half, "all")])
    chosen = [score for score in scores if given.half in (None, score.half)]
    for score in sorted(chosen, key=lambda score: score.f1)[: given.worst]:
        print(f"{score.f1:.3f} P {score.precision:.3f} R {score.recall:.3f} {score.half} {score.name} {score.refused}")


def rows(folder: Path) -> Iterator[dict[str, str]]:
    for text in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(text)
        body = (folder / row["file"]).read_bytes()
        yield {**row, "body": gzip.decompress(body) if row["file"].endswith(".gz") else body}


def scored(row: dict, given: argparse.Namespace) -> Score:
    started, refused, found = time.perf_counter(), "", ""
    try:
        found = plain(row["body"]) if given.engine == "trafilatura" else ours(row["body"])
    except SourceError as error:
        refused = str(error)
    seconds = time.perf_counter() - started
    return Score(Path(row["file"]).name, *compared(shingles(row["text"]), shingles(found)), seconds, refused)


def ours(body: bytes) -> str:
    return shown(read(Page("page", body, "text/html", datetime.now(UTC))))


def plain(body: bytes) -> str:
    import trafilatura

    return trafilatura.extract(body, include_comments=False) or ""


def shown(article: Article) -> str:
    """What the library stores of an article: its paragraphs with their headings in place."""
    lines, heading = [], ""
    for paragraph in article.paragraphs:
        if paragraph.heading != heading:
            lines.append(paragraph.heading)
        heading = paragraph.heading
        lines.append(paragraph.text)
    return "\n".join(lines)


def shingles(text: str) -> Shingles:
    tokens = re.findall(r"\w+", text)
    return Counter(tuple(tokens[at : at + 4]) for at in range(max(1, len(tokens) - 3)))


def compared(gold: Shingles, found: Shingles) -> tuple[float, float]:
    """Precision and recall of the found shingles."""
    common = (gold & found).total()
    return common / max(1, found.total()), common / max(1, gold.total())


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def line(name: str, scores: list[Score]) -> None:
    if not scores:
        return
    precision = sum(score.precision for score in scores) / len(scores)
    recall = sum(score.recall for score in scores) / len(scores)
    refused = sum(bool(score.refused) for score in scores)
    speed = 1000 * sum(score.seconds for score in scores) / len(scores)
    print(
        f"{name + f' ({len(scores)})':12} {precision:9.4f} {recall:7.4f} {f1(precision, recall):7.4f} {refused:8} {speed:8.1f}"
    )


if __name__ == "__main__":
    main()
