"""Simple markup (a converted Word document, a chapter, a plain e-mail), walked into blocks: nothing is guessed away.

For pages from the web, where the article must first be found among menus and advertising, see `webpages`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ingest.errors import SourceError
from ingest.residue import rule_for
from ingest.texts import Block, joined

MOST_DEPTH = 200
MOST_CELL = 300
MOST_ATTRIBUTES = 1_000
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_UNREAD = frozenset(
    "script style head title noscript template svg math iframe object nav button select textarea".split()
)
_BLOCKS = _HEADINGS | frozenset(
    "p div section article main header footer aside body html ul ol li dl dt dd table thead tbody tfoot tr td th "
    "caption blockquote pre figure figcaption center form hr address".split()
)
_HIDING = re.compile(
    r"display:none|visibility:hidden|(?:^|;)(?:max-height|font-size|opacity):0(?:px|em|pt|%)?(?:;|!|$)"
)
# What XHTML allows and HTML takes for something else: entities of one's own, and any element closed where it opens
# (an HTML parser reads `<title/>` as the beginning of a title that never ends).
_DECLARATIONS = re.compile(rb"<!DOCTYPE[^>\[]{0,1000}\[.{0,20000}?\]\s*>", re.I | re.S)
_CLOSED = re.compile(rb"<([a-zA-Z][\w:-]{0,30})((?:\s[^<>]{0,2000})?)/>")
# libxml2's time grows with the square of their number: a minute for a hundred thousand.
_CROWDED = re.compile(rb"<[a-zA-Z](?:[^<>=]*=){%d}" % MOST_ATTRIBUTES)
_EMPTY = frozenset(b"area base br col embed hr img input link meta param source track wbr".split())
_CELLS = frozenset(("td", "th"))


def parsed(body: bytes, encoding: str | None = None) -> Any:
    """The tree of an HTML or XHTML text; entities are characters, nothing is fetched; raises `SourceError` for none."""
    from lxml import etree, html

    if _CROWDED.search(body):
        raise SourceError(
            f"an element of it has more than {MOST_ATTRIBUTES} attributes; copy its text into a text file"
        )
    body = _DECLARATIONS.sub(b"", body, count=1)
    body = _CLOSED.sub(
        lambda tag: tag[0] if tag[1].lower() in _EMPTY else b"<%b%b></%b>" % (tag[1], tag[2], tag[1]), body
    )
    try:
        return html.document_fromstring(body, parser=html.HTMLParser(encoding=encoding))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise SourceError(f"its text cannot be read as HTML ({error}); save it again") from error


def xml_root(body: bytes) -> Any:
    """The root of an XML text, entities and addresses in it left alone; raises `SourceError` for none."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"a part of it is no XML ({error}); save it again") from error


def blocks(tree: Any) -> Iterator[Block]:
    """The headings, paragraphs, list items and table rows of a tree in reading order."""
    line: list[str] = []
    for kind, text in _walked(tree, 0):
        if kind == "text":
            line.append(text)
            continue
        yield from _block(line, "paragraph" if kind == "break" else kind)
        line = []
    yield from _block(line, "paragraph")


def _block(line: list[str], kind: str) -> Iterator[Block]:
    text = joined("".join(line))
    if text and rule_for(text) is not None:
        yield Block("residue", text)
    elif text:
        yield Block("heading" if kind == "heading" else "paragraph", text)


def _walked(element: Any, depth: int) -> Iterator[tuple[str, str]]:
    """Pieces of text, and where a block ends: ("text", words), ("break", ""), ("heading", "")."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if not tag or tag in _UNREAD or _is_hidden(element):
        return
    if depth > MOST_DEPTH:
        yield "text", "".join(element.itertext())
        return
    if tag in _BLOCKS:
        yield "break", ""
    if cells := _cells(element):
        yield "text", " | ".join(cells)
    else:
        yield from _inside(element, depth)
    if tag in _BLOCKS:
        yield ("heading" if tag in _HEADINGS else "break"), ""


def _cells(element: Any) -> list[str]:
    """The cells of a row of data; none for another element, and for a row that only lays out what is in it."""
    cells = [cell for cell in element if cell.tag in _CELLS] if element.tag == "tr" else []
    texts = list(filter(None, (joined(cell.text_content()) for cell in cells)))
    is_data = len(texts) > 1 and max(map(len, texts)) <= MOST_CELL
    return texts if is_data and all(sum(inner.tag in _BLOCKS for inner in cell.iter()) <= 2 for cell in cells) else []


def _is_hidden(element: Any) -> bool:
    style = "".join((element.get("style") or "").lower().split())
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return hidden or _HIDING.search(style) is not None


def _inside(element: Any, depth: int) -> Iterator[tuple[str, str]]:
    yield "text", element.text or ""
    for child in element:
        if child.tag == "br":
            yield "text", "\n"
        else:
            yield from _walked(child, depth + 1)
        yield "text", child.tail or ""
