"""The two components that show evidence: sentences with numbered buttons, and an article with the cited words marked.

Everything from outside is drawn through `textContent`: whatever an article says, it stays text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

Json = dict[str, Any]

_STYLE = """
:host, .root { font-family: var(--st-font); color: var(--st-text-color); line-height: 1.55; }
button { font: inherit; font-size: .75em; vertical-align: super; line-height: 1; margin-left: .2em; padding: .15em .45em;
  border: 1px solid var(--st-primary-color); border-radius: .6em; background: none; color: var(--st-primary-color);
  cursor: pointer; }
button:hover, button:focus-visible, button[aria-pressed=true] { background: var(--st-primary-color); color: var(--st-background-color); }
p { margin: 0 0 .6em; }
h3 { font-size: 1.1em; margin: 0 0 .2em; } h4 { margin: .9em 0 .3em; font-size: 1em; }
.meta, .number { opacity: .75; font-size: .85em; }
.article { max-height: 68vh; overflow-y: auto; padding-right: .6em; }
.cited { border-left: 3px solid var(--st-primary-color); padding-left: .6em; }
mark { background: #ffe27a; color: #222; border-radius: .2em; }
"""

_CLAIMS = """
export default function({ data, parentElement, setTriggerValue }) {
  const root = document.createElement('div');
  root.className = 'root';
  for (const claim of data.claims) {
    const line = document.createElement('p');
    line.append(document.createTextNode(claim.text));
    for (const source of claim.sources) {
      const button = document.createElement('button');
      button.textContent = source.number;
      button.title = source.preview;
      button.setAttribute('aria-label', source.label);
      button.onclick = () => setTriggerValue('cited', source.key);
      line.append(button);
    }
    root.append(line);
  }
  for (const old of parentElement.querySelectorAll('.root')) old.remove();
  parentElement.append(root);
}
"""

_ARTICLE = """
function marked(target, text, spans) {
  // Offsets count characters, JavaScript strings count UTF-16 units: work on an array of characters.
  const characters = Array.from(text);
  let at = 0;
  for (const [start, end] of spans) {
    target.append(document.createTextNode(characters.slice(at, start).join('')));
    const mark = document.createElement('mark');
    mark.textContent = characters.slice(start, end).join('');
    target.append(mark);
    at = end;
  }
  target.append(document.createTextNode(characters.slice(at).join('')));
}
function line(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
export default function({ data, parentElement }) {
  for (const old of parentElement.querySelectorAll('.root')) old.remove();
  const root = document.createElement('div');
  root.className = 'root';
  root.append(line('h3', '', data.title), line('p', 'meta', data.meta));
  if (data.url) {
    const link = line('a', 'meta', data.url);
    link.href = data.url; link.target = '_blank'; link.rel = 'noopener noreferrer nofollow';
    root.append(link);
  }
  const article = line('div', 'article', '');
  article.tabIndex = 0;
  article.setAttribute('role', 'region');
  article.setAttribute('aria-label', 'The article, the cited words marked');
  let heading = '', focus = null;
  for (const paragraph of data.paragraphs) {
    if (paragraph.heading && paragraph.heading !== heading) article.append(line('h4', '', paragraph.heading));
    heading = paragraph.heading;
    const element = line('p', paragraph.spans.length ? 'cited' : '', '');
    element.append(line('span', 'number', paragraph.number + ' '));
    marked(element, paragraph.text, paragraph.spans);
    article.append(element);
    if (paragraph.number === data.focus) focus = element;
  }
  root.append(article);
  parentElement.append(root);
  if (focus) requestAnimationFrame(() => { article.scrollTop = focus.offsetTop - article.offsetTop - 40; });
}
"""

_claims_component = st.components.v2.component("cited_claims", js=_CLAIMS, css=_STYLE)
_article_component = st.components.v2.component("cited_article", js=_ARTICLE, css=_STYLE)


def claims(shown: list[Json], *, key: str, on_cite: Callable[[Json], None]) -> None:
    """Sentences with a numbered button a source; `on_cite` gets the citation that was clicked."""
    citations = {
        f"{number}:{place}": citation
        for number, claim in enumerate(shown)
        for place, citation in enumerate(claim["citations"])
    }

    def clicked() -> None:
        chosen = st.session_state[key].cited
        if chosen in citations:
            on_cite(citations[chosen])

    data = {
        "claims": [
            {
                "text": claim["text"],
                "sources": [
                    _source(citation, f"{number}:{place}") for place, citation in enumerate(claim["citations"])
                ],
            }
            for number, claim in enumerate(shown)
        ]
    }
    _claims_component(data=data, key=key, on_cited_change=clicked)


def article(shown: Json, spans: dict[int, list[tuple[int, int]]], focus: int, *, key: str) -> None:
    """A whole article (as `briefing articles ID` prints it), the given spans of its paragraphs marked."""
    paragraphs = [
        {**paragraph, "spans": joined(spans.get(paragraph["number"], []))} for paragraph in shown["paragraphs"]
    ]
    meta = ", ".join(
        filter(None, (shown["source"], shown["author"], shown["published"][:16].replace("T", " ") or "undated"))
    )
    data = {
        "title": shown["title"] or "(no title)", "meta": f"{meta}; version {shown['version']}", "url": shown["url"],
        "paragraphs": paragraphs, "focus": focus,
    }  # fmt: skip
    _article_component(data=data, key=key)


def joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap made one, so that no word is drawn twice.

    >>> joined([(10, 20), (0, 5), (12, 15), (18, 25)])
    [(0, 5), (10, 25)]
    """
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def label(citation: Json) -> str:
    """What a citation's button is called: "Source 2: The Courier, paragraph 5"."""
    outlet = citation["source"] or citation["title"] or citation["article_id"]
    return f"Source {citation['number']}: {outlet}, paragraph {citation['paragraph']}"


def _source(citation: Json, key: str) -> Json:
    preview = ", ".join(filter(None, (citation["source"], citation["title"], citation["published"][:10])))
    return {
        "key": key,
        "number": str(citation["number"]),
        "label": label(citation),
        "preview": preview or citation["article_id"],
    }
