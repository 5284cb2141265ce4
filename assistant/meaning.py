"""Articles that were stored with their words alone, read for their meaning afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic, sleep
from typing import TYPE_CHECKING

from ingest.articles import Chunk
from ingest.embedder import normalised

if TYPE_CHECKING:
    from assistant.assistant import Assistant

LONGEST_WAIT, LOOK = 45.0, 0.1  # seconds that a question waits for articles to be read, and between two looks
BATCH = 32  # chunks that are stored at once: what a process that ends in between has to make again


def missing(assistant: Assistant) -> list[Chunk]:
    """The chunks that have no vector of the present model, of articles that it can read."""
    embedder = assistant.embedder()
    return assistant.library.chunks_without(embedder.identity, embedder.languages)


def complete(assistant: Assistant) -> int:
    """Make the vectors that are missing; how many there were. What is left to make stands in `assistant.unread` meanwhile."""
    chunks = missing(assistant)
    try:
        for start in range(0, len(chunks), BATCH):
            assistant.unread = len({chunk.article_id for chunk in chunks[start:]})
            _make(assistant, chunks[start : start + BATCH])
    finally:
        assistant.unread = 0
    return len(chunks)


def wait_until_read(assistant: Assistant, stopped: Callable[[], bool]) -> None:
    """Wait for the model, and for the articles that are being read just now; of very many not to the end."""
    assistant.embedder()
    until = monotonic() + LONGEST_WAIT
    while assistant.unread and monotonic() < until and not stopped():
        sleep(LOOK)


def _make(assistant: Assistant, chunks: Sequence[Chunk]) -> None:
    embedder = assistant.embedder()
    matrix = normalised(embedder.embed_documents([chunk.text for chunk in chunks]))
    vectors = [(chunk.id, row.astype("<f4").tobytes()) for chunk, row in zip(chunks, matrix, strict=True)]
    assistant.library.add_embeddings(embedder.identity, embedder.dimension, vectors)
