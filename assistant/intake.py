"""What comes into the library through an assistant, or is taken out: files, addresses and feeds, stored and then indexed.

Readers, the HTTP client and the ledger are imported where something comes in: who asks one question does not wait for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from assistant import meaning
from assistant.settings import Settings
from ingest.clock import present
from ingest.dates import placed
from ingest.disk import refuse_without_space

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from ingest.embedder import Embedder
    from ingest.fetch import Fetcher
    from ingest.found import Given
    from ingest.keeping import Desk
    from ingest.pipeline import Outcome
    from ingest.subscriptions import Subscription
    from ingest.update import FeedOutcome

NEWS = {"added", "updated"}
# Articles of one run that are entered in the ledger at once: more than a day of news has, and fewer of what is older than a week,
# whose briefings nobody waits for. The rest is entered when it is asked for.
READ_AHEAD, OF_THE_PAST, NEWS_FOR = 500, 50, timedelta(days=7)
INDEXED_AT_ONCE = 10_000  # paragraphs, after which the index is written while the next ones are embedded
Event = TypeVar("Event", "Outcome", "FeedOutcome | Outcome")
Stopped = Callable[[], bool]  # asked after each event whether that was the last


def never() -> bool:
    """Go on until everything is done."""
    return False


def fetcher(settings: Settings) -> Fetcher:
    """The guarded HTTP client that the settings ask for."""
    from ingest.fetch import Fetcher

    return Fetcher(allow_private_hosts=settings.private_hosts)


def added(
    assistant: Assistant, locators: Iterable[Given], now: datetime | None, stopped: Stopped = never
) -> Iterator[Outcome]:
    """Store what the locators name or what was handed in, an outcome each, until it is `stopped`."""
    from ingest.pipeline import ingest
    from ingest.reception import Reception

    if now is None:
        present()
    visit = Reception(_desk(assistant, now)).visit
    yield from _indexed(
        assistant, ingest(locators, assistant.library, partial(_model, assistant), visit, now=now), now, stopped
    )


def stored_by_words(assistant: Assistant, locators: Iterable[str]) -> Iterator[Outcome]:
    """Store what files hold with their words alone, an outcome each; they are read for their meaning when the assistant warms."""
    from ingest.pipeline import ingest

    refuse_without_space(assistant.library.folder)
    with assistant.library.writing():
        yield from ingest(locators, assistant.library, lambda: None)


def removed(assistant: Assistant, article_ids: Sequence[str]) -> None:
    """Take articles out; raises `NotFound` before anything is removed when one is not there."""
    with assistant.library.writing():
        for article_id in article_ids:
            assistant.library.article(article_id)
        for article_id in article_ids:
            assistant.library.remove(article_id)


def subscribed(assistant: Assistant, address: str, now: datetime | None, stopped: Stopped = never) -> Iterator[Outcome]:
    """Follow a feed and store what it shows now, until it is `stopped`."""
    from ingest.reception import Reception

    yield from _indexed(assistant, Reception(_desk(assistant, now)).subscribe(address), now, stopped)


def updated(
    assistant: Assistant, now: datetime | None, *, everything: bool, stopped: Stopped = never
) -> Iterator[FeedOutcome | Outcome]:
    """Ask the feeds that are due, or all that are followed, and store what is new, until it is `stopped`."""
    from ingest.subscriptions import subscriptions
    from ingest.update import update

    if subscriptions(assistant.library):
        yield from _indexed(assistant, update(_desk(assistant, now), everything=everything), now, stopped)


def followed(assistant: Assistant) -> list[Subscription]:
    """The feeds that are or were followed."""
    from ingest.subscriptions import subscriptions

    return subscriptions(assistant.library)


def unsubscribed(assistant: Assistant, address: str) -> Subscription:
    """Follow a feed no longer; raises `NotFound` when it is not followed."""
    from ingest.subscriptions import unsubscribe

    with assistant.library.writing():
        return unsubscribe(assistant.library, address)


def _desk(assistant: Assistant, now: datetime | None) -> Desk:
    from ingest.keeping import Desk

    return Desk(assistant.library, assistant.fetcher, partial(_model, assistant), now or present())


def _model(assistant: Assistant) -> Embedder | None:
    """The model by which what comes in is read; the index is to be written then, for which everything is made ready meanwhile."""
    embedder = meaning.writer(assistant)
    if embedder is not None:
        assistant.index.prepare()
    return embedder


def _indexed(assistant: Assistant, events: Iterator[Event], now: datetime | None, stopped: Stopped) -> Iterator[Event]:
    """The events of a write, the library locked meanwhile; the ledger is written beside it, the index too and after it, stopped or not."""
    from assistant.ledger import Ledger
    from ingest.pipeline import Outcome

    ledger, zone, since = Ledger(assistant.library), assistant.settings.zone, (now or present()) - NEWS_FOR
    refuse_without_space(assistant.library.folder)
    with assistant.library.writing():
        came = paragraphs = 0
        for event in events:
            yield event
            if isinstance(event, Outcome) and event.article_id and event.outcome in NEWS:
                came, paragraphs = came + 1, paragraphs + event.paragraphs
                if came <= READ_AHEAD:
                    article = assistant.library.article(event.article_id)
                    if came <= OF_THE_PAST or placed(article.published, article.added, zone) > since:
                        ledger.statements([article])
                if paragraphs >= INDEXED_AT_ONCE and meaning.noted(assistant):
                    paragraphs = 0
                    assistant.index.begin()
            if stopped():
                break
        if came and meaning.noted(assistant):
            assistant.index.keep_up()
        else:
            assistant.index.rest()
