"""The component that draws the parts of a story: titled sentences with numbered buttons, pairs side by side, parts folded up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import streamlit as st

from assistant.front_page import Part, Sentence
from assistant.further import LABELS
from ui import citation
from ui.drawn import NARROW, PARTS, SENTENCE, STYLE

Json = dict[str, Any]
OnAsk = Callable[[Sentence, str], None]  # the sentence that is asked about, and what of it is asked

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
.asks {{ white-space: nowrap; }}
.asks button {{ vertical-align: baseline; border-color: transparent; padding: .3em .5em; }}
.asks button[aria-expanded=true], .asks span button {{ border-color: var(--st-link-color); }}
@media (hover: hover) {{
  .asks {{ opacity: 0; }}
  p:hover > .asks, p:focus-within > .asks, .asks.open {{ opacity: 1; }}
}}
@media print {{
  .asks {{ display: none; }}
  button {{ border: none; background: none; color: inherit; padding: 0; }}
  .cell, p {{ break-inside: avoid; }}
  details:not(.printed) {{ display: none; }}
  details.printed::details-content {{ display: block; content-visibility: visible; height: auto; }}
  .printed > p {{ display: flex; flex-direction: row-reverse; justify-content: flex-end; gap: .6em; margin: .1em 0; }}
}}
"""

# Drawn anew only when it says something else: a part that was opened stays open, a focus is not lost.
_TOLD = f"""{PARTS}{SENTENCE}
function asking(told, root) {{
  const found = line('span', 'asks', ''), opens = line('button', '', 'Ask'), choices = line('span', '', '');
  opens.setAttribute('aria-label', 'Ask about this: ' + told.text.slice(0, 80));
  opens.setAttribute('aria-expanded', 'false');
  choices.hidden = true;
  opens.onclick = () => {{
    choices.hidden = !choices.hidden;
    found.classList.toggle('open', !choices.hidden);
    opens.setAttribute('aria-expanded', String(!choices.hidden));
    if (!choices.hidden) choices.firstChild.focus();
  }};
  choices.onkeydown = (event) => {{ if (event.key === 'Escape') {{ opens.click(); opens.focus(); }} }};
  for (const label of root.labels) {{
    const button = line('button', '', label);
    button.onclick = () => root.ask(told.place, label);
    choices.append(button);
  }}
  found.append(opens, choices);
  return found;
}}
function saying(told, root) {{
  const found = sentence(told, root);
  if (told.place) found.append(asking(told, root));
  return found;
}}
function pair(one, root) {{
  const block = line('div', '', ''), cells = line('div', 'pairs', '');
  if (one.title) block.append(line('p', 'meta', one.title));
  for (const cell of one.cells) {{
    const box = line('div', 'cell', '');
    box.append(saying(cell, root));
    cells.append(box);
  }}
  block.append(cells);
  return block;
}}
function part(told, root) {{
  const block = line(told.folded ? 'details' : 'section', told.printed ? 'printed' : '', '');
  if (told.title) block.append(line(told.folded ? 'summary' : 'h4', '', told.title));
  block.append(...told.pairs.map((one) => pair(one, root)), ...told.sentences.map((one) => saying(one, root)));
  return block;
}}
export default function({{ data, parentElement, setTriggerValue }}) {{
  const wanted = JSON.stringify(data.parts);
  let root = parentElement.querySelector('.root');
  if (!root || root.drawn !== wanted) {{
    root = emptied(parentElement);
    root.drawn = wanted;
    root.labels = data.labels;
    root.append(...data.parts.map((one) => part(one, root)));
  }}
  root.cite = (key) => setTriggerValue('cited', {{ key, narrow: window.innerWidth < {NARROW} }});
  root.ask = (place, label) => setTriggerValue('asked', {{ place, label }});
}}
"""

_component = st.components.v2.component("told_parts", js=_TOLD, css=_STYLE)


def draw(parts: Sequence[Part], *, key: str, on_cite: citation.OnCite, on_ask: OnAsk | None = None) -> None:
    """The parts one below another; `on_cite` gets the citation that was clicked. Nothing where there is no part.

    With `on_ask` each sentence that cites something may be asked about, but where it is folded up.
    """
    if not parts:
        return
    citations: dict[str, Mapping[str, Any]] = {}
    sentences: dict[str, Sentence] = {}
    drawn = [_part(part, str(number), citations, sentences if on_ask else None) for number, part in enumerate(parts)]

    def clicked() -> None:
        chosen = st.session_state[key].cited
        if chosen and chosen["key"] in citations:
            on_cite(dict(citations[chosen["key"]]), bool(chosen["narrow"]))

    def asked() -> None:
        chosen = st.session_state[key].asked
        if on_ask and chosen and chosen["place"] in sentences and chosen["label"] in LABELS:
            on_ask(sentences[chosen["place"]], chosen["label"])

    data = {"parts": drawn, "labels": list(LABELS)}
    _component(data=data, key=key, on_cited_change=clicked, on_asked_change=asked)


def _part(
    part: Part, place: str, citations: dict[str, Mapping[str, Any]], sentences: dict[str, Sentence] | None
) -> Json:
    askable = None if part.folded else sentences
    pairs = [
        {"title": pair.title, "cells": list(_sentences(pair.cells, f"{place}.{number}", citations, askable))}
        for number, pair in enumerate(part.pairs)
    ]
    told = list(_sentences(part.sentences, place, citations, askable))
    return {"title": part.title, "sentences": told, "pairs": pairs, "folded": part.folded, "printed": part.printed}


def _sentences(
    told: Sequence[Sentence], place: str, citations: dict[str, Mapping[str, Any]], askable: dict[str, Sentence] | None
) -> Iterator[Json]:
    """Sentences as they are drawn; the citations behind them are put down under the keys of their buttons.

    So are the sentences that may be asked about, each under its place.
    """
    for number, one in enumerate(told):
        asked = f"{place}:{number}" if askable is not None and one.citations else ""
        if askable is not None and asked:
            askable[asked] = one
        keys = [f"{place}:{number}:{at}" for at in range(len(one.citations))]
        citations.update(zip(keys, one.citations, strict=True))
        sources = [citation.source(cited, key) for cited, key in zip(one.citations, keys, strict=True)]
        yield {"text": one.text, "label": one.label, "warning": one.warning, "sources": sources, "place": asked}
