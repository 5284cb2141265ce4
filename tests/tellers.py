"""Invented articles as hits, and their sentences scored with hashed words for meaning."""

from __future__ import annotations

from typing import Any

import numpy as np
from fakes import FakeEmbedder

from assistant.answers import Hit
from assistant.evidence import Scored, scored, sentences_of
from assistant.question import Question, understood
from ingest.articles import Article, Paragraph


def article(
    name: str, *texts: str, published: str = "2026-03-10", title: str = "", origin_of: str | None = None
) -> Article:
    paragraphs = tuple(Paragraph(name, 1, number, text) for number, text in enumerate(texts, 1))
    return Article(
        id=name, version=1, title=title or f"Report of the {name}", paragraphs=paragraphs, published=published, source=name,
        origin_of=origin_of, language="en",
    )  # fmt: skip


def hits_of(*articles: Article) -> list[Hit]:
    """A hit for each paragraph, in the order of the articles."""
    return [Hit(paragraph, one, 1.0, (("meaning", 0.5),)) for one in articles for paragraph in one.paragraphs]


def embed(texts: list[str]) -> np.ndarray[Any, Any]:
    return np.array(FakeEmbedder().embed_documents(list(texts)))


def ranked(text: str, *articles: Article) -> tuple[Question, list[Scored]]:
    """A question understood, and the sentences of the articles, the best first."""
    question = understood(text)
    return question, scored(
        question, sentences_of(hits_of(*articles)), dict.fromkeys(question.words, 1.0), FakeEmbedder().embed_words
    )
