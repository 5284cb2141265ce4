"""Files that hold a feed: what it says itself becomes articles, and the feeds that a list names are handed on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ingest.articles import Page
from ingest.entries import own_page
from ingest.errors import SourceError
from ingest.feeds import read_feed
from ingest.found import FeedList, Rejected

BY_ADDRESS = "add the feed by its web address to have its articles fetched"


def held(page: Page) -> Iterator[Page | Rejected | FeedList]:
    """What the file of a feed holds: a page for each entry that has a text of its own, and in words what is missing."""
    name = page.locator
    try:
        feed = read_feed(page.body)
    except SourceError as error:
        yield Rejected(name, str(error))
        return
    if feed.addresses and feed.kind == "opml":
        yield FeedList(name, feed.addresses, feed.problems)
        return
    wordless = 0
    for number, entry in enumerate(feed.entries, 1):
        own = own_page(entry, f"{name}:{number}", feed.title or Path(name).stem, fetched_at=page.fetched_at)
        wordless += own is None
        if own is not None:
            yield own
    said = list(feed.problems)
    said += (
        [f"{wordless} of its {len(feed.entries)} entries have no text of their own; {BY_ADDRESS}"] if wordless else []
    )
    if said or not feed.entries:
        yield Rejected(name, "; ".join(said) or f"it holds no entry; {BY_ADDRESS}")
