"""Whether a number of four digits names a year, or counts something ("1987 members")."""

from __future__ import annotations

import re

_COUNTED = re.compile(r" [a-z]{3,}s\b(?<! was)(?<! has)(?<! its)")
_OF_YEARS = re.compile(
    r"(?:\b(?:in|since|of|by|until|till|from|to|during|for|and|or|mid|early|late|the|a|an|this|that|his|her|its|their|after|before)|[(,–-])[ -]?$",
    re.I,
)
LONGEST_WORD = 10  # characters before the number in which what leads to a year stands


def counts(text: str, place: tuple[int, int]) -> bool:
    """Whether a number that could be a year is how many of something there are.

    >>> counts("It has 1987 members.", (7, 11)), counts("It won the 1987 elections.", (11, 15))
    (True, False)
    """
    start, end = place
    return bool(_COUNTED.match(text, end)) and not _OF_YEARS.search(text[max(0, start - LONGEST_WORD) : start])
