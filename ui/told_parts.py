"""The component that draws the parts of a story: titled sentences with numbered buttons, pairs side by side, parts folded up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import streamlit as st

from assistant.front_page import Part, Sentence
from ui import citation
from ui.drawn import NARROW, PARTS, SENTENCE, STYLE

Json = dict[str, Any]

_STYLE = f"""{STYLE}
h4 {{ margin: 1.1em 0 .4em; }}
.pairs {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(min(12rem, 100%), 1fr)); gap: .6em; margin: .2em 0 .8em; }}
.cell {{ border: 1px solid color-mix(in srgb, var(--st-text-color) 25%, transparent); border-radius: .5em; padding: .5em .7em; }}
.cell p {{ margin: 0; }}
.cell .colon {{ display: none; }}
.cell b {{ display: block; font-size: .85em; font-weight: normal; opacity: .8; }}
details {{ margin: .3em 0; }}
summary {{ cursor: pointer; color: var(--st-link-color); width: fit-content; }}
details > p {{ margin: .4em 0 .4em .9em; font-size: .92em; }}
"""

# Drawn anew only when it says something else: a part that was opened stays open, a focus is not lost.
_TOLD = f"""{PARTS}{SENTENCE}
function pair(one, root) {{
  const block = line('div', '', ''), cells = line('div', 'pairs', '');
  if (one.title) block.append(line('p', 'meta', one.title));
  for (const cell of one.cells) {{
    const box = line('div', 'cell', '');
    box.append(sentence(cell, root));
    cells.append(box);
  }}
  block.append(cells);
  return block;
}}
function part(told, root) {{
  const block = line(told.folded ? 'details' : 'section', '', '');
  if (told.title) block.append(line(told.folded ? 'summary' : 'h4', '', told.title));
  block.append(...told.pairs.map((one) => pair(one, root)), ...told.sentences.map((one) => sentence(one, root)));
  return block;
}}
export default function({{ data, parentElement, setTriggerValue }}) {{
  const wanted = JSON.stringify(data.parts);
  let root = parentElement.querySelector('.root');
  if (!root || root.drawn !== wanted) {{
    root = emptied(parentElement);
    root.drawn = wanted;
    root.append(...data.parts.map((one) => part(one, root)));
  }}
  root.cite = (key) => setTriggerValue('cited', {{ key, narrow: window.innerWidth < {NARROW} }});
}}
"""

_component = st.components.v2.component("told_parts", js=_TOLD, css=_STYLE)


def draw(parts: Sequence[Part], *, key: str, on_cite: citation.OnCite) -> None:
    """The parts one below another; `on_cite` gets the citation that was clicked. Nothing where there is no part."""
    if not parts:
        return
    citations: dict[str, Mapping[str, Any]] = {}
    drawn = [_part(part, str(number), citations) for number, part in enumerate(parts)]

    def clicked() -> None:
        chosen = st.session_state[key].cited
        if chosen and chosen["key"] in citations:
            on_cite(dict(citations[chosen["key"]]), bool(chosen["narrow"]))

    _component(data={"parts": drawn}, key=key, on_cited_change=clicked)


def _part(part: Part, place: str, citations: dict[str, Mapping[str, Any]]) -> Json:
    pairs = [
        {"title": pair.title, "cells": list(_sentences(pair.cells, f"{place}.{number}", citations))}
        for number, pair in enumerate(part.pairs)
    ]
    sentences = list(_sentences(part.sentences, place, citations))
    return {"title": part.title, "sentences": sentences, "pairs": pairs, "folded": part.folded}


def _sentences(told: Sequence[Sentence], place: str, citations: dict[str, Mapping[str, Any]]) -> Iterator[Json]:
    """Sentences as they are drawn; the citations behind them are put down under the keys of their buttons."""
    for number, one in enumerate(told):
        keys = [f"{place}:{number}:{at}" for at in range(len(one.citations))]
        citations.update(zip(keys, one.citations, strict=True))
        sources = [citation.source(cited, key) for cited, key in zip(one.citations, keys, strict=True)]
        yield {"text": one.text, "label": one.label, "warning": one.warning, "sources": sources}
