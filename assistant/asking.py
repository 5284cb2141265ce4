"""One question asked of a library: understood in its conversation, limited as it asks, answered, kept as a turn."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Any

from assistant import newest
from assistant.alike import look_alikes
from assistant.answerer import Answered, Answerer
from assistant.answerer import Turn as Standing
from assistant.answers import ALL_READ, NO_FILTERS, Answer, Claim, Filters, Hit, Read
from assistant.chain import hits_of, retrieval_chain, retrieval_steps, untraced
from assistant.dated_events import day_of_event
from assistant.extractive import READ_HITS
from assistant.followups import standalone
from assistant.hearing import heard
from assistant.json_out import answer_json
from assistant.meaning import wait_until_read
from assistant.pacing import never
from assistant.prompts import Exchange
from assistant.question import LONGEST_QUESTION, Question, asked_text, asks_nothing, understood
from assistant.reading import Reading, event_read, outlets_read, time_read
from assistant.retrieve import admitted_articles
from assistant.spelling import spelt
from assistant.spoken import exchange, pointed_at
from assistant.twofold import as_one, new_claims, parts_of
from assistant.unread import unread
from assistant.words_only import LOADING
from ingest.articles import Article
from ingest.conversations import add_turn, turns
from ingest.errors import BriefingError, LibraryError
from ingest.hygiene import clean
from ingest.keywords import together
from ingest.sums import Version, left_out

if TYPE_CHECKING:
    from assistant.assistant import Assistant

CLOSEST = 3
NOTHING_FOUND: dict[str, Any] = {"documents": (), "retrieve": 0.0}
CUT_OFF = "the answer was cut off before it was complete"
NOTHING_ASKED = Answered("not_in_sources", notices=("nothing is asked: say what you want to know of the news",))
STILL_UNREAD = "{} of {} articles are found by words only: they are still being read for their meaning"
UNREAD = "no article has been read for its meaning yet; 'briefing check --repair' has that done, until then only words are searched"
MOST_TURNS = 20  # how far back a conversation is read


@dataclass(frozen=True, slots=True)
class Asking:
    """A question as it is put: its moment, the filters given, and what may be `read` out of it as a further filter.

    `model` names the chat model that answers, "" for none, None for the one that is set. `stopped` is asked while it
    writes: once it is true the answer ends with what has come so far. Who asks `promptly` would rather have an answer by words
    than wait for a model to be loaded. `opened` is the id under which the question was noted as open.
    """

    text: str
    now: datetime
    filters: Filters = NO_FILTERS
    conversation: str | None = None
    read: Collection[Read] = ALL_READ
    model: str | None = None
    stopped: Callable[[], bool] = never
    promptly: bool = False
    opened: int | None = None


class TooLong(BriefingError):
    """A question that no reader would ask in one breath."""


def refuse_too_long(text: str) -> None:
    """Raise `TooLong` for a question that is longer than one may be."""
    if len(text) > LONGEST_QUESTION:
        raise TooLong(
            f"the question has {len(text):,} characters; ask in at most {LONGEST_QUESTION:,}, "
            "and add a longer text to the library as an article"
        )


def answer_to(assistant: Assistant, asking: Asking) -> Answer:
    """The answer to a question, with the filters given and those that the question names."""
    *_, answer = stream_to(assistant, asking)
    assert isinstance(answer, Answer)  # noqa: S101  the last one is
    return answer


def stream_to(assistant: Assistant, asking: Asking) -> Iterator[Claim | Answer]:
    """The claims of an answer as they are found, then the answer; it is kept even when nobody waits for its end."""
    asking = replace(asking, text=clean(asking.text))
    assistant.look_again()
    course = _begun(_at_hand(assistant, asking), asking)
    try:
        yield from course.run()
        if not course.claims and course.is_early and not asking.stopped():
            wait_until_read(assistant, asking.stopped)  # words alone refuse much that the articles say
            course = _begun(assistant, asking)
            yield from course.run()
    except GeneratorExit:
        _kept(assistant, asking, course.answer())
        raise
    yield _kept(assistant, asking, course.answer())


def _begun(assistant: Assistant, asking: Asking) -> _Course:
    """A question understood in its conversation and limited as it asks."""
    before = turns(assistant.library, asking.conversation, newest=MOST_TURNS) if asking.conversation else []
    read_as = spelt(asked_text(asking.text), lambda words: together(assistant.library, words))
    told = [pointed_at(turn, titled=not _chat_model(assistant, asking)) for turn in before]
    question = understood(standalone(read_as.text, told), asking.now.date())
    read = _reading(assistant, question.text, asking)
    reading = assistant.models.reading()
    is_early = asking.promptly and ((reading.by_words and not reading.notice) or bool(assistant.unread))
    exchanges = tuple(map(exchange, before))
    return _Course(assistant, asking, question, exchanges, read, read_as.notices, is_early=is_early)


def _at_hand(assistant: Assistant, asking: Asking) -> Assistant:
    """Who answers: while the model for meaning is to come, one without for him who would not wait; a chat model's check needs it."""
    waits = not asking.promptly or not assistant.models.awaited or _chat_model(assistant, asking)
    return assistant if waits else assistant.by_words


def _chat_model(assistant: Assistant, asking: Asking) -> str:
    """The chat model that answers, "" where none does."""
    return assistant.settings.model if asking.model is None else asking.model


def _kept(assistant: Assistant, asking: Asking, answer: Answer) -> Answer:
    if asking.conversation:
        try:
            add_turn(assistant.library, asking.conversation, asking.text, answer_json(answer), opened=asking.opened)
        except LibraryError as error:  # the answer is there all the same
            return replace(answer, notices=(*answer.notices, f"this answer is not kept in its conversation: {error}"))
    return answer


@dataclass(slots=True)
class _Course:
    """How far the answering of a question has come: what it was read as, and what the retrieval chain has given so far."""

    assistant: Assistant
    asking: Asking
    question: Question
    before: tuple[Exchange, ...]
    read: Reading
    notices: tuple[str, ...] = ()
    is_early: bool = (
        False  # asked by somebody who would not wait, of words, as the model or what it makes was not there yet
    )
    parts: dict[str, Any] = field(default_factory=lambda: dict(NOTHING_FOUND))
    claims: list[Claim] = field(default_factory=list)
    altered: dict[Version, None] = field(default_factory=dict)  # whose text is not what was stored
    started: float = field(default_factory=perf_counter)

    def run(self) -> Iterator[Claim]:
        """The claims within the filters read; where there are none and these may be widened, those of all days."""
        read = self.read
        if asks_nothing(self.question.text):
            self.parts["answered"], self.is_early = NOTHING_ASKED, False
            return
        yield from self.claims_of(understood(read.rest_of(self.question.text), self.question.day))
        if read.may_widen and not self.claims and not self.asking.stopped():
            narrow, self.read = self.parts, read.widened()
            yield from self.claims_of(self.question)
            if not self.claims:
                self.parts, self.read = narrow, read

    def claims_of(self, query: Question) -> Iterator[Claim]:
        """The claims for each question that a query puts; a chat model is given the query as it is."""
        parts = parts_of(query.text) if self.answerer is self.assistant.extractive else ()
        if len(parts) < 2:
            yield from self.claims_for(query)
            return
        found: list[dict[str, Any]] = []
        for part in parts:
            before = tuple(self.claims)
            yield from new_claims(
                before, list(self.claims_for(understood(part.alone, query.day), READ_HITS // len(parts)))
            )
            found.append(self.parts)
        self.parts = {
            "hits": [hit for one in found for hit in hits_of(one)], "retrieve": sum(one["retrieve"] for one in found),
            "answered": as_one(parts, [one["answered"] for one in found]),
        }  # fmt: skip

    @property
    def answerer(self) -> Answerer:
        """Who answers."""
        return self.assistant.answerer(self.asking.model)

    def claims_for(self, query: Question, most: int = READ_HITS) -> Iterator[Claim]:
        """The claims that the chain gives for a query within the filters read, everything that it gives kept."""
        assistant = self.assistant
        self.parts = dict(NOTHING_FOUND)
        turn = Standing(self.before, self.asking.stopped)
        find = partial(self._heard, most=most)
        for piece in _pieces(assistant, find, self.answerer, turn)(query):
            self.parts = self.parts | {name: value for name, value in piece.items() if name != "claims"}
            self.claims += piece.get("claims", ())
            yield from piece.get("claims", ())

    def _heard(self, words: str, most: int) -> list[Hit]:
        """The hits that an answer reads, at most `most`; what was left out of them is remembered."""
        found = newest.found(self.assistant, words, self.read.filters, self.asking.now)
        self.altered.update(dict.fromkeys(found.altered))
        return heard(found.hits, most)

    def answer(self) -> Answer:
        """The answer as far as it has come."""
        assistant, hits, answered, read = self.assistant, hits_of(self.parts), self._answered(), self.read
        total = perf_counter() - self.started
        articles = _articles_of(answered, hits)
        return Answer(
            question=self.asking.text, standalone_question=self.question.text, claims=answered.claims,
            status=answered.status, engine=answered.engine or self.answerer.engine,
            filters=read.filters, filters_read=read.read, missing=answered.missing,
            short_answer=answered.short, short_answer_sure=answered.short_sure,
            differences=answered.differences,
            closest=(answered.closest or tuple(hits))[:CLOSEST] if answered.status != "answered" else (),
            notices=(
                *self.notices, *filter(None, (left_out(tuple(self.altered)),)), *answered.notices, *_notices(assistant, read.filters), *read.notices,
                *unread(self.question.text, hits, assistant.embedder().languages),
                *look_alikes((one.source for one in articles), assistant.outlets() if articles else ()),
            ),
            seconds=tuple(_seconds(self.parts["retrieve"], total)), articles=articles,
            left_out=answered.left_out,
        )  # fmt: skip

    def _answered(self) -> Answered:
        """What was made of the hits; what had come of it when its asker went away."""
        found: Answered | None = self.parts.get("answered")
        cut_off = Answered("answered" if self.claims else "not_in_sources", tuple(self.claims), notices=(CUT_OFF,))
        return found or cut_off


def _pieces(
    assistant: Assistant, find: Callable[[str], list[Hit]], answerer: Answerer, turn: Standing
) -> Callable[[Question], Iterator[dict[str, Any]]]:
    """What gives an answer piece by piece: the retrieval chain, its steps alone where nothing asks for LangChain."""
    tracing = assistant.settings.tracing
    if answerer is assistant.extractive and not tracing:
        return retrieval_steps(find, answerer, turn)
    return lambda query: untraced(retrieval_chain(find, answerer, turn).stream(query), traced=tracing)


def _reading(assistant: Assistant, question: str, asking: Asking) -> Reading:
    library, zone = assistant.library, assistant.settings.zone
    found, outlets = Reading(asking.filters), assistant.outlets() if asking.read else []
    if "outlets" in asking.read:
        found = outlets_read(found, question, outlets)
    if "time" in asking.read:
        now = asking.now.astimezone(zone)
        admits = lambda tried: bool(admitted_articles(library, tried, zone))  # noqa: E731
        found = time_read(found, question, now, admits, outlets)
        found = event_read(found, question, now, lambda words: day_of_event(words, assistant.titles()), admits)
    return found


def _notices(assistant: Assistant, filters: Filters) -> tuple[str, ...]:
    if not assistant.library.count("articles"):
        return ("the library is empty: add articles with 'briefing add WHAT'",)
    if (reading := assistant.models.reading()).by_words:
        return (reading.notice or LOADING,)
    return tuple(filter(None, (reading.notice, _notice(assistant, filters))))


def _notice(assistant: Assistant, filters: Filters) -> str:
    if assistant.unread:
        return STILL_UNREAD.format(assistant.unread, assistant.library.count("articles"))
    if not len(assistant.vectors.current()[0]) and _embeddings_are_missing(assistant):
        return UNREAD
    if filters and not admitted_articles(assistant.library, filters, assistant.settings.zone):
        return "no article passes the filters"
    return ""


def _embeddings_are_missing(assistant: Assistant) -> bool:
    embedder = assistant.embedder()
    return bool(assistant.library.chunks_without(embedder.identity, embedder.languages))


def _articles_of(answered: Answered, hits: Sequence[Hit]) -> tuple[Article, ...]:
    claims = [*answered.claims, *(claim for difference in answered.differences for claim in difference.versions)]
    cited = {(one.paragraph.article_id, one.paragraph.version) for claim in claims for one in claim.citations}
    found = {(hit.article.id, hit.article.version): hit.article for hit in hits}
    return tuple(article for key, article in found.items() if key in cited)


def _seconds(retrieve: float, total: float) -> Iterator[tuple[str, float]]:
    yield "retrieve", round(retrieve, 4)
    yield "answer", round(total - retrieve, 4)
    yield "total", round(total, 4)
