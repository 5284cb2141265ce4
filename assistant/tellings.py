"""When and where a sentence tells of something: its article's day, the days and places it names, whose word it is.

Two sentences are set against each other only when they may tell of one event.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection
from datetime import date, datetime, timedelta

from assistant.evidence import Sentence
from assistant.kinds import locatives
from assistant.names import is_country_word
from assistant.words import WORD, is_date_word, names, stem, stems
from ingest.articles import Article

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})|({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?)\b(?:,? ((?:19|20)\d\d))?"
)
_WEEKDAY = re.compile(r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
_DATELINE = re.compile(r"^[A-Z][A-Z’'-]+(?:[ ,][^-–—]{0,50}?)? [-–—] ")
_ON_PLACE = re.compile(r"\bon the ((?:[A-Z][\w’'-]+ ?)+)")
_HEADED = re.compile(r"\W*((?:[A-Z][\w’'-]+ ?){1,3}): ")
_SETTLED = "city|town|village|port|resort|capital|suburb|district|island|region|province|county|state"
_WINDOW = re.compile(
    r"\b(?:since [A-Z]\w+(?: \d+)?|(?:in|during|over|within|for) the (?:past|last|first|previous) (?:\w+ )?(?:hours?|days?|nights?|weeks?|months?|years?)|in a single \w+|overnight|over the weekend|"
    r"(?:last|this|every|each) (?:week|month|year|day|night|weekend)|in (?:early |late |mid-)?(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?: \d{4})?|"
    r"(?:in|by|during) (?:19|20)\d\d|(?:in|since) the (?:start|beginning|end) of \w+|at the end of \d{4}|on average|within \w+ (?:days|weeks|months))",
)
_WHOLE_WAR = re.compile(r"^since (?:the|Russia|its)\b")
_MAY_BE = re.compile(
    r"\b(?:would|could|might|if|unless|forecasts?|predicts?|expects?|expected|feared|target|aims?|limit|plans? to|wants?|demand(?:s|ed)?|risk|goal)\b",
    re.I,
)
_SPEAKER = re.compile(
    r"([\w’'-]+(?: [\w’'-]+)?),? (?:has |have )?(?:said|say|says|puts?|spoke|speaks?|estimated?|estimates|claim(?:ed|s)?|counted|counts?|report(?:ed|s)?|gave|gives?)\b"
    r"|\baccording to (?:the |its |his |their )?([\w’'-]+(?: [\w’'-]+){0,2})",
)
AROUND = 5  # words


def undated(text: str) -> str:
    """A sentence without the dateline that opens a report.

    >>> undated("PORT ALDO, Velmora, March 12 (Wire) - The toll rose.")
    'The toll rose.'
    """
    return _DATELINE.sub("", text)


def instant(article: Article) -> datetime | None:
    """When an article was published, without its zone; None where that is unknown."""
    return datetime.fromisoformat(article.published).replace(tzinfo=None) if article.published else None


def told_on(article: Article) -> date | None:
    """The day of an article as its outlet gives it."""
    return date.fromisoformat(article.published[:10]) if article.published else None


def later(one: Article, other: Article) -> bool:
    """Whether two articles are of different days, so that the later may have replaced what the earlier tells."""
    days = told_on(one), told_on(other)
    return None not in days and days[0] != days[1]


def days_named(text: str, article: Article) -> frozenset[date]:
    """The days that a text names by date or as a day of the week, the last of its name before the article's."""
    told = told_on(article)
    found = {dated(match, told) for match in _DATE.finditer(undated(text))}
    if told:
        for match in _WEEKDAY.finditer(text):
            back = (told.weekday() - _DAYS.index(match[1][:3].lower())) % 7
            found.add(told - timedelta(back))
        found |= {told - timedelta(1)} if re.search(r"\b(?:yesterday|last night)\b", text, re.I) else set()
    return frozenset(day for day in found if day)


def explicit_days(text: str, article: Article) -> list[date]:
    """The days that a text names by day and month, in order."""
    told = told_on(article)
    return [day for match in _DATE.finditer(undated(text)) if (day := dated(match, told))]


def days_in_words(text: str) -> list[str]:
    """The dates of a text as it writes them, without its dateline."""
    return [match[0] for match in _DATE.finditer(undated(text))]


def dated(match: re.Match[str], told: date | None) -> date | None:
    """The day that a date names; one without a year lies within half a year of the day it is told on."""
    year = int(match[5]) if match[5] else told.year if told else None
    if year is None:
        return None
    try:
        day = date(year, _MONTHS.index((match[2] or match[3])[:3].lower()) + 1, int(match[1] or match[4]))
        if told and not match[5] and abs((day - told).days) > 183:
            day = day.replace(year=year + (1 if day < told else -1))
    except ValueError:
        return None
    return day


def places(text: str, known: Collection[str]) -> frozenset[str]:
    """The stems of the places that a text tells of, without countries and what is known already.

    >>> sorted(places("Kansas: Three people died in Port Aldo, Velmora.", stems("Velmora")))
    ['aldo', 'kansa', 'port']
    """
    text = undated(text)
    found = [text[start:end] for start, end in locatives(text)] + [match[1] for match in _ON_PLACE.finditer(text)]
    if heading := _HEADED.match(text):
        found.append(heading[1])
    words = [word for place in found for word in WORD.findall(place)]
    return frozenset(
        stem(word) for word in words if not is_country_word(word) and not is_date_word(word) and word[0].isupper()
    ) - frozenset(known)


@functools.lru_cache(maxsize=8192)
def countries(text: str) -> frozenset[str]:
    """The stems of the countries, or their people, that a text names."""
    return frozenset(stem(word) for word in WORD.findall(undated(text)) if word[0].isupper() and is_country_word(word))


@functools.lru_cache(maxsize=2048)
def countries_of(place: str, text: str) -> frozenset[str]:
    """The stems of the countries in which a text puts a place.

    >>> sorted(countries_of("aldo", "Police in Port Aldo, Norway, said so.")), sorted(countries_of("aldo", "the French port of Aldo"))
    (['norway'], ['franc'])
    """
    name = rf"\b(?=[A-Z])(?i:{re.escape(place)})\b"
    after = rf"{name}, (?:in )?(?:[a-z]+ern )?([A-Z][\w.’'-]*\w)"
    before = rf"\b([A-Z][\w’'-]+)(?: [\w’'-]+){{0,2}} (?:{_SETTLED}) of (?:[A-Z][\w’'-]+ ){{0,2}}?{name}"
    return frozenset().union(
        *(countries(match[1]) for pattern in (after, before) for match in re.finditer(pattern, text))
    )


@functools.lru_cache(maxsize=8192)
def windows(text: str) -> frozenset[str]:
    """The stretches of time that a text counts over, in its words; the time since a war began is no limit."""
    found = (match[0] for match in _WINDOW.finditer(undated(text)))
    return frozenset(one.casefold() for one in found if not _WHOLE_WAR.match(one))


def anchors(sentence: Sentence) -> frozenset[str]:
    """The stems of the names in a sentence's paragraph and in its article's title and opening, without countries."""
    article = sentence.hit.article
    return _named(article.title).union(
        *(_named(undated(paragraph.text)) for paragraph in (article.paragraphs[0], sentence.hit.paragraph))
    )


@functools.lru_cache(maxsize=8192)
def _named(text: str) -> frozenset[str]:
    """The stems of the names in a text, without countries and what is too short to be told apart."""
    found = (stems(name) for name in names(text) if not is_country_word(name))
    return frozenset(word for one in found for word in one if len(word) > 2)


def may_be(text: str, start: int, end: int) -> bool:
    """Whether the words around a place in a sentence speak of what may be, not of what is."""
    near = [*text[:start].split()[-AROUND:], *text[end:].split()[:AROUND]]
    return bool(_MAY_BE.search(" ".join(near)))


def speaker(clause: str) -> str:
    """Whose word a clause is, as stems in order; "" where it names nobody.

    >>> speaker("Police said 28,000 people had come"), speaker("about 45,000, according to the unions")
    ('polic', 'union')
    """
    match = _SPEAKER.search(clause)
    words = WORD.findall((match[1] or match[2]).casefold()) if match else []
    return " ".join(stem(word) for word in words if word not in {"the", "a", "an", "who", "but", "while", "and"})
