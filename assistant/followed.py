"""The feeds that are followed, in words: how each fares, what it gave, and when it is asked again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Literal

from assistant.when import moment_words
from ingest.hygiene import clean_line
from ingest.subscriptions import Subscription

State = Literal["fine", "failing", "not asked any more", "not asked yet"]


@dataclass(frozen=True, slots=True)
class Followed:
    """A feed: its address, what it is called, how it fares, and in words what is known of its visits."""

    address: str
    named: str
    state: State
    told: str
    problem: str


def followed(feeds: Iterable[Subscription], now: datetime, zone: tzinfo) -> list[Followed]:
    """Feeds as a page lists them, in their order."""
    return [_followed(feed, now, zone) for feed in feeds]


def not_due(feeds: Iterable[Subscription], now: datetime) -> int:
    """How many feeds have asked to be left alone for a while yet."""
    return sum(_waits(feed, now) for feed in feeds)


def _followed(feed: Subscription, now: datetime, zone: tzinfo) -> Followed:
    told = "; ".join(_told(feed, now, zone))
    title = clean_line(feed.title) or feed.address
    return Followed(feed.address, title, _state(feed), told, feed.last_error or feed.problems)


def _state(feed: Subscription) -> State:
    if feed.retired:
        return "not asked any more"
    if feed.failures:
        return "failing"
    return "fine" if feed.last_success else "not asked yet"


def _told(feed: Subscription, now: datetime, zone: tzinfo) -> Iterator[str]:
    yield "1 article gained" if feed.gained == 1 else f"{feed.gained} articles gained"
    yield f"last read {moment_words(feed.last_success, zone)}"
    if feed.retired:
        yield f"not asked since {moment_words(feed.retired, zone)}"
    elif _waits(feed, now):
        yield f"asked again from {moment_words(feed.next_check, zone)} on"
    else:
        yield "asked at the next update"


def _waits(feed: Subscription, now: datetime) -> bool:
    return bool(not feed.retired and feed.next_check and datetime.fromisoformat(feed.next_check) > now)
