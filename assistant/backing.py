"""What backs an answer up: by how many independent sources it is told, and how old the latest of them is, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from typing import Any

from assistant.edition import Story
from ingest.articles import Article
from ingest.dates import dated, day_of
from ingest.errors import NotFound
from ingest.hygiene import clean_line
from ingest.library import Library

Cited = Mapping[str, Any]
NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
_AGENCY = re.compile(
    r"reuters|afp|agence france-presse|(?:the )?ap|(?:the )?associated press|dpa|deutsche presse-agentur|efe|ansa|xinhua|tass|interfax|"
    r"pa media|press association|bloomberg|kyodo|pti|upi|apa|belga|ritzau|anadolu|ukrinform|.* (?:news|press) agency|.*\bnewswire|.* wire",
    re.I,
)
_AND = re.compile(r"\s*(?:[,;/|]|\band\b|\bwith\b)\s*", re.I)
_PEOPLE = re.compile(r"^by |\s+(?:staff|desk|reporters?|correspondents?|writers?)$", re.I)


@dataclass(frozen=True, slots=True)
class Backing:
    """Who tells what an answer says: `origins` counts near copies and what one agency sent out once.

    `newest` is the day of the latest dated source, None where none is dated; `undated` counts those that are not.
    """

    origins: int
    articles: int
    outlets: tuple[str, ...]
    newest: date | None
    undated: int

    @property
    def sources(self) -> str:
        """By how many independent sources it is told: "three independent sources", "only one source"."""
        return "only one source" if self.origins == 1 else f"{counted(self.origins)} independent sources"


def backing(library: Library, cited: Iterable[Cited], zone: tzinfo) -> Backing:
    """Who tells what some citations, as JSON, are of."""
    articles = [_article(library, one) for one in {one["article_id"]: one for one in cited}.values()]
    days = [day_of(dated(one.published, one.added, zone), zone) if one.published else None for one in articles]
    return Backing(
        origins_of(articles), len(articles),
        tuple(dict.fromkeys(clean_line(one.source) for one in articles if one.source)),
        max((day for day in days if day), default=None), days.count(None),
    )  # fmt: skip


def origins_of(articles: Sequence[Article]) -> int:
    """By how many independent sources some articles tell."""
    return Story("", "", tuple(in_their_agencys_name(articles))).origins


def backed(answer: Mapping[str, Any]) -> str:
    """By how many independent sources an answer's JSON is told, in words; "" where it was kept without that.

    >>> backed({"origins": 2, "claims": [{"origins": 1}, {"origins": 2}]})
    'told by two independent sources, one of two sentences by only one of them'
    >>> backed({"origins": 2, "claims": [{"origins": 1}, {"origins": 1}]})
    'from two independent sources, each sentence by only one of them: none is confirmed by another'
    """
    origins = answer.get("origins")
    if not origins or not answer.get("claims"):
        return ""
    if origins == 1:
        return "told by only one source"
    alone = told_alone(answer["claims"])
    told = "from" if all_alone(answer["claims"]) else "told by"
    return f"{told} {counted(origins)} independent sources" + (f", {alone}" if alone else "")


def all_alone(claims: Sequence[Mapping[str, Any]]) -> bool:
    """Whether none of some claims is told by more than one source."""
    return all(claim.get("origins") == 1 for claim in claims)


def told_alone(claims: Sequence[Mapping[str, Any]]) -> str:
    """How many of some claims are told by one source alone, in words; "" for none.

    >>> told_alone([{"origins": 1}, {"origins": 1}]), told_alone([{"origins": 2}, {}])
    ('each sentence by only one of them: none is confirmed by another', '')
    """
    count = sum(claim.get("origins") == 1 for claim in claims)
    if not count:
        return ""
    if all_alone(claims):
        return "each sentence by only one of them: none is confirmed by another"
    return f"{counted(count)} of {counted(len(claims))} sentences by only one of them"


def in_their_agencys_name(articles: Sequence[Article]) -> Iterator[Article]:
    """Articles, those whose byline is a news agency's, or another's of these outlets, told by that and not by who prints it."""
    outlets = {_key(one.source): one.source for one in articles if one.source}
    for article in articles:
        bylines = [_PEOPLE.sub("", byline) for byline in _AND.split(clean_line(article.author)) if byline]
        named = (outlets.get(_key(one)) or (one if _AGENCY.fullmatch(one) else "") for one in bylines)
        yield replace(article, source=next(filter(None, named), article.source))


def told(found: Backing) -> str:
    """By whom it is told: "The Courier, Harbour Post, in three articles"; names are not yet escaped.

    >>> told(Backing(1, 2, ("The Courier", "Harbour Post"), None, 0))
    'told by two outlets: The Courier, Harbour Post'
    """
    names = ", ".join(found.outlets)
    if found.origins < len(found.outlets):
        return f"told by {counted(len(found.outlets))} outlets: {names}"
    several = f"in {counted(found.articles)} articles" if found.articles > found.origins else ""
    return ", ".join(filter(None, (names, several)))


def aged(found: Backing, today: date) -> str:
    """How old the latest source is on a day, and how many are not dated.

    >>> aged(Backing(1, 1, (), date(2026, 3, 10), 0), date(2026, 3, 12))
    'latest source two days old'
    """
    if found.newest is None:
        return "not dated" if found.articles == 1 else "none of them dated"
    latest = f"latest source {age((today - found.newest).days)}"
    return latest + (f", {counted(found.undated)} not dated" if found.undated else "")


def age(days: int) -> str:
    """An age in the unit that a reader counts it in.

    >>> [age(days) for days in (0, 1, 13, 14, 75, 800)]
    ['of today', 'one day old', '13 days old', 'two weeks old', 'two months old', 'two years old']
    """
    if days <= 0:
        return "of today"
    units = (("year", 730, 365), ("month", 60, 30), ("week", 14, 7), ("day", 0, 1))
    unit, size = next((unit, size) for unit, least, size in units if days >= least)
    count = days // size
    return f"{counted(count)} {unit}{'' if count == 1 else 's'} old"


def counted(number: int) -> str:
    """A number as it is written in running text."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def _article(library: Library, cited: Cited) -> Article:
    """The cited article; of one that was taken out, what the citation knows of it."""
    try:
        return library.article(cited["article_id"], cited["version"])
    except NotFound:
        return Article(cited["article_id"], cited["title"], (), source=cited["source"], published=cited["published"])


def _key(name: str) -> str:
    return clean_line(name).casefold().removeprefix("the ")
