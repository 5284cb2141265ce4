"""From a question to hits: vectors and words, fused by paragraph, with LangChain's `BaseRetriever` as a face.

The two arms, nearest chunks and BM25, name the candidates. Their scores are fused by a weighted sum, each scaled by its
greatest value of the query (Bruch, Gai and Ingber, ACM TOIS 2023, who find it above reciprocal rank fusion): the cosine of
the paragraph's chunk, BM25 of the paragraph, and BM25 of its whole article. What the best of them hold of the question (`holding`)
is added, and where a re-ranker is set, what it says; as neither is ever negative and the rest have none, they stay behind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from assistant.answers import Filters, Hit
from assistant.holding import Holding
from assistant.models import Models
from assistant.question import understood
from assistant.reranker import shares
from assistant.words import content_words
from ingest import passages
from ingest.articles import Article, Paragraph
from ingest.dates import placed
from ingest.index import Index
from ingest.keywords import Keywords
from ingest.languages import is_other_question
from ingest.library import Library
from ingest.places import Admitted
from ingest.sums import Version, altered, left_out
from ingest.vectors import Vectors

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever

DEPTH = 60  # how far down each arm is read
SCORED_DEPTH = 1000  # how far down BM25 is read for the scores of what the other arm found
PER_ARTICLE = 4
WEIGHTS = {"meaning": 1.0, "words": 0.25, "article": 0.08}  # chosen on the queries that bench/quality.py measures
HELD_AGAINST = 80  # how many of the best are held against the question once more
MOST_KEPT = 512  # articles that are kept in memory for the next search
RERANKED = 24  # how many are read by a re-ranker, the slowest part of a search
RERANK_WEIGHT = 2.0  # it decides; what the arms say tells apart what it finds about equal (a choice, not fitted)
RERANK_LONGEST = 4000  # characters of a paragraph; most cross-encoders read 512 tokens, about half of that
Vector = np.ndarray[Any, Any]
_Of = TypeVar("_Of")


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gives: the hits, best first, and the versions left out as their text is not what was stored."""

    hits: list[Hit]
    altered: tuple[Version, ...] = ()

    @property
    def notices(self) -> list[str]:
        """What is to be said of what was left out."""
        return [left_out(self.altered)] if self.altered else []


@dataclass(slots=True)
class Retriever:
    """Hybrid search over one library."""

    library: Library
    vectors: Vectors
    index: Index
    keywords: Keywords
    models: Models
    zone: tzinfo
    _compared: set[Version] = field(default_factory=set)
    _read: tuple[object, dict[Version, Article]] = (None, {})

    def hits(self, query: str, k: int, filters: Filters | None = None) -> list[Hit]:
        """The `k` best paragraphs for a query, best first, at most a few of one article."""
        return self.found(query, k, filters).hits

    def found(self, query: str, k: int, filters: Filters | None = None) -> Found:
        """The same hits, and which versions were left out of them."""
        admitted = (
            self.keywords.places.current().admitting(admitted_articles(self.library, filters, self.zone))
            if filters
            else None
        )
        vector, words = self._vector(query), content_words(query)
        worded = self.keywords.search(words, SCORED_DEPTH, admitted)
        found = self._found(self._nearest(vector, admitted), [row for row, _ in worded[:DEPTH]])
        articles = _scaled(self.keywords.article_scores(words, {one.article_id for one in found.values()}))
        arms: dict[str, dict[int, float]] = {
            "meaning": self._cosines(found, vector),
            "words": _scaled(dict(worded)),
            "article": {row: articles.get(paragraph.article_id, 0.0) for row, paragraph in found.items()},
        }
        terms = {
            row: {arm: WEIGHTS[arm] * scores[row] for arm, scores in arms.items() if scores.get(row)} for row in found
        }
        holding = Holding(understood(query))
        for row in _best_first(terms, found)[:HELD_AGAINST]:
            terms[row] |= holding.of(found[row].text)
        best = _best_first(terms, found)[:RERANKED]
        for row, share in self._reranked(query, {row: found[row] for row in best}).items():
            terms[row]["rerank"] = RERANK_WEIGHT * share
        return self._spread(_best_first(terms, found), found, terms, k)

    def _found(self, nearest: Collection[int], worded: Collection[int]) -> dict[int, Paragraph]:
        """The paragraphs of the nearest chunks and those that hold the words, by the ids of their rows."""
        database = self.library.database
        found = passages.by_row(database, worded)
        for paragraphs in passages.of_chunks(database, nearest).values():
            found |= paragraphs
        return found

    def _reranked(self, query: str, paragraphs: Mapping[int, Paragraph]) -> dict[int, float]:
        """What the re-ranker says of paragraphs, from 0 for the last to 1 for the first; nothing where none is set."""
        reranker = self.models.reranker() if paragraphs else None
        if reranker is None:
            return {}
        scores = reranker.scores(query, [self._with_context(paragraph) for paragraph in paragraphs.values()])
        return dict(zip(paragraphs, shares(scores), strict=True))

    def _with_context(self, paragraph: Paragraph) -> str:
        key = (paragraph.article_id, paragraph.version)
        found = passages.articles(self.library.database, [key])  # none where it was taken out just now
        title = found[key].title if found else ""
        return "\n".join(filter(None, (title, paragraph.heading, paragraph.text[:RERANK_LONGEST])))

    def _vector(self, query: str) -> Vector | None:
        """The vector of a query; None when no article has one to compare it with, or the model does not read its language."""
        ids, _ = self.vectors.current()
        if not len(ids) or is_other_question(query, self.models.embedder().languages):
            return None
        return self.models.kept.asked(query)

    def _nearest(self, vector: Vector | None, admitted: Admitted | None) -> list[int]:
        """The ids of the chunks nearest to a query, best first."""
        if vector is None:
            return []
        if admitted is None:
            found = self.index.search(vector, DEPTH)
            found = self.vectors.search(vector, DEPTH) if found is None else found
        else:
            found = self.vectors.search(vector, DEPTH, allowed=admitted.chunks())
        return [chunk_id for chunk_id, _ in found]

    def _cosines(self, found: Mapping[int, Paragraph], vector: Vector | None) -> dict[int, float]:
        """The cosine of the question and each paragraph's chunk; the median of all stands in where there is no vector."""
        if vector is None:
            return {}
        chunks = passages.chunks_of(self.library.database, found.values())
        cosines = dict(self.vectors.scored({one for some in chunks.values() for one in some}, vector))
        best = {
            paragraph: max(cosines[one] for one in some if one in cosines)
            for paragraph, some in chunks.items()
            if cosines.keys() & set(some)
        }
        middle = float(np.median(list(best.values()))) if best else 0.0
        return {row: best.get(paragraph, middle) for row, paragraph in found.items()}

    def _spread(
        self, order: list[int], paragraphs: Mapping[int, Paragraph], terms: dict[int, dict[str, float]], k: int
    ) -> Found:
        """The first `k` in an order, at most a few of one article, of versions whose text is what was stored."""
        keys = {row: (paragraphs[row].article_id, paragraphs[row].version) for row in order}
        bad: set[Version] = set()
        while True:
            chosen = _first(k, {row: keys[row] for row in order if keys[row] not in bad})
            articles = self._articles({keys[row] for row in chosen})
            more = self._altered(set(articles))
            bad |= more
            if not more:
                break
        hits = [
            Hit(paragraphs[row], articles[keys[row]], sum(terms[row].values()), tuple(sorted(terms[row].items())))
            for row in chosen
            if keys[row] in articles  # not so where it was taken out just now
        ]
        return Found(hits, tuple(sorted(bad)))

    def _articles(self, keys: Collection[Version]) -> dict[Version, Article]:
        """Articles by their versions, those not read before since the library was last written to; what is not there is left out."""
        revision = self.library.revision
        if self._read[0] != revision or len(self._read[1]) > MOST_KEPT:
            self._read = revision, {}
        kept = self._read[1]
        kept.update(passages.articles(self.library.database, [key for key in keys if key not in kept]))
        return {key: kept[key] for key in keys if key in kept}

    def _altered(self, versions: set[Version]) -> set[Version]:
        """The versions whose text is not what was stored; a sound one is compared once, as a stored version never changes."""
        unsound = set(altered(self.library.database, sorted(versions - self._compared)))
        self._compared |= versions - unsound
        return unsound


def _first(k: int, ranked: Mapping[int, Version]) -> list[int]:
    """The first `k` of some rows, at most a few of one article."""
    taken: Counter[str] = Counter()
    chosen: list[int] = []
    for row, (article_id, _) in ranked.items():
        if len(chosen) < k and (taken[article_id] < PER_ARTICLE or k > DEPTH):
            taken[article_id] += 1
            chosen.append(row)
    return chosen


def _best_first(terms: Mapping[int, Mapping[str, float]], paragraphs: Mapping[int, Paragraph]) -> list[int]:
    """The rows of paragraphs by the sums of their terms; equal ones in the order of their articles."""

    def rank(row: int) -> tuple[float, str, int]:
        return -sum(terms[row].values()), paragraphs[row].article_id, paragraphs[row].number

    return sorted(terms, key=rank)


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
