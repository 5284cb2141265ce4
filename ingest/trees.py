"""Trees of the HTML and XML that strangers wrote: nothing in them is fetched or expanded, traps are refused in words."""

from __future__ import annotations

import re
from typing import Any

from ingest.errors import SourceError

MOST_ATTRIBUTES = 1_000
# An element of so many attributes, quoted values passed over: libxml2's time grows with the square of their number, a
# minute for a hundred thousand. Nothing in the pattern is tried twice.
_CROWDED = re.compile(
    rb"<[a-zA-Z][^\s<>/]*+(?>[\s/]*+[^\s<>/=]++(?>\s*+=\s*+(?>\"[^\"]*+\"|'[^']*+'|[^\s<>]*+))?+){%d}" % MOST_ATTRIBUTES
)
# What XHTML allows and HTML takes for something else: entities of one's own, and any element closed where it opens
# (an HTML parser reads `<title/>` as the beginning of a title that never ends).
_DECLARATIONS = re.compile(rb"<!DOCTYPE[^>\[]{0,1000}\[.{0,20000}?\]\s*>", re.I | re.S)
_CLOSED = re.compile(rb"<([a-zA-Z][\w:-]{0,30})((?:\s[^<>]{0,2000})?)/>")
_EMPTY = frozenset(b"area base br col embed hr img input link meta param source track wbr".split())


def html_tree(body: bytes, encoding: str | None = None) -> Any:
    """The tree of an HTML text, without comments; raises `SourceError` for none.

    `encoding` is the one that the body is known to be in, None to go by what it declares.
    """
    from lxml import etree, html

    if _CROWDED.search(body):
        raise SourceError(
            f"an element of it has more than {MOST_ATTRIBUTES} attributes; copy its text into a text file"
        )
    try:
        parser = html.HTMLParser(encoding=encoding, remove_comments=True, remove_pis=True)
        return html.document_fromstring(body, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError) as error:
        # lxml does not tell a lack of memory from a text that is no HTML.
        raise SourceError(
            f"it cannot be read as HTML in the memory it may have ({error}); save only the article and add that"
        ) from error


def xhtml_tree(body: bytes) -> Any:
    """The tree of an XHTML text, which may be as sloppy as HTML; raises `SourceError` for none."""
    body = _DECLARATIONS.sub(b"", body, count=1)
    return html_tree(
        _CLOSED.sub(lambda tag: tag[0] if tag[1].lower() in _EMPTY else b"<%b%b></%b>" % (tag[1], tag[2], tag[1]), body)
    )


def xml_root(body: bytes) -> Any:
    """The root of an XML text, entities and addresses in it left alone; raises `SourceError` for none."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"a part of it is no XML ({error}); save it again") from error
