"""Charts of what happened when, drawn by Altair, each with its meaning in words for whoever does not see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from assistant.story_lists import Telling
from ui.drawn import PARTS

ROW = 26  # pixels of height that an outlet takes
LONGEST_NAME = 160  # pixels
COLOURS = {"light": "#1a5fb4", "dark": "#78aeed"}  # the theme's own blue, in the dark a lighter one of it
MOST_SAID = 12  # days that a small timeline tells in words
LARGEST = 6  # pixels of the radius of a dot
EACH_DAY = 14  # days that are each given a tick


# Dots on a line; a chart of Altair's in each row of a list would take seconds to draw.
_SMALL = f"""{PARTS}
const SVG = 'http://www.w3.org/2000/svg';
function element(name, attributes) {{
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}}
export default function({{ data, parentElement }}) {{
  const root = emptied(parentElement);
  const drawing = element('svg', {{ viewBox: '0 0 200 14', width: 200, height: 14, role: 'img', 'aria-label': data.words }});
  const title = element('title', {{}});
  title.textContent = data.words;
  drawing.append(title, element('line', {{ x1: 7, x2: 193, y1: 7, y2: 7, class: 'axis' }}));
  for (const [at, size] of data.points) drawing.append(element('circle', {{ cx: 7 + 186 * at, cy: 7, r: size, class: 'point' }}));
  root.append(drawing);
}}
"""
_SMALL_STYLE = """
svg { display: block; max-width: 100%; }
.axis { stroke: var(--st-text-color); opacity: .35; }
.point { fill: var(--st-link-color); }
"""
_small = st.components.v2.component("small_timeline", js=_SMALL, css=_SMALL_STYLE)


def small(days: Sequence[tuple[date, int]], *, key: str) -> None:
    """How many articles came on which days, as dots on a line; nothing for a single day."""
    if len(days) < 2:
        return
    first, span = days[0][0], (days[-1][0] - days[0][0]).days
    words = ", ".join(f"{day.day} {day:%b}: {count}" for day, count in days[:MOST_SAID])
    if len(days) > MOST_SAID:
        words += f" and {len(days) - MOST_SAID} more days"
    points = [((day - first).days / span, min(LARGEST, 2 + count)) for day, count in days]
    _small(data={"points": points, "words": f"Articles a day: {words}"}, key=key)


def of_entries(dated: Sequence[tuple[str, str]], *, key: str) -> None:
    """The dated entries of a story as points in time; nothing for none."""
    if not dated:
        return
    days = [day for day, _ in dated]
    told = f"Timeline of {len(dated)} entries from {min(days)} to {max(days)}; the list above has them in words."
    alt = _altair()
    points = [{"day": _local(day), "what": what[:200]} for day, what in dated]
    chart = (
        alt.Chart(alt.Data(values=points))
        .mark_circle(size=140, opacity=1, color=_colour())
        .encode(x=_time(alt, days), tooltip=[alt.Tooltip("day:T", title="Day", format="%-d %b %Y"), "what:N"])
    )
    _draw(chart, told, 70, key)


def of_articles(told: Sequence[Telling], *, key: str) -> None:
    """The articles of a story by outlet and day; nothing where all are of one day or there are fewer than three."""
    days = [one.day.isoformat() for one in told]
    if len(told) < 3 or len(set(days)) < 2:
        return
    outlets = {one.outlet for one in told}
    words = f"Articles by outlet and day: {len(told)} of {len(outlets)} outlets from {min(days)} to {max(days)}; the list has each."
    alt = _altair()
    points = [
        {"day": _local(one.day.isoformat()), "outlet": one.outlet or "(no outlet)", "title": one.title} for one in told
    ]
    tooltip = [alt.Tooltip("day:T", title="Day", format="%-d %b %Y"), "outlet:N", "title:N"]
    names = alt.Y("outlet:N", title=None, axis=alt.Axis(labelLimit=LONGEST_NAME))
    chart = (
        alt.Chart(alt.Data(values=points))
        .mark_circle(size=140, opacity=1, color=_colour())
        .encode(x=_time(alt, days), y=names, tooltip=tooltip)
    )
    _draw(chart, words, 50 + ROW * len(outlets), key)


def _colour() -> str:
    """The colour of a point, which stands out from the background of either theme (3:1 or more, WCAG 1.4.11)."""
    return COLOURS.get(str(st.context.theme.type), COLOURS["light"])


def _altair() -> Any:
    import altair

    return altair


def _local(day: str) -> str:
    """A day's midnight without a zone, which a browser reads as its own: a bare date it would take for UTC's, and shift."""
    return f"{day}T00:00:00"


def _time(alt: Any, days: Sequence[str]) -> Any:
    span = date.fromisoformat(max(days)) - date.fromisoformat(min(days))
    ticks = {"interval": "day", "step": 1} if span.days <= EACH_DAY else 6
    axis = alt.Axis(format="%-d %b", labelOverlap=True, tickCount=ticks, grid=True)
    return alt.X("day:T", title=None, axis=axis, scale=alt.Scale(padding=16))


def _draw(chart: Any, words: str, height: int, key: str) -> None:
    st.altair_chart(chart.properties(height=height, description=words), key=key)
