"""Embedding models in sentence-transformers, which runs every kind of them: the only file of `ingest` that imports it.

It takes five seconds to import, so a model that `ingest/onnx_embedder.py` can run never comes here.
"""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
from sentence_transformers import SentenceTransformer
from transformers.utils.logging import disable_progress_bar

from ingest.embedder import Span, Worded, worded

BATCH_SIZE = 8  # on two cores 1.3 times as fast as sentence-transformers' 32


class TorchEmbedder:
    """A sentence-transformers model behind LangChain's `Embeddings` interface, on the GPU where torch sees one."""

    def __init__(self, location: str, *, identity: str, languages: frozenset[str]) -> None:
        disable_progress_bar()  # type: ignore[no-untyped-call]
        self._model = SentenceTransformer(
            location, device=None, trust_remote_code=False, model_kwargs={"use_safetensors": True}
        )
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        self.identity = identity
        self.languages = languages
        # A tokenizer keeps how it was last asked to pad and to cut: two ways of asking, in two threads, get in each other's
        # way. So each way has one of its own, and both have been asked once before they are shared.
        self._cutter = copy.deepcopy(self._model.tokenizer)
        self.embed_words(["once"])

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector of length 1 for each text."""
        vectors = self._model.encode(texts, batch_size=BATCH_SIZE, normalize_embeddings=True, show_progress_bar=False)
        return [[float(number) for number in vector] for vector in vectors]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return self.embed_documents([text])[0]

    def embed_words(self, texts: list[str]) -> list[Worded]:
        """The vectors of texts, each with those of its words in their context."""
        read = self._model.encode(
            texts, batch_size=BATCH_SIZE, normalize_embeddings=True, show_progress_bar=False, output_value=None
        )
        return [
            worded(text, one["sentence_embedding"].tolist(), pieces, _rows(one))
            for text, pieces, one in zip(texts, self._pieces(texts), read, strict=True)
        ]

    def _pieces(self, texts: list[str]) -> list[list[Span]]:
        cut = self._cutter(texts, return_offsets_mapping=True, truncation=True, max_length=self._model.max_seq_length)
        return [[(int(start), int(end)) for start, end in places] for places in cut["offset_mapping"]]


def _rows(read: dict[str, Any]) -> np.ndarray[Any, Any]:
    kept: np.ndarray[Any, Any] = read["token_embeddings"][read["attention_mask"].bool()].cpu().numpy()
    return kept
