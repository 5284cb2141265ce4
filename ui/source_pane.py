"""The component that shows an article as evidence: the cited words marked, and the way to the sources before and after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Literal

import streamlit as st

from assistant.opened import Opened, Walk
from ui.drawn import PARTS, STYLE

Step = Literal["before", "after"]

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
function headed(root, source) {{
  root.head.replaceChildren(written('h3', '', source.title || '(no title)'));
  const meta = line('p', 'meta', '');
  for (const part of [source.outlet, source.author, source.day].filter(Boolean)) {{
    if (meta.childNodes.length) meta.append(' \u00b7 ');
    meta.append(line('bdi', '', part));
  }}
  root.head.append(meta);
  if (source.url) {{
    const link = line('a', '', 'Open the original at ' + new URL(source.url).hostname);
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
export default function({{ data, parentElement, setTriggerValue }}) {{
  document.documentElement.dataset.openSource = data.place;
  dispatchEvent(new Event('source-opened'));
  const drawn = JSON.stringify(data);
  let root = parentElement.querySelector('.root');
  if (root && root.drawn === drawn) return;
  if (!data.source) {{
    root = emptied(parentElement);
    root.append(line('p', 'meta', data.hint));
  }} else {{
    if (!root || !root.article) root = framed(parentElement);
    const walk = data.walk;
    root.walk.hidden = !walk;
    root.at.textContent = walk ? `Source ${{walk.at}} of ${{walk.of}}` : '';
    for (const [button, there] of [[root.before, walk && walk.before], [root.after, walk && walk.after]]) {{
      button.hidden = !walk || walk.of < 2;
      button.setAttribute('aria-disabled', String(!there));
    }}
    root.classList.toggle('whole', Boolean(data.whole));
    headed(root, data.source);
    told(root, data.source);
  }}
  root.step = (step) => {{ if (data.walk && data.walk[step]) setTriggerValue('walked', step); }};
  root.drawn = drawn;
}}
"""

_component = st.components.v2.component("cited_source", js=_SOURCE, css=_STYLE)


def hint(words: str, *, key: str) -> None:
    """What stands where no source is open; the component is loaded with it, so that the first source waits for nothing."""
    _component(data={"source": None, "place": "", "hint": words}, key=key)


def draw_whole(opened: Opened, *, key: str) -> None:
    """An article for reading, as long as it is: no place in it is cited."""
    _component(data={"source": _source(opened), "place": "", "walk": None, "whole": True}, key=key)


def draw(opened: Opened, walk: Walk | None, place: str, *, key: str, on_step: Callable[[Step], None]) -> None:
    """An article opened at a place; `on_step` is told when the reader goes to the source before or after."""

    def stepped() -> None:
        step = st.session_state[key].walked
        if step in ("before", "after"):
            on_step(step)

    data = {"source": _source(opened), "place": place, "walk": _walk(walk)}
    _component(data=data, key=key, on_walked_change=stepped)


def _source(opened: Opened) -> dict[str, Any]:
    marks = {number: [list(asdict(one).values()) for one in found] for number, found in opened.marks.items()}
    paragraphs = [
        {"number": one.number, "text": one.text, "heading": one.heading, "marks": marks.get(one.number, [])}
        for one in opened.paragraphs
    ]
    return {
        "title": opened.title, "outlet": opened.outlet, "author": opened.author, "day": opened.day, "language": opened.language,
        "url": opened.url, "remarks": list(opened.remarks), "paragraphs": paragraphs, "focus": opened.focus,
    }  # fmt: skip


def _walk(walk: Walk | None) -> dict[str, Any] | None:
    if walk is None:
        return None
    return {"at": walk.at, "of": walk.of, "before": walk.before is not None, "after": walk.after is not None}
