"""Which sentences of a story may tell the same thing: the pairs that are worth a closer look, found by their rarer words.

Every sentence stands under the first letters of its words; two that share enough of them become a pair. Nothing is stemmed
or read here: a day has thousands of sentences, and few of their pairs are about one thing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from assistant.figures import SMALL, TENS
from assistant.words import STOP_WORDS

LETTERS = 6  # by which two forms of a word are taken for one
SHARED = 0.45  # the share of the shorter sentence's words that the longer must have
FEWEST = 3  # words that both must have
FEWEST_COUNTED = 2  # and words that two sentences must have that count the same thing
_NUMBER = re.compile(rf"\d|\b(?:{'|'.join([*SMALL, *TENS])})\b", re.I)
_WORD = re.compile(r"[^\W_]+")


def counterparts(sentences: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    """The pairs of sentences that may tell one thing, as their positions, the first before the second.

    True with those that share most words of the shorter one; False with those that share a few words and both tell a number.
    """
    words = [_words(sentence) for sentence in sentences]
    numbered = [bool(_NUMBER.search(sentence)) for sentence in sentences]
    under: dict[str, list[int]] = defaultdict(list)
    for at, mine in enumerate(words):
        shared: dict[int, int] = defaultdict(int)
        for word in mine:
            for earlier in under[word]:
                shared[earlier] += 1
            under[word].append(at)
        for earlier in sorted(shared):
            least = min(len(mine), len(words[earlier]))
            if shared[earlier] >= max(FEWEST, SHARED * least):
                yield earlier, at, True
            elif numbered[at] and numbered[earlier] and shared[earlier] >= FEWEST_COUNTED:
                yield earlier, at, False


def _words(sentence: str) -> frozenset[str]:
    """The beginnings of the words of a sentence that mean something."""
    return frozenset(
        word[:LETTERS]
        for word in _WORD.findall(sentence.casefold())
        if word not in STOP_WORDS and (len(word) > 1 or word.isdigit())
    )
