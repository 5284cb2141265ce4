"""The gist of an article as one vector: what its paragraphs mean, the early ones first, and the rarer words it uses.

Meaning is the mean of the stored vectors of its chunks; what stands at a place of the text counts as one over what stands before it, so
that it matters little where one chunk ends and the next begins. Words are hashed
(Weinberger et al., ICML 2009, "Feature Hashing for Large Scale Multitask Learning"), so that the gists of two articles
are compared by one product, without a vocabulary that would change with every article. How rare a word is, is read off its
rank in the vocabulary of the built-in model, which lists frequent words first (Zipf's law).
"""

from __future__ import annotations

import functools
import math
import re
import zlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from assistant.words import STOP_WORDS, content_words, stem, stems
from ingest.articles import Article
from ingest.embedder import built_in_vocabulary

RULE = "3"  # to be raised when what an article is compared by changes: its vector here, its names in assistant/kin.py
ALIKE = 600  # characters of a chunk of which nothing is known
OPENING = 60  # characters that count alike, about a title; on labelled stories 20 to 60 are as good (bench/grouping.py)
MEANING, WORDS = 0.75, 0.25  # shares of the similarity of two articles
WIDTH = 1024  # places of hashed words: two words of an article rarely share one
UNKNOWN_RANK, COMMON = 60_000, 50
BORNE_OUT = 0.25  # share of a title's weight that its text must hold, or the title is another article's
_TERM = re.compile(r"\w\w+")
_YEAR = re.compile(r"(?:19|20)\d\d")

Vector = np.ndarray[Any, np.dtype[np.float32]]


def gist(meanings: Vector, text: str, characters: Sequence[int] = ()) -> Vector:
    """The gist of an article: `meanings` has a row for each chunk, none for an article in a language the model cannot read.

    `characters` are the lengths of the chunks, which are taken to be alike where none is given.
    Such an article is compared by its words alone; the result has length 1, zero where there is nothing to compare.
    """
    words = hashed(text)
    if not len(meanings):
        return np.concatenate([np.zeros(meanings.shape[1], dtype=np.float32), words])
    return np.concatenate([np.sqrt(MEANING) * early(meanings, characters), np.sqrt(WORDS) * words]).astype(np.float32)


def early(meanings: Vector, characters: Sequence[int] = ()) -> Vector:
    """The mean of the vectors of some texts, so many characters long each, the first of which counts most, at length 1."""
    ends = OPENING + np.cumsum(characters or [ALIKE] * len(meanings), dtype=np.float64)
    counts = np.log(ends / np.concatenate([[OPENING], ends[:-1]]))
    return _at_length_one((meanings * counts[:, None]).sum(axis=0))


def hashed(text: str) -> Vector:
    """The words of a text, each stem at its place with its weight and sign, at length 1."""
    counts = Counter(word for word in map(str.casefold, _TERM.findall(text)) if word not in STOP_WORDS)
    found = np.zeros(WIDTH, dtype=np.float64)
    for word, count in sorted(counts.items()):
        if not _YEAR.fullmatch(word):
            place = zlib.crc32(stem(word).encode())
            found[place % WIDTH] += (1 if place >> 31 else -1) * (1 + np.log(count)) * rarity(word)
    return _at_length_one(found)


@functools.lru_cache(maxsize=50_000)
def rarity(word: str) -> float:
    """How rare a word is, from 0 to 1: the square of its likely inverse document frequency.

    >>> rarity("people") < rarity("reactor") < rarity("velmora")
    True
    """
    chance = 1 - math.exp(-COMMON / _ranks().get(word, UNKNOWN_RANK))
    rarest = 1 - math.exp(-COMMON / UNKNOWN_RANK)
    return (math.log(chance) / math.log(rarest)) ** 2


def bears_out(article: Article) -> bool:
    """Whether an article's own text holds what its title says; a title of another article must count for nothing."""
    words = content_words(article.title)
    held = stems(article.text)
    weights = {word: rarity(word) for word in words}
    return sum(weight for word, weight in weights.items() if stem(word) in held) >= BORNE_OUT * sum(weights.values())


@functools.cache
def _ranks() -> dict[str, int]:
    words = [word for word in built_in_vocabulary() if len(word) > 1 and word.isalpha()]
    return {word: rank for rank, word in enumerate(words, 1)}


def _at_length_one(vector: np.ndarray[Any, Any]) -> Vector:
    length = float(np.linalg.norm(vector))
    return np.asarray(vector / length if length else vector, dtype=np.float32)
