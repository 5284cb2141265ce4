"""An embedder that costs next to nothing: a text is the sum of directions that hashes of its words give. For sizes that no model can read."""

from __future__ import annotations

import functools
import hashlib
import re

import numpy as np

DIMENSION = 384
_WORD = re.compile(r"\w+")


class HashedEmbedder:
    """Texts with words in common lie near each other; nothing else is meant by its vectors."""

    identity = "hashed-words"
    dimension = DIMENSION
    languages = frozenset[str]()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        words = _WORD.findall(text.casefold()) or [text]
        total = np.sum([_direction(word) for word in words], axis=0)
        return (total / np.linalg.norm(total)).tolist()


@functools.lru_cache(maxsize=200_000)
def _direction(word: str) -> np.ndarray:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "little")
    return np.random.default_rng(seed).standard_normal(DIMENSION, dtype=np.float32)
