"""The numbers of a sentence as values that can be compared: what each may stand for, its unit, and how it is told.

"Some 45,000" and "about 44,000" may be the same crowd, "more than 100" and "103" the same toll; "171 and not 164" tells
one number and takes the other back. Dates, ages, clock times, telephone numbers and names with a number in them count
nothing and are left out.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.kinds import TIME

Role = Literal["now", "before", "denied"]
ROUND = 0.05  # how far a round number may lie from the one it stands for
ABOUT = 0.1  # and one that is said to be rough
LAST = 5  # words before a number that tell how it is meant, and one more
OPEN = 2.0  # up to how many times its number "more than" reaches; beyond that a writer would have said so
MOST = 1e15  # of anything that is counted; a longer row of digits is no number

SMALL = {
    word: float(number)
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        2,
    )
} | {"one": 1.0}
TENS = {word: 20.0 + 10 * at for at, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
MAGNITUDES = {"hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12, "tn": 1e12, "dozen": 12.0}  # fmt: skip
UNITS = {
    "percentage point": "points", "percentage points": "points", "%": "%", "percent": "%", "per cent": "%", "dollar": "$", "dollars": "$",
    "euro": "€", "euros": "€", "pound": "£", "pounds": "£", "crown": "crowns", "crowns": "crowns", "rouble": "roubles", "roubles": "roubles",
    "ruble": "roubles", "rubles": "roubles", "hryvnia": "hryvnias", "hryvnias": "hryvnias", "yen": "yen", "yuan": "yuan", "francs": "francs",
    "km": "km", "kilometre": "km", "kilometres": "km", "kilometer": "km", "kilometers": "km", "mile": "miles", "miles": "miles",
    "metre": "metres", "metres": "metres", "meter": "metres", "meters": "metres", "centimetres": "cm", "centimeters": "cm", "feet": "feet",
    "tonne": "tonnes", "tonnes": "tonnes", "ton": "tonnes", "tons": "tonnes", "kg": "kg", "litres": "litres", "degrees": "degrees",
    "second": "time", "seconds": "time", "minute": "time", "minutes": "time", "hour": "time", "hours": "time", "day": "time", "days": "time",
    "week": "time", "weeks": "time", "month": "time", "months": "time", "year": "time", "years": "time", "decades": "time", "times": "times",
}  # fmt: skip
MONEY = frozenset({"$", "€", "£", "crowns", "roubles", "hryvnias", "yen", "yuan", "francs"})

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_TEEN = "|".join(SMALL)
_WORDED = rf"(?:{'|'.join(TENS)})(?:[- ](?:{_TEEN}))?|{_TEEN}"
_VALUE = rf"(?:{_DIGITS}|(?:{_WORDED}))"
_SCALE = r"(?:[ -]?(?:hundred|thousand|million|billion|trillion|mn|bn|tn|dozen)|[mk])\b"
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?P<money>(?:US)?\$\s?|[€£])?(?<![\w.,/:-])(?P<first>{_VALUE})(?P<scale>{_SCALE})?"
    rf"(?:\s?(?:[-–]|to|and|or)\s?(?P<last>{_VALUE})(?P<scale2>{_SCALE})?)?(?![\w/:]|[.,]\d)(?:\s?(?P<unit>{_UNIT})(?!\w))?",
    re.I,
)
_COMPOUND = re.compile(rf"(?<![\w.,/:-])({_VALUE})[-‑]([a-z]+)(?![\w‑-])", re.I)
_MAY_HOLD = re.compile(rf"\d|(?<!\w)(?:{'|'.join([*SMALL, *TENS])})")  # of a text in lower case: most have no number
_HALF = re.compile(r"^ and a half\b(?: (?P<scale>million|billion|trillion))?")
_DECIMAL = re.compile(r"\d{1,2}\.\d\d")  # "5.84" may be a clock time elsewhere, beside a unit it is none
_VAGUE_BEFORE = re.compile(
    r"(?:(?P<about>about|around|some|roughly|approximately|an? estimated|estimated|close to|circa|or so)|(?P<least>at least|more than|over|upwards? of|no fewer than|not less than|exceeding|as much as)|"
    r"(?P<most>nearly|almost|up to|as many as|fewer than|less than|under|no more than|at most|just under))\s*(?:the\s+)?$",
    re.I,
)
_MORE_AFTER = re.compile(r"^\s*(?:or more|or so|-odd)\b")
_AGE = re.compile(r"(?:\b(?i:aged?|ages|No\.|number|article|chapter|page|group of|under|over) |\b[A-Z][\w’'-]+, )$")
_AGE_AFTER = re.compile(r"^(?:[-‑]|,? years? old\b|(?:st|nd|rd|th)\b)")
_TELEPHONE = re.compile(r"\+?\d[\d ()-]{7,}\d")
_PART = re.compile(r"^ of (?:them|those|the|these|its|his|her|their|whom|which|us)\b", re.I)
_INCREASE = re.compile(r"^\s?(?:more|other|others|further|new|additional|extra)\b", re.I)
_WITHIN = re.compile(
    r"\b(?:includ(?:es?|ed|ing)|among them|of whom|of which|a further|by another)\s(?:[^;]*?\s)?$|^\W*of (?:those|them|these)\b",
    re.I,
)
_ON_TOP = re.compile(
    r"\b(?:an? (?:additional|extra|further)|additional|another)\s(?:(?:about|around|some|roughly|nearly|estimated|at least|more than) )?$",
    re.I,
)
TO_TOTAL = re.compile(
    r"\b(?:bring|brought|tak|took|rais|push|lift)\w* [^.;]{0,60}?\bto\b", re.I
)  # "bringing the total to 145"
_DENIED = re.compile(r"\b(?:and not|but not|not|instead of|rather than)\s(?:the\s)?$", re.I)
_BEFORE = re.compile(
    r"\b(?:from|compared with|against|(?:earlier|previous|initial|first|original) (?:figure|number|total|toll|count|estimate|report)s? of)\s(?:the\s)?$",
    re.I,
)
_MOVES = re.compile(
    r"\b(?:correct|revis|r[io]se|rais|fell|fall|drop|shr[aiu]nk|clim|grew|grow|slip|doubl|jump|up\b|down\b|increas|cut|declin|low)\w*",
    re.I,
)
_BY = re.compile(r"\bby\s(?:(?:about|around|some|nearly|almost|at least|more than)\s)?$", re.I)
_CORRECTION = re.compile(r"\W*(?:correction|clarification)\b.*?\b(?:reported|said|stated|gave|wrote|put)\b", re.I)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence: where it stands, what it may stand for, its unit, and whether it is told, past or denied."""

    start: int
    end: int
    low: float
    high: float
    unit: str = ""
    role: Role = "now"

    def fits(self, other: Figure) -> bool:
        """Whether both may stand for the same number."""
        return self.low <= other.high and other.low <= self.high

    @property
    def is_bound(self) -> bool:
        """Whether it only tells between what a number lies ("more than 70", "nearly 80"); "about 70" tells a number."""
        return self.low < self.high and self.low <= self.high * (1 - 2 * ABOUT)

    def apart(self, other: Figure) -> float:
        """How far the nearer ends of both lie from each other: "more than 70" is nearer to 77 than to 84."""
        return min(abs(self.low - other.low), abs(self.high - other.high))


def figures(sentence: str) -> list[Figure]:
    """The figures of a sentence, in order.

    >>> [(one.low, one.role) for one in figures("There were 171 people aboard and not 164.")]
    [(171.0, 'now'), (164.0, 'denied')]
    """
    return list(_figures(sentence))


def compounds(sentence: str) -> list[tuple[Figure, str]]:
    """The numbers that stand in a word for something, with the noun that they count: the 48 of "a 48-page report".

    >>> [(one.low, noun) for one, noun in compounds("A three-storey house with a 48-page lease, 900 years old")]
    [(3.0, 'storey'), (48.0, 'page')]
    """
    return [
        (Figure(*match.span(1), *2 * (_plain(match[1]),)), match[2])
        for match in _COMPOUND.finditer(sentence)
        if match[1].lower() != "one"
    ]


@functools.lru_cache(maxsize=16_384)
def _figures(sentence: str) -> tuple[Figure, ...]:
    if not _MAY_HOLD.search(sentence.lower()):
        return ()
    left_out = [
        match.span()
        for pattern in (TIME, _TELEPHONE)
        for match in pattern.finditer(sentence)
        if not _DECIMAL.fullmatch(match[0])
    ]
    return tuple(
        one
        for match in _NUMBER.finditer(sentence)
        if not any(start < match.end("first") and match.start("first") < end for start, end in left_out)
        for one in _figure(sentence, match)
    )


def _figure(sentence: str, match: re.Match[str]) -> Iterator[Figure]:
    before, after = sentence[: match.start()], sentence[match.end() :]
    vague = _VAGUE_BEFORE.search(before, _last_words(before))
    bare = before[: vague.start()] if vague else before
    if _counts_nothing(match, before, after, bare):
        return
    scale = match["scale"] or (match["scale2"] if match["last"] else None)
    first = _plain(match["first"])
    if half := _HALF.match(after):
        first, scale = first + 0.5, scale or half["scale"]
    last = _plain(match["last"]) if match["last"] else first
    if last >= 1000 and last % 1000 == 0 and first < 100 and not scale:  # "70 or 80,000"
        first *= 1000
    by, by_last = (MAGNITUDES[one.strip(" -").casefold()] if one else 1.0 for one in (scale, match["scale2"] or scale))
    rough = vague.lastgroup if vague else "least" if _MORE_AFTER.match(after) else None
    slack = (
        _slack(match["first"]) * by
        if scale and not half
        else ROUND * first
        if first >= 100 and first % 100 == 0
        else 0.0
    )
    low, high = _reach(first * by, max(first * by, last * by_last), rough, slack)
    unit = UNITS.get((match["unit"] or "").lower(), "") or (match["money"] or "").replace("US", "").strip()
    yield Figure(match.start(), match.end() + (half.end() if half else 0), low, high, unit, _role(sentence, bare))


def _last_words(text: str) -> int:
    """Where the last words of a text begin, among which all stands that a pattern for its end may match."""
    parts = text.rsplit(None, LAST)
    return len(parts[0]) if len(parts) > LAST else 0


def _counts_nothing(match: re.Match[str], before: str, after: str, bare: str) -> bool:
    """Whether a number is an age, an ordinal, a part of another number, an increase, or one of a pair of scores."""
    unit = bool(match["unit"] or match["money"])
    if not unit and (
        _AGE.search(before, _last_words(before)) or _AGE_AFTER.match(after) or match["first"].lower() == "one"
    ):
        return True
    if _PART.match(after) or _INCREASE.match(after) or _WITHIN.search(bare):
        return True
    if _ON_TOP.search(bare) and TO_TOTAL.search(after):
        return True
    return bool(_BY.search(bare, _last_words(bare)) and _MOVES.search(before) and re.match(r".{0,40}?\bto\s", after))


def _role(sentence: str, before: str) -> Role:
    last = _last_words(before)
    if _DENIED.search(before, last) or _CORRECTION.match(before):
        return "denied"
    if _BEFORE.search(before, last) and _MOVES.search(sentence):
        return "denied" if re.search(r"\b(?:correct|revis)", sentence, re.I) else "before"
    return "now"


def _plain(word: str) -> float:
    word = word.casefold().replace(",", "")
    if word[0].isdigit():
        return min(float(word), MOST)
    tens, _, ones = re.sub(r"[ ]", "-", word).partition("-")
    return TENS.get(tens, SMALL.get(tens, 0.0)) + (SMALL.get(ones, 0.0) if ones else 0.0)


def _slack(word: str) -> float:
    """Half of the last place of a number that stands before its million: 0.05 for "2.6", at most a tenth of it."""
    places = len(word.partition(".")[2])
    return min(0.5 * 10.0**-places, ABOUT * _plain(word))


def _reach(first: float, last: float, rough: str | None, slack: float) -> tuple[float, float]:
    """The least and the greatest number that may be meant."""
    if rough == "least":
        return first, last * OPEN
    if rough == "most":
        return first * (1 - 2 * ABOUT), last
    if rough == "about":
        return first - max(slack, ABOUT * first), last + max(slack, ABOUT * last)
    return first - slack, last + slack
