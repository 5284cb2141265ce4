"""What a web page declares about its article: JSON-LD before OpenGraph before microdata and plain meta tags.

Every value is text as it will be shown; "" stands for what the page does not say. Dates keep their time and zone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from ingest.dates import normalised
from ingest.languages import tag
from ingest.linkeddata import addresses, flag, name, records
from ingest.texts import joined

_PUBLISHED = (
    "article:published_time og:article:published_time article:published og:published_time datepublished "
    "parsely-pub-date sailthru.date publish-date publishdate pubdate date.issued dc.date.issued dcterms.issued "
    "dcterms.created dc.date dcterms.date date"
).split()
_MODIFIED = "article:modified_time og:article:modified_time og:updated_time datemodified last-modified dcterms.modified"
_BY = re.compile(r"^(?:(?:written |posted |reported )?by|von|par|por|di|door|av)\s*:?\s+", re.I)
_NO_NAME = re.compile(r"https?:|www\.|@|/|^\W*$|^(?:admin|administrator|webmaster)$", re.I)
_SEPARATOR = re.compile(r"\s+[|–—·•:»-]\s+")


def declared(tree: Any) -> dict[str, str]:
    """The title, author, source, dates, address and language that a page declares, and its article's own text."""
    meta, linked = _meta(tree), records(tree)
    source = _first(name(one.get("publisher")) for one in linked) or _first(
        meta.get(key, "") for key in ("og:site_name", "application-name", "dc.publisher")
    )
    title = _first(name(one.get("headline")) for one in linked) or _first(
        meta.get(key, "") for key in ("og:title", "headline", "twitter:title", "dc.title")
    )
    published = [*(name(one.get("datePublished")) for one in linked), *(meta.get(key, "") for key in _PUBLISHED)]
    modified = [*(name(one.get("dateModified")) for one in linked), *(meta.get(key, "") for key in _MODIFIED.split())]
    source = re.sub(r"^https?://(?:www\.)?|/+$", "", source)
    return {
        "title": without_outlet(title, source),
        "author": _authors([*(one.get("author") for one in linked), meta.get("author"), meta.get("article:author")]),
        "source": source,
        "published": best_date([*published, *_times(tree)]),
        "modified": best_date(modified),
        "url": _address(
            [*_canonical(tree), meta.get("og:url", ""), *(text for one in linked for text in addresses(one))]
        ),
        "language": _first(
            map(tag, [*(name(one.get("inLanguage")) for one in linked), tree.get("lang") or "", *_locale(meta)])
        ),
    }


def article_body(tree: Any) -> str:
    """The text of the article as the page's JSON-LD gives it, "" when it gives none."""
    return max((text for one in records(tree) if isinstance(text := one.get("articleBody"), str)), key=len, default="")


def says_not_free(tree: Any) -> bool:
    """Whether the page declares that its article is not free to read."""
    return any(flag(one.get("isAccessibleForFree")) is False for one in records(tree))


def says_article(tree: Any) -> bool:
    """Whether the page declares that it is an article."""
    return _meta(tree).get("og:type", "").lower() == "article" or any(one.get("headline") for one in records(tree))


def best_date(candidates: Iterable[str]) -> str:
    """The first candidate that is a date; a later one of the same day wins when only it names the instant.

    >>> best_date(["soon", "2026-03-10", "2026-03-10T07:30:00+01:00", "2026-04-01T08:00:00Z"])
    '2026-03-10T07:30:00+01:00'
    """
    dates = list(filter(None, map(normalised, candidates)))
    same_day = [date for date in dates if date[:10] == dates[0][:10]]
    return max(same_day, key=_precision, default="")


def _precision(date: str) -> int:
    return 0 if len(date) <= 10 else 2 if re.search(r"(?:Z|[+-]\d\d:\d\d)$", date) else 1


def without_outlet(title: str, source: str) -> str:
    """A title without the outlet's name behind it.

    >>> without_outlet("Quay closed | The Harbour Post", "Harbour Post")
    'Quay closed'
    """
    head, tail = title, ""
    for match in _SEPARATOR.finditer(title):
        head, tail = title[: match.start()], title[match.end() :]
    same = tail and source and _bare(tail) == _bare(source)
    return head.strip() if same and head.strip() else title


def _bare(text: str) -> str:
    return re.sub(r"\W|^the\s", "", text.casefold())


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")


def _meta(tree: Any) -> dict[str, str]:
    """The first value of each meta tag and of each microdata property that holds its value in an attribute."""
    found: dict[str, str] = {}
    for node in tree.iter("meta", "time", "span"):
        key = node.get("property") or node.get("name") or node.get("itemprop") or node.get("http-equiv") or ""
        value = joined(html.unescape(node.get("content") or node.get("datetime") or ""))
        if key and value:
            found.setdefault(key.lower(), value)
    return found


def _times(tree: Any) -> Iterator[str]:
    """The instants of time elements that a page marks as its publication."""
    for node in tree.iter("time"):
        words = f"{node.get('itemprop') or ''} {node.get('class') or ''}".lower()
        if node.get("pubdate") is not None or "publish" in words or "entry-date" in words:
            yield node.get("datetime") or ""


def _authors(values: Iterable[Any]) -> str:
    """The names of the first value that names anybody: several with commas, no addresses, no "By "."""
    for value in values:
        found = []
        for one in value if isinstance(value, list) else [value]:
            text = _BY.sub("", joined(html.unescape(name(one))))
            if text and not _NO_NAME.search(text) and text not in found:
                found.append(text)
        if found:
            return ", ".join(found)
    return ""


def _canonical(tree: Any) -> Iterator[str]:
    for node in tree.iter("link"):
        if "canonical" in (node.get("rel") or "").lower().split():
            yield (node.get("href") or "").strip()


def _address(candidates: Iterable[str]) -> str:
    """The first absolute address that names more than a site's front page."""
    for candidate in candidates:
        try:
            parts = urlsplit(candidate)
        except ValueError:
            continue
        if parts.scheme.lower() in {"http", "https"} and parts.netloc and (parts.path.strip("/") or parts.query):
            return candidate
    return ""


def _locale(meta: dict[str, str]) -> Iterator[str]:
    yield from (meta.get("og:locale", ""), meta.get("content-language", ""))
