"""JSON Feed (https://www.jsonfeed.org/version/1.1/), read as far as it can be."""

from __future__ import annotations

import html
import json
from typing import Any

from ingest.entries import Entry, Feed, dated, newest
from ingest.errors import SourceError
from ingest.feed_lists import web_address
from ingest.hygiene import clean_line


def read_json_feed(text: str, url: str) -> Feed:
    """The feed of a JSON text; raises `SourceError` when it is none."""
    try:
        given = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"its JSON is broken ({error}); its sender has to mend it") from error
    items = given.get("items") if isinstance(given, dict) else None
    if not isinstance(items, list):
        raise SourceError("it is JSON but no feed: it has no list 'items'")
    objects = [item for item in items if isinstance(item, dict)]
    kept, cut = newest(objects, lambda item: _text(item, "date_published") or _text(item, "date_modified"))
    language = _text(given, "language")
    entries = tuple(_entry(item, url, language) for item in kept)
    strange = len(items) - len(objects)
    problems = (*((f"{strange} of its items are no objects; they were left out",) if strange else ()), *cut)
    return Feed(
        "json", _text(given, "title"), entries, problems, language=language,
        next_page=web_address(_text(given, "next_url"), url),
    )  # fmt: skip


def _entry(item: dict[str, Any], url: str, language: str) -> Entry:
    plain = item.get("content_text")
    return Entry(
        id=_text(item, "id"),
        url=web_address(_text(item, "url") or _text(item, "external_url"), url) or web_address(_text(item, "id")),
        title=_text(item, "title"),
        author=_authors(item),
        published=dated(_text(item, "date_published")),
        updated=dated(_text(item, "date_modified")),
        summary=html.escape(_text(item, "summary"), quote=False),
        content=item["content_html"] if isinstance(item.get("content_html"), str) else _as_html(plain),
        language=_text(item, "language") or language,
    )


def _text(given: dict[str, Any], key: str) -> str:
    """A field as one line; ids and dates are sometimes written as numbers."""
    value = given.get(key)
    return clean_line(str(value)) if isinstance(value, str | int | float) else ""


def _authors(item: dict[str, Any]) -> str:
    """The names of all authors, of version 1.1 or 1."""
    listed = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    return ", ".join(filter(None, (_text(one, "name") for one in listed or [] if isinstance(one, dict))))


def _as_html(plain: Any) -> str:
    return html.escape(plain, quote=False).replace("\n\n", "<p>") if isinstance(plain, str) else ""
