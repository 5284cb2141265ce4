"""A web address that is handed in: fetched, told by its content, and stored, followed as a feed, or refused in words.

address -> Response -> page | feed | list of feeds -> Outcomes
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ingest import subscriptions, visits
from ingest.errors import SourceError
from ingest.feed_lists import web_address
from ingest.feeds import kind_of_bytes, read_feed
from ingest.fetch import Response
from ingest.found import Address, FeedList
from ingest.keeping import Desk, keep
from ingest.pipeline import Outcome
from ingest.remembered import Known, known
from ingest.secrecy import masked
from ingest.update import FeedOutcome, update


class Reception:
    """Takes in addresses and lists of feeds for one library; the caller holds its writing lock."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._library, self._now = desk, desk.library, desk.now

    def visit(self, found: Address | FeedList) -> Iterator[Outcome]:
        """What becomes of an address or a list of feeds, an outcome for each article and each feed."""
        if isinstance(found, FeedList):
            return self._follow_all(found.locator, found.addresses, found.problems)
        return self._in_words(found.locator, self._taken_in(found.locator))

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
        remembered = known(self._library, url)
        response = self._get(url, remembered)
        if _is_feed(response):
            yield from self._followed(url, response)
            return
        conditional = bool(remembered and (remembered.etag or remembered.last_modified))
        visited = visits.judged(url, response, conditional=conditional)
        yield _of_page(keep(self._desk, visited, remembered), visited)

    def _subscribed(self, address: str) -> Iterator[Outcome]:
        url = web_address(address)
        if not url:
            raise SourceError(f"{masked(address)!r} is no web address; give one that begins with https://")
        if subscriptions.find(self._library, url) is not None:
            yield from self._follow(url)
            return
        response = self._get(url, None)
        if not response.ok:
            raise SourceError(f"{response.in_words}; check the address")
        yield from self._followed(url, response)

    def _get(self, url: str, remembered: Known | None) -> Response:
        etag, last_modified = (remembered.etag, remembered.last_modified) if remembered else ("", "")
        # The reader named this one address: a visit as by a browser, not a crawl, which is what robots.txt is about.
        return self._desk.fetcher.get(url, etag=etag, last_modified=last_modified, obey_robots=False)

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
        answers = {feed.address: answered} if answered is not None else None
        for event in update(self._desk, [feed], answers):
            yield _of_feed(event, new=new) if isinstance(event, FeedOutcome) else event

    def _follow_all(self, item: str, addresses: tuple[str, ...], problems: tuple[str, ...]) -> Iterator[Outcome]:
        """Subscribe to every feed of a list; they are asked at the next update."""
        for problem in problems:
            yield Outcome(item, "rejected", reason=problem)
        for address in addresses:
            _, new = subscriptions.subscribe(self._library, address, self._now)
            told = "it is asked for articles at the next update" if new else "it is followed already"
            yield Outcome(address, "added" if new else "unchanged", reason=told, is_feed=True)


def _is_feed(response: Response) -> bool:
    """Whether an answer holds a feed rather than a page."""
    if not response.ok or response.body.startswith(b"%PDF"):
        return False
    return kind_of_bytes(response.body, response.headers.get("content-type", "")) is not None


def _of_feed(event: FeedOutcome, *, new: bool) -> Outcome:
    """What became of a feed, as an outcome of `add`."""
    if event.outcome in {"failed", "retired"}:
        told = "it is followed and asked again later" if event.outcome == "failed" else "its articles stay"
        return Outcome(event.feed, "failed", reason=f"{event.reason}; {told}", is_feed=True)
    entries = f"{event.new} new {'entry' if event.new == 1 else 'entries'}"
    reason = f"{event.title or 'a feed without a title'}: {entries}" + (f"; {event.reason}" if event.reason else "")
    return Outcome(event.feed, "added" if new else "unchanged", reason=reason, is_feed=True)


def _of_page(outcome: Outcome, visited: visits.Visit) -> Outcome:
    """What became of a page, as an outcome of `add`: who names an address wants what it shows."""
    if visited.ended == "gone":
        return replace(
            outcome,
            outcome="failed",
            reason=outcome.reason or f"{visited.reason}; the stored article stays, marked as gone",
        )
    return outcome
