"""Visits to the addresses of articles: what a server says of one, whether it changed since, whether it is gone.

    address -> Response -> Visit(article | unchanged | gone | refused, reason)

Visiting writes nothing and may run in any thread; what was learnt is written down by whoever stores.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import urlsplit

from ingest.articles import Article, Page, Paragraph, article_id
from ingest.canonical import canonical_url, same_address
from ingest.charsets import text_of
from ingest.entries import own_paragraphs
from ingest.errors import Busy, Deadline, SourceError, Unreachable
from ingest.extract import decoded, read
from ingest.fetch import Fetcher, Response
from ingest.hosts import host_of
from ingest.media import HTML, MARKDOWN, TEXT, media_type
from ingest.remembered import Known

NO_ANSWER = (Unreachable, Deadline, Busy)  # another visit may have more luck
MOST_UNANSWERED = 3
TEMPORARY = {408, 425, 429}  # and everything from 500 on
MOST_WORDS_OF_A_NOTICE = 120
SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/markdown": ".md", "text/plain": ".txt"}
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)
_WITHDRAWN = re.compile(
    r"\bthis (?:article|story|page) (?:has been|was|is) "
    r"(?:withdrawn|retracted|removed|taken down|unpublished|no longer available)\b",
    re.I,
)

Ended = Literal["read", "unchanged", "gone", "refused"]


@dataclass(frozen=True, slots=True)
class Visit:
    """How a visit ended; `article` and `page` when something was read, else the `reason` in words.

    `again` says that another visit may end better; `response` is there when the server answered at all; not `asked`, it was
    spared the question because it has been silent lately.
    """

    url: str
    ended: Ended
    reason: str = ""
    again: bool = False
    article: Article | None = None
    page: Page | None = None
    response: Response | None = None
    asked: bool = True


class Visitor:
    """Visits addresses, from any thread; a host that has not answered several times in a row is left alone from then on.

    So a dead host does not cost a wait for each of its pages; a visitor lasts as long as one round.
    """

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._unanswered: Counter[str] = Counter()
        self._lock = threading.Lock()

    def visit(self, url: str, known: Known | None = None) -> Visit:
        """Fetch an address and read the article it shows."""
        host = host_of(url)
        if self._unanswered[host] >= MOST_UNANSWERED:
            reason = f"its host {host!r} has not answered {MOST_UNANSWERED} times in a row"
            return Visit(url, "refused", reason, again=True, asked=False)
        visited = self._visited(url, known)
        with self._lock:
            self._unanswered[host] = self._unanswered[host] + 1 if visited.again and visited.response is None else 0
        return visited

    def _visited(self, url: str, known: Known | None) -> Visit:
        etag, last_modified = (known.etag, known.last_modified) if known else ("", "")
        try:
            response = self._fetcher.get(url, etag=etag, last_modified=last_modified)
        except NO_ANSWER as error:
            return Visit(url, "refused", str(error), again=True)
        except SourceError as error:
            return Visit(url, "refused", str(error))
        return judged(url, response, conditional=bool(etag or last_modified))


def judged(url: str, response: Response, *, conditional: bool) -> Visit:
    """What an answer means for the article at an address; `conditional` when it was only asked for changes."""
    if response.status == 304 and conditional:
        return Visit(url, "unchanged", response=response)
    if response.status == 304:
        reason = "the server answered 304, not modified, though it was not asked for changes"
        return Visit(url, "refused", reason, again=True, response=response)
    if response.status in {404, 410}:
        return Visit(url, "gone", response.in_words, response=response)
    if not response.ok:
        again = response.status in TEMPORARY or response.status >= 500
        return Visit(url, "refused", response.in_words, again=again, response=response)
    if not response.body.strip():
        return Visit(url, "refused", "the server gave no content", response=response)
    return _read(url, response)


def _read(url: str, response: Response) -> Visit:
    try:
        page = page_of(url, response)
    except SourceError as error:
        return Visit(url, "refused", str(error), response=response)
    try:
        article = addressed(read(page), canonical_url(response.url))
    except SourceError as error:
        if notice := withdrawal(_shown(page)):
            return Visit(url, "gone", f"the page says: {notice}", response=response)
        return Visit(url, "refused", str(error), response=response)
    if notice := withdrawal([paragraph.text for paragraph in article.paragraphs]):
        return Visit(url, "gone", f"the page says: {notice}", response=response)
    return Visit(url, "read", article=article, page=page, response=response)


def page_of(url: str, response: Response) -> Page:
    """The page of an answer, its kind told by its bytes; raises `SourceError` for what is no article.

    What the server says of it decides only where the bytes do not: between kinds of text, and on their encoding.
    """
    suffix = SUFFIXES.get(response.media_type) or PurePosixPath(urlsplit(response.url).path).suffix
    kind = media_type(response.body, suffix)
    body = as_utf8(response) if kind in {HTML, TEXT, MARKDOWN} else response.body
    return Page(url, body, kind, response.fetched_at)


def as_utf8(response: Response) -> bytes:
    """The body in UTF-8 where the server names another encoding; a page may not name its own."""
    named = _CHARSET.search(response.headers.get("content-type", ""))
    text = text_of(response.body, [named[1]]) if named else None
    return response.body if text is None else text.encode()  # where the server is wrong, the page's own word is tried


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
    name = article_id("url", same_address(url))
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
