"""Web pages, read into a draft: the main text by trafilatura, the metadata by what the page itself declares.

The only file that imports trafilatura. trafilatura keeps only the day of a date and no language, so JSON-LD and
OpenGraph are read here first. Nothing is fetched.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ingest.errors import SourceError
from ingest.residue import rule_for
from ingest.texts import Block, Draft, joined, with_metadata

MOST_BYTES = 5_000_000
ARTICLE_TYPES = ("Article", "Report", "BlogPosting", "WebPage")
_HIDDEN = (
    "//*[@hidden or @aria-hidden='true' or contains(translate(@style, ' ', ''), 'display:none') "
    "or contains(translate(@style, ' ', ''), 'visibility:hidden')]"
)


def read_html(html: str) -> Draft:
    """A draft from a web page; raises `SourceError` when no article is found in it."""
    import trafilatura

    if len(html) > MOST_BYTES:
        raise SourceError(f"the page is longer than {MOST_BYTES // 1_000_000} MB; save only the article and add that")
    tree = _parsed(html)
    declared = _declared(tree)
    for hidden in tree.xpath(_HIDDEN):
        if hidden.getparent() is not None and hidden.tag not in {"body", "html"}:
            hidden.drop_tree()
    document = trafilatura.bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        include_formatting=False,
        favor_recall=True,
    )
    if document is None or document.body is None:
        raise SourceError("no article text was found in the page; save the page with its text shown and add it again")
    found = document.as_dict()
    guessed = {
        "title": found.get("title"), "author": found.get("author"), "source": found.get("sitename"),
        "url": found.get("url"), "published": found.get("date"), "language": found.get("language"),
    }  # fmt: skip
    meta = {key: declared.get(key) or guessed[key] or "" for key in guessed}
    return with_metadata(Draft(tuple(_blocks(document.body, meta["title"]))), meta)


def _parsed(html: str) -> Any:
    from lxml import etree
    from lxml import html as lxml_html

    try:
        # An XML declaration with an encoding is refused in text; the text is decoded already.
        tree = lxml_html.document_fromstring(
            html.encode("utf-8", "replace"), parser=lxml_html.HTMLParser(encoding="utf-8")
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"the page cannot be read as HTML ({error}); save it again from the browser") from error
    return tree


def _blocks(body: Any, title: str) -> Iterator[Block]:
    """The text elements of trafilatura's tree in reading order."""
    for element in _text_elements(body):
        text = joined("".join(element.itertext()))
        if not text:
            continue
        if rule_for(text) is not None:
            yield Block("residue", text)
        elif element.tag == "head":
            if text != title:
                yield Block("heading", text)
        else:
            yield Block("paragraph", text)


def _text_elements(element: Any) -> Iterator[Any]:
    for child in element:
        is_text = child.tag in {"p", "head", "item", "row", "code"} or (child.tag == "list" and not len(child))
        if is_text or (child.tag == "quote" and not child.findall(".//p")):
            yield child
        else:
            yield from _text_elements(child)


def _declared(tree: Any) -> dict[str, str]:
    """The metadata a page declares: JSON-LD before OpenGraph before plain meta tags."""
    meta = {
        (node.get("property") or node.get("name") or "").lower(): joined(node.get("content") or "")
        for node in tree.iter("meta")
    }
    canonical = [node.get("href") or "" for node in tree.iter("link") if (node.get("rel") or "").lower() == "canonical"]
    opened = {
        "title": meta.get("og:title", ""),
        "source": meta.get("og:site_name", ""),
        "author": meta.get("author", "") or meta.get("article:author", ""),
        "published": meta.get("article:published_time", "") or meta.get("date", ""),
        "url": next(iter(canonical), "") or meta.get("og:url", ""),
        "language": tree.get("lang") or "",
    }
    linked = next((_linked(record) for record in _json_ld(tree)), {})
    return {key: linked.get(key) or value for key, value in opened.items()}


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    """The article records among a page's JSON-LD, wherever they are nested."""
    for node in tree.iter("script"):
        if (node.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            waiting = [json.loads(node.text_content(), strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            record = waiting.pop()
            if isinstance(record, list):
                waiting.extend(reversed(record))
            elif isinstance(record, dict):
                waiting.extend(value for value in record.values() if isinstance(value, list) and "@graph" in record)
                if str(record.get("@type", "")).strip("[]'\"").endswith(ARTICLE_TYPES):
                    yield record


def _linked(record: dict[str, Any]) -> dict[str, str]:
    values = {
        "title": _name(record.get("headline")),
        "author": _name(record.get("author")),
        "source": _name(record.get("publisher")),
        "published": _name(record.get("datePublished")),
        "url": _name(record.get("url")),
        "language": _name(record.get("inLanguage")),
    }
    return {key: joined(value) for key, value in values.items() if value}


def _name(value: Any) -> str:
    """A JSON-LD value as text: itself, its name, or the names of several."""
    if isinstance(value, dict):
        return _name(value.get("name"))
    if isinstance(value, list):
        return ", ".join(filter(None, (_name(item) for item in value)))
    return value if isinstance(value, str) else ""
