"""How far a source bears a claim out in words: features, weighed by fitted weights into a score.

The weights lie in `bearing.json`; `bench/fit_bearing.py` fits them on labelled claims and writes that file.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

from assistant.evidence import Weights
from assistant.thesaurus import others
from assistant.wording import Span, Token, Wording

WINDOW = 3  # sentences that together may bear a claim out


def best_window(claim: Wording, source: Wording) -> Span:
    """The span of the one to three neighbouring sentences that hold most of a claim's words, as few as hold them."""
    wanted = [token for token in claim.tokens if token.content] or list(claim.tokens)
    best, where = -1.0, source.sentences[0] if source.sentences else (0, len(source.text))
    held = [{source.tokens[at].stem for at in source.between(*sentence)} for sentence in source.sentences]
    for size in range(1, WINDOW + 1):
        for first in range(len(held) - size + 1):
            words = set().union(*held[first : first + size])
            value = sum(_credit(token, words) for token in wanted) / (len(wanted) or 1) - 0.12 * (size - 1)
            if value > best + 1e-9:
                best, where = value, (source.sentences[first][0], source.sentences[first + size - 1][1])
    return where


def _credit(token: Token, held: set[str] | frozenset[str]) -> float:
    """How far a set of stems holds a word: as itself, or by another word for the same."""
    if token.stem in held:
        return 1.0
    return 0.7 if not held.isdisjoint(others(token.plain)) else 0.0


def features(claim: Wording, source: Wording, window: Span) -> dict[str, float]:
    """What tells whether a source bears a claim out, each from 0 to 1."""
    wanted = [token for token in claim.tokens if token.content] or list(claim.tokens)
    near = frozenset(source.tokens[at].stem for at in source.between(*window))
    runs = _runs([token.stem for token in claim.tokens], [token.stem for token in source.tokens])
    return {
        "near": _mean(_credit(token, near) for token in wanted),
        "anywhere": _mean(_credit(token, source.stems) for token in wanted),
        "density": sum(run * run for run in runs) / max(1, len(claim.tokens)) ** 2,
        "pieces": (len(runs) + len(claim.tokens) - sum(runs)) / max(1, len(claim.tokens)),
    }


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def _runs(claim: Sequence[str], source: Sequence[str]) -> list[int]:
    places: dict[str, list[int]] = {}
    for at, word in enumerate(source):
        places.setdefault(word, []).append(at)
    runs, at = [], 0
    while at < len(claim):
        longest = 0
        for place in places.get(claim[at], ()):
            size = 0
            while at + size < len(claim) and place + size < len(source) and claim[at + size] == source[place + size]:
                size += 1
            longest = max(longest, size)
        if longest:
            runs.append(longest)
        at += max(1, longest)
    return runs


@functools.cache
def weights() -> Weights:
    """The fitted weights."""
    return Weights(
        -2.0,
        {
            "near": 3.0,
            "anywhere": 2.0,
            "density": 1.0,
            "pieces": -1.0,
            "has_number": -3,
            "has_date": -3,
            "has_name": -3,
            "has_negation": -3,
            "has_other": -3,
        },
    )
