"""Which blocks of a web page are its article: a second opinion on trafilatura's reading, taken block by block.

trafilatura says where the article is; the element around what it kept is the article's place. There each block is
judged anew: text that stands among kept text is kept too, links and the page's furniture go.
Where trafilatura found little, the densest element of running text is the place instead.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ingest.htmlblocks import Piece, is_apart
from ingest.residue import rule_for

SHINGLE = 4
AGREED = 0.6  # share of a block's shingles in trafilatura's text from which on it counts as kept
FOUND = 0.25  # share of a page's running text below which trafilatura is taken to have missed the article
WIDER = 1.3  # how much more text printed like the article moves its place outwards
NEARLY_ALL = 0.9
TOP = 5  # pieces among which the headline may be repeated
MANY_LINKS = 0.5
RUNNING = 60  # characters from which on a block with few links is running text
BESIDE = {"pointer", "comments", "sign-up", "share bar", "advertisement"}
Template = tuple[tuple[str, str], ...]
_WORD = re.compile(r"\w+")


def shingles(text: str) -> list[tuple[str, ...]]:
    """The overlapping runs of four words of a text; one shorter run when it has fewer."""
    words = _WORD.findall(text.casefold())
    return [tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))]


def chosen(pieces: Sequence[Piece], text: str, title: str) -> list[Piece]:
    """The pieces that are the article, in reading order; `text` is what another reader took for it."""
    known = set(shingles(text))
    lines = {_words(line) for line in text.splitlines()}
    agreed = [piece for piece in pieces if _agrees(piece, known, lines)]
    place = _place(pieces, agreed)
    yes = {id(piece) for piece in agreed}
    inside = [piece for piece in pieces if _within(piece.element, place)]
    alike = {_template(piece) for piece in inside if id(piece) in yes and _running(piece)}
    plain = {id(piece) for piece in inside if not _furnished(piece, place)}
    sure = [
        number
        for number, piece in enumerate(inside)
        if id(piece) in yes or (id(piece) in plain and _running(piece) and _template(piece) in alike)
    ] or [0, len(inside)]
    kept = [
        piece
        for piece in inside[sure[0] : sure[-1] + 1]
        if not _only_link(piece) and (id(piece) in yes or (id(piece) in plain and piece.linked < MANY_LINKS))
    ]
    return _trimmed(list(_once(list(_without_sections(kept, alike)))), title)


def _once(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces without repeated running text: a second copy for printing, a caption under each picture, a pull quote."""
    seen: set[str] = set()
    rest = " ".join(_words(piece.text) for piece in pieces if piece.kind != "quote")
    for piece in pieces:
        words = _words(piece.text)
        pulled = piece.kind == "quote" and words in rest
        again = words in seen and len(piece.text) >= RUNNING and piece.kind in {"p", "quote"}
        if not pulled and not again:
            yield piece
        seen.add(words)


def _without_sections(pieces: Sequence[Piece], alike: set[Template]) -> Iterator[Piece]:
    """The pieces without what stands under a heading like "Related articles", up to the article's next words."""
    level = ""
    for piece in pieces:
        if piece.kind == "h":
            beside = rule_for(piece.text) in BESIDE
            level = _tag(piece) if beside else "" if _tag(piece) <= level else level
        elif level and _running(piece) and _template(piece) in alike:
            level = ""
        if not level:
            yield piece


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _template(piece: Piece) -> Template:
    """The tags and classes of a piece's element and the two around it: alike for what one template printed."""
    ancestors = itertools.islice(_ancestors(piece.element), 3)
    return tuple((element.tag, element.get("class") or "") for element in ancestors)


def _article(piece: Piece) -> Any:
    """The innermost element around a piece that says it is one article."""
    return next((one for one in _ancestors(piece.element) if one.tag == "article"), None)


def _agrees(piece: Piece, known: set[tuple[str, ...]], lines: set[str]) -> bool:
    own = shingles(piece.text)
    if len(own[0]) < SHINGLE:
        return " ".join(own[0]) in lines
    return sum(one in known for one in own) >= AGREED * len(own)


def _running(piece: Piece) -> bool:
    return len(piece.text) >= RUNNING and piece.linked < MANY_LINKS and piece.kind in {"p", "quote", "li"}


def _place(pieces: Sequence[Piece], agreed: Sequence[Piece]) -> Any:
    """The smallest element that holds nearly all of the running text that was agreed upon, and what is printed like it."""
    running = [piece for piece in pieces if _running(piece)]
    theirs = [piece for piece in agreed if _running(piece)]
    place = _smallest(theirs)
    plain = [piece for piece in running if not _furnished(piece, place)]
    if _length(theirs) < FOUND * _length(plain):
        return _smallest([piece for piece in running if piece.furniture is None] or running)
    alike = {(_article(piece), _template(piece)) for piece in theirs if _within(piece.element, place)}
    more = [piece for piece in plain if (_article(piece), _template(piece)) in alike]
    return _smallest(more) if _length(more) >= WIDER * _length(theirs) else place


def _furnished(piece: Piece, place: Any) -> bool:
    """Whether a piece is in furniture that stands inside the article's place, not around it."""
    furniture = piece.furniture
    if piece.kind == "quote" and furniture is not None and not is_apart(furniture):
        return False  # a post that is quoted stands in a box for embedded posts
    return furniture is not None and furniture is not place and (place is None or not _within(place, furniture))


def _length(pieces: Iterable[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _smallest(pieces: Sequence[Piece]) -> Any:
    """The innermost element that holds nearly all of the text of some pieces; None for no pieces."""
    held: Counter[Any] = Counter()
    for piece in pieces:
        for element in _ancestors(piece.element):
            held[element] += len(piece.text)
    enough = NEARLY_ALL * _length(pieces)
    fitting = [element for element, length in held.items() if length >= enough]
    return max(fitting, key=lambda element: sum(1 for _ in _ancestors(element)), default=None)


def _ancestors(element: Any) -> Iterable[Any]:
    while element is not None:
        yield element
        element = element.getparent()


def _tag(piece: Piece) -> str:
    """The name of the block that a piece is in, "" for text that stands before any."""
    return "" if piece.element is None else str(piece.element.tag)


def _within(element: Any, place: Any) -> bool:
    return place is None or any(one is place for one in _ancestors(element))


def _only_link(piece: Piece) -> bool:
    """Whether a paragraph or item is nothing but a pointer to somewhere else."""
    return piece.linked > 0.9 and piece.kind in {"p", "li"} and not piece.text.startswith(("http", "www."))


def _trimmed(pieces: list[Piece], title: str) -> list[Piece]:
    """Without the headline repeated at the top, and without headings at the end that nothing follows."""
    begun = next((number for number, piece in enumerate(pieces) if _running(piece)), len(pieces))
    pieces = [
        piece
        for number, piece in enumerate(pieces)
        if number > max(begun, TOP) or not (_words(piece.text) == _words(title) or _tag(piece) == "h1")
    ]
    while pieces and pieces[-1].kind == "h":
        pieces = pieces[:-1]
    return pieces
