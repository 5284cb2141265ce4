"""How much of a briefing is shown, and what it can be taken along as."""

from __future__ import annotations

import functools
import importlib.util
from datetime import date

import streamlit as st

from assistant.edition import SECTIONS
from assistant.forms import PAGES
from assistant.layout import SECTION_TITLES
from assistant.lengths import LENGTHS, sections_of, shortened
from assistant.render import Json
from assistant.shelf import sections_shown

LENGTH = "length"
_FILES = {
    "html": ("HTML", "text/html"), "md": ("Markdown", "text/markdown"), "json": ("JSON", "application/json"),
    "pdf": ("PDF", "application/pdf"),
}  # fmt: skip


def told_as(whole: Json, day: date) -> tuple[str, tuple[str, ...]]:
    """Draw the choice of length and sections, and the downloads of what is chosen; gives the choice."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        length = st.segmented_control(
            "Length",
            LENGTHS,
            default="long",
            key=LENGTH,
            bind="query-params",
            required=True,
            format_func=str.capitalize,
        )
        length = length or "long"
        with st.popover("Sections", width="content"):
            wanted = st.pills(
                "Told of each story", SECTIONS, selection_mode="multi", default=sections_of(length),
                format_func=lambda name: SECTION_TITLES[name], key=f"sections:{length}",
            )  # fmt: skip
        sections = sections_shown(wanted, SECTIONS)
        with st.popover("Download", width="content"):
            _downloads(shortened(whole, length, sections), day)
    return length, sections


def _downloads(data: Json, day: date) -> None:
    """A button a form, which is drawn only when it is clicked."""
    for form, (name, kind) in _FILES.items():
        if form == "pdf" and importlib.util.find_spec("weasyprint") is None:
            st.caption("For PDF, install the extra `pdf`.")
            continue
        make = functools.partial(PAGES[form], data)
        st.download_button(name, make, f"briefing-{day}.{form}", kind, on_click="ignore", width="stretch")
