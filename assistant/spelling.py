"""Slips of the keyboard in a question: a word that no dictionary and no article knows, read as one an edit away that they know.

What is put in its place stands in the articles, so that a question only ever becomes one that can be looked for. A name is
mended where the two sound alike ("Brandell"), never by another letter: Hansen and Hanson are two people. But a name that stands
where places do may be a country's ("in Ukrane").
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.names import is_country
from assistant.quotation_marks import masked, quoted
from assistant.words import WORD, content_words

SHORTEST = 4  # letters of a word that may be a slip; of shorter ones, too many are an edit apart
_TO_PLACES = "in|of|to|from|about|on|into|over|between|across|invade|invaded|invading|leave|leaving|left|visit|visited|enter|entered|join|joined"
SHORTEST_COUNTRY = 5  # letters of a country's name
Occurrences = Callable[[Sequence[str]], int]  # how many paragraphs have all of some words, in any inflection
_SOUND = ((r"(.)\1+", r"\1"), (r"ph", "f"), (r"ck?|q", "k"), (r"y", "i"), (r"z", "s"), (r"(?<=[a-z])h", ""))


@dataclass(frozen=True, slots=True)
class Spelt:
    """A question as it is read, and what was read as what."""

    text: str
    mended: tuple[tuple[str, str], ...] = ()

    @property
    def notices(self) -> tuple[str, ...]:
        """What was read as what, in words; none where nothing was mended."""
        if not self.mended:
            return ()
        told = ", ".join(f"{slip!r} was read as {word!r}" for slip, word in self.mended)
        return (f"{told}; in quotation marks it is looked for as it is",)


def spelt(question: str, occurrences: Occurrences) -> Spelt:
    """A question with its slips mended; words in quotation marks stay as they are.

    >>> articles = ({"ferry", "board", "people"}, {"school", "board"}, {"word", "people"})
    >>> occurrences = lambda words: sum(set(words) <= held for held in articles)
    >>> spelt("How many were on bord of the ferry?", occurrences).text
    'How many were on board of the ferry?'
    """
    slips, beside = _read(question, occurrences)
    places = {slip for slip in slips if re.search(rf"\b(?:{_TO_PLACES}) {slip}\b(?! [A-Z])", question)}
    meant = {slip: _meant(slip, beside, occurrences, may_be_country=slip in places) for slip in slips}
    mended = {slip: word for slip, word in meant.items() if word}
    text = re.sub(r"\w+", lambda word: _cased(mended.get(word[0], word[0]), word[0]), question)
    return Spelt(text, tuple(mended.items()))


def _read(question: str, occurrences: Occurrences) -> tuple[list[str], list[str]]:
    """The words that may be slips, and those that the articles know; neither of what stands in quotation marks."""
    plain = masked(question, quoted(question)[0])
    words = [word for word in WORD.findall(plain) if content_words(word)]
    known = [word for word in words if occurrences([word])]
    may_be = (word for word in words if word not in known and word.isalpha() and word.isascii() and not word.isupper())
    return [word for word in dict.fromkeys(may_be) if len(word) >= SHORTEST and not _is_word(word)], known


def _meant(slip: str, beside: Sequence[str], occurrences: Occurrences, *, may_be_country: bool) -> str:
    """The word that was meant, "" for none: the one that stands most often with another of the question's words."""
    is_name = not slip.islower()
    near = [word for word in sorted(_english().edit_distance_1(slip.casefold())) if len(word) >= SHORTEST]
    likely = [
        word
        for word in near
        if _sound(word) == _sound(slip)
        or (_is_word(word) and not is_name)
        or (may_be_country and len(word) >= SHORTEST_COUNTRY and is_country(word))
    ]
    known = [word for word in likely if occurrences([word])]
    return max(known, key=lambda word: _likely(word, slip, beside, occurrences), default="")


def _likely(word: str, slip: str, beside: Sequence[str], occurrences: Occurrences) -> tuple[float, ...]:
    together = max((occurrences([word, other]) for other in beside), default=0)
    same_letters = sorted(word) == sorted(slip.casefold())  # two exchanged: with one left out, the most frequent slips
    return (
        float(together > 0), float(len(word) > len(slip) or same_letters), float(together), float(occurrences([word])),
    )  # fmt: skip


def _sound(word: str) -> str:
    """A word's spelling with what sounds alike written alike.

    >>> _sound("Brandell") == _sound("Brandel"), _sound("Hansen") == _sound("Hanson")
    (True, False)
    """
    found = word.casefold()
    for pattern, written in _SOUND:
        found = re.sub(pattern, written, found)
    return found


def _cased(word: str, as_in: str) -> str:
    return word[0].upper() + word[1:] if as_in[0].isupper() else word


def _is_word(word: str) -> bool:
    return bool(_english().known([word.casefold()]))


@functools.cache
def _english() -> Any:
    """The dictionary, read when a question first has a word to look up: 0.1 s."""
    from spellchecker import SpellChecker

    return SpellChecker(distance=1)
