"""One question asked of a library: understood in its conversation, limited as it asks, answered, kept as a turn."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from typing import TYPE_CHECKING, Any

from assistant.answers import ALL_READ, NO_FILTERS, Answer, Filters, Hit, Read
from assistant.chain import hits_of, retrieval_chain
from assistant.extractive import READ_HITS, Answered
from assistant.followups import Asked, people_of, standalone
from assistant.json_out import answer_json
from assistant.question import Question, asked_text, understood
from assistant.reading import Reading, outlets_read, time_read
from assistant.retrieve import admitted_articles
from assistant.unread import unread
from ingest.articles import Article
from ingest.conversations import add_turn, turns

if TYPE_CHECKING:
    from assistant.assistant import Assistant

CLOSEST = 3
MOST_TURNS = 20  # how far back a conversation is read


@dataclass(frozen=True, slots=True)
class Asking:
    """A question as it is put: its moment, the filters given, and what may be `read` out of it as a further filter."""

    text: str
    now: datetime
    filters: Filters = NO_FILTERS
    conversation: str | None = None
    read: Collection[Read] = ALL_READ


def answer_to(assistant: Assistant, asking: Asking) -> Answer:
    """The answer to a question, with the filters given and those that the question names."""
    started = perf_counter()
    before = _asked(assistant, asking.conversation) if asking.conversation else []
    question = understood(standalone(asked_text(asking.text), before))
    read = _reading(assistant, question.text, asking)
    found = _found(assistant, understood(read.rest_of(question.text)), read.filters)
    if read.may_widen and not found["answered"].claims:
        wide = _found(assistant, question, read.widened().filters)
        if wide["answered"].claims:
            found, read = wide, read.widened()
    hits, answered = hits_of(found), found["answered"]
    total = perf_counter() - started
    answer = Answer(
        question=asking.text, standalone_question=question.text, claims=answered.claims, status=answered.status,
        engine=assistant.answerer.engine, filters=read.filters, filters_read=read.read, missing=answered.missing, short_answer=answered.short,
        differences=answered.differences,
        closest=(answered.closest or tuple(hits))[:CLOSEST] if answered.status != "answered" else (),
        notices=(*_notices(assistant, read.filters), *read.notices, *unread(question.text, hits, assistant.embedder().languages)),
        seconds=tuple(_seconds(found["retrieve"], total)), articles=_articles_of(answered, hits),
    )  # fmt: skip
    if asking.conversation:
        add_turn(assistant.library, asking.conversation, asking.text, answer_json(answer))
    return answer


def _asked(assistant: Assistant, conversation: str) -> list[Asked]:
    """The turns of a conversation so far, as far as a further question may point back at them."""
    return [
        Asked(turn.question, people_of(" ".join(claim["text"] for claim in turn.answer["claims"])))
        for turn in turns(assistant.library, conversation)[-MOST_TURNS:]
    ]


def _reading(assistant: Assistant, question: str, asking: Asking) -> Reading:
    library, zone = assistant.library, assistant.settings.zone
    found = Reading(asking.filters)
    if "outlets" in asking.read:
        found = outlets_read(found, question, assistant.outlets())
    if "time" in asking.read:
        now = asking.now.astimezone(zone)
        found = time_read(found, question, now, lambda tried: bool(admitted_articles(library, tried, zone)))
    return found


def _found(assistant: Assistant, question: Question, filters: Filters) -> dict[str, Any]:
    chain = retrieval_chain(lambda query: assistant.search(query, READ_HITS, filters), assistant.answerer)
    return chain.invoke(question)


def _notices(assistant: Assistant, filters: Filters) -> tuple[str, ...]:
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
