"""Two wordings set side by side: which words of one stand for which of the other, and the stretches that have no counterpart.

words -> blocks that both have in one order -> gaps between them (replaced, put in, left out) -> words left without a counterpart
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from assistant.answers import DifferenceKind
from assistant.blocks import blocks
from assistant.named import TITLES, alike
from assistant.thesaurus import others
from assistant.wording import FUNCTION_WORD, Span, Token, Wording, read

Where = Literal["before", "between", "behind"]  # the shared words
CLOSE = 2  # words that may lie between a block of small words and a block that means something
EDGE = 8  # words that one text may have more than the other before the first or behind the last shared word
TELLING = 2  # words that both must have beside names to tell something of those
SPELT = 5  # letters from which a word of a name may be one of another spelling
BESIDE = 4  # words with a meaning on each side of what differs that must be the same
OUTSIDE = 0.7  # what a word counts that stands before the first or after the last shared one, against one between them
_SAYS_NOTHING = frozenset("according told added stated noted also however meanwhile mr mrs ms".split())


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of each of two texts, as positions of their words, between shared words, before the first or behind the last."""

    one: range
    other: range
    where: Where = "between"
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
    weight: float
    left: tuple[frozenset[int], frozenset[int]]

    def context(self, told: Sequence[range], every: Sequence[frozenset[int]]) -> tuple[int, float]:
        """How many of the words beside what differs (`told`) both have, and which share of them, the worse side's.

        `every` are the words of all differences. The nearest count most; where one text ends, the other may go on.
        """
        held = {*self.places} | every[0], {*self.places.values()} | every[1]
        got, seen, number = [0.0, 0.0], [0.0, 0.0], [0, 0]
        for step in (-1, 1):
            near = [_near(w, one, step) for w, one in zip((self.one, self.other), told, strict=True)]
            counted = [[at in mine for at in positions] for positions, mine in zip(near, held, strict=True)]
            ends = [_upto_last(side) for side in counted]
            for at, other in ((0, 1), (1, 0)):
                upto = len(near[at]) if len(near[other]) > ends[other] else ends[at]
                number[at] += sum(counted[at])
                got[at] += sum(1 / (1 + far) for far, is_held in enumerate(counted[at]) if is_held)
                seen[at] += sum(1 / (1 + far) for far in range(upto))
        return min(number), min(got[at] / (seen[at] or 1) for at in (0, 1))

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

    def tells(self) -> bool:
        """Whether both tell something of those whom they name: they share words that are neither names nor titles."""
        shared = [token for at, token in enumerate(self.one.tokens) if token.content and at not in self.left[0]]
        return sum(not token.text[0].isupper() and token.plain not in TITLES for token in shared) >= TELLING

    def _share(self, missing: float) -> float:
        return self.weight / (self.weight + missing) if self.weight else 0.0

    def _weight(self, side: int, told: frozenset[int]) -> float:
        """What the words of one side weigh that the other lacks, those within the shared stretch in full."""
        ends = _ends(self.places.keys() if side == 0 else self.places.values())
        return sum(1.0 if ends[0] < at < ends[1] else OUTSIDE for at in self.left[side] - told)


def _near(wording: Wording, told: range, step: int) -> list[int]:
    """The positions of the nearest words that mean something on one side of others."""
    positions = range(told.start - 1, -1, -1) if step < 0 else range(told.stop, len(wording.tokens))
    return list(islice((at for at in positions if _says_something(wording.tokens[at])), BESIDE))


def _says_something(token: Token) -> bool:
    """Whether a word is more than a title, or a word for saying, which one text may have and the other not."""
    return token.content and token.plain not in _SAYS_NOTHING and token.plain not in TITLES


def _upto_last(counted: Sequence[bool]) -> int:
    """How many words lie between a place and the last of those beside it that have a counterpart."""
    return max((at + 1 for at, held in enumerate(counted) if held), default=0)


def _ends(positions: Collection[int]) -> Span:
    return (min(positions), max(positions)) if positions else (0, 0)


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Words of each of two texts that tell one thing differently, as places and as positions of words.

    A doubtful one counts only where all else is told in the same words; the words of one that lies `apart` stand in other places of the two.
    """

    kind: DifferenceKind
    one: Span
    other: Span
    told: tuple[range, range]
    doubtful: bool = False
    apart: bool = False


@functools.lru_cache(maxsize=8192)
def wording(text: str) -> Wording:
    """The wording of a statement, read once for all those of a day that it is compared with."""
    return read.__wrapped__(text)


def aligned(one: Wording, other: Wording) -> Alignment:
    """The alignment of two wordings.

    >>> from assistant.wording import read
    >>> found = aligned(read("The ferry sank with 164 people aboard."), read("The ferry sank with 171 people aboard."))
    >>> [(found.one.tokens[gap.one[0]].text, found.other.tokens[gap.other[0]].text) for gap in found.gaps]
    [('164', '171')]
    """
    kept = _kept(one, blocks(keys(one), keys(other)))
    places = {a + step: b + step for a, b, size in kept for step in range(size)}
    gaps = tuple(_gaps(len(one.tokens), len(other.tokens), kept))
    left = _unmatched(one, places.keys()), _unmatched(other, places.values())
    moved = _moved(one, other, left)
    shared = sum(one.tokens[at].content for at in places) + len(moved)
    small = sum(not one.tokens[at].content for at in places)
    rest = frozenset(left[0]) - moved.keys(), frozenset(left[1]) - frozenset(moved.values())
    return Alignment(one, other, places, gaps, shared, shared + FUNCTION_WORD * small, rest)


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
    most = min(a, b) + EDGE if a and b else 1
    yield from _gap(range(max(0, a - most), a), range(max(0, b - most), b), "before", whole=max(a, b) <= most)
    for (a, b, size), (next_a, next_b, _) in zip(blocks, blocks[1:], strict=False):
        yield from _gap(range(a + size, next_a), range(b + size, next_b))
    a, b = blocks[-1][0] + blocks[-1][2], blocks[-1][1] + blocks[-1][2]
    most = min(mine - a, theirs - b) + EDGE if a < mine and b < theirs else 1
    whole = max(mine - a, theirs - b) <= most
    yield from _gap(range(a, min(mine, a + most)), range(b, min(theirs, b + most)), "behind", whole=whole)


def _gap(one: range, other: range, where: Where = "between", *, whole: bool = True) -> Iterator[Gap]:
    if one or other:
        yield Gap(one, other, where, whole)


def _unmatched(wording: Wording, matched: Iterable[int]) -> list[int]:
    held = set(matched)
    return [at for at in _telling(wording) if at not in held]


@functools.lru_cache(maxsize=8192)
def _telling(wording: Wording) -> tuple[int, ...]:
    """The positions of the words that say something."""
    return tuple([at for at, token in enumerate(wording.tokens) if _says_something(token)])


def _moved(one: Wording, other: Wording, left: tuple[list[int], list[int]]) -> dict[int, int]:
    """The words that the other has elsewhere or in another form, each with its counterpart there."""
    free = list(left[1])
    tokens = [other.tokens[place] for place in free]
    there = {token.stem for token in tokens}.union(*(others(token.plain) for token in tokens))
    found: dict[int, int] = {}
    for at in left[0]:
        if one.tokens[at].stem not in there and not one.tokens[at].text[0].isupper():
            continue  # most words have no counterpart, and to look at each pair would cost more than the rest
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
