"""Libraries of any size: articles as an import takes them, told again with other names and numbers once all were told.

With a folder of labelled sets the articles are real news, else they are invented (`_multiplied`).
"""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator
from pathlib import Path

from bench import _multiplied

FILES = ("realtimeqa/articles-1.jsonl", "realtimeqa/articles-2.jsonl")


def articles(data: Path | None) -> Iterator[dict]:
    """Articles without end, each with `text` or `paragraphs`."""
    told = list(real(data)) if data else list(_multiplied.rows(20_000))
    chance = random.Random(13)
    for round_ in itertools.count():
        for number, row in enumerate(told):
            yield row if not round_ else again(row, f"r{round_}-{number}", chance)


def real(data: Path) -> Iterator[dict]:
    """The articles of the largest labelled set."""
    for name in FILES:
        with (data / name).open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def again(row: dict, name: str, chance: random.Random) -> dict:
    """An article with other names and numbers, as another one at another place."""
    changed = {"id": name, "url": f"https://news.example/{name}", "title": _multiplied.changed(row["title"], chance)}
    if "text" in row:
        return row | changed | {"text": _multiplied.changed(row["text"], chance)}
    return row | changed | {"paragraphs": [_multiplied.changed(text, chance) for text in row["paragraphs"]]}


def written(file: Path, data: Path | None, paragraphs: int, *, first: int = 0) -> int:
    """Write an import of about that many paragraphs, from the article `first` on; how many articles it holds."""
    held = count = 0
    with file.open("w", encoding="utf-8") as out:
        for row in itertools.islice(articles(data), first, None):
            if held >= paragraphs:
                break
            held += paragraphs_of(row)
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def paragraphs_of(row: dict) -> int:
    """How many paragraphs an article has: a blank line is none."""
    return (
        len(row["paragraphs"]) if "paragraphs" in row else sum(bool(line.strip()) for line in row["text"].splitlines())
    )


def questions(data: Path | None) -> list[str]:
    """Questions for such a library, no two alike."""
    if data is None:
        return list(dict.fromkeys(itertools.islice(_multiplied.questions(20_000), 400)))
    with (data / "realtimeqa/questions.dev.jsonl").open(encoding="utf-8") as lines:
        asked = [row for row in map(json.loads, lines) if not row["nota"]]
    return list(dict.fromkeys(row["question"] for row in asked))
