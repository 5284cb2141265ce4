"""What is made of the changes that a briefing reports, when it is known what was edited: see bench/changes.py."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench._edited import Injection
from bench._placed import Json, Place, cited, meet, quotes, taken_out, tells

CHANGED = ("updated", "disputed", "corrected")
FITTING = {
    "number": CHANGED, "date": CHANGED, "name": CHANGED, "outcome": CHANGED, "correction": CHANGED,
    "retraction": ("dropped",), "withdrawal": ("dropped",), "new fact": ("new",),
}  # fmt: skip
RIGHT, ELSEWHERE, WRONG, CONFIRMED, SELF_CONFIRMED = "right", "right elsewhere", "wrong", "confirmed", "self-confirmed"


@dataclass(frozen=True, slots=True)
class Placed:
    """An injection with the places in the library where it was told before and is told after."""

    injection: Injection
    before: tuple[Place, ...]
    after: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A reported change, the injection that it touches if any, what is made of it, and the case whose articles it cites."""

    change: Json
    placed: Placed | None
    verdict: str
    case: str


@dataclass(frozen=True, slots=True)
class Score:
    """Precision over the reported changes, recall over the injections and for each kind, and what was told of the unchanged."""

    precision: float | None
    recall: float
    kinds: dict[str, tuple[int, int]]
    table: Counter[tuple[str, str]]
    unchanged: int
    verdicts: Counter[str]


def judged(change: Json, injected: Sequence[Placed], case_of: dict[str, str]) -> Judged:
    """What is made of one reported change."""
    before, after = cited(change["before"]), cited(change["after"])
    case = next((case_of[one.article] for one in (*after, *before) if one.article in case_of), "")
    touched = [one for one in injected if meet(after, one.after)] or [
        one for one in injected if meet(before, one.before)
    ]
    for one in touched:
        if change["kind"] in FITTING[one.injection.kind] and _finds(one, before, after):
            return Judged(change, one, RIGHT, case)
    for one in touched:
        if (
            change["kind"] in FITTING[one.injection.kind]
            and meet(after, one.after)
            and _elsewhere(one.injection, change)
        ):
            return Judged(change, one, ELSEWHERE, case)
    if change["kind"] == "confirmed" and not any(meet(after, one.after) for one in touched):
        return Judged(change, None, CONFIRMED if _another_confirms(change) else SELF_CONFIRMED, case)
    return Judged(change, touched[0] if touched else None, WRONG, case)


def _finds(one: Placed, before: Iterable[Place], after: Iterable[Place]) -> bool:
    return (not one.after or meet(after, one.after)) and (not one.before or meet(before, one.before))


def _elsewhere(injection: Injection, change: Json) -> bool:
    """Whether what was before is told by another sentence that has the very words that the edit replaced."""
    if not injection.before or not injection.after:
        return False
    words = taken_out(injection.before[0], injection.after[-1])
    return any(tells(quote, words) for quote in quotes(change["before"]))


def _another_confirms(change: Json) -> bool:
    before, after = (
        {one["source"] for one in claim["citations"]} if claim else set()
        for claim in (change["before"], change["after"])
    )
    return bool(after - before)


def scored(found: Sequence[Judged], injected: Sequence[Placed], still: Iterable[str], later: Sequence[Json]) -> Score:
    """The figures; `still` names the cases in which nothing changed, `later` holds the changes told on the day without news."""
    hit = {id(one.placed) for one in found if one.verdict == RIGHT}
    kinds = Counter(one.injection.kind for one in injected)
    hits = Counter(one.injection.kind for one in injected if id(one) in hit)
    table = Counter((one.placed.injection.kind if one.placed else "nothing", one.change["kind"]) for one in found)
    table += Counter((one.injection.kind, "missed") for one in injected if id(one) not in hit)
    verdicts = Counter(one.verdict for one in found)
    right, wrong = verdicts[RIGHT] + verdicts[ELSEWHERE], verdicts[WRONG] + verdicts[SELF_CONFIRMED]
    unmoved = {*still}
    unchanged = sum(one.case in unmoved and one.change["kind"] != "confirmed" for one in found)
    return Score(
        right / (right + wrong) if right + wrong else None,
        sum(hits.values()) / len(injected) if injected else 0.0,
        {kind: (hits[kind], kinds[kind]) for kind in kinds},
        table, unchanged + sum(change["kind"] != "confirmed" for change in later), verdicts,
    )  # fmt: skip
