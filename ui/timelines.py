"""Drawings of what happened when, each with its meaning in words for whoever does not see it.

Altair drew them before: its import took a second of the first visit, and each of its charts as long as all of a story's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import streamlit as st

from assistant.story_lists import Telling
from assistant.when import day_words
from ui.drawn import PARTS

Point = tuple[date, str]  # the day, and what is said of it where a pointer rests
MOST_TICKS = 6
MOST_SAID = 12  # days that a small timeline tells in words
LARGEST = 14  # pixels of a dot
POINT = "--st-primary-color"  # of our own theme, which stands out from the background of both

_DRAWN = f"""{PARTS}
function placed(tag, className, at, text) {{
  const found = line(tag, className, text);
  found.style.left = (100 * at) + '%';
  return found;
}}
export default function({{ data, parentElement }}) {{
  const root = emptied(parentElement), drawing = line('div', data.small ? 'small' : 'drawing', '');
  drawing.setAttribute('role', 'img');
  drawing.setAttribute('aria-label', data.words);
  if (data.small) drawing.title = data.words;
  for (const row of data.rows) {{
    const name = line('span', 'name', row.name), track = line('span', 'track', '');
    for (const [at] of data.ticks) track.append(placed('i', 'tick', at, ''));
    for (const [at, size, told] of row.points) {{
      const point = placed('b', 'point', at, '');
      point.style.width = point.style.height = size + 'px';
      if (told) point.title = told;
      track.append(point);
    }}
    if (row.name) drawing.append(name);
    drawing.append(track);
  }}
  if (data.ticks.length) {{
    const labels = line('span', 'track labels', '');
    for (const [at, label] of data.ticks) labels.append(placed('span', 'label', at, label));
    if (data.rows.some((row) => row.name)) drawing.append(line('span', 'name', ''));
    drawing.append(labels);
  }}
  if (data.rows.some((row) => row.name)) drawing.classList.add('named');
  root.append(drawing);
}}
"""
_STYLE = f"""
.root {{ font-family: var(--st-font); color: var(--st-text-color); font-size: .85em; }}
.drawing {{ display: grid; grid-template-columns: 1fr; column-gap: 1.2em; padding: .2em 1.6em .2em .8em; }}
.drawing.named {{ grid-template-columns: minmax(4em, 10em) 1fr; padding-left: 0; }}
.small {{ width: 12em; max-width: 100%; padding: 0 .5em; box-sizing: border-box; }}
.name {{ overflow: hidden; text-overflow: ellipsis; white-space: nowrap; align-self: center; }}
.track {{ display: block; position: relative; height: 1.7em; }}
.small .track {{ height: 1.1em; }}
.track::before {{ content: ''; position: absolute; left: 0; right: 0; top: 50%; border-top: 1px solid currentColor; opacity: .35; }}
.labels {{ height: 1.4em; }} .labels::before {{ content: none; }}
.tick {{ position: absolute; top: 0; bottom: 0; border-left: 1px solid currentColor; opacity: .15; }}
.point {{ position: absolute; top: 50%; transform: translate(-50%, -50%); border-radius: 50%; background: var({POINT}); }}
.label {{ position: absolute; transform: translateX(-50%); white-space: nowrap; }}
@media print {{ .point {{ print-color-adjust: exact; -webkit-print-color-adjust: exact; }} }}
"""
_component = st.components.v2.component("timeline", js=_DRAWN, css=_STYLE)


def of_entries(dated: Sequence[tuple[str, str]], *, key: str) -> None:
    """The dated entries of a story as points in time; nothing for none."""
    if not dated:
        return
    days = sorted(day for day, _ in dated)
    told = f"Timeline of {len(dated)} entries from {days[0]} to {days[-1]}; the list above has them in words."
    _draw({"": [(date.fromisoformat(day), what[:200]) for day, what in dated]}, told, key)


def of_articles(told: Sequence[Telling], *, key: str) -> None:
    """The articles of a story by outlet and day; nothing where all are of one day or there are fewer than three."""
    days = sorted({one.day for one in told})
    if len(told) < 3 or len(days) < 2:
        return
    rows: dict[str, list[Point]] = {}
    for one in told:
        rows.setdefault(one.outlet or "(no outlet)", []).append((one.day, one.title))
    words = f"Articles by outlet and day: {len(told)} of {len(rows)} outlets from {days[0]} to {days[-1]}; the list has each."
    _draw(rows, words, key)


def small(days: Sequence[tuple[date, int]], *, key: str) -> None:
    """How many articles came on which days, as dots on a line; nothing for a single day."""
    if len(days) < 2:
        return
    words = ", ".join(f"{day.day} {day:%b}: {count}" for day, count in days[:MOST_SAID])
    if len(days) > MOST_SAID:
        words += f" and {len(days) - MOST_SAID} more days"
    points = [[_place(day, days[0][0], days[-1][0]), min(LARGEST, 4 + 2 * count), ""] for day, count in days]
    data = {"rows": [{"name": "", "points": points}], "ticks": [], "words": f"Articles a day: {words}", "small": True}
    _component(data=data, key=key)


def _draw(rows: Mapping[str, Iterable[Point]], words: str, key: str) -> None:
    """Rows of points over one span of days, under each what is told of that day."""
    named = {name: list(points) for name, points in rows.items()}
    days = [day for points in named.values() for day, _ in points]
    first, last = min(days), max(days)
    drawn = [{"name": name, "points": list(_points(points, first, last))} for name, points in named.items()]
    labels = [[_place(day, first, last), f"{day.day} {day:%b}"] for day in ticks(first, last)]
    _component(data={"rows": drawn, "ticks": labels, "words": words, "small": False}, key=key)


def _points(points: Iterable[Point], first: date, last: date) -> Iterator[list[Any]]:
    by_day: dict[date, list[str]] = {}
    for day, told in points:
        by_day.setdefault(day, []).append(told)
    for day, several in by_day.items():
        words = "\n".join([day_words(day), *several])
        yield [_place(day, first, last), min(LARGEST, 8 + 2 * len(several)), words]


def _place(day: date, first: date, last: date) -> float:
    return round((day - first).days / max(1, (last - first).days), 4)


def ticks(first: date, last: date) -> list[date]:
    """The days that are named under a drawing: the first, the last, and a few between them.

    >>> [str(day) for day in ticks(date(2026, 3, 9), date(2026, 3, 12))]
    ['2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12']
    """
    span = (last - first).days
    steps = max(1, min(MOST_TICKS - 1, span))
    return list(dict.fromkeys(first + timedelta(days=round(span * step / steps)) for step in range(steps + 1)))
