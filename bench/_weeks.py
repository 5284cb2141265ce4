"""Days of news whose stories are known: those of the sample library, and labelled stories told over a week."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bench._kept import Row
from bench._sets import SAMPLE_ARTICLES
from ingest.extract import read as extracted
from ingest.sources import pages

FIRST_DAY, DAYS = date(2026, 3, 2), 7
REPUBLISHED = 3  # every so-manieth article is told again the next day, word for word
_LISTED = re.compile(r"^\| `(?P<file>[^`]+)`(?:, line (?P<line>\d+))? \| [^|]+ \| (?P<story>[\w -]+?) \|", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Days:
    """The rows of each day, the earliest first, and the story of each row by its id; copies have the story of what they copy."""

    rows: tuple[tuple[date, tuple[Row, ...]], ...]
    story: Mapping[str, str]


def sample_days() -> Days:
    """The days of the sample library; the stories are those that its README lists."""
    listed = sample_stories((SAMPLE_ARTICLES / "README.md").read_text("utf-8"))
    rows = [(row, listed[name]) for name, row in sample_rows().items() if name in listed and row["published"]]
    return days((row | {"day": row["published"][:10]}, story) for row, story in rows)


def sample_stories(text: str) -> dict[str, str]:
    """The story of each article of the sample by its file, or file and line, as a table lists them."""
    found = {}
    for one in _LISTED.finditer(text):
        name = one["file"] + (f":{one['line']}" if one["line"] else "")
        found[name] = f"{one['story']} {name}" if one["story"] == "single" else one["story"]
    return found


def sample_rows() -> dict[str, Row]:
    """The articles of the sample library in the import format, by their file, or file and line."""
    every = {Path(page.locator).name: extracted(page) for page in pages(str(SAMPLE_ARTICLES)) if hasattr(page, "body")}
    return {
        name: {"id": one.id, "title": one.title, "source": one.source, "published": one.published, "url": one.url,
               "language": one.language, "paragraphs": [paragraph.text for paragraph in one.paragraphs]}
        for name, one in every.items()
    }  # fmt: skip


def week(rows: Iterable[Row], story: Mapping[str, str], most: int, seed: str) -> Days:
    """So many stories over a week: each begins on a day drawn by the seed, its articles spread over the days that are left.

    Every third article is published again on the next day by another outlet, word for word.
    """
    stories: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: row["id"]):
        stories.setdefault(story[row["id"]], []).append(row)
    told = []
    for name in sorted(stories, key=lambda name: _drawn(seed, name))[:most]:
        start = _drawn(seed, name) % (DAYS // 2)
        for number, row in enumerate(stories[name]):
            day = start + number * (DAYS - start) // len(stories[name])
            told.append((on(row, day), name))
            if _drawn(seed, row["id"]) % REPUBLISHED == 0 and day + 1 < DAYS:
                told.append((republished(on(row, day + 1)), name))
    return days(told)


def _drawn(seed: str, name: str) -> int:
    return int(hashlib.sha256(f"{seed} {name}".encode()).hexdigest(), 16)


def on(row: Row, number: int) -> Row:
    """The article published on a day of the week."""
    day = (FIRST_DAY + timedelta(days=number)).isoformat()
    fields = {key: row[key] for key in ("id", "title", "url", "source", "paragraphs") if key in row}
    return fields | {"published": day, "day": day, "language": "en"}


def republished(row: Row) -> Row:
    """The same words by another outlet."""
    return row | {"id": f"{row['id']}-again", "source": "Elm Post", "url": f"https://elm.example/{row['id']}"}


def days(told: Iterable[tuple[Row, str]]) -> Days:
    """Rows, each with its "day" and its story, put into days."""
    by_day: dict[date, list[Row]] = {}
    story = {}
    for row, name in told:
        day = date.fromisoformat(row["day"])
        by_day.setdefault(day, []).append({key: value for key, value in row.items() if key != "day"})
        story[row["id"]] = name
    return Days(tuple((day, tuple(by_day[day])) for day in sorted(by_day)), story)


# -- what was told before ---------------------------------------------------------------------------------------


class Told:
    """The sentences that earlier days told, to ask whether one was told, or nearly."""

    def __init__(self) -> None:
        self.sentences: list[frozenset[str]] = []
        self.having: dict[str, set[int]] = {}

    def add(self, sentence: str) -> None:
        words = _words(sentence)
        for word in words:
            self.having.setdefault(word, set()).add(len(self.sentences))
        self.sentences.append(words)

    def has(self, sentence: str, alike: float = 0.8) -> bool:
        """Whether a sentence shares that share of its words, and of both together, with one that was told."""
        words = _words(sentence)
        near = set().union(*(self.having.get(word, set()) for word in words))
        return any(len(words & self.sentences[one]) >= alike * len(words | self.sentences[one]) for one in near)


def _words(sentence: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", sentence.casefold()))


def again(stories: Sequence[tuple[str, set[str]]], known: set[str]) -> tuple[int, int]:
    """Of stories as (news, gold stories of its articles): how many are called new though all was told, and how many could be."""
    old = [news for news, golds in stories if golds and golds <= known]
    return sum(news == "new" for news in old), len(old)
