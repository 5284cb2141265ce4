"""What a paragraph holds of a question beyond single words: two of them in a row, the noun and the kind of thing asked for.

Each is a term of the paragraph's score in a search, for the best of what the arms find: they tell apart what these find about equal.
"""

from __future__ import annotations

import functools
from itertools import pairwise

from assistant.asked import wanted
from assistant.kinds import THINGS, Kind, spans
from assistant.question import Question
from assistant.words import WORD, stem

WEIGHTS = {"runs": 0.1, "kind": 0.08, "noun": 0.05}  # chosen on the queries that bench/quality.py measures
LOOKED_AT = 2_000  # characters of a paragraph


class Holding:
    """The terms of paragraphs for one question."""

    def __init__(self, question: Question) -> None:
        self._runs = frozenset(pairwise(stem(word) for word in WORD.findall(question.text)))
        self._kind = question.kind if question.kind in THINGS else None
        want = wanted(question)
        self._noun = want.head if want else ""

    def of(self, text: str) -> dict[str, float]:
        """The terms of a paragraph that are not 0, by name.

        >>> from assistant.question import understood
        >>> sorted(Holding(understood("Which old ferry sank?")).of("The old ferry Hale sank."))
        ['noun', 'runs']
        """
        words, runs = _read(text[:LOOKED_AT])
        found = {
            "runs": len(self._runs & runs) / max(1, len(self._runs)),
            "kind": float(self._kind is not None and _holds(self._kind, text[:LOOKED_AT])),
            "noun": float(bool(self._noun) and self._noun in words),
        }
        return {name: WEIGHTS[name] * value for name, value in found.items() if value}


@functools.lru_cache(maxsize=4096)
def _read(text: str) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """The stems of a text, and which of them follow each other."""
    words = [stem(word) for word in WORD.findall(text)]
    return frozenset(words), frozenset(pairwise(words))


@functools.lru_cache(maxsize=4096)
def _holds(kind: Kind, text: str) -> bool:
    return bool(spans(kind, text))
