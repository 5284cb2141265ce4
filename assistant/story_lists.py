"""The stories of a library as a page lists them: who tells each, from when to when, its articles by day, who says what."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from assistant.answers import Claim
from assistant.edition import Story
from assistant.front_page import Part, Sentence, sources_told
from assistant.json_out import claim_json
from assistant.ledger import Ledger
from assistant.render import Json, numbered
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


@dataclass(frozen=True, slots=True)
class Telling:
    """An article of a story: the day it belongs to, which one that is not dated was added on, its outlet, its title or id."""

    id: str
    version: int
    day: date
    is_dated: bool
    outlet: str
    title: str


def state(assistant: Assistant) -> str:
    """What tells the stories as they are from those after any change, an article or a person's; groups what is new."""
    assistant.desk.catch_up()
    found = repr((assistant.library.revision, storylines.storylines(assistant.library)))
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
        story.single_source, words,
    )  # fmt: skip


def matching(listed: Sequence[Row], wanted: str) -> list[Row]:
    """The stories in whose titles and outlets all of some words stand, or begin a word.

    >>> quay = Row("a", "The quay", "", date.min, date.min, True, True, "the quay of tarnwick")
    >>> len(matching([quay], "Tarn quay")), len(matching([quay], "quay ferry"))
    (1, 0)
    """
    words = wanted.casefold().split()
    return [one for one in listed if all(f" {word}" in f" {one.words}" for word in words)]


def tellings(story: Story, zone: tzinfo) -> list[Telling]:
    """The articles of a story by day."""
    found = [_telling(article, zone) for article in story.articles]
    return sorted(found, key=lambda one: (not one.is_dated, one.day, one.outlet.casefold(), one.id))


def by_day(told: Sequence[Telling]) -> list[Part]:
    """Articles under their days, each under its outlet and with a citation that opens it."""
    numbers = {one.id: number for number, one in enumerate(told, 1)}
    return [
        Part(
            f"{day:%A}, {day.day} {day:%B %Y}" + (", not dated" if not is_dated else ""),
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
        told = Sentence(clean_line(claim.text), one.article.published[:10], citations=cited)
        found.setdefault(clean_line(one.speaker), []).append(told)
    order = sorted(found, key=lambda name: (-len(found[name]), name))
    return [Part(f"{name} ({len(found[name])})", tuple(found[name]), folded=True) for name in order]


def _telling(article: Article, zone: tzinfo) -> Telling:
    day = day_of(dated(article.published, article.added, zone), zone) or date.min
    is_dated = bool(article.published)
    title = clean_line(article.title) or f"article {article.id}"
    return Telling(article.id, article.version, day, is_dated, clean_line(article.source), title)


def _opens(one: Telling, number: int) -> Json:
    """A citation of nothing yet: it opens the article at its beginning."""
    return {
        "number": number, "article_id": one.id, "version": one.version, "paragraph": 1, "start": 0, "end": 0, "quote": "",
        "source": one.outlet, "title": one.title, "published": one.day.isoformat(), "changed_since": False,
    }  # fmt: skip


def _distinct(named: dict[str, str]) -> dict[str, str]:
    counts = Counter(named.values())
    return {key: name if counts[name] == 1 else f"{name} [{key}]" for key, name in named.items()}
