"""Whether two sentences that count the same thing speak of one event, so that different numbers contradict each other.

Every doubt speaks against it: a difference that is none embarrasses more than one that is missed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from assistant import tellings
from assistant.counted import RUNNING, Counted
from assistant.coverage import credit
from assistant.evidence import Scored
from assistant.figures import Figure
from assistant.names import is_country_word
from assistant.question import Question
from assistant.words import stems
from ingest.articles import Article, Citation

DAYS_OF_ONE_EVENT = 3  # within which articles that name no day may tell of one event
DAYS_OF_A_COUNT = 120  # within which a count that goes on may still be the same
ALIKE = 0.7  # the cosine similarity from which two sentences that name no day may tell of one event
# Every day has its dead and hurt: numbers of them are of one event only where the sentences say so.
EVENTFUL = frozenset({"dead", "injured", "held", "abducted", "displaced"})
_BESIDE = re.compile(r"(?: [a-z]+){0,2} in (?:the )?((?:[A-Z][\w’'-]+ ?)+)")
_SO_FAR = re.compile(
    r"\b(?:toll|number of|so far|ha(?:s|ve) (?:now |also |already |since )?(?:been |risen|reached|died|killed|lost)|total|r[io]se|risen|reached|known to|still|are)\b",
    re.I,
)


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """A sentence that tells a figure of the thing asked about; `cited` is the sentence or the clause of it that does."""

    scored: Scored
    figure: Figure
    cited: Citation

    @property
    def text(self) -> str:
        """The whole sentence."""
        return self.scored.sentence.text

    @property
    def article(self) -> Article:
        """The article it stands in."""
        return self.scored.sentence.hit.article

    @property
    def when(self) -> datetime:
        """When it was told; long ago where that is unknown."""
        return tellings.instant(self.article) or datetime.min

    @property
    def days(self) -> frozenset[date]:
        """The days that its sentence names."""
        return tellings.days_named(self.cited.quote, self.article)

    @property
    def speaker(self) -> str:
        """Whose word it is."""
        return tellings.speaker(self.cited.quote)


def is_property(text: str, figure: Figure) -> bool:
    """Whether a figure says what a thing is like ("the 48-page report"), whatever else its sentence tells."""
    return text[figure.end : figure.end + 1] in {"-", "‑"}


def is_of_it(question: Question, wanted: Counted, one: Scored) -> bool:
    """Whether a sentence tells of everything else that the question names.

    Names must stand in the title, the opening or near the sentence: an article mentions many that it is not about.
    """
    sentence = one.sentence
    article = sentence.hit.article
    around = _around(one)
    if not all(credit(word, around) for word in question.name_words):
        return False
    where = f"{article.title}\n{article.text}" if wanted.state else sentence.text
    held = [bool(credit(word, where)) for word in wanted.rest]
    return sum(held) * 2 >= len(held) if wanted.state else all(held)


def _around(one: Scored) -> str:
    """The title, the opening and the paragraphs at and before a sentence."""
    article, number = one.sentence.hit.article, one.sentence.hit.paragraph.number
    near = (each.text for each in article.paragraphs[max(0, number - 2) : number])
    return "\n".join((article.title, article.paragraphs[0].text, *near))


def comparable(question: Question, wanted: Counted, one: Telling, other: Telling) -> bool:
    """Whether two tellings speak of one event over one stretch of time."""
    if one.article.id != other.article.id and all(is_property(each.text, each.figure) for each in (one, other)):
        return True
    known = stems(question.text)
    if tellings.windows(one.text) != tellings.windows(other.text):
        return False
    at_home = known.union(*(_countries_of(question, each.article) for each in (one, other)))
    if tellings.countries(one.text) - at_home != tellings.countries(other.text) - at_home:
        return False
    where = [tellings.places(each.text, known) for each in (one, other)]
    beside = [_place_beside(each) for each in (one, other)]
    if any(where) and where[0].isdisjoint(where[1]):
        return False
    if all(beside) and beside[0].isdisjoint(beside[1]):
        return False
    if one.article.id == other.article.id:
        return one.figure.fits(other.figure) or _rival_speakers(wanted, one, other)
    named = any(not is_country_word(name) for name in question.name_words)
    if not named and not tellings.anchors(one.scored.sentence) & tellings.anchors(other.scored.sentence):
        return False
    return _one_time(wanted, one, other)


def _countries_of(question: Question, article: Article) -> frozenset[str]:
    """The stems of the countries in which an article puts what a question names: to name them narrows nothing."""
    text = f"{article.title}\n{article.text}"
    return frozenset[str]().union(*(tellings.countries_of(name, text) for name in question.name_words))


def _place_beside(one: Telling) -> frozenset[str]:
    """The stems of the place whose people a figure counts ("30,000 people in Port Aldo")."""
    match = _BESIDE.match(one.text, one.figure.end)
    return stems(match[1]) if match else frozenset()


def _rival_speakers(wanted: Counted, one: Telling, other: Telling) -> bool:
    """Whether one article sets the word of one against another's, in one place: elsewhere it may tell of something else."""
    if not (one.speaker and other.speaker) or one.speaker == other.speaker:
        return False
    if one.scored.sentence.citation == other.scored.sentence.citation:
        return True
    near = abs(one.cited.paragraph.number - other.cited.paragraph.number) <= 1
    alike = float(one.scored.vector @ other.scored.vector) >= ALIKE
    return near and (wanted.state not in EVENTFUL or alike or bool(one.days & other.days))


def _one_time(wanted: Counted, one: Telling, other: Telling) -> bool:
    """Whether two tellings may be of one event by the days they name, or of a count that goes on."""
    if one.days & other.days:
        return True
    apart = abs((one.when - other.when).days)
    if wanted.state in {"fled", "displaced", "abducted"} and apart > DAYS_OF_A_COUNT:
        return all(_SO_FAR.search(each.text) for each in (one, other))
    if wanted.state in EVENTFUL:
        going_on = apart <= DAYS_OF_A_COUNT and all(_SO_FAR.search(each.text) for each in (one, other))
        alike = float(one.scored.vector @ other.scored.vector) >= ALIKE and not (one.days and other.days)
        return going_on or (alike and apart <= DAYS_OF_ONE_EVENT) or _one_day(wanted, one, other)
    if wanted.state in RUNNING:
        return apart <= DAYS_OF_A_COUNT
    if one.days and other.days and not wanted.state:
        return False
    return apart <= DAYS_OF_ONE_EVENT


def _one_day(wanted: Counted, one: Telling, other: Telling) -> bool:
    """Whether two articles tell of the attack, the fire … that a question is about, and of one day."""
    told = all(credit(word, _around(each.scored)) for word in wanted.rest for each in (one, other))
    return bool(wanted.rest) and told and not _days_told(one).isdisjoint(_days_told(other))


def _days_told(one: Telling) -> frozenset[date]:
    """The days that a sentence names, else those named around it, else that of its article."""
    told = tellings.told_on(one.article)
    return one.days or tellings.days_named(_around(one.scored), one.article) or frozenset({told} if told else ())
