"""Where the quotations of a paragraph stand, also those that went on from the paragraph before or never end.

What stands between the marks is masked, so that whoever looks for a speaker reads the reporter's words alone:

>>> masked('"We lost," said Ada Hale.', *quoted('"We lost," said Ada Hale.')[:1])
'■■■■■■■■■■ said Ada Hale.'
"""

from __future__ import annotations

import re

Span = tuple[int, int]
MASK = "■"
LONGEST_SINGLE = 400  # characters between single marks: what is longer began with an apostrophe
_MARK = re.compile(r"[“”„«»\"]|‘‘|’’|''")
_OPENING, _CLOSING = {"“", "„", "«", "‘‘"}, {"”", "»", "’’"}
_SINGLE = re.compile(
    rf"(?<![\w’'])[‘'](?=[A-Za-z])(?!(?:em|cause|til|tis|n)\b)(?:[^‘“”\"’']|[’'](?=\w)){{2,{LONGEST_SINGLE}}}[’'](?!\w)"
)


def quoted(text: str, *, goes_on: bool = False) -> tuple[list[Span], bool]:
    """The quotations of a paragraph, marks included, and whether the last one never ends.

    `goes_on` says that the paragraph before left one open: then what stands before a first closing mark is quoted too.
    """
    spans: list[Span] = []
    marks = list(_MARK.finditer(text))
    start = 0 if goes_on and marks and _closes(text, marks[0], inside=True) else -1
    for mark in marks:
        if start < 0 and _opens(text, mark):
            start = mark.start()
        elif start >= 0 and _closes(text, mark, inside=True):
            spans.append((start, mark.end()))
            start = -1
    if start >= 0:
        spans.append((start, len(text)))
    return sorted([*spans, *_single(text, spans)]), start >= 0


def masked(text: str, spans: list[Span]) -> str:
    """A text of the same length with its quotations blotted out."""
    for start, end in spans:
        text = text[:start] + MASK * (end - start) + text[end:]
    return text


def _opens(text: str, mark: re.Match[str]) -> bool:
    if mark[0] in _OPENING or mark[0] in _CLOSING:
        return mark[0] in _OPENING
    after = text[mark.end() : mark.end() + 1]
    return bool(after.strip()) and not re.match(r"[\w,.!?]", text[max(0, mark.start() - 1) : mark.start()])


def _closes(text: str, mark: re.Match[str], *, inside: bool) -> bool:
    if mark[0] in _OPENING or mark[0] in _CLOSING:
        return mark[0] in _CLOSING
    return inside and not _opens(text, mark)


def _single(text: str, spans: list[Span]) -> list[Span]:
    """What stands between single marks outside of double ones."""
    found = [match.span() for match in _SINGLE.finditer(text)] if "'" in text or "‘" in text else []
    return [one for one in found if not any(one[0] < end and start < one[1] for start, end in spans)]
