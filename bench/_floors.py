"""Floors of quality: what a measured figure must not fall below, and why one was lowered.

`floors.json` maps set -> measure -> {"floor": x}; a floor that was lowered on purpose also has `was` and `why`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("floors.json")
SLACK = 0.005  # how far below its figure a floor is pinned: another processor rounds differently
Floors = dict[str, dict[str, dict]]


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of a set held against its floor."""

    set: str
    measure: str
    figure: float
    of: int
    floor: float | None

    @property
    def below(self) -> bool:
        return self.floor is not None and self.figure < self.floor

    @property
    def verdict(self) -> str:
        return "" if self.floor is None else "BELOW" if self.below else "ok"


def read(file: Path = FILE) -> Floors:
    return json.loads(file.read_text(encoding="utf-8"))


def write(floors: Floors, file: Path = FILE) -> None:
    file.write_text(json.dumps(floors, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def held(name: str, measures: Iterable, floors: Floors) -> list[Line]:
    """The measures of a set with their floors."""
    pinned = floors.get(name, {})
    return [
        Line(name, one.name, one.figure, one.of, pinned.get(one.name, {}).get("floor"))
        for one in measures
    ]  # fmt: skip


def unmeasured(name: str, lines: Iterable[Line], floors: Floors) -> list[str]:
    """The measures of a set that have a floor and no figure: a floor must not be passed by measuring nothing."""
    return [measure for measure in floors.get(name, {}) if measure not in {line.measure for line in lines}]


def lowered(floors: Floors, lines: Iterable[Line], why: str) -> Floors:
    """The floors with each that was missed lowered to the figure, what it was and why beside it."""
    return _changed(
        floors,
        ((line, {"floor": _down(line.figure), "was": line.floor, "why": why}) for line in lines if line.below),
    )


def raised(floors: Floors, lines: Iterable[Line]) -> Floors:
    """The floors with each that the figure is well above raised to it; none is lowered, none is made."""
    found = ((line, _down(line.figure - SLACK)) for line in lines if line.floor is not None)
    return _changed(floors, ((line, {"floor": new}) for line, new in found if new > line.floor))


def table(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        floor = "" if line.floor is None else f"{line.floor:.3f}"
        yield f"{line.set:12}{line.measure:24}{line.figure:8.4f}{line.of:7}{floor:>8}  {line.verdict}".rstrip()


def _changed(floors: Floors, changes: Iterable[tuple[Line, dict]]) -> Floors:
    new = {name: dict(measures) for name, measures in floors.items()}
    for line, entry in changes:
        new[line.set][line.measure] = entry
    return new


def _down(figure: float) -> float:
    """A figure rounded down to three digits, and not one lower for how floats are stored."""
    return math.floor(figure * 1000 + 1e-9) / 1000
