"""The stretches that two sequences have in one order: those of `difflib`, found without what it does for junk.

The longest stretch comes first, of several the earliest in the first sequence, then in the second; the same is done on both sides
of it (Ratcliff and Metzener, Dr. Dobb's Journal, July 1988). A day's briefing sets thousands of pairs of sentences side by side.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

Block = tuple[int, int, int]  # where it begins in the one and in the other, and how long it is


def blocks(one: Sequence[str], other: tuple[str, ...]) -> list[Block]:
    """The stretches that two sequences share, in their order.

    >>> blocks("the ferry sank late".split(), tuple("the old ferry sank".split()))
    [(0, 0, 1), (1, 2, 2)]
    """
    where = _places(other)
    found: list[Block] = []
    todo = [(0, len(one), 0, len(other))]
    while todo:
        low, high, other_low, other_high = todo.pop()
        a, b, size = block = _longest(one, where, (low, high), (other_low, other_high))
        if size:
            found.append(block)
            if low < a and other_low < b:
                todo.append((low, a, other_low, b))
            if a + size < high and b + size < other_high:
                todo.append((a + size, high, b + size, other_high))
    return _joined(sorted(found))


def _longest(
    one: Sequence[str], where: Mapping[str, Sequence[int]], mine: tuple[int, int], theirs: tuple[int, int]
) -> Block:
    """The longest stretch of a part of each, (0, 0, 0) where they share nothing."""
    low, high = theirs
    a = b = size = 0
    ending: dict[
        int, int
    ] = {}  # how long the stretch is that ends at a place of the other and the word before this one
    for at in range(*mine):
        here: dict[int, int] = {}
        for place in where.get(one[at], ()):
            if place >= high:
                break
            if place >= low:
                here[place] = length = ending.get(place - 1, 0) + 1
                if length > size:
                    a, b, size = at - length + 1, place - length + 1, length
        ending = here
    return a, b, size


@functools.lru_cache(maxsize=1024)
def _places(words: tuple[str, ...]) -> Mapping[str, Sequence[int]]:
    """Where each word stands."""
    found: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        found.setdefault(word, []).append(at)
    return found


def _joined(found: Sequence[Block]) -> list[Block]:
    """The stretches, those that follow each other in both as one."""
    joined: list[Block] = []
    for a, b, size in found:
        if joined and joined[-1][0] + joined[-1][2] == a and joined[-1][1] + joined[-1][2] == b:
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + size)
        else:
            joined.append((a, b, size))
    return joined
