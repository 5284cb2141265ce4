"""A library of made chunks with made vectors, for measurements of the index that need no model."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from ingest.articles import Article, Chunk, Page, Paragraph
from ingest.library import Embedded, Library
from ingest.vectors import Matrix, Vectors

MODEL, EACH = "made", 50  # chunks of an article
TEXT = "The harbour board of the town said on the {}th day that berth {} stays closed until the crane is mended. "


def stocked(folder: Path, count: int, dimension: int, *, seed: int = 0) -> Library:
    """A library of so many chunks, whose vectors lie in clusters as those of texts do."""
    library = Library.open(folder, create=True)
    stock(library, count, dimension, seed=seed)
    return library


def stock(library: Library, count: int, dimension: int, *, seed: int = 0) -> None:
    matrix = made(count, dimension, seed)
    for start in range(0, count, EACH):
        name = f"{seed}-{start}"
        texts = [TEXT.format(start, one) * 4 for one in range(start, min(count, start + EACH))]
        paragraphs = tuple(Paragraph(name, 1, number, text) for number, text in enumerate(texts, 1))
        chunks = [Chunk(name, 1, number, number, text) for number, text in enumerate(texts, 1)]
        blobs = [row.astype("<f4").tobytes() for row in matrix[start : start + EACH]]
        article = Article(id=name, title=f"Berth {name}", paragraphs=paragraphs)
        library.add(
            article, Embedded(chunks, blobs, MODEL, dimension), Page(name, b"", "text/plain", datetime.now(UTC))
        )


def made(count: int, dimension: int, seed: int) -> Matrix:
    """Vectors of length 1 around centres, a fortieth as many."""
    chance = np.random.default_rng(seed)
    centres = chance.normal(size=(max(1, count // 40), dimension))
    rows = centres[chance.integers(0, len(centres), count)] + 0.5 * chance.normal(size=(count, dimension))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def vectors_of(library: Library, dimension: int) -> Vectors:
    return Vectors(library, MODEL, dimension)
