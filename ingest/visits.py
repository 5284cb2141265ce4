"""Visits to the addresses of articles: what a server says of one, whether it changed since, whether it is gone.

    address -> Response -> Visit(article | unchanged | gone | refused, reason)

Visiting knows nothing of the library and may run in any thread; what was learnt is written down by whoever stores.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from ingest import rows
from ingest.articles import Article, Page, Paragraph, article_id
from ingest.entries import own_paragraphs
from ingest.errors import SourceError
from ingest.extract import canonical_url, decoded, read
from ingest.getter import Getter, Response, host_of, in_words
from ingest.library import Library

TEMPORARY = {408, 425, 429}  # and everything from 500 on
MOST_WORDS_OF_A_NOTICE = 120
_WITHDRAWN = re.compile(
    r"\bthis (?:article|story|page) (?:has been|was|is) "
    r"(?:withdrawn|retracted|removed|taken down|unpublished|no longer available)\b",
    re.I,
)

Ended = Literal["read", "unchanged", "gone", "refused"]


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of an address: the article it showed, and the server's marks of that version."""

    article_id: str
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """How a visit ended; `article` and `page` when something was read, else the `reason` in words.

    `again` says that another visit may end better; `response` is there when the server answered at all.
    """

    url: str
    ended: Ended
    reason: str = ""
    again: bool = False
    article: Article | None = None
    page: Page | None = None
    response: Response | None = None


def visit(getter: Getter, url: str, known: Known | None = None, *, obey_robots: bool = True) -> Visit:
    """Fetch an address and read the article it shows."""
    marks = {"etag": known.etag, "last_modified": known.last_modified} if known else {}
    try:
        response = getter.get(url, obey_robots=obey_robots, **marks)
    except SourceError as error:
        return Visit(url, "refused", str(error), again=True)
    if response.status == 304 and known is None:
        return Visit(url, "refused", "the server answered 304, not modified, to a first question", again=True)
    return judged(url, response)


def judged(url: str, response: Response) -> Visit:
    """What an answer means for the article at an address."""
    if response.status == 304:
        return Visit(url, "unchanged", response=response)
    if response.status in {404, 410}:
        return Visit(url, "gone", in_words(response.status), response=response)
    if not 200 <= response.status < 300 or not response.body.strip():
        reason = (
            in_words(response.status)
            if response.body.strip() or response.status >= 300
            else "the server gave no content"
        )
        again = response.status in TEMPORARY or response.status >= 500
        return Visit(url, "refused", reason, again=again, response=response)
    page = Page(url, response.body, media_type_of(response), response.fetched_at)
    try:
        article = addressed(read(page), canonical_url(response.url))
    except SourceError as error:
        if notice := withdrawal(_shown(page)):
            return Visit(url, "gone", f"the page says: {notice}", response=response)
        return Visit(url, "refused", str(error), response=response)
    if notice := withdrawal([paragraph.text for paragraph in article.paragraphs]):
        return Visit(url, "gone", f"the page says: {notice}", response=response)
    return Visit(url, "read", article=article, page=page, response=response)


def media_type_of(response: Response) -> str:
    """The kind of reader an answer needs, by its content first; servers call plain text HTML and the other way round."""
    said = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    head = response.body[:1000].lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html")) or "html" in said:
        return "text/html"
    return "text/markdown" if said == "text/markdown" else "text/plain" if said == "text/plain" else "text/html"


def addressed(article: Article, url: str) -> Article:
    """The article under the address it came from, or under the one it declares where that is another of the same host.

    A page that declares the address of another outlet, or its own front page, would overwrite what is stored under that.
    """
    declared = article.url
    if declared and _same_host(declared, url) and (not _is_front(declared) or _is_front(url)):
        return replace(article, source=article.source or host_of(url))
    return at_address(replace(article, source=article.source or host_of(url)), url)


def at_address(article: Article, url: str) -> Article:
    """The same article under another address, and so with another id."""
    name = article_id("url", url)
    paragraphs = tuple(
        Paragraph(name, paragraph.version, paragraph.number, paragraph.text, paragraph.heading)
        for paragraph in article.paragraphs
    )
    return replace(article, id=name, url=url, paragraphs=paragraphs)


def withdrawal(paragraphs: list[str]) -> str:
    """The words in which a short text says that an article was withdrawn, "" when it does not.

    >>> withdrawal(["Harbour toll", "This article has been withdrawn by the editors."])
    'This article has been withdrawn by the editors.'
    """
    if sum(len(text.split()) for text in paragraphs) > MOST_WORDS_OF_A_NOTICE:
        return ""
    return next((text[:300] for text in paragraphs if _WITHDRAWN.search(text)), "")


def known(library: Library, url: str) -> Known | None:
    """What is remembered of an address; None for one that was never stored, or whose article was taken out."""
    row = library.database.row(
        "SELECT article_id, etag, last_modified FROM validators WHERE address = ?", (canonical_url(url),)
    )
    if row is not None:
        return Known(row["article_id"], row["etag"], row["last_modified"])
    name = article_id("url", canonical_url(url))
    return Known(name) if library.content_hash(name) is not None else None


def remember(connection: sqlite3.Connection, visited: Visit, article: str, now: datetime) -> None:
    """Write down a server's marks of the version that is stored, so that the next visit can ask whether it changed."""
    response = visited.response
    if response is not None and visited.ended == "read":
        connection.execute(
            "INSERT INTO validators VALUES (?, ?, ?, ?, ?) ON CONFLICT (address) DO UPDATE SET article_id = excluded.article_id, "
            "etag = excluded.etag, last_modified = excluded.last_modified, checked = excluded.checked",
            (
                canonical_url(visited.url), article, response.headers.get("etag", ""),
                response.headers.get("last-modified", ""), now.astimezone(UTC).isoformat(timespec="seconds"),
            ),
        )  # fmt: skip


def mark_gone(connection: sqlite3.Connection, article: str, reason: str, now: datetime) -> None:
    """Mark an article whose address does not show it any more; the first time counts, its text stays."""
    changed = connection.execute(
        "UPDATE articles SET gone = ?, gone_reason = ? WHERE id = ? AND gone = ''",
        (now.astimezone(UTC).isoformat(timespec="seconds"), reason, article),
    ).rowcount
    if changed:
        rows.count_revision(connection)


def mark_back(connection: sqlite3.Connection, article: str) -> None:
    """Take the mark off an article whose address shows it again."""
    if connection.execute(
        "UPDATE articles SET gone = '', gone_reason = '' WHERE id = ? AND gone != ''", (article,)
    ).rowcount:
        rows.count_revision(connection)


def _shown(page: Page) -> list[str]:
    try:
        return list(own_paragraphs(decoded(page.body[:200_000], html=True)))
    except SourceError:
        return []


def _same_host(one: str, other: str) -> bool:
    first, second = sorted((host_of(one), host_of(other)), key=len)
    return first == second or second.endswith("." + first)


def _is_front(url: str) -> bool:
    return url.partition("://")[2].partition("/")[2] == ""
