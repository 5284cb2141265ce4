"""How much of a briefing is shown, and what it can be taken along as."""

from __future__ import annotations

import functools
from datetime import date

import streamlit as st

from assistant.assistant import Assistant
from assistant.edition import SECTIONS
from assistant.forms import PAGES
from assistant.layout import SECTION_TITLES
from assistant.lengths import LENGTHS, sections_of, shortened
from assistant.render import Json
from ingest.briefings import Shelved
from ui import rank_sliders, taken_along

LENGTH = "length"
_FORMS = ("html", "md", "json", "pdf")


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
        _downloads(told, chosen.day)
    return ordered, told


def _downloads(data: Json, day: date) -> None:
    makers = {form: functools.partial(PAGES[form], data) for form in _FORMS}
    taken_along.menu("Download", makers, f"briefing-{day}", key="download")
