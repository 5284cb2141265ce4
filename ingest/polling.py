"""Asking one feed what is new: one conditional request, judged in words; the library is written to by the caller.

Subscription -> Response -> Poll(feed | unchanged | gone | failed, reason)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from ingest.entries import MOST_ENTRIES, Entry, Feed, newest
from ingest.errors import Busy, SourceError
from ingest.feeds import read_feed
from ingest.fetch import Fetcher, Response
from ingest.hosts import host_of
from ingest.subscriptions import Marks, Subscription

ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
MOST_SITEMAPS = 10  # of one index, the last changed first
DEEPEST_INDEX = 2
LONGEST_FRESH = 3_600  # seconds: a feed of news is not left alone for longer because its server says so

_MAX_AGE = re.compile(r"(?<![\w-])max-age\s*=\s*\"?(\d{1,9})", re.I)

Ended = Literal["read", "unchanged", "gone", "failed"]


@dataclass(frozen=True, slots=True)
class Poll:
    """How asking a feed ended: `feed` when it was read, else the `reason` in words.

    `moved_to` is its new address when every redirect was a permanent one; `wait` is how long the server wants to be left
    alone after a failure.
    """

    subscription: Subscription
    ended: Ended
    reason: str = ""
    feed: Feed | None = None
    marks: Marks = field(default_factory=Marks)
    moved_to: str = ""
    wait: timedelta | None = None


def poll(fetcher: Fetcher, subscription: Subscription, now: datetime, answered: Response | None = None) -> Poll:
    """Ask a feed whether it has changed, unless it has `answered` already, and read it if so; failures are a `Poll` as well."""
    etag, last_modified = ("", "") if answered else subscription.validators(now)
    try:
        # A feed is an address its reader was given by hand, not a page that was crawled to: robots.txt is about the latter.
        response = answered or fetcher.get(
            subscription.address, etag=etag, last_modified=last_modified, accept=ACCEPT, obey_robots=False
        )
        return judged(fetcher, subscription, response, conditional=bool(etag or last_modified))
    except Busy as error:
        return Poll(subscription, "failed", str(error), wait=timedelta(seconds=error.seconds))
    except SourceError as error:
        return Poll(subscription, "failed", str(error))


def judged(fetcher: Fetcher, subscription: Subscription, response: Response, *, conditional: bool) -> Poll:
    """What an answer means for a feed; raises `SourceError` when it holds none."""
    if response.status == 304 and conditional:
        return Poll(subscription, "unchanged", marks=marks_of(response))
    if response.status == 304:
        return Poll(
            subscription, "failed", "the server answered 304, not modified, though it was not asked for changes"
        )
    if response.status == 410:
        return Poll(subscription, "gone", response.in_words)
    if not response.ok:
        wait = timedelta(seconds=response.retry_after) if response.retry_after is not None else None
        return Poll(subscription, "failed", response.in_words, wait=wait)
    feed = feed_of(fetcher, response)
    # An index is read anew each time: its own marks say nothing of a sitemap in it that could not be read.
    marks = Marks(fresh=fresh_for(response)) if feed.kind == "index" else marks_of(response)
    # Only an address that answers with a feed is moved to: a captive portal answers with a page.
    return Poll(subscription, "read", feed=feed, marks=marks, moved_to=response.permanent_url or "")


def marks_of(response: Response) -> Marks:
    """What a server says of this version of a feed."""
    return Marks(response.etag, response.last_modified, fresh_for(response))


def fresh_for(response: Response) -> timedelta | None:
    """How long a server says that its answer stays current (`Cache-Control: max-age`); None when it does not say."""
    said = _MAX_AGE.search(response.headers.get("cache-control", ""))
    return timedelta(seconds=min(int(said[1]), LONGEST_FRESH)) if said else None


def feed_of(fetcher: Fetcher, response: Response) -> Feed:
    """The feed of an answer; an index of sitemaps is read as the entries of its newest ones. Raises `SourceError`."""
    feed = _read(response)
    if feed.kind == "opml":
        raise SourceError("it is a list of feeds, not a feed; 'briefing add' follows every feed that it names")
    return _of_index(fetcher, feed, response.url) if feed.kind == "index" else feed


def _of_index(fetcher: Fetcher, index: Feed, url: str) -> Feed:
    """The entries of an index's newest sitemaps on its own host, at most so many and so deep."""
    entries: list[Entry] = []
    problems = list(index.problems)
    waiting = [(address, 1) for address in index.addresses]
    for _ in range(MOST_SITEMAPS):
        if not waiting:
            break
        address, depth = waiting.pop(0)
        try:
            found = _sitemap(fetcher, address, url)
        except SourceError as error:
            problems.append(f"the sitemap {address!r} could not be read: {error}")
            continue
        entries += found.entries
        if depth < DEEPEST_INDEX:
            waiting += [(further, depth + 1) for further in found.addresses]
    if waiting:
        problems.append(f"it names more sitemaps; the newest {MOST_SITEMAPS} were read")
    kept, cut = newest(entries, lambda entry: entry.published or entry.updated, MOST_ENTRIES)
    return replace(index, entries=tuple(kept), problems=(*problems, *cut), addresses=())


def _sitemap(fetcher: Fetcher, address: str, index_url: str) -> Feed:
    if host_of(address) != host_of(index_url):
        raise SourceError("it lies on another host")
    response = fetcher.get(address)
    if not response.ok:
        raise SourceError(response.in_words)
    return _read(response)


def _read(response: Response) -> Feed:
    return read_feed(response.body, response.headers.get("content-type", ""), response.url)
