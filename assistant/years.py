"""What looks like part of a date and is none: a number that counts something ("1987 members"), "may" and "march" as verbs."""

from __future__ import annotations

import re

_COUNTED = re.compile(r" [a-z]{3,}s\b(?<! was)(?<! has)(?<! its)")
_OF_YEARS = re.compile(
    r"(?:\b(?:in|since|of|by|until|till|from|to|during|for|and|or|mid|early|late|the|a|an|this|that|his|her|its|their|after|before)|[(,–-])[ -]?$",
    re.I,
)
LONGEST_WORD = 10  # characters before the number in which what leads to a year stands

_VERB = re.compile(r"\d (?:may|march)$")  # "pupils under 14 may not"
_LEADS_IN = re.compile(
    r"\b(?:in|since|until|till|during|early|late|mid|end of|before|last|by|after|between)[ -]$", re.I
)


def counts(text: str, place: tuple[int, int]) -> bool:
    """Whether a number that could be a year is how many of something there are.

    >>> counts("It has 1987 members.", (7, 11)), counts("It won the 1987 elections.", (11, 15))
    (True, False)
    """
    start, end = place
    return bool(_COUNTED.match(text, end)) and not _OF_YEARS.search(text[max(0, start - LONGEST_WORD) : start])


def is_verb(text: str, place: tuple[int, int]) -> bool:
    """Whether what looks like a month is a word of its own in a text with capitals.

    >>> text = "It may resemble a march in may, or in May."
    >>> [is_verb(text, (at, at + 3)) for at in (3, 27, 38)]
    [True, False, False]
    """
    word = text[slice(*place)]
    return bool(_VERB.search(word)) or (
        word in {"may", "march"} and not _LEADS_IN.search(text[max(0, place[0] - LONGEST_WORD) : place[0]])
    )
