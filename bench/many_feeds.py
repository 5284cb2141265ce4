"""A round over many feeds of which three in ten fail: python -m bench.many_feeds [--feeds 500] [--articles 2] [--slow 2].

Nothing is fetched from a network: the servers are made up, those of the kind "silent" keep their caller waiting for SLOW
seconds, which is how long a feed may take here. Prints a table a way of failing, then what was stored and how long it took
beside what the slow hosts would cost one after another. Ends with code 1 when an article is missing, a failure unnamed or a
feed was asked twice.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import httpcore2
from failing_feeds import FAILURES, Made, World, world_of
from fakes import FakeEmbedder
from web import NOW
from websites import QUICK, MadeUpStream

from ingest import subscriptions
from ingest.keeping import Desk
from ingest.library import Library
from ingest.update import Event, FeedOutcome, update


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--articles", type=int, default=2, help="Articles of each feed that is well.")
    parser.add_argument("--slow", type=float, default=2.0, help="Seconds that a silent host is waited for.")
    given = parser.parse_args()
    made = world_of(given.feeds, articles=given.articles)
    silent = slowed(made, given.slow)
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder) / "library", create=True)
        for address in made.feeds:
            subscriptions.subscribe(library, address, NOW)
        first, seconds = round_of(library, made.world, given.slow)
        second, again = round_of(library, made.world, given.slow)
        stored = {article.url for article in library.outlines()}
        library.close()
    wrong = table(made, first)
    missing, twice = made.articles - stored, asked_twice(first) + asked_twice(second)
    news = sum(event.outcome in {"added", "updated"} for event in second)
    print(f"\n{len(made.feeds)} feeds, {len(made.failing)} of them failing in {len(FAILURES)} ways")
    print(
        f"articles stored {len(stored)} of {len(made.articles)}; failures not named {wrong}; feeds asked twice {twice}"
    )
    print(
        f"first round {seconds:.1f} s; {silent} silent hosts one after another would take {silent * given.slow:.0f} s"
    )
    print(f"second round {again:.1f} s, {news} articles added or updated")
    sys.exit(1 if missing or wrong or twice or news else 0)


def slowed(made: Made, seconds: float) -> int:
    """Let the silent hosts keep their callers waiting; gives how many there are."""

    def read(_: MadeUpStream) -> bytes:
        time.sleep(seconds)
        raise httpcore2.ReadTimeout("timed out")

    hosts = [feed.split("/")[2] for feed, failure in made.failing.items() if failure is FAILURES["silent"]]
    made.world.broken.update(dict.fromkeys(hosts, read))
    return len(hosts)


def round_of(library: Library, world: World, slow: float) -> tuple[list[Event], float]:
    started = time.perf_counter()
    fetcher = world.fetcher(limits=replace(QUICK, first_answer=slow, total=max(slow, 5)))
    return list(update(Desk(library, fetcher, FakeEmbedder, NOW))), time.perf_counter() - started


def table(made: Made, events: list[Event]) -> int:
    """Print how each way of failing was named; gives how many feeds failed without the right words."""
    reasons = {event.feed: event.reason or "" for event in events if isinstance(event, FeedOutcome)}
    names = {id(failure): name for name, failure in FAILURES.items()}
    told: dict[str, list[str]] = defaultdict(list)
    wrong = 0
    for feed, failure in made.failing.items():
        told[names[id(failure)]].append(reasons.get(feed, ""))
        wrong += failure.words not in reasons.get(feed, "")
    print(f"{'way':12} {'feeds':>5}  named")
    for name, said in told.items():
        print(f"{name:12} {len(said):5}  {said[0][:110]}")
    return wrong


def asked_twice(events: list[Event]) -> int:
    counts = Counter(event.feed for event in events if isinstance(event, FeedOutcome))
    return sum(count > 1 for count in counts.values())


if __name__ == "__main__":
    main()
