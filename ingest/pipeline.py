"""From locators to stored articles: read, extract, chunk, embed, store; one outcome for everything that was given.

    locator -> Pages -> Article -> Chunks -> vectors -> one transaction, the next articles being read and embedded meanwhile

A bad item is one outcome with its reason and the batch goes on. Reading and extracting know nothing of the library,
storing knows nothing of files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Literal

from ingest import origins
from ingest.ahead import Item, Read, ahead
from ingest.articles import Article, Page, Paragraph
from ingest.chunks import chunks
from ingest.embedder import Embedder, normalised
from ingest.errors import SourceError
from ingest.extract import read
from ingest.found import Address, FeedList, Given, Rejected
from ingest.languages import is_read
from ingest.library import Embedded, Library
from ingest.sources import pages

Kind = Literal["added", "unchanged", "updated", "duplicate", "rejected", "failed"]
KINDS: tuple[Kind, ...] = ("added", "unchanged", "updated", "duplicate", "rejected", "failed")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item, as `briefing add` reports it; a feed that is followed is an item without an article."""

    item: str
    outcome: Kind
    article_id: str | None = None
    external_id: str | None = None
    duplicate_of: str | None = None
    reason: str | None = None
    paragraphs: int = 0
    origin_of: str | None = None
    is_feed: bool = False


def ingest(
    locators: Iterable[Given], library: Library, embedder: Callable[[], Embedder | None],
    visit: Callable[[Address | FeedList], Iterator[Outcome]] | None = None, *, now: datetime | None = None,
) -> Iterator[Outcome]:  # fmt: skip
    """Store what the locators name or what was handed in, an outcome each as it is done; `now` stands for the moment at which files are read.

    `embedder` is called when the first new text needs it, so that a batch of known articles loads no model; `visit` is
    called for web addresses and lists of feeds, which are refused without it. Where `embedder` gives None the articles are stored
    with their words alone, and their vectors are to be made later. The caller holds the library's writing lock. Articles of an older library are compared with each other first, so
    that near copies of them are known as such.
    """
    origins.compare(library.database)
    for item, loaded in ahead(_read(locators, now), embedder, partial(_is_new, library)):
        if isinstance(item, Read):
            yield store(item.article, item.page, library, loaded)
        elif isinstance(item, Rejected):
            yield Outcome(item.locator, "failed" if item.failed else "rejected", reason=item.reason)
        elif visit is not None:
            yield from visit(item)
        else:
            yield Outcome(item.locator, "rejected", reason="nothing is fetched from the web here")


def _read(locators: Iterable[Given], now: datetime | None) -> Iterator[Item]:
    """What the locators name, read where it is a page."""
    for locator in locators:
        for found in pages(locator):
            if not isinstance(found, Page):
                yield found
                continue
            page = found if now is None else replace(found, fetched_at=now)
            try:
                yield Read(page, read(page))
            except SourceError as error:
                yield Rejected(page.locator, str(error))


def _is_new(library: Library, article: Article) -> bool:
    """Whether the library does not have the words of an article yet."""
    return library.with_content(article.content_hash) is None


def store(article: Article, page: Page, library: Library, embedder: Callable[[], Embedder | None]) -> Outcome:
    """Put one article into the library unless its words are there already.

    One that has changed at its address is stored anew also where its words are those of another article now.
    """
    article = under_its_id(article, library)
    outcome = Outcome(page.locator, "added", article.id, article.external_id, paragraphs=len(article.paragraphs))
    known = library.content_hash(article.id)
    same = article.id if known == article.content_hash else library.with_content(article.content_hash)
    has_changed = known not in {None, article.content_hash}
    if same is not None and not has_changed and not _first_met_as(library, same, article):
        library.add_copy(same, article, page)
        return replace(outcome, outcome="duplicate", article_id=same, duplicate_of=same, paragraphs=0)
    if known == article.content_hash:
        return replace(outcome, outcome="unchanged")
    if known is not None:
        article = as_version(article, article.id, library.versions(article.id)[-1] + 1)
    near = same or origins.nearest(library.database, article.id, (paragraph.text for paragraph in article.paragraphs))
    stored = library.add(article, embedded(article, embedder()), page, near=near)
    return _told(outcome if known is None else replace(outcome, outcome="updated"), stored, near)


def _told(outcome: Outcome, stored: Article, near: str | None) -> Outcome:
    """The outcome with what is to be said of a near copy and of doubtful dates and languages."""
    said = list(stored.notes)
    if stored.origin_of is not None:
        said.insert(0, f"a near copy of {stored.origin_of} (same origin)")
    elif near is not None:
        said.insert(0, f"the earliest of near copies: {near} is one of it (same origin)")
    return replace(outcome, reason="; ".join(said) or None, origin_of=stored.origin_of)


def embedded(article: Article, embedder: Embedder | None) -> Embedded:
    """The chunks of an article with their vectors; without, where there is no model or it cannot read the article's language."""
    parts = chunks(article)
    if embedder is None:
        return Embedded(parts, (), "", 0)
    if not is_read(article.language, embedder.languages):
        return Embedded(parts, (), embedder.identity, embedder.dimension)
    matrix = normalised(embedder.embed_documents([chunk.text for chunk in parts]))
    vectors = [row.astype("<f4").tobytes() for row in matrix]
    return Embedded(parts, vectors, embedder.identity, embedder.dimension)


def under_its_id(article: Article, library: Library) -> Article:
    """The article under the id that its address has in the library already, however that id came to be."""
    known = library.at_address(article.url)
    return article if known in {None, article.id} else as_version(article, str(known), article.version)


def as_version(article: Article, article_id: str, version: int) -> Article:
    """The same text as a version of an article."""
    paragraphs = tuple(
        Paragraph(article_id, version, paragraph.number, paragraph.text, paragraph.heading)
        for paragraph in article.paragraphs
    )
    return replace(article, id=article_id, version=version, paragraphs=paragraphs)


def _first_met_as(library: Library, article_id: str, article: Article) -> bool:
    """Whether `article` is the very item the stored article was made from: same address, or same name in its import."""
    stored = library.article(article_id)
    if article.url or stored.url:
        return article.id == stored.id
    return article.external_id == stored.external_id
