"""Asking one feed what is new: one conditional request, judged in words; the library is written to by the caller.

Subscription -> Response -> Poll(feed | unchanged | gone | failed, reason)
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from ingest.entries import MOST_ENTRIES, Entry, Feed, newest
from ingest.errors import SourceError
from ingest.feeds import read_feed
from ingest.getter import Getter, Response, host_of, in_words, wait_of
from ingest.subscriptions import Subscription

ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
MOST_SITEMAPS = 10  # of one index, the last changed first
DEEPEST_INDEX = 2

Ended = Literal["read", "unchanged", "gone", "failed"]


@dataclass(frozen=True, slots=True)
class Poll:
    """How asking a feed ended: `feed` when it was read, else the `reason` in words.

    `moved_to` is its new address when every redirect was a permanent one; `wait` is how long the server wants to be left
    alone; `marks` are its ETag and Last-Modified.
    """

    subscription: Subscription
    ended: Ended
    reason: str = ""
    feed: Feed | None = None
    marks: tuple[str, str] = ("", "")
    moved_to: str = ""
    wait: timedelta | None = None


def poll(getter: Getter, subscription: Subscription, now: datetime) -> Poll:
    """Ask a feed whether it has changed, and read it if so; failures are a `Poll` as well."""
    etag, last_modified = subscription.validators(now)
    try:
        # A feed is an address its reader was given by hand, not a page that was crawled to: robots.txt is about the latter.
        response = getter.get(subscription.address, etag=etag, last_modified=last_modified, obey_robots=False)
        return judged(getter, subscription, response, now)
    except SourceError as error:
        return Poll(subscription, "failed", str(error))


def judged(getter: Getter, subscription: Subscription, response: Response, now: datetime) -> Poll:
    """What an answer means for a feed; raises `SourceError` when it holds none."""
    if response.status == 304:
        return Poll(subscription, "unchanged")
    if response.status == 410:
        return Poll(subscription, "gone", in_words(410))
    if not 200 <= response.status < 300:
        return Poll(subscription, "failed", in_words(response.status), wait=wait_of(response, now))
    feed = feed_of(getter, response)
    marks = (response.headers.get("etag", ""), response.headers.get("last-modified", ""))
    # Only an address that answers with a feed is moved to: a captive portal answers with a page.
    return Poll(subscription, "read", feed=feed, marks=marks, moved_to=response.permanent_url or "")


def feed_of(getter: Getter, response: Response) -> Feed:
    """The feed of an answer; an index of sitemaps is read as the entries of its newest ones. Raises `SourceError`."""
    feed = read_feed(response.body, response.headers.get("content-type", ""), response.url)
    if feed.kind == "opml":
        raise SourceError("it is a list of feeds, not a feed; 'briefing add' follows every feed that it names")
    return _of_index(getter, feed, response.url) if feed.kind == "index" else feed


def _of_index(getter: Getter, index: Feed, url: str) -> Feed:
    """The entries of an index's newest sitemaps on its own host, at most so many and so deep."""
    entries: list[Entry] = []
    problems = list(index.problems)
    waiting = [(address, 1) for address in index.addresses]
    for _ in range(MOST_SITEMAPS):
        if not waiting:
            break
        address, depth = waiting.pop(0)
        try:
            found = _sitemap(getter, address, url)
        except SourceError as error:
            problems.append(f"the sitemap {address!r} could not be read: {error}")
            continue
        entries += found.entries
        if depth < DEEPEST_INDEX:
            waiting += [(further, depth + 1) for further in found.addresses]
    if waiting:
        problems.append(f"it names more sitemaps; the newest {MOST_SITEMAPS} were read")
    kept, cut = newest(entries, lambda entry: entry.published or entry.updated, MOST_ENTRIES)
    return replace(index, kind="sitemap", entries=tuple(kept), problems=(*problems, *cut), addresses=())


def _sitemap(getter: Getter, address: str, index_url: str) -> Feed:
    if host_of(address) != host_of(index_url):
        raise SourceError("it lies on another host")
    response = getter.get(address)
    if not 200 <= response.status < 300:
        raise SourceError(in_words(response.status))
    return read_feed(response.body, response.headers.get("content-type", ""), response.url)
