"""Whether an unchanged story is told again as new, and how a big day is briefed: python -m bench.retold [PART...] [--keep DIR].

- `sample`: the days of the sample library, added and briefed in order.
- `week`: labelled stories of outlets, their articles spread over a week, every third published again word for word the next day.
  For both: stories called new on a day although an earlier briefing told all gold stories of their articles, and changes
  of kind "new" whose sentence an earlier day told nearly word for word. Both must be 0.
- `time`: the seconds of `Assistant.brief` for a day of 300 articles after they were added, with the model warm and its vectors not kept.
- `order`: the stories of `bench.changes`, the rows of each day added in shuffled orders: the briefings must have the same bytes.

All are run when none is named. With `--keep DIR` vectors are kept; the first run of `time` embeds 300 articles, which takes minutes.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant import settings
from assistant.assistant import Assistant
from bench._kept import Kept, Row, briefed, evening, fresh, put_in
from bench._placed import Json, quotes
from bench._retelling import DAY_ONE, DAY_TWO, cases
from bench._weeks import FIRST_DAY, Days, Told, again, on, sample_days, week
from bench.changes import chosen, options
from bench.contradictions import gold
from bench.edits import read
from bench.verifying import part_of
from ingest.sentences import sentence_spans

SETS = {"basil": "story_id", "news_events": "event_id"}
ARTICLES, CASES = 300, 16
FLOOR, AIM = 10.0, 3.0  # seconds
PARTS = ("sample", "week", "time", "order")


@dataclass(frozen=True, slots=True)
class Retold:
    """What days told again: stories called new of those told before, "new" changes told before of all, with the texts."""

    stories: tuple[int, int]
    changes: tuple[int, int]
    examples: tuple[str, ...]


def retold(assistant: Assistant, made: Days) -> Retold:
    """The days added and briefed in order."""
    known: set[str] = set()
    told, examples = Told(), list[str]()
    counts = [0, 0, 0, 0]
    story_of: dict[str, str] = {}
    for day, rows in made.rows:
        for row, outcome in zip(rows, put_in(assistant, rows, day), strict=True):
            if outcome.article_id:
                story_of.setdefault(outcome.article_id, made.story[row["id"]])
        stories = briefed(assistant, day)["stories"]
        golds = [(one["news"], {story_of[article] for article in one["articles"]}) for one in stories]
        new = [
            quote
            for one in stories
            for each in one["changes"]
            if each["kind"] == "new"
            for quote in quotes(each["after"])
        ]
        old = [quote for quote in new if told.has(quote)]
        counts = [a + b for a, b in zip(counts, (*again(golds, known), len(old), len(new)), strict=True)]
        examples += [
            f"{day} story called new: {one['title']}"
            for one, pair in zip(stories, golds, strict=True)
            if again([pair], known)[0]
        ]
        examples += [f"{day} sentence told before: {quote}" for quote in old]
        known |= {name for _, names in golds for name in names}
        for sentence in sentences(rows):
            told.add(sentence)
    return Retold((counts[0], counts[1]), (counts[2], counts[3]), tuple(examples))


def sentences(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        for paragraph in row["paragraphs"]:
            yield from (paragraph[start:end] for start, end in sentence_spans(paragraph))


def labelled(data: Path, part: str) -> tuple[list[Row], dict[str, str]]:
    """The articles of the sets with stories, and the story of each."""
    rows: list[Row] = []
    story: dict[str, str] = {}
    for name, column in SETS.items():
        names = {article: f"{name} {one}" for article, one in gold(data / name / "gold.tsv", column).items()}
        rows += [row for row in read(data / name / "articles.jsonl") if part in ("all", part_of(names[row["id"]]))]
        story |= names
    return rows, story


def seconds(rows: Sequence[Row], embedder: Kept) -> tuple[float, float, int]:
    """How long the briefing of a day with all rows takes, the first time and once more; and how many stories it has."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        chosen_settings = settings.load(library=Path(folder) / "library")
        filling = Assistant.open(chosen_settings, create=True, embedder=embedder)
        put_in(filling, [{key: value for key, value in on(row, 0).items() if key != "day"} for row in rows], FIRST_DAY)
        filling.close()
        assistant = Assistant.open(chosen_settings, embedder=embedder.model)
        embedder.model.embed_query("The model is warm.")
        try:
            times = [timed(assistant, FIRST_DAY) for _ in range(2)]
        finally:
            assistant.close()
    return times[0][0], times[1][0], times[0][1]


def timed(assistant: Assistant, day: date) -> tuple[float, int]:
    started = time.perf_counter()
    made = assistant.brief(day.isoformat(), evening(day))
    return time.perf_counter() - started, len(made.stories)


def orders(made: Sequence[tuple[date, Sequence[Row]]], embedder: Kept, shuffles: int) -> list[str]:
    """The briefings of the days as text, the rows of each day added as they are and then in so many shuffled orders.

    The first and the last are made without kept vectors: what a text's vector is may depend on what it is embedded with.
    """
    found = []
    for number in range(shuffles + 1):
        with fresh(embedder if 0 < number < shuffles else embedder.model) as assistant:
            told: list[Json] = []
            for day, rows in made:
                order = random.Random(f"{number} {day}").sample(rows, len(rows)) if number else rows
                put_in(assistant, order, day)
                told.append(briefed(assistant, day))
            found.append(json.dumps(told, ensure_ascii=False))
    return found


def main(arguments: list[str] | None = None) -> int:
    given = parsed(arguments)
    started = time.monotonic()
    embedder = Kept(given.keep)
    for part in given.parts or PARTS:
        print("\n".join(lines(part, given, embedder)), flush=True)
        embedder.save()
    print(f"{time.monotonic() - started:.0f} seconds", file=sys.stderr)
    return 0


def lines(part: str, given: argparse.Namespace, embedder: Kept) -> Iterator[str]:
    """What a part measures, as lines."""
    if part == "time":
        rows, _ = labelled(given.data, "all")
        first, later, stories = seconds(
            random.Random(given.seed).sample(rows, min(given.articles, len(rows))), embedder
        )
        yield f"time    a day of {given.articles} articles, {stories} stories: {first:.1f} s, once more {later:.1f} s   floor {FLOOR:.0f}, aim {AIM:.0f}"
    elif part == "order":
        made = cases(chosen(given.data, given.part, given.seed), CASES, given.seed)
        told = [
            (DAY_ONE, [row for one in made for row in one.day_one]),
            (DAY_TWO, [row for one in made for row in one.day_two]),
        ]
        found = orders(told, embedder, given.shuffles)
        yield f"order   {sum(one != found[0] for one in found[1:])} of {given.shuffles} shuffled orders give other bytes   must be 0"
        yield from [shown for one in found[1:] if (shown := parting(found[0], one))][: given.show]
    else:
        made_days = (
            sample_days() if part == "sample" else week(*labelled(given.data, given.part), given.stories, given.seed)
        )
        with fresh(embedder) as assistant:
            found_again = retold(assistant, made_days)
        (new, old), (repeated, told_new) = found_again.stories, found_again.changes
        yield f"{part:8}{len(made_days.rows)} days, {sum(len(rows) for _, rows in made_days.rows)} articles"
        yield f"        stories called new that were told before: {new} of {old}   must be 0"
        yield f"        changes called new that were told before: {repeated} of {told_new}   must be 0"
        yield from found_again.examples[: given.show]


def parting(one: str, other: str) -> str:
    """Where two texts part, with what stands around; "" when they are the same."""
    if one == other:
        return ""
    place = next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )
    return f"   {one[max(0, place - 80) : place + 80]!r}\n   {other[max(0, place - 80) : place + 80]!r}"


def parsed(arguments: list[str] | None) -> argparse.Namespace:
    parser = options(__doc__, 30, "stories")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all when none is named")
    parser.add_argument("--shuffles", type=int, default=10)
    parser.add_argument("--articles", type=int, default=ARTICLES, help="how many the big day has")
    given = parser.parse_args(arguments)
    if unknown := [part for part in given.parts if part not in PARTS]:
        parser.error(f"no part is called {unknown[0]!r}; the parts are {', '.join(PARTS)}")
    return given


if __name__ == "__main__":
    raise SystemExit(main())
