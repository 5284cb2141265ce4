"""The component that copies a text: by the browser's clipboard, else by a selection, else it shows the text selected."""

from __future__ import annotations

import streamlit as st

from ui.drawn import PARTS

_STYLE = """
:host, .root { font-family: var(--st-font); color: var(--st-text-color); }
.root { display: flex; align-items: center; gap: .6em; flex-wrap: wrap; }
button { font: inherit; font-size: .875rem; line-height: 1.6; min-height: 2.5rem; padding: .25rem .75rem; cursor: pointer; color: inherit;
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius, .5rem); background: var(--st-background-color); }
button:hover, button:focus-visible { border-color: var(--st-primary-color); color: var(--st-primary-color); }
.meta { opacity: .8; font-size: .85em; }
textarea { width: 100%; height: 5rem; font: inherit; font-size: .85em; }
"""

# navigator.clipboard is there on https and on this machine's own addresses; execCommand is old and works elsewhere too.
_COPY = f"""{PARTS}
async function copied(text, root) {{
  try {{
    await navigator.clipboard.writeText(text);
    return true;
  }} catch (error) {{
    const area = line('textarea', '', '');
    area.value = text; area.readOnly = true;
    root.append(area);
    area.select();
    const done = document.execCommand('copy');
    if (done) area.remove();
    return done;
  }}
}}
export default function({{ data, parentElement }}) {{
  let root = parentElement.querySelector('.root');
  if (!root) {{
    root = emptied(parentElement);
    const said = line('span', 'meta', '');
    said.setAttribute('role', 'status');
    root.append(line('button', '', data.label), said);
  }}
  const [button, said] = root.children;
  button.onclick = async () => {{
    for (const old of root.querySelectorAll('textarea')) old.remove();
    const done = await copied(data.text, root);
    said.textContent = done ? 'Copied' : 'Press Ctrl+C to copy:';
    clearTimeout(root.fading);
    if (done) root.fading = setTimeout(() => {{ said.textContent = ''; }}, 4000);
  }};
}}
"""

_component = st.components.v2.component("copied_text", js=_COPY, css=_STYLE)


def button(label: str, text: str, *, key: str) -> None:
    """A button that copies a text, and says that it did."""
    _component(data={"label": label, "text": text}, key=key, width="content")
