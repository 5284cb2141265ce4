"""A briefing as a page shows it: its layout, each sentence with the citations behind it, and what a reader asks of a story.

    JSON of a briefing -> Layout (words, labels, warnings) + its claims (citations) -> FrontPage

Who tells a story, what is new in it and why it stands where it stands are put in words here; nothing is escaped yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.layout import (
    SECTION_TITLES,
    Json,
    Layout,
    Line,
    Section,
    Source,
    StoryBlock,
    claims_of,
    claims_of_story,
    laid_out,
)
from assistant.ranking import ranks_without
from assistant.render import begun
from ingest.hygiene import clean_line

FEWEST_DATED = 3  # dated entries from which a timeline is drawn as well as told
_NEWS = {
    "new": "New since the last briefing", "developing": "Known, and something has changed",
    "unchanged": "Known, nothing new",
}  # fmt: skip
_TERMS = {
    "origins": "how many outlets tell it independently", "freshness": "how late in the day its newest article came out",
    "news": "how much of it the last briefing did not have", "watch": "how many names of the watch list stand in it",
    "names": "how many of the day's stories name its people", "voices": "how many speakers it quotes",
    "length": "how much is told of it",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, before it what it is (a speaker, a day, an outlet), after it a warning, and its citations as JSON."""

    text: str
    label: str = ""
    warning: str = ""
    citations: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """What stands side by side: was and now, or what each outlet says."""

    title: str
    cells: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page under a title of its own, "" for none: pairs, then sentences; one `folded` is opened when it is wanted.

    One `printed` is open on paper all the same.
    """

    title: str
    sentences: tuple[Sentence, ...] = ()
    pairs: tuple[Pair, ...] = ()
    folded: bool = False
    printed: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A story: who tells it and what is new, in words, its parts, and the (day, sentence) of its timeline where one is drawn.

    `upto` are the parts up to the timeline, `after` those after it.
    """

    id: str
    title: str
    news: str
    told_by: str
    upto: tuple[Part, ...]
    dated: tuple[tuple[str, str], ...]
    after: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class FrontPage:
    """A briefing, ready to be drawn; `coverage` accounts for every article of the day, under what became of it.

    `coverage_line` has the same in a line of numbers.
    """

    title: str
    lead: Part
    cards: tuple[Card, ...]
    notices: tuple[str, ...]
    coverage_line: str
    coverage: tuple[Part, ...]


def front_page(data: Json, whole: Json) -> FrontPage:
    """The page of a briefing's JSON at some length; `whole` is the same at full length, by which ranks are explained."""
    layout, told = laid_out(data), list(data.get("stories") or ())
    reasons = _reasons(list(whole.get("stories") or ()))
    cards = [
        _card(block, one, layout, _Why(data.get("since"), reasons.get(str(one.get("id")), ())))
        for block, one in zip(layout.stories, told, strict=True)
    ]
    lead = Part(
        "", tuple(_sentence(line, claim) for line, claim in zip(layout.lead, data.get("lead") or (), strict=True))
    )
    coverage = tuple(
        Part(f"{begun(use)} ({len(articles)})", tuple(map(Sentence, articles)), folded=True)
        for use, articles in layout.coverage
    )
    return FrontPage(layout.title, lead, tuple(cards), layout.notices, layout.coverage_line, coverage)


def sources_told(articles: int, origins: int, outlets: Sequence[str]) -> str:
    """By how many independent sources something is told, in words.

    >>> sources_told(3, 2, ["The Courier", "Harbour Post"])
    'Told by 2 independent sources in 3 articles: The Courier, Harbour Post'
    >>> sources_told(1, 1, ["The Courier"])
    'Only one source: The Courier'
    """
    if not articles:
        return ""
    told = "Only one source" if origins == 1 else f"Told by {origins} independent sources"
    if articles > origins:
        told += f" in {articles} articles"
    return told + (f": {', '.join(outlets)}" if outlets else "")


def shown_claims(data: Json) -> list[dict[str, Any]]:
    """Every claim that a briefing shows, for marking what else is cited of an article that is opened."""
    return [dict(claim) for claim in claims_of(data)]


@dataclass(frozen=True, slots=True)
class _Why:
    """What a card says beside its sections: the day it is told against, None for none, and the reasons of its rank."""

    since: object
    rank: tuple[Sentence, ...]


def _card(block: StoryBlock, told: Json, layout: Layout, why: _Why) -> Card:
    claims = (each for each in _claims_by_section(told) if any(each))
    parts = tuple(_part(section, *each) for section, each in zip(block.sections, claims, strict=True))
    cut = next((at for at, part in enumerate(parts, 1) if part.title == SECTION_TITLES["timeline"]), len(parts))
    dated = tuple((str(one.get("date", "")), clean_line(one["claim"]["text"])) for one in told.get("timeline") or ())
    outlets = [clean_line(name) for name in told.get("outlets") or ()]
    return Card(
        clean_line(told.get("id", "")), block.rank + block.title,
        _NEWS.get(told.get("news", ""), "") if why.since else "",
        sources_told(len(told.get("articles") or ()), int(told.get("origins") or 0), outlets),
        (*_headline(told), *parts[:cut]), dated if len({day for day, _ in dated}) >= FEWEST_DATED else (),
        (*parts[cut:], *_folded(told, layout.sources, why.rank)),
    )  # fmt: skip


def _claims_by_section(told: Json) -> Iterator[tuple[list[Json], list[list[Json]]]]:
    """Of each section, in the layout's order, the claims of its lines and those of its pairings."""
    both = [[one.get("before"), one.get("after")] for one in told.get("changes") or ()]
    for name in ("summary", *SECTION_TITLES):
        found = list(told.get(name) or ())
        if name == "changes":
            yield [one or other for one, other in both if not (one and other)], [each for each in both if all(each)]
        elif name == "differences":
            yield [], [list(one.get("versions") or ()) for one in found]
        else:
            yield [one["claim"] for one in found] if name in ("said", "timeline") else found, []


def _part(section: Section, claims: Sequence[Json], paired: Sequence[Sequence[Json]]) -> Part:
    """A section whose lines have their claims, and so have the cells of its pairings."""
    sentences = tuple(_sentence(line, claim) for line, claim in zip(section.lines, claims, strict=True))
    pairs = tuple(
        Pair(
            begun(one.title),
            tuple(_sentence(line, claim, begun(name)) for (name, line), claim in zip(one.cells, cells, strict=True)),
        )
        for one, cells in zip(section.pairings, paired, strict=True)
    )
    return Part(section.title, sentences, pairs)


def _headline(told: Json) -> Iterator[Part]:
    """Whose words the title is in, and what bears it out, where it is not an article's own."""
    if told.get("headline"):
        words = "The headline is in a chat model's words, checked against its source"
        yield Part("", (Sentence(words, citations=tuple(told["headline"].get("citations") or ())),))


def _sentence(line: Line, claim: Json, label: str = "") -> Sentence:
    return Sentence(line.words, label or begun(line.label), line.warning, tuple(claim.get("citations") or ()))


def _folded(told: Json, sources: Sequence[Source], reasons: tuple[Sentence, ...]) -> Iterator[Part]:
    cited: dict[int, Mapping[str, Any]] = {}
    for claim in claims_of_story(told):
        for citation in claim.get("citations") or ():
            cited.setdefault(int(citation["number"]), citation)
    places = tuple(
        Sentence(source.place, citations=(cited[source.number],)) for source in sources if source.number in cited
    )
    if places:
        yield Part(f"Sources ({len(places)})", places, folded=True, printed=True)
    if reasons:
        yield Part("Why this rank", reasons, folded=True)


def _reasons(stories: Sequence[Json]) -> dict[str, tuple[Sentence, ...]]:
    """Of each story, by its id, the terms that its rank is the sum of, and where it would stand without each."""
    known = [one for one in stories if one.get("rank_terms")]
    places = ranks_without([one["rank_terms"] for one in known])
    return {str(one.get("id")): tuple(_terms(one, without)) for one, without in zip(known, places, strict=True)}


def _terms(told: Json, places: Mapping[str, int]) -> Iterator[Sentence]:
    terms = {clean_line(name): float(value) for name, value in told["rank_terms"].items()}
    for name, value in terms.items():
        moved = f"; without it, place {places[name]}" if places.get(name) != told.get("rank") else ""
        yield Sentence(f"{_TERMS.get(name, 'a term of the rank')}{moved}", f"{name} {value:+.2f}")
    yield Sentence(f"which gives place {told.get('rank')}", f"sum {sum(terms.values()):+.2f}")
