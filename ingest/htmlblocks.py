"""The blocks of text of an HTML tree, in reading order: what a reader would see as one paragraph, heading, item or row.

`pieces` gives them with what the choice of a web page's main text needs, `blocks` all of them as text: for a Word
document, a chapter, a newsletter, where nothing is to be guessed away.

Hidden elements, scripts and controls are passed over. Every piece remembers its element, how much of it is links, and
which furniture of the page (a share bar, a list of related pages) it is in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ingest.residue import rule_for
from ingest.texts import Block

BLOCKS = frozenset(
    "p div section article main header footer aside nav ul ol li dl dt dd table thead tbody tfoot tr td th caption "
    "blockquote pre h1 h2 h3 h4 h5 h6 figure figcaption form fieldset address hr details summary center body "
    "legend menu hgroup".split()
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
UNREAD = frozenset(
    "script style noscript template svg iframe object embed select option button textarea input audio video canvas "
    "nav map datalist dialog label figcaption".split()
)
CAPTIONS = frozenset(("figcaption", "label"))
HIDDEN = "hidden-element"
KINDS = {**dict.fromkeys(HEADINGS, "h"), **dict.fromkeys(("li", "dt", "dd"), "li")}
LINE = 120  # characters from which on a line that ends in a full stop is a paragraph though only a line break parts it
ENDS = (".", "!", "?", ".”", '."', "!”", "?”", "。")
WHOLE = 2_000  # characters up to which a quotation is one paragraph and a table row is one line
LONGEST_NAME = 500  # characters of an element's classes that are looked at
FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:ad|ads|advert\w*|adslot|sponsor\w*|promo\w*|share\w*|sharing|social\w*|related\w*|recommend\w*|"
    r"newsletter\w*|subscri\w*|signup|sign-up|sidebar\w*|comments?|commentlist|byline\w*|author\w*|bio|"
    r"breadcrumb\w*|caption\w*|credits?|tags?|taglist|footer\w*|cookie\w*|consent\w*|gdpr|trending|popular|most-?read|"
    r"toolbar|pagination|pager|nav|navbar|menu|masthead|print\w*|widget\w*|pullquote\w*|"
    r"read-?more|readnext|read-next|more-?stories|see-?also|timestamp|dateline|meta|toc|skip|popup|modal|login|"
    r"slideshow|gallery|lightbox|teaser\w*|rating|poll|survey|donat\w*|copyright)"
    r"(?:$|[\s_-])",
    re.I,
)
APART = re.compile(r"comment|related|recommend|sidebar|footer|newsletter|promo|pull-?quote", re.I)
_HIDING = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|(?:^|;)opacity:0(?:\.0+)?(?:;|$)|(?:^|;)font-size:0(?:px|em|rem|pt|%)?(?:;|$)|"
    r"(?:^|;)(?:max-)?(?:height|width):0(?:px|em|rem|%)?(?:;|$)|(?:left|top|right|bottom|text-indent|margin-left|margin-top):"
    r"-\d{3,}|clip:rect\(0|clip-path:inset\((?:50|100)%"
)
_COLOURS = re.compile(r"(?:^|;)(color|background(?:-color)?):([^;]+)")


@dataclass(slots=True)
class Piece:
    """One block: its kind (`p`, `h`, `li`, `quote`, `row`), its text, the share of it that is links, and where it is.

    `furniture` is the innermost element around it that names itself as no part of an article, None for none.
    """

    kind: str
    text: str
    linked: float
    element: Any
    furniture: Any = None


@dataclass(frozen=True, slots=True)
class _Place:
    """A block that is open, and the innermost furniture around it."""

    element: Any
    furniture: Any


@dataclass(slots=True)
class _Line:
    """The text gathered since the last block began or ended."""

    parts: list[str] = field(default_factory=list)
    link_characters: int = 0
    links: int = 0
    breaks: int = 0

    def enter(self, element: Any) -> None:
        if element.tag == "a":
            self.links += 1
        if element.tag == "br":
            self.parts.append("\n")
            self.breaks += 1
        self._add(element.text)

    def leave(self, element: Any) -> None:
        if element.tag == "a":
            self.links -= 1
        self._add(element.tail)

    def is_over(self) -> bool:
        """Whether an empty line has come: two line breaks with nothing between them."""
        return self.breaks > 1

    def _add(self, text: str | None) -> None:
        if not text:
            return
        bare = len(text) - sum(map(str.isspace, text))
        self.breaks = 0 if bare else self.breaks
        self.link_characters += bare if self.links else 0
        self.parts.append(text if "\n" not in text else text.replace("\n", " "))

    def taken(self) -> Iterator[tuple[str, float]]:
        """The paragraphs that were gathered with their share of links; the line is empty then."""
        lines = [" ".join(line.split()) for line in "".join(self.parts).split("\n")]
        lines = [line for line in lines if line]
        bare = sum(len(line) - line.count(" ") for line in lines)
        share = min(1.0, self.link_characters / max(1, bare))
        self.parts, self.link_characters, self.breaks = [], 0, 0
        if all(len(line) >= LINE and line.endswith(ENDS) for line in lines):
            yield from ((line, share) for line in lines)
        else:
            yield " ".join(lines), share


def is_hidden(element: Any) -> bool:
    """Whether an element says of itself that nobody is to see it."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = "".join((element.get("style") or "").lower().split())
    if not style:
        return False
    colours = dict(_COLOURS.findall(style))
    ground = colours.get("background-color") or colours.get("background")
    return bool(_HIDING.search(style)) or (ground is not None and colours.get("color") == ground)


def is_furniture(element: Any) -> bool:
    """Whether an element's tag, class or id names it as something that stands on a page beside its article."""
    if element.tag in {"body", "html", "article", "main"}:
        return False
    return element.tag == "aside" or bool(
        FURNITURE.search(f"{element.get('class') or ''} {element.get('id') or ''}"[:LONGEST_NAME])
    )


def is_apart(element: Any) -> bool:
    """Whether furniture is a part of the page in which even a quotation is none of the article's."""
    return element.tag == "aside" or bool(
        APART.search(f"{element.get('class') or ''} {element.get('id') or ''}"[:LONGEST_NAME])
    )


def without_hidden(tree: Any, *, captions: bool = False) -> Any:
    """The body of a page, its hidden and unread elements taken out of it, the captions of pictures unless they are wanted."""
    from lxml import etree

    body = tree.find("body")
    body = tree if body is None else body
    for element in body.iterdescendants():
        if is_hidden(element):
            element.tag = HIDDEN
    unread = UNREAD - CAPTIONS if captions else UNREAD
    etree.strip_elements(body, HIDDEN, *unread, with_tail=False)
    return body


def blocks(tree: Any) -> Iterator[Block]:
    """All headings, paragraphs, list items and table rows of a tree as text, lines of residue told apart."""
    for piece in pieces(without_hidden(tree, captions=True)):
        if rule_for(piece.text) is not None:
            yield Block("residue", piece.text)
        else:
            yield Block("heading" if piece.kind == "h" else "paragraph", piece.text)


def pieces(tree: Any) -> Iterator[Piece]:
    """The blocks of a tree that was cleared of hidden elements."""
    from lxml import etree

    line, stack = _Line(), [_Place(None, None)]
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if element.tag in BLOCKS:
            yield from _taken(line, stack)
        if event == "end":
            if element.tag in BLOCKS:
                stack.pop()
            line.leave(element)
            continue
        if element.tag in BLOCKS:
            stack.append(_Place(element, element if is_furniture(element) else stack[-1].furniture))
            whole = _whole(element)
            if whole:
                walk.skip_subtree()
                yield Piece(*whole, element, stack[-1].furniture)
                continue
        line.enter(element)
        if line.is_over():
            yield from _taken(line, stack)


def _taken(line: _Line, stack: list[_Place]) -> Iterator[Piece]:
    """What was gathered, as a piece of the innermost block."""
    for text, share in line.taken():
        kind = next(
            (
                KINDS[place.element.tag]
                for place in stack[:-4:-1]
                if place.element is not None and place.element.tag in KINDS
            ),
            "p",
        )
        yield Piece(kind, text, share, stack[-1].element, stack[-1].furniture)


def _whole(element: Any) -> tuple[str, str, float] | None:
    """A short quotation as one paragraph, a row of a data table as one line; None for anything else."""
    if element.tag == "blockquote":
        text = " ".join(_spaced(element).split())
        return ("quote", text, _linked(element, text)) if 0 < len(text) <= WHOLE else None
    if element.tag == "tr" and element.find(".//table") is None:
        held = [cell for cell in element if cell.tag in {"td", "th"}]
        cells = [] if any(map(_is_laid_out, held)) else [" ".join(_spaced(cell).split()) for cell in held]
        cells = [cell for cell in cells if cell]
        if len(cells) > 1 and sum(map(len, cells)) <= WHOLE and max(map(len, cells)) <= WHOLE // 4:
            text = " | ".join(cells)
            return "row", text, _linked(element, text)
    return None


def _is_laid_out(cell: Any) -> bool:
    """Whether a cell holds paragraphs: then the table only puts them side by side."""
    return sum(bool((inner.text or "").strip()) for inner in cell.iter("p", "div", *HEADINGS)) > 1


def _linked(element: Any, text: str) -> float:
    inside = sum(len("".join("".join(link.itertext()).split())) for link in element.iter("a"))
    return min(1.0, inside / max(1, len(text.replace(" ", ""))))


def _spaced(element: Any) -> str:
    """The text of an element, a space where a block inside it begins or ends."""
    parts = [element.text or ""]
    for child in element:
        apart = " " if child.tag in BLOCKS or child.tag == "br" else ""
        parts += [apart, _spaced(child), apart, child.tail or ""]
    return "".join(parts)
