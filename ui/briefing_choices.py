"""How much of a briefing is shown, and what it can be taken along as."""

from __future__ import annotations

import functools
from datetime import date

import streamlit as st

from assistant.edition import SECTIONS
from assistant.forms import PAGES
from assistant.layout import SECTION_TITLES
from assistant.lengths import LENGTHS, sections_of, shortened
from assistant.render import Json
from ui import taken_along

LENGTH = "length"
_FORMS = ("html", "md", "json", "pdf")


def told_as(whole: Json, day: date) -> tuple[str, tuple[str, ...]]:
    """Draw the choice of length and sections, and the downloads of what is chosen; gives the choice."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        length = st.radio(
            "Length", LENGTHS, LENGTHS.index("long"), str.capitalize, key=LENGTH, bind="query-params", horizontal=True
        )
        with st.popover("Sections", width="content"):
            told = sections_of(length)
            sections = tuple(
                name
                for name in SECTIONS
                if st.checkbox(SECTION_TITLES[name], name in told, key=f"section:{length}:{name}")
            )
        _downloads(shortened(whole, length, sections), day)
    return length, sections


def _downloads(data: Json, day: date) -> None:
    makers = {form: functools.partial(PAGES[form], data) for form in _FORMS}
    taken_along.menu("Download", makers, f"briefing-{day}", key="download")
