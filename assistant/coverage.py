"""How far a text holds the words of a question: as they are, in other forms, or by other names."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Mapping
from typing import NamedTuple

from assistant.answers import Hit
from assistant.names import COUNTRY_OF, SEAT_COUNTS, SEAT_OF, acronyms, is_country_word, skeleton
from assistant.question import Question
from assistant.thesaurus import ALIKE, others
from assistant.words import WORD, is_date_word, stem, stems
from assistant.years import counts

_LAST_YEAR, _NEXT_YEAR = re.compile(r"\blast (?:year|season)\b", re.I), re.compile(r"\bnext (?:year|season)\b", re.I)
_OF_MANY = r"(?: [a-z]+)? (?:people|persons|workers|soldiers|troops|men|women|children|dollars|euros|pounds|crowns|tonnes|metres|miles)\b"
_YEAR = re.compile(rf"\b(?:19|20)\d\d\b(?!{_OF_MANY})")
LONGEST_ACRONYM = 7  # letters
SHORTEST_SPELT = 4  # letters a name must have more than for its spellings to be told from other names


def is_name(word: str, question: Question) -> bool:
    """Whether a word of a question belongs to a name, in lower case too where it names a country or its people."""
    return word in question.name_words or (
        is_country_word(word) and COUNTRY_OF.get(word, "") not in {"north", "south", "east", "west"}
    )


def coverage(text: str, rarity: Mapping[str, float]) -> float:
    """The share of the question's words, weighted by rarity, that a text holds in any form: 0 to 1."""
    total = sum(rarity.values())
    return sum(weight * credit(word, text) for word, weight in rarity.items()) / total if total else 0.0


def missing(question: Question, hit: Hit) -> tuple[str, ...]:
    """The words of a question that neither a hit's paragraph nor what it is read with holds in any form.

    Dates are left out: when something happened is often said by the article's date alone.
    """
    text = surroundings(hit)
    return tuple(word for word in question.words if not credit(word, text) and not is_date_word(word))


def years_missing(question: Question, hit: Hit) -> tuple[str, ...]:
    """The years of a question that a hit's article neither names nor is of; none where it is not known when that was published.

    What happened in a year may be told in the first months of the next one.
    """
    article = hit.article
    if len(article.published) < len("2026-03"):
        return ()
    told, year = f"{article.title}\n{article.text}", int(article.published[:4])
    of = {year, *([year - 1] if article.published[5:7] < "04" else [])}
    of |= {year + step for step, words in ((-1, _LAST_YEAR), (1, _NEXT_YEAR)) if words.search(told)}
    asked = (match for match in _YEAR.finditer(question.text) if not counts(question.text, match.span()))
    return tuple(match[0] for match in asked if int(match[0]) not in of and match[0] not in told)


def surroundings(hit: Hit) -> str:
    """What a sentence is read with: the title, the heading, the paragraph before and its own."""
    paragraph = hit.paragraph
    before = hit.article.paragraphs[paragraph.number - 2].text if paragraph.number > 1 else ""
    return "\n".join((hit.article.title, paragraph.heading, before, paragraph.text))


@functools.lru_cache(maxsize=4096)
def _held(text: str) -> frozenset[str]:
    return stems(text)


@functools.lru_cache(maxsize=4096)
def _skeletons(text: str) -> frozenset[str]:
    return frozenset(skeleton(word) for word in WORD.findall(text) if word[0].isupper() and len(word) > SHORTEST_SPELT)


class _Asked(NamedTuple):
    """A word of a question in all forms in which a text may hold it."""

    form: str
    seats: frozenset[str]
    short: frozenset[str]
    shape: str
    others: frozenset[str]


@functools.lru_cache(maxsize=8192)
def _asked(word: str) -> _Asked:
    form, plain = stem(word), word.casefold().replace(".", "")
    seats = {stem(seat) for seat, of in SEAT_OF.items() if stem(of) == form}
    seats |= {stem(SEAT_OF[plain])} if plain in SEAT_OF else set()
    short = {plain if len(plain) <= LONGEST_ACRONYM else "", COUNTRY_OF.get(plain, "")} - {""}
    shape = skeleton(plain) if len(plain) > SHORTEST_SPELT else ""
    return _Asked(form, frozenset(seats), frozenset(short), shape, frozenset(others(plain)))


def credit(word: str, text: str) -> float:
    """How far a text holds a word: as it is, in another form, as an acronym's long form, or by the seat of a government."""
    held, asked = _held(text), _asked(word)
    if asked.form in held:
        return 1.0
    if not held.isdisjoint(asked.seats):
        return SEAT_COUNTS
    if not asked.short.isdisjoint(acronyms(text)) or (asked.shape and asked.shape in _skeletons(text)):
        return 1.0
    return 0.0 if held.isdisjoint(asked.others) else ALIKE


def rarity_from_counts(counts: Mapping[str, int], paragraphs: int) -> dict[str, float]:
    """The weight of each word: the logarithm of how rare it is among the paragraphs (inverse document frequency)."""
    return {word: math.log((paragraphs + 1) / (count + 0.5)) + 0.1 for word, count in counts.items()}
