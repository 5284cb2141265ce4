"""What the components share: how they look, and the functions that draw text, which all of it is.

Everything from outside is drawn through `textContent`: whatever an article or a model says, it stays text.
"""

from __future__ import annotations

from ui.preview import PREVIEW, PREVIEW_STYLE

NARROW = 640  # pixels; below, Streamlit puts columns under one another
_OWN = """
:host, .root { font-family: var(--st-font); color: var(--st-text-color); line-height: 1.55; overflow-wrap: anywhere;
  scroll-margin: 5rem 0 14rem; }
button { font: inherit; font-size: .75em; vertical-align: super; line-height: 1; margin-left: .2em; padding: .15em .45em;
  min-width: 24px;  /* with the height of a line, the room that WCAG 2.2 asks for around what is clicked */
  border: 1px solid var(--st-link-color); border-radius: .6em; background: none; color: var(--st-link-color); cursor: pointer; }
button:hover, button:focus-visible, button[aria-current=true] { background: var(--st-link-color); color: var(--st-background-color); }
a, a:visited { color: var(--st-link-color); }
p { margin: 0 0 .6em; }
h3 { font-size: 1.1em; margin: 0 0 .2em; } h4 { margin: .9em 0 .3em; font-size: 1em; }
.meta, .number { opacity: .75; font-size: .85em; }
.marks { white-space: nowrap; }
.verdict { opacity: .75; cursor: help; }
mark { background: #ffe27a; color: #222; border-radius: .2em; }
s mark { background: #ffc9bf; }
"""
STYLE = PREVIEW_STYLE + _OWN

PARTS = """
function marked(target, text, spans) {
  // Offsets count characters, JavaScript strings count UTF-16 units: work on an array of characters.
  const characters = Array.from(text);
  let at = 0;
  for (const [start, end, chosen] of spans) {
    target.append(document.createTextNode(characters.slice(at, start).join('')));
    const mark = line('mark', chosen ? 'chosen' : '', characters.slice(start, end).join(''));
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
function written(tag, className, text) {  // in the direction in which it is written, whatever stands around it
  const element = line(tag, className, text);
  element.dir = 'auto';
  return element;
}
function emptied(parentElement) {
  for (const old of parentElement.querySelectorAll('.root')) old.remove();
  const root = line('div', 'root', '');
  parentElement.append(root);
  return root;
}
"""

# A sentence with what stands before and after it, and a numbered button a source; `root.cite` gets the key of one clicked.
# The button of the source that is open beside it is the current one: the pane says which, wherever it was opened from.
SENTENCE = (
    PREVIEW
    + """
const cites = new Set();
function pointed(button) {
  const open = document.documentElement.dataset.openSource || '';
  if (button.dataset.place === open) button.setAttribute('aria-current', 'true');
  else button.removeAttribute('aria-current');
}
addEventListener('source-opened', () => {
  for (const button of cites) button.isConnected ? pointed(button) : cites.delete(button);
});
function sentence(claim, root) {
  placed();  // what was beside a sentence that is gone goes with it
  const found = written('p', '', ''), marks = line('span', 'marks', '');
  if (claim.label) found.append(written('b', '', claim.label), line('span', 'colon', ': '));
  found.append(line('span', '', claim.text + '\u00a0'), marks);
  if (claim.verdict) {
    const verdict = line('span', 'verdict', claim.verdict[0]);
    verdict.setAttribute('role', 'img');
    verdict.setAttribute('aria-label', claim.verdict[1]);
    verdict.title = claim.verdict[1];
    marks.append(verdict);
  }
  for (const source of claim.sources) {
    const button = line('button', '', source.number);
    button.dataset.place = source.place;
    button.setAttribute('aria-label', source.label);
    button.onclick = () => {
      const asks = new CustomEvent('source-asked', { detail: source.place, cancelable: true });
      if (dispatchEvent(asks)) root.cite(source.key);  // unless the pane has it and shows it
    };
    previewed(button, source, root.parentNode);
    pointed(button);
    cites.add(button);
    marks.append(button);
  }
  if (claim.warning) found.append(line('em', 'meta', ' (' + claim.warning + ')'));
  return found;
}
"""
)


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
