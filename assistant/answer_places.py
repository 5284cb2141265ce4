"""Where a phrase stands in a sentence: how near to the words of a question and on which side, and whether beside the noun asked for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from assistant.asked import Wanted
from assistant.candidates import Candidate
from assistant.evidence import Scored
from assistant.measured import counts_one_of
from assistant.question import Question
from assistant.words import WORD, stem, stems

DISTANCE = 6  # words between a phrase and a word of the question at which that counts half
_LED_IN = re.compile(
    r"\b(?:to|in|on|at|from|for|with|against|of|into|over|near|about|between|towards?|than) (?:the |an? )?$"
)
_SPEAKS = re.compile(
    r"[’']?s? (?:\w+ly |also |then )?(?:said|says|told|added|warned|argued|noted|explained|pointed out|claimed|stated|wrote)\b"
)
_SPOKEN = re.compile(r"(?:[,\"”’'] (?:said|says|added)|\b[Aa]ccording to) (?:the |an? )?$")
BESIDE = 3  # how many words from a phrase the noun may stand that says what it is


def is_led_in(text: str, start: int) -> bool:
    """Whether a place of a text stands behind a word as "to" and "against", as the one who does something does not."""
    return bool(_LED_IN.search(text, max(0, start - 14), start))


class Read:
    """A sentence as it is read for a question: its words, where those of the question stand, and where the noun asked for does."""

    def __init__(
        self, question: Question, want: Wanted, ranked: Sequence[Scored], rank: int, rare: Mapping[str, float]
    ) -> None:
        self.rank, self.one = rank, ranked[rank]
        self.text = self.one.sentence.text
        self.behind = self.one.score - ranked[0].score
        found = list(WORD.finditer(self.text))
        self._starts, self._words = [match.start() for match in found], [stem(match[0]) for match in found]
        asked = stems(" ".join((*question.words, question.counted)))
        self._asked = [at for at, word in zip(self._starts, self._words, strict=True) if word in asked]
        self._rare = [(number, word, rare[word]) for number, word in enumerate(self._words) if word in rare]
        self._all = sum(rare.values()) or 1.0
        self._nouns = [number for number, word in enumerate(self._words) if want.head and word == want.head]
        self._counted = stem(question.counted) if question.counted else ""

    def support(self, start: int, end: int) -> float:
        """How many of the question's words stand around a span, 0 to 1, each by its rarity and by how many words lie between."""
        first, last = self._numbers(start, end)
        near: dict[str, float] = {}
        for number, word, weight in self._rare:
            between = first - number if number < first else number - last
            if between > 0:
                near[word] = max(near.get(word, 0.0), weight / (1 + between / DISTANCE))
        return sum(near.values()) / self._all

    def _numbers(self, start: int, end: int) -> tuple[int, int]:
        """The numbers of the first and the last word of a span."""
        return bisect_left(self._starts, start), bisect_left(self._starts, end) - 1

    def ahead(self, start: int, end: int) -> float:
        """How far a span stands before the question's words: 1 before all of them, -1 behind them, 0 between."""
        sides = [1 if at >= end else -1 for at in self._asked if not start <= at < end]
        return sum(sides) / len(sides) if sides else 0.0

    def is_beside(self, start: int, end: int) -> bool:
        """Whether the noun asked for stands next to a span but for a few words."""
        first, last = self._numbers(start, end)
        return any(0 < first - noun <= BESIDE or 0 < noun - last <= BESIDE for noun in self._nouns)

    def is_sort(self, start: int, end: int) -> bool:
        """Whether a span stands right before the noun asked for: "marsh fever" where a fever is."""
        return self._numbers(start, end)[1] + 1 in self._nouns

    def is_led_in(self, start: int) -> bool:
        """Whether a span stands behind a word as "to" and "against", as the one who does something does not."""
        return is_led_in(self.text, start)

    def speaks(self, start: int, end: int) -> bool:
        """Whether a span is the one who tells the rest of the sentence."""
        return bool(_SPEAKS.match(self.text, end) or _SPOKEN.search(self.text, max(0, start - 17), start))

    def counts(self, place: Candidate) -> bool:
        """Whether what is to be counted follows a number at once, two words between them at most."""
        is_number = bool(self._counted) and place.sort == "number"
        return is_number and counts_one_of({self._counted}, self.text, (place.start, place.end))
