"""The sentences of a model that are not given as an answer: struck through, what is wrong marked, the reason in words."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui.drawn import PARTS, STYLE, joined

Json = dict[str, Any]

_LEFT_OUT = f"""{PARTS}
export default function({{ data, parentElement }}) {{
  const root = emptied(parentElement);
  for (const one of data.left_out) {{
    const block = line('p', '', '');
    if (one.text) {{
      const struck = line('s', '', '');
      marked(struck, one.text, one.spans);
      block.append(struck, document.createElement('br'));
    }}
    block.append(line('span', 'meta', one.reason));
    root.append(block);
  }}
}}
"""

_component = st.components.v2.component("sentences_left_out", js=_LEFT_OUT, css=STYLE)


def draw(left_out: list[Json], *, key: str) -> None:
    """Behind a click, what was left out; nothing where nothing was."""
    if not left_out:
        return
    with st.expander(f"{len(left_out)} sentences left out" if len(left_out) > 1 else "1 sentence left out"):
        _component(data={"left_out": [_drawn(one) for one in left_out]}, key=key)


def _drawn(one: Json) -> Json:
    """A sentence with the spans to mark, or that there is none to be shown."""
    reason = one["reason"] if one["text"] else f"A sentence that is not shown: {one['reason']}."
    spans = joined([(problem["start"], problem["end"]) for problem in one["problems"]])
    return {"text": one["text"], "reason": reason[:1].upper() + reason[1:], "spans": spans}
