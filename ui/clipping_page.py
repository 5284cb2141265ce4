"""One article of the library, read whole: what is known of it, its versions with what changed, its near copies."""

from __future__ import annotations

import streamlit as st

from assistant import opened
from assistant.clipping import Clipping, clipping
from assistant.render import markdown_escaped
from ingest.errors import NotFound
from ui import evidence, said, source_pane, taking_out, told_parts
from ui.shown import Shown

OPEN = "article"  # the part of the address that names the article which is open


def open_article(article_id: str) -> None:
    """Open an article at the next drawing, "" for the list of all."""
    said.forget(taking_out.SAID)
    st.query_params.pop(OPEN, None)
    if article_id:
        st.query_params[OPEN] = article_id


def draw(shown: Shown, article_id: str) -> None:
    """Draw an article of the shown library."""
    st.button("← All articles", on_click=open_article, args=("",), type="tertiary")
    said.draw(taking_out.SAID)
    assistant = shown.assistant
    try:
        found = clipping(assistant, article_id)
        found = _of_version(shown, found)
    except NotFound:
        st.header("Library", anchor=False)
        st.write("There is no such article in this library: it may have been taken out, or it is another library's.")
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        read = opened.for_reading(assistant.library, article_id, found.article["version"], assistant.settings.zone)
        source_pane.draw_whole(read, key=f"clipping:{article_id}:{found.article['version']}")
    with right:
        _known(found)
        if not shown.is_sample:
            taking_out.remove(assistant, article_id)


def _of_version(shown: Shown, found: Clipping) -> Clipping:
    """The version that is chosen, at first the newest."""
    if len(found.versions) < 2:
        return found
    named = dict(reversed(found.versions))
    article_id = found.article["article_id"]
    chosen = st.selectbox("Version", list(named), format_func=lambda one: named[one], key=f"version:{article_id}:{found.newest}", width=320)  # fmt: skip
    return found if chosen == found.newest else clipping(shown.assistant, article_id, chosen)


def _known(found: Clipping) -> None:
    if found.remarks:
        with st.container(border=True):
            for remark in found.remarks:
                st.text(remark)
    if found.kin:
        st.markdown("**Near copies of one origin**")
        for one in found.kin:
            label = f"{one.named} (the earliest)" if one.is_origin else one.named
            st.button(
                markdown_escaped(label), key=f"kin:{one.id}", on_click=open_article, args=(one.id,), type="tertiary"
            )
    if found.changes:
        st.markdown("**What changed**")
        told_parts.draw(found.changes, key=f"changes:{found.article['article_id']}", on_cite=evidence.show)
    dropped = found.article["dropped"]
    if dropped:
        lines = "1 line" if len(dropped) == 1 else f"{len(dropped)} lines"
        with st.expander(f"{lines} of the page left out as no part of the article"):
            for one in dropped:
                st.text(one)
