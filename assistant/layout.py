"""How a briefing is laid out, whatever it goes out as: blocks of plain text read from its JSON, not yet escaped for any form.

    JSON of a briefing -> Layout (blocks, sources, coverage) -> Markdown | HTML | plain text -> PDF, e-mail, feeds

A kept briefing may be older than a field: what is absent counts as empty. Text is one line each, without anything invisible.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.called import shown_title
from assistant.render import begun, coverage_words, set_in, told_words, web_link
from ingest.hygiene import clean_line

Json = Mapping[str, Any]
SECTION_TITLES = {
    "changes": "What has changed", "points": "Further points", "said": "Who says what",
    "differences": "Where the sources differ", "numbers": "Numbers", "timeline": "Timeline",
    "watch": "What comes next", "unknowns": "What is not known",
}  # fmt: skip
_NEWS = {"new": "new", "developing": "developing", "unchanged": "nothing new"}
_CHANGES = {
    "new": "new", "updated": "updated", "confirmed": "confirmed by another origin", "disputed": "disputed",
    "corrected": "corrected", "dropped": "no longer reported",
}  # fmt: skip
_USES = {"cited": "cited", "same_story": "on the same story", "duplicate": "exact copy", "left_out": "left out"}
_WORD_OF = {"unnamed": "not named", "outlet": "an outlet"}
_MARKS = re.compile(r"[\"“”„«»‹›「」]")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with the numbers of its sources, and before it what it is: a speaker, a day, an outlet."""

    text: str
    numbers: tuple[int, ...] = ()
    label: str = ""
    quoted: bool = False
    warning: str = ""

    @property
    def words(self) -> str:
        """The sentence; where it is a quotation and shows no marks of its own, in marks."""
        return f"“{self.text}”" if self.quoted and not _MARKS.search(self.text) else self.text


@dataclass(frozen=True, slots=True)
class Pairing:
    """What stands side by side, each line under a heading of its own: was and now, or what each outlet says."""

    title: str
    cells: tuple[tuple[str, Line], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a story: pairings and then lines, under a title unless it is the summary."""

    title: str
    lines: tuple[Line, ...] = ()
    pairings: tuple[Pairing, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryBlock:
    """A story under its title, with its rank ("1. ", "" for none) and who tells it."""

    rank: str
    title: str
    told_by: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a source that are cited, and what has become of them since."""

    text: str
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A paragraph that is cited: where it stands, its address ("" unless it is one of the web), the words."""

    number: int
    place: str
    url: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A briefing, ready to be drawn; `coverage` has a line for every article of the day, under what became of it."""

    day: str
    title: str
    lead: tuple[Line, ...]
    stories: tuple[StoryBlock, ...]
    sources: tuple[Source, ...]
    notices: tuple[str, ...]
    coverage_line: str
    coverage: tuple[tuple[str, tuple[str, ...]], ...]


def laid_out(data: Json) -> Layout:
    """The layout of a briefing's JSON; a section appears only when it has something."""
    title = clean_line(data.get("title") or f"Briefing for {data.get('day', '')}")
    coverage = data.get("coverage") or ()
    return Layout(
        day=clean_line(data.get("day", "")), title=title, lead=_lines(data.get("lead")),
        stories=tuple(_story(told, data.get("since")) for told in data.get("stories") or ()),
        sources=sources_of(claims_of(data)), notices=_notices(data),
        coverage_line=coverage_words([entry.get("use", "") for entry in coverage]), coverage=_coverage(coverage),
    )  # fmt: skip


def claims_of(data: Json) -> Iterator[Json]:
    """Every claim of a briefing, in reading order."""
    yield from data.get("lead") or ()
    for told in data.get("stories") or ():
        yield from claims_of_story(told)


def claims_of_story(told: Json) -> Iterator[Json]:
    """Every claim that is told of a story, in reading order."""
    yield from (told["headline"],) if told.get("headline") else ()
    yield from told.get("summary") or ()
    for change in told.get("changes") or ():
        yield from (claim for claim in (change.get("before"), change.get("after")) if claim)
    yield from told.get("points") or ()
    yield from (one["claim"] for one in told.get("said") or ())
    for difference in told.get("differences") or ():
        yield from difference.get("versions") or ()
    yield from told.get("numbers") or ()
    yield from (one["claim"] for one in told.get("timeline") or ())
    yield from told.get("watch") or ()
    yield from told.get("unknowns") or ()


def _notices(data: Json) -> tuple[str, ...]:
    engine = data.get("engine") or "extractive"
    worded = [] if engine == "extractive" else [f"The lead was worded by {engine} and checked against the cited words."]
    return tuple(begun(clean_line(notice)) for notice in (*worded, *(data.get("notices") or ())))


def _story(told: Json, since: object) -> StoryBlock:
    outlets = [set_in(name) for name in told.get("outlets") or ()]
    counts = (len(told.get("articles") or ()), int(told.get("origins") or 0), int(told.get("sources") or 0))
    teller = told_words(*counts, outlets) if counts[0] else ""
    news = _NEWS.get(told.get("news", ""), "") if since else ""
    rank = f"{int(told['rank'])}. " if told.get("rank") else ""
    told_by = "; ".join(filter(None, (news, teller)))
    return StoryBlock(rank, clean_line(told.get("title", "")), told_by, _sections(told, since))


def _sections(told: Json, since: object) -> tuple[Section, ...]:
    changed = f"What has changed since {clean_line(str(since))}" if since else SECTION_TITLES["changes"]
    titles = SECTION_TITLES | {"changes": changed}
    lines = {
        "summary": _lines(told.get("summary")),
        **{name: _lines(told.get(name)) for name in ("points", "numbers", "watch", "unknowns")},
        "said": tuple(_said(one) for one in told.get("said") or ()),
        "timeline": tuple(line_of(one["claim"], label=set_in(one.get("date"))) for one in told.get("timeline") or ()),
        "changes": tuple(_one_sided(one) for one in told.get("changes") or () if not _has_both(one)),
    }
    pairings = {
        "changes": tuple(_change(one) for one in told.get("changes") or () if _has_both(one)),
        "differences": tuple(pairing_of(one) for one in told.get("differences") or ()),
    }
    found = (
        Section(titles.get(name, ""), lines.get(name, ()), pairings.get(name, ()))
        for name in ("summary", *SECTION_TITLES)
    )
    return tuple(section for section in found if section.lines or section.pairings)


def _lines(claims: Iterable[Json] | None) -> tuple[Line, ...]:
    return tuple(line_of(claim) for claim in claims or ())


def line_of(claim: Json, *, label: str = "", quoted: bool = False) -> Line:
    """A claim as a line behind a label of one line, with what became of the articles that it cites."""
    cited = claim.get("citations") or ()
    numbers = tuple(dict.fromkeys(int(one["number"]) for one in cited))
    return Line(clean_line(claim.get("text", "")), numbers, label, quoted, warning(claim))


def warning(claim: Json) -> str:
    """What has become of the articles that a claim cites, "" where they are as they were."""
    return "; ".join(dict.fromkeys(filter(None, map(_warning, claim.get("citations") or ()))))


def _warning(citation: Json) -> str:
    if citation.get("removed"):
        return "its article was taken out of the library"
    return "its article has changed since" if citation.get("changed_since") else ""


def _said(one: Json) -> Line:
    speaker, word = set_in(one.get("speaker")), _WORD_OF.get(one.get("attribution", ""), "")
    label = f"{speaker} ({word})" if speaker and word else speaker or word
    return line_of(one["claim"], label=label, quoted=bool(one.get("quotation")))


def _has_both(change: Json) -> bool:
    return bool(change.get("before") and change.get("after"))


def _one_sided(change: Json) -> Line:
    """A change with nothing to stand beside it: what is new, or told no longer."""
    kind = change.get("kind", "")
    return line_of(change.get("after") or change.get("before") or {}, label=_CHANGES.get(kind, clean_line(kind)))


def _change(one: Json) -> Pairing:
    cells = [(name, one.get(key)) for name, key in (("was", "before"), ("now", "after"))]
    kind = one.get("kind", "")
    return Pairing(
        _CHANGES.get(kind, clean_line(kind)), tuple((name, line_of(claim)) for name, claim in cells if claim)
    )


def pairing_of(one: Json) -> Pairing:
    """What sources differ in, each version under who tells it."""
    about, kind = clean_line(one.get("about", "")), clean_line(one.get("kind", ""))
    title = f"{about}, at different times" if one.get("different_time") else f"{about} ({kind})" if kind else about
    return Pairing(title, tuple((teller(version), line_of(version)) for version in one.get("versions") or ()))


def teller(claim: Json) -> str:
    """Who says it and when: the outlet and day of each citation."""
    named = (
        ", ".join(
            filter(
                None,
                (set_in(cited.get("source") or shown_title(cited)), clean_line((cited.get("published") or "")[:10])),
            )
        )
        for cited in claim.get("citations") or ()
    )
    return "; ".join(dict.fromkeys(filter(None, named)))


def sources_of(claims: Iterable[Json]) -> tuple[Source, ...]:
    """The paragraphs that claims cite, by their numbers, each with the words that are cited of it."""
    cited: dict[int, list[Json]] = {}
    for claim in claims:
        for citation in claim.get("citations") or ():
            cited.setdefault(int(citation["number"]), []).append(citation)
    return tuple(_source(number, cited[number]) for number in sorted(cited))


def _source(number: int, cited: Sequence[Json]) -> Source:
    first = cited[0]
    title = set_in(shown_title(first))
    parts = [
        set_in(first.get("source")), f"“{title}”" if title else clean_line(f"article {first.get('article_id', '')}"),
        clean_line((first.get("published") or "")[:10]) or "undated", f"paragraph {first.get('paragraph', '?')}", _version(first),
    ]  # fmt: skip
    spans = {(one.get("start", 0), one.get("end", 0)): one for one in reversed(cited)}
    quotes = tuple(
        Quote(clean_line(spans[span].get("quote", "")), _warning(spans[span]).replace("its article", "the article"))
        for span in sorted(spans)
    )
    return Source(number, ", ".join(filter(None, parts)), web_link(first.get("url")), quotes)


def _version(citation: Json) -> str:
    """Which version of an article is cited, where it is not the only one."""
    number = citation.get("version") or 1
    return f"version {number}" if number > 1 or citation.get("changed_since") else ""


def _coverage(entries: Sequence[Json]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    by_use: dict[str, list[str]] = {}
    for entry in entries:
        name = set_in(entry.get("external_id")) or set_in(entry.get("article_id"))
        title = set_in(shown_title(entry)) or f"article {name}".rstrip()
        told = ", ".join(filter(None, (set_in(entry.get("source")), title)))
        reason = clean_line(entry.get("reason") or "")
        by_use.setdefault(entry.get("use", ""), []).append(f"{told} ({reason})" if reason else told)
    uses = [*_USES, *sorted(by_use.keys() - _USES.keys())]
    return tuple((_USES.get(use, clean_line(use)), tuple(by_use[use])) for use in uses if use in by_use)
