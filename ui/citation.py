"""The two components that show evidence: sentences with numbered buttons, and an article with the cited words marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from ui.drawn import NARROW, PARTS, SENTENCE, STYLE, joined

Json = dict[str, Any]
OnCite = Callable[[Json, bool], None]  # the citation that was clicked, and whether the page is as narrow as a phone's

VERDICTS = {
    "verbatim": ("“”", "Verbatim: the source's own words"),
    "supported": ("✓", "Borne out by its source"),
    "unsupported": ("?", "Not borne out by its source"),
}

# Sentences that are drawn already stay as they are while others join them: a focus or a selection is not lost.
_CLAIMS = f"""{PARTS}{SENTENCE}
export default function({{ data, parentElement, setTriggerValue }}) {{
  const wanted = data.claims.map((claim) => JSON.stringify(claim));
  let root = parentElement.querySelector('.root');
  if (!root || root.drawn.some((one, at) => one !== wanted[at])) {{
    root = emptied(parentElement);
    root.drawn = [];
    if (data.arrives) requestAnimationFrame(() => root.scrollIntoView({{ block: 'nearest' }}));
    if (data.live) root.setAttribute('aria-live', 'polite');
  }}
  root.cite = (key) => setTriggerValue('cited', {{ key, narrow: window.innerWidth < {NARROW} }});
  for (const claim of data.claims.slice(root.drawn.length)) root.append(sentence(claim, root));
  root.drawn = wanted;
}}
"""

_ARTICLE = f"""{PARTS}
export default function({{ data, parentElement }}) {{
  const root = emptied(parentElement);
  root.append(line('h3', '', data.title), line('p', 'meta', data.meta));
  if (data.url) {{
    const link = line('a', 'meta', data.url);
    link.href = data.url; link.target = '_blank'; link.rel = 'noopener noreferrer nofollow';
    root.append(link);
  }}
  const article = line('div', 'article', '');
  article.tabIndex = 0;
  article.setAttribute('role', 'region');
  article.setAttribute('aria-label', data.whole ? 'The article' : 'The article, the cited words marked');
  if (data.whole) article.style.maxHeight = 'none';
  let heading = '', focus = null;
  for (const paragraph of data.paragraphs) {{
    if (paragraph.heading && paragraph.heading !== heading) article.append(line('h4', '', paragraph.heading));
    heading = paragraph.heading;
    const element = line('p', paragraph.spans.length ? 'cited' : '', '');
    element.append(line('span', 'number', paragraph.number + ' '));
    marked(element, paragraph.text, paragraph.spans);
    article.append(element);
    if (paragraph.number === data.focus) focus = element;
  }}
  root.append(article);
  if (focus) requestAnimationFrame(() => {{ article.scrollTop = focus.offsetTop - article.offsetTop - 40; }});
}}
"""

_claims_component = st.components.v2.component("cited_claims", js=_CLAIMS, css=STYLE)
_article_component = st.components.v2.component("cited_article", js=_ARTICLE, css=STYLE)


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

    drawn = [
        {
            "text": claim["text"],
            "verdict": VERDICTS[claim["verdict"]] if checked else None,
            "sources": [source(citation, f"{number}:{place}") for place, citation in enumerate(claim["citations"])],
        }
        for number, claim in enumerate(shown)
    ]
    _claims_component(data={"claims": drawn, "live": live, "arrives": arrives}, key=key, on_cited_change=clicked)


def article(shown: Json, spans: dict[int, list[tuple[int, int]]], focus: int, *, key: str, whole: bool = False) -> None:
    """A whole article (as `briefing articles ID` prints it), the given spans of its paragraphs marked.

    It scrolls beside what cites it; with `whole` it is as long as it is, for reading.
    """
    paragraphs = [
        {**paragraph, "spans": joined(spans.get(paragraph["number"], []))} for paragraph in shown["paragraphs"]
    ]
    meta = ", ".join(
        filter(None, (shown["source"], shown["author"], shown["published"][:16].replace("T", " ") or "undated"))
    )
    data = {
        "title": shown["title"] or "(no title)", "meta": f"{meta}; version {shown['version']}", "url": shown["url"],
        "paragraphs": paragraphs, "focus": focus, "whole": whole,
    }  # fmt: skip
    _article_component(data=data, key=key)


def label(citation: Mapping[str, Any]) -> str:
    """What a citation's button is called: "Source 2: The Courier, paragraph 5"."""
    outlet = citation["source"] or citation["title"] or citation["article_id"]
    return f"Source {citation['number']}: {outlet}, paragraph {citation['paragraph']}"


def source(citation: Mapping[str, Any], key: str) -> Json:
    """What a citation's button is drawn from; `key` comes back when it is clicked."""
    preview = ", ".join(filter(None, (citation["source"], citation["title"], citation["published"][:10])))
    return {
        "key": key,
        "number": str(citation["number"]),
        "label": label(citation),
        "preview": preview or citation["article_id"],
    }
