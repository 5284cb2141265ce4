"""A citation that is opened: its article whole, the cited words marked, what has become of the article, and the sources beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any

from assistant.called import UNTITLED, called
from assistant.render import as_sentence, begun, isolated, web_link
from ingest.articles import Article, Paragraph
from ingest.dates import dated, day_of
from ingest.errors import NotFound
from ingest.hygiene import clean_line
from ingest.library import Library
from ingest.sums import damage_told

Cited = Mapping[str, Any]  # a citation, as commands print it
Span = tuple[int, int]
Place = tuple[Any, ...]
MOST_NEXT = 8  # sources that are sent along with the one that is open


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters of a paragraph that are marked: `chosen` where they are those of the citation that was opened."""

    start: int
    end: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """An article as it is shown for a citation; `remarks` say which version it is and what has become of it.

    `marks` holds those of each paragraph by its number; `url` is an address that may become a link, or "".
    """

    title: str
    outlet: str
    author: str
    day: str
    language: str
    url: str
    remarks: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    marks: Mapping[int, tuple[Mark, ...]]
    focus: int


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a source stands among those of its answer, from 1, and the first citations of the one before and the one after."""

    at: int
    of: int
    before: Cited | None = None
    after: Cited | None = None


def for_reading(library: Library, article_id: str, version: int, zone: tzinfo) -> Opened:
    """An article whole with nothing marked; raises `NotFound`. What has become of it is told beside it."""
    article = library.article(article_id, version)
    return Opened(
        called(article), clean_line(article.source), clean_line(article.author), day_told(article, zone),
        article.language, web_link(article.url), (), article.paragraphs, {}, 0,
    )  # fmt: skip


def opened(library: Library, chosen: Cited, shown: Iterable[Cited], zone: tzinfo) -> Opened:
    """The article of a citation, marked where that and what else is `shown` cite it; of one taken out, the cited words alone."""
    try:
        article = library.article(chosen["article_id"], chosen["version"])
    except NotFound:
        return _taken_out(chosen)
    own = (chosen["start"], chosen["end"])
    spans: dict[int, set[Span]] = {chosen["paragraph"]: {own}}
    for cited in shown:
        if (cited["article_id"], cited["version"]) == (article.id, article.version):
            spans.setdefault(cited["paragraph"], set()).add((cited["start"], cited["end"]))
    found = {number: marks(each, own if number == chosen["paragraph"] else None) for number, each in spans.items()}
    return Opened(
        called(article), clean_line(article.source), clean_line(article.author), day_told(article, zone),
        article.language, web_link(article.url), tuple(_remarks(library, article, chosen, zone)), article.paragraphs, found,
        int(chosen["paragraph"]),
    )  # fmt: skip


def _taken_out(chosen: Cited) -> Opened:
    number, quote = int(chosen["paragraph"]), str(chosen["quote"])
    left = Paragraph(chosen["article_id"], chosen["version"], number, quote)
    return Opened(
        clean_line(chosen["title"]) or begun(UNTITLED), clean_line(chosen["source"]), "", published_day(chosen["published"]), "", "",
        ("This article is no longer in the library; these are the words that were cited from it.",), (left,),
        {number: marks([(0, len(quote))], (0, len(quote)))}, number,
    )  # fmt: skip


def marks(spans: Iterable[Span], chosen: Span | None) -> tuple[Mark, ...]:
    """Spans in order as marks that do not overlap; where the chosen one meets others, its words are marked as its own.

    >>> [(one.start, one.end, one.chosen) for one in marks([(0, 20), (10, 30)], (15, 25))]
    [(0, 15, False), (15, 25, True), (25, 30, False)]
    """
    every = {*spans, *([chosen] if chosen else ())}
    edges = sorted({edge for span in every for edge in span})
    found: list[Mark] = []
    for start, end in zip(edges, edges[1:], strict=False):
        if not any(first <= start and end <= last for first, last in every):
            continue
        is_chosen = bool(chosen and chosen[0] <= start and end <= chosen[1])
        if found and (found[-1].end, found[-1].chosen) == (start, is_chosen):
            start = found.pop().start
        found.append(Mark(start, end, is_chosen))
    return tuple(found)


def walk(answers: Sequence[Iterable[Cited]], chosen: Cited) -> Walk | None:
    """Where the chosen citation stands among the sources of the answer that has it; None where no answer does.

    A source is a paragraph, as its number is; of two answers that have the same citation the newest is walked through.
    """
    for answer in reversed(answers):
        sources: dict[Place, Cited] = {}
        for cited in sorted(answer, key=lambda one: int(one["number"])):
            sources.setdefault(_source(cited), cited)
        order = list(sources)
        if _source(chosen) in sources:
            at = order.index(_source(chosen))
            before, after = (sources[order[n]] if 0 <= n < len(order) else None for n in (at - 1, at + 1))
            return Walk(at + 1, len(order), before, after)
    return None


def next_to(answers: Sequence[Iterable[Cited]], chosen: Cited | None) -> list[Cited]:
    """What a reader is likely to open next: the citations of the answer that has the chosen one, else of the newest; the nearest first."""
    holds = [list(one) for one in answers if chosen and any(_source(cited) == _source(chosen) for cited in one)]
    answer = holds[-1] if holds else list(answers[-1]) if answers else []
    here = int(chosen["number"]) if chosen else 0
    places = {(*_source(one), one["start"], one["end"]): one for one in answer}
    return sorted(places.values(), key=lambda one: abs(int(one["number"]) - here))[:MOST_NEXT]


def day_told(article: Article, zone: tzinfo) -> str:
    """The reader's day of an article in words; of one that is not dated, that on which it was added."""
    day = day_of(dated(article.published, article.added, zone), zone)
    told = _day(day)
    if article.published:
        return told
    return f"not dated, added {told}" if told else "not dated"


def published_day(published: str) -> str:
    """The day of a citation in words, as its outlet has it.

    >>> published_day("2026-03-10T07:30+01:00"), published_day("2026-03"), published_day("")
    ('10 March 2026', '2026-03', 'not dated')
    """
    try:
        return _day(date.fromisoformat(published[:10]))
    except ValueError:
        return published[:10] or "not dated"


def _source(cited: Cited) -> Place:
    return cited["number"], cited["article_id"], cited["version"], cited["paragraph"]


def _remarks(library: Library, article: Article, chosen: Cited, zone: tzinfo) -> Iterator[str]:
    yield from map(as_sentence, damage_told(library.database, article.id, article.version))
    if not _says(article, chosen):
        yield f"These words were cited from it: {isolated(clean_line(chosen['quote']))}"
    yield from _version(library.versions(article.id), article, chosen, zone)
    if article.gone:
        noted = _day(day_of(article.gone, zone))
        yield f"No longer shown at its address, noted {noted}: {clean_line(article.gone_reason) or 'it is gone'}."
    if article.origin_of:
        yield f"A near copy of {_named(library, article.origin_of)}: the two count as one source."
    yield from map(as_sentence, map(clean_line, article.notes))


def _says(article: Article, chosen: Cited) -> bool:
    """Whether the words of a citation stand where it says."""
    texts = [one.text for one in article.paragraphs if one.number == chosen["paragraph"]]
    return bool(texts) and texts[0][chosen["start"] : chosen["end"]] == chosen["quote"]


def _version(versions: Sequence[int], article: Article, chosen: Cited, zone: tzinfo) -> Iterator[str]:
    """Which version is shown, where there are several, and whether the newest has the cited words."""
    if len(versions) < 2:
        return
    which = f"Version {article.version} of {len(versions)}"
    if article.version == versions[-1]:
        yield f"{which}, stored {_day(day_of(article.added, zone))}."
    elif chosen["start"] == chosen["end"]:
        yield f"{which}: the article has changed since."
    else:
        stands = "no longer has" if chosen.get("changed_since") else "still has"
        yield f"{which}: the article has changed since; its newest version {stands} these words."


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


def _named(library: Library, article_id: str) -> str:
    """An article in words; each name is kept apart from the words around it, whichever way it is written."""
    try:
        found = library.article(article_id)
    except NotFound:  # taken out by another process since
        return "an article that was taken out"
    return " of ".join(isolated(part) for part in (called(found), clean_line(found.source)) if part)
