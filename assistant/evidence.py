"""How well sentences bear a question out: explainable features, weighed by fitted weights.

Two decisions rest on them. Which sentence answers best: a conditional logit over the sentences of one question. And
whether anything answers at all: a logistic regression over the best sentence's features and over what the article lacks
of the question. Every feature may only count in its natural direction. The weights lie in `weights.json`; `bench/fit.py` fits them on labelled questions and writes that file.
"""

from __future__ import annotations

import functools
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path
from typing import Any

import numpy as np

from assistant.alone import is_question, stands_between
from assistant.answers import Hit
from assistant.coverage import coverage, credit, is_name, surroundings
from assistant.hearing import heard_sentences
from assistant.kinds import THINGS, Kind, Span, locatives, spans
from assistant.measured import lasts, measure_absent
from assistant.nearness import Read, borne_out, nearness, without_names
from assistant.question import Question
from assistant.words import WORD, stem, stems
from ingest.articles import Citation
from ingest.dates import day_of
from ingest.sentences import sentence_spans

Matrix = np.ndarray[Any, Any]
Embed = Callable[[Sequence[str]], Matrix]
SHORTEST_WORDS = 4
MOST_SENTENCES = 36  # that are looked at for one question
# How many of them are embedded, which takes most of its time: those that words, place and kind speak for most. On what bench/quality.py
# measures, 24 of 36 gain two answers and lose two, 14 refuse less that should be, and the first 24 of the best hits were no better.
EMBEDDED = 18
TOGETHER = 3  # the best sentences that may bear out the words of a question between them
ONLY_ONE = 0.4  # what one person is worth where several are asked for
NAMED_ONLY = 0.4  # what a place is worth that is named but not as where something happens
NOT_COUNTED = 0.6  # what a number is worth that does not stand beside the thing counted
LONGEST_LEAD = 10  # words of a sentence that only leads to a list
_LEADS = re.compile(r"\b(?:is|are|was|were|includes?|included|including|following|follows|these|below):$", re.I)
_LEANS = re.compile(
    r"(?:He|She|It|They|His|Her|Their|Its|This|That|These|Those|However|But|Meanwhile|Instead|Moreover|Furthermore|Also|"
    r"Then|Later|Earlier|The (?:former|latter))\b"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a hit, with what it is read with: the sentence before it (or the title) and those around it."""

    hit: Hit
    rank: int
    citation: Citation
    before: str
    window: str

    @property
    def text(self) -> str:
        """The sentence as it is stored."""
        return self.citation.quote

    @property
    def leans(self) -> bool:
        """Whether it needs the sentence before it to be understood."""
        return bool(_LEANS.match(self.text))


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """A sentence with its features, its vector and its score: the logarithm of its odds against the question's others."""

    sentence: Sentence
    features: Mapping[str, float]
    vector: Matrix
    score: float
    held: Mapping[str, float] = field(default_factory=dict)
    """How near the sentence comes to each content word of the question."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A weighted sum of features: the logarithm of the odds that they stand for."""

    intercept: float
    weights: Mapping[str, float]

    def total(self, features: Mapping[str, float]) -> float:
        """The logarithm of the odds."""
        return self.intercept + sum(self.weights.get(name, 0.0) * value for name, value in features.items())

    def probability(self, features: Mapping[str, float]) -> float:
        """The probability that the odds stand for, 0 to 1."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.total(features)))))


@functools.cache
def weights(name: str) -> Weights:
    """The fitted weights of `sentence` or `question`."""
    fitted = json.loads(Path(__file__).with_name("weights.json").read_text(encoding="utf-8"))[name]
    return Weights(fitted["intercept"], fitted["weights"])


def sentences_of(hits: Sequence[Hit], most: int = MOST_SENTENCES) -> list[Sentence]:
    """The sentences of the best hits that can stand as an answer, at most `most`, the best hits' first, of no outlet more than its share."""
    found: list[Sentence] = []
    told: Counter[str] = Counter()
    for rank, hit in enumerate(hits):
        text, outlet = hit.paragraph.text, hit.article.source or hit.article.id
        if told[outlet] >= most:  # long texts cost time to cut up, and it has more than its share
            continue
        places = sentence_spans(text, hit.article.language or "en")
        for at, (start, end) in enumerate(places):
            sentence = text[start:end]
            if len(sentence.split()) < SHORTEST_WORDS or not _tells(sentence):
                continue
            before = text[slice(*places[at - 1])] if at else hit.article.title
            window = text[places[max(0, at - 1)][0] : places[min(len(places) - 1, at + 1)][1]]
            found.append(Sentence(hit, rank, Citation(hit.paragraph, start, end), before, window))
            told[outlet] += 1
    return heard_sentences(found, lambda one: one.hit, most)


def _tells(sentence: str) -> bool:
    """Whether a sentence can tell anything: no question, no credit, and not only what leads to a list ("Those aboard were:")."""
    leads = len(sentence.split()) <= LONGEST_LEAD and _LEADS.search(sentence)
    return not (leads or is_question(sentence) or stands_between(sentence))


def scored(question: Question, sentences: Sequence[Sentence], rarity: Mapping[str, float], read: Read) -> list[Scored]:
    """The sentences with their features and scores, the best first."""
    if not sentences:
        return []
    likely = promising(question, sentences, rarity)
    texts = (sentence.text for sentence, _ in likely)
    asked, plain, *told = read([question.text, without_names(question), *texts])
    fitted, found = weights("sentence"), []
    for (sentence, of_words), one in zip(likely, told, strict=True):
        near = nearness(question, asked, sentence.text, one)
        features = {
            "plain": float(one.vector @ plain.vector),
            "asking": near.asking,
            "said": near.said,
            **of_words,
        }
        found.append(Scored(sentence, features, one.vector, fitted.total(features), near.held))
    return sorted(found, key=lambda one: -one.score)


def promising(
    question: Question, sentences: Sequence[Sentence], rarity: Mapping[str, float], most: int = EMBEDDED
) -> list[tuple[Sentence, dict[str, float]]]:
    """The sentences that the features without a vector speak for most, at most so many, in their order, with these features."""
    fitted, told = weights("sentence"), [(one, _of_words(question, one, rarity)) for one in sentences]
    likely = sorted(range(len(told)), key=lambda at: -fitted.total(told[at][1]))[:most]
    return [told[at] for at in sorted(likely)]


def _of_words(question: Question, sentence: Sentence, rarity: Mapping[str, float]) -> dict[str, float]:
    """The features that need no vector of the sentence."""
    text, hit = sentence.text, sentence.hit
    there = holds(question, text)
    return {
        "chunk": dict(hit.terms).get("meaning", 0.0),
        "words": coverage(text, rarity),
        "window": coverage(sentence.window, rarity),
        "around": coverage(surroundings(hit), rarity),
        "kind": float(question.kind in THINGS) * there,
        "kind_absent": float(question.kind in THINGS) * (1 - there),
        "early": 1 / hit.paragraph.number,
    }


def evidence(question: Question, ranked: Sequence[Scored], rarity: Mapping[str, float]) -> dict[str, float]:
    """The features of a question as a whole: its best sentences, how far they stand out, and what the article lacks.

    Tried and left out: how near the article's other words come in meaning to those it lacks. It cost an embedding of every
    word of the article and told nothing that the names alone do not tell. Nor how sharply the word that asks picks out one word of a
    sentence when both are read as one text: it tells answerable questions apart only where more is refused than is here (from .5 on).
    """
    best, first = ranked[0], ranked[:TOGETHER]
    hit = best.sentence.hit
    article = "\n".join((hit.article.title, hit.article.text, _month_of(hit)))
    absent = [word for word in question.words if not credit(word, article)]
    total = sum(rarity.values()) or 1.0
    return {
        "plain": best.features["plain"],
        "plain_of_three": sum(one.features["plain"] for one in first) / len(first),
        "evenness": evenness([one.score for one in ranked]),
        "said": best.features["said"],
        "borne_out": borne_out(question, [one.held for one in first], rarity),
        "nearest_chunk": max(one.features["chunk"] for one in ranked),
        "kind_absent": best.features["kind_absent"],
        "measure_absent": float(measure_absent(question, [one.sentence.text for one in first])),
        "nowhere": sum(rarity[word] for word in absent) / total,
        "names_absent": sum(rarity[word] for word in absent if is_name(word, question)) / total,
    }


def _month_of(hit: Hit) -> str:
    """The month in which a hit's article was published, which it need not name: "March 2026"; "" where it is not known."""
    day = day_of(hit.article.published, UTC)
    return f"{day:%B %Y}" if day else ""


def evenness(scores: Sequence[float]) -> float:
    """How evenly sentences share the odds, in nats: 0 where one of them has them all, as where one alone answers.

    >>> evenness([20.0, 1.0]) < 0.001 < 0.69 < evenness([3.0, 3.0]) < 0.7
    True
    """
    odds = np.exp(np.array(scores) - max(scores))
    shares = odds / odds.sum()
    return float(-(shares * np.log(shares + 1e-12)).sum())


def holds(question: Question, text: str) -> float:
    """How far a text holds the kind of thing that a question asks for, and does not merely repeat it: 0 to 1."""
    found = [text[start:end] for start, end in answering_spans(question, text)]
    if question.kind == "people":
        return 1.0 if len(found) > 1 else ONLY_ONE * bool(found)
    if question.kind == "place" and found:
        there = [text[start:end] for start, end in locatives(text)]
        return 1.0 if any(one in there for one in found) else NAMED_ONLY
    if question.kind == "number" and not found and lasts(question.text, text):
        return 1.0
    if question.kind == "number" and found and question.counted:
        return 1.0 if _near_number(question.counted, text) else NOT_COUNTED
    return float(bool(found))


def answering_spans(question: Question, text: str) -> list[Span]:
    """Where a text holds the kind of thing asked for, other than what the question itself names."""
    return [
        (start, end) for start, end in spans(question.kind, text) if _is_new(question.kind, text[start:end], question)
    ]


def _is_new(kind: Kind, found: str, question: Question) -> bool:
    if kind in {"reason", "statement"}:
        return True
    known = stems(question.text)
    return any(stem(word) not in known for word in WORD.findall(found))


def _near_number(counted: str, text: str) -> bool:
    """Whether what is counted stands within six words of a number."""
    words = [stem(word) for word in WORD.findall(text)]
    places = [at for at, word in enumerate(words) if word == stem(counted)]
    digits = {stem(word) for start, end in spans("number", text) for word in WORD.findall(text[start:end])}
    return any(abs(at - other) <= 6 for at in places for other, word in enumerate(words) if word in digits)


def unlike(chosen: Iterable[Scored], vector: Matrix, alike: float) -> bool:
    """Whether a vector says something else than every sentence chosen so far."""
    return all(float(vector @ other.vector) < alike for other in chosen)
