"""The menu of forms in which something can be taken along, the same for a briefing, a conversation and an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from assistant import pdf_out
from assistant.render import as_sentence, markdown_escaped

Makers = Mapping[str, Callable[[], str | bytes]]  # form -> what makes the file
FILES = {
    "md": ("Markdown", "text/markdown"), "html": ("HTML", "text/html"), "json": ("JSON", "application/json"),
    "text": ("Text", "text/plain"), "pdf": ("PDF", "application/pdf"),
}  # fmt: skip


@st.fragment
def menu(label: str, makers: Makers, file_name: str, *, key: str) -> None:
    """A button that opens the list of forms; nothing is looked up or drawn before that."""
    opened = st.popover(label, width="content", key=key, on_change="rerun")
    if opened.open:
        with opened:
            downloads(makers, file_name, key=key)


def downloads(makers: Makers, file_name: str, *, key: str) -> None:
    """A button a form, whose file is made when it is clicked; where no PDF can be made, why stands in its place."""
    for form, make in makers.items():
        if form == "pdf" and (why := pdf_out.what_is_missing()):
            st.caption(markdown_escaped(as_sentence(why)))
            continue
        name, kind = FILES[form]
        st.download_button(
            name, make, f"{file_name}.{form if form != 'text' else 'txt'}", kind, key=f"{key}:{form}", on_click="ignore",
            width="stretch",
        )  # fmt: skip
