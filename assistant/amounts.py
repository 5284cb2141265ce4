"""What a number may mean, and whether one that a source tells bears out one that a claim tells.

"About 5,000" is borne out by 4,987, "more than 100" by 103, neither the other way round; "fewer than 100" is never borne out by
"more than 100", five per cent never by five percentage points.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Bound = Literal["", "about", "least", "most"]
Sort = Literal["count", "ordinal", "share", "vague"]
ROUGH = 0.1  # how far "about" reaches
HALF = 0.5
OPEN = 2.0  # up to how many times its number "more than" reaches
SHARE_ROUGH = 0.06  # how far a share told as a fraction may be from the percentage: "a fifth" of 21 per cent
_SPANS = {"seconds", "months"}
_MEASURES = {
    "km": ("length", 1000.0), "miles": ("length", 1609.344), "metres": ("length", 1.0), "cm": ("length", 0.01), "feet": ("length", 0.3048),
    "tonnes": ("weight", 1e6), "kg": ("weight", 1e3), "g": ("weight", 1.0), "seconds": ("time", 1.0), "months": ("time", 30.44 * 86400),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a text: its place, its value (two where it is a range), unit, bound and sort.

    A weak one ("one", "first", "half") is often no number at all, and tells only beside a rival.
    """

    start: int
    end: int
    low: float
    high: float
    unit: str = ""
    bound: Bound = ""
    sort: Sort = "count"
    weak: bool = False
    slack: float = 0.0
    plain: float = 0.0  # the number itself, before its unit is turned into another: 45 of "45 years"

    def bears_out(self, claimed: Quantity) -> bool:
        """Whether a source that tells this number bears out a claim that tells the other."""
        if {self.sort, claimed.sort} == {"share", "count"}:
            if "times" in {self.unit, claimed.unit}:
                return self.low == claimed.low == HALF  # "halved" and "cut by half"
            one, other = self._in_percent(), claimed._in_percent()
            return one is not None and other is not None and _within(one, other)
        if self.sort != claimed.sort and "vague" not in {self.sort, claimed.sort}:
            return False
        if self.unit != claimed.unit and not (self.unit and claimed.unit) and {self.unit, claimed.unit} & _SPANS:
            return abs(self.plain - claimed.plain) <= 1e-9 * claimed.plain  # "Orr, 45" and "45-year-old Orr"
        if not _one_unit(self.unit, claimed.unit):
            turned = self._in_unit_of(claimed)
            return turned is not None and _within(turned, claimed if claimed.bound else replace(claimed, bound="about"))
        if "vague" in {self.sort, claimed.sort}:
            return _bears_out_vaguely(self, claimed)
        return _within(self, claimed)

    def _in_percent(self) -> Quantity | None:
        """A share or percentage in per cent, a share somewhat roughly; None for anything else."""
        if self.sort == "share":
            low, high = round(self.low * 100, 6), round(self.high * 100, 6)
            slack = 0.0 if self.bound else SHARE_ROUGH * low
            return replace(self, low=low, high=high, unit="%", sort="count", slack=slack, plain=1.0)
        return self if self.unit == "%" else None

    def _in_unit_of(self, other: Quantity) -> Quantity | None:
        """The same length, weight or time in the unit of another; None where that is no unit of the same."""
        mine, theirs = _MEASURES.get(self.unit, ("", 1.0)), _MEASURES.get(other.unit, ("", 1.0))
        if not mine[0] or mine[0] != theirs[0]:
            return None
        factor = mine[1] / theirs[1]
        return replace(self, low=self.low * factor, high=self.high * factor, unit=other.unit, plain=0.0)


def _one_unit(told: str, claimed: str) -> bool:
    return told == claimed or not claimed or (not told and claimed not in {"%", "points"})


def _bears_out_vaguely(told: Quantity, claimed: Quantity) -> bool:
    """Dozens, hundreds and thousands: a claim may name them for a number of their size, not the other way round."""
    if told.sort == "vague":
        return claimed.sort == "vague" and told.low == claimed.low
    return claimed.low * 2 <= told.high and told.low < claimed.low * (1000 if claimed.low >= 1000 else 20)


def _within(told: Quantity, claimed: Quantity) -> bool:
    slack = claimed.slack + 1e-9 * abs(claimed.low)
    same = abs(told.low - claimed.low) <= slack and abs(told.high - claimed.high) <= slack
    if not claimed.bound:
        return same or (claimed.low == claimed.high and told.low < told.high and claimed.low in {told.low, told.high})
    if same:
        return told.bound in {"", claimed.bound}
    if told.bound not in {"", "about"} or _digits(claimed.plain) >= _digits(told.plain) > 1:
        return False  # a bound is rounder than the number it stands for
    return _in_reach(told, claimed)


def _in_reach(told: Quantity, claimed: Quantity) -> bool:
    if claimed.bound == "least":
        return claimed.low < told.low <= claimed.low * OPEN
    if claimed.bound == "most":
        return claimed.high / OPEN <= told.high < claimed.high
    reach = ROUGH * max(abs(claimed.low), abs(told.low))
    return abs(told.low - claimed.low) <= reach and abs(told.high - claimed.high) <= reach


def _digits(number: float) -> int:
    """How many digits of a number are not only there for its size: 2 of 4,500."""
    return len(f"{number:.6g}".replace(".", "").partition("e")[0].strip("0"))
