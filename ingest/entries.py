"""The words of feeds: what a feed says of itself, and what it says of each article before that one is fetched."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal, TypeVar

from ingest.articles import Page
from ingest.dates import normalised
from ingest.hygiene import clean_line

T = TypeVar("T")
FeedKind = Literal["rss", "atom", "json", "sitemap", "index", "opml"]
MOST_ENTRIES = 500
BLOCKS = {
    "address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
}  # fmt: skip
UNSEEN = {"script", "style", "template", "iframe", "object", "noscript", "svg", "form"}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one article; every field is text, "" where the feed is silent.

    `url` is absolute http(s) or ""; `published` and `updated` are ISO 8601, as precise as given; `summary` and
    `content` are HTML.
    """

    id: str = ""
    url: str = ""
    title: str = ""
    author: str = ""
    published: str = ""
    updated: str = ""
    summary: str = ""
    content: str = ""
    language: str = ""

    @property
    def says(self) -> str:
        """A hash of what the entry says, blind to dates and ids: a feed that only dates its entries anew says nothing new."""
        return hashlib.sha256("\0".join((self.title, self.summary, self.content)).encode()).hexdigest()[:16]

    def to_json(self) -> str:
        """The entry as JSON text."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Entry:
        """The entry that `to_json` wrote."""
        return cls(**json.loads(text))


@dataclass(frozen=True, slots=True)
class Feed:
    """What was taken from a feed, and in words what could not be.

    `addresses` are the further feeds that a list names (OPML outlines, the sitemaps of an index); `next_page` is the
    older part of a feed that comes in pages.
    """

    kind: FeedKind
    title: str = ""
    entries: tuple[Entry, ...] = ()
    problems: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    language: str = ""
    next_page: str = ""


def dated(raw: str) -> str:
    """A date of a feed as ISO 8601, a bare day when no time was given, "" when it is no date.

    >>> dated("Tue, 10 Mar 2026 07:30:00 -0000"), dated("Tue, 10 Mar 2026"), dated("lately")
    ('2026-03-10T07:30:00+00:00', '2026-03-10', '')
    """
    raw = clean_line(raw)
    # RFC 5322 writes -0000 for "UTC, the sender's own zone unknown"; the standard library drops the zone.
    found = normalised(re.sub(r" -0000$", " +0000", raw)) or normalised(re.sub(r"^[A-Za-z]+, *", "", raw))
    return found if ":" in raw else normalised(found[:10])  # the first day of 1970 stands for none


def newest(items: list[T], date_of: Callable[[T], str], most: int = MOST_ENTRIES) -> tuple[list[T], tuple[str, ...]]:
    """The newest items by their ISO dates, at most so many, in the feed's order, and in words what was left out."""
    if len(items) <= most:
        return items, ()
    order = sorted(range(len(items)), key=lambda place: date_of(items[place]), reverse=True)[:most]
    return [items[place] for place in sorted(order)], (f"it has {len(items)} entries; the newest {most} were read",)


def own_page(entry: Entry, locator: str, source: str, *, fetched_at: datetime) -> Page | None:
    """The article as the feed itself tells it, as a record of the import format; None when it gives no text."""
    paragraphs = list(own_paragraphs(max(entry.content, entry.summary, key=len)))
    if not paragraphs:
        return None
    record: dict[str, Any] = {
        "title": entry.title, "paragraphs": paragraphs, "url": entry.url, "source": source, "author": entry.author,
        "published": entry.published or entry.updated, "language": entry.language,
    }  # fmt: skip
    return Page(locator, json.dumps(record, ensure_ascii=False).encode(), "application/json", fetched_at)


def own_paragraphs(html: str) -> Iterator[str]:
    """The paragraphs of a piece of HTML: text parted where blocks part it, without scripts and forms.

    >>> list(own_paragraphs("The ferry<br><br>sails &amp; returns.<p>At <b>noon</b>.</p><script>x()</script>"))
    ['The ferry', 'sails & returns.', 'At noon.']
    """
    pieces: list[str] = []
    for text in _runs(html):
        if text is not None:
            pieces.append(text)
        elif paragraph := clean_line("".join(pieces)):
            yield paragraph
            pieces = []
        else:
            pieces = []


def _runs(html: str) -> Iterator[str | None]:
    """Runs of text in reading order, None where a paragraph ends; walked without recursion, nesting is the sender's."""
    from lxml import etree
    from lxml import html as lxml_html

    if not html.strip():
        return
    try:
        parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        tree = lxml_html.document_fromstring(f"<div>{html}</div>".encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return
    after_break = skipped = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in UNSEEN:
            skipped += 1 if event == "start" else -1
        if element.tag in BLOCKS:
            yield None
        if element.tag == "br" and event == "start":
            yield None if after_break else " "
            after_break = 1
        text = element.text if event == "start" else element.tail
        if text and not skipped:
            after_break = 0 if text.strip() else after_break
            yield text
    yield None
