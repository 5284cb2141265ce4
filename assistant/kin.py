"""Which names make two articles kin: those of persons, institutions and places that hardly any other story of the time has.

A late report on a trial, a count or an inquiry tells of other things than the reports before it, but of the same people.
Names are compared by their last two words, so that titles, offices and initials are no part of them. The figures were chosen on
labelled stories told over a week (`bench/_weeks.py`), where they joined what belongs together and nothing else.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from assistant.words import names
from ingest.articles import Article

RARE = 3  # stories of the window, the two compared among them, that a rare name may stand in
LEEWAY = 0.09  # how much less alike than other articles kin may be
SEVERAL = 2  # rare names that they must share
SMALL = 3  # what has more articles than that is a story of its own
_ACRONYM = range(3, 8)  # letters
_INITIAL = re.compile(r"(?<=[a-z] )[A-Z]\. (?=[A-Z])")
_JOINING = frozenset("of the de van von al bin".split())

Names = frozenset[int]
Hashes = np.ndarray[Any, np.dtype[np.uint32]]


def kin_names(article: Article) -> Names:
    """The names that an English article's paragraphs hold, hashed; without those of its outlet and its author.

    Other languages write other words with capitals, and have none.
    """
    if article.language not in ("", "en"):
        return frozenset()
    own = named(f"{article.source}. {article.author}.")
    return frozenset(zlib.crc32(name.encode()) for name in named(article.text) - own)


def named(text: str) -> frozenset[str]:
    """The names of two words or more in a text, as they are compared, and its acronyms.

    >>> sorted(named("NATO met Senator Ada B. Hale of Velmora at the National Bank of Osten, and Hale left."))
    ['NATO', 'ada hale', 'national bank of osten']
    """
    return frozenset(key for name in names(_INITIAL.sub("", text)) if (key := _key(name)))


def nearness(shared: int) -> float:
    """How much nearer two articles are for so many rare names that they share; 0 where these are not several.

    >>> [nearness(count) for count in (1, 2, 3, 9)]
    [0.0, 0.09, 0.09, 0.09]
    """
    return LEEWAY if shared >= SEVERAL else 0.0


def packed(found: Names) -> bytes:
    """Names as they are kept: unsigned 32-bit numbers, little-endian, in order."""
    return np.asarray(sorted(found), dtype="<u4").tobytes()


def unpacked(kept: bytes) -> Names:
    """Names that were kept."""
    return frozenset(np.frombuffer(kept, "<u4").tolist())


class Window:
    """The names of the articles of a window of time, and in which stories each stands."""

    def __init__(self, stories: Sequence[str], kept: Sequence[bytes]) -> None:
        """`kept` are the names of articles, packed, and `stories` the story of each."""
        self.stories = sorted(set(stories))
        number = {story: at for at, story in enumerate(self.stories)}
        every = np.frombuffer(b"".join(kept), "<u4").astype(np.uint64)
        of_story = np.repeat([number[story] for story in stories], [len(one) // 4 for one in kept])
        pairs = np.unique((every << np.uint64(32)) | of_story.astype(np.uint64))
        self._names = (pairs >> np.uint64(32)).astype(np.uint32)
        self._stories = (pairs & np.uint64(0xFFFFFFFF)).astype(np.intp)

    def kin(self, own: Names) -> set[str]:
        """The stories that share several names with an article, names that hardly any other story has."""
        shared = Counter(at for places in self._standing(own).values() if len(places) < RARE for at in places)
        return {self.stories[at] for at, count in shared.items() if count >= SEVERAL}

    def elsewhere(self, own: Names, beside: set[str]) -> dict[int, int]:
        """In how many stories each of some names stands, some stories left out."""
        out = {at for at, story in enumerate(self.stories) if story in beside}
        return {name: len(set(places) - out) for name, places in self._standing(own).items()}

    def _standing(self, own: Names) -> Mapping[int, Sequence[int]]:
        """The numbers of the stories in which each of some names stands."""
        wanted: Hashes = np.asarray(sorted(own), dtype=np.uint32)
        first, end = (np.searchsorted(self._names, wanted, side=side) for side in ("left", "right"))
        return {
            int(name): self._stories[start:stop].tolist() for name, start, stop in zip(wanted, first, end, strict=True)
        }


class Kinship:
    """The names of each group, in how many stories each stands, and the stories from which its articles come."""

    def __init__(self, articles: Iterable[tuple[int, Names, str]], elsewhere: Mapping[int, int]) -> None:
        """`articles` are given by their group, their names, and their story or ""; `elsewhere` are the stories beside these."""
        self._names: dict[int, Names] = {}
        self._stories: dict[int, frozenset[str]] = {}
        for column, own, story in articles:
            self._names[column] = self._names.get(column, frozenset()) | own
            self._stories[column] = self._stories.get(column, frozenset()) | {story} - {""}
        self._count = Counter(elsewhere)
        self._count.update(name for found in self._names.values() for name in found)

    def nearness(self, one: int, other: int) -> float:
        """How much nearer two groups are for the rare names that they share; where they were one story before, for any names."""
        shared = self._names[one] & self._names[other]
        if self._stories[one].isdisjoint(self._stories[other]):
            shared = frozenset(name for name in shared if self._count[name] <= RARE)
        return nearness(len(shared))

    def join(self, kept: int, gone: int) -> None:
        """Take two groups for one."""
        self._count.subtract(self._names[kept] & self._names[gone])
        self._names[kept] |= self._names.pop(gone)
        self._stories[kept] |= self._stories.pop(gone)


def _key(name: str) -> str:
    words = name.replace("’", "'").split()
    if len(words) == 1:
        return name if len(name) in _ACRONYM and name.isalpha() and name.isupper() else ""
    words = [word.casefold() for word in words if len(word.rstrip(".")) > 1]
    while words and words[-1] in _JOINING:
        words.pop()
    if len(words) > 2 and words[-2] == "of":
        # "Senator Ada Hale of Velmora" is Ada Hale; "the Bank of Velmora" is no Bank.
        words = words[:-2] if len(words) > 4 else words
        return " ".join(words[-2:] if "of" not in words else words)
    return " ".join(words[-2:]) if len(words) > 1 else ""
