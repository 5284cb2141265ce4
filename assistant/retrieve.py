"""From a question to hits: vectors and words, fused by paragraph, with LangChain's `BaseRetriever` as a face.

Fusion is weighted reciprocal rank fusion (Cormack, Clarke and Buettcher, SIGIR 2009, with their k of 60), keyed by
paragraph: a chunk's rank counts for each paragraph in it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.answers import Filters, Hit
from assistant.words import content_words
from ingest import keywords
from ingest.articles import Article, Paragraph
from ingest.dates import placed
from ingest.embedder import Embedder, normalised
from ingest.index import Index
from ingest.languages import is_other_question
from ingest.library import Library
from ingest.vectors import Vectors

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever

RRF_K = 60
DEPTH = 60  # how far down each arm is read
PER_ARTICLE = 4
WEIGHTS = {"meaning": 1.0, "words": 1.0}
Key = tuple[str, int]
Vector = np.ndarray[Any, Any]


@dataclass(slots=True)
class Retriever:
    """Hybrid search over one library."""

    library: Library
    vectors: Vectors
    index: Index
    embedder: Callable[[], Embedder]
    zone: tzinfo

    def hits(self, query: str, k: int, filters: Filters | None = None) -> list[Hit]:
        """The `k` best paragraphs for a query, best first, at most a few of one article."""
        allowed = admitted_articles(self.library, filters, self.zone) if filters else None
        vector = self._vector(query)
        paragraphs: dict[Key, Paragraph] = {}
        terms: defaultdict[Key, dict[str, float]] = defaultdict(dict)
        for arm, ranked in (("meaning", self._by_meaning(vector, allowed)), ("words", self._by_words(query, allowed))):
            for rank, paragraph in enumerate(ranked, 1):
                key = (paragraph.article_id, paragraph.number)
                paragraphs[key] = paragraph
                terms[key].setdefault(arm, WEIGHTS[arm] / (RRF_K + rank))
        order = sorted(terms, key=lambda key: (-sum(terms[key].values()), key))
        hits = self._spread(order, paragraphs, terms, k)
        return hits if vector is None else self._with_cosines(hits, vector)

    def _vector(self, query: str) -> Vector | None:
        """The vector of a query; None when no article has one to compare it with, or the model does not read its language."""
        ids, _ = self.vectors.current()
        if not len(ids) or is_other_question(query, self.embedder().languages):
            return None
        vector: Vector = normalised([self.embedder().embed_query(query)])[0]
        return vector

    def _by_meaning(self, vector: Vector | None, allowed: Collection[str] | None) -> list[Paragraph]:
        if vector is None:
            return []
        found = self._nearest(vector, allowed)
        chunks = self.library.chunks([chunk_id for chunk_id, _ in found])
        ranked: list[Paragraph] = []
        for chunk_id, _ in found:
            chunk = chunks[chunk_id]
            article = self.library.article(chunk.article_id, chunk.version)
            ranked += article.paragraphs[chunk.first - 1 : chunk.last]
        return list(dict.fromkeys(ranked))

    def _nearest(self, vector: Vector, allowed: Collection[str] | None) -> list[tuple[int, float]]:
        if allowed is None:
            found = self.index.search(vector, DEPTH)
            return found if found is not None else self.vectors.search(vector, DEPTH)
        return self.vectors.search(vector, DEPTH, allowed=self.library.chunk_ids(allowed))

    def _by_words(self, query: str, allowed: Collection[str] | None) -> list[Paragraph]:
        depth = DEPTH if allowed is None else 20 * DEPTH
        found = keywords.search(self.library, content_words(query), depth)
        return [paragraph for paragraph, _ in found if allowed is None or paragraph.article_id in allowed][:DEPTH]

    def _spread(
        self, order: list[Key], paragraphs: dict[Key, Paragraph], terms: dict[Key, dict[str, float]], k: int
    ) -> list[Hit]:
        taken: Counter[str] = Counter()
        hits: list[Hit] = []
        for key in order:
            if len(hits) == k:
                break
            if taken[key[0]] < PER_ARTICLE or k > DEPTH:
                taken[key[0]] += 1
                paragraph = paragraphs[key]
                article = self.library.article(paragraph.article_id, paragraph.version)
                hits.append(Hit(paragraph, article, sum(terms[key].values()), tuple(sorted(terms[key].items()))))
        return hits

    def _with_cosines(self, hits: list[Hit], vector: Vector) -> list[Hit]:
        """The hits with the cosine of the question and their chunk among the terms: what meaning alone says of each."""
        ids = {hit: self.library.chunks_of(hit.paragraph) for hit in hits}
        cosines = dict(self.vectors.scored({one for some in ids.values() for one in some}, vector))
        return [
            replace(hit, terms=(*hit.terms, ("cosine", max((cosines.get(one, 0.0) for one in ids[hit]), default=0.0))))
            for hit in hits
        ]


def admitted_articles(library: Library, filters: Filters, zone: tzinfo) -> set[str]:
    """The ids of the articles that pass the filters; an undated article counts as published when it was added."""
    sources = {source.casefold() for source in filters.sources}
    return {
        article.id
        for article in library.outlines()
        if (not sources or article.source.casefold() in sources) and _in_time(article, filters, zone)
    }


def _in_time(article: Article, filters: Filters, zone: tzinfo) -> bool:
    instant = placed(article.published, article.added, zone)
    return (filters.since is None or instant >= filters.since) and (filters.until is None or instant < filters.until)


def as_langchain(find: Callable[[str], list[Hit]]) -> BaseRetriever:
    """A LangChain retriever over a search; each document carries its `Hit` in the metadata."""
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever

    class LibraryRetriever(BaseRetriever):
        """Paragraphs of the library as LangChain documents, best first."""

        def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
            return [
                Document(
                    page_content=hit.paragraph.text,
                    metadata={
                        "article_id": hit.article.id, "version": hit.paragraph.version, "paragraph": hit.paragraph.number,
                        "title": hit.article.title, "source": hit.article.source, "url": hit.article.url,
                        "published": hit.article.published, "score": hit.score, "hit": hit,
                    },
                )
                for hit in find(query)
            ]  # fmt: skip

    return LibraryRetriever()
