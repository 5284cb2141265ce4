"""Sentences that tell one thing in the same words but for one: another day, another person, the opposite, or a not."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant import tellings
from assistant.answers import Claim, Difference
from assistant.coverage import credit
from assistant.evidence import Scored, answering_spans
from assistant.figures import figures
from assistant.kinds import spans
from assistant.question import Question, subject
from assistant.words import WORD, content_words, stem, stems

NEAR = 0.72  # the cosine similarity from which two sentences may be about one thing
SHARED = 0.6  # the share of their content words that must be the same
BEST = 10  # how many of the best sentences are set against each other
_QUOTED = re.compile(r"[“\"]([^“”\"]{25,})[”\"]")
LEAST_WORDS = 3  # content words that both must share
_NOTS = frozenset(map(stem, "not no never nobody none neither nor without deny denies denied denying".split()))
_OPPOSITES = """
approved passed adopted accepted backed | rejected refused blocked vetoed declined
won | lost
convicted guilty | acquitted cleared
survived alive | died dead killed
open opened reopened | closed shut
rose increased grew | fell dropped declined decreased
signed | refused
released freed | detained jailed arrested
safe | unsafe dangerous
intact | damaged destroyed broken
legal lawful | illegal unlawful
"""


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """A sentence with the value it tells, as a set of words; sentences with other values are its rivals."""

    scored: Scored
    value: frozenset[object]


def rivals(question: Question, ranked: Sequence[Scored], shown: Sequence[Scored]) -> tuple[Difference, ...]:
    """What the best sentences differ on: the day or the person asked for, else what one affirms and another denies."""
    best = [one for one in ranked[:BEST] if not one.sentence.text.endswith("?")]
    if question.kind == "time":
        return _asked(question, "date", [told for one in best if (told := _day(question, one))])
    if question.kind == "person":
        return _asked(question, "actor", [told for one in best if (told := _person(question, one))])
    for compare in (_contrary, _two_speakers):
        for one, other in itertools.product(shown, best):
            if found := compare(question, one, other):
                return (found,)
    return ()


def _asked(question: Question, kind: str, told: Sequence[_Told]) -> tuple[Difference, ...]:
    """The difference between the best telling and those that tell the same with another value."""
    if not told:
        return ()
    first, others = told[0], [told[0]]
    for one in told[1:]:
        same_words = about_one_thing(first.scored, one.scored, without=first.value | one.value)
        if same_words and all(one.value.isdisjoint(other.value) for other in others):
            others.append(one)
    return (_difference(question, kind, [one.scored for one in others]),) if len(others) > 1 else ()


def _difference(question: Question, kind: str, found: Sequence[Scored]) -> Difference:
    """The sentences as versions, the newest first where they are of different days."""
    articles = [one.sentence.hit.article for one in found]
    changed = all(tellings.later(articles[0], article) for article in articles[1:])
    ordered = sorted(found, key=lambda one: one.sentence.hit.article.published, reverse=True) if changed else found
    claims = tuple(Claim(one.sentence.text, (one.sentence.citation,)) for one in ordered)
    return Difference(subject(question), kind, claims, changed)  # type: ignore[arg-type]


def _day(question: Question, one: Scored) -> _Told | None:
    """A sentence that tells what is asked and names one day by its date."""
    text, article = one.sentence.text, one.sentence.hit.article
    days = tellings.explicit_days(text, article)
    if len(set(days)) != 1 or not _tells(question, text):
        return None
    return _Told(one, frozenset(days))


def _person(question: Question, one: Scored) -> _Told | None:
    """A sentence that tells what is asked and names one person who is new."""
    text = one.sentence.text
    found = [text[start:end] for start, end in answering_spans(question, text)]
    if len(found) != 1 or not _tells(question, text):
        return None
    return _Told(one, stems(found[0]))


def value_told(question: Question, text: str) -> str:
    """The day, or the person who is new, that a sentence of a difference tells, in its words."""
    if question.kind == "time":
        return tellings.days_in_words(text)[0]
    start, end = answering_spans(question, text)[0]
    return text[start:end]


def _tells(question: Question, text: str) -> bool:
    return bool(question.words) and all(credit(word, text) for word in question.words)


def about_one_thing(one: Scored, other: Scored, *, without: frozenset[object] = frozenset()) -> bool:
    """Whether sentences of two articles are about one thing: near in meaning, most content words and all figures shared."""
    if one.sentence.hit.article.id == other.sentence.hit.article.id or float(one.vector @ other.vector) < NEAR:
        return False
    mine, yours = (
        frozenset(stem(word) for word in content_words(tellings.undated(each.sentence.text))) - without - _NOTS
        for each in (one, other)
    )
    shared = mine & yours
    return len(shared) >= max(LEAST_WORDS, SHARED * min(len(mine), len(yours))) and _figures(one) == _figures(other)


def _figures(one: Scored) -> set[tuple[float, str]]:
    return {(figure.low, figure.unit) for figure in figures(one.sentence.text)}


def _contrary(question: Question, one: Scored, other: Scored) -> Difference | None:
    """The difference between two sentences of which one says that the other is not so, or says the opposite."""
    texts = one.sentence.text, other.sentence.text
    opposites = _opposed(stems(texts[0]), stems(texts[1]))
    denied = stems(texts[0]).isdisjoint(_NOTS) != stems(texts[1]).isdisjoint(_NOTS)
    if not (opposites or denied) or (opposites and denied):  # "was not closed" is no contradiction of "was open"
        return None
    words = frozenset(opposites)
    if not about_one_thing(one, other, without=words):
        return None
    return _difference(question, "outcome" if opposites else "negation", [one, other])


def _two_speakers(question: Question, one: Scored, other: Scored) -> Difference | None:
    """The difference between two sentences that give the same quotation to different people."""
    if one.sentence.hit.article.id == other.sentence.hit.article.id:
        return None
    quoted, speakers = zip(*(_quotation(each.sentence.text) for each in (one, other)), strict=True)
    if not quoted[0] or quoted[0] != quoted[1] or not all(speakers) or not speakers[0].isdisjoint(speakers[1]):
        return None
    return _difference(question, "attribution", [one, other])


def _quotation(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words of a sentence's first quotation, and the stems of the people named outside of it."""
    match = _QUOTED.search(text)
    if match is None:
        return (), frozenset()
    around = f"{text[: match.start()]} {text[match.end() :]}"
    people = " ".join(around[start:end] for start, end in spans("person", around))
    return tuple(word.casefold() for word in WORD.findall(match[1])), stems(people)


def _opposed(one: frozenset[str], other: frozenset[str]) -> tuple[str, ...]:
    """The words of two texts that say opposite things."""
    for left, right in _PAIRS:
        for here, there in ((left, right), (right, left)):
            if one & here and other & there and not (one & there or other & here):
                return (*(one & here), *(other & there))
    return ()


def _pairs() -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    for line in _OPPOSITES.strip().splitlines():
        left, right = (frozenset(map(stem, side.split())) for side in line.split("|"))
        yield left, right


_PAIRS = tuple(_pairs())
