"""Near copies of a text: found by MinHash bands, proved by the words both texts share.

Two steps, both deterministic and blind to case and punctuation. The signature of a text is its one-permutation MinHash
(Li, Owen and Zhang, "One permutation hashing", NIPS 2012) over runs of five words: hash values fall into 64 bins, and
the smallest value of each bin is a band. Texts that share a few bands are candidates. What decides is the share of the
shorter text's three-word runs that stand in the other one: containment rather than Jaccard, because a copy cut to its
first third holds only a third of the original.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from typing import Any

import numpy as np

Hashes = np.ndarray[Any, np.dtype[np.uint64]]

SIGNATURE_VERSION = 1  # to be raised when this file changes what bands a text gets
BAND_WORDS, CHECK_WORDS = 5, 3
BINS = 64
FEWEST_WORDS = 12  # of a shorter text nothing can be said: its words may be anybody's
SHARED = 0.5  # containment of the shorter text; a tenth of all words edited leaves .9 ** 3 = .73 of the runs, of a short text by chance fewer
SIZES = 0.12  # a text that is a smaller part of another is quoted there, not copied
_WORD = re.compile(r"\w+")
_ODD = np.uint64(0x9E3779B97F4A7C15)


def words(texts: Iterable[str]) -> list[str]:
    """The words of some texts in order, in lower case."""
    return [word for text in texts for word in _WORD.findall(text.casefold())]


def runs(of: list[str], length: int) -> Hashes:
    """The distinct hashes of all runs of `length` words, ascending; none when there are fewer words."""
    if len(of) < length:
        return np.empty(0, dtype=np.uint64)
    hashes = _mixed(np.array([zlib.crc32(word.encode()) for word in of], dtype=np.uint64))
    count = len(of) - length + 1
    found = np.zeros(count, dtype=np.uint64)
    for place in range(length):
        found = _mixed(found + hashes[place : place + count])
    return np.unique(found)


def bands(of: list[str]) -> list[int]:
    """The bands of a text's signature: the smallest hash of each bin that holds any, as signed 64-bit integers."""
    if len(of) < FEWEST_WORDS:
        return []
    hashes = runs(of, BAND_WORDS)
    _, first = np.unique(hashes // np.uint64(2**64 // BINS), return_index=True)
    return [int(value) for value in hashes[first].astype(np.int64)]


def shared(one: list[str], other: list[str]) -> float:
    """Which share of the shorter text's runs stands in the longer one: 0 to 1.

    >>> shared(words(["The quay was closed on Monday."]), words(["On Tuesday the quay was closed on Monday, it said."]))
    1.0
    """
    shorter, longer = sorted((runs(one, CHECK_WORDS), runs(other, CHECK_WORDS)), key=len)
    if not len(shorter):
        return 0.0
    return len(np.intersect1d(shorter, longer, assume_unique=True)) / len(shorter)


def near(one: list[str], other: list[str]) -> float:
    """How much two texts share when one is a near copy of the other, 0.0 when it is not."""
    shorter, longer = sorted((len(one), len(other)))
    if shorter < FEWEST_WORDS or shorter < SIZES * longer:
        return 0.0
    share = shared(one, other)
    return share if share >= SHARED else 0.0


def _mixed(values: Hashes) -> Hashes:
    """Each value scattered over all 64 bits (the finaliser of Steele, Lea and Flood's SplitMix, OOPSLA 2014)."""
    values = values + _ODD
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
