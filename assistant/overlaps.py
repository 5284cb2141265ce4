"""Whether one of many spans overlaps another, without looking at each of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Protocol


class Place(Protocol):
    """A span of some kind."""

    @property
    def kind(self) -> str:
        """What kind it is of."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """The character behind its last."""


Spans = tuple[list[int], list[int]]


def spread(spans: Iterable[tuple[int, int]]) -> Spans:
    """Where spans start, in order, and how far those up to each reach."""
    starts: list[int] = []
    reach: list[int] = []
    for start, end in sorted(spans):
        starts.append(start)
        reach.append(max(end, reach[-1]) if reach else end)
    return starts, reach


def spread_by_kind(places: Sequence[Place]) -> dict[str, Spans]:
    """The same of each kind of places."""
    kinds = {one.kind for one in places}
    return {kind: spread((one.start, one.end) for one in places if one.kind == kind) for kind in kinds}


def overlaps(spans: Spans, start: int, end: int) -> bool:
    """Whether any of the spans shares a place with one.

    >>> overlaps(spread([(0, 3), (8, 9)]), 2, 5), overlaps(spread([(0, 3), (8, 9)]), 3, 8)
    (True, False)
    """
    starts, reach = spans
    before = bisect_left(starts, end)
    return before > 0 and reach[before - 1] > start
