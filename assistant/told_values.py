"""The numbers and days that two aligned sentences tell otherwise, in each other's place and of one thing.

What one tells more exactly than the other differs in nothing: "dozens" beside 46, "more than 100" beside 118, "on Monday" beside
9 March. Where other words beside two numbers differ too, they may count two things.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from assistant.alignment import Alignment, Gap, Otherwise, Where
from assistant.amounts import ROUGH, Quantity
from assistant.calendar_words import DAYS, Moment, moments
from assistant.quantities import quantities
from assistant.wording import Token, Wording

NEUTRAL = frozenset("confirmed known total people persons others altogether least more exactly".split())
FOLLOWING = 3  # words that mean something behind a number that tell what it counts
RANGE = 12  # characters between the two ends of a range
ROUNDER = 2  # digits that an exact number has more than a round one that may stand for it
NEAR_TO_ROUND = 0.05  # how far the exact one may lie from it
Value = Quantity | Moment
V = TypeVar("V", Quantity, Moment)
_MARK = re.compile(r"[,;:()–—\"“”]")
_ONE_OF = re.compile(r"(?: of |/)\d")
_NO_PARTS = (None, None, None)
_WIDTHS = ((0, "day"), (7, "week"), (45, "month"), (99, "season"), (366, "year"), (99_999, "years"))


@dataclass(frozen=True, slots=True)
class Values:
    """The numbers and the days of a text."""

    counts: tuple[Quantity, ...]
    days: tuple[Moment, ...]


@functools.lru_cache(maxsize=8192)
def values(wording: Wording, published: date | None) -> Values:
    """The numbers and the days that a text names, read from the day it was published."""
    days = moments(wording, published)
    return Values(tuple(quantities(wording, [(one.start, one.end) for one in days])), tuple(days))


def numbers(found: Alignment, mine: Values, theirs: Values) -> Iterator[Otherwise]:
    """The numbers that stand in each other's place and cannot be the same."""
    if not mine.counts or not theirs.counts:
        return
    for gap in found.gaps:
        here, there = _within(found.one, gap.one, mine.counts), _within(found.other, gap.other, theirs.counts)
        here, there = (_uncounted(wording, side) for wording, side in ((found.one, here), (found.other, there)))
        if here and there and not (_is_beside_others(found, gap, here, there) or _counts_another(found, gap)):
            yield from _unlike(found, (here, there), (mine.counts, theirs.counts))
    for one, other in _overlapping(found, mine.counts, theirs.counts):
        against = {one.bound, other.bound} == {"least", "most"} and one.low == other.low and not one.weak
        if against or (not fit(one, other) and _is_of_one_thing(found, one, other, mine.counts, theirs.counts)):
            yield _told(found, "number", one, other)


def _is_of_one_thing(
    found: Alignment, one: Quantity, other: Quantity, mine: Sequence[Quantity], theirs: Sequence[Quantity]
) -> bool:
    """Whether two numbers that share a word count one thing, neither lying in a range that the other ends."""
    near = (
        [each for each in mine if abs(each.start - one.start) <= RANGE],
        [each for each in theirs if abs(each.start - other.start) <= RANGE],
    )
    if not _rival(one, other) or _is_in_range(near[0], [other]) or _is_in_range(near[1], [one]):
        return False
    return not _counts_another(found, Gap(_tokens(found.one, one), _tokens(found.other, other)))


def _uncounted(wording: Wording, counts: Sequence[Quantity]) -> list[Quantity]:
    """The numbers without those that only say which of several something is ("picture 3 of 25")."""
    return [one for one in counts if not _ONE_OF.match(wording.text, one.end)]


def _within(wording: Wording, positions: range, values: Sequence[V]) -> list[V]:
    if not positions:
        return []
    start, end = wording.tokens[positions[0]].start, wording.tokens[positions[-1]].end
    return [one for one in values if one.start < end and start < one.end]


def _overlapping(found: Alignment, mine: Sequence[V], theirs: Sequence[V]) -> Iterator[tuple[V, V]]:
    """The values of two texts that share a word ("15 August" and "August 14"), or stand in the same words."""
    for one in mine:
        places = {found.places[at] for at in _tokens(found.one, one) if at in found.places}
        for other in theirs:
            if not places.isdisjoint(_tokens(found.other, other)):
                yield one, other


def _told(
    found: Alignment, kind: Literal["number", "date"], one: Value, other: Value, doubtful: bool = False
) -> Otherwise:
    told = _tokens(found.one, one), _tokens(found.other, other)
    return Otherwise(kind, (one.start, one.end), (other.start, other.end), told, doubtful)


def _unlike(
    found: Alignment,
    gap: tuple[list[Quantity], list[Quantity]],
    all_told: tuple[Sequence[Quantity], Sequence[Quantity]],
) -> Iterator[Otherwise]:
    """The numbers of a gap that are not told on the other side, there more or less exactly or elsewhere as they are."""
    here, there = gap
    if _is_in_range(here, there) or _is_in_range(there, here):
        return
    taken = [*_overlapping(found, *all_told)]  # a number that stands for another one is not the one told here
    free = [other for other in all_told[1] if all(other != each for _, each in taken)]
    free_here = [one for one in all_told[0] if all(one != each for each, _ in taken)]
    mine = [one for one in here if not _is_told(one, there, free)]
    theirs = [one for one in there if not _is_told(one, here, free_here)]
    for one, other in zip(mine, theirs, strict=False):
        if _rival(one, other):
            yield _told(found, "number", one, other, one.weak or other.weak)


def _is_told(one: Quantity, there: Sequence[Quantity], elsewhere: Sequence[Quantity]) -> bool:
    return any(fit(one, other) for other in there) or any(
        (one.low, one.unit) == (each.low, each.unit) for each in elsewhere
    )


def _tokens(wording: Wording, one: Value) -> range:
    """The positions of the words of a value, the one that begins before it included."""
    first, upto = wording.between(0, one.start).stop, wording.between(0, one.end).stop
    return range(first - (first > 0 and wording.tokens[first - 1].end > one.start), upto)


def fit(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers may be the same, told more or less exactly."""
    if one.bears_out(other) or other.bears_out(one) or {one.bound, other.bound} == {"about", "least"}:
        return True
    if (
        "about" in {one.bound, other.bound}
        and one.unit == other.unit
        and abs(one.low - other.low) <= ROUGH * max(one.low, other.low)
    ):
        return True
    if one.unit != other.unit or one.sort != other.sort:
        return False
    return _rounds(one.low, other.low) or _rounds(other.low, one.low)


def _rounds(round_one: float, exact: float) -> bool:
    """Whether a number may be another one rounded: 9,000 for 9,023, 46 for 46.3, never 5,000 for 5,300."""
    digits = [len(f"{one:.9g}".replace(".", "").partition("e")[0].strip("0")) for one in (round_one, exact)]
    if round_one == round(exact) and exact != round(exact):
        return True
    near = abs(round_one - exact) <= NEAR_TO_ROUND * max(abs(round_one), abs(exact))
    return near and digits[1] >= digits[0] + ROUNDER


def _is_in_range(pair: list[Quantity], single: list[Quantity]) -> bool:
    """Whether one side tells a range in which the number of the other lies."""
    if len(pair) != 2 or len(single) != 1:
        return False
    return min(one.low for one in pair) <= single[0].low <= max(one.high for one in pair)


def _rival(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers that are not the same count in one way: what is told in another unit is another thing."""
    if "vague" in {one.sort, other.sort} and one.sort != other.sort:
        return False
    if one.sort != other.sort or (one.weak and other.weak and one.sort == "count" and one.low == 1.0):
        return False
    if one.unit == other.unit:
        return True
    same = abs(one.plain - other.plain) <= 1e-9 * abs(one.plain)
    if {one.unit, other.unit} == {"%", "points"} or not (one.unit and other.unit):
        return False
    return same


def _is_beside_others(found: Alignment, gap: Gap, here: Sequence[Value], there: Sequence[Value]) -> bool:
    """Whether other words that differ stand beside two values: they may be of something else."""
    mine = _others_than(found.one, (gap.one, gap.where), here, found.left[0])
    theirs = _others_than(found.other, (gap.other, gap.where), there, found.left[1])
    return bool(mine and theirs) or len(mine) + len(theirs) > (gap.where == "between")


def _counts_another(found: Alignment, gap: Gap) -> bool:
    """Whether what follows two numbers differs in both texts, so that they may count different things."""
    return _follows_other(found.one, gap.one, found.left[0]) and _follows_other(found.other, gap.other, found.left[1])


def _follows_other(wording: Wording, positions: range, left: frozenset[int]) -> bool:
    """Whether one of the next words that mean something after a stretch has no counterpart: "nine died", "26 are missing"."""
    following = [at for at in range(positions.stop, len(wording.tokens)) if wording.tokens[at].content][:FOLLOWING]
    return any(at in left for at in following)


def _others_than(
    wording: Wording, stretch: tuple[range, Where], values: Sequence[Value], left: frozenset[int]
) -> list[Token]:
    """The words without a counterpart that stand in one clause with the values of a stretch, towards the words that are shared."""
    positions, where = stretch
    first, last = (wording.between(0, place).stop for place in (values[0].start, values[-1].end))
    before, after = range(first - 1, positions.start - 1, -1), range(last, positions.stop)
    if where == "between":
        before, after = _in_clause(wording, before), _in_clause(wording, after)
    else:
        before, after = (before, range(0)) if where == "behind" else (range(0), after)
    return [wording.tokens[at] for at in (*before, *after) if at in left and wording.tokens[at].plain not in NEUTRAL]


def _in_clause(wording: Wording, positions: range) -> range:
    """Those of some positions, from a value outwards, that no mark parts from it."""
    for number, at in enumerate(positions):
        one, other = sorted((at, at - positions.step))
        if (
            one >= 0
            and other < len(wording.tokens)
            and _MARK.search(wording.text, wording.tokens[one].end, wording.tokens[other].start)
        ):
            return positions[:number]
    return positions


def dates(found: Alignment, mine: Values, theirs: Values) -> Iterator[Otherwise]:
    """The days and times that stand in each other's place and cannot be the same."""
    if not mine.days or not theirs.days:
        return
    for gap in found.gaps:
        here, there = _within(found.one, gap.one, mine.days), _within(found.other, gap.other, theirs.days)
        if here and there and not _is_beside_others(found, gap, here, there):
            for one, other in _rival_days(here, there):
                yield _told(found, "date", one, other, ":" in one.key or _exactness(one) != _exactness(other))
    for one, other in _overlapping(found, mine.days, theirs.days):
        if not _may_be_one_day(one, other) and one.parts != _NO_PARTS and other.parts != _NO_PARTS:
            yield _told(found, "date", one, other)


def _rival_days(here: Sequence[Moment], there: Sequence[Moment]) -> list[tuple[Moment, Moment]]:
    """The moments of a gap that stand against each other, none where any of them may be one."""
    if any(_may_be_one_day(one, other) for one in here for other in there):
        return []
    return [(one, other) for one, other in zip(here, there, strict=False) if _are_rivals(one, other)]


def _may_be_one_day(one: Moment, other: Moment) -> bool:
    return one.bears_out(other) or other.bears_out(one)


def _are_rivals(one: Moment, other: Moment) -> bool:
    """Whether two moments are told with the same exactness, so that one stands against the other."""
    clocks = ":" in one.key, ":" in other.key
    if any(clocks):
        hours = [tuple(map(int, each.key.split(":"))) for each in (one, other)] if all(clocks) else []
        return bool(hours) and (hours[0][0] % 12, hours[0][1]) != (hours[1][0] % 12, hours[1][1])
    if one.parts != _NO_PARTS and other.parts != _NO_PARTS:
        return True
    if not one.days or not other.days:
        return one.key in DAYS and other.key in DAYS
    return _width(one) == _width(other) or (one.parts == other.parts and not {one.key, other.key} & {*DAYS})


def _exactness(one: Moment) -> int:
    """How many of year, month and day a moment names."""
    return sum(part is not None for part in one.parts)


def _width(one: Moment) -> str:
    """How exactly a moment is told: a day, a week, a month, a year."""
    days = (one.days[0][1] - one.days[0][0]).days
    return next(name for most, name in _WIDTHS if days <= most)
