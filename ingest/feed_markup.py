"""A gate before any XML parser: bytes of a feed to text without a document type, so that no entity is left to expand.

Entities are the whole danger of XML from strangers: they can grow without bound, read files and open connections. Short,
plain ones ("&paper;" for the name of a paper) are put in here; everything else of the document type is dropped, and said.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from ingest.errors import SourceError
from ingest.hygiene import with_characters

MOST_BYTES = 10_000_000
MOST_ENTITIES = 100
LONGEST_ENTITY = 200
MOST_GROWTH = 1_000_000  # characters that all entities together may add
STANDARD = {"amp", "lt", "gt", "quot", "apos"}
DEEPEST = 2_000  # open elements; unclosed line breaks count as well
LONGEST_TAG = 20_000
LONGEST_DOCTYPE = 8_000
MOST_STRAYS = 20_000

_PROLOG = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|\s)*", re.S)
_FIRST_ELEMENT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_PIECES = re.compile(r"\"[^\"]*\"|'[^']*'|<!--.*?-->|<\?.*?\?>|[\[\]>]", re.S)
_ENTITY = re.compile(r"<!ENTITY\s+([A-Za-z_][\w.-]*)\s+(\"[^\"]*\"|'[^']*')\s*>")
_ANY_ENTITY = re.compile(r"<!ENTITY\s")
_REFERENCE = re.compile(r"&([A-Za-z_][\w.-]*);")
_TAG = re.compile(r"<(/?)[A-Za-z_][^<>]*?(/?)>")
_STRAY = re.compile(r"&(?!#?\w{1,40};)")
_SPANS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
_PLAIN = re.compile(r"[^&%<]*|&#x?[0-9A-Fa-f]+;")


def unpacked(body: bytes) -> bytes:
    """The body, unpacked when it is a gzip file; raises `SourceError` when it would be too large."""
    if body[:2] == b"\x1f\x8b":
        unzip = zlib.decompressobj(wbits=31)
        try:
            body = unzip.decompress(body, MOST_BYTES + 1)
        except zlib.error as error:
            raise SourceError(f"its gzip file is damaged ({error}); the sender has to mend it") from error
    if len(body) > MOST_BYTES:
        raise SourceError(f"it is larger than {MOST_BYTES // 1_000_000} MB; ask its sender for a shorter one")
    return body


def root_of(text: str) -> str:
    """The name of the first element, in lower case and without its prefix; "" when there is none.

    >>> root_of("<?xml version='1.0'?><!-- x --><atom:Feed xmlns:atom='a'>")
    'feed'
    """
    start = _PROLOG.match(text)
    rest = text[start.end() :] if start else text
    if rest[:9].upper() == "<!DOCTYPE":
        rest = rest[_end_of_doctype(rest) :]
    found = _FIRST_ELEMENT.search(rest[:100_000])
    return found[1].lower() if found else ""


def without_doctype(text: str) -> tuple[str, list[str]]:
    """The text without its document type, plain entities put in, and in words what was dropped.

    Raises `SourceError` when the document type never ends.

    >>> without_doctype('<!DOCTYPE rss [<!ENTITY co "Courier">]><rss>The &co;</rss>')
    ('<rss>The Courier</rss>', [])
    """
    first = _FIRST_ELEMENT.search(text)
    start = text[: first.start() if first else len(text)].upper().find("<!DOCTYPE")
    if start < 0:
        return text, []
    end = start + _end_of_doctype(text[start:])
    doctype, rest = text[start:end], text[:start] + text[end:]
    entities = dict(_plain_entities(doctype))
    problems = []
    if len(entities) < len(_ANY_ENTITY.findall(doctype)):
        problems.append("it declares entities that refer to others, to files or to addresses; they were dropped")
    found = [name for name in _REFERENCE.findall(rest) if name in entities]
    if sum(len(entities[name]) for name in found) > MOST_GROWTH:
        return rest, [*problems, "its entities would make it many times as long; they were dropped"]
    return _REFERENCE.sub(lambda match: entities.get(match[1], match[0]), rest) if entities else rest, problems


def _end_of_doctype(text: str) -> int:
    depth = 0
    for piece in _PIECES.finditer(text[:LONGEST_DOCTYPE]):
        depth += {"[": 1, "]": -1}.get(piece[0], 0)
        if piece[0] == ">" and depth <= 0:
            return piece.end()
    raise SourceError(f"its document type does not end within {LONGEST_DOCTYPE} characters; its sender has to mend it")


def _plain_entities(doctype: str) -> Iterator[tuple[str, str]]:
    declared = _ENTITY.findall(doctype)
    if len(declared) > MOST_ENTITIES:
        return
    for name, quoted in declared:
        value = quoted[1:-1]
        if name not in STANDARD and len(value) <= LONGEST_ENTITY and _PLAIN.fullmatch(value):
            yield name, value


def repaired(text: str) -> tuple[str, list[str]]:
    """The markup without comments and instructions, its stray "&" and "<" escaped, and in words what was amiss.

    What this lets through, a lenient parser reads in linear time. Raises `SourceError` for what is built to exhaust one:
    elements nested without end, or tags of endless attributes.

    >>> repaired("<rss><title>Salt & Sons < 5 kg</title><!-- x --></rss>")[0]
    '<rss><title>Salt &amp; Sons &lt; 5 kg</title></rss>'
    """
    pieces, strays, depth = [], 0, 0
    for kind, piece in _markup(text):
        piece = with_characters(piece)
        if kind == "text":
            piece, count = _STRAY.subn("&amp;", piece)
            strays += count + piece.count("<")
            piece = piece.replace("<", "&lt;")
            if strays > MOST_STRAYS:
                raise SourceError(f"more than {MOST_STRAYS} characters '&' or '<' in it are not escaped: it is no XML")
        elif kind == "tag":
            tag = _TAG.fullmatch(piece)
            depth += 0 if tag is None or tag[2] else -1 if tag[1] else 1
            if depth > DEEPEST or len(piece) > LONGEST_TAG:
                raise SourceError(
                    f"its elements are nested more than {DEEPEST} deep, or hold more than {LONGEST_TAG} characters of "
                    "attributes; its sender has to mend it"
                )
        pieces.append(piece)
    return "".join(pieces), [f"{strays} characters '&' or '<' in it were not escaped"] if strays else []


def _markup(text: str) -> Iterator[tuple[str, str]]:
    """The text in pieces: tags, CDATA sections, runs of text; each character is looked at a bounded number of times."""
    place = kept = lost = 0
    missing: set[str] = set()  # ends that do not come any more, so that they are not searched for again
    while (place := text.find("<", place)) >= 0:
        special = text.startswith(("<!", "<?"), place)
        opening = next((start for start in _SPANS if text.startswith(start, place)), "") if special else ""
        if opening and _SPANS[opening] not in missing:
            end = text.find(_SPANS[opening], place + len(opening))
            if end < 0:
                missing.add(_SPANS[opening])
                continue
            yield "text", text[kept:place]
            end += len(_SPANS[opening])
            if opening == "<![CDATA[":
                yield "cdata", text[place:end]
            place = kept = end
        elif tag := _TAG.match(text, place):
            yield "text", text[kept:place]
            yield "tag", tag[0]
            place = kept = tag.end()
        else:
            place += 1
            lost += 1
            if lost > MOST_STRAYS:
                break  # what is left is one run of text, and refused as such
    yield "text", text[kept:]
