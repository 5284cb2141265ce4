"""How much of a briefing is shown, and what it can be taken along as."""

from __future__ import annotations

import functools
import importlib.util
from datetime import date

import streamlit as st

from assistant.assistant import Assistant
from assistant.edition import SECTIONS
from assistant.forms import PAGES
from assistant.layout import SECTION_TITLES
from assistant.lengths import LENGTHS, sections_of, shortened
from assistant.render import Json
from ingest.briefings import Shelved
from ui import rank_sliders

LENGTH = "length"
_FILES = {
    "html": ("HTML", "text/html"), "md": ("Markdown", "text/markdown"), "json": ("JSON", "application/json"),
    "pdf": ("PDF", "application/pdf"),
}  # fmt: skip


def told_as(assistant: Assistant, whole: Json, chosen: Shelved) -> tuple[Json, Json]:
    """Draw the choice of length, sections and order, and the downloads of what is chosen.

    Gives the whole edition in the order that is chosen, and what of it is told.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        length = st.radio(
            "Length", LENGTHS, LENGTHS.index("long"), str.capitalize, key=LENGTH, bind="query-params", horizontal=True
        )
        with st.popover("Sections", width="content"):
            usual = sections_of(length)
            sections = tuple(
                name
                for name in SECTIONS
                if st.checkbox(SECTION_TITLES[name], name in usual, key=f"section:{length}:{name}")
            )
        ordered = rank_sliders.reordered(assistant, whole, f"{chosen.day}:{chosen.scope}:{chosen.edition}")
        told = shortened(ordered, length, sections)
        with st.popover("Download", width="content"):
            _downloads(told, chosen.day)
    return ordered, told


def _downloads(data: Json, day: date) -> None:
    """A button a form, which is drawn only when it is clicked."""
    for form, (name, kind) in _FILES.items():
        if form == "pdf" and importlib.util.find_spec("weasyprint") is None:
            st.caption("For PDF, install the extra `pdf`.")
            continue
        make = functools.partial(PAGES[form], data)
        st.download_button(name, make, f"briefing-{day}.{form}", kind, on_click="ignore", width="stretch")
