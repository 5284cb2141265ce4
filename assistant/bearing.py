"""How far a source bears a claim out in words: features, weighed by fitted weights into a score.

The weights lie in `bearing.json`; `bench/fit_bearing.py` fits them on labelled claims and writes that file.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Sequence
from pathlib import Path

from assistant.evidence import Weights
from assistant.phrasal import plainly
from assistant.straying import straying
from assistant.thesaurus import ALIKE, others
from assistant.wording import Span, Token, Wording
from assistant.words import stems

WINDOW = 3  # sentences that together may bear a claim out
STEP = 0.05  # the cost a word at which a claim has strayed a first step
WIDER = 0.12  # the share of a claim's words that one more sentence must add
FEW = 3  # content words of a claim that says one thing
_ANYBODY = frozenset({"people", "persons", "men", "women"})  # who are told by what they are or do: "133 survived"


@functools.lru_cache(maxsize=64)
def best_window(claim: Wording, source: Wording) -> Span:
    """The span of the one to three neighbouring sentences that hold most of a claim's words, as few as hold them."""
    wanted = _wanted(claim)
    held = [frozenset(source.tokens[at].stem for at in source.between(*sentence)) for sentence in source.sentences]
    held_by = [[_credit(token, words) for token in wanted] for words in held]
    best, where = -1.0, source.sentences[0] if source.sentences else (0, len(source.text))
    for size in range(1, WINDOW + 1):
        for first in range(len(held) - size + 1):
            each = zip(*held_by[first : first + size], strict=True)
            value = sum(map(max, each)) / (len(wanted) or 1) - WIDER * (size - 1)
            if value > best + 1e-9:
                best, where = value, (source.sentences[first][0], source.sentences[first + size - 1][1])
    return where


def features(claim: Wording, source: Wording, window: Span, known: Sequence[Span] = ()) -> dict[str, float]:
    """What tells whether a source bears a claim out, from 0 to about 1: how far the claim strays, and what of it is told.

    The words of numbers and days that the source is known to bear out (`known`) are told in whatever form. The first steps away from
    the source's own words tell more than further ones: hence the logarithm.
    """
    wanted = _wanted(claim)
    sure = frozenset(claim.tokens[at].start for start, end in known for at in claim.between(start, end))
    told = sum(1.0 if token.start in sure else _credit(token, source.stems) for token in wanted) / (len(wanted) or 1)
    near = [source.tokens[at].stem for at in source.between(*window)]
    return {
        "straying": math.log1p(straying(claim, source) / STEP) / math.log1p(1 / STEP),
        "told": told,
        "in_order": longest_in_order([token.stem for token in claim.tokens], near) / (len(claim.tokens) or 1),
    }


def says_its_own(claim: Wording, source: Wording, context: str, known: Sequence[Span] = ()) -> bool:
    """Whether a claim of few words has one that neither its source nor what stands around it tells, in any inflection or by a word known for it.

    With so few words that one is what is said: "Hale lost." of a source that tells of Hale and of nothing lost.
    """
    wanted = _wanted(claim)
    if len(wanted) > FEW:
        return False
    sure = {claim.tokens[at].start for start, end in known for at in claim.between(start, end)}
    held = source.stems | stems(f"{context} {plainly(source.text)}")
    return any(not _credit(token, held) for token in wanted if token.start not in sure and token.plain not in _ANYBODY)


def longest_in_order(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two texts have in common in the same order (the longest common subsequence, by bit vectors: Hyyrö 2004).

    >>> longest_in_order("a b c d".split(), "b a c e d".split())
    3
    """
    places: dict[str, int] = {}
    for at, word in enumerate(other):
        places[word] = places.get(word, 0) | 1 << at
    full = (1 << len(other)) - 1
    free = full
    for word in one:
        taken = free & places.get(word, 0)
        free = ((free + taken) | (free - taken)) & full
    return len(other) - free.bit_count()


def _wanted(claim: Wording) -> list[Token]:
    return [token for token in claim.tokens if token.content] or list(claim.tokens)


def _credit(token: Token, held: frozenset[str]) -> float:
    """How far a set of stems holds a word: as itself, or by another word for the same."""
    if token.stem in held:
        return 1.0
    return 0.0 if held.isdisjoint(others(token.plain)) else ALIKE


@functools.cache
def weights(*, with_meaning: bool = False) -> Weights:
    """The fitted weights, those that also weigh the likeness of meaning or those that do without."""
    found = json.loads(Path(__file__).with_name("bearing.json").read_text(encoding="utf-8"))
    fitted = found["with_meaning" if with_meaning else "words"]
    return Weights(fitted["intercept"], fitted["weights"])
