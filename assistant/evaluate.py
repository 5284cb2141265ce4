"""Quality on a labelled set: every question asked as a user would ask it, and the answers held against what is known.

Which measures there are depends on what is labelled; each says of how many questions or sentences it speaks:

- `right`: the answerable questions whose answer is right (by its words, where those are labelled, else by its place, else by
  being there) and the unanswerable ones that are refused, as a share of all.
- `answered`: the answerable questions that are answered. `right_words`: those whose claims and differences show what is labelled: one of the
  gold sentences, one of the phrases, all of those that must all be there. `right_place`: those whose first citation lies in a labelled article
  and paragraph.
- `recall`: the share of a question's gold sentences that the answer cites, the mean over answerable questions; a refusal has 0.
- `precision`: the share of cited sentences that are gold sentences, over all answers to answerable questions together.
- `short_em`, `short_f1`: the short answer against the labelled ones, as in SQuAD; none given counts as wrong.
- `not_again`: the questions of which something was judged wrong whose answer has nothing of it: none of those paragraphs is cited, and
  none of those answers is given.
- `refused`: the unanswerable questions that are refused. `balanced_accuracy`: the mean of `answered` and `refused`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from assistant import measures
from assistant.answers import Answer
from assistant.labelled import ANYWHERE, Labelled
from ingest.conversations import conversations, delete
from ingest.sentences import sentence_spans

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from ingest.articles import Citation
    from ingest.library import Library

Places = Mapping[str, frozenset[str]]  # article id -> everything the article may be called in a labelled set


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a report, between 0 and 1, and of how many questions (for `precision`, sentences) it speaks."""

    name: str
    figure: float
    of: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question; what is None is not labelled."""

    row: Labelled
    answer: Answer
    answered: bool
    right_words: bool | None
    right_place: bool | None
    found: int  # gold sentences that are cited
    cited: tuple[bool, ...]  # the cited sentences, whether each is a gold one
    not_again: bool | None = None

    @property
    def right(self) -> bool:
        """Whether the question was dealt with as it is labelled."""
        if self.not_again is False or self.row.only_wrongs:
            return bool(self.not_again)
        if not self.row.answerable or not self.answered:
            return self.answered == self.row.answerable
        judged = self.right_words if self.right_words is not None else self.right_place
        return judged is None or judged

    @property
    def why(self) -> str:
        """What is wrong with it, in words; "" where it is right."""
        if self.right:
            return ""
        if self.not_again is False:
            return "what was judged wrong comes again"
        if not self.answered:
            missing = ", ".join(self.answer.missing)
            return "refused although the articles answer it" + (f" (missing: {missing})" if missing else "")
        if not self.row.answerable:
            return "answered although nothing answers it"
        return "the words are not the right ones" if self.right_words is False else "the place is not the right one"


@dataclass(frozen=True, slots=True)
class Report:
    """How a library answers a labelled set."""

    outcomes: tuple[Outcome, ...]

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that the labels allow, in the order in which the module explains them."""
        return tuple(measured(self.outcomes))

    @property
    def failures(self) -> tuple[Outcome, ...]:
        """The questions that were not dealt with as they are labelled."""
        return tuple(outcome for outcome in self.outcomes if not outcome.right)

    def as_json(self) -> dict[str, Any]:
        """The report as `briefing eval --json` prints it."""
        return {
            "questions": len(self.outcomes),
            "measures": {one.name: {"figure": round(one.figure, 4), "of": one.of} for one in self.measures},
            "failures": [_failure_json(outcome) for outcome in self.failures],
        }


def evaluate(
    assistant: Assistant, rows: Sequence[Labelled], each: Callable[[Iterable[Labelled]], Iterable[Labelled]] = iter
) -> Report:
    """Ask every question of a labelled set and hold the answers against the labels.

    Conversations are held under names that nobody else has and are deleted afterwards, so that none of the user's own is
    touched. `each` is handed the questions and gives them back one by one, to show how far it is.
    """
    places = names_of_articles(assistant.library)
    names = {row.conversation: f"evaluation {uuid4().hex}" for row in rows if row.conversation}
    try:
        return Report(tuple(_outcome(assistant, row, names.get(row.conversation), places) for row in each(rows)))
    finally:
        for conversation in conversations(assistant.library):
            if conversation.name in names.values():
                delete(assistant.library, conversation.name)


def names_of_articles(library: Library) -> dict[str, frozenset[str]]:
    """What each article may be called: its id, and the address, import id and file name of every place it was met at."""
    names: dict[str, set[str]] = {article.id: {article.id, article.url} for article in library.outlines()}
    for seen in library.sightings():
        called = names.setdefault(seen.article_id, {seen.article_id})
        called |= {seen.external_id, seen.url, seen.locator, PurePath(seen.locator).name}
    return {article_id: frozenset(called - {""}) for article_id, called in names.items()}


def measured(outcomes: Sequence[Outcome]) -> Iterator[Measure]:
    """The measures over some outcomes, each only where something is labelled for it."""
    answerable = [one for one in outcomes if one.row.answerable and not one.row.only_wrongs]
    unanswerable = [one for one in outcomes if not one.row.answerable]
    golden = [one for one in answerable if one.row.gold_sentences]
    short = [one for one in answerable if one.row.answers]
    shown = [is_gold for one in golden for is_gold in one.cited]
    shares: list[tuple[str, Sequence[float]]] = [
        ("right", [one.right for one in outcomes]),
        ("answered", [one.answered for one in answerable]),
        ("right_words", [one.right_words for one in answerable if one.right_words is not None]),
        ("right_place", [one.right_place for one in answerable if one.right_place is not None]),
        ("recall", [one.found / len(one.row.gold_sentences) for one in golden]),
        ("precision", shown),
        ("short_em", [measures.exact_match(one.answer.short_answer, one.row.answers) for one in short]),
        ("short_f1", [measures.token_f1(one.answer.short_answer, one.row.answers) for one in short]),
        ("not_again", [one.not_again for one in outcomes if one.not_again is not None]),
        ("refused", [not one.answered for one in unanswerable]),
    ]
    found = [Measure(name, measures.mean(figures), len(figures)) for name, figures in shares if figures]
    yield from found
    figure = {one.name: one.figure for one in found}
    if answerable and unanswerable:
        yield Measure(
            "balanced_accuracy", measures.balanced_accuracy(figure["answered"], figure["refused"]), len(outcomes)
        )


def judged(row: Labelled, answer: Answer, places: Places) -> Outcome:
    """An answer held against what is labelled."""
    cited = [text for claim in answer.claims for citation in claim.citations for text in _sentences(citation, answer)]
    return Outcome(
        row, answer, bool(answer.claims),
        _right_words(row, answer, cited) if row.answerable and row.has_words else None,
        _right_place(row, answer, places) if row.answerable and row.has_place else None,
        sum(any(measures.same_sentence(text, gold) for text in cited) for gold in row.gold_sentences),
        tuple(any(measures.same_sentence(text, gold) for gold in row.gold_sentences) for text in cited),
        _not_again(row, answer, places) if row.has_wrongs else None,
    )  # fmt: skip


def _outcome(assistant: Assistant, row: Labelled, conversation: str | None, places: Places) -> Outcome:
    filters = assistant.filters(row.now or datetime.now(UTC), row.since or None, row.until or None, row.source)
    return judged(row, assistant.ask(row.question, filters=filters, conversation=conversation, now=row.now), places)


def _right_words(row: Labelled, answer: Answer, cited: Sequence[str]) -> bool:
    versions = (claim for difference in answer.differences for claim in difference.versions)  # shown beside the claims
    text = " ".join(claim.text for claim in (*answer.claims, *versions))
    if row.must_contain_all:
        return all(measures.says(text, one) for one in row.must_contain_all)
    if row.must_contain or not row.gold_sentences:
        return any(measures.says(text, one) for one in row.must_contain or row.answers)
    return any(measures.same_sentence(one, gold) for one in cited for gold in row.gold_sentences)


def _right_place(row: Labelled, answer: Answer, places: Places) -> bool:
    first = next((citation for claim in answer.claims for citation in claim.citations), None)
    if first is None:
        return False
    names = places.get(first.paragraph.article_id, frozenset()) | {first.paragraph.article_id}
    numbers = [number for place, number in row.paragraphs if place in names or place == ANYWHERE]
    in_article = not row.articles or bool(names & set(row.articles))
    return in_article and (not row.paragraphs or first.paragraph.number in numbers)


def _not_again(row: Labelled, answer: Answer, places: Places) -> bool:
    """Whether an answer is none of those, and cites none of the paragraphs, that were judged wrong."""
    if measures.normalised_answer(" ".join(claim.text for claim in answer.claims)) in map(
        measures.normalised_answer, row.not_answers
    ):
        return False
    cited = {citation.paragraph for claim in answer.claims for citation in claim.citations}
    return not any(
        number == one.number and (place == ANYWHERE or place in places.get(one.article_id, {one.article_id}))
        for one in cited
        for place, number in row.not_paragraphs
    )


def _sentences(citation: Citation, answer: Answer) -> Iterator[str]:
    """The sentences that a citation spans."""
    language = next((one.language for one in answer.articles if one.id == citation.paragraph.article_id), "")
    for start, end in sentence_spans(citation.quote, language or "en"):
        yield citation.quote[start:end]


def _failure_json(outcome: Outcome) -> dict[str, Any]:
    row, answer = outcome.row, outcome.answer
    return {
        "line": row.line, "id": row.id or None, "question": row.question, "why": outcome.why, "status": answer.status,
        "standalone_question": answer.standalone_question, "shown": [claim.text for claim in answer.claims],
        "short_answer": answer.short_answer,
    }  # fmt: skip
