"""One question asked of a library: understood in its conversation, limited as it asks, answered, kept as a turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from time import perf_counter
from typing import TYPE_CHECKING, Any

from assistant.answers import Answer, Filters, Hit
from assistant.chain import hits_of, retrieval_chain
from assistant.extractive import READ_HITS, Answered
from assistant.followups import Asked, people_of, standalone
from assistant.question import Question, understood
from assistant.reading import Reading, reading
from assistant.render import answer_json
from assistant.retrieve import admitted_articles
from assistant.unread import unread
from ingest.articles import Article
from ingest.conversations import add_turn, turns

if TYPE_CHECKING:
    from assistant.assistant import Assistant

LONGEST_QUESTION = 4000
CLOSEST = 3
MOST_TURNS = 20  # how far back a conversation is read


def answer_to(
    assistant: Assistant, text: str, filters: Filters | None, conversation: str | None, now: datetime
) -> Answer:
    """The answer to a question at a moment, with the filters given and those that the question names."""
    started = perf_counter()
    before = _asked(assistant, conversation) if conversation else []
    question = understood(standalone(" ".join(text.split())[:LONGEST_QUESTION], before))
    read = _reading(assistant, question.text, filters, now)
    found = _found(assistant, question, read.filters)
    if read.may_widen and not found["answered"].claims:
        wide = _found(assistant, question, filters)
        if wide["answered"].claims:
            found, read = wide, read.widened(filters)
    hits, answered = hits_of(found), found["answered"]
    total = perf_counter() - started
    answer = Answer(
        question=text, standalone_question=question.text, claims=answered.claims, status=answered.status,
        engine=assistant.answerer.engine, filters=read.filters or Filters(), missing=answered.missing, short_answer=answered.short,
        differences=answered.differences,
        closest=(answered.closest or tuple(hits))[:CLOSEST] if answered.status != "answered" else (),
        notices=(*_notices(assistant, read.filters), *read.notices, *unread(question.text, hits, assistant.embedder().languages)),
        seconds=tuple(_seconds(found["retrieve"], total)), articles=_articles_of(answered, hits),
    )  # fmt: skip
    if conversation:
        add_turn(assistant.library, conversation, text, answer_json(answer))
    return answer


def _asked(assistant: Assistant, conversation: str) -> list[Asked]:
    """The turns of a conversation so far, as far as a further question may point back at them."""
    return [
        Asked(turn.question, people_of(" ".join(claim["text"] for claim in turn.answer["claims"])))
        for turn in turns(assistant.library, conversation)[-MOST_TURNS:]
    ]


def _reading(assistant: Assistant, question: str, filters: Filters | None, now: datetime) -> Reading:
    library, zone = assistant.library, assistant.settings.zone
    outlets = {article.source for article in library.outlines()}
    return reading(
        question, filters, now.astimezone(zone), outlets, lambda tried: bool(admitted_articles(library, tried, zone))
    )


def _found(assistant: Assistant, question: Question, filters: Filters | None) -> dict[str, Any]:
    chain = retrieval_chain(lambda query: assistant.search(query, READ_HITS, filters), assistant.answerer)
    return chain.invoke(question)


def _notices(assistant: Assistant, filters: Filters | None) -> tuple[str, ...]:
    if not assistant.library.count("articles"):
        return ("the library is empty: add articles with 'briefing add WHAT'",)
    if not len(assistant.vectors.current()[0]) and _embeddings_are_missing(assistant):
        return (
            "the library was embedded by another model; run 'briefing check --repair', until then only words are searched",
        )
    if filters and not admitted_articles(assistant.library, filters, assistant.settings.zone):
        return ("no article passes the filters",)
    return ()


def _embeddings_are_missing(assistant: Assistant) -> bool:
    embedder = assistant.embedder()
    return bool(assistant.library.chunks_without(embedder.identity, embedder.languages))


def _articles_of(answered: Answered, hits: Sequence[Hit]) -> tuple[Article, ...]:
    claims = [*answered.claims, *(claim for difference in answered.differences for claim in difference.versions)]
    cited = {citation.paragraph.article_id for claim in claims for citation in claim.citations}
    return tuple({hit.article.id: hit.article for hit in hits if hit.article.id in cited}.values())


def _seconds(retrieve: float, total: float) -> Iterator[tuple[str, float]]:
    yield "retrieve", round(retrieve, 4)
    yield "answer", round(total - retrieve, 4)
    yield "total", round(total, 4)
