"""What the embedding model has made of questions and sentences, kept: a question is searched for and then read, sentences come again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

import numpy as np

from ingest.embedder import Embedder, Worded, normalised, read_by

MOST_VECTORS = 20_000
MOST_WORDED = 3_000  # texts whose words' vectors are kept, about 15 KB each
Vector = np.ndarray[Any, Any]
Made = TypeVar("Made")


class KeptVectors:
    """The vectors of short texts, made when they are first asked for; from any thread."""

    def __init__(self, embedder: Callable[[], Embedder]) -> None:
        self._plain: _Kept[Vector] = _Kept(lambda new: list(normalised(embedder().embed_documents(new))), MOST_VECTORS)
        self._worded: _Kept[Worded] = _Kept(lambda new: read_by(embedder(), new), MOST_WORDED)

    def embedded(self, texts: Sequence[str]) -> Vector:
        """The vectors of texts, one a row."""
        return np.stack(self._plain.of(texts))

    def read(self, texts: Sequence[str]) -> list[Worded]:
        """The vectors of texts and of their words."""
        return self._worded.of(texts)

    def asked(self, question: str) -> Vector:
        """The vector of a question, which will be read word by word as well."""
        return self.read([question])[0].vector


class _Kept(Generic[Made]):
    def __init__(self, make: Callable[[list[str]], list[Made]], most: int) -> None:
        self._make = make
        self._most = most
        self._kept: dict[str, Made] = {}

    def of(self, texts: Sequence[str]) -> list[Made]:
        kept = self._kept
        new = [text for text in dict.fromkeys(texts) if text not in kept]
        if len(kept) + len(new) > self._most:
            kept = self._kept = {}  # never emptied: another thread may be at those that were kept
            new = list(dict.fromkeys(texts))
        if new:
            kept.update(zip(new, self._make(new), strict=True))
        return [kept[text] for text in texts]
