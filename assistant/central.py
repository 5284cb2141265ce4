"""How near each sentence is to what whole texts say: the cosine of its words to the centroid of all sentences.

A sentence is the stems of its content words and of each two neighbours among them, weighed 1 + ln(count) and made of length 1; the
centroid is the sum over the sentences (Radev et al., Information Processing & Management 40, 2004). No inverse document
frequencies: a word of a story that comes back in sentence after sentence is what the story is about, however common
it is elsewhere. Tried beside it on public summaries and not better: such frequencies, LexRank and TextRank, position,
words of the title, names and numbers, and a logistic regression over all of these (`bench/summaries.py` measures).
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from assistant.words import STOP_WORDS, WORD, stem

Vector = Mapping[str, float]


def told_stems(text: str) -> list[str]:
    """The stems of the content words of a text, in order, each as often as it stands there.

    >>> told_stems("The bridges and the bridge were closed.")
    ['bridg', 'bridg', 'close']
    """
    return list(_told_stems(text))


def told_words(text: str) -> frozenset[str]:
    """The same stems, each once: of a long text in a part of the time."""
    return frozenset(map(_told_stem, frozenset(WORD.findall(text)))) - {""}


@functools.lru_cache(maxsize=2048)
def _told_stems(text: str) -> tuple[str, ...]:
    return tuple([found for word in WORD.findall(text) if (found := _told_stem(word))])


@functools.lru_cache(maxsize=50_000)
def _told_stem(word: str) -> str:
    """The stem of a word, "" of one that tells nothing by itself."""
    if len(word) == 1 and not word.isdigit():
        return ""
    return "" if word.casefold().replace("’", "'") in STOP_WORDS else stem(word)


def centrality(
    texts: Sequence[Sequence[str]], shares: Sequence[float] | None = None, *, listed: bool = True
) -> list[list[float]]:
    """How near the sentences of each text are to what all texts say, 1 for the nearest.

    Every text counts alike, however long it is, unless `shares` gives a weight for each.
    Without `listed` the texts are in a language whose stop words are not known, and a word counts less the more sentences hold it.
    """
    terms = [[_terms(sentence) for sentence in text] for text in texts]
    weights = None if listed else _rarity([one for text in terms for one in text])
    vectors = [[_vector(one, weights) for one in text] for text in terms]
    wholes = [_unit(_sum(text)) for text in vectors]
    middle = _sum(_scaled(one, share) for one, share in zip(wholes, shares or [1.0] * len(wholes), strict=True))
    near = [[_dot(one, middle) for one in text] for text in vectors]
    most = max((value for text in near for value in text), default=0.0) or 1.0
    return [[value / most for value in text] for text in near]


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the stems of the shorter of two sentences that the other holds as well, 0 when one has none.

    >>> likeness(frozenset({"bridg", "close"}), frozenset({"polic", "close", "old", "bridg"}))
    1.0
    """
    return len(one & other) / (min(len(one), len(other)) or 1)


def _terms(sentence: str) -> Counter[str]:
    stems = told_stems(sentence)
    return Counter([*stems, *(f"{one} {other}" for one, other in pairwise(stems))])


def _rarity(sentences: Sequence[Counter[str]]) -> Vector:
    """The inverse sentence frequency of each term, 0 for one that every sentence holds."""
    held = Counter(term for one in sentences for term in one)
    return {term: math.log((len(sentences) + 1) / (times + 1)) for term, times in held.items()}


def _vector(terms: Counter[str], weights: Vector | None) -> Vector:
    if not weights and terms and terms.total() == len(terms):  # most sentences have every term once
        return dict.fromkeys(terms, 1 / math.sqrt(len(terms)))
    return _unit({term: (1 + math.log(times)) * (weights[term] if weights else 1) for term, times in terms.items()})


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(math.fsum(value * value for value in vector.values())) or 1.0
    return _scaled(vector, 1 / length)


def _scaled(vector: Vector, by: float) -> Vector:
    return {term: value * by for term, value in vector.items()}


def _sum(vectors: Iterable[Vector]) -> Vector:
    total: dict[str, float] = {}
    for vector in vectors:
        for term, value in vector.items():
            total[term] = total.get(term, 0.0) + value
    return total


def _dot(one: Vector, other: Vector) -> float:
    return math.fsum(value * other.get(term, 0.0) for term, value in one.items())
