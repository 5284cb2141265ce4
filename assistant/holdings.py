"""What the library holds, as a page lists it: a line an article, found by its title, outlet, days, language and state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from assistant.called import called
from assistant.render import several
from assistant.when import day_words
from ingest.articles import Article
from ingest.dates import dated, day_of
from ingest.hygiene import clean_line, folded
from ingest.outlines import openings

if TYPE_CHECKING:
    from assistant.assistant import Assistant


@dataclass(frozen=True, slots=True)
class Holding:
    """An article of the library, without its text; `named` is its title or else its first words.

    `day` is the reader's, of an undated article the day it was added.
    """

    id: str
    named: str
    outlet: str
    day: date
    is_dated: bool
    language: str
    versions: int
    origin_of: str | None
    is_gone: bool
    is_doubtful: bool
    words: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader looks for; empty for everything."""

    words: str = ""
    outlet: str = ""
    since: date | None = None
    until: date | None = None
    language: str = ""
    copies_only: bool = False
    gone_only: bool = False


def holdings(assistant: Assistant) -> list[Holding]:
    """Every article of the library, the newest first."""
    zone = assistant.settings.zone
    begins = openings(assistant.library.database)
    return [_holding(article, begins.get(article.id, ""), zone) for article in assistant.articles()]


def matching(listed: Iterable[Holding], wanted: Wanted) -> list[Holding]:
    """The articles that are looked for: of words each has to begin one of what it is called."""
    words = folded(wanted.words).split()
    return [one for one in listed if all(f" {word}" in one.words for word in words) and _is_within(one, wanted)]


def before(listed: Iterable[Holding], day: date) -> list[Holding]:
    """The articles of the days before one: those that a purge takes out."""
    return [one for one in listed if one.day < day]


def outlets(listed: Iterable[Holding]) -> list[str]:
    """The outlets that have articles, in order of the alphabet."""
    return sorted({one.outlet for one in listed} - {""}, key=str.casefold)


def languages(listed: Iterable[Holding]) -> list[str]:
    """The languages that articles are in."""
    return sorted({one.language for one in listed} - {""})


def described(one: Holding) -> str:
    """An article's outlet, day and state in one line."""
    when = day_words(one.day) + ("" if one.is_dated else " (added; not dated)")
    language = "" if one.language in {"", "en"} else f"in {one.language}"
    versions = f"{one.versions} versions" if one.versions > 1 else ""
    return " · ".join(filter(None, (one.outlet or "no outlet named", when, language, versions)))


def totals(listed: Sequence[Holding]) -> str:
    """How many articles of how many outlets there are, and from when to when.

    >>> totals([])
    'No article yet'
    """
    if not listed:
        return "No article yet"
    first, last = min(one.day for one in listed), max(one.day for one in listed)
    told = "1 article" if len(listed) == 1 else several(len(listed), "article")
    named = len(outlets(listed))
    own = sum(bool(one.outlet) for one in listed)
    outlets_told = f"{named} outlets" if named > 1 else "one outlet"
    told += f" of {outlets_told}" if own == len(listed) else f", {own:,} of them of {outlets_told}" if own else ""
    return f"{told}, {day_words(first)}" + (f" to {day_words(last)}" if last > first else "")


def _holding(article: Article, begins: str, zone: tzinfo) -> Holding:
    day = day_of(dated(article.published, article.added, zone), zone) or date.min
    named = called(article, begins)
    return Holding(
        article.id, named, clean_line(article.source), day, bool(article.published), article.language, article.version,
        article.origin_of, bool(article.gone), bool(article.notes), f" {folded(named)}",
    )  # fmt: skip


def _is_within(one: Holding, wanted: Wanted) -> bool:
    return (
        (not wanted.outlet or one.outlet == wanted.outlet)
        and (not wanted.language or one.language == wanted.language)
        and (wanted.since is None or one.day >= wanted.since)
        and (wanted.until is None or one.day <= wanted.until)
        and (not wanted.copies_only or one.origin_of is not None)
        and (not wanted.gone_only or one.is_gone)
    )
