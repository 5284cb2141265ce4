"""Reading ahead: while the texts of some articles are embedded, those before them are stored and those behind them are read.

    items -> blocks -> vectors, in a thread of their own
                '--> one item after the other, in their order, with an embedder that has its vectors ready

Embedding takes most of the time and leaves Python alone meanwhile, so everything else goes on beside it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from time import monotonic

from ingest.articles import Article, Page
from ingest.chunks import chunks
from ingest.embedder import Embedder, Worded, read_by
from ingest.errors import ModelError
from ingest.found import Address, FeedList, Rejected
from ingest.languages import is_read

FIRST, LARGEST = 4, 128  # chunks of a block: the first is soon seen to be stored; in later ones many are of one length
ITEMS = 32  # of a block at most: they are held in memory
PATIENCE = 1.0  # seconds of reading, after which a block is embedded as it is


@dataclass(frozen=True, slots=True)
class Read:
    """A page and the article that was read from it."""

    page: Page
    article: Article


Item = Read | Rejected | Address | FeedList
Loaded = Callable[[], Embedder | None]
Vectors = dict[str, list[float]]


class Foreseen:
    """An embedder that has the vectors of some texts, and makes those of others when it is asked."""

    def __init__(self, embedder: Embedder, vectors: Vectors) -> None:
        self._embedder = embedder
        self._vectors = vectors
        self.identity = embedder.identity
        self.dimension = embedder.dimension
        self.languages = embedder.languages

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector of length 1 for each text."""
        if all(text in self._vectors for text in texts):
            return [self._vectors[text] for text in texts]
        return self._embedder.embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return self._embedder.embed_query(text)

    def embed_words(self, texts: list[str]) -> list[Worded]:
        """The vectors of texts and of their words."""
        return read_by(self._embedder, texts)


@dataclass(slots=True)
class _Block:
    items: list[Item] = field(default_factory=list)
    new: list[tuple[str, list[str]]] = field(default_factory=list)  # the language and the chunks of an article

    def loaded(self, embedder: Loaded, worker: ThreadPoolExecutor) -> Loaded:
        """Begin to embed the texts; what gives the embedder that has them, as soon as it does."""
        model = None
        if self.new:
            with suppress(ModelError):  # which is raised again where the first article is to be stored
                model = embedder()
        if model is None:
            return embedder
        read = (texts for language, texts in self.new if is_read(language, model.languages))
        wanted = list(dict.fromkeys(chain.from_iterable(read)))
        vectors: Future[list[list[float]]] = worker.submit(model.embed_documents, wanted)
        return functools.cache(lambda: Foreseen(model, dict(zip(wanted, vectors.result(), strict=True))))


def ahead(items: Iterable[Item], embedder: Loaded, is_new: Callable[[Article], bool]) -> Iterator[tuple[Item, Loaded]]:
    """The items in their order, each with what gives the embedder to store it by: its vectors were begun long before.

    `embedder` is called in this thread, when a text that `is_new` needs it. Raises what reading and embedding raise.
    """
    worker = ThreadPoolExecutor(1, thread_name_prefix="embedding")
    waiting: tuple[list[Item], Loaded] = [], embedder
    try:
        for block in _blocks(items, is_new):
            begun = block.items, block.loaded(embedder, worker)
            yield from ((item, waiting[1]) for item in waiting[0])
            waiting = begun
        yield from ((item, waiting[1]) for item in waiting[0])
    finally:
        worker.shutdown(wait=False, cancel_futures=True)


def _blocks(items: Iterable[Item], is_new: Callable[[Article], bool]) -> Iterator[_Block]:
    block, most, began = _Block(), FIRST, monotonic()
    for item in items:
        block.items.append(item)
        if isinstance(item, Read) and is_new(item.article):
            block.new.append((item.article.language, [chunk.text for chunk in chunks(item.article)]))
        if (
            isinstance(item, Address | FeedList)
            or sum(len(texts) for _, texts in block.new) >= most
            or len(block.items) >= ITEMS
            or monotonic() - began > PATIENCE
        ):
            yield block
            block, most, began = _Block(), min(2 * most, LARGEST), monotonic()
    if block.items:
        yield block
