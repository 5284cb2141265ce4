"""The component that draws sentences with a numbered button a source."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from assistant.called import UNTITLED, shown_title
from assistant.layout import warning
from assistant.opened import published_day
from assistant.render import beginning
from ui.drawn import NARROW, PARTS, SENTENCE, STYLE

Json = dict[str, Any]
OnCite = Callable[[Json, bool], None]  # the citation that was clicked, and whether the page is as narrow as a phone's

LONGEST_QUOTE = 400  # characters of the quoted words in a preview
VERDICTS = {
    "verbatim": ("“”", "Verbatim: the source's own words"),
    "supported": ("✓", "Borne out by its source"),
    "unsupported": ("?", "Not borne out by its source"),
}

# Sentences that are drawn already stay as they are while others join them: a focus or a selection is not lost.
# What arrives is kept in view while what stands around it comes, until the reader does something or another thing arrives.
_CLAIMS = f"""{PARTS}{SENTENCE}
const left = new Set(), html = document.documentElement;
function keptInView(root, arrival) {{
  const page = root.getRootNode().host?.closest('[data-testid=stMainBlockContainer]') ?? document.body;
  const isLong = root.offsetHeight > innerHeight / 2;  // its beginning is shown, with what stands above it
  if (isLong) root.style.scrollMarginTop = '11rem';
  const watch = new ResizeObserver(() => {{
    if (root.isConnected && html.dataset.arrival === arrival) root.scrollIntoView({{ block: isLong ? 'start' : 'nearest' }});
    else watch.disconnect();
  }});
  html.dataset.arrival = arrival;
  watch.observe(page);
  for (const kind of ['wheel', 'touchmove', 'keydown', 'pointerdown'])
    addEventListener(kind, () => {{ left.add(arrival); watch.disconnect(); }}, {{ once: true, passive: true }});
}}
export default function({{ data, parentElement, setTriggerValue }}) {{
  const wanted = data.claims.map((claim) => JSON.stringify(claim));
  let root = parentElement.querySelector('.root');
  if (!root || root.drawn.some((one, at) => one !== wanted[at])) {{
    root = emptied(parentElement);
    root.drawn = [];
    if (data.arrival && !left.has(data.arrival)) requestAnimationFrame(() => keptInView(root, data.arrival));
    if (data.live) root.setAttribute('aria-live', 'polite');
  }}
  root.cite = (key) => setTriggerValue('cited', {{ key, narrow: window.innerWidth < {NARROW} }});
  for (const claim of data.claims.slice(root.drawn.length)) root.append(sentence(claim, root));
  root.drawn = wanted;
}}
"""

_claims_component = st.components.v2.component("cited_claims", js=_CLAIMS, css=STYLE)


def claims(  # noqa: PLR0913  options, by name
    shown: Sequence[Json],
    *,
    key: str,
    on_cite: OnCite,
    checked: bool = False,
    live: bool = False,
    arrives: bool = False,
) -> None:
    """Sentences with a numbered button a source; `on_cite` gets the citation that was clicked.

    With `checked` each carries a mark of what its check came to; with `live` those that join are read out as they come; what
    `arrives` is brought into view.
    """
    citations = {
        f"{number}:{place}": citation
        for number, claim in enumerate(shown)
        for place, citation in enumerate(claim["citations"])
    }

    def clicked() -> None:
        chosen = st.session_state[key].cited
        if chosen and chosen["key"] in citations:
            on_cite(citations[chosen["key"]], bool(chosen["narrow"]))

    drawn = [_claim(claim, number, checked=checked) for number, claim in enumerate(shown)]
    arrival = key if arrives else ""
    _claims_component(data={"claims": drawn, "live": live, "arrival": arrival}, key=key, on_cited_change=clicked)


def _claim(claim: Json, number: int, *, checked: bool) -> Json:
    return {
        "text": claim["text"],
        "verdict": VERDICTS[claim["verdict"]] if checked else None,
        "warning": warning(claim),
        "sources": [source(citation, f"{number}:{place}") for place, citation in enumerate(claim["citations"])],
    }


def label(citation: Mapping[str, Any]) -> str:
    """What a citation's button is called: "Source 2: The Courier, paragraph 5"."""
    outlet = citation["source"] or shown_title(citation) or UNTITLED
    return f"Source {citation['number']}: {outlet}, paragraph {citation['paragraph']}"


def place(citation: Mapping[str, Any]) -> str:
    """What tells the words of a citation from any others: the pane names those that it shows by it."""
    return ":".join(str(citation[part]) for part in ("article_id", "version", "paragraph", "start", "end"))


def source(citation: Mapping[str, Any], key: str) -> Json:
    """What a citation's button and its preview are drawn from; `key` comes back when it is clicked."""
    return {
        "key": key, "number": str(citation["number"]), "label": label(citation), "place": place(citation),
        "outlet": citation["source"], "day": published_day(citation["published"]),
        "title": shown_title(citation),
        "quote": beginning(citation["quote"], LONGEST_QUOTE),
    }  # fmt: skip
