"""Lines set on pages, read back into paragraphs and headings: running heads, hyphens, indents and gaps.

    pages of lines in reading order -> without running heads -> paragraphs -> blocks

Knows nothing of PDF: a line is its words, where it begins and how large it is set.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.columns import ROW, Line, apart, in_reading_order, with_rows
from ingest.residue import rule_for
from ingest.texts import HEADING_CHARACTERS, Block, looks_like_heading

_SENTENCE_END = re.compile(r"[.!?…:][\])\"'”’»]*$")
_BULLET = re.compile(r"[•◦▪‣●■]\s|\(?\d{1,2}[.)]\s")
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.|seite|стр\.)?\s*[-–—|]?\s*\d{1,4}\s*[-–—|]?(?:\s*(?:/|of|von|из)\s*\d{1,4})?", re.I
)
LONGEST_WORD = 60
_NAMES_PAGE = re.compile(r"^page \d{1,4}\b.{0,60}$|^.{0,60}\bpage \d{1,4}(?: of \d{1,4})?$", re.I)
_BROKEN_WORD = re.compile(r"(\w*[^\W\d_])(-| ?‐|\u00ad)$")
_FIRST_WORD = re.compile(r"\w+")
_WORDS = re.compile(r"\w+(?:-\w+)*")
# A word that begins with one of these keeps its hyphen at the end of a line unless the text has it without.
_COMPOUNDS = frozenset(
    "all anti cross ex far full half high long low mid non part self semi short so vice well".split()
)


@dataclass(frozen=True, slots=True)
class Set:
    """A paragraph as it was set: its words, the size and weight of its first line, its page."""

    text: str
    size: float
    bold: bool
    page: int


def read_pages(pages: Iterable[list[list[Line]]]) -> tuple[list[Set], list[str]]:
    """The paragraphs of pages, and the running heads that were taken out; a page is its lines, each of its pieces."""
    drawn = [with_rows(in_reading_order(apart(page))) for page in pages]
    kept, dropped = without_running_heads(drawn)
    known = Counter(word.lower() for line in kept for word in _WORDS.findall(line.text))
    return [_set(part, known) for part in parted(kept)], dropped


def blocks(paragraphs: Sequence[Set]) -> Iterator[Block]:
    """The paragraphs as blocks: what is larger or bolder than the text, and short, is a heading."""
    body = body_size(paragraphs)
    for number, paragraph in enumerate(paragraphs):
        after = paragraphs[number + 1].text if number + 1 < len(paragraphs) else ""
        if rule_for(paragraph.text) is not None:
            yield Block("residue", paragraph.text)
        elif ROW in paragraph.text:
            yield Block("paragraph", paragraph.text)
        elif is_display(paragraph, body) or looks_like_heading(paragraph.text, after):
            yield Block("heading", paragraph.text)
        else:
            yield Block("paragraph", paragraph.text)


def body_size(paragraphs: Sequence[Set]) -> float:
    """The size in which most letters are set."""
    letters: Counter[float] = Counter()
    for paragraph in paragraphs:
        letters[paragraph.size] += len(paragraph.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def is_display(paragraph: Set, body: float) -> bool:
    """Whether a paragraph is set as a heading: clearly larger than the text, or bold and without an end mark."""
    if paragraph.size > 1.12 * body:
        return len(paragraph.text) <= 2 * HEADING_CHARACTERS
    return paragraph.bold and len(paragraph.text) <= HEADING_CHARACTERS and not paragraph.text.endswith((".", ","))


# Running heads


def without_running_heads(pages: list[list[Line]]) -> tuple[list[Line], list[str]]:
    """The lines without those that stand alone at the edge of many pages, and page numbers; and what was taken out."""
    edges = [_edge(page) for page in pages]
    seen = Counter(key for edge in edges for key in {_folded(line.text) for line in edge})
    enough = max(2, 0.4 * len(pages))
    kept: list[Line] = []
    dropped: dict[str, str] = {}
    for page, edge in zip(pages, edges, strict=True):
        outer = {min((line.y for line in page), default=0.0), max((line.y for line in page), default=0.0)}
        for line in page:
            key = _folded(line.text)
            repeated = line in edge and (seen[key] >= enough or _NAMES_PAGE.search(line.text))
            if repeated or (line.y in outer and _PAGE_NUMBER.fullmatch(line.text)):
                dropped.setdefault(key, line.text)
            else:
                kept.append(line)
    return kept, list(dropped.values())


def _edge(page: list[Line]) -> set[Line]:
    """The lines above the first gap of a page and below the last one, three heights of them at the most."""
    top, bottom = sorted({line.y for line in page}, reverse=True), sorted({line.y for line in page})
    size = median(line.size for line in page) if page else 0.0
    outer = {*_before_gap(top, 1.5 * size), *_before_gap(bottom, 1.5 * size)}
    return {line for line in page if line.y in outer}


def _before_gap(heights: list[float], gap: float) -> list[float]:
    """The outermost heights, up to the first gap; none when there is none near the edge."""
    steps = (number for number, (one, two) in enumerate(pairwise(heights[:4]), 1) if abs(one - two) > gap)
    return heights[: next(steps, 0)]


def _folded(text: str) -> str:
    return re.sub(r"\d+", "#", text).casefold()


# Paragraphs


def parted(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines, paragraph by paragraph."""
    leading = _leading(lines)
    part: list[Line] = []
    for number, line in enumerate(lines):
        if part and _begins(number, lines, leading):
            yield part
            part = []
        part.append(line)
    if part:
        yield part


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance from a line to the next, in sizes of letter."""
    steps = [(above.y - line.y) / line.size for above, line in pairwise(lines) if above.page == line.page and line.size]
    return median([step for step in steps if 0.8 < step < 3] or [1.2])


def _begins(number: int, lines: Sequence[Line], leading: float) -> bool:
    """Whether a paragraph begins with this line."""
    above, line = lines[number - 1], lines[number]
    if above.row or line.row or abs(above.size - line.size) > 0.08 * above.size:
        return True
    ends = _SENTENCE_END.search(above.text) is not None
    if above.bold != line.bold and not ends and not line.text[:1].islower():
        return True
    if _BULLET.match(line.text) and (ends or _BULLET.match(above.text) is not None or line.text[0] in "•◦▪‣●■"):
        return True
    down = above.y - line.y
    if above.page != line.page or down < -line.size or down > 12 * line.size:
        return ends  # a new column or page: a sentence that is not over goes on there
    if down > 1.3 * leading * line.size:
        return True
    if 0.6 * line.size < line.x - above.x < 4 * line.size and not _BULLET.match(above.text):
        return ends or not line.text[:1].islower()
    return ends and _had_room(number - 1, lines)


def _had_room(number: int, lines: Sequence[Line]) -> bool:
    """Whether the first word of the next line would have fitted at the end of this one: its end was meant."""
    line = lines[number]
    near = [other for other in lines[max(0, number - 6) : number + 8] if _is_like(other, line)]
    word = lines[number + 1].text.split(" ", 1)[0]
    return len(line.text) + 1 + len(word) < 0.82 * max(len(other.text) for other in near)


def _is_like(other: Line, line: Line) -> bool:
    return not other.row and abs(other.size - line.size) <= 0.08 * line.size


def _set(part: list[Line], known: Counter[str]) -> Set:
    text = part[0].text
    for line in part[1:]:
        text = glued(text, line.text, known)
    return Set(text, part[0].size, all(line.bold for line in part), part[0].page)


def glued(text: str, following: str, known: Counter[str]) -> str:
    """A line and the next one, a word that was broken at the end made whole; `known` counts the words of the text.

    >>> glued("the recon-", "struction of the quay", Counter())
    'the reconstruction of the quay'
    >>> glued("a long-", "term plan", Counter())
    'a long-term plan'
    """
    broken, word = _BROKEN_WORD.search(text[-LONGEST_WORD:]), _FIRST_WORD.match(following)
    if broken is None or word is None:
        return f"{text}{'' if text.endswith(('—', '/')) else ' '}{following}"
    first, second = broken[1].lower(), word[0].lower()
    if not word[0][0].islower() or (broken[2] != "\u00ad" and _keeps_hyphen(first, second, known)):
        return f"{text[: -len(broken[2])]}-{following}"
    return text[: -len(broken[2])] + following


def _keeps_hyphen(first: str, second: str, known: Counter[str]) -> bool:
    whole, apart = known[first + second], known[f"{first}-{second}"]
    return apart > whole or (whole == 0 and first in _COMPOUNDS)
