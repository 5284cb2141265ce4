"""The daily round: every feed that is due is asked once, and the article behind every new entry is fetched and stored.

    feeds due -> polls (side by side over hosts) -> new entries, written down waiting -> visits (side by side) -> stored

Fetching and reading run in threads, everything that is written is written here, in the one thread that iterates. A run can
be stopped or killed anywhere and repeated at any time: what waits is fetched, what is stored is not stored again, nothing is
deleted because a feed has become shorter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Literal

from ingest import subscriptions
from ingest.articles import Article, Page
from ingest.embedder import Embedder
from ingest.entries import Entry, own_page
from ingest.errors import SourceError
from ingest.extract import canonical_url, read
from ingest.getter import Getter, host_of
from ingest.hosts import Hosts
from ingest.library import Library
from ingest.pipeline import Outcome, store
from ingest.polling import Poll, poll
from ingest.subscriptions import Subscription, Waiting
from ingest.visits import Known, Visit, at_address, known, mark_back, mark_gone, remember, visit


@dataclass(frozen=True, slots=True)
class FeedOutcome:
    """What became of one feed in a round; `new` counts the entries that were not known, `next_check` is UTC."""

    feed: str
    title: str
    outcome: Literal["read", "unchanged", "retired", "failed"]
    new: int = 0
    reason: str | None = None
    next_check: str | None = None


Event = FeedOutcome | Outcome


Task = Subscription | tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class _Fetched:
    """How the visit behind some entries ended; `own` is what the feed itself says, as far as that was needed."""

    visit: Visit
    own: tuple[Article, Page] | None = None


def update(
    library: Library,
    getter: Getter,
    embedder: Callable[[], Embedder],
    now: datetime,
    feeds: list[Subscription] | None = None,
) -> Iterator[Event]:
    """Poll the feeds that are due, or just the given ones, and store what is new; an event each, as it is done.

    The caller holds the library's writing lock. What fails outside the library and the model is an event, not an error.
    """
    with Hosts[Task, Poll | _Fetched]() as hosts:
        this_round = _Round(library, getter, embedder, now, hosts)
        for feed in subscriptions.due(library, now) if feeds is None else feeds:
            this_round.ask(feed)
        this_round.fetch(subscriptions.waiting(library, None if feeds is None else [feed.id for feed in feeds]))
        for task, future in hosts:
            yield from this_round.settled(task, future)


class _Round:
    """One round: what was asked already, and how each answer is written down."""

    def __init__(
        self, library: Library, getter: Getter, embedder: Callable[[], Embedder], now: datetime,
        hosts: Hosts[Task, Poll | _Fetched],
    ) -> None:  # fmt: skip
        self._library, self._getter, self._embedder, self._now, self._hosts = library, getter, embedder, now, hosts
        self._visited: set[str] = set()

    def ask(self, feed: Subscription) -> None:
        """Have a feed polled."""
        self._hosts.add(host_of(feed.address), feed, lambda _: poll(self._getter, feed, self._now))

    def fetch(self, waiting: list[Waiting]) -> None:
        """Have the articles behind entries fetched: one visit for all entries of an address, one visit a round."""
        titles = {feed.id: feed.title for feed in subscriptions.subscriptions(self._library)} if waiting else {}
        by_address: dict[str, list[Waiting]] = defaultdict(list)
        for one in waiting:
            by_address[canonical_url(one.entry.url) or f"{one.feed_id} {one.key}"].append(one)
        for address, entries in by_address.items():
            if address not in self._visited:
                self._visited.add(address)
                entry, source = entries[0].entry, titles.get(entries[0].feed_id, "")
                remembered = known(self._library, entry.url) if entry.url else None
                job = partial(_fetched, self._getter, remembered, source, self._now)
                self._hosts.add(host_of(entry.url), tuple(entries), job)

    def settled(self, task: Task, future: Future[Poll | _Fetched]) -> Iterator[Event]:
        """Write down how one job ended; one that broke, through whatever fault, ended as a failure of its task."""
        error = future.exception()
        if error is not None and not isinstance(error, Exception):
            raise error
        broke = f"reading it failed ({type(error).__name__}: {error}); please report this" if error else ""
        if isinstance(task, Subscription):
            result = Poll(task, "failed", broke) if error else future.result()
            yield self._polled(result)  # type: ignore[arg-type]  # a subscription's job gives a Poll
        else:
            fetched = _Fetched(Visit(task[0].entry.url, "refused", broke)) if error else future.result()
            yield from self._stored(task, fetched)  # type: ignore[arg-type]  # an entry's job gives a _Fetched

    def _polled(self, result: Poll) -> FeedOutcome:
        feed, library, now = result.subscription, self._library, self._now
        outcome = FeedOutcome(feed.address, feed.title, "unchanged")
        if result.ended == "gone":
            subscriptions.retire(library, feed, result.reason, now)
            return replace(outcome, outcome="retired", reason=f"{result.reason}; it is not asked any more")
        if result.ended == "failed":
            again = subscriptions.failed_now(library, feed, result.reason, now, result.wait)
            return replace(outcome, outcome="failed", reason=result.reason, next_check=again.isoformat())
        if result.feed is None:
            subscriptions.unchanged_now(library, feed, now)
            return outcome
        new = subscriptions.read_now(library, feed, result.feed, result.marks, now)
        self.fetch(subscriptions.waiting(library, [feed.id]))
        problems = "; ".join([*result.feed.problems, *self._moved(result)])
        return FeedOutcome(feed.address, result.feed.title or feed.title, "read", new, problems or None)

    def _moved(self, result: Poll) -> Iterator[str]:
        """Follow a feed to its new address, in words; to one that is followed already, only that one is asked from now on."""
        feed, address = result.subscription, result.moved_to
        if canonical_url(address) in {"", canonical_url(feed.address)}:
            return
        if subscriptions.move(self._library, feed, address):
            yield f"its address is now {address!r}"
            return
        reason = f"it has moved to {address!r}, which is followed already"
        subscriptions.retire(self._library, feed, reason, self._now)
        yield reason

    def _stored(self, entries: tuple[Waiting, ...], fetched: _Fetched) -> Iterator[Outcome]:
        visited, own = fetched.visit, fetched.own
        item = visited.url or entries[0].entry.title or entries[0].key
        stored_as = next((one.article_id for one in entries if one.article_id), None)
        if visited.article is not None and visited.page is not None:
            article = _completed(visited.article, entries[0].entry)
            if stored_as:  # the feed's own text was stored first: this is its full version
                article = at_address(article, canonical_url(entries[0].entry.url) or article.url)
            yield self._kept(entries, store(article, visited.page, self._library, self._embedder), visited)
        elif visited.ended == "unchanged" and (remembered := known(self._library, visited.url)) is not None:
            yield self._kept(entries, Outcome(item, "unchanged", remembered.article_id), visited)
        elif own is not None:
            outcome = store(*own, self._library, self._embedder)
            yield self._kept(entries, replace(outcome, item=item, reason=_instead(visited)), visited)
        else:
            yield self._given_up(entries, item, visited)

    def _kept(self, entries: tuple[Waiting, ...], outcome: Outcome, visited: Visit) -> Outcome:
        """Write down that the article of some entries is stored, after it is."""
        feed_id = entries[0].feed_id
        with self._library.database.transaction() as connection:
            subscriptions.settle(
                connection, entries, outcome.article_id, reason=outcome.reason or "", again=visited.again
            )
            if outcome.article_id is not None:
                remember(connection, visited, outcome.article_id, self._now)
                if visited.ended in {"read", "unchanged"}:
                    mark_back(connection, outcome.article_id)
            if outcome.outcome == "added":
                subscriptions.count_gained(connection, feed_id)
        return outcome

    def _given_up(self, entries: tuple[Waiting, ...], item: str, visited: Visit) -> Outcome:
        """Write down that there is no article yet, or that there will be none."""
        reason = visited.reason or "the feed gives neither an address nor a text"
        remembered = known(self._library, visited.url) if visited.ended == "gone" else None
        with self._library.database.transaction() as connection:
            waits = subscriptions.settle(connection, entries, None, reason=reason, again=visited.again)
            if remembered is not None:
                mark_gone(connection, remembered.article_id, reason, self._now)
        if remembered is not None:
            return Outcome(
                item, "rejected", remembered.article_id, reason=f"{reason}; the stored article is marked as gone"
            )
        advice = "it is tried again at the next update" if waits else "the feed gives no text of its own"
        return Outcome(item, "failed" if visited.again else "rejected", reason=f"{reason}; {advice}")


def _fetched(
    getter: Getter, remembered: Known | None, source: str, now: datetime, entries: tuple[Waiting, ...]
) -> _Fetched:
    """Visit the address of some entries; what the feed itself says stands in for a page that cannot be had."""
    entry = entries[0].entry
    if entry.url:
        visited = visit(getter, entry.url, remembered)
        if visited.ended in {"read", "unchanged"} or (visited.ended == "gone" and remembered is not None):
            return _Fetched(visited)
    else:
        visited = Visit("", "refused", "the feed gives no address for it")
    page = own_page(entry, entry.url or entry.title or entry.id, source or host_of(entry.url), fetched_at=now)
    if page is None:
        return _Fetched(visited)
    try:
        return _Fetched(visited, (read(page), page))
    except SourceError as error:
        return _Fetched(replace(visited, reason=f"{visited.reason}; nor can the feed's own text be used: {error}"))


def _completed(article: Article, entry: Entry) -> Article:
    """The article with what only its feed knows: a page may leave out its date, its author or its language."""
    return replace(
        article,
        title=article.title or entry.title,
        author=article.author or entry.author,
        published=article.published or entry.published or entry.updated,
        language=article.language or entry.language.lower()[:20],
    )


def _instead(visited: Visit) -> str:
    return f"the feed's own text, because {visited.reason}" if visited.reason else "the feed's own text"
