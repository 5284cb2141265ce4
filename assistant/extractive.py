"""Answers without any generative model: the sentences that answer best, verbatim, each with its exact place.

Every sentence of the best hits is scored by `evidence`; when the question as a whole is not borne out, nothing is
answered. What is shown is the best sentence, then others nearly as likely that say something else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.aged import aged, whose_age
from assistant.answer_phrases import Reader
from assistant.answerer import ALONE, Answered, Turn
from assistant.answers import Claim, Hit, Status
from assistant.cased import as_written
from assistant.counted import Counted, asked, counting
from assistant.coverage import credit, missing, surroundings, years_missing
from assistant.differences import differences, newest_first
from assistant.evidence import Scored, answering_spans, evidence, holds, scored, sentences_of, unlike, weights
from assistant.introduced import asked_after, introduced
from assistant.kept_vectors import KeptVectors
from assistant.lists import MOST_ITEMS, adds_item, asks_for_list
from assistant.neighbourhood import rated_beside
from assistant.offices import holders
from assistant.premise import takes_for_granted, telling_of_others, told_of_others
from assistant.question import Question
from assistant.quotations import with_speaker
from assistant.requested import MOST as MOST_TOLD
from assistant.requested import is_left_open, told_about
from assistant.said_by import MOST as MOST_SAID
from assistant.said_by import beside_speaker, said_by
from assistant.short import SURE_IN_PART, UNSURE, Short, agreeing, answering_first, short_answer
from assistant.successors import successors
from assistant.versions import MOST_READ, versions
from assistant.weekdays import with_date
from assistant.witnesses import witnessed
from ingest.articles import Article, Citation

READ_HITS = 16
BORNE_OUT = 0.34  # the probability from which a question is answered: a cited sentence too many is judged in a moment
PARTLY = 0.62  # and below which it counts as answered in part only, when words of it are missing
CLOSE_BY = 200  # characters within which a figure's correction follows it
TRIED = 8  # of the best sentences, whose articles may be the only ones that name whom a question names
NEARLY = 3.4  # how far below the best one's score further sentences may lie (logarithms of odds)
SAME = 0.8  # the cosine similarity from which two sentences say the same


class Extractive:
    """The answerer that needs no model key."""

    engine = "extractive"

    def __init__(
        self, kept: KeptVectors, rarity: Callable[[Sequence[str]], Mapping[str, float]], most: int = 3
    ) -> None:
        self._kept = kept
        self._rarity = rarity
        self._most = most

    def answer(self, question: Question, hits: Sequence[Hit]) -> Answered:
        """The best sentences of the hits, the best one first, each the exact words of a paragraph."""
        ranked, rarity = self.ranked(question, hits), self._rarity(question.words)
        if not ranked:
            return Answered("not_in_sources", missing=question.words)
        absent, closest = missing(question, ranked[0].sentence.hit), _closest(question, ranked)
        refusal = Answered("not_in_sources", missing=missing(question, closest[0]), closest=closest)
        if (other := _told_of_others(question, hits)) is not None:
            return replace(refusal, closest=tuple(dict.fromkeys((other, *closest))))
        if beside := self._told_beside(question, ranked, closest):
            return beside
        of_whom = beside_speaker(question, _without_others(question, ranked))
        if not of_whom or asked_after(question) or whose_age(question):  # of anybody else it would be no answer
            return refusal
        every = (ranked, of_whom) if len(of_whom) < len(ranked) else (ranked,)
        likely = min(_likely(question, of, rarity) for of in every)
        ranked = of_whom
        if likely < BORNE_OUT and (naming := _of_named(question, ranked)):
            likely, ranked = _likely(question, naming, rarity), naming
            absent = missing(question, ranked[0].sentence.hit)
        if likely < BORNE_OUT:
            return refusal
        reader = Reader(self._kept.embedded, self._rarity)
        short = short_answer(question, ranked, reader)
        wanted = asked(question)
        told = versions(question, wanted, ranked, hits)
        first, short = newest_first(question, answering_first(question, ranked, short), short, told)
        first, short = agreeing(question, first, short, reader)
        chosen = self._chosen(question, rated_beside(with_continuation(question, first)), self._most)
        years = years_missing(question, first[0].sentence.hit)
        absent, partial = (*absent, *years), bool(years) or (bool(absent) and likely < PARTLY)
        if short and (partial or not _counts_in_state(wanted, short)):
            short = replace(short, probability=min(short.probability, UNSURE))
        return Answered(
            "partial" if partial else "answered", tuple(_claims(chosen, ranked)), absent, closest, _told(question, short) if short and (not partial or short.probability >= SURE_IN_PART) else None,
            short is None or short.is_sure, differences(question, ranked, chosen, told),
        )  # fmt: skip

    def _told_beside(self, question: Question, ranked: Sequence[Scored], closest: tuple[Hit, ...]) -> Answered | None:
        """Who somebody is or how old, what he said, who holds an office, what is told of a thing, where sentences say it; else None."""
        status: Status = "answered"
        most = self._most
        if introducing := introduced(question, ranked):
            sentences, short, status = introducing[0], introducing[1].short, introducing[1].status
        elif holding := holders(question, ranked) or successors(question, ranked):
            sentences, short = holding
        elif ages := aged(question, ranked):
            sentences, short = ages
        elif word := said_by(question, ranked):
            (sentences, status), short, most = word, None, MOST_SAID
        elif telling := told_about(question, ranked):
            sentences, short, most = telling, None, MOST_TOLD
            status = "partial" if is_left_open(question, telling) else status
        else:
            return None
        claims = tuple(_claims(self._chosen(question, sentences, most), ranked))
        return Answered(status, claims, closest=closest, short=short)

    def stream(
        self,
        question: Question,
        hits: Sequence[Hit],
        turn: Turn = ALONE,  # noqa: ARG002  every answerer is given it
    ) -> Iterator[Claim | Answered]:
        """The claims that answer the question, then all of it: nothing here takes long enough to come piece by piece."""
        answered = self.answer(question, hits)
        yield from answered.claims
        yield answered

    def ranked(self, question: Question, hits: Sequence[Hit]) -> list[Scored]:
        """The sentences of the best hits with their features and scores, the best first."""
        return scored(question, sentences_of(hits[:READ_HITS]), self._rarity(question.words), self._kept.read)

    def _chosen(self, question: Question, ranked: Sequence[Scored], few: int) -> list[Scored]:
        """The best sentence, then a `few` nearly as good that say something else, those of one paragraph together.

        More of them where a list is asked for, each of which must then add something to it.
        """
        chosen: list[Scored] = []
        lists = asks_for_list(question)
        most = max(few, MOST_ITEMS) if lists else few
        for one in ranked:
            if len(chosen) == most or one.score < ranked[0].score - NEARLY:
                break
            text, shown = one.sentence.text, [other.sentence.text for other in chosen]
            adds = lists and adds_item(question, shown, text)
            if (adds or unlike(chosen, one.vector, SAME) or tells_other_figure(question, shown, text)) and (
                len(chosen) < few or adds
            ):
                chosen.append(one)
        places = {one.sentence.citation.paragraph: number for number, one in reversed(list(enumerate(chosen)))}
        rest = sorted(
            chosen[1:], key=lambda one: (places[one.sentence.citation.paragraph], one.sentence.citation.start)
        )
        return [chosen[0], *rest]


def _closest(question: Question, ranked: Sequence[Scored]) -> tuple[Hit, ...]:
    """The hits of the sentences, those first that name most of whom the question names."""
    hits = dict.fromkeys(one.sentence.hit for one in ranked)
    return tuple(sorted(hits, key=lambda hit: -sum(credit(word, surroundings(hit)) for word in question.name_words)))


def _told_of_others(question: Question, hits: Sequence[Hit]) -> Hit | None:
    """The hit that tells of others what a question takes for granted of somebody, None where that is not so."""
    if not takes_for_granted(question):
        return None
    sentences = sentences_of(hits[:READ_HITS], MOST_READ)
    texts = [one.text for one in sentences]
    at = told_of_others(as_written(question, texts), texts)
    return None if at is None else sentences[at].hit


def _without_others(question: Question, ranked: Sequence[Scored]) -> list[Scored]:
    """The sentences but those that tell of others what a question takes for granted of somebody, where one tells it of him."""
    if not takes_for_granted(question):
        return list(ranked)
    read = sorted(ranked, key=lambda one: (one.sentence.rank, one.sentence.citation.start))
    texts = [one.sentence.text for one in read]
    others = {read[at].sentence for at in telling_of_others(as_written(question, texts), texts)}
    return [one for one in ranked if one.sentence not in others]


def _likely(question: Question, ranked: Sequence[Scored], rarity: Mapping[str, float]) -> float:
    """How likely it is that some sentences answer a question."""
    return weights("question").probability(evidence(question, ranked, rarity))


def _of_named(question: Question, ranked: Sequence[Scored]) -> list[Scored]:
    """The sentences of articles that name all whom a question names, where the best sentence's article does not; else none."""
    if _names_all(question, ranked[0].sentence.hit.article):
        return []
    articles = {one.sentence.hit.article.id: one.sentence.hit.article for one in ranked[:TRIED]}
    naming = {name for name, article in articles.items() if _names_all(question, article)}
    return [one for one in ranked if one.sentence.hit.article.id in naming]


def _names_all(question: Question, article: Article) -> bool:
    text = f"{article.title}\n{article.text}"
    return all(credit(word, text) for word in question.name_words)


def _told(question: Question, short: Short) -> str:
    """A short answer as it is shown: a day that its article names by the day of the week with its date."""
    sentence = short.sentence.sentence
    return with_date(question, short.text, sentence.text, sentence.hit.article.published)


def _claims(chosen: Sequence[Scored], ranked: Sequence[Scored]) -> Iterator[Claim]:
    """The chosen sentences as claims, each with all that tell the same."""
    for one, citation in zip(chosen, readable(chosen), strict=True):
        yield Claim(citation.quote, (citation, *witnessed(one, ranked)))


def _counts_in_state(wanted: Counted | None, short: Short) -> bool:
    """Whether the sentence of a short answer counts what is asked for in its state: who were aboard are not the dead."""
    sentence = short.sentence.sentence
    return wanted is None or not wanted.state or bool(counting(wanted, sentence.text, sentence.before))


def with_continuation(question: Question, ranked: list[Scored]) -> list[Scored]:
    """The sentences, those that follow the best closely and hold what is asked for as well moved up.

    A figure and its correction stand side by side; one must not be shown without the other.
    """
    if question.kind == "other":
        return ranked
    best = ranked[0].sentence.citation
    after = [
        one
        for one in ranked
        if one.sentence.citation.paragraph == best.paragraph
        and 0 < one.sentence.citation.start - best.end < CLOSE_BY
        and holds(question, one.sentence.text) > 0
    ]
    moved = [replace(one, score=ranked[0].score) for one in after]
    return [ranked[0], *moved, *(one for one in ranked[1:] if one not in after)]


def tells_other_figure(question: Question, shown: Sequence[str], text: str) -> bool:
    """Whether a sentence answers with a figure where a number is asked for, and none of those shown has it."""
    if question.kind != "number" or holds(question, text) < 1:
        return False
    told = {other[slice(*span)].casefold() for other in shown for span in answering_spans(question, other)}
    return not told & {text[slice(*span)].casefold() for span in answering_spans(question, text)}


def readable(chosen: Sequence[Scored]) -> list[Citation]:
    """The citations to show: a sentence that leans on the one before it takes that along, unless it is shown already.

    Quoted words take along the sentence that says whose they are.
    """
    shown: list[Citation] = []
    taken = {one.sentence.citation for one in chosen}
    for one in chosen:
        citation, before = one.sentence.citation, one.sentence.before
        start = citation.paragraph.text.rfind(before, 0, citation.start) if citation.start else -1
        if one.sentence.leans and start >= 0 and Citation(citation.paragraph, start, start + len(before)) not in taken:
            citation = Citation(citation.paragraph, start, citation.end)
        wide = with_speaker(citation, one.sentence.hit.article.language)
        repeats = any(
            other != one.sentence.citation
            and other.paragraph == wide.paragraph
            and wide.start <= other.start < wide.end
            for other in taken
        )
        shown.append(citation if repeats else wide)
    return shown
