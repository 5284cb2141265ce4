"""Which sentences of a story may tell the same thing: the pairs that are worth a closer look, found by their rarer words.

Every sentence stands under the first letters of its words; two that share enough of them become a pair. Nothing is stemmed
or read here: a day has thousands of sentences, and few of their pairs are about one thing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from assistant.figures import SMALL, TENS
from assistant.words import STOP_WORDS

LETTERS = 6  # by which two forms of a word are taken for one
SHARED = 0.45  # the share of the shorter sentence's words that the longer must have
FEWEST = 3  # words that both must have
FEWEST_COUNTED = 2  # and words that two sentences must have that count the same thing
_NUMBERS = frozenset((*SMALL, *TENS))
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W_]+")


def counterparts(sentences: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    """The pairs of sentences that may tell one thing, as their positions, the first before the second.

    True with those that share most words of the shorter one; False with those that share a few words and both tell a number.
    """
    written = [frozenset(_WORD.findall(sentence.casefold())) for sentence in sentences]
    words = [_meaning(one) for one in written]
    numbered = [
        not one.isdisjoint(_NUMBERS) or bool(_DIGIT.search(sentence))
        for one, sentence in zip(written, sentences, strict=True)
    ]
    under: dict[str, list[int]] = defaultdict(list)
    for at, mine in enumerate(words):
        shared = Counter(chain.from_iterable(under[word] for word in mine))
        for word in mine:
            under[word].append(at)
        for earlier in sorted(one for one, times in shared.items() if times >= FEWEST_COUNTED):
            least = min(len(mine), len(words[earlier]))
            if shared[earlier] >= max(FEWEST, SHARED * least):
                yield earlier, at, True
            elif numbered[at] and numbered[earlier] and shared[earlier] >= FEWEST_COUNTED:
                yield earlier, at, False


def _meaning(words: frozenset[str]) -> frozenset[str]:
    """The beginnings of those of some words that mean something."""
    return frozenset([word[:LETTERS] for word in words - STOP_WORDS if len(word) > 1 or word.isdigit()])
