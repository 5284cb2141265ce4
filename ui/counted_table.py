"""A table of counts with headings for its rows and columns, drawn as text."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ui.drawn import PARTS

_TABLE = f"""{PARTS}
function cell(text, tag, scope) {{
  const made = line(tag, '', text);
  if (scope) made.scope = scope;
  return made;
}}
export default function({{ data, parentElement }}) {{
  const root = emptied(parentElement), frame = line('div', 'frame', ''), table = line('table', '', '');
  frame.tabIndex = 0;
  frame.setAttribute('role', 'region');
  frame.setAttribute('aria-label', data.label);
  const [heading, ...rows] = data.rows, head = line('thead', '', ''), body = line('tbody', '', '');
  const top = line('tr', '', '');
  top.append(...heading.map((text) => cell(text, 'th', 'col')));
  head.append(top);
  for (const [name, ...counts] of rows) {{
    const row = line('tr', '', '');
    row.append(cell(name, 'th', 'row'), ...counts.map((text) => cell(text, 'td', '')));
    body.append(row);
  }}
  table.append(head, body);
  frame.append(table);
  root.append(frame);
}}
"""
_STYLE = """
.root { font-family: var(--st-font); color: var(--st-text-color); font-size: .9em; }
.frame { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { padding: .2em .7em; text-align: right; border-bottom: 1px solid color-mix(in srgb, var(--st-text-color) 20%, transparent); white-space: nowrap; }
th:first-child { text-align: left; font-weight: normal; }
td:last-child { font-weight: bold; }
"""
_component = st.components.v2.component("counted_table", js=_TABLE, css=_STYLE)


def draw(rows: Sequence[Sequence[str]], *, key: str, label: str = "Articles by outlet and day") -> None:
    """A heading and rows, each with its name first; a wide table is scrolled in its frame."""
    _component(data={"rows": [list(row) for row in rows], "label": label}, key=key)
