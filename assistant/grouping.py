"""Which articles tell one event: average linkage over what they say, with days between and bursts of reports counted against it.

A day's articles are grouped at once, with each other and with the stories that are open; a story takes articles, but two
stories never become one by themselves, so that an id once given stays. Two groups are the likelier one story,
the more alike they are (mostly the average over their articles, partly the nearest two) and the more pairs of articles
show it, the fewer days lie between them, and the fewer articles the smaller one has: one late report is a follow-up, several outlets at once are news.
What stays alone gets a second chance: a few articles join what is nearly near enough and shares several rare names with them (`assistant/kin.py`).
The figures were chosen on public labelled stories (bench/grouping.py).
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.kin import LEEWAY, SMALL, Kinship, Names

WINDOW = 30  # days without an article after which a story takes no more: in labelled stories some pause for four weeks
NEAREST = 0.25  # how much the nearest two articles of two groups count beside the average
TOGETHER = 0.31  # how alike two groups must be, after all that is held against it
DAYS_APART, DAYS_ANYWAY = 0.01, 16  # what the square root of the days between costs, these days always counted
BURST, LARGEST_BURST = 4.0, 16  # how much dearer it is for each doubling of the smaller group, up to a size
FEW = 0.12  # what likeness seen in one pair of articles costs; divided by the square root of how many pairs there are
COMMON, FEW_ARTICLES = 0.12, 40  # how alike any two pieces of news are; how many articles say as much as that does
MOST_AT_ONCE = 600  # articles: the matrices of one pass stay small

Matrix = np.ndarray[Any, np.dtype[np.float32]]
Numbers = np.ndarray[Any, np.dtype[np.intp]]


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """What grouping reads of an article: a vector of length 1, days as ordinals, the story that it belongs to already, and names.

    `day` is None for an undated article, which is near to whatever came or was published when it came.
    """

    article_id: str
    vector: Matrix
    day: int | None
    arrived: int
    story: str = ""
    names: Names = frozenset()


@dataclass(frozen=True, slots=True)
class Group:
    """New articles that belong together: to the story named, or to one that is opened with them where that is ""."""

    story: str
    article_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """The days of some articles, and the days they came, as arrays; NaN for an undated one."""

    days: Matrix
    arrived: Matrix

    @classmethod
    def of(cls, reports: Sequence[Report]) -> Placed:
        """The days of reports."""
        return cls.on([one.day for one in reports], [one.arrived for one in reports])

    @classmethod
    def on(cls, days: Sequence[int | None], arrived: Sequence[int]) -> Placed:
        """Days as ordinals, None for an undated article."""
        return cls(np.asarray(days, dtype=np.float32), np.asarray(arrived, dtype=np.float32))


Pairs = Collection[tuple[str, str]]
NOWHERE: Mapping[int, int] = {}


def background(vectors: Matrix) -> float:
    """How alike all articles of a time are because they are of one subject, beyond what any two pieces of news have in common.

    0 for a library of everything; a few articles say little. In a library on one war all are alike, and likeness alone makes no story.
    """
    count = len(vectors)
    if count < 2:
        return 0.0
    mean = vectors.mean(axis=0, dtype=np.float64)
    alike = (count * float(mean @ mean) - 1) / (count - 1)
    return max(0.0, round((alike - COMMON) * count / (count + FEW_ARTICLES), 4))


def without(alike: Matrix, background: float) -> Matrix:
    """Likenesses without what all articles have in common: 1 stays 1, the background becomes 0."""
    return np.asarray((alike - background) / (1 - background), dtype=np.float32)


def grouped(  # noqa: PLR0913  options, by name
    new: Sequence[Report], old: Sequence[Report], *,
    apart: Pairs = (), together: Pairs = (), background: float = 0.0, elsewhere: Mapping[int, int] = NOWHERE,
) -> list[Group]:  # fmt: skip
    """Where new articles belong; the same whatever the order in which they are given.

    `old` are the articles of open stories. `apart` and `together` are pairs of article ids which a person has ruled on;
    `background` is how alike all articles of the time are; `elsewhere` says in how many stories of the window, beside those of
    all these articles, a name stands.
    """
    if not new:
        return []
    new = sorted(new, key=lambda one: (one.day or one.arrived, one.article_id))
    old = sorted(old, key=lambda one: (one.story, one.article_id))
    table = _Table(new, old, apart, background)
    for pair in sorted(together):
        table.join_ruled(*pair)
    while table.join_nearest():
        pass
    table.join_kin([*new, *old], elsewhere)
    return table.groups()


def touched(  # noqa: PLR0913  options, by name
    new: Sequence[Report], near: Placed, stories: Sequence[str], vectors: Matrix, *,
    kin: Sequence[Collection[str]] = (), background: float = 0.0,
) -> set[str]:  # fmt: skip
    """The stories of articles that new ones may belong to: near enough to one of them, and within the window.

    The articles are given by their days, the story of each, and their vectors row by row; `kin` are the stories that share rare names with
    each new one, which need not be quite as near.
    """
    if not new or not stories:
        return set()
    alike = without(np.stack([one.vector for one in new]) @ vectors.T, background)
    least = TOGETHER + float(penalty(np.zeros(1, dtype=np.float32), np.ones(1, dtype=np.float32))[0])
    within = _days(Placed.of(new), near)[1] <= WINDOW
    possible = (alike >= least) & within
    found = {stories[int(number)] for number in np.flatnonzero(np.any(possible, axis=0))}
    for row, own in enumerate(kin):
        nearly = (alike[row] >= least - LEEWAY) & within[row] if own else ()
        found |= {stories[int(number)] for number in np.flatnonzero(nearly)} & {*own}
    return found


def penalty(days: Matrix, smaller: Matrix) -> Matrix:
    """What speaks against one story where so many days lie between two groups, of which the smaller has so many articles.

    >>> penalty(np.array([0.0, 0.0, 9.0]), np.array([1.0, 4.0, 4.0])).round(2).astype(str).tolist()
    ['0.04', '0.36', '0.45']
    """
    burst = 1 + BURST * np.log2(np.clip(smaller, 1, LARGEST_BURST))
    return np.asarray(DAYS_APART * np.sqrt(days + DAYS_ANYWAY) * burst, dtype=np.float32)


class _Table:
    """How each group of new articles (a row) stands to each such group and each story (the columns, groups first)."""

    def __init__(self, new: Sequence[Report], old: Sequence[Report], apart: Pairs, background: float) -> None:
        everyone = [*new, *old]
        starts = [at for at in range(len(everyone)) if at <= len(new) or everyone[at - 1].story != everyone[at].story]
        columns = np.repeat(np.arange(len(starts)), np.diff([*starts, len(everyone)]))
        vectors = np.stack([one.vector for one in everyone])
        alike = np.round(without(vectors[: len(new)] @ vectors.T, background), 5)
        days, reach = _days(Placed.of(new), Placed.of(everyone))
        self.rows = len(new)
        self.stories = [everyone[start].story for start in starts]
        self.column_of = {one.article_id: int(column) for one, column in zip(everyone, columns, strict=True)}
        self.size = np.bincount(columns).astype(np.float32)
        # Of the pairs of articles of two groups: the sum, the nearest, the fewest days, and whether a person keeps any apart.
        self.alike = np.add.reduceat(alike, starts, axis=1)
        self.nearest = np.maximum.reduceat(alike, starts, axis=1)
        self.days = np.minimum.reduceat(days, starts, axis=1)
        self.reach = np.minimum.reduceat(reach, starts, axis=1)
        self.barred = np.zeros(self.alike.shape, dtype=bool)
        for one, other in (pair for given in apart for pair in (given, given[::-1])):
            row, column = self.column_of.get(one, self.rows), self.column_of.get(other)
            if row < self.rows and column is not None:
                self.barred[row, column] = True
        self.live = np.ones(len(starts), dtype=bool)
        self.went: dict[int, int] = {}  # a column that was joined to another -> that other
        self.scores = self._scored(np.arange(self.rows), np.arange(len(starts)))
        self.best = self.scores.argmax(axis=1)

    def join_nearest(self) -> bool:
        """Join the two groups that are nearest; whether any two were near enough."""
        row = int(np.argmax(self.scores[np.arange(self.rows), self.best]))
        column = int(self.best[row])
        if not self.scores[row, column] >= TOGETHER:
            return False
        self._join(row, column)
        return True

    def join_kin(self, reports: Sequence[Report], elsewhere: Mapping[int, int]) -> None:
        """Join the few articles of a group to what is nearly near enough and shares rare names with them, the nearest first."""
        standing = ((self._standing(self.column_of[one.article_id]), one.names, one.story) for one in reports)
        kinship = Kinship(standing, elsewhere)
        while True:
            nearly = np.argwhere(self.scores >= TOGETHER - LEEWAY)
            few = [pair for pair in nearly.tolist() if min(self.size[pair]) <= SMALL]
            ranked = (
                (float(self.scores[row, column]) + kinship.nearness(row, column), -row, -column) for row, column in few
            )
            near, row, column = max(ranked, default=(0.0, 0, 0))
            if not round(near, 5) >= TOGETHER:
                return
            kinship.join(*self._join(-row, -column))

    def join_ruled(self, one: str, other: str) -> None:
        """Join the groups of two articles, however near; two stories stay two."""
        if one in self.column_of and other in self.column_of:
            first, second = sorted((self._standing(self.column_of[one]), self._standing(self.column_of[other])))
            if first != second and first < self.rows:
                self._join(first, second)

    def groups(self) -> list[Group]:
        """The groups and the story of each, in order of their articles."""
        found: dict[int, list[str]] = {}
        for article_id, column in self.column_of.items():
            if column < self.rows:
                found.setdefault(self._standing(column), []).append(article_id)
        groups = [Group(self.stories[column], tuple(sorted(ids))) for column, ids in found.items()]
        return sorted(groups, key=lambda group: group.article_ids)

    def _join(self, one: int, other: int) -> tuple[int, int]:
        """Join two columns, the first of them a row, into the story if one is a story, else into the earlier; kept and gone."""
        kept, gone = (other, one) if other >= self.rows else (min(one, other), max(one, other))
        for table, both in (
            (self.alike, np.add), (self.nearest, np.maximum), (self.days, np.minimum), (self.reach, np.minimum),
            (self.barred, np.logical_or),
        ):  # fmt: skip
            table[:, kept] = both(table[:, kept], table[:, gone])
            if kept < self.rows:
                table[kept] = both(table[kept], table[gone])
        self.size[kept] += self.size[gone]
        self.live[gone], self.went[gone] = False, kept
        self.scores[gone], self.scores[:, gone] = -np.inf, -np.inf
        self._score_again(kept)
        return kept, gone

    def _score_again(self, column: int) -> None:
        """Renew the scores of a column that has grown, and the best of the rows that this may change."""
        every = np.arange(self.rows)
        self.scores[:, column] = self._scored(every, np.asarray([column]))[:, 0]
        if column < self.rows:
            self.scores[column] = self._scored(np.asarray([column]), np.arange(len(self.size)))[0]
        better = self.scores[every, column] > self.scores[every, self.best]
        self.best[better] = column
        stale = np.flatnonzero((self.best == column) | ~self.live[self.best])
        self.best[stale] = self.scores[stale].argmax(axis=1)

    def _standing(self, column: int) -> int:
        while column in self.went:
            column = self.went[column]
        return column

    def _scored(self, rows: Numbers, columns: Numbers) -> Matrix:
        """How near groups are after all that is held against them; never where the window has passed or a person says no."""
        part = np.ix_(rows, columns)
        own, other = self.size[rows][:, None], self.size[columns][None]
        near = (1 - NEAREST) * self.alike[part] / (own * other) + NEAREST * self.nearest[part]
        days = np.where(np.isinf(self.days[part]), 0, self.days[part])
        possible = (self.reach[part] <= WINDOW) & ~self.barred[part] & self.live[rows][:, None] & self.live[columns]
        possible &= rows[:, None] != columns
        return np.where(
            possible, np.round(near - FEW / np.sqrt(own * other) - penalty(days, np.minimum(own, other)), 5), -np.inf
        )


def _days(new: Placed, everyone: Placed) -> tuple[Matrix, Matrix]:
    """The days between articles: as their outlets date them, infinite where one is undated; and to be within the window."""
    day, came = new.days[:, None], new.arrived[:, None]
    dated = np.abs(day - everyone.days)
    beside = [np.abs(came - everyone.arrived), np.abs(came - everyone.days), np.abs(day - everyone.arrived)]
    undated = functools.reduce(np.fmin, beside)
    # An undated article is near to what came, or was published, when it came.
    return np.where(np.isnan(dated), np.inf, dated), np.where(np.isnan(dated), undated, dated)
