"""The quotations of a claim, and whether its source holds their very words."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from assistant.wording import Span, folded, squeezed

_QUOTED = re.compile(
    r"\"([^\"]+)\"|(?<![\w'])''(?=\S)((?:[^']|'(?!')){1,2000})''|"
    r"(?<![\w'])'(?=\S)([^'\"]{1,400}(?:'\w[^'\"]{0,400}){0,20})'(?!\w)"  # bounded, so that marks that nothing closes cost little
)
_ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\s?\.\s?\.)\s*")
_EDGES = " ,.;:!?-\"'"


@functools.lru_cache(maxsize=2048)
def quotations(text: str) -> tuple[Span, ...]:
    """Where the words between quotation marks stand in a text, the marks left out."""
    return tuple([match.span(match.lastindex or 0) for match in _QUOTED.finditer(folded(text))])


def parts(text: str, place: Span) -> Iterator[Span]:
    """A quotation in its parts between ellipses, without the marks at their edges."""
    start = place[0]
    for cut in (*_ELLIPSIS.finditer(text, *place), None):
        end = cut.start() if cut else place[1]
        part = text[start:end]
        first = start + len(part) - len(part.lstrip(_EDGES + "‘’“”–—…"))
        last = start + len(part.rstrip(_EDGES + "‘’“”–—…"))
        if text[first:last].strip():  # a line break is no edge, but no word either
            yield first, last
        start = cut.end() if cut else end


def misquoted(claim: str, source: str) -> Iterator[Span]:
    """The parts of a claim's quotations whose very words the source does not hold.

    >>> claim = 'He said "we will never … give up".'
    >>> [claim[start:end] for start, end in misquoted(claim, '"We said that we will not give up," he said.')]
    ['we will never']
    """
    places = quotations(claim)
    whole = squeezed(source) if places else ""
    for place in places:
        for start, end in parts(claim, place):
            if not holds(squeezed(claim[start:end]), whole):
                yield start, end


def holds(words: str, whole: str) -> bool:
    """Whether folded words stand in a folded text, neither their first nor their last cut out of a longer one."""
    at = whole.find(words)
    while at >= 0:
        before, after = whole[at - 1 : at], whole[at + len(words) : at + len(words) + 1]
        if not (before.isalnum() and words[0].isalnum()) and not (after.isalnum() and words[-1].isalnum()):
            return True
        at = whole.find(words, at + 1)
    return False
