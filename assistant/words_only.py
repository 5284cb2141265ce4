"""What stands in for the embedding model until it is loaded: texts are near as far as they share words.

Each word has a direction of its own, by a hash of its stem. Words and texts that share nothing are as near as the built-in
model has unrelated ones, so that what was fitted to its cosines decides about these as well. No vector of it is ever
stored, and none meets a vector of the model.
"""

from __future__ import annotations

import functools
import hashlib
from typing import Any

import numpy as np

from assistant.words import STOP_WORDS, WORD, stem
from ingest.embedder import Worded, worded

DIMENSION = 256
UNRELATED_WORDS, UNRELATED_TEXTS = 0.45, 0.3  # cosines; chosen on the development part of bench/sample_questions.jsonl
LOADING = "found by words only: the model for meaning is still loading"
Row = np.ndarray[Any, Any]


class WordsOnly:
    """An `Embedder` that knows nothing of meaning and is there at once."""

    identity = "words only"
    dimension = DIMENSION
    languages: frozenset[str] = frozenset()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The sums of the directions of each text's words, of length 1."""
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """The sum of the directions of a text's words, of length 1."""
        words = {stem(word) for word in WORD.findall(text) if word.casefold() not in STOP_WORDS}
        own = np.sum([_NOTHING, *(_direction(word) for word in sorted(words))], axis=0)
        own = own / (np.linalg.norm(own) or 1)
        return [float(number) for number in _among(own, UNRELATED_TEXTS)]

    def embed_words(self, texts: list[str]) -> list[Worded]:
        """The vectors of texts, each with the directions of its words."""
        return [self._worded(text) for text in texts]

    def _worded(self, text: str) -> Worded:
        found = list(WORD.finditer(text))
        rows = np.array([_among(_direction(_meant(match.group(), text)), UNRELATED_WORDS) for match in found])
        return worded(text, self.embed_query(text), [match.span() for match in found], rows)


_NOTHING = np.zeros(DIMENSION - 1, dtype=np.float32)


def _meant(word: str, text: str) -> str:
    """What gives a word its direction: a word that carries no meaning is not the same in two texts."""
    return f"{word} {text}" if word.casefold() in STOP_WORDS else stem(word)


def _among(own: Row, unrelated: float) -> Row:
    """A direction of its own, and a share of the one that all have in common."""
    return np.concatenate([[unrelated**0.5], (1 - unrelated) ** 0.5 * own])


@functools.lru_cache(maxsize=20_000)
def _direction(word: str) -> Row:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8])
    drawn = np.random.default_rng(seed).standard_normal(DIMENSION - 1)
    return np.asarray(drawn / np.linalg.norm(drawn), dtype=np.float32)
