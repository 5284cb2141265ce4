"""Answers without any generative model: the sentences that answer best, verbatim, each with its exact place.

Every sentence of the best hits is scored by what it shares with the question in meaning (embedding), by how many of
the question's words, weighted by their rarity in the library, it and its surroundings hold, and by whether it holds
the kind of thing that is asked for. When the best sentence does not bear the question out, nothing is answered.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np

from assistant.answers import Claim, Hit, Status
from assistant.question import Question, answers_kind
from assistant.words import WORD, content_words, is_date_word, stem, stems
from ingest.articles import Citation
from ingest.embedder import Embedder, normalised
from ingest.sentences import sentence_spans

READ_HITS = 16
SHORTEST_WORDS = 4
# Below 0, which would be even odds: those questions are nearer to their passages than what readers ask of a news library.
EVIDENCE_ENOUGH = -1.0
CLOSE_BY = 200  # characters within which a figure's correction follows it
KIND_ENOUGH = 0.4  # how far the kind of thing asked for must be there
# Weights of the terms of a sentence's score; they sum to 1.
MEANING, WORDS, AROUND, KIND, RANK = 0.40, 0.25, 0.10, 0.20, 0.05
# Whether the best sentence is evidence enough: a logistic regression over its terms (each 0 to 1) and the share of the
# question's words that are missing, fitted on 353 labelled questions of which half have no answer (clapnq's dev rows).
EVIDENCE = {"meaning": 5.49, "words": 0.85, "around": 0.45, "kind": 0.25, "missing": -2.41, "intercept": -3.51}
BESIDE = 0.7  # what a word counts that stands only in the sentence before or after
NEARLY = 0.86  # further sentences have at least this share of the best one's score
NEAR_FROM, SYNONYM = 0.45, 0.75  # cosines of single words: unrelated below, synonyms above
SAME = 0.88  # the cosine similarity from which two sentences say the same


Nearness = Mapping[str, Mapping[str, float]]  # word of the question -> stem in the text -> credit, 0 to 0.9


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence of a hit, with the sentences beside it in its paragraph."""

    rank: int
    hit: Hit
    citation: Citation
    window: str


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A sentence that may answer, with the terms of its score."""

    citation: Citation
    score: float
    terms: tuple[tuple[str, float], ...]
    vector: Any
    nearest: float  # the best cosine to the question, of the sentence or one beside it


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answerer makes of a question and hits."""

    status: Status
    claims: tuple[Claim, ...] = ()
    missing: tuple[str, ...] = ()


class Answerer(Protocol):
    """Whatever turns a question and hits into cited claims: sentences from the hits, or a chat model's, checked."""

    engine: str

    def answer(self, question: Question, hits: Sequence[Hit]) -> Answered:
        """The claims that answer the question, none when the hits do not bear it out."""


class Extractive:
    """The answerer that needs no model key."""

    engine = "extractive"

    def __init__(
        self, embedder: Callable[[], Embedder], rarity: Callable[[Sequence[str]], Mapping[str, float]], most: int = 3
    ) -> None:
        self._embedder = embedder
        self._rarity = rarity
        self._most = most
        self._vectors: dict[str, Any] = {}

    def answer(self, question: Question, hits: Sequence[Hit]) -> Answered:
        """The best sentences of the hits, the best one first, each the exact words of a paragraph."""
        rarity = self._rarity(question.words)
        candidates = self.candidates(question, hits, rarity)
        missing = self._missing(question, hits, candidates)
        if not candidates or not bears_out(candidates[0], question, rarity, missing):
            return Answered("not_in_sources", missing=missing)
        chosen = self._chosen(with_continuation(question, candidates))
        claims = tuple(Claim(candidate.citation.quote, (candidate.citation,)) for candidate in chosen)
        return Answered("partial" if _left_open(question, missing) else "answered", claims, missing)

    def candidates(self, question: Question, hits: Sequence[Hit], rarity: Mapping[str, float]) -> list[Candidate]:
        """The sentences of the best hits, scored, best first."""
        spans = [
            Placed(rank, hit, Citation(hit.paragraph, start, end), hit.paragraph.text[window[0] : window[1]])
            for rank, hit in enumerate(hits[:READ_HITS])
            for (start, end), window in with_neighbours(
                sentence_spans(hit.paragraph.text, hit.article.language or "en")
            )
            if len(hit.paragraph.text[start:end].split()) >= SHORTEST_WORDS
        ]
        if not spans:
            return []
        asked = self._embedded([question.text])[0]
        vectors = self._embedded([placed.citation.quote for placed in spans])
        windows = self._embedded([placed.window for placed in spans])
        near = self._nearness(question, {placed.hit.paragraph.text for placed in spans})
        cosines = {placed.citation: float(vector @ asked) for placed, vector in zip(spans, vectors, strict=True)}
        found = []
        for placed, vector, window in zip(spans, vectors, windows, strict=True):
            quote = placed.citation.quote
            terms = {
                "meaning": MEANING * max(0.0, 0.75 * float(vector @ asked) + 0.25 * float(window @ asked)),
                "words": WORDS * max(coverage(quote, rarity, near), BESIDE * coverage(placed.window, rarity, near)),
                "around": AROUND * coverage(surroundings(placed.hit), rarity, near),
                "kind": KIND * answers_kind(quote, question),
                "rank": RANK / (1 + placed.rank / 4),
            }
            score = sum(terms.values()) * (0.8 if quote.endswith("?") else 1.0)
            found.append(Candidate(placed.citation, score, tuple(terms.items()), vector, _nearest(placed, cosines)))
        return sorted(found, key=lambda candidate: -candidate.score)

    def _nearness(self, question: Question, texts: Iterable[str]) -> Nearness:
        """For each word of the question that is no name, how near in meaning the other words of the texts are to it."""
        proper = {stem(word) for name in question.names for word in content_words(name)}
        asked = [word for word in question.words if stem(word) not in proper and not word[0].isdigit()]
        # Capitalised words are left out: countries and people are near to each other without being the same.
        found = sorted({word for text in texts for word in WORD.findall(text) if word.islower() and len(word) > 2})
        if not asked or not found:
            return {}
        alike = np.stack(self._embedded(asked)) @ np.stack(self._embedded(found)).T
        return {
            word: {stem(found[at]): _credit(float(row[at])) for at in np.flatnonzero(row >= NEAR_FROM)}
            for word, row in zip(asked, alike, strict=True)
        }

    def _missing(self, question: Question, hits: Sequence[Hit], candidates: Sequence[Candidate]) -> tuple[str, ...]:
        """The words of the question that nothing near the best sentence holds, not even in other words."""
        if not candidates:
            return question.words
        place = candidates[0].citation.paragraph
        text = next(surroundings(hit) for hit in hits if hit.paragraph == place)
        near = self._nearness(question, [text])
        # When something happened is often said by the article's date alone.
        return tuple(word for word in question.words if not (coverage(text, {word: 1.0}, near) or is_date_word(word)))

    def _chosen(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """The best sentence, then others nearly as good that say something else."""
        chosen: list[Candidate] = []
        for candidate in candidates:
            if len(chosen) == self._most or candidate.score < NEARLY * candidates[0].score:
                break
            if all(float(candidate.vector @ other.vector) < SAME for other in chosen):
                chosen.append(candidate)
        return [chosen[0], *_in_reading_order(chosen)]

    def _embedded(self, texts: Sequence[str]) -> list[Any]:
        """The vectors of short texts, kept for the next question."""
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if new:
            if len(self._vectors) > 20_000:
                self._vectors.clear()
                new = list(dict.fromkeys(texts))
            self._vectors.update(zip(new, normalised(self._embedder().embed_documents(new)), strict=True))
        return [self._vectors[text] for text in texts]


def _in_reading_order(chosen: Sequence[Candidate]) -> list[Candidate]:
    """All but the best, those of one paragraph together and in its order."""
    places = {candidate.citation.paragraph: number for number, candidate in reversed(list(enumerate(chosen)))}
    return sorted(chosen[1:], key=lambda other: (places[other.citation.paragraph], other.citation.start))


def with_continuation(question: Question, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates, those that follow the best closely and hold what is asked for as well moved up.

    A figure and its correction stand side by side; one must not be shown without the other.
    """
    if question.kind == "other":
        return candidates
    best = candidates[0].citation
    after = [
        candidate
        for candidate in candidates
        if candidate.citation.paragraph == best.paragraph
        and 0 < candidate.citation.start - best.end < CLOSE_BY
        and answers_kind(candidate.citation.quote, question) == 1
    ]
    moved = [replace(candidate, score=candidates[0].score) for candidate in after]
    return [candidates[0], *moved, *(candidate for candidate in candidates[1:] if candidate not in after)]


def bears_out(best: Candidate, question: Question, rarity: Mapping[str, float], missing: Sequence[str]) -> bool:
    """Whether the best sentence is evidence enough, and at least half of the question's names are around it."""
    absent = {stem(word) for word in missing}
    named = [stem(word) for name in question.names for word in content_words(name)]
    if named and 2 * sum(word in absent for word in named) >= len(named):
        return False
    terms = dict(best.terms)
    if terms["kind"] / KIND < KIND_ENOUGH:
        return False
    total = sum(rarity.values()) or 1.0
    evidence = (
        EVIDENCE["intercept"]
        + EVIDENCE["meaning"] * best.nearest
        + EVIDENCE["words"] * terms["words"] / WORDS
        + EVIDENCE["around"] * terms["around"] / AROUND
        + EVIDENCE["kind"] * terms["kind"] / KIND
        + EVIDENCE["missing"] * sum(rarity[word] for word in missing) / total
    )
    return evidence >= EVIDENCE_ENOUGH


def _nearest(placed: Placed, cosines: Mapping[Citation, float]) -> float:
    """The best cosine among a sentence and those beside it in its paragraph."""
    text = placed.citation.paragraph.text
    return max(
        cosine
        for citation, cosine in cosines.items()
        if citation.paragraph == placed.citation.paragraph and text[citation.start : citation.end] in placed.window
    )


def with_neighbours(spans: Sequence[tuple[int, int]]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Each span with the span that reaches from the one before it to the one after it.

    >>> with_neighbours([(0, 4), (5, 9)])
    [((0, 4), (0, 9)), ((5, 9), (0, 9))]
    """
    last = len(spans) - 1
    return [(span, (spans[max(0, at - 1)][0], spans[min(last, at + 1)][1])) for at, span in enumerate(spans)]


def coverage(text: str, rarity: Mapping[str, float], near: Nearness) -> float:
    """The share of the question's words, weighted by rarity, that a text holds: 0 to 1.

    A word counts whole in any inflection, and in part when a word near to it in meaning stands there.
    """
    total = sum(rarity.values())
    if not total:
        return 0.0
    held = stems(text)
    return sum(weight * _held(word, held, near) for word, weight in rarity.items()) / total


def surroundings(hit: Hit) -> str:
    """What a sentence is read with: the title, the heading, the paragraph before and its own."""
    paragraph = hit.paragraph
    before = hit.article.paragraphs[paragraph.number - 2].text if paragraph.number > 1 else ""
    return "\n".join((hit.article.title, paragraph.heading, before, paragraph.text))


def rarity_from_counts(counts: Mapping[str, int], paragraphs: int) -> dict[str, float]:
    """The weight of each word: the logarithm of how rare it is among the paragraphs (inverse document frequency)."""
    return {word: math.log((paragraphs + 1) / (count + 0.5)) + 0.1 for word, count in counts.items()}


def _held(word: str, held: frozenset[str], near: Nearness) -> float:
    if stem(word) in held:
        return 1.0
    return max((credit for other, credit in near.get(word, {}).items() if other in held), default=0.0)


def _credit(cosine: float) -> float:
    """How far a word counts for another: not at all below `NEAR_FROM`, nine tenths from `SYNONYM` on."""
    return 0.9 * min(1.0, (cosine - NEAR_FROM) / (SYNONYM - NEAR_FROM))


def _left_open(question: Question, missing: Sequence[str]) -> bool:
    return len(missing) * 2 > len(question.words)


def best_spread(vectors: np.ndarray[Any, Any], scores: Sequence[float], most: int, alike: float) -> list[int]:
    """The rows with the best scores, leaving out each that is too like one already taken."""
    chosen: list[int] = []
    for row in sorted(range(len(scores)), key=lambda row: -scores[row]):
        if len(chosen) == most:
            break
        if all(float(vectors[row] @ vectors[other]) < alike for other in chosen):
            chosen.append(row)
    return chosen
