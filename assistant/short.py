"""The short answer: the name, place, time, number or phrase asked for, read off the sentences that answer.

The phrases of the best sentences are pooled; each is scored by explainable features with fitted weights, among them how
near it comes in meaning to the noun that the question asks for ("which disease"). What is too unsure is not given.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer_phrases import Phrase, Reader, best_phrases, is_wrong, normal, phrase_features
from assistant.answer_places import is_led_in
from assistant.asked import Wanted, wanted
from assistant.candidates import NAMED, SEVERAL_NAMED
from assistant.coverage import credit
from assistant.evidence import Scored, answering_spans, holds, weights
from assistant.kinds import THINGS
from assistant.lists import asks_for_list
from assistant.measured import ANYBODY
from assistant.misfits import is_only_possible
from assistant.names import is_country
from assistant.offices import asked_office
from assistant.question import Question
from assistant.witnesses import is_denied
from assistant.words import STOP_WORDS, content_words, is_date_word, stem

VOTERS = 5  # how many of the best sentences are read for lists of people
FULL = 0.6  # how far a sentence must hold the kind asked for
ENOUGH = 0.15  # the probability from which a short answer is given
SURE = (
    0.5  # below it, it is only perhaps the answer: of those of 810 quiz questions 6 in 100 were right, of the others 37
)
SURE_OF_PLACE = 0.5  # from which the sentence that holds it comes first
NEAR_BEST = 1.5  # how far below the best one's score the sentence of one that is not sure may lie to come first
_WHO_DID = re.compile(r"(?:and )?who (?:has |had )?(?P<did>[a-z]+)\b", re.I)
_DID = re.compile(r"(?: (?:on|last) [A-Z][a-z]+day| yesterday| today)?(?: has| have| had)? (?P<did>[a-z]+)\b")
_SEVERAL = re.compile(r"(?:(?!series|species)[a-z]{2,}(?<![su])s|people|men|women|children)$", re.I)
_ITEMS = re.compile(r"(?:, (?:and |or )?| and | or )(?:the )?")
_ENDS_LIST = re.compile(r"\W*$|[.;:)]| (?:in|on|at|for|as|to|by|with|since|after|before|said|were|are|have|had)\b")
UNSURE = 0.49  # the probability at most of one that others speak against
SURE_IN_PART = 0.2  # and from which beside an answer that is partial


@dataclass(frozen=True, slots=True, eq=False)
class Short:
    """A short answer in the words of a sentence, and how likely it is the right one among the phrases there, 0 to 1."""

    text: str
    sentence: Scored
    probability: float = 1.0

    @property
    def is_sure(self) -> bool:
        """Whether it is called the answer, rather than one perhaps."""
        return self.probability >= SURE


def short_answer(question: Question, ranked: Sequence[Scored], read: Reader) -> Short | None:
    """What is asked for in the words of the best sentences; None where it cannot be pointed at or nothing is sure enough."""
    want = wanted(question)
    if want is None or not ranked:
        return None
    if question.kind == "people":
        return _people(question, ranked)
    if country := _country_that_did(question, ranked[0]):
        return country
    phrases = best_phrases(question, want, ranked, read)
    fitting = [at for at, phrase in enumerate(phrases) if not is_wrong(want, phrase)]
    if not fitting:
        return None
    fitted = weights("short")
    scores = [fitted.total(features) for features in phrase_features(question, want, phrases, ranked, read)]
    best, probability = _likeliest(question, phrases, fitting, scores)
    if want.common and not phrases[best].is_sort and any(phrases[at].is_sort for at in fitting):
        probability = min(probability, UNSURE)  # "marsh fever" speaks against anything else where a fever is asked for
    if probability < ENOUGH:
        return None
    told = phrases[best].sentence.sentence.text
    # Of whoever holds an office no sentence says so, or it would have been the answer.
    if asked_office(question) or is_only_possible(question.text, told, phrases[best].text):
        probability = min(probability, UNSURE)
    return _with_others(question, want, Short(phrases[best].text, phrases[best].sentence, probability))


def _with_others(question: Question, want: Wanted, short: Short) -> Short:
    """A short answer with all the others that are told in one breath with it, where several things are asked for.

    "Which towns were flooded?" is answered by "Osten, Port Vale and Skerra".
    """
    if not (_SEVERAL.search(want.noun) and asks_for_list(question)):
        return short
    text = short.sentence.sentence.text
    runs = (told for match in SEVERAL_NAMED.finditer(text) if (told := _all_of(match, text, question)))
    return next(
        (replace(short, text=told) for told in runs if {*_ITEMS.split(short.text)} <= {*_ITEMS.split(told)}), short
    )


def _all_of(match: re.Match[str], text: str, question: Question) -> str:
    """Several names in one breath without what opens their sentence; "" where they are no list, or the question names one."""
    words = match[0].split(" ")
    while words and (words[0].casefold() in STOP_WORDS or is_date_word(words[0])):
        words = words[1:]
    told = " ".join(words)
    names = _ITEMS.split(told)
    is_list = len(names) > 2 or (len(names) == 2 and ", " not in told and _ENDS_LIST.match(text, match.end()))
    asked = any(credit(word, question.text) for name in names for word in content_words(name)[-1:])
    return told if is_list and not asked and not re.search(r"\d", told) else ""


def _likeliest(
    question: Question, phrases: Sequence[Phrase], fitting: Sequence[int], scores: Sequence[float]
) -> tuple[int, float]:
    """The likeliest of some fitting phrases, and how likely it is.

    Where a number counts what is asked for, that of anything else is no answer, however likely it looks.
    """
    best = max(fitting, key=lambda at: scores[at])
    counting = [at for at in fitting if phrases[at].counted] if question.counted not in ANYBODY else []
    if not counting or best in counting:
        return best, _share(best, scores)
    best = max(counting, key=lambda at: scores[at])
    return best, min(UNSURE, _share(counting.index(best), [scores[at] for at in counting]))


def _share(at: int, scores: Sequence[float]) -> float:
    """The share of the odds that one of some scores has."""
    return 1 / sum(math.exp(score - scores[at]) for score in scores)


def answering_first(question: Question, ranked: Sequence[Scored], short: Short | None) -> list[Scored]:
    """The sentences, the one that holds the short answer first where the best one holds nothing of the kind asked for."""
    if (
        short is None
        or short.probability < SURE_OF_PLACE
        or question.kind not in THINGS
        or holds(question, ranked[0].sentence.text) >= FULL
    ):
        return list(ranked)
    first = replace(short.sentence, score=ranked[0].score)
    return [first, *(one for one in ranked if one is not short.sentence)]


def agreeing(
    question: Question, ranked: Sequence[Scored], short: Short | None, read: Reader
) -> tuple[list[Scored], Short | None]:
    """The sentences and the short answer, so that the first sentence shown holds it.

    Where the best sentence tells a number or a time that is asked for, or that of an unsure short answer lies far behind, it is read off
    the best one; otherwise its own one comes first. What was counted or chosen over all versions, with a probability of 1, decides.
    """
    best = ranked[0]
    if short is None or short.sentence.sentence == best.sentence or _says(best, short.text):
        return list(ranked), short
    near = short.probability >= SURE_OF_PLACE or short.sentence.score >= best.score - NEAR_BEST
    told = _reads_best(question, short) and holds(question, best.sentence.text) >= FULL
    if short.probability < 1.0 and (told or not near):
        own = short_answer(question, [best], read)
        # Among the few phrases of one sentence it seems likelier than it is, as others say something else.
        return list(ranked), own and replace(own, probability=min(own.probability, UNSURE))
    first = replace(short.sentence, score=best.score)
    return [first, *(one for one in ranked if one.sentence != first.sentence)], short


def _reads_best(question: Question, short: Short) -> bool:
    """Whether the best sentence's own number or time is told rather than a short answer of all: a sure time is, where it is not denied."""
    unsure = short.probability < SURE_OF_PLACE or is_denied(short.sentence.sentence.text)
    return question.kind == "number" or (question.kind == "time" and unsure)


def _says(one: Scored, phrase: str) -> bool:
    return f" {normal(phrase)} " in f" {normal(one.sentence.text)} "


def _country_that_did(question: Question, best: Scored) -> Short | None:
    """The country that the best sentence tells to have done what it is asked who did: "France has vetoed it"."""
    asked, text = _WHO_DID.match(question.text), best.sentence.text
    if question.kind != "person" or asked is None or asked["did"].casefold() in STOP_WORDS:
        return None
    if is_denied(text) and not is_denied(question.text):
        return None
    for name in NAMED.finditer(text):
        country, told = name[0].removeprefix("The "), _DID.match(text, name.end())
        is_doer = not is_led_in(text, name.start())  # "a skier from Estia won"
        is_told = is_doer and told is not None and stem(told["did"]) == stem(asked["did"])
        if is_told and is_country(country) and not any(credit(word, question.text) for word in content_words(country)):
            return Short(country, best)
    return None


def _people(question: Question, ranked: Sequence[Scored]) -> Short | None:
    """All the people that the first sentence with several of them names."""
    for one in ranked[:VOTERS]:
        text = one.sentence.text
        found = list(dict.fromkeys(text[start:end].strip() for start, end in answering_spans(question, text)))
        if len(found) > 1:
            return Short(", ".join(found[:-1]) + f" and {found[-1]}", one)
    return None
