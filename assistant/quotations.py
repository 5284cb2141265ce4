"""Whose words a quotation is: a sentence that is nothing but quoted words takes along the neighbour that names the speaker."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right

from ingest.articles import Citation
from ingest.sentences import sentence_spans

LONGEST = 700  # characters of a quotation with its speaker
OWN_WORDS = 2  # words outside of the quotation from which a sentence says whose it is
_MARK = re.compile(r"[“”\"]|‘‘|’’")
_OPENING = {"“", "‘‘"}
Span = tuple[int, int]


def with_speaker(citation: Citation, language: str) -> Citation:
    """A citation that says whose words it is, as far as its paragraph does.

    >>> from ingest.articles import Paragraph
    >>> told = Paragraph("a", 1, 1, '"We counted them all," said Ada Hale. "Nobody was left behind."')
    >>> with_speaker(Citation(told, 38, 63), "en").quote
    '"We counted them all," said Ada Hale. "Nobody was left behind."'
    """
    text = citation.paragraph.text
    if not is_bare(text, (citation.start, citation.end)):
        return citation
    places = sentence_spans(text, language or "en")
    here = next((at for at, place in enumerate(places) if place[0] <= citation.start < place[1]), None)
    if here is None:
        return citation
    for step in (1, -1) if _is_open(text, citation.end) else (-1, 1):
        there = here + step
        while 0 <= there < len(places) and _is_near(citation, places[there]) and is_bare(text, places[there]):
            there += step
        if 0 <= there < len(places) and _names_speaker(text, places[there], forward=step > 0):
            start, end = min(citation.start, places[there][0]), max(citation.end, places[there][1])
            return Citation(citation.paragraph, start, end) if end - start <= LONGEST else citation
    return citation


def with_end(citation: Citation) -> Citation:
    """A citation that ends where a quotation begun in it ends, as far as its paragraph tells, rather than in the midst of it.

    >>> from ingest.articles import Paragraph
    >>> told = Paragraph("a", 1, 1, 'She wrote: “We left at noon. Nobody was hurt.” It rained.')
    >>> with_end(Citation(told, 0, 28)).quote
    'She wrote: “We left at noon. Nobody was hurt.”'
    """
    text = citation.paragraph.text
    if not _is_open(text, citation.end):
        return citation
    end = next((mark.end() for mark in _MARK.finditer(text, citation.end) if not _after(mark[0], inside=True)), None)
    if end is None or end - citation.start > LONGEST:
        return citation
    return Citation(citation.paragraph, citation.start, end)


def is_bare(text: str, place: Span) -> bool:
    """Whether a sentence of a paragraph consists of quoted words alone, so that it does not say whose they are."""
    return _quoted(text, place) and len(_outside(text, place).split()) < OWN_WORDS


def _quoted(text: str, place: Span) -> bool:
    return _is_open(text, place[0]) or bool(_MARK.match(text, place[0]))


def _outside(text: str, place: Span) -> str:
    """The words of a sentence that stand outside of quotation marks."""
    kept, at, inside = [], place[0], _is_open(text, place[0])
    for match in _MARK.finditer(text, *place):
        if not inside:
            kept.append(text[at : match.start()])
        inside, at = _after(match[0], inside), match.end()
    return " ".join(kept if inside else [*kept, text[at : place[1]]])


def _is_near(citation: Citation, place: Span) -> bool:
    """Whether a sentence could be told together with a citation; what lies behind it is further away still."""
    return max(citation.end, place[1]) - min(citation.start, place[0]) <= LONGEST


def _is_open(text: str, at: int) -> bool:
    """Whether a quotation that begins before a place of a paragraph has not ended there."""
    ends, inside = _marks(text)
    before = bisect_right(ends, at)
    return before > 0 and inside[before - 1]


@functools.lru_cache(maxsize=64)
def _marks(text: str) -> tuple[list[int], list[bool]]:
    """Where each mark of a paragraph ends, and whether a quotation is open behind it; asked of every sentence, read once."""
    ends, inside = [], [False]
    for match in _MARK.finditer(text):
        ends.append(match.end())
        inside.append(_after(match[0], inside[-1]))
    return ends, inside[1:]


def _after(mark: str, inside: bool) -> bool:
    """Whether a quotation is open after a mark; a straight one both opens and closes."""
    return not inside if mark == '"' else mark in _OPENING


_SAYS = re.compile(
    r"\b(?:said|says|told|tells|added|adds|wrote|asked|called|replied|warned|insisted|argued|explained|announced|stated|according to|tweeted)\b|:\s*$"
)


def _names_speaker(text: str, place: Span, *, forward: bool) -> bool:
    """Whether a neighbouring sentence says whose words are quoted; one that follows must itself end a quotation."""
    return bool(_SAYS.search(_outside(text, place))) and (not forward or _quoted(text, place))
