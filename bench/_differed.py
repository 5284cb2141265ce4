"""What is made of the differences that a briefing reports, when it is known what was put in: see bench/contradictions.py."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench._changed import Placed
from bench._placed import Json, Place, cited, meet, quotes, taken_out, tells
from bench._rivals import CONTROL

FITTING = {
    "number": ("number",), "date": ("date",), "name": ("actor", "attribution"), "outcome": ("outcome", "negation"),
    "negation": ("negation", "outcome"), "attribution": ("attribution", "actor"), CONTROL: (),
}  # fmt: skip
RIGHT, ELSEWHERE, OTHER_KIND, WRONG, OLD = "right", "right elsewhere", "right of another kind", "wrong", "there before"


@dataclass(frozen=True, slots=True)
class Judged:
    """A reported difference, the injection that it touches if any, and what is made of it."""

    difference: Json
    placed: Placed | None
    verdict: str


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, the kinds found of those put in, which kinds were reported for them, and every verdict."""

    precision: float | None
    recall: float
    kinds: dict[str, tuple[int, int]]
    table: Counter[tuple[str, str]]
    verdicts: Counter[str]


def judged(difference: Json, injected: Sequence[Placed], untouched: Iterable[Json]) -> Judged:
    """What is made of one difference; `untouched` are those that were reported before anything was put in."""
    versions = [cited(version) for version in difference["versions"]]
    touched = [one for one in injected if any(meet(places, one.after) for places in versions)]
    for one in touched:
        if one.injection.kind != CONTROL and _against(one.before, one.after, versions):
            fits = difference["kind"] in FITTING[one.injection.kind]
            return Judged(difference, one, RIGHT if fits else OTHER_KIND)
    for one in touched:
        if difference["kind"] in FITTING[one.injection.kind] and _elsewhere(one, difference):
            return Judged(difference, one, ELSEWHERE)
    if any(same(difference, other) for other in untouched):
        return Judged(difference, None, OLD)
    return Judged(difference, touched[0] if touched else None, WRONG)


def _against(before: Sequence[Place], after: Sequence[Place], versions: Sequence[tuple[Place, ...]]) -> bool:
    """Whether one version cites the edited sentence and another the original, and none of the two cites both."""
    return any(
        meet(one, after) and not meet(one, before) and meet(other, before) and not meet(other, after)
        for one in versions
        for other in versions
    )


def _elsewhere(one: Placed, difference: Json) -> bool:
    """Whether the other version is a sentence with the very words that the edit replaced."""
    words = taken_out(one.injection.before[0], one.injection.after[0])
    others = [version for version in difference["versions"] if not meet(cited(version), one.after)]
    return any(tells(quote, words) for version in others for quote in quotes(version))


def same(one: Json, other: Json) -> bool:
    """Whether two differences have two versions in common: sentences that the one sets against each other, and the other too."""
    mine, theirs = ([{*quotes(version)} for version in each["versions"]] for each in (one, other))
    return sum(any(version & before for before in theirs) for version in mine) >= 2


def scored(found: Sequence[Judged], injected: Sequence[Placed]) -> Score:
    """The figures; an edit reported under another kind is right in precision and not found."""
    edits = [one for one in injected if one.injection.kind != CONTROL]
    hit = {id(one.placed) for one in found if one.verdict == RIGHT}
    kinds = Counter(one.injection.kind for one in injected)
    hits = Counter(one.injection.kind for one in edits if id(one) in hit)
    table = Counter(
        (one.placed.injection.kind if one.placed else "nothing", one.difference["kind"])
        for one in found
        if one.verdict != OLD
    )
    table += Counter((one.injection.kind, "missed") for one in edits if id(one) not in hit)
    verdicts = Counter(one.verdict for one in found)
    right = verdicts[RIGHT] + verdicts[ELSEWHERE] + verdicts[OTHER_KIND]
    return Score(
        right / (right + verdicts[WRONG]) if right + verdicts[WRONG] else None,
        sum(hits.values()) / len(edits) if edits else 0.0,
        {kind: (hits[kind], kinds[kind]) for kind in kinds}, table, verdicts,
    )  # fmt: skip
