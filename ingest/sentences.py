"""Where the sentences of a text begin and end, as character offsets.

sentencex finds the boundaries; a repair pass mends what news prose gets wrong in it: an abbreviation or an initial
taken for an end, and a quotation cut off from the words that say whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]
TOGETHER = 4_000  # characters that are looked at together; sentencex's time grows with the square of quotation marks
LONGEST = (
    2_000  # of a sentence: what has no end for longer is cut at a space, so that no reader of sentences is kept busy
)
SEEN = 16  # characters before a boundary that tell whether it is one
_END = re.compile(r"[.!?…][\"'”’)]*\s")

# A piece ending so does not end a sentence, whatever follows: titles, initials, "No. 10", "Jan. 5", "vs. the state".
_OPEN_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Sgt|Capt|Maj|Adm|Gov|Sen|Rep|Rev|Hon|Pres|St|Mt|Ft|No|Nos|vs|cf|approx|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Art|Fig|pp?)|\b[A-Z])\.$"
)
# An initial is one letter, but so is the end of "U.S." and "vitamin C.": only those after a name part are initials.
_ACRONYM_END = re.compile(r"(?:\b[A-Z]\.){2,}$")
_WITHIN_NUMBER = re.compile(r"\d[.,](?=\d)")  # in whatever script: sentencex knows the digits of one
# "At 9 p.m. ET", "by 5 p.m. Friday", "until 7 p.m. Oct. 31": a zone, a weekday or a date tells more of the same time.
_HOUR_END = re.compile(r"\d\s?[ap]\.\s?m\.$", re.I)
_OF_HOUR = re.compile(
    r"(?:[ACEMP][SD]?T|A?K[SD]T|H[SD]T|GMT|UTC|[BIJK]ST|CEST|AE[SD]T|(?:[A-Z]\w+ ){1,2}[Tt]ime)\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|"
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d"
)
# The mark that opens the next quotation, left behind by one that is opened and closed by different marks: “… a lie," said Hale. "
_STRAY_MARK = re.compile(r"[.!?…](\s)[\"“]$")
_LOWER_START = re.compile(r"[a-z]")
_STARTERS = re.compile(r"(?:The|A|An|In|On|At|He|She|It|They|We|But|And|This|That|These|Those|However|Meanwhile)\b")


def sentence_spans(text: str, language: str = "en") -> list[tuple[int, int]]:
    """The sentences of a text as (start, end) offsets without the spaces around them; no other character is left out.

    >>> sentence_spans("Mr. Orr left. He was late.")
    [(0, 13), (14, 26)]
    """
    spans: list[tuple[int, int]] = []
    for start, end in _boundaries(text, language):
        first, last = spans[-1] if spans else (start, start)
        if first < last == start and (ended := _STRAY_MARK.search(text, max(first, last - SEEN), last)):
            last, start = ended.start(1), last - 1
            spans[-1] = (first, last)
        if (
            first < last
            and end - first <= LONGEST
            and (
                _belongs_together(text[max(first, last - SEEN) : last], text[start:end])
                or _WITHIN_NUMBER.match(text, max(0, last - 2))
            )
        ):
            spans[-1] = (first, end)
        else:
            spans.append((start, end))
    return spans


def _boundaries(text: str, language: str) -> list[tuple[int, int]]:
    from sentencex import get_sentence_boundaries

    pieces = []
    for first, last in _stretches(text):
        for boundary in get_sentence_boundaries(language.split("-")[0] or "en", text[first:last]):
            for start, end in _cut(text, first + boundary["start_index"], first + boundary["end_index"], LONGEST):
                piece = text[start:end]
                if piece.strip():
                    pieces.append((start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())))
    return pieces


def _stretches(text: str) -> Iterator[Span]:
    """A long text in stretches that end where a sentence seems to, where one does."""
    start = 0
    while len(text) - start > TOGETHER:
        ends = [match.end() for match in _END.finditer(text, start, start + TOGETHER)]
        end = ends[-1] if ends else next(_cut(text, start, len(text), TOGETHER))[1]
        yield start, end
        start = end
    yield start, len(text)


def _cut(text: str, start: int, end: int, longest: int) -> Iterator[Span]:
    """A stretch of a text in parts that are not too long, cut behind a space where there is one."""
    while end - start > longest:
        at = text.rfind(" ", start + 1, start + longest) + 1 or start + longest
        yield start, at
        start = at
    yield start, end


def _belongs_together(before: str, after: str) -> bool:
    if _ACRONYM_END.search(before):
        return not _STARTERS.match(after) and bool(re.match(r"[\w$€£]", after))
    if _HOUR_END.search(before) and _OF_HOUR.match(after):
        return True
    if _OPEN_END.search(before):
        return not _STARTERS.match(after)
    return bool(_LOWER_START.match(after)) or after in {'"', "”", "’", "'", ")", ".”", '."'}
