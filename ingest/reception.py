"""A web address that is handed in: fetched, told by its content, and stored, followed as a feed, or refused in words.

address -> Response -> page | feed | list of feeds -> Outcomes
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from ingest import subscriptions, visits
from ingest.embedder import Embedder
from ingest.errors import SourceError
from ingest.feed_lists import web_address
from ingest.feeds import kind_of_bytes, read_feed
from ingest.getter import Getter, Response, in_words
from ingest.library import Library
from ingest.pipeline import Outcome, store
from ingest.sources import Address, FeedList
from ingest.update import FeedOutcome, update


class Reception:
    """Takes in addresses and lists of feeds for one library; the caller holds its writing lock."""

    def __init__(
        self, library: Library, getter: Callable[[], Getter], embedder: Callable[[], Embedder], now: datetime
    ) -> None:
        self._library, self._getter, self._embedder, self._now = library, getter, embedder, now

    def visit(self, found: Address | FeedList) -> Iterator[Outcome]:
        """What becomes of an address or a list of feeds, an outcome for each article and each feed."""
        if isinstance(found, FeedList):
            return self._follow_all(found.locator, found.addresses, found.problems)
        return self._in_words(found.url, self._taken_in(found.url))

    def subscribe(self, address: str) -> Iterator[Outcome]:
        """What becomes of an address that is meant to be a feed or a list of feeds; one that cannot be read is not followed."""
        return self._in_words(address, self._subscribed(address))

    def _in_words(self, item: str, outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
        try:
            yield from outcomes
        except SourceError as error:
            yield Outcome(item, "failed", reason=str(error))

    def _taken_in(self, url: str) -> Iterator[Outcome]:
        if subscriptions.find(self._library, url) is not None:
            yield from self._follow(url)
            return
        known = visits.known(self._library, url)
        response = self._get(url, known)
        if _is_feed(response):
            yield from self._followed(url, response)
        else:
            yield self._article(visits.judged(url, response), known)

    def _subscribed(self, address: str) -> Iterator[Outcome]:
        url = web_address(address)
        if not url:
            raise SourceError(f"{address!r} is no web address; give one that begins with https://")
        if subscriptions.find(self._library, url) is not None:
            yield from self._follow(url)
            return
        response = self._get(url, None)
        if not 200 <= response.status < 300:
            raise SourceError(f"{in_words(response.status)}; check the address")
        yield from self._followed(url, response)

    def _get(self, url: str, known: visits.Known | None) -> Response:
        marks = {"etag": known.etag, "last_modified": known.last_modified} if known else {}
        # The reader named this one address: a visit as by a browser, not a crawl, which is what robots.txt is about.
        return self._getter().get(url, obey_robots=False, **marks)

    def _followed(self, url: str, response: Response) -> Iterator[Outcome]:
        """Follow what an answer holds: a feed, or the feeds of a list."""
        feed = read_feed(response.body, response.headers.get("content-type", ""), response.url)
        if feed.kind == "opml":
            yield from self._follow_all(url, feed.addresses, feed.problems)
        else:
            yield from self._follow(response.permanent_url or url, feed.title, response)

    def _follow(self, address: str, title: str = "", answered: Response | None = None) -> Iterator[Outcome]:
        """Subscribe to a feed, ask it at once unless it has answered already, and store what it shows."""
        feed, new = subscriptions.subscribe(self._library, address, self._now, title=title)
        getter = self._getter() if answered is None else _Asked(self._getter(), feed.address, answered)
        for event in update(self._library, getter, self._embedder, self._now, [feed]):
            yield _of_feed(event, new=new) if isinstance(event, FeedOutcome) else event

    def _article(self, visited: visits.Visit, known: visits.Known | None) -> Outcome:
        library, now = self._library, self._now
        if visited.article is None or visited.page is None:
            outcome = _without_article(visited, known)
        else:
            outcome = replace(store(visited.article, visited.page, library, self._embedder), item=visited.url)
        if outcome.article_id is not None:
            with library.database.transaction() as connection:
                visits.remember(connection, visited, outcome.article_id, now)
                if visited.ended == "gone":
                    visits.mark_gone(connection, outcome.article_id, visited.reason, now)
                else:
                    visits.mark_back(connection, outcome.article_id)
        return outcome

    def _follow_all(self, item: str, addresses: tuple[str, ...], problems: tuple[str, ...]) -> Iterator[Outcome]:
        """Subscribe to every feed of a list; they are asked at the next update."""
        for problem in problems:
            yield Outcome(item, "rejected", reason=problem)
        for address in addresses:
            _, new = subscriptions.subscribe(self._library, address, self._now)
            yield Outcome(
                address, "subscribed" if new else "unchanged",
                reason="'briefing update' asks it for articles" if new else "it is followed already",
            )  # fmt: skip


class _Asked:
    """A getter that has one answer already."""

    def __init__(self, getter: Getter, url: str, answer: Response) -> None:
        self._getter, self._url, self._answer = getter, url, answer

    def get(self, url: str, *, etag: str = "", last_modified: str = "", obey_robots: bool = True) -> Response:
        if url == self._url:
            return self._answer
        return self._getter.get(url, etag=etag, last_modified=last_modified, obey_robots=obey_robots)


def _is_feed(response: Response) -> bool:
    """Whether an answer holds a feed rather than a page."""
    if not 200 <= response.status < 300 or response.body.startswith(b"%PDF"):
        return False
    return kind_of_bytes(response.body, response.headers.get("content-type", "")) is not None


def _of_feed(event: FeedOutcome, *, new: bool) -> Outcome:
    """What became of a feed, as an outcome of `add`."""
    if event.outcome in {"failed", "retired"}:
        told = "it is followed and asked again later" if event.outcome == "failed" else "its articles stay"
        return Outcome(event.feed, "failed", reason=f"{event.reason}; {told}")
    reason = f"{event.title or event.feed}: {event.new} new entries" + (f"; {event.reason}" if event.reason else "")
    return Outcome(event.feed, "subscribed" if new else "unchanged", reason=reason)


def _without_article(visited: visits.Visit, known: visits.Known | None) -> Outcome:
    """The outcome of a visit that read nothing."""
    if visited.ended == "unchanged" and known is not None:
        return Outcome(visited.url, "unchanged", known.article_id)
    if visited.ended == "gone" and known is not None:
        reason = f"{visited.reason}; the stored article is kept and marked as gone"
        return Outcome(visited.url, "failed", known.article_id, reason=reason)
    reason = visited.reason or "the server answered 304, not modified, to a first question; try again later"
    return Outcome(visited.url, "failed" if visited.ended != "refused" or visited.again else "rejected", reason=reason)
