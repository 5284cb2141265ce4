"""A small newsroom for `bench.faults`: articles to add, an outlet on loopback whose feed grows, questions, and what was acknowledged."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench._faulted import ATTEND, OUTLET, Words
from bench._invariants import Acknowledged
from tests.websites import Answer, Site, answer

GOODS = (
    "herring timber granite barley copper linen salt wool coal amber lanterns bricks clocks rope pears glass".split()
)
PLACES = "Ostrel Vennick Harlow Tamsin Quell Brodmar Lindau Perrin Sorwick Ambleth Dunmoor Kestrel".split()
SENTENCES = (  # so different from each other that a briefing has little to compare
    "The port office of {place} counted {n} crates of {one} on Tuesday.",
    "Without {one} the mill at {place} stood still for {n} hours, its owner complained.",
    "{n} people signed against the new tax on {one}, mostly in {place}.",
    "Divers brought up {one} from a wreck near {place}, some {n} pieces of it.",
    "An auction in {place} sold {one} to a museum for {n} crowns.",
    "Why {one} has become rare is studied in {place} with {n} instruments.",
    "School number {n} in {place} teaches again how {one} is made.",
    "{place} lost a lawsuit about {one} that had lasted {n} days.",
)
NOW = "2027-03-12T20:00:00+00:00"
FEED = f"http://{OUTLET}/feed"
A_VERSION = 3  # entries that each version of the feed has more
SHOWN = 9  # entries that it shows at most
VERSIONS = 200
BRIEFED = "briefed "  # how a round says which days it briefed
ASKED = re.compile(r"inquiry (\d+)")
IN = {"added", "updated", "unchanged", "duplicate"}


def paragraphs(number: int, count: int = 4) -> list[str]:
    """The paragraphs of an article that no other article has; the same for the same number."""
    rng = random.Random(number)
    made = [
        rng.choice(SENTENCES).format(place=rng.choice(PLACES), one=rng.choice(GOODS), n=rng.randint(100, 99_999))
        for _ in range(2 * count)
    ]
    return [f"{first} {second} (report {number})" for first, second in zip(made[::2], made[1::2], strict=True)]


def row(number: int, *, count: int = 4) -> dict[str, Any]:
    """An article in the import format."""
    rng = random.Random(-1 - number)
    title = f"{rng.choice(PLACES)} and its {rng.choice(GOODS)}, report {number}"
    return {
        "id": str(number), "title": title, "paragraphs": paragraphs(number, count), "published": day_of(number),
        "source": "Wire",
    }  # fmt: skip


def day_of(number: int) -> str:
    """The day of an article; few are of one day, and none of the days about it, so that its briefing takes no time."""
    return str(date(2010, 1, 1) + timedelta(days=number // 5 * 10))


def import_file(file: Path, numbers: Iterable[int], *, count: int = 4) -> Path:
    """A file of articles to be imported."""
    file.write_text("".join(json.dumps(row(number, count=count)) + "\n" for number in numbers))
    return file


class Courier(Site):
    """An outlet on loopback; its feed is that of a `version`, and is not sent again to who has that one."""

    def __init__(self, version: int = 1) -> None:
        self.version = version
        pages: dict[str, Answer | list[Answer]] = {
            f"/{number}": _page(number) for number in range(VERSIONS * A_VERSION)
        }
        super().__init__({**pages, "/feed": self._feed()})

    def _feed(self) -> Callable[[str], Iterable[bytes]]:
        def feed(head: str) -> Iterator[bytes]:
            mark = f'"{self.version}"'
            if f"if-none-match: {mark}" in head.lower():
                yield answer(b"", status="304 Not Modified", etag=mark)
                return
            items = "".join(
                f"<item><title>Report {n}</title><link>http://{OUTLET}/{n}</link></item>" for n in entries(self.version)
            )
            body = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Courier</title>{items}</channel></rss>"
            yield answer(body.encode(), content_type="application/xml", etag=mark)

        return feed


def _page(number: int) -> bytes:
    text = "\n\n".join(paragraphs(1_000_000 + number))
    return answer(text.encode(), content_type="text/plain; charset=utf-8")


def entries(version: int) -> range:
    """The numbers of the entries that a version of the feed shows."""
    end = min(version, VERSIONS) * A_VERSION
    return range(max(0, end - SHOWN), end)


@dataclass(frozen=True, slots=True)
class Commands:
    """The command lines of the scenario, over a folder for what is imported."""

    folder: Path

    def add(self, numbers: range) -> Words:
        file = import_file(self.folder / f"{numbers.start}-{numbers.stop}.jsonl", numbers)
        return ("add", str(file), "--now", NOW, "--json", "--quiet")

    @staticmethod
    def follow() -> Words:
        return ("feeds", "add", FEED, "--now", moment_of(0), "--json", "--quiet")

    @staticmethod
    def update(version: int = 1) -> Words:
        return ("update", "--all", "--now", moment_of(version), "--json", "--quiet")

    @staticmethod
    def ask(number: int) -> Words:
        return ("ask", question_of(number), "--conversation", conversation(number), "--now", NOW, "--json", "--quiet")

    @staticmethod
    def brief(number: int) -> Words:
        return ("brief", "--day", day_of(number), "--now", NOW, "--json", "--quiet")

    @staticmethod
    def schedule(version: int = 1) -> Words:
        """The round of the day after a version of the feed was read: it says on a line which days it briefed."""
        return ("schedule", "--once", "--now", moment_of(version, days=1))

    @staticmethod
    def attend(*numbers: int) -> Words:
        """What an open page does, which no command is: the index in use and healed, questions answered."""
        return (ATTEND, *(paragraphs(number)[0] for number in numbers))

    @staticmethod
    def repair() -> Words:
        return ("check", "--repair", "--json", "--quiet")


def question_of(number: int) -> str:
    """The question of a number."""
    return f"How much {GOODS[number % len(GOODS)]} did the port office count, of inquiry {number}?"


def moment_of(version: int, *, days: int = 0) -> str:
    """When a version of the feed is read, or so many days later: days apart, so that its articles, which bear no date, are not all of one day."""
    return f"{date(2022, 1, 1) + timedelta(days=4 * version + days)}T20:00:00+00:00"


def conversation(number: int) -> str:
    """The conversation that a question is part of."""
    return f"desk {number % 3}"


def acknowledged(said: Path, shown_until: int = 0) -> Acknowledged:
    """What the commands whose output lies in a file have said was done; a line that was cut was not said."""
    articles, questions, days = set(), set(), set()
    for line in said.read_text().splitlines(keepends=True) if said.exists() else ():
        if line.startswith(BRIEFED) and line.endswith("\n"):
            days.update(line.removeprefix(BRIEFED).strip().split(", "))
        told = _whole(line)
        if told.get("outcome") in IN and told.get("article_id"):
            articles.add(told["article_id"])
        elif "claims" in told and not _unkept(told) and (found := ASKED.search(told["question"])):
            questions.add((conversation(int(found[1])), told["question"]))
        elif "coverage" in told:
            days.add(told["day"])
    shown = {f'"{one}"': [f"http://{OUTLET}/{n}" for n in entries(one)] for one in range(1, shown_until + 1)}
    return Acknowledged(articles, questions, days, {FEED: shown} if shown else {})


def _unkept(answer: dict[str, Any]) -> bool:
    """Whether an answer says of itself that it is not kept, as it does where the disk took the question but not the turn."""
    return any("is not kept in its conversation" in one for one in answer["notices"])


def _whole(line: str) -> dict[str, Any]:
    try:
        told = json.loads(line) if line.endswith("\n") else {}
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def end_line(said: Path) -> None:
    """End a line that was cut, so that the next one begins where a line begins."""
    if said.exists() and said.stat().st_size and not said.read_bytes().endswith(b"\n"):
        with said.open("ab") as file:
            file.write(b"\n")
