"""From the bytes of a feed to its entries: RSS, Atom, JSON Feed, OPML and sitemaps, told apart by content, never by name.

    bytes -> text -> gate -> kind -> Feed(entries, problems)

Feeds in use are broken more often than not: what can be read is taken and what could not is said in words. Nothing is
fetched here. The only file that imports feedparser, which is handed bytes behind the gate of `feed_markup`, never an address.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable
from typing import Any

from ingest.charsets import known
from ingest.dates import normalised
from ingest.entries import MOST_ENTRIES, Entry, Feed, FeedKind, dated, own_paragraphs
from ingest.errors import SourceError
from ingest.feed_lists import read_index, read_opml, read_sitemap, web_address
from ingest.feed_markup import repaired, root_of, unpacked, without_doctype
from ingest.hygiene import clean_line
from ingest.json_feed import read_json_feed

ROOTS: dict[str, FeedKind] = {
    "rss": "rss", "rdf": "rss", "channel": "rss", "item": "rss", "feed": "atom", "entry": "atom", "opml": "opml",
    "urlset": "sitemap", "sitemapindex": "index",
}  # fmt: skip
DATES = ("published", "created", "updated")

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([^\s\"';,]*)[\"']?", re.I)
_DECLARED = re.compile(rb"<\?[^\n>]{0,400}?encoding=['\"]([^'\"\n]{0,40})['\"][^\n>]{0,400}\?>")
_ENCODING = re.compile(rb"encoding=[\"'](.*?)[\"']")
_DECLARATIONS = re.compile(r"^(?:\s|\ufeff|<\?xml\b[^>]*\?>)*")
_ENTRY_START = re.compile(r"<(?:\w+:)?(?:item|entry)[\s/>]", re.I)
_ENTRY_END = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>", re.I)
_WHOLE_ID = re.compile(r"<(?:\w+:)?(?:gu)?id\b[^<>]*>\s*(?:<!\[CDATA\[\s*)?(https?://[^\s<>\]]+)", re.I)
_DATE = re.compile(r"<(?:\w+:)?(?:pubDate|published|updated|date)\s*>([^<]{6,60})<", re.I)
_TAG = re.compile(r"<[A-Za-z/][^<>]*>")
_ALTERNATE = re.compile(r"<link\b[^<>]*>", re.I)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")


def read_feed(body: bytes, content_type: str = "", url: str = "") -> Feed:
    """The feed that some bytes hold; `url` is where they came from, against which relative links are resolved.

    Raises `SourceError` when they hold no feed, saying what they hold instead.
    """
    text, problems = decoded_feed(body, content_type)
    kind = kind_of(text)
    if kind is None and _is_html(text, content_type):
        raise SourceError(_no_feed_but_page(text, url))
    read = READERS.get(kind or "rss", _read_entries)
    feed = read(text, url)
    if kind is None and not feed.entries:
        raise SourceError(
            f"it is no feed: its first element is {root_of(text)!r}" if root_of(text) else "it is no feed"
        )
    return Feed(
        feed.kind, feed.title, feed.entries, (*problems, *feed.problems), feed.addresses, feed.language, feed.next_page
    )


def kind_of_bytes(body: bytes, content_type: str = "") -> FeedKind | None:
    """What kind of feed some bytes are, None for anything else."""
    try:
        return kind_of(decoded_feed(body, content_type)[0])
    except SourceError:
        return None


def kind_of(text: str) -> FeedKind | None:
    """What kind of feed a text is, by its first element or its JSON, None for anything else."""
    if text.startswith("{"):
        return "json" if '"items"' in text or "jsonfeed.org" in text[:2000] else None
    return ROOTS.get(root_of(text))


def decoded_feed(body: bytes, content_type: str = "") -> tuple[str, list[str]]:
    """The text of a feed without document type and illegal characters, and in words what was amiss."""
    from feedparser import encodings  # type: ignore[import-untyped]

    # Its own takes longer than 12 s over 25 kB of one line that declares an encoding again and again.
    encodings.RE_XML_PI_ENCODING = _DECLARED
    body = unpacked(body)
    if b"\x00" not in body[:4]:
        body = body.lstrip()  # a blank line first hides the declared encoding from every XML parser
    if not body:
        raise SourceError("it is empty; check the address, and whether its sender still keeps the feed up")
    found: dict[str, Any] = {}
    content_type, body = _with_known_charset(content_type), _with_known_encodings(body)
    try:
        converted = encodings.convert_to_utf8({"content-type": content_type} if content_type else {}, body, found)
    except (UnicodeError, ValueError) as error:
        raise SourceError("its characters are in no known encoding; check the address") from error
    problems = []
    if (
        type(found.get("bozo_exception")).__name__.startswith("CharacterEncoding")
        and "charset=" in content_type.lower()
    ):
        problems.append(f"its characters are not what it says: {found['bozo_exception']}")
    text = converted.decode("utf-8", "replace")
    text, dropped = without_doctype(_DECLARATIONS.sub("", _ILLEGAL.sub("", text)))
    return text, [*problems, *dropped]


def _with_known_charset(content_type: str) -> str:
    """The content type with no encoding but one that a text may be in: feedparser tries any, however long that takes."""
    kind, named = content_type.partition(";")[0], _CHARSET.search(content_type)
    return f"{kind}; charset={named[1]}" if named and known(named[1]) else kind


def _with_known_encodings(body: bytes) -> bytes:
    """The feed, its first line declaring no encoding but one that a text may be in."""
    if not body.startswith(b"<?"):
        return body
    line, end, rest = body.partition(b"\n")
    return (
        _ENCODING.sub(
            lambda found: found[0] if known(found[1].decode("ascii", "replace")) else b"encoding='utf-8'", line
        )
        + end
        + rest
    )


def feeds_named_by(page: str, url: str) -> list[str]:
    """The feeds that a web page names in its head, each once."""
    found = []
    for tag in _ALTERNATE.findall(page[:500_000])[:500]:
        given = {name.lower(): html.unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag)}
        is_feed = re.fullmatch(r"application/(?:rss\+xml|atom\+xml|feed\+json)", given.get("type", "").strip().lower())
        if is_feed and "alternate" in given.get("rel", "").lower():
            found.append(web_address(given.get("href", ""), url))
    return [address for address in dict.fromkeys(found) if address]


def _is_html(text: str, content_type: str) -> bool:
    return root_of(text) in {"html", "head", "body"} or ("html" in content_type.lower() and "<" in text[:2000])


def _no_feed_but_page(text: str, url: str) -> str:
    named = feeds_named_by(text, url)
    if not named:
        return "it is a web page, not a feed; look on the page for the address of its feed"
    return f"it is a web page, not a feed; the page names {' and '.join(repr(one) for one in named[:3])}, add that"


def _read_entries(text: str, url: str) -> Feed:
    """RSS and Atom, by feedparser: strictly, and leniently when the XML is broken."""
    import feedparser

    text, cut = _at_most(text, MOST_ENTRIES)
    text, mended = repaired(text)
    body = b"<?xml version='1.0' encoding='utf-8'?>\n" + text.encode("utf-8", "replace")
    told = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    # What is read here ends as plain text, so that cleaning its HTML would be work for nothing.
    try:
        parsed = feedparser.parse(
            io.BytesIO(body), response_headers=told, sanitize_html=False, resolve_relative_uris=False
        )
    except (
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        RecursionError,
    ) as error:  # of elements that are closed by others
        raise SourceError("its elements are closed in the wrong order; its sender has to mend it") from error
    problems = [*cut, *mended, *_problem(parsed)]
    language = str(dict.get(parsed.feed, "language", ""))
    # feedparser takes an id for a link, as RSS has it, and makes an address even of one that is none.
    whole = {html.unescape(address) for address in _WHOLE_ID.findall(text)}
    entries = tuple(_entry(entry, url, language, whole) for entry in parsed.entries[:MOST_ENTRIES])
    kind: FeedKind = "atom" if str(parsed.get("version", "")).startswith("atom") else "rss"
    pages = [link.get("href", "") for link in dict.get(parsed.feed, "links", []) if link.get("rel") == "next"]
    return Feed(
        kind, _plain(parsed.feed, "title"), entries, tuple(problems), language=language,
        next_page=web_address(pages[0], url) if pages else "",
    )  # fmt: skip


READERS: dict[str, Callable[[str, str], Feed]] = {
    "rss": _read_entries,
    "atom": _read_entries,
    "json": read_json_feed,
    "opml": read_opml,
    "sitemap": read_sitemap,
    "index": read_index,
}


def _at_most(text: str, most: int) -> tuple[str, list[str]]:
    """The text with so many entries at most, at the end of it that is newer: a feed may hold its whole archive."""
    starts = [match.start() for match in _ENTRY_START.finditer(text)]
    if len(starts) <= most:
        return text, []
    ends = [match.end() for match in _ENTRY_END.finditer(text)]
    tail = text[ends[-1] :] if ends else ""
    dates = [dated(match[1]) for match in (_DATE.search(text, starts[0]), _DATE.search(text, starts[-1])) if match]
    if len(dates) == 2 and dates[0] < dates[1]:
        text = text[: starts[0]] + text[starts[-most] :]
    else:
        text = text[: starts[most]] + tail
    return text, [f"it has {len(starts)} entries; the newest {most} were read"]


def _problem(parsed: Any) -> list[str]:
    """What feedparser found amiss, in words."""
    error = parsed.get("bozo_exception")
    if not parsed.get("bozo") or error is None or type(error).__name__.startswith(("CharacterEncoding", "NonXML")):
        return []
    return [f"its XML is broken ({clean_line(str(error))[:200]}); what could be read was"]


def _entry(entry: Any, url: str, language: str, whole_ids: set[str]) -> Entry:
    # feedparser's own lookup warns and guesses; what is there is there, plainly.
    said: dict[str, Any] = {key: dict.get(entry, key) or "" for key in dict.keys(entry)}
    contents = [one for one in said.get("content", []) if one.get("value")]
    identity = clean_line(str(said.get("id", "")))
    given = str(said.get("feedburner_origlink") or said.get("link", ""))
    link = "" if given == identity and identity not in whole_ids else web_address(given, url)
    dates = {key: dated(str(said.get(key, ""))) or _parsed_day(said, key) for key in DATES}
    tongues = [
        *(one.get("language") for one in contents),
        (said.get("title_detail") or {}).get("language"),
    ]
    return Entry(
        id=identity,
        url=link or (web_address(identity) if identity in whole_ids else ""),
        title=_plain(said, "title"),
        author=clean_line(str(said.get("author", "")))[:300],
        published=dates["published"] or dates["created"],
        updated=dates["updated"],
        summary=_html(said.get("summary", ""), said.get("summary_detail")),
        content=max((_html(one["value"], one) for one in contents), key=len, default=""),
        language=next((str(one) for one in tongues if one), language),
    )


def _plain(said: Any, key: str) -> str:
    """A field as plain text, without the tags that some put into titles."""
    text = str(dict.get(said, key) or "")
    return " ".join(own_paragraphs(text)) if _TAG.search(text) else clean_line(html.unescape(text))


def _html(value: Any, detail: Any) -> str:
    """A text as HTML, whatever it was given as."""
    plain = detail and detail.get("type") == "text/plain"
    return html.escape(str(value), quote=False).replace("\n\n", "<p>") if plain else str(value)


def _parsed_day(said: dict[str, Any], key: str) -> str:
    """The day or instant that feedparser read out of a date of a form of its own, "" when it is none."""
    parsed = said.get(f"{key}_parsed")
    if not parsed:
        return ""
    day = f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}"
    timed = f"{day}T{parsed.tm_hour:02}:{parsed.tm_min:02}:{parsed.tm_sec:02}+00:00"
    return normalised(timed if ":" in str(said[key]) else day)
