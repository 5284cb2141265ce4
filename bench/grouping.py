"""How well articles are grouped into stories, and how fast: python -m bench.grouping --data DIR [--keep DIR] [--speed N].

Two public sets with labelled stories: basil (three outlets each) and news_events (events of uneven size). For each set, and for
both together, B-cubed precision, recall and F1: as the product groups them, from a library to which all articles were added;
the same for the half of the stories on which the figures of `assistant/grouping.py` were chosen (`dev`) and for the other half
(`closed`), halved by a hash of the label; and with all dates left out. Then whether ten shuffled orders give the same groups,
and with `--speed N` how long one further article takes in a library of N invented ones, and a day of 300.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter

import numpy as np

from assistant.grouping import Report, grouped
from assistant.measures import BCubed, b_cubed
from assistant.stories import StoryDesk, report
from bench._sets import ROOT, library
from ingest import storylines
from ingest.articles import Article, Chunk, Page, Paragraph
from ingest.library import Embedded, Library

SETS = {"basil": "story_id", "news_events": "event_id"}
ORDERS = 10
DAY = 300
NAMED = 30  # persons, institutions and places in an invented article
CAME = datetime(2026, 3, 31, tzinfo=UTC)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="the folder with the sets")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the embedded libraries there")
    parser.add_argument("--speed", type=int, metavar="N", help="measure the time in a library of N articles as well")
    given = parser.parse_args(arguments)
    everything: list[Report] = []
    labels: dict[str, str] = {}
    measured = 0
    print(f"{'set':12}{'articles of':24}{'P':>7}{'R':>7}{'F1':>7}{'articles':>10}")
    for name, column in SETS.items():
        try:
            reports, gold = of_set(name, column, given.data, given.keep)
        except FileNotFoundError as error:
            print(f"{name:12}left out: {error.filename or error} is not there")
            continue
        everything, labels = [*everything, *reports], labels | gold
        measured += 1
    if measured > 1:
        tell("pooled", everything, labels)
    if given.speed:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            speed(Path(folder), given.speed)
    return int(not labels)


def of_set(name: str, column: str, data: Path, keep: Path | None) -> tuple[list[Report], dict[str, str]]:
    """What grouping reads of a set's articles, and the label of each; prints its figures."""
    with (data / name / "gold.tsv").open(encoding="utf-8", newline="") as lines:
        gold = {row["article_id"]: name + row[column] for row in csv.DictReader(lines, delimiter="\t")}
    with library(name, [data / name / "articles.jsonl"], keep) as assistant:
        found = assistant.stories()
        ids = [article.id for story in found for article in story.articles]
        reports = [replace(report(one), story="") for one in storylines.gists(assistant.library, ids)]
        labels = {article.id: gold[article.external_id or ""] for story in found for article in story.articles}
        told = {article.id: story.id for story in found for article in story.articles}
    line(name, "the product", b_cubed(told, labels))
    tell(name, reports, labels)
    return reports, labels


def tell(name: str, reports: Sequence[Report], labels: dict[str, str]) -> None:
    """Print the figures of the rule alone, on all articles at once."""
    groups = by_rule(reports)
    line(name, "all", b_cubed(groups, labels))
    for half, is_dev in (("dev half", True), ("closed half", False)):
        own = {article_id: label for article_id, label in labels.items() if in_dev(label) == is_dev}
        line(name, half, b_cubed({article_id: groups[article_id] for article_id in own}, own))
    undated = [replace(one, day=None, arrived=0) for one in reports]
    line(name, "all, without dates", b_cubed(by_rule(undated), labels))
    third = [replace(one, day=None) if place % 10 < 3 else one for place, one in enumerate(reports)]
    line(name, "3 in 10 without dates", b_cubed(by_rule([replace(one, arrived=0) for one in third]), labels))
    same = sum(by_rule(random.Random(seed).sample(reports, len(reports))) == groups for seed in range(ORDERS))
    print(f"{name:12}{same} of {ORDERS} shuffled orders give the same groups")


def by_rule(reports: Sequence[Report]) -> dict[str, str]:
    """The group of each article, named after its first."""
    return {article_id: group.article_ids[0] for group in grouped(reports, []) for article_id in group.article_ids}


def in_dev(label: str) -> bool:
    return hashlib.sha256(label.encode()).digest()[-1] % 2 == 0


def line(name: str, what: str, found: BCubed) -> None:
    print(f"{name:12}{what:24}{found.precision:7.3f}{found.recall:7.3f}{found.f1:7.3f}{found.articles:10}", flush=True)


# -- time -----------------------------------------------------------------------------------------------------------


class Invented:
    """An embedder that nothing asks: the invented articles bring their vectors."""

    identity, dimension, languages = "invented", 384, frozenset({"en"})

    def embed_documents(self, _: list[str]) -> list[list[float]]:
        raise AssertionError("an article was embedded to be grouped")

    embed_query = embed_documents


def speed(folder: Path, size: int) -> None:
    """Print how long articles take to find their stories in a library of invented ones, three to a story, over 30 days."""
    stored = Library.open(folder / "library", create=True)
    desk = StoryDesk(stored, Invented)
    articles = invented(size + 1 + DAY)
    for what, count in ((f"the first {size} articles", size), ("one article more", 1), (f"a day of {DAY} more", DAY)):
        for _, (article, embedded) in zip(range(count), articles, strict=False):
            stored.add(article, embedded, Page("invented", b"", "text/plain", CAME))
        started = perf_counter()
        desk.catch_up()
        print(f"{what:28}{perf_counter() - started:8.3f} s to be in their stories")
    stored.close()


def invented(count: int) -> Iterator[tuple[Article, Embedded]]:
    """Articles of invented words whose vectors are near those of the other articles of their story and not far from all."""
    chance, people = np.random.default_rng(0), np.random.default_rng(1)
    common = chance.normal(size=384)
    for number in range(count):
        if number % 3 == 0:
            event, words = chance.normal(size=384), chance.integers(0, 20_000, size=60)
            named = people.integers(0, 1_000, size=(NAMED, 2))
        vectors = (common * 0.8 + event + 0.4 * chance.normal(size=(6, 384))).astype("<f4")
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        text = " ".join(f"w{word}" for word in (*words, *chance.integers(0, 20_000, size=240)))
        text += " " + ", ".join(f"W{first} W{last}" for first, last in named)
        name = hashlib.sha256(str(number).encode()).hexdigest()[:12]
        day = date(2026, 3, 1) + timedelta(days=int(number * 30 / count))
        article = Article(
            name, f"w{words[0]} w{words[1]}", (Paragraph(name, 1, 1, text),), published=day.isoformat(), language="en"
        )
        yield article, Embedded(chunks_of(article, len(vectors)), [row.tobytes() for row in vectors], "invented", 384)


def chunks_of(article: Article, count: int) -> list[Chunk]:
    return [Chunk(article.id, 1, 1, 1, article.title) for _ in range(count)]


if __name__ == "__main__":
    sys.exit(main())
