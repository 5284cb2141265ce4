"""The kept briefings as feeds, for any reader of news: Atom (RFC 4287) and JSON Feed 1.1, an entry for each day.

An entry keeps its identity for ever: a day that is briefed anew is the same entry, updated.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from assistant.html_out import briefing_fragment
from assistant.layout import Json, laid_out
from assistant.text_out import briefing_text
from ingest.errors import DeliveryError

Kept = tuple[str, Json]  # when it was made, in ISO 8601, and the JSON of the briefing
TITLE = "Cited Briefing"
_ATOM = "http://www.w3.org/2005/Atom"
_VERSION = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True, slots=True)
class Entry:
    """A day's newest briefing; times are UTC in RFC 3339."""

    id: str
    title: str
    published: str
    updated: str
    data: Json


def entries(kept: Iterable[Kept], library: str = "") -> list[Entry]:
    """The newest briefing of each day, the newest day first; `library` tells one library's entries from another's."""
    by_day: dict[str, list[Kept]] = {}
    for made, data in kept:
        by_day.setdefault(laid_out(data).day, []).append((_instant(made), data))
    return [_entry(day, sorted(by_day[day], key=_age), library) for day in sorted(by_day, reverse=True)]


def briefings_atom(kept: Iterable[Kept], library: str = "") -> bytes:
    """The kept briefings as an Atom feed."""
    found = entries(kept, library)
    ET.register_namespace("", _ATOM)
    feed = ET.Element(_tag("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": "en"})
    _put(feed, "id", identity("feed", library))
    _put(feed, "title", TITLE)
    _put(feed, "updated", max((entry.updated for entry in found), default=_instant("1970-01-01")))
    ET.SubElement(ET.SubElement(feed, _tag("author")), _tag("name")).text = TITLE
    _put(feed, "generator", TITLE)
    for entry in found:
        _put_entry(ET.SubElement(feed, _tag("entry")), entry)
    ET.indent(feed)
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def briefings_json_feed(kept: Iterable[Kept], library: str = "") -> str:
    """The kept briefings as a JSON Feed."""
    feed = {
        "version": _VERSION, "title": TITLE, "language": "en", "authors": [{"name": TITLE}],
        "items": [_item(entry) for entry in entries(kept, library)],
    }  # fmt: skip
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def identity(what: str, library: str = "") -> str:
    """A name that is the same for ever, as a URN.

    >>> identity("2026-03-10")
    'urn:uuid:29e614ab-de85-5460-8e4c-5939fdbbd754'
    """
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'cited-briefing:{library}:{what}')}"


def _entry(day: str, editions: list[Kept], library: str) -> Entry:
    made, data = editions[-1]
    return Entry(identity(day, library), laid_out(data).title, editions[0][0], made, data)


def _age(edition: Kept) -> tuple[str, str]:
    return edition[0], json.dumps(edition[1], sort_keys=True)  # two of one moment: the same one is last, in any order


def _put_entry(element: ET.Element, entry: Entry) -> None:
    for name in ("id", "title", "published", "updated"):
        _put(element, name, getattr(entry, name))
    summary = _summary(entry.data)
    if summary:
        _put(element, "summary", summary)
    _put(element, "content", briefing_fragment(entry.data), type="html")


def _item(entry: Entry) -> dict[str, Any]:
    item = {
        "id": entry.id, "title": entry.title, "content_html": briefing_fragment(entry.data),
        "content_text": briefing_text(entry.data), "date_published": entry.published, "date_modified": entry.updated,
    }  # fmt: skip
    summary = _summary(entry.data)
    return item | ({"summary": summary} if summary else {})


def _summary(data: Json) -> str:
    return " ".join(line.text for line in laid_out(data).lead)


def _put(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, _tag(name), attributes).text = text


def _tag(name: str) -> str:
    return f"{{{_ATOM}}}{name}"


def _instant(made: str) -> str:
    """A moment as RFC 3339 asks for it, in UTC to the second."""
    try:
        moment = datetime.fromisoformat(made)
    except ValueError as error:
        raise DeliveryError(f"the briefing was made at {made!r}, which is no time; brief that day again") from error
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
