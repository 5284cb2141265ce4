"""The article behind an entry of a feed: its page, or what the feed itself says where the page cannot be had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ingest.articles import Article, Page
from ingest.entries import Entry, own_page
from ingest.errors import SourceError
from ingest.extract import read
from ingest.hosts import host_of
from ingest.remembered import Known
from ingest.subscriptions import Waiting
from ingest.visits import Visit, Visitor


@dataclass(frozen=True, slots=True)
class EntryVisit:
    """How the visit behind an entry ended; `own` is what the feed itself says, where that is needed and says enough."""

    visit: Visit
    own: tuple[Article, Page] | None = None


def visit_entry(
    visitor: Visitor, remembered: Known | None, source: str, now: datetime, entries: Sequence[Waiting]
) -> EntryVisit:
    """Visit the one address of some entries; runs in any thread. `source` is the feed's title."""
    entry = entries[0].entry
    if entry.url:
        visited = visitor.visit(entry.url, remembered)
        if visited.ended in {"read", "unchanged"} or (remembered is not None and remembered.seen):
            return EntryVisit(visited)  # a few words of a feed do not take the place of an article that was read
    else:
        visited = Visit("", "refused", "the feed gives no address for it")
    page = own_page(entry, entry.url or entry.title or entry.id, source or host_of(entry.url), fetched_at=now)
    if page is None:
        return EntryVisit(visited)
    try:
        return EntryVisit(visited, (read(page), page))
    except SourceError as error:
        return EntryVisit(replace(visited, reason=f"{visited.reason}; nor can the feed's own text be used: {error}"))


def with_words_of(entry: Entry, article: Article) -> Article:
    """The article with what only its feed knows: a page may leave out its date, its author or its language."""
    return replace(
        article,
        title=article.title or entry.title,
        author=article.author or entry.author,
        published=_more_precise(article.published, entry.published) or entry.updated,
        language=article.language or entry.language.lower()[:20],
    )


def _more_precise(given: str, other: str) -> str:
    """The date that was given, or the other one where that tells the hour of the same day, or stands alone."""
    return other if not given or (len(given) == len("2026-03-10") and other.startswith(given)) else given
