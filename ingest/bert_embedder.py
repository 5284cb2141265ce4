"""Embedding models of the BERT family, whatever runs their graph: the vectors that sentence-transformers gives, without its five seconds to start.

Texts of one length in tokens share a run, and no others: so nothing is filled up, and a text gets the same vector whatever
texts it is asked for with.

Tried and rejected: short texts of any lengths behind each other in one row, none looking at another. It saves a tenth of the work for
the sentences of a question, and adds a twentieth for chunks; in half precision a text's vector then depends on its neighbours.
"""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from tokenizers import Encoding, Tokenizer

from ingest.embedder import Worded, normalised, worded
from ingest.errors import NotDrawn
from ingest.recipe import Recipe, recipe

Rows = np.ndarray[Any, Any]
Made = TypeVar("Made")


class BertEmbedder(ABC):
    """A model of the BERT family, one thread a processor core, behind LangChain's `Embeddings` interface."""

    run = 128  # tokens of one run: with more ONNX Runtime is no faster, with fewer short texts are slow

    def __init__(self, folder: Path, *, identity: str, languages: frozenset[str]) -> None:
        self._recipe = recipe(folder)
        self._load(folder, self._recipe)
        self._tokenizer = _tokenizer(folder, self._recipe.longest)
        self.dimension = self._recipe.hidden
        self.identity = identity
        self.languages = languages
        self._workers = ThreadPoolExecutor(cores(), thread_name_prefix="model")

    @abstractmethod
    def _load(self, folder: Path, plan: Recipe) -> None:
        """Make the model's graph ready to run; raises `NotDrawn` where the runtime does not take it."""

    @abstractmethod
    def _run(self, tokens: Rows, places: Rows) -> Rows:
        """The last rows (texts x tokens x dimension) of tokens (texts x tokens, int32) and their places; from any thread."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector of length 1 for each text."""
        return self._each(texts, lambda _text, _cut, rows: [float(number) for number in self._pooled(rows)])

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return self.embed_documents([text])[0]

    def embed_words(self, texts: list[str]) -> list[Worded]:
        """The vectors of texts, each with those of its words in their context."""
        return self._each(texts, lambda text, cut, rows: worded(text, self._pooled(rows).tolist(), cut.offsets, rows))

    def _each(self, texts: list[str], make: Callable[[str, Encoding, Rows], Made]) -> list[Made]:
        """What is made of each text, of how it was cut, and of the rows of its tokens."""
        cuts = self._tokenizer.encode_batch(texts)
        made: dict[int, Made] = {}

        def run(numbers: list[int]) -> None:
            for number, rows in zip(numbers, self._rows([cuts[one].ids for one in numbers]), strict=True):
                made[number] = make(texts[number], cuts[number], rows)

        runs = list(_runs([len(cut.ids) for cut in cuts], self.run))
        if len(runs) > 1 and cores() > 1:
            list(self._workers.map(run, runs))
        else:
            for one in runs:
                run(one)
        return [made[number] for number in range(len(texts))]

    def _rows(self, ids: list[list[int]]) -> Rows:
        """The last rows of texts that are equally long: texts x tokens x dimension."""
        tokens = np.array(ids, dtype=np.int32)
        places = np.broadcast_to(np.arange(tokens.shape[1], dtype=np.int32), tokens.shape)
        if self._recipe.family != "bert":  # these count from behind the token that fills up, and pass it over
            filled = tokens != self._recipe.padding
            places = (np.cumsum(filled, axis=1) * filled + self._recipe.padding).astype(np.int32)
        return self._run(tokens, np.ascontiguousarray(places))

    def _pooled(self, rows: Rows) -> Rows:
        pooled = rows[:1] if self._recipe.pooling == "cls" else rows.mean(axis=0, keepdims=True)
        return normalised(pooled).reshape(-1)


def _runs(lengths: list[int], most: int) -> Iterator[list[int]]:
    """The numbers of the texts, those of a length together, `most` tokens a run; the longest first, which none waits for."""
    order = sorted(range(len(lengths)), key=lambda number: -lengths[number])
    for length, alike in groupby(order, key=lengths.__getitem__):
        numbers, count = list(alike), max(1, most // max(length, 1))
        yield from (numbers[start : start + count] for start in range(0, len(numbers), count))


def cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _tokenizer(folder: Path, longest: int) -> Tokenizer:
    file = folder / "tokenizer.json"
    if not file.is_file():
        raise NotDrawn(f"it has no {file.name}")
    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_padding()
    tokenizer.enable_truncation(longest)
    return tokenizer
