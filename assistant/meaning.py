"""Articles that were stored with their words alone, read for their meaning afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic, sleep
from typing import TYPE_CHECKING

from ingest import readers
from ingest.articles import Chunk
from ingest.embedder import Embedder, normalised
from ingest.library import Library

if TYPE_CHECKING:
    from assistant.assistant import Assistant

LONGEST_WAIT, LOOK = 45.0, 0.1  # seconds that a question waits for articles to be read, and between two looks
BATCH = 32  # chunks that are stored at once: what a process that ends in between has to make again


def missing(assistant: Assistant) -> list[Chunk]:
    """The chunks that have no vector of the model that reads the library, of articles that it can read."""
    if assistant.models.reading().by_words:
        return []
    embedder = assistant.embedder()
    return assistant.library.chunks_without(embedder.identity, embedder.languages)


def writer(assistant: Assistant) -> Embedder | None:
    """The model by which further articles are read; None where the one that read the library is not at hand."""
    reading = assistant.models.reading()
    return None if reading.by_words else reading.embedder


def complete(assistant: Assistant) -> int:
    """Make the vectors that are missing; how many there were. What is left to make stands in `assistant.unread` meanwhile."""
    chunks = missing(assistant)
    try:
        for start in range(0, len(chunks), BATCH):
            assistant.unread = len({chunk.article_id for chunk in chunks[start:]})
            stored(assistant.library, assistant.embedder(), chunks[start : start + BATCH])
    finally:
        assistant.unread = 0
    return len(chunks)


def wait_until_read(assistant: Assistant, stopped: Callable[[], bool]) -> None:
    """Wait for the model, and for the articles that are being read just now; of very many not to the end."""
    assistant.embedder()
    until = monotonic() + LONGEST_WAIT
    while assistant.unread and monotonic() < until and not stopped():
        sleep(LOOK)


def stored(library: Library, embedder: Embedder, chunks: Sequence[Chunk]) -> None:
    """Have chunks read by a model, and store what it made of them."""
    matrix = normalised(embedder.embed_documents([chunk.text for chunk in chunks]))
    vectors = [(chunk.id, row.astype("<f4").tobytes()) for chunk, row in zip(chunks, matrix, strict=True)]
    library.add_embeddings(embedder.identity, embedder.dimension, vectors)


def noted(assistant: Assistant) -> bool:
    """Remember by which name the model is loaded that reads the library; whether any does."""
    reading = assistant.models.reading()
    if not reading.notice:
        readers.note(assistant.library, reading.embedder.identity, assistant.settings.embedding_model)
    return not reading.by_words
