"""Curves over logarithmic axes as an SVG picture that reads in a light page and in a dark one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT, LEFT, TOP, GAP = 380, 230, 56, 34, 78
COLOURS = ("#2f6fde", "#c2571a", "#2a8a57", "#8a4fc2")
STYLE = (
    "text{font:11px system-ui,sans-serif;fill:#6b7280}.title{font-size:13px;font-weight:600}"
    "line{stroke:#9ca3af;stroke-width:.5}polyline{fill:none;stroke-width:2}"
)


@dataclass(frozen=True, slots=True)
class Curve:
    """A name and its points, none of them 0 or less."""

    name: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Panel:
    """Curves that share a pair of axes."""

    title: str
    curves: Sequence[Curve]


def drawn(panels: Sequence[Panel]) -> str:
    """The picture of all panels, two in a row."""
    rows = math.ceil(len(panels) / 2)
    wide, high = 2 * (LEFT + WIDTH) + 20, rows * (TOP + HEIGHT + GAP)
    parts = [
        f'<g transform="translate({LEFT + number % 2 * (WIDTH + LEFT)},{TOP + number // 2 * (TOP + HEIGHT + GAP)})">'
        f"{''.join(_panel(one))}</g>"
        for number, one in enumerate(panels)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}">'
        f"<style>{STYLE}</style>{''.join(parts)}</svg>\n"
    )


def _panel(panel: Panel) -> Iterator[str]:
    points = [point for curve in panel.curves for point in curve.points]
    across, up = _axis([x for x, _ in points], WIDTH), _axis([y for _, y in points], -HEIGHT)
    yield f'<text class="title" x="0" y="-14">{escape(panel.title)}</text>'
    for place, told in across.ticks:
        yield f'<line x1="{place:.1f}" y1="0" x2="{place:.1f}" y2="{HEIGHT}"/>'
        yield f'<text x="{place:.1f}" y="{HEIGHT + 14}" text-anchor="middle">{told}</text>'
    for place, told in up.ticks:
        yield f'<line x1="0" y1="{HEIGHT + place:.1f}" x2="{WIDTH}" y2="{HEIGHT + place:.1f}"/>'
        yield f'<text x="-6" y="{HEIGHT + place + 4:.1f}" text-anchor="end">{told}</text>'
    for number, curve in enumerate(panel.curves):
        colour = COLOURS[number % len(COLOURS)]
        placed = " ".join(f"{across.at(x):.1f},{HEIGHT + up.at(y):.1f}" for x, y in curve.points)
        yield f'<polyline points="{placed}" stroke="{colour}"/>'
        below = HEIGHT + 32 + 14 * (number // 2)
        yield f'<text x="{number % 2 * 200}" y="{below}" style="fill:{colour}">{escape(curve.name)}</text>'


@dataclass(frozen=True, slots=True)
class _Axis:
    first: int
    last: int
    length: float

    def at(self, value: float) -> float:
        return (math.log10(value) - self.first) / (self.last - self.first) * self.length

    @property
    def ticks(self) -> Iterator[tuple[float, str]]:
        for power in range(self.first, self.last + 1):
            yield self.at(10.0**power), f"{10**power:,}" if power >= 0 else f"{10.0**power:g}"


def _axis(values: Sequence[float], length: float) -> _Axis:
    first = math.floor(math.log10(min(values)))
    return _Axis(first, max(first + 1, math.ceil(math.log10(max(values)))), length)
