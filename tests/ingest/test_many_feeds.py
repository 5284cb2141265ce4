"""A hundred feeds, three of ten failing in 24 ways: what is well is stored, what fails is named, nothing is asked twice."""

from __future__ import annotations

from collections import Counter

import pytest
from failing_feeds import FAILURES, Made, together, world_of
from fakes import FakeEmbedder
from web import NOW

from ingest import subscriptions
from ingest.keeping import Desk
from ingest.library import Library
from ingest.pipeline import Outcome
from ingest.update import FeedOutcome, update

COUNT = 100


@pytest.fixture
def made(library: Library) -> Made:
    made = world_of(COUNT)
    for address in made.feeds:
        subscriptions.subscribe(library, address, NOW)
    return made


def test_there_are_24_ways_to_fail(made: Made) -> None:
    assert len(FAILURES) == 24
    assert len(made.failing) == COUNT * 3 // 10
    assert {id(one) for one in made.failing.values()} == {id(one) for one in FAILURES.values()}


def test_every_sound_article_is_stored_and_every_failure_named(library: Library, made: Made) -> None:
    desk = Desk(library, made.world.fetcher(), FakeEmbedder, NOW)
    events = list(update(desk))
    feeds = {event.feed: event for event in events if isinstance(event, FeedOutcome)}
    assert {article.url for article in library.outlines()} == made.articles
    assert [event.outcome for event in events if isinstance(event, Outcome)] == ["added"] * len(made.articles)
    assert {feed for feed, event in feeds.items() if event.outcome in {"failed", "retired"}} == set(made.failing)
    for feed, failure in made.failing.items():
        assert failure.words in (feeds[feed].reason or ""), feed
    stored = {feed.address: feed.last_error for feed in subscriptions.subscriptions(library)}
    assert {feed for feed, error in stored.items() if error} == set(made.failing)
    assert Counter(event.feed for event in events if isinstance(event, FeedOutcome)).most_common(1)[0][1] == 1


def test_what_failed_is_left_alone_in_the_next_round_and_what_is_well_stores_nothing_twice(
    library: Library, made: Made
) -> None:
    desk = Desk(library, made.world.fetcher(), FakeEmbedder, NOW)
    list(update(desk))
    made.world.looked_up.clear()
    events = list(update(desk))
    failing = {feed.split("/")[2] for feed in made.failing}
    assert not failing & set(made.world.looked_up)
    assert {event.outcome for event in events} <= {"read", "unchanged"}
    assert len(library.outlines()) == len(made.articles)


def test_all_silent_hosts_are_waited_for_at_once(library: Library) -> None:
    made = world_of(20)
    silent = [feed.split("/")[2] for feed in made.feeds if feed not in made.failing]
    together(made.world, silent)
    for address in made.feeds:
        subscriptions.subscribe(library, address, NOW)
    events = update(Desk(library, made.world.fetcher(), FakeEmbedder, NOW))
    told = {event.feed: event.reason for event in events if isinstance(event, FeedOutcome)}
    assert {"too slow" in (told[f"https://{host}/feed"] or "") for host in silent} == {True}
