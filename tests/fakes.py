"""Stand-ins for what is slow: an embedder whose vectors come from hashed words."""

from __future__ import annotations

import hashlib
import re

from assistant.words import content_words
from ingest.embedder import Worded, worded


class FakeEmbedder:
    """Texts that share words have near vectors; no model is loaded."""

    identity = "fake"
    dimension = 64
    languages = frozenset()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        vector = [0.0] * self.dimension
        for word in re.findall(r"\w+", text.lower()) or [""]:
            vector[hashlib.sha256(word.encode()).digest()[0] % self.dimension] += 1.0
        length = sum(number * number for number in vector) ** 0.5
        return [number / length for number in vector]

    def embed_words(self, texts: list[str]) -> list[Worded]:
        return [self._worded(text) for text in texts]

    def _worded(self, text: str) -> Worded:
        places = [match.span() for match in re.finditer(r"\w+", text)]
        return worded(text, self.embed_query(text), places, [self.embed_query(text[slice(*one)]) for one in places])


class SubjectEmbedder(FakeEmbedder):
    """Texts that share content words have near vectors, others hardly any likeness; counts the texts it was given."""

    identity = "subject"
    dimension = 512
    asked = 0

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.asked += len(texts)
        return super().embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        vector = [0.0] * self.dimension
        for word in content_words(text) or ["nothing"]:
            vector[int.from_bytes(hashlib.sha256(word.encode()).digest()[:2]) % self.dimension] += 1.0
        length = sum(number * number for number in vector) ** 0.5
        return [number / length for number in vector]
