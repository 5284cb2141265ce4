"""Several processes on one library at once, for five minutes: python -m bench.together [--seconds 300] [--idle 60].

A page is served and asked, while the product's own commands run beside it with the real model: `add` of one article after another,
`update` from a feed on this machine, `remove`, `ask`, two `schedule --once` in the same moment. Each article holds a place and a number that stand
in no other, so that a question tells whether it was found. Prints what was done, then a line a figure with its ceiling, and ends with
code 1 when one is missed: errors, acknowledged articles that a question more than 5 s later does not find, removed ones that are still
cited, articles lost or doubled, days briefed twice; and how long the page's answers take beside those of the idle page.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from assistant import settings
from assistant.assistant import Assistant
from bench._served import served
from bench._visitor import Visitor
from ingest import briefings

FRESH = 5.0  # seconds after which an article that was acknowledged must be found
FIRST = 30  # articles that are there from the start
EVERY = 2.0  # seconds from one question of the page to the next
WAIT = "900"  # seconds that a command waits for others that write: on a busy machine each takes a minute
DAY = "2026-03-10"
SYLLABLES = ["bal", "dor", "fen", "gul", "hask", "jor", "kel", "lum", "mirt", "nop", "quil", "rast", "sev", "tarn", "uld", "vosk", "wim", "zeph"]  # fmt: skip
THINGS = ["gulls", "barges", "lanterns", "herons", "crates", "anchors", "kites", "bells"]


@dataclass(frozen=True, slots=True)
class Told:
    """An article that nobody else tells: what is counted where, and how many."""

    place: str
    thing: str
    number: int

    @property
    def question(self) -> str:
        return f"How many {self.thing} did the keeper of {self.place} count?"

    @property
    def row(self) -> dict[str, str]:
        said = f"The keeper of {self.place} counted {self.number} {self.thing} at daybreak, the harbour office said."
        more = f"Visitors of {self.place} are asked to leave the {self.thing} alone until the end of the month."
        title = f"{self.thing.capitalize()} counted at {self.place}"
        return {"title": title, "source": "Harbour Post", "published": f"{DAY}T08:00:00+00:00", "text": f"{said}\n\n{more}"}  # fmt: skip


def made_up() -> Iterator[Told]:
    """Articles without end, no place and no number twice."""
    chance, places = random.Random(11), set()
    for number in range(1009, 10**6, 7):
        place = "".join(chance.sample(SYLLABLES, 4)).capitalize()
        if place not in places:
            places.add(place)
            yield Told(place, chance.choice(THINGS), number)


@dataclass
class Scene:
    """The library, what was acknowledged in it and when, and what went wrong."""

    folder: Path
    news: Iterator[Told]
    until: float = 0.0
    stored: dict[str, tuple[Told, float]] = field(default_factory=dict)
    removed: dict[str, tuple[Told, float]] = field(default_factory=dict)
    leaving: set[str] = field(default_factory=set)
    feed: list[Told] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    still_cited: list[str] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    port: int = 0

    @property
    def is_on(self) -> bool:
        return monotonic() < self.until

    def pick(self, kept: dict[str, tuple[Told, float]]) -> Told | None:
        """One of those that are known for long enough, mostly a new one."""
        old = [told for told, since in kept.values() if monotonic() - since > FRESH]
        return random.choice(old[-8:] if random.random() < 0.7 else old) if old else None

    def judge(self, told: Told, text: str, *, was_removed: bool) -> None:
        found = str(told.number) in text
        if found and was_removed:
            self.still_cited.append(f"{told.question} -> {text[:200]}")
        if not found and not was_removed and told.place not in self.leaving:
            self.stale.append(f"{told.question} {told.number} -> {text[:300]}")

    async def run(self, *words: str, fine: tuple[int, ...] = (0,)) -> str:
        """Run a command of the product; what it prints."""
        began, host = monotonic(), f"127.0.0.1:{self.port}"
        known = {key: value for key, value in os.environ.items() if not key.startswith("BRIEFING_")}
        line = [sys.executable, "-m", "ui.cli", *words, "--library", str(self.folder)]
        pipes = {"stdout": asyncio.subprocess.PIPE, "stderr": asyncio.subprocess.PIPE}
        process = await asyncio.create_subprocess_exec(
            *line, **pipes, env=known | {"BRIEFING_ALLOW_PRIVATE_HOSTS": host}
        )
        out, err = await process.communicate()
        self.done[words[0]] += 1
        print(
            f"  {words[0]} ended with {process.returncode} after {monotonic() - began:.1f} s",
            file=sys.stderr,
            flush=True,
        )
        if process.returncode not in fine:
            self.errors.append(f"{' '.join(words[:2])}: {process.returncode} {err.decode()[-300:]}")
        return out.decode()

    def acknowledge(self, out: str, news: list[Told]) -> None:
        """Note the articles that a command says it has stored, told by their titles."""
        items = [json.loads(line) for line in out.splitlines()]
        ids = [one["article_id"] for one in items if one.get("outcome") == "added" and one.get("article_id")]
        for article_id, told in zip(ids, news, strict=False):
            self.stored[article_id] = told, monotonic()


async def adding(scene: Scene, folder: Path) -> None:
    while scene.is_on:
        await add(scene, folder, [next(scene.news)])


async def add(scene: Scene, folder: Path, news: list[Told]) -> None:
    file = folder / f"{news[0].place}.jsonl"
    file.write_text("".join(json.dumps(told.row) + "\n" for told in news))
    scene.acknowledge(await scene.run("add", str(file), "--json", "--wait", WAIT), news)


async def updating(scene: Scene) -> None:
    """A feed that has something new each time it is asked."""
    await scene.run("feeds", "add", f"http://127.0.0.1:{scene.port}/feed.xml", "--wait", WAIT)
    while scene.is_on:
        scene.feed.append(next(scene.news))
        before = set(scene.stored)
        out = await scene.run("update", "--all", "--json", "--wait", WAIT)
        items = [json.loads(line) for line in out.splitlines()]
        by_page = {f"/{told.place}": told for told in scene.feed}
        for one in items:
            told = by_page.get("/" + str(one.get("item", "")).rpartition("/")[2])
            if told and one.get("outcome") == "added" and one["article_id"] not in before:
                scene.stored[one["article_id"]] = told, monotonic()


async def removing(scene: Scene) -> None:
    """Now and then an article is taken out that was there from the start."""
    while scene.is_on:
        await asyncio.sleep(20)
        article_id, (told, _) = next(iter(scene.stored.items()))
        del scene.stored[article_id]
        scene.leaving.add(told.place)
        await scene.run("remove", article_id, "--wait", WAIT)
        scene.removed[article_id] = told, monotonic() - FRESH  # from then on it is not cited


async def asking(scene: Scene) -> None:
    """Questions in a terminal."""
    while scene.is_on:
        await asyncio.sleep(1)
        if told := scene.pick(scene.stored):
            scene.judge(told, await scene.run("ask", told.question, fine=(0, 3)), was_removed=False)


async def scheduling(scene: Scene) -> None:
    """Two schedulers whose time has come in the same moment, again and again."""
    while scene.is_on:
        await asyncio.gather(*(scene.run("schedule", "--once", "--wait", WAIT) for _ in range(2)))
        await asyncio.sleep(15)


async def reading(scene: Scene, visitor: Visitor) -> list[float]:
    """Questions at the page, each in a conversation of its own; how long each took."""
    took = []
    while scene.is_on:
        began = monotonic()
        was_removed = bool(scene.removed) and random.random() < 0.2
        told = scene.pick(scene.removed if was_removed else scene.stored)
        if told:
            visitor.query = ""
            visitor.texts.clear()
            try:
                took.append((await visitor.ask(told.question))[1])
            except TimeoutError:
                scene.errors.append(f"the page: no answer to {told.question!r} in two minutes")
            question = visitor.texts.index(told.question) if told.question in visitor.texts else 0
            scene.judge(told, "\n".join(visitor.texts[question + 1 :]), was_removed=was_removed)
            scene.done["questions at the page"] += 1
        await asyncio.sleep(max(0.0, EVERY - (monotonic() - began)))
    return took


@asynccontextmanager
async def outlet(scene: Scene) -> AsyncIterator[None]:
    """A feed and its pages on this machine."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        body = page(scene, head.split()[1])
        status = "200 OK" if body else "404 Not Found"
        kind = "application/xml" if body.startswith("<?xml") else "text/html"
        told = f"HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {len(body.encode())}\r\nConnection: close\r\n\r\n"
        writer.write((told + body).encode())
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    scene.port = server.sockets[0].getsockname()[1]
    async with server:
        yield


def page(scene: Scene, path: str) -> str:
    """What the outlet shows at a path, "" for nothing."""
    if path == "/feed.xml":
        address = f"http://127.0.0.1:{scene.port}"
        items = "".join(f"<item><title>{told.row['title']}</title><link>{address}/{told.place}</link></item>" for told in scene.feed)  # fmt: skip
        return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Harbour Wire</title>{items}</channel></rss>"
    told = next((one for one in scene.feed if path == f"/{one.place}"), None)
    if told is None:
        return ""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in told.row["text"].split("\n\n"))
    head = f"<title>{told.row['title']}</title><meta property='article:published_time' content='{DAY}T09:00:00Z'>"
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body><article><h1>{told.row['title']}</h1>{text * 2}</article></body></html>"


async def play(scene: Scene, folder: Path, idle: float, seconds: float) -> tuple[list[float], list[float]]:
    """The idle page, then everything at once; how long the page's answers took in either."""
    async with outlet(scene):
        await add(scene, folder, [next(scene.news) for _ in range(FIRST)])
        with served(scene.folder) as server:
            visitor = Visitor(server.address)
            await visitor.arrive()
            await visitor.ask(next(iter(scene.stored.values()))[0].question)
            await asyncio.sleep(2 * FRESH)
            scene.until = monotonic() + idle
            quiet = await reading(scene, visitor)
            scene.until = monotonic() + seconds
            work = (
                adding(scene, folder), updating(scene), removing(scene), asking(scene), scheduling(scene), reading(scene, visitor),
            )  # fmt: skip
            *_, busy = await asyncio.gather(*work)
            await visitor.leave()
    return quiet, busy


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument(
        "--idle", type=float, default=60.0, help="Seconds that the page is asked with nothing beside it."
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        scene = Scene(Path(temporary) / "library", made_up())
        quiet, busy = asyncio.run(play(scene, Path(temporary), given.idle, given.seconds))
        lost, doubled, twice, unsound = after(scene)
    print(f"done: {dict(scene.done)}; {len(scene.stored)} articles acknowledged, {len(scene.removed)} taken out")
    for words in (*scene.errors, *scene.stale, *scene.still_cited, *unsound):
        print(f"  {words}")
    print(f"{'':52}{'figure':>9}{'ceiling':>9}   load {os.getloadavg()[0]:.1f}")
    figures = {
        "errors": len(scene.errors), f"not found {FRESH:g} s after they were acknowledged": len(scene.stale),
        "cited after they were taken out": len(scene.still_cited), "articles lost": lost, "articles doubled": doubled,
        "briefings too many": twice, "parts that 'briefing check' finds wrong": len(unsound),
    }  # fmt: skip
    for name, figure in figures.items():
        print(f"{name:52}{figure:9}{0:9}  {'ABOVE' if figure else 'ok'}")
    for name, took in (("idle", quiet), ("with all beside it", busy)):
        print(
            f"an answer of the page, {name}: {len(took)}, median {share(took, 0.5):.2f} s, 95 of 100 {share(took, 0.95):.2f} s"
        )
    sys.exit(1 if any(figures.values()) else 0)


def after(scene: Scene) -> tuple[int, int, int, list[str]]:
    """What the library holds in the end: acknowledged articles lost, articles doubled, briefings too many, what is wrong."""
    assistant = Assistant.open(settings.load(library=scene.folder))
    try:
        titles = Counter(article.title for article in assistant.articles())
        lost = sum(not titles[told.row["title"]] for told, _ in scene.stored.values())
        doubled = sum(count - 1 for count in titles.values())
        kept = [one.edition for one in briefings.shelved(assistant.library)]
        wrong = [
            f"{one['part']}: {one['state']}" for one in assistant.check() if not one["ok"] and one["part"] != "index"
        ]
        return lost, doubled, max(0, len(kept) - 1), wrong
    finally:
        assistant.close()


def share(figures: list[float], part: float) -> float:
    return sorted(figures)[min(len(figures) - 1, int(len(figures) * part))] if figures else 0.0


if __name__ == "__main__":
    main()
