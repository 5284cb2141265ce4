"""The product's verifier for `bench/verifying.py`, and how fast it is: python -m bench.verifier ARTICLES.jsonl [--words 400].

`check` and `score` are what `python -m bench.verifying … --check bench.verifier:check --score bench.verifier:score` asks for.
For the speed, the articles are cut into paragraphs of so many words; of each, one sentence without its middle word is the claim, and
each is checked once, so that nothing of it was read before. Prints the median, the 95th percentile and the greatest of the milliseconds
of processor time, which what else runs on the machine changes less than the time on the clock.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from assistant.verify import Source, verify
from ingest.sentences import sentence_spans

FEWEST_WORDS = 12


def check(claim: str, sources: list[str], published: str) -> dict[str, Any]:
    day = date.fromisoformat(published[:10]) if published else None
    return asdict(verify(claim, [Source(text, day) for text in sources]))


def score(claim: str, sources: list[str]) -> float:
    return verify(claim, [Source(text) for text in sources]).score


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--words", type=int, default=400)
    given = parser.parse_args()
    rows = [json.loads(line) for line in given.articles.read_text(encoding="utf-8").splitlines() if line.strip()]
    pairs = [pair for row in rows for pair in claims(row, given.words)]
    verify("Nine died on Monday.", [Source("It was not denied that 9 died.")])  # what is loaded once is loaded
    found = [milliseconds(*pair) for pair in pairs]
    print(
        f"{len(found)} claims beside {given.words} words: median {np.median(found):.2f} ms, "
        f"95th percentile {np.percentile(found, 95):.2f} ms, greatest {max(found):.2f} ms"
    )


def claims(row: dict[str, Any], words: int) -> Iterator[tuple[str, Source]]:
    """The claims made of an article, each with its paragraph."""
    text = row.get("text") or "\n".join(row.get("paragraphs", ()))
    every = text.split()
    day = date.fromisoformat(row["published"][:10]) if row.get("published") else None
    for start in range(0, len(every) - words + 1, words):
        paragraph = " ".join(every[start : start + words])
        sentences = [paragraph[slice(*span)].split() for span in sentence_spans(paragraph)]
        for sentence in [one for one in sentences if len(one) >= FEWEST_WORDS][1:2]:
            middle = len(sentence) // 2
            yield " ".join(sentence[:middle] + sentence[middle + 1 :]), Source(paragraph, day)


def milliseconds(claim: str, source: Source) -> float:
    started = time.thread_time()
    verify(claim, [source])
    return (time.thread_time() - started) * 1000


if __name__ == "__main__":
    main()
