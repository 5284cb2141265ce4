"""The stories of a kept briefing in another order: the same terms of their ranks, weighed as a reader wants them.

Nothing is read or told anew: what an edition says of each story stays, and only its place is another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.lengths import renumbered
from assistant.ranking import WEIGHTS, weighed
from ingest.hygiene import clean_line

Json = dict[str, Any]
Weights = Mapping[str, float]
HEAVIEST = 3.0  # of a weight that is chosen with a slider
MEANINGS: Mapping[str, str] = {
    "origins": "Told by many outlets independently", "freshness": "Came out late in the day",
    "news": "New since the last briefing", "watch": "Has names of the watch list",
    "names": "Names people whom other stories name", "voices": "Quotes many speakers", "length": "Much is told of it",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Move:
    """A story that stands at another place than before."""

    title: str
    before: int
    after: int

    @property
    def words(self) -> str:
        """The move as a list of them says it: "Bridge closed: 4 → 1"."""
        return f"{self.title}: {self.before} → {self.after}"


def made_with(data: Json) -> dict[str, float]:
    """The weights that an edition was ranked by, as far as its terms tell them; else the usual ones."""
    found = dict(WEIGHTS)
    for name in found:
        for told in data.get("stories") or ():
            value = (told.get("rank_values") or {}).get(name)
            if value and name in (told.get("rank_terms") or {}):
                found[name] = round(told["rank_terms"][name] / value, 3)
                break
    return found


def reordered(data: Json, weights: Weights) -> Json:
    """An edition's JSON with its stories in the order that weights give, equal ones by their ids; ranks and terms as they are then.

    Stories without terms, of editions that are older than these, stay behind the others in their order.
    """
    stories = list(data.get("stories") or ())
    terms = {
        at: weighed(_values(told), {**WEIGHTS, **weights}) for at, told in enumerate(stories) if told.get("rank_terms")
    }
    order = sorted(
        range(len(stories)),
        key=lambda at: (0, -sum(terms[at].values()), str(stories[at].get("id"))) if at in terms else (1, float(at), ""),
    )  # fmt: skip
    if order == list(range(len(stories))) and all(_is_near(stories[at]["rank_terms"], terms[at]) for at in terms):
        return data
    placed = [
        {**stories[at], "rank": rank, "rank_terms": terms.get(at, stories[at].get("rank_terms"))}
        for rank, at in enumerate(order, 1)
    ]
    return renumbered({**data, "stories": placed})


def moves(before: Json, after: Json) -> tuple[Move, ...]:
    """The stories that stand elsewhere, in their new order."""
    places = {told.get("id"): rank for rank, told in enumerate(before.get("stories") or (), 1)}
    return tuple(
        Move(clean_line(str(told.get("title", ""))), places[told.get("id")], rank)
        for rank, told in enumerate(after.get("stories") or (), 1)
        if places.get(told.get("id"), rank) != rank
    )


def as_setting(weights: Weights) -> str:
    """Weights as the setting of the rank says them, those alone that are not the usual ones.

    >>> as_setting({"origins": 2.0, "length": 0.1}), as_setting({})
    ('origins=2', '')
    """
    return " ".join(f"{name}={value:g}" for name, value in weights.items() if value != WEIGHTS.get(name))


def _values(told: Json) -> dict[str, float]:
    """The terms of a rank before they were weighed; an older edition has only those weighed, by the usual weights as a rule."""
    terms = {name: float(value) for name, value in told["rank_terms"].items() if name in WEIGHTS}
    values = told.get("rank_values") or {}
    return {name: float(values.get(name, terms[name] / WEIGHTS[name])) for name in terms}


def _is_near(one: Mapping[str, Any], other: Weights) -> bool:
    return all(abs(float(one.get(name, 0.0)) - value) < 0.001 for name, value in other.items())
