"""The daily round: every feed that is due is asked once, and the article behind every new entry is fetched and stored.

    feeds due -> polls (side by side over hosts) -> new entries, written down waiting -> visits (side by side) -> stored
    articles that may have changed since -> visits -> a new version, or a mark that they are gone

Fetching and reading run in threads, everything that is written is written here, in the one thread that iterates. A run can
be stopped or killed anywhere and repeated at any time: what waits is fetched, what is stored is not stored again, nothing is
deleted because a feed has become shorter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, cast

from ingest import subscriptions
from ingest.canonical import canonical_url, key_of
from ingest.entry_visits import EntryVisit, visit_entry, with_words_of
from ingest.fetch import Response
from ingest.hosts import Hosts, host_of
from ingest.keeping import Desk, keep
from ingest.pipeline import Outcome, store
from ingest.polling import Poll, poll
from ingest.remembered import Known, known, to_see_again
from ingest.subscriptions import Ending, Subscription, Waiting
from ingest.visits import Visit, Visitor, at_address


@dataclass(frozen=True, slots=True)
class FeedOutcome:
    """What became of one feed in a round; `new` counts the entries that are new or changed, `next_check` is UTC."""

    feed: str
    title: str
    outcome: Literal["read", "unchanged", "retired", "failed"]
    new: int = 0
    reason: str | None = None
    next_check: str | None = None


Event = FeedOutcome | Outcome


@dataclass(frozen=True, slots=True)
class Again:
    """An address whose article is stored, to be looked at again."""

    url: str


Task = Subscription | tuple[Waiting, ...] | Again
Result = Poll | EntryVisit


def update(
    desk: Desk, feeds: list[Subscription] | None = None, answered: Mapping[str, Response] | None = None,
    *, everything: bool = False,
) -> Iterator[Event]:  # fmt: skip
    """Poll the feeds that are due, or with `everything` all, and store what is new; an event each, as it is done.

    Given `feeds`, just those, and articles that are stored are not looked at again; `answered` holds the answers that are
    there already, by address. The caller holds the library's writing lock. What fails outside the library and the model is
    an event, not an error.
    """
    library, hosts = desk.library, Hosts[Task, Result]()
    this_round = _Round(desk, hosts)
    for feed in subscriptions.due(library, desk.now, everything=everything) if feeds is None else feeds:
        this_round.ask(feed, (answered or {}).get(feed.address))
    this_round.fetch(subscriptions.waiting(library, None if feeds is None else [feed.id for feed in feeds]))
    for task, future in hosts:
        yield from this_round.settled(task, future)
    if feeds is None:  # at the end: an entry that changed has had its article looked at already
        this_round.look_again(to_see_again(library, desk.now))
        for task, future in hosts:
            yield from this_round.settled(task, future)


class _Round:
    """One round: what was asked already, and how each answer is written down."""

    def __init__(self, desk: Desk, hosts: Hosts[Task, Result]) -> None:
        self._desk, self._library, self._now, self._hosts = desk, desk.library, desk.now, hosts
        self._visitor = Visitor(desk.fetcher)
        self._visited: set[str] = set()
        self._besides: dict[str, list[Waiting]] = defaultdict(list)  # entries of an address that is being visited
        self._ended: dict[str, Ending] = {}  # by address

    def ask(self, feed: Subscription, answered: Response | None = None) -> None:
        """Have a feed polled."""
        self._hosts.add(host_of(feed.address), feed, lambda _: poll(self._desk.fetcher, feed, self._now, answered))

    def fetch(self, waiting: list[Waiting]) -> None:
        """Have the articles behind entries fetched: one visit for all entries of an address, one visit a round."""
        titles = {feed.id: feed.title for feed in subscriptions.subscriptions(self._library)} if waiting else {}
        by_address: dict[str, list[Waiting]] = defaultdict(list)
        for one in waiting:
            by_address[_address(one)].append(one)
        for address, entries in by_address.items():
            if address in self._ended:
                subscriptions.settle(self._library, entries, self._ended[address], self._now)
            elif address in self._visited:
                self._besides[address] += entries
            else:
                self._visited.add(address)
                url, source = entries[0].entry.url, titles.get(entries[0].feed_id, "")
                remembered = known(self._library, url) if url else None
                job = partial(visit_entry, self._visitor, remembered, source, self._now)
                self._hosts.add(host_of(url), tuple(entries), job)

    def look_again(self, addresses: list[str]) -> None:
        """Have the addresses of stored articles visited, unless they were in this round."""
        for address in addresses:
            if key_of(address) not in self._visited:
                self._visited.add(key_of(address))
                job = partial(_visit_again, self._visitor, known(self._library, address))
                self._hosts.add(host_of(address), Again(address), job)

    def settled(self, task: Task, future: Future[Result]) -> Iterator[Event]:
        """Write down how one job ended; one that broke, through whatever fault, ended as a failure of its task."""
        error = future.exception()
        if error is not None and not isinstance(error, Exception):
            raise error
        broke = f"reading it failed ({type(error).__name__}: {error}); please report this" if error else ""
        if isinstance(task, Subscription):
            yield self._polled(Poll(task, "failed", broke) if error else cast("Poll", future.result()))
            return
        url = task.url if isinstance(task, Again) else task[0].entry.url
        visited = EntryVisit(Visit(url, "refused", broke)) if error else cast("EntryVisit", future.result())
        if isinstance(task, Again):
            yield keep(self._desk, visited.visit, known(self._library, url))
        else:
            yield self._stored(task, visited)

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
            subscriptions.unchanged_now(library, feed, now, result.marks.fresh)
            return outcome
        new = subscriptions.read_now(library, feed, result.feed, result.marks, now)
        self.fetch(subscriptions.waiting(library, [feed.id]))
        problems = "; ".join([*result.feed.problems, *self._moved(result)])
        return FeedOutcome(feed.address, result.feed.title or feed.title, "read", new, problems or None)

    def _moved(self, result: Poll) -> Iterator[str]:
        """Follow a feed to its new address, in words; to one that is followed already, only that one is asked from now on."""
        feed, address = result.subscription, result.moved_to
        if address in {"", feed.address}:
            return
        if subscriptions.move(self._library, feed, address):
            yield f"its address is now {address!r}"
            return
        reason = f"it has moved to {address!r}, which is followed already"
        subscriptions.retire(self._library, feed, reason, self._now)
        yield reason

    def _stored(self, entries: tuple[Waiting, ...], found: EntryVisit) -> Outcome:
        """Store the article of some entries, then write down what became of them: in this order."""
        visited, url = found.visit, entries[0].entry.url
        remembered = known(self._library, url) if url else None
        seen = remembered is not None and remembered.seen
        instead = visited.ended == "refused" or (visited.ended == "gone" and not seen)
        if not instead:
            outcome = keep(self._desk, self._completed(entries, visited), remembered)
        elif found.own is not None:
            outcome = store(*found.own, self._library, self._desk.embedder)
            reason = f"the feed's own text, because {visited.reason}"
            outcome = replace(outcome, reason=reason if url else "the feed's own text: it gives no address")
        else:
            outcome = keep(self._desk, visited, remembered)
        address = _address(entries[0])
        gained = outcome.outcome == "added"
        ended = Ending(outcome.article_id, outcome.reason or "", visited.again, visited.asked, gained)
        besides = self._besides.pop(address, [])
        waits = subscriptions.settle(self._library, [*entries, *besides], ended, self._now)
        self._ended[address] = replace(ended, gained=False)
        if outcome.article_id is None:
            advice = "it is tried again at the next update" if waits else "the feed gives no text of its own"
            outcome = replace(outcome, reason=f"{outcome.reason}; {advice}")
        return replace(outcome, item=url or entries[0].entry.title or entries[0].key)

    def _completed(self, entries: tuple[Waiting, ...], visited: Visit) -> Visit:
        """The visit with what only the feed knows of its article."""
        if visited.article is None:
            return visited
        article = with_words_of(entries[0].entry, visited.article)
        if any(one.article_id for one in entries):  # the feed's own text was stored first: this is its full version
            article = at_address(article, canonical_url(entries[0].entry.url) or article.url)
        return replace(visited, article=article)


def _address(one: Waiting) -> str:
    """What names the article behind an entry: its address, or the entry itself where it has none."""
    return key_of(one.entry.url) or f"{one.feed_id} {one.key}"


def _visit_again(visitor: Visitor, remembered: Known | None, again: Again) -> EntryVisit:
    return EntryVisit(visitor.visit(again.url, remembered))
