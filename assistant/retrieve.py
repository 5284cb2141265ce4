"""From a question to hits: vectors and words, fused by paragraph, with LangChain's `BaseRetriever` as a face.

The two arms, nearest chunks and BM25, name the candidates. Their scores are fused by a weighted sum, each scaled by its
greatest value of the query (Bruch, Gai and Ingber, ACM TOIS 2023, who find it above reciprocal rank fusion): the cosine of
the paragraph's chunk, BM25 of the paragraph, and BM25 of its whole article. Where a re-ranker is set, what it says of the
best is a further term; as it is never negative and the rest have none, they stay behind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from assistant.answers import Filters, Hit
from assistant.reranker import Reranker, shares
from assistant.words import content_words
from ingest import keywords
from ingest.articles import Article, Paragraph
from ingest.dates import placed
from ingest.embedder import Embedder, normalised
from ingest.index import Index
from ingest.languages import is_other_question
from ingest.library import Library
from ingest.sums import refuse_altered
from ingest.vectors import Vectors

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever

DEPTH = 60  # how far down each arm is read
SCORED_DEPTH = 1000  # how far down BM25 is read for the scores of what the other arm found
PER_ARTICLE = 4
WEIGHTS = {"meaning": 1.0, "words": 0.25, "article": 0.08}  # chosen on the queries that bench/quality.py measures
RERANKED = 24  # how many are read by a re-ranker, the slowest part of a search
RERANK_WEIGHT = 2.0  # it decides; what the arms say tells apart what it finds about equal (a choice, not fitted)
RERANK_LONGEST = 4000  # characters of a paragraph; most cross-encoders read 512 tokens, about half of that
Key = tuple[str, int]
Vector = np.ndarray[Any, Any]
_Of = TypeVar("_Of")


@dataclass(slots=True)
class Retriever:
    """Hybrid search over one library."""

    library: Library
    vectors: Vectors
    index: Index
    embedder: Callable[[], Embedder]
    zone: tzinfo
    reranker: Callable[[], Reranker | None] = lambda: None
    _compared: set[tuple[str, int]] = field(default_factory=set)

    def hits(self, query: str, k: int, filters: Filters | None = None) -> list[Hit]:
        """The `k` best paragraphs for a query, best first, at most a few of one article."""
        allowed = admitted_articles(self.library, filters, self.zone) if filters else None
        vector, words = self._vector(query), content_words(query)
        worded = self._by_words(words, allowed)
        found = {_key(paragraph): paragraph for paragraph in self._by_meaning(vector, allowed)}
        found |= {_key(paragraph): paragraph for paragraph, _ in worded[:DEPTH]}
        articles = keywords.article_scores(self.library, words, {article_id for article_id, _ in found})
        arms: dict[str, dict[Key, float]] = {
            "meaning": self._cosines(found, vector),
            "words": _scaled({_key(paragraph): score for paragraph, score in worded}),
            "article": {key: _scaled(articles).get(key[0], 0.0) for key in found},
        }
        terms = {
            key: {arm: WEIGHTS[arm] * scores[key] for arm, scores in arms.items() if scores.get(key)} for key in found
        }
        best = _best_first(terms)[:RERANKED]
        for key, share in self._reranked(query, [found[key] for key in best]).items():
            terms[key]["rerank"] = RERANK_WEIGHT * share
        return self._spread(_best_first(terms), found, terms, k)

    def _reranked(self, query: str, paragraphs: Sequence[Paragraph]) -> dict[Key, float]:
        """What the re-ranker says of paragraphs, from 0 for the last to 1 for the first; nothing where none is set."""
        reranker = self.reranker() if paragraphs else None
        if reranker is None:
            return {}
        scores = reranker.scores(query, [self._with_context(paragraph) for paragraph in paragraphs])
        return dict(zip(map(_key, paragraphs), shares(scores), strict=True))

    def _with_context(self, paragraph: Paragraph) -> str:
        title = self.library.article(paragraph.article_id, paragraph.version).title
        return "\n".join(filter(None, (title, paragraph.heading, paragraph.text[:RERANK_LONGEST])))

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

    def _by_words(self, words: Sequence[str], allowed: Collection[str] | None) -> list[tuple[Paragraph, float]]:
        depth = SCORED_DEPTH if allowed is None else 20 * SCORED_DEPTH
        found = keywords.search(self.library, words, depth)
        return [pair for pair in found if allowed is None or pair[0].article_id in allowed]

    def _cosines(self, found: Mapping[Key, Paragraph], vector: Vector | None) -> dict[Key, float]:
        """The cosine of the question and each paragraph's chunk; the median of all stands in where there is no vector."""
        if vector is None:
            return {}
        chunks = {key: self.library.chunks_of(paragraph) for key, paragraph in found.items()}
        cosines = dict(self.vectors.scored({one for some in chunks.values() for one in some}, vector))
        known = {
            key: max(cosines[one] for one in some if one in cosines)
            for key, some in chunks.items()
            if cosines.keys() & set(some)
        }
        middle = float(np.median(list(known.values()))) if known else 0.0
        return dict.fromkeys(found, middle) | known

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
        self._refuse_altered({(hit.article.id, hit.article.version) for hit in hits})
        return hits

    def _refuse_altered(self, versions: set[tuple[str, int]]) -> None:
        """Raise `LibraryError` for a text that is not what was stored; each is compared once, a stored version never changes."""
        refuse_altered(self.library.database, sorted(versions - self._compared))
        self._compared |= versions


def _key(paragraph: Paragraph) -> Key:
    return paragraph.article_id, paragraph.number


def _best_first(terms: Mapping[Key, Mapping[str, float]]) -> list[Key]:
    return sorted(terms, key=lambda key: (-sum(terms[key].values()), key))


def _scaled(scores: Mapping[_Of, float]) -> dict[_Of, float]:
    """The scores as shares of the greatest."""
    top = max(scores.values(), default=0.0) or 1.0
    return {one: score / top for one, score in scores.items()}


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
