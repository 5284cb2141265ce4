"""The short answer: the name, place, time, number or phrase asked for, read off the sentences that answer.

The phrases of the best sentences are pooled; each is scored by explainable features with fitted weights, among them how
near it comes in meaning to the noun that the question asks for ("which disease"). What is too unsure is not given.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.asked import Wanted, wanted
from assistant.candidates import NAMED, Candidate, candidates, lower_words
from assistant.evidence import Embed, Scored, answering_spans, holds, weights
from assistant.kinds import THINGS
from assistant.measures import normalised_answer
from assistant.names import is_country, is_state
from assistant.question import Question
from assistant.words import WORD, content_words, stem, stems
from assistant.yet_to_come import asks_ahead, passed

READ = 16  # how many of the best sentences are read
VOTERS = 5  # and of them for lists of people
EMBEDDED = 24  # how many phrases are compared in meaning with what is asked for
NEITHER_NEAR_NOR_FAR = 0.25  # the likeness in meaning of a phrase to a noun that there is not: about the mean of all
FULL = 0.6  # how far a sentence must hold the kind asked for
SURE = 0.15  # the probability from which a short answer is given
SURE_OF_PLACE = 0.5  # from which the sentence that holds it comes first
SURE_IN_PART = 0.3  # and from which beside an answer that is partial
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True, slots=True, eq=False)
class Short:
    """A short answer in the words of a sentence, and how likely it is the right one among the phrases there, 0 to 1."""

    text: str
    sentence: Scored
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Reader:
    """What is asked of the library's side to judge phrases: vectors of texts, and how rare words are in it."""

    embed: Embed
    rarity: Callable[[Sequence[str]], Mapping[str, float]]


@dataclass(slots=True)
class Phrase:
    """A phrase as all the sentences have it: the likeliest sentence, what all of them weigh, the articles they are of."""

    text: str
    sentence: Scored
    best: float = -9.0
    mass: float = 0.0
    closeness: float = 0.0
    counted: bool = False
    sorts: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)

    def add(self, sorts: Iterable[str], one: Scored, behind: float, closeness: float) -> None:
        """Count a sentence that has the phrase and lies so far behind the best."""
        if behind > self.best:
            self.best, self.sentence = behind, one
        self.mass += math.exp(behind)
        self.closeness = max(self.closeness, closeness * math.exp(behind / 2))
        self.sorts |= set(sorts)
        self.articles.add(one.sentence.hit.article.id)


def short_answer(question: Question, ranked: Sequence[Scored], read: Reader) -> Short | None:
    """What is asked for in the words of the best sentences; None where it cannot be pointed at or nothing is sure enough."""
    want = wanted(question)
    if want is None or not ranked:
        return None
    if question.kind == "people":
        return _people(question, ranked)
    phrases = best_phrases(question, want, ranked)
    if not phrases:
        return None
    fitted = weights("short")
    scores = [fitted.total(features) for features in phrase_features(want, phrases, ranked, read)]
    best = max(range(len(phrases)), key=lambda at: scores[at])
    probability = 1 / sum(math.exp(score - scores[best]) for score in scores)
    if probability < SURE or _is_wrong(want, phrases[best]):
        return None
    return Short(phrases[best].text, phrases[best].sentence, probability)


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


def normal(text: str) -> str:
    """A phrase as answers are compared, whichever way its quotation marks are bent."""
    return normalised_answer(text.translate(_STRAIGHT))


def best_phrases(question: Question, want: Wanted, ranked: Sequence[Scored]) -> list[Phrase]:
    """The phrases of the best sentences most worth a closer look."""
    phrases: dict[str, Phrase] = {}
    lower = lower_words([one.sentence.text for one in ranked[:READ]])
    is_ahead = asks_ahead(question.text)
    for one in ranked[:READ]:
        text, behind = one.sentence.text, one.score - ranked[0].score
        found: dict[str, list[Candidate]] = {}
        gone = passed(text, one.sentence.hit.article.published) if is_ahead else []
        for candidate in candidates(question, text, lower):
            if any(candidate.start < end and start < candidate.end for start, end in gone):
                continue
            found.setdefault(normal(candidate.text), []).append(candidate)
        for key, places in found.items():
            phrase = phrases.setdefault(key, Phrase(places[0].text, one))
            near = max(_closeness(question, text, place.start, place.end) for place in places[:1])
            phrase.add((place.sort for place in places), one, behind, near)
            phrase.counted |= any(_counts(question, text, place) for place in places)
    phrases.pop("", None)
    if want.person:
        _things_are_nobody(phrases, ranked)
    if want.person or want.proper:
        _last_names_to_names(phrases, ranked)
    return sorted(phrases.values(), key=lambda phrase: -_rough(want, phrase))[:EMBEDDED]


def _rough(want: Wanted, phrase: Phrase) -> float:
    plain = phrase.sorts == {"noun"}
    right = _is_right(want, phrase)
    return math.log(phrase.mass + 0.001) + phrase.closeness + right - 2 * _is_wrong(want, phrase) - 0.7 * plain


def _counts(question: Question, text: str, place: Candidate) -> bool:
    """Whether what a question wants counted follows a number at once, two words between them at most."""
    after = [stem(word) for word in WORD.findall(text[place.start : place.end + 60])]
    within = len(WORD.findall(place.text)) + 3
    return bool(question.counted) and place.sort == "number" and stem(question.counted) in after[:within]


def _things_are_nobody(phrases: Mapping[str, Phrase], ranked: Sequence[Scored]) -> None:
    """Take the names that stand after "the" somewhere for things: a ship is no captain."""
    texts = " ".join(one.sentence.text for one in ranked[:READ])
    for phrase in phrases.values():
        if re.search(rf"\b[Tt]he {re.escape(phrase.text)}\b", texts):
            phrase.sorts -= {"person"}


def _last_names_to_names(phrases: dict[str, Phrase], ranked: Sequence[Scored]) -> None:
    """Let a last name speak for the full name that the texts know it by: of people, of teams, of companies."""
    names = Counter(match[0] for one in ranked[:READ] for match in NAMED.finditer(one.sentence.text) if " " in match[0])
    for phrase in list(phrases.values()):
        full = [name for name in names if name.split()[-1] == phrase.text and normal(name) in phrases]
        if full and len(full[0].split()) <= 3:
            whole = phrases[normal(max(full, key=lambda name: names[name]))]
            whole.mass, whole.best = whole.mass + phrase.mass, max(whole.best, phrase.best)
            whole.closeness, whole.articles = max(whole.closeness, phrase.closeness), whole.articles | phrase.articles
            phrase.mass, phrase.best = 0.3 * phrase.mass, phrase.best - 1


def phrase_features(
    want: Wanted, phrases: Sequence[Phrase], ranked: Sequence[Scored], read: Reader
) -> list[Mapping[str, float]]:
    """The features of phrases, in their order."""
    likeness = _likeness(want, phrases, read)
    rare = _rareness(phrases, read)
    titles = normal(" ".join(one.sentence.hit.article.title for one in ranked[:8]))
    return [
        {
            "best": phrase.best,
            "first": float(phrase.best == 0),
            "mass": math.log(phrase.mass + 0.01),
            "closeness": phrase.closeness,
            "articles": math.log(len(phrase.articles)),
            "meaning": like,
            "right": float(_is_right(want, phrase)),
            "wrong": float(_is_wrong(want, phrase)),
            "in_title": float(f" {normal(phrase.text)} " in f" {titles} "),
            "rare": rare[phrase.text],
        }
        | _of_form(want, phrase)
        for phrase, like in zip(phrases, likeness, strict=True)
    ]


def _likeness(want: Wanted, phrases: Sequence[Phrase], read: Reader) -> list[float]:
    """How near each phrase comes in meaning to the noun asked for; the same of all where there is none, and none is embedded."""
    if not want.noun:
        return [NEITHER_NEAR_NOR_FAR] * len(phrases)
    vectors = read.embed([want.noun, *(phrase.text for phrase in phrases)])
    return [float(one) for one in vectors[1:] @ vectors[0]]


def _rareness(phrases: Sequence[Phrase], read: Reader) -> dict[str, float]:
    """How rare the words of each phrase are on average: what every article names is seldom what is asked for."""
    words = {phrase.text: content_words(phrase.text) for phrase in phrases}
    rarity = read.rarity([word for found in words.values() for word in found])
    return {
        text: sum(rarity.get(word, 0.0) for word in found) / len(found) if found else 0.0
        for text, found in words.items()
    }


def _of_form(want: Wanted, phrase: Phrase) -> dict[str, float]:
    """The features of a phrase's own form, against what is asked for."""
    text = phrase.text
    capital = text[0].isupper() or text[0].isdigit()
    return {
        "common_for_proper": float(not capital and want.proper),
        "proper_for_common": float(capital and want.common),
        "person": want.person * (float("person" in phrase.sorts) - is_country(text)),
        "country": want.country * (1.0 if is_country(text) else -1.0),
        "state": want.state * (1.0 if is_state(text) else -1.0),
        "counted": float(phrase.counted),
        "unit": float(bool(want.unit and want.unit.search(text))),
        "no_unit": float(bool(want.unit and not want.unit.search(text))),
        "words": float(min(len(text.split()), 6)),
        "quoted": float("quote" in phrase.sorts),
        "plain": float(phrase.sorts == {"noun"}),
        "one_word": float(" " not in text and "name" in phrase.sorts),
    }


def _is_right(want: Wanted, phrase: Phrase) -> bool:
    return want.kind in phrase.sorts


def _is_wrong(want: Wanted, phrase: Phrase) -> bool:
    """Whether a phrase is of another kind than the one asked for."""
    if want.kind in {"number", "time"}:
        return want.kind not in phrase.sorts
    figure = phrase.sorts & {"number", "time"}
    if want.kind in {"person", "place"}:
        return bool(figure) or not phrase.sorts & {"name", "person", "place", "quote"} or _other_name(want, phrase)
    return bool(figure) and phrase.sorts <= {"number", "time", "noun"}


def _other_name(want: Wanted, phrase: Phrase) -> bool:
    """Whether a name is of a country where a person is asked for, or of a person where a place is."""
    return (
        is_country(phrase.text) if want.kind == "person" else "person" in phrase.sorts and "place" not in phrase.sorts
    )


def _people(question: Question, ranked: Sequence[Scored]) -> Short | None:
    """All the people that the first sentence with several of them names."""
    for one in ranked[:VOTERS]:
        text = one.sentence.text
        found = list(dict.fromkeys(text[start:end].strip() for start, end in answering_spans(question, text)))
        if len(found) > 1:
            return Short(", ".join(found[:-1]) + f" and {found[-1]}", one)
    return None


def _closeness(question: Question, text: str, start: int, end: int) -> float:
    """How near the question's words stand around a span, 0 to 1: the mean over those that the text holds."""
    asked = stems(" ".join((*question.words, question.counted)))
    places = [(match.start(), stem(match[0])) for match in WORD.finditer(text)]
    near = [min(abs(at - start), abs(at - end)) for at, word in places if word in asked and not start <= at < end]
    return sum(1 / (1 + distance / 20) for distance in near) / len(near) if near else 0.1
