"""What comes into the library through an assistant: files, addresses and feeds, stored and then indexed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from assistant.settings import Settings
from ingest.errors import SourceError
from ingest.getter import Getter
from ingest.pipeline import Outcome, ingest
from ingest.reception import Reception
from ingest.subscriptions import due, waiting
from ingest.update import FeedOutcome, update

if TYPE_CHECKING:
    from assistant.assistant import Assistant

Event = TypeVar("Event", Outcome, FeedOutcome | Outcome)


def fetcher(_settings: Settings) -> Getter:
    """The guarded HTTP client that the settings ask for."""
    raise SourceError("this version fetches nothing from the web; save the page as HTML and add that file")


def added(assistant: Assistant, locators: Iterable[str], now: datetime | None) -> Iterator[Outcome]:
    """Store what the locators name, an outcome each."""
    visit = _reception(assistant, now).visit
    yield from _indexed(assistant, ingest(locators, assistant.library, assistant.embedder, visit))


def subscribed(assistant: Assistant, address: str, now: datetime | None) -> Iterator[Outcome]:
    """Follow a feed and store what it shows now."""
    yield from _indexed(assistant, _reception(assistant, now).subscribe(address))


def updated(assistant: Assistant, now: datetime | None, *, everything: bool) -> Iterator[FeedOutcome | Outcome]:
    """Ask the feeds that are due, or all, and store what is new; without any feed nothing is fetched."""
    library, moment = assistant.library, now or datetime.now(UTC)
    if due(library, moment, everything=everything) or waiting(library):
        feeds = due(library, moment, everything=True) if everything else None
        yield from _indexed(assistant, update(library, assistant.getter, assistant.embedder, moment, feeds))


def _reception(assistant: Assistant, now: datetime | None) -> Reception:
    return Reception(assistant.library, lambda: assistant.getter, assistant.embedder, now or datetime.now(UTC))


def _indexed(assistant: Assistant, events: Iterator[Event]) -> Iterator[Event]:
    """The events of a write, the library locked meanwhile and the index brought up to date after it."""
    with assistant.library.writing():
        changed = False
        for event in events:
            changed = changed or event.outcome in {"added", "updated"}
            yield event
        if changed and assistant.index.open(build=True):
            assistant.index.catch_up()
