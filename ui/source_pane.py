"""The component that shows an article as evidence: the cited words marked, and the way to the sources before and after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

import streamlit as st

from assistant.opened import Opened, Walk
from ui.citation import place
from ui.drawn import PARTS, STYLE

Json = dict[str, Any]

_STYLE = f"""{STYLE}
.root {{ display: flex; flex-direction: column; max-height: max(24rem, calc(100vh - 17rem)); }}
.walk {{ display: flex; align-items: center; gap: .5em; margin-bottom: .5em; }}
.walk button {{ font-size: .9em; vertical-align: baseline; margin: 0; padding: .45em .8em; border-radius: .5em; }}
.walk button[aria-disabled=true] {{ opacity: .45; cursor: default; background: none; color: var(--st-link-color); }}
[hidden] {{ display: none !important; }}
.walk span {{ flex: 1; text-align: center; font-size: .9em; }}
.head .meta {{ opacity: 1; color: color-mix(in srgb, var(--st-text-color) 80%, var(--st-background-color)); margin-bottom: .25em; }}
.head a {{ display: inline-block; padding: .15em 0; font-size: .85em; }}
.remark {{ font-size: .85em; margin: .2em 0; padding: .3em .6em; border-inline-start: 3px solid #d08700;
  background: color-mix(in srgb, #d08700 12%, transparent); }}
.article {{ flex: 1; min-height: 10rem; overflow-y: auto; margin-top: .4em; padding-inline-end: .6em; }}
.whole {{ max-height: none; }}
.whole .article {{ overflow-y: visible; }}
.article p {{ padding-inline-start: .7em; border-inline-start: 3px solid transparent; }}
.article .cited {{ border-inline-start-color: var(--st-link-color); }}
mark {{ background: #fff0b3; color: #222; padding: 0 .05em; }}
mark.chosen {{ background: #ffcf33; color: #111; box-shadow: 0 2px 0 #b37400; }}
"""

# What was drawn once stays: a button that has the focus keeps it while the article under it is another.
_SOURCE = f"""{PARTS}
function framed(parentElement) {{
  const root = emptied(parentElement), walk = line('div', 'walk', '');
  const before = line('button', '', '\u2039 Previous'), at = line('span', '', ''), after = line('button', '', 'Next \u203a');
  before.setAttribute('aria-label', 'Previous source');
  after.setAttribute('aria-label', 'Next source');
  before.setAttribute('aria-keyshortcuts', 'ArrowLeft');
  after.setAttribute('aria-keyshortcuts', 'ArrowRight');
  at.setAttribute('role', 'status');
  before.onclick = () => root.step('before');
  after.onclick = () => root.step('after');
  walk.append(before, at, after);
  const head = line('div', 'head', ''), article = line('div', 'article', '');
  article.tabIndex = 0;
  article.setAttribute('role', 'region');
  article.setAttribute('aria-label', 'The article, the cited words marked');
  root.append(walk, head, article);
  root.onkeydown = (event) => {{
    const step = {{ ArrowLeft: 'before', ArrowRight: 'after' }}[event.key];
    if (step && !event.altKey && !event.ctrlKey && !event.metaKey) {{ event.preventDefault(); root.step(step); }}
  }};
  return Object.assign(root, {{ walk, before, at, after, head, article }});
}}
function hosted(url) {{  // "" for an address that a browser cannot open
  try {{ return new URL(url).hostname; }} catch {{ return ''; }}
}}
function headed(root, source) {{
  root.head.replaceChildren(written('h3', '', source.title || '(no title)'));
  const meta = line('p', 'meta', '');
  for (const part of [source.outlet, source.author, source.day].filter(Boolean)) {{
    if (meta.childNodes.length) meta.append(' \u00b7 ');
    meta.append(line('bdi', '', part));
  }}
  root.head.append(meta);
  const host = hosted(source.url);
  if (host) {{
    const link = line('a', '', 'Open the original at ' + host);
    link.href = source.url; link.target = '_blank'; link.rel = 'noopener noreferrer nofollow'; link.title = source.url;
    root.head.append(link);
  }}
  for (const remark of source.remarks) root.head.append(line('p', 'remark', remark));
}}
function told(root, source) {{
  root.article.replaceChildren();
  root.article.lang = source.language;
  let heading = '', focus = null;
  for (const paragraph of source.paragraphs) {{
    if (paragraph.heading && paragraph.heading !== heading) root.article.append(written('h4', '', paragraph.heading));
    heading = paragraph.heading;
    const element = written('p', paragraph.marks.length ? 'cited' : '', '');
    element.append(line('bdi', 'number', paragraph.number + ' '));
    marked(element, paragraph.text, paragraph.marks);
    root.article.append(element);
    if (paragraph.number === source.focus) focus = element;
  }}
  if (focus) requestAnimationFrame(() => {{
    const mark = focus.querySelector('.chosen') || focus, box = root.article.getBoundingClientRect();
    const tall = focus.offsetHeight > root.article.clientHeight - 40 ? mark : focus;
    root.article.scrollTop += tall.getBoundingClientRect().top - box.top - 24;
  }});
}}
function shown(parentElement, one, hint) {{
  document.documentElement.dataset.openSource = one.place;
  dispatchEvent(new Event('source-opened'));
  const drawn = JSON.stringify(one);
  let root = parentElement.querySelector('.root');
  if (root && root.drawn === drawn) return root;
  if (!one.source) {{
    root = emptied(parentElement);
    root.append(line('p', 'meta', hint));
  }} else {{
    if (!root || !root.article) root = framed(parentElement);
    const walk = one.walk;
    root.walk.hidden = !walk;
    root.at.textContent = walk ? `Source ${{walk.at}} of ${{walk.of}}` : '';
    for (const [button, there] of [[root.before, walk && walk.before], [root.after, walk && walk.after]]) {{
      button.hidden = !walk || walk.of < 2;
      button.setAttribute('aria-disabled', String(!there));
    }}
    root.classList.toggle('whole', Boolean(one.whole));
    headed(root, one.source);
    told(root, one.source);
  }}
  return Object.assign(root, {{ one, drawn }});
}}
// A source that was sent along is shown as soon as it is asked for; until the server knows of it, what it says is of before.
export default function({{ data, parentElement, setTriggerValue }}) {{
  const {{ one, next, hint }} = data;
  const draw = (source) => {{
    shown(parentElement, source, hint).step = (step) => {{ if (source.walk && source.walk[step]) open(source.walk[step]); }};
  }};
  const open = (place) => {{
    parentElement.asked = {{ place, until: performance.now() + 4000 }};
    if (next[place]) draw(next[place]);
    setTriggerValue('opened', place);
  }};
  const asked = (event) => {{
    const root = parentElement.querySelector('.root');
    if (!next || !next[event.detail] || !root.getClientRects().length) return;
    event.preventDefault();  // the pane tells the server
    open(event.detail);
  }};
  const waits = parentElement.asked;
  if (!waits || waits.place === one.place || performance.now() > waits.until) {{
    parentElement.asked = null;
    draw(one);
  }}
  if (parentElement.hears) removeEventListener('source-asked', parentElement.hears);
  parentElement.hears = asked;
  addEventListener('source-asked', asked);
  return () => removeEventListener('source-asked', asked);
}}
"""

_component = st.components.v2.component("cited_source", js=_SOURCE, css=_STYLE)


def draw_whole(opened: Opened, *, key: str) -> None:
    """An article for reading, as long as it is: no place in it is cited."""
    _component(data={"one": {"source": _source(opened), "place": "", "walk": None, "whole": True}}, key=key)


def shown(opened: Opened, walk: Walk | None, cited: Mapping[str, Any]) -> Json:
    """An article opened at a citation, as the pane draws it."""
    return {"source": _source(opened), "place": place(cited), "walk": _walk(walk)}


def draw(one: Json | None, further: Mapping[str, Json], hint: str, *, key: str, on_open: Callable[[str], None]) -> None:
    """Draw what is open, a hint where nothing is; `on_open` is told the place of what the reader opens from here.

    `further` are sources that may be opened next, by their places: a click on one of these waits for no server. The
    component is loaded before the first of them.
    """

    def opened() -> None:
        wanted = st.session_state[key].opened
        if wanted:
            on_open(str(wanted))

    nothing = {"source": None, "place": "", "walk": None}
    _component(data={"one": one or nothing, "next": further, "hint": hint}, key=key, on_opened_change=opened)


def _source(opened: Opened) -> Json:
    marks = {number: [list(asdict(one).values()) for one in found] for number, found in opened.marks.items()}
    paragraphs = [
        {"number": one.number, "text": one.text, "heading": one.heading, "marks": marks.get(one.number, [])}
        for one in opened.paragraphs
    ]
    return {
        "title": opened.title, "outlet": opened.outlet, "author": opened.author, "day": opened.day, "language": opened.language,
        "url": opened.url, "remarks": list(opened.remarks), "paragraphs": paragraphs, "focus": opened.focus,
    }  # fmt: skip


def _walk(walk: Walk | None) -> Json | None:
    if walk is None:
        return None
    before, after = (place(one) if one else None for one in (walk.before, walk.after))
    return {"at": walk.at, "of": walk.of, "before": before, "after": after}
