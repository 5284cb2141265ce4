"""Phrases that may be the short answer, pooled over the sentences that have them, and the features by which they are judged.

A phrase is looked at as all the best sentences have it: how likely these are, whether it stands beside the noun that is asked for
("the airline Eskle Air"), on which side of the question's words it stands, and how near it comes in meaning to that noun.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC

import numpy as np

from assistant.answer_places import Read
from assistant.asked import Wanted
from assistant.candidates import NAMED, Candidate, candidates, lower_words
from assistant.evidence import Embed, Scored, weights
from assistant.measures import normalised_answer
from assistant.misfits import cannot_be, other_ends
from assistant.names import is_country, is_people, is_state
from assistant.question import Question
from assistant.words import WORD, content_words, stem
from assistant.yet_to_come import asks_ahead, passed
from ingest.dates import day_of

READ = 16  # how many of the best sentences are read
EMBEDDED = 6  # how many phrases are compared in meaning with what is asked for, each by itself and in a statement
NEITHER_NEAR_NOR_FAR = 0.25  # the likeness in meaning of a phrase to a noun that there is not: about the mean of all
FRESH = 60  # days after which an article counts for about a third of one of today
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_OWNERS = ("'s", "’s")


@dataclass(frozen=True, slots=True)
class Reader:
    """What is asked of the library's side to judge phrases: vectors of texts, and how rare words are in it."""

    embed: Embed
    rarity: Callable[[Sequence[str]], Mapping[str, float]]


@dataclass(slots=True)
class Phrase:
    """A phrase as all the sentences have it: the likeliest sentence, and what all of them weigh."""

    text: str
    sentence: Scored
    best: float = -9.0
    mass: float = 0.0
    ahead: float = 0.0
    support: float = 0.0
    led_in: float = 0.0
    speaks: float = 0.0
    beside: bool = False
    counted: bool = False
    is_sort: bool = False
    sorts: set[str] = field(default_factory=set)
    told: dict[int, Scored] = field(default_factory=dict)
    """The sentences that have it, by their rank."""

    def add(self, places: Sequence[Candidate], read: Read) -> None:
        """Count a sentence that has the phrase in some places."""
        weight, first = math.exp(read.behind), places[0]
        if read.behind > self.best:
            self.best, self.sentence = read.behind, read.one
        self.mass += weight
        support = max(read.support(one.start, one.end) for one in places)
        self.support = max(self.support, support)
        self.ahead += weight * read.ahead(first.start, first.end)
        self.led_in += weight * all(read.is_led_in(one.start) for one in places)
        self.speaks += weight * any(read.speaks(one.start, one.end) for one in places)
        self.beside |= any(read.is_beside(one.start, one.end) for one in places)
        self.counted |= any(map(read.counts, places))
        self.is_sort |= any(read.is_sort(one.start, one.end) for one in places)
        self.sorts |= {one.sort for one in places}
        self.told[read.rank] = read.one

    def take(self, other: Phrase) -> None:
        """Speak for another phrase as well, a shorter form of this one."""
        self.mass, self.best, self.ahead = self.mass + other.mass, max(self.best, other.best), self.ahead + other.ahead
        self.led_in, self.speaks = self.led_in + other.led_in, self.speaks + other.speaks
        self.beside |= other.beside
        self.support = max(self.support, other.support)
        self.told |= other.told


def normal(text: str) -> str:
    """A phrase as answers are compared, whichever way its quotation marks are bent."""
    return normalised_answer(text.translate(_STRAIGHT))


def best_phrases(question: Question, want: Wanted, ranked: Sequence[Scored], reader: Reader) -> list[Phrase]:
    """The phrases of the best sentences most worth a closer look."""
    phrases: dict[str, Phrase] = {}
    lower = lower_words([one.sentence.text for one in ranked[:READ]])
    is_ahead = asks_ahead(question.text)
    words = (*question.words, *([question.counted] if question.counted else []))
    rarity = reader.rarity(words)
    rare = {stem(word): rarity.get(word, 0.0) for word in words}
    for rank, one in enumerate(ranked[:READ]):
        read = Read(question, want, ranked, rank, rare)
        found: dict[str, list[Candidate]] = {}
        gone = passed(read.text, one.sentence.hit.article.published) if is_ahead else []
        gone += other_ends(question.text, read.text)
        for candidate in candidates(question, read.text, lower):
            if any(candidate.start < end and start < candidate.end for start, end in gone):
                continue
            if not cannot_be(question, candidate.text, read.text, candidate.start):
                found.setdefault(normal(candidate.text), []).append(candidate)
        for key, places in found.items():
            phrases.setdefault(key, Phrase(places[0].text, one)).add(places, read)
    phrases.pop("", None)
    if want.person:
        _things_are_nobody(phrases, ranked)
    if want.person or want.proper:
        _last_names_to_names(phrases, ranked)
    _owners_to_names(phrases)
    fitted, features = weights("short"), Features(question, want, ranked)
    return sorted(phrases.values(), key=lambda phrase: -fitted.total(features.of(phrase)))[:EMBEDDED]


def _things_are_nobody(phrases: Mapping[str, Phrase], ranked: Sequence[Scored]) -> None:
    """Take the names that stand after "the" somewhere for things: a ship is no captain."""
    texts = " ".join(one.sentence.text for one in ranked[:READ])
    for phrase in phrases.values():
        if re.search(rf"\b[Tt]he {re.escape(phrase.text)}\b", texts):
            phrase.sorts -= {"person"}


def _last_names_to_names(phrases: dict[str, Phrase], ranked: Sequence[Scored]) -> None:
    """Let a last name speak for the full name that the texts know it by: of people, of teams, of companies."""
    found = (match[0] for one in ranked[:READ] for match in NAMED.finditer(one.sentence.text) if " " in match[0])
    names = Counter(name.removeprefix("The ") for name in found)
    for phrase in list(phrases.values()):
        full = [name for name in names if name.split()[-1] == phrase.text and normal(name) in phrases]
        if full and len(full[0].split()) <= 3:
            phrases[normal(max(full, key=lambda name: names[name]))].take(phrases.pop(normal(phrase.text)))


def _owners_to_names(phrases: dict[str, Phrase]) -> None:
    """Let a name without its last s speak for the one with it, where some sentence shows that it belongs to the name ("McDonald's")."""
    for phrase in [one for one in phrases.values() if one.text.endswith(_OWNERS)]:
        short = phrases.pop(normal(phrase.text[:-2]), None)
        if short is not None and short is not phrase:
            phrase.take(short)


class Features:
    """The features of phrases for a question and its sentences."""

    def __init__(self, question: Question, want: Wanted, ranked: Sequence[Scored]) -> None:
        self._question, self._want = question, want
        self._known = frozenset(stem(word) for word in WORD.findall(question.text))
        self._titles = f" {normal(' '.join(one.sentence.hit.article.title for one in ranked[:8]))} "

    def of(self, phrase: Phrase) -> dict[str, float]:
        """Those that neither vectors nor the library are asked for."""
        want = self._want
        ahead = phrase.ahead / phrase.mass if phrase.mass else 0.0
        return {
            "best": phrase.best,
            "mass": math.log(phrase.mass + 0.01),
            "support": phrase.support,
            "right": float(want.kind in phrase.sorts),
            "wrong": float(is_wrong(want, phrase)),
            "fresh": self._fresh(phrase),
            "in_title": float(f" {normal(phrase.text)} " in self._titles),
            "led_in": float(want.subject) * (phrase.led_in / phrase.mass if phrase.mass else 0.0),
            "speaks": phrase.speaks / phrase.mass if phrase.mass else 0.0,
            "behind_words": 0.0 if want.subject else -ahead,
            "beside": float(phrase.beside),
            "counted": float(phrase.counted),
            **self._of_form(phrase),
        }

    def _fresh(self, phrase: Phrase) -> float:
        """How near the question's day the newest article that has a phrase was published, 0 to 1; 0 where no day is known."""
        days = (day_of(one.sentence.hit.article.published, UTC) for one in phrase.told.values())
        asked = self._question.day
        return max((math.exp(-abs((asked - day).days) / FRESH) for day in days if day and asked), default=0.0)

    def _of_form(self, phrase: Phrase) -> dict[str, float]:
        """Those of a phrase's own words, against what is asked for."""
        want, text = self._want, phrase.text
        capital = text[0].isupper() or text[0].isdigit()
        words = [stem(word) for word in WORD.findall(text)]
        is_thing = want.kind == "other" and bool(want.noun) and not want.person
        return {
            "common_for_proper": float(not capital and want.proper),
            "proper_for_common": float(capital and want.common),
            "person": want.person * (float("person" in phrase.sorts) - is_country(text)),
            "country": want.country * (1.0 if is_country(text) else -1.0),
            "state": want.state * (1.0 if is_state(text) else -1.0),
            "country_for_thing": float(is_thing and not want.country and (is_country(text) or is_state(text))),
            "unit": float(bool(want.unit and want.unit.search(text))),
            "no_unit": float(bool(want.unit and not want.unit.search(text))),
            "has_noun": float(capital and want.head in words),
            "known": sum(word in self._known and word != want.head for word in words) / max(1, len(words)),
            "quoted": float("quote" in phrase.sorts),
            "plain": float(phrase.sorts == {"noun"}),
            "one_word": float(" " not in text and "name" in phrase.sorts),
        }


def phrase_features(
    question: Question, want: Wanted, phrases: Sequence[Phrase], ranked: Sequence[Scored], read: Reader
) -> list[Mapping[str, float]]:
    """The features of phrases, in their order."""
    features = Features(question, want, ranked)
    rare = _rareness(phrases, read)
    return [
        features.of(phrase) | {"rare": rare[phrase.text]} | meant
        for phrase, meant in zip(phrases, _meant(question, want, phrases, ranked, read), strict=True)
    ]


def _meant(
    question: Question, want: Wanted, phrases: Sequence[Phrase], ranked: Sequence[Scored], read: Reader
) -> Iterator[dict[str, float]]:
    """How near phrases come in meaning to the noun asked for, and the statements with them in its place to the sentences.

    Where there is no noun it is the same of all, and no phrase is embedded by itself.
    """
    nouns = [want.noun, *(phrase.text for phrase in phrases)] if want.noun else []
    stated = [question.text, *(want.stated(phrase.text) for phrase in phrases)]
    vectors = read.embed([*nouns, *stated])
    like = vectors[1 : len(nouns)] @ vectors[0] if nouns else [NEITHER_NEAR_NOR_FAR] * len(phrases)
    near = vectors[len(nouns) :] @ np.array([one.vector for one in ranked[:READ]]).T
    for at, phrase in enumerate(phrases):
        here = list(phrase.told)
        yield {
            "meaning": float(like[at]),
            "stated": float(near[at + 1, here].max()),
            "gained": float((near[at + 1, here] - near[0, here]).max()),
            "near": float(near[at + 1].max()),
        }


def _rareness(phrases: Sequence[Phrase], read: Reader) -> dict[str, float]:
    """How rare the words of each phrase are on average: what every article names is seldom what is asked for."""
    words = {phrase.text: content_words(phrase.text) for phrase in phrases}
    rarity = read.rarity([word for found in words.values() for word in found])
    return {
        text: sum(rarity.get(word, 0.0) for word in found) / len(found) if found else 0.0
        for text, found in words.items()
    }


def is_wrong(want: Wanted, phrase: Phrase) -> bool:
    """Whether a phrase is of another kind than the one asked for."""
    if want.kind in {"number", "time"}:
        return want.kind not in phrase.sorts
    figure = phrase.sorts & {"number", "time"}
    if want.kind in {"person", "place"}:
        is_title = want.kind == "person" and "quote" in phrase.sorts
        return (
            bool(figure)
            or is_title
            or not phrase.sorts & {"name", "person", "place", "quote"}
            or _other_name(want, phrase)
        )
    return bool(figure) and phrase.sorts <= {"number", "time", "noun"}


def _other_name(want: Wanted, phrase: Phrase) -> bool:
    """Whether a name is of a country where a person or a town is asked for, or of a person or a people where a place is."""
    is_somebody = want.kind != "person" and "person" in phrase.sorts and "place" not in phrase.sorts
    return (
        is_somebody
        or (want.kind == "place" and is_people(phrase.text))
        or ((want.kind == "person" or want.town) and is_country(phrase.text))
    )
