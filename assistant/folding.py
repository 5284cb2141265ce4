"""Words found again in a text that writes them with other quotes, dashes or spaces, as exact offsets into it."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´＇", "'"), **dict.fromkeys("“”„‟″«»＂", '"'), **dict.fromkeys("‐‑‒–—―−", "-"),
        "［": "[", "］": "]", "＜": "<", "＞": ">",
    }
)  # fmt: skip
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CUT = re.compile(r"\[?(?:\.{3,}|…)\]?")
_WORD = re.compile(r"[$€£]?[-−]?\w+(?:[.,:/'’-]\w+)*%?")
FARTHEST_APART = 400  # characters between two pieces of one quotation; what lies farther apart is no single passage


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without differences of case, quotes, dashes and spaces; `places` holds the offset of each character in it."""

    text: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Folded:
        """A text folded, its characters still to be found.

        >>> Folded.of("“No\u00a0 deal”").text
        '"no deal"'
        """
        characters: list[str] = []
        places: list[int] = []
        for place, folded in enumerate(map(_folded, text)):
            if not folded or (folded == " " and (not characters or characters[-1] == " ")):
                continue
            characters += folded
            places += [place] * len(folded)
        if characters and characters[-1] == " ":
            characters.pop()
            places.pop()
        return cls("".join(characters), tuple(places))


@functools.lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    """A character without its differences, "" for one that is not seen; few are asked for, each of them often."""
    if _UNSEEN.match(character):
        return ""
    return " " if character.isspace() else character.translate(_SAME).lower()


def span_of(quote: str, text: str) -> tuple[int, int] | None:
    """Where the words of a quotation stand in a text, as offsets; None where they do not.

    Quotation marks around the whole and a full stop at its end may be the quoter's own. Words left out with three dots
    may lie between two pieces that stand near each other in that order.

    >>> span_of("'no deal … before Friday.'", "She saw “no deal” coming before Friday, she said.")
    (9, 38)
    """
    there = Folded.of(text)
    for tried in (quote, quote.strip("\"'“”‘’«» \n"), quote.strip("\"'“”‘’«» .,;:!?…\n")):
        for pieces in ([tried], _CUT.split(tried)):  # the text may have the dots as well
            if found := _pieces_in([Folded.of(piece).text for piece in pieces], there):
                return found
    return None


def whole_words(span: tuple[int, int], text: str) -> tuple[int, int]:
    """The span made wider where it cuts a word or a number, so that no part of one is shown as the whole.

    >>> text = "The storm killed 1,215 people."
    >>> start, end = whole_words((text.index("5"), text.index("ople")), text)
    >>> text[start:end]
    '1,215 people'
    """
    start, end = span
    for word in _WORD.finditer(text):
        if word.start() < start < word.end():
            start = word.start()
        if word.start() < end < word.end():
            end = word.end()
    return start, end


def _pieces_in(pieces: list[str], there: Folded) -> tuple[int, int] | None:
    wanted = [piece for piece in pieces if re.search(r"\w", piece)]
    start = end = None
    for piece in wanted:
        at = there.text.find(piece, end or 0)
        if at < 0 or (end is not None and at - end > FARTHEST_APART):
            return None
        start = at if start is None else start
        end = at + len(piece)
    if start is None or end is None:
        return None
    return there.places[start], there.places[end - 1] + 1
