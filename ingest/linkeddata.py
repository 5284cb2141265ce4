"""The article records in a web page's JSON-LD, however they are nested, and their values as text."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterator
from typing import Any

from ingest.texts import joined

Record = dict[str, Any]
ARTICLE = re.compile(r"(?:^|/|:)\w*(?:Article|Report|BlogPosting|Posting|Review|Analysis)$")
PAGE = re.compile(r"(?:^|/|:)\w*WebPage$")
MOST_RECORDS = 10_000
_OPENED = re.compile(r"(?://)?\s*(?:<!\[CDATA\[|<!--)")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")


def records(tree: Any) -> list[Record]:
    """The records of a page's JSON-LD that describe its article, those of the page itself behind them."""
    every = list(_every(tree))
    named = {str(one["@id"]): one for one in every if "@id" in one and len(one) > 1}
    articles = [one for one in every if _is(one, ARTICLE)]
    pages = [one for one in every if _is(one, PAGE)]
    main = [one for one in articles if one.get("headline") or one.get("articleBody")][:1] or articles[:1]
    return [_resolved(one, named) for one in (*main, *pages[:1])]


def _every(tree: Any) -> Iterator[Record]:
    """Every record of every script, outer ones first; what is no JSON is passed over: the page has its text as well."""
    left = MOST_RECORDS
    for node in tree.iter("script"):
        if (node.get("type") or "").lower().split(";")[0].strip() != "application/ld+json":
            continue
        waiting = deque([_loaded(node.text_content())])
        while waiting and left:
            one = waiting.popleft()
            if isinstance(one, dict):
                left -= 1
                yield one
                waiting.extend(value for value in one.values() if isinstance(value, dict | list))
            elif isinstance(one, list):
                waiting.extend(one)


def _loaded(text: str) -> Any:
    """The JSON of a script, with the slips that pages make with it mended; None when it is none."""
    text = _unwrapped(text.strip())
    for candidate in (text, _TRAILING_COMMA.sub("", text)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _unwrapped(text: str) -> str:
    """The JSON within the marks of a comment or of character data."""
    if opened := _OPENED.match(text):
        text = text[opened.end() :]
    if text.endswith(("]]>", "-->")):
        text = text[:-3].rstrip().removesuffix("//")
    return text


def _is(record: Record, kind: re.Pattern[str]) -> bool:
    types = record.get("@type")
    return any(isinstance(one, str) and kind.search(one) for one in (types if isinstance(types, list) else [types]))


def _resolved(record: Record, named: dict[str, Record]) -> Record:
    """The record with the people and outlets that it only points at put in their places."""

    def of(value: Any) -> Any:
        if isinstance(value, list):
            return [of(one) for one in value[:100]]
        if isinstance(value, dict) and "name" not in value and str(value.get("@id")) in named:
            return named[str(value["@id"])]
        return value

    return {key: of(value) if key in {"author", "publisher", "creator"} else value for key, value in record.items()}


def name(value: Any) -> str:
    """A value as text: itself, its name, or the names of several.

    >>> name([{"@type": "Person", "name": "Ada Renn"}, "Jo Vale"])
    'Ada Renn, Jo Vale'
    """
    if isinstance(value, dict):
        return name(value.get("name") or value.get("alternateName") or value.get("@value"))
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, (name(one) for one in value))))
    return joined(html.unescape(value)) if isinstance(value, str) else ""


def addresses(record: Record) -> Iterator[str]:
    """The addresses that a record gives for its article."""
    page = record.get("mainEntityOfPage")
    for value in (record.get("url"), page.get("@id") if isinstance(page, dict) else page):
        if isinstance(value, str):
            yield value.strip()


def flag(value: Any) -> bool | None:
    """A truth value as JSON-LD writes it: a boolean or a word; None for anything else."""
    if isinstance(value, bool):
        return value
    words = {"true": True, "false": False}
    return words.get(value.strip().lower().rpartition("/")[2]) if isinstance(value, str) else None
