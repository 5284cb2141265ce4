"""What a source's button tells before it is clicked: outlet, title, day and the quoted words, beside the button.

It comes with the pointer and with the focus of a keyboard, goes with Escape, stays while the pointer is on it, and never
covers its button. A finger that touches the button gets the source itself.
"""

from __future__ import annotations

PREVIEW_STYLE = """
.preview { box-sizing: border-box; width: min(22rem, calc(100vw - 16px)); margin: 0; inset: auto; position: fixed; overflow: auto;
  padding: .6em .8em; border: 1px solid color-mix(in srgb, var(--st-text-color) 30%, transparent); border-radius: .5em;
  background: var(--st-background-color); color: var(--st-text-color); box-shadow: 0 4px 18px rgb(0 0 0 / .25);
  font-size: .88em; line-height: 1.45; text-align: start; }
.preview p { margin: 0; } .preview .title { font-weight: 600; }
.preview blockquote { margin: .4em 0 0; padding-inline-start: .6em; border-inline-start: 3px solid var(--st-link-color); }
"""

PREVIEW = """
let preview = null, waiting = 0;
function closed() {
  clearTimeout(waiting);
  if (!preview) return;
  preview.by.removeAttribute('aria-describedby');
  preview.remove();
  preview = null;
}
function placed() {
  if (!preview) return;
  if (!preview.by.isConnected) return closed();
  const by = preview.by.getBoundingClientRect(), gap = 6, edge = 8;
  if (by.bottom < 0 || by.top > window.innerHeight) return closed();
  const below = window.innerHeight - by.bottom - gap - edge, above = by.top - gap - edge;
  preview.style.maxHeight = '';
  const under = below >= preview.offsetHeight || below >= above;
  preview.style.maxHeight = Math.max(0, under ? below : above) + 'px';
  const left = by.left + by.width / 2 - preview.offsetWidth / 2;
  preview.style.left = Math.max(edge, Math.min(left, window.innerWidth - preview.offsetWidth - edge)) + 'px';
  preview.style.top = (under ? by.bottom + gap : by.top - gap - preview.offsetHeight) + 'px';
}
function opened(button, source, home) {
  clearTimeout(waiting);
  if (preview && preview.by === button) return;
  closed();
  preview = line('div', 'preview', '');
  preview.by = button;
  preview.id = 'source-preview';
  preview.setAttribute('role', 'tooltip');
  const meta = line('p', 'meta', '');
  for (const part of [source.outlet, source.day].filter(Boolean)) {
    if (meta.childNodes.length) meta.append(' \u00b7 ');
    meta.append(line('bdi', '', part));
  }
  preview.append(meta);
  if (source.title) preview.append(written('p', 'title', source.title));
  if (source.quote) preview.append(written('blockquote', '', source.quote));
  preview.onpointerenter = () => clearTimeout(waiting);
  preview.onpointerleave = () => { waiting = setTimeout(closed, 200); };
  home.append(preview);
  if (preview.showPopover) { preview.popover = 'manual'; preview.showPopover(); }
  button.setAttribute('aria-describedby', preview.id);
  placed();
}
addEventListener('scroll', placed, { capture: true, passive: true });
addEventListener('resize', placed);
addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !preview) return;
  event.stopPropagation();  // a dialog that the button stands in stays open
  closed();
}, true);
function previewed(button, source, home) {
  button.addEventListener('pointerenter', (event) => {
    clearTimeout(waiting);
    if (event.pointerType !== 'touch') waiting = setTimeout(() => opened(button, source, home), 120);
  });
  button.addEventListener('pointerleave', () => { clearTimeout(waiting); waiting = setTimeout(closed, 200); });
  button.addEventListener('focus', () => { if (button.matches(':focus-visible')) opened(button, source, home); });
  button.addEventListener('blur', closed);
  button.addEventListener('click', closed);
}
"""
