"""How much of a briefing is told: three lengths, sections on and off, as a pure function of its JSON.

What is cut changes nothing that stays: sentences keep their words and citations, citations are numbered anew in reading
order, and every article of the day stays accounted for, by what this length makes of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from assistant.edition import SECTIONS
from assistant.layout import claims_of
from ingest.errors import SettingsError

Json = dict[str, Any]
Length = Literal["short", "medium", "long"]
LENGTHS: tuple[Length, ...] = get_args(Length)


@dataclass(frozen=True, slots=True)
class _Measure:
    """How many stories, how many sentences of each story's summary (None for all), and which sections."""

    stories: int | None
    summary: int | None
    sections: tuple[str, ...]


_MEASURES: Mapping[str, _Measure] = {
    "short": _Measure(5, 1, ("changes",)),
    "medium": _Measure(None, None, ("changes", "differences", "watch")),
    "long": _Measure(None, None, SECTIONS),
}


def shortened(data: Mapping[str, Any], length: str = "long", sections: Collection[str] | None = None) -> Json:
    """The JSON of a briefing at a length; `sections` are told in place of those that the length has.

    The lead always stays whole. Raises `SettingsError` for a length or section that there is not.
    """
    measure = _measure(length)
    wanted = set(known_sections(measure.sections if sections is None else sections))
    stories = list(data.get("stories") or ())
    kept = [_story(told, measure.summary, wanted) for told in stories[: measure.stories]]
    cut = renumbered({**data, "stories": kept})
    if kept != stories:
        cut["coverage"] = _coverage(cut, stories)
    if len(kept) < len(stories):
        told = f"This is the short form: {len(kept)} of the day's {len(stories)} stories."
        cut["notices"] = [*(data.get("notices") or ()), told]
    return cut


def sections_of(length: str) -> tuple[str, ...]:
    """The sections that a length has; raises `SettingsError`."""
    return _measure(length).sections


def known_sections(names: Collection[str]) -> tuple[str, ...]:
    """Names of sections as they are; raises `SettingsError` for one that there is not."""
    for name in names:
        if name not in SECTIONS:
            raise SettingsError(f"a briefing has no section {name!r}; its sections are {', '.join(SECTIONS)}")
    return tuple(names)


def renumbered(data: Mapping[str, Any]) -> Json:
    """The same briefing with its citations numbered from 1 in reading order, a paragraph keeping one number."""
    numbers: dict[tuple[object, ...], int] = {}
    for claim in claims_of(data):
        for citation in claim.get("citations") or ():
            numbers.setdefault(_place(citation), len(numbers) + 1)
    return {key: _numbered(value, numbers) for key, value in data.items()}


def _measure(length: str) -> _Measure:
    if length not in _MEASURES:
        raise SettingsError(f"there is no length {length!r}; use one of {', '.join(_MEASURES)}")
    return _MEASURES[length]


def _story(told: Mapping[str, Any], sentences: int | None, wanted: Collection[str]) -> Json:
    kept = {key: [] if key in SECTIONS and key not in wanted else value for key, value in told.items()}
    if sentences is not None and told.get("summary"):
        kept["summary"] = told["summary"][:sentences]
    return kept


def _place(citation: Mapping[str, Any]) -> tuple[object, ...]:
    return citation.get("article_id"), citation.get("version"), citation.get("paragraph")


def _numbered(value: Any, numbers: dict[tuple[object, ...], int]) -> Any:
    """A copy of a part of a briefing, in which whatever is a citation has its new number."""
    if isinstance(value, list | tuple):
        return [_numbered(one, numbers) for one in value]
    if not isinstance(value, dict):  # most are texts and numbers; it is JSON, so that no other mapping comes
        return value
    copy = {key: _numbered(one, numbers) if isinstance(one, list | tuple | dict) else one for key, one in value.items()}
    if "number" in value and "quote" in value:
        copy["number"] = numbers.setdefault(_place(value), len(numbers) + 1)
    return copy


def _coverage(cut: Json, stories: list[Mapping[str, Any]]) -> list[Json]:
    """What this length makes of each article: one that is no longer cited is told of as such, none goes missing."""
    cited = {one.get("article_id") for claim in claims_of(cut) for one in claim.get("citations") or ()}
    shown = {article for told in cut["stories"] for article in told.get("articles") or ()}
    told = {article for story in stories for article in story.get("articles") or ()}
    return [_entry(entry, cited, shown, told) for entry in cut.get("coverage") or ()]


def _entry(entry: Json, cited: Collection[object], shown: Collection[object], told: Collection[object]) -> Json:
    article = entry.get("article_id")
    if entry.get("use") not in {"cited", "same_story"} or (entry["use"] == "cited" and article in cited):
        return entry
    if entry["use"] == "cited" and (article in shown or article not in told):
        return {**entry, "use": "same_story", "reason": "cited at greater length"}
    if article in told and article not in shown:
        return {**entry, "use": "left_out", "reason": "its story is told at greater length"}
    return entry
