"""The stories of a library as a page lists them: who tells each, from when to when, its articles by day, who says what."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from assistant.answers import Claim, Difference
from assistant.briefing import disputed
from assistant.called import called
from assistant.edition import Story
from assistant.front_page import Pair, Part, Sentence, sources_told
from assistant.json_out import claim_json
from assistant.layout import teller
from assistant.ledger import Ledger
from assistant.opened import published_day
from assistant.render import Json, begun, numbered
from assistant.when import weekday_words
from ingest import storylines
from ingest.articles import Article
from ingest.dates import dated, day_of
from ingest.hygiene import clean_line

if TYPE_CHECKING:
    from assistant.assistant import Assistant


@dataclass(frozen=True, slots=True)
class Row:
    """A story in a list: its title, who tells it in words, its first and last day; `words` is what it can be found by.

    The days are those of its dated articles, without any the days its articles were added.
    """

    id: str
    title: str
    told_by: str
    first: date
    last: date
    is_dated: bool
    single_source: bool
    words: str
    outlets: tuple[str, ...] = ()
    days: tuple[tuple[date, int], ...] = ()  # that articles are of, and how many


@dataclass(frozen=True, slots=True)
class Wanted:
    """What stories are looked for: all of some words, any of some outlets, an article of a day in some span; "", () and None for all."""

    words: str = ""
    outlets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """An article of a story: the day it belongs to, which one that is not dated was added on, its outlet, what it is called."""

    id: str
    version: int
    day: date
    is_dated: bool
    outlet: str
    title: str


def state(assistant: Assistant) -> str:
    """What tells the stories as they are from those after any change, an article or a person's; groups what is new."""
    assistant.desk.keep_up()
    found = repr((assistant.library.revision, assistant.settings.time_zone, storylines.storylines(assistant.library)))
    return hashlib.sha256(found.encode()).hexdigest()


def rows(stories: Iterable[Story], zone: tzinfo) -> list[Row]:
    """Stories as a list, that with the newest article first, of the same day that with most articles; undated ones last."""
    sized = sorted(stories, key=lambda story: (-len(story.articles), story.id))
    made = [row(story, zone) for story in sized]
    return sorted(made, key=lambda one: (not one.is_dated, -one.last.toordinal()))  # sorting keeps what is in order


def row(story: Story, zone: tzinfo) -> Row:
    """One story in a list."""
    told = tellings(story, zone)
    outlets = list(dict.fromkeys(one.outlet for one in told if one.outlet))
    days = [one.day for one in told if one.is_dated] or [one.day for one in told]
    words = " ".join([story.title, *outlets, *(one.title for one in told)]).casefold()
    return Row(
        story.id, clean_line(story.title), sources_told(len(told), story.origins, outlets), days[0], days[-1],
        any(one.is_dated for one in told),
        story.single_source, words, tuple(outlets), tuple(sorted(Counter(one.day for one in told).items())),
    )  # fmt: skip


def matching(listed: Sequence[Row], wanted: Wanted) -> list[Row]:
    """The stories that are looked for; words stand, or begin a word, in titles and outlets.

    >>> quay = Row("a", "The quay", "", date.min, date.min, True, True, "the quay of tarnwick")
    >>> len(matching([quay], Wanted("Tarn quay"))), len(matching([quay], Wanted("quay ferry")))
    (1, 0)
    """
    words = wanted.words.casefold().split()
    return [
        one for one in listed
        if all(f" {word}" in f" {one.words}" for word in words)
        and (not wanted.outlets or not set(wanted.outlets).isdisjoint(one.outlets))
        and (not (wanted.since or wanted.until) or any(_is_within(day, wanted) for day, _ in one.days))
    ]  # fmt: skip


def _is_within(day: date, wanted: Wanted) -> bool:
    return (wanted.since or date.min) <= day <= (wanted.until or date.max)


def matrix(told: Sequence[Telling]) -> tuple[tuple[str, ...], ...]:
    """How many articles each outlet has of a story on each day: a heading, then a row an outlet, the one with most first."""
    days = sorted({one.day for one in told})
    counts = Counter((one.outlet, one.day) for one in told)
    totals = Counter(one.outlet for one in told)
    order = sorted(totals, key=lambda outlet: (-totals[outlet], outlet.casefold()))
    heading = ("Outlet", *(f"{day.day} {day:%b}" for day in days), "All")
    rows = (
        (outlet or "(no outlet)", *(str(counts[outlet, day] or "") for day in days), str(totals[outlet]))
        for outlet in order
    )
    return (heading, *rows)  # fmt: skip


def tellings(story: Story, zone: tzinfo) -> list[Telling]:
    """The articles of a story by day."""
    found = [_telling(article, zone) for article in story.articles]
    return sorted(found, key=lambda one: (not one.is_dated, one.day, one.outlet.casefold(), one.id))


def by_day(told: Sequence[Telling]) -> list[Part]:
    """Articles under their days, each under its outlet and with a citation that opens it."""
    numbers = {one.id: number for number, one in enumerate(told, 1)}
    return [
        Part(
            weekday_words(day) + (", not dated" if not is_dated else ""),
            tuple(Sentence(one.title, one.outlet, citations=(_opens(one, numbers[one.id]),)) for one in told if (one.day, one.is_dated) == (day, is_dated)),
        )
        for day, is_dated in dict.fromkeys((one.day, one.is_dated) for one in told)
    ]  # fmt: skip


def labels(told: Sequence[Telling]) -> dict[str, str]:
    """What each article is called in a choice, no two the same."""
    return _distinct({one.id: ", ".join(filter(None, (str(one.day), one.outlet, one.title))) for one in told})


def story_labels(listed: Sequence[Row]) -> dict[str, str]:
    """What each story is called in a choice, no two the same."""
    return _distinct({one.id: f"{one.title} ({one.last})" for one in listed})


def speakers(assistant: Assistant, story: Story) -> list[Part]:
    """What each named speaker says in a story, from the ledger of its claims; who is quoted most comes first."""
    read = Ledger(assistant.library).statements(story.articles)
    said = [
        one for article in story.articles for one in read[article.id, article.version] if one.attribution == "named"
    ]
    claims = [Claim(one.text, (one.citation,), "verbatim") for one in said]
    numbers, articles = numbered(claims), {(one.id, one.version): one for one in story.articles}
    found: dict[str, list[Sentence]] = {}
    for one, claim in zip(said, claims, strict=True):
        cited = tuple(claim_json(claim, numbers, articles)["citations"])
        told = Sentence(clean_line(claim.text), published_day(one.article.published), citations=cited)
        found.setdefault(clean_line(one.speaker), []).append(told)
    order = sorted(found, key=lambda name: (-len(found[name]), name))
    return [Part(f"{begun(name)} ({len(found[name])})", tuple(found[name]), folded=True) for name in order]


def differing(assistant: Assistant, story: Story) -> list[Part]:
    """Where the articles of a story differ, each difference with its versions side by side."""
    read = Ledger(assistant.library).statements(story.articles)
    found = disputed([one for article in story.articles for one in read[article.id, article.version]])
    claims = [claim for one in found for claim in one.versions]
    numbers, articles = numbered(claims), {(one.id, one.version): one for one in story.articles}
    return [_difference(one, [claim_json(claim, numbers, articles) for claim in one.versions]) for one in found]


def _difference(one: Difference, versions: Sequence[Json]) -> Part:
    cells = tuple(
        Sentence(clean_line(told["text"]), teller(told), citations=tuple(told["citations"])) for told in versions
    )
    about = clean_line(one.about)
    title = f"{about}, at different times" if one.different_time else f"{about} ({one.kind})"
    return Part("", pairs=(Pair(title[:1].upper() + title[1:], cells),))


def _telling(article: Article, zone: tzinfo) -> Telling:
    day = day_of(dated(article.published, article.added, zone), zone) or date.min
    is_dated = bool(article.published)
    return Telling(article.id, article.version, day, is_dated, clean_line(article.source), called(article))


def _opens(one: Telling, number: int) -> Json:
    """A citation of nothing yet: it opens the article at its beginning."""
    return {
        "number": number, "article_id": one.id, "version": one.version, "paragraph": 1, "start": 0, "end": 0, "quote": "",
        "source": one.outlet, "title": one.title, "published": one.day.isoformat(), "changed_since": False,
    }  # fmt: skip


def _distinct(named: dict[str, str]) -> dict[str, str]:
    counts = Counter(named.values())
    return {key: name if counts[name] == 1 else f"{name} [{key}]" for key, name in named.items()}
