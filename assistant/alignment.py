"""Two wordings set side by side: which words of one stand for which of the other, and the stretches that have no counterpart.

words -> blocks that both have in one order -> gaps between them (replaced, put in, left out) -> words left without a counterpart
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from assistant.named import TITLES, alike
from assistant.thesaurus import others
from assistant.wording import Span, Token, Wording

DifferenceKind = Literal["number", "date", "actor", "attribution", "outcome", "negation"]
CLOSE = 2  # words that may lie between a block of small words and a block that means something
SPELT = 5  # letters from which a word of a name may be one of another spelling
BESIDE = 4  # words with a meaning on each side of what differs that must be the same
OUTSIDE = 0.7  # what a word counts that stands before the first or after the last shared one, against one between them
_SAYS_NOTHING = frozenset("according told added stated noted also however meanwhile mr mrs ms".split())


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of each of two texts, as positions of their words, that stands between the same shared words."""

    one: range
    other: range
    inside: bool = True
    whole: bool = True  # False where it is cut out of a longer stretch before the first or after the last shared word

    @property
    def replaces(self) -> bool:
        """Whether both have something there."""
        return len(self.one) > 0 and len(self.other) > 0


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """Two wordings, the place of each shared word, the gaps between them, and the words that only one of them has."""

    one: Wording
    other: Wording
    places: dict[int, int]
    gaps: tuple[Gap, ...]
    shared: int
    left: tuple[frozenset[int], frozenset[int]]

    def context(self, told: Sequence[range], every: Sequence[frozenset[int]]) -> tuple[int, float]:
        """How many of the words beside what differs (`told`) both have, and which share of them, the worse side's; `every` are the words of all differences."""
        mine = _beside(self.one, told[0], self.places.keys() | every[0])
        theirs = _beside(self.other, told[1], {*self.places.values()} | every[1])
        return min(mine[0], theirs[0]), min(mine[0] / (mine[1] or 1), theirs[0] / (theirs[1] or 1))

    def share(self, told: Sequence[frozenset[int]]) -> float:
        """How much of the shorter telling the other has too, 0 to 1, the words in which they differ (`told`) aside."""
        return self._share(min(self._weight(side, told[side]) for side in (0, 1)))

    def breadth(self, told: Sequence[frozenset[int]]) -> float:
        """The same of the longer telling."""
        return self._share(max(self._weight(side, told[side]) for side in (0, 1)))

    def whole(self) -> tuple[float, float]:
        """The same of the shorter and of the longer telling, wherever the words stand that one of them lacks."""
        missing = sorted(len(side) for side in self.left)
        return self._share(missing[0]), self._share(missing[1])

    def _share(self, missing: float) -> float:
        return self.shared / (self.shared + missing) if self.shared else 0.0

    def _weight(self, side: int, told: frozenset[int]) -> float:
        """What the words of one side weigh that the other lacks, those within the shared stretch in full."""
        ends = _ends(self.places.keys() if side == 0 else self.places.values())
        return sum(1.0 if ends[0] < at < ends[1] else OUTSIDE for at in self.left[side] - told)


def _beside(wording: Wording, told: range, places: Set[int]) -> tuple[int, int]:
    """How many of the words with a meaning to the left and right of some words have a counterpart, and how many there are."""
    got = seen = 0
    for positions in (range(told.start - 1, -1, -1), range(told.stop, len(wording.tokens))):
        near = [at for at in positions if wording.tokens[at].content][:BESIDE]
        seen += len(near)
        got += sum(at in places for at in near)
    return got, seen


def _ends(positions) -> Span:  # type: ignore[no-untyped-def]
    return (min(positions), max(positions)) if positions else (0, 0)


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Words of each of two texts that tell one thing differently, as places and as positions of words.

    A doubtful one counts only where all else is told in the same words; one by `order` has its words elsewhere in the other.
    """

    kind: DifferenceKind
    one: Span
    other: Span
    told: tuple[range, range]
    doubtful: bool = False
    by_order: bool = False


def aligned(one: Wording, other: Wording) -> Alignment:
    """The alignment of two wordings.

    >>> from assistant.wording import read
    >>> found = aligned(read("The ferry sank with 164 people aboard."), read("The ferry sank with 171 people aboard."))
    >>> [(found.one.tokens[gap.one[0]].text, found.other.tokens[gap.other[0]].text) for gap in found.gaps]
    [('164', '171')]
    """
    matcher = SequenceMatcher(None, keys(one), keys(other), autojunk=False)
    blocks = _kept(one, [(block.a, block.b, block.size) for block in matcher.get_matching_blocks() if block.size])
    places = {a + step: b + step for a, b, size in blocks for step in range(size)}
    gaps = tuple(_gaps(len(one.tokens), len(other.tokens), blocks))
    left = _unmatched(one, places.keys()), _unmatched(other, places.values())
    moved = _moved(one, other, left)
    shared = sum(one.tokens[at].content for at in places) + len(moved)
    rest = frozenset(left[0]) - moved.keys(), frozenset(left[1]) - frozenset(moved.values())
    return Alignment(one, other, places, gaps, shared, rest)


@functools.lru_cache(maxsize=8192)
def keys(wording: Wording) -> tuple[str, ...]:
    """What of each word is compared: its stem."""
    return tuple(token.stem for token in wording.tokens)


def _kept(one: Wording, blocks: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The blocks without those of small words that lie far from any other."""
    real = [any(one.tokens[at].content for at in range(a, a + size)) for a, _, size in blocks]
    kept = []
    for at, (a, b, size) in enumerate(blocks):
        near = any(
            real[beside] and _distance((a, b, size), blocks[beside]) <= CLOSE
            for beside in (at - 1, at + 1)
            if 0 <= beside < len(blocks)
        )
        if real[at] or near or size > CLOSE + 1:
            kept.append((a, b, size))
    return kept


def _distance(one: tuple[int, int, int], other: tuple[int, int, int]) -> int:
    first, second = sorted((one, other))
    return max(second[0] - first[0] - first[2], second[1] - first[1] - first[2])


def _gaps(mine: int, theirs: int, blocks: list[tuple[int, int, int]]) -> Iterator[Gap]:
    """What lies between blocks; before the first and after the last little more of either side than the other has there."""
    if not blocks:
        return
    a, b, _ = blocks[0]
    most = min(a, b) + CLOSE if a and b else 1
    yield from _gap(range(max(0, a - most), a), range(max(0, b - most), b), inside=False, whole=max(a, b) <= most)
    for (a, b, size), (next_a, next_b, _) in zip(blocks, blocks[1:], strict=False):
        yield from _gap(range(a + size, next_a), range(b + size, next_b))
    a, b = blocks[-1][0] + blocks[-1][2], blocks[-1][1] + blocks[-1][2]
    most = min(mine - a, theirs - b) + CLOSE if a < mine and b < theirs else 1
    whole = max(mine - a, theirs - b) <= most
    yield from _gap(range(a, min(mine, a + most)), range(b, min(theirs, b + most)), inside=False, whole=whole)


def _gap(one: range, other: range, *, inside: bool = True, whole: bool = True) -> Iterator[Gap]:
    if one or other:
        yield Gap(one, other, inside, whole)


def _unmatched(wording: Wording, matched) -> list[int]:  # type: ignore[no-untyped-def]
    held = set(matched)
    return [
        at for at, token in enumerate(wording.tokens)
        if token.content and at not in held and token.plain not in _SAYS_NOTHING and token.plain not in TITLES
    ]  # fmt: skip


def _moved(one: Wording, other: Wording, left: tuple[list[int], list[int]]) -> dict[int, int]:
    """The words that the other has elsewhere or in another form, each with its counterpart there."""
    free = list(left[1])
    found: dict[int, int] = {}
    for at in left[0]:
        place = next((place for place in free if same_word(one.tokens[at], other.tokens[place])), None)
        if place is not None:
            found[at] = place
            free.remove(place)
    return found


def same_word(one: Token, other: Token) -> bool:
    """Whether two words stand for the same: one stem, another word for it, or another spelling of a name."""
    if one.stem == other.stem or one.stem in others(other.plain):
        return True
    if not (one.text[0].isupper() and other.text[0].isupper()):
        return False
    return alike(one.text, other.text) or _is_misspelt(one.plain, other.plain)


def _is_misspelt(one: str, other: str) -> bool:
    """Whether two words of some length differ in one letter."""
    return len(one) == len(other) >= SPELT and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def place_of(wording: Wording, positions: range) -> Span:
    """Where words stand in a text; of none, the word that follows."""
    if positions:
        return wording.tokens[positions[0]].start, wording.tokens[positions[-1]].end
    at = min(positions.start, len(wording.tokens) - 1)
    return wording.tokens[at].start, wording.tokens[at].end
