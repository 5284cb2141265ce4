"""How much of a briefing is shown, and what it can be taken along as."""

from __future__ import annotations

import functools
import importlib.util
from dataclasses import dataclass
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.assistant import Assistant
from assistant.edition import SECTIONS
from assistant.forms import PAGES
from assistant.front_page import FrontPage, front_page
from assistant.layout import SECTION_TITLES
from assistant.lengths import LENGTHS, sections_of, shortened
from assistant.ordering import reordered
from assistant.render import Json
from ingest.briefings import Shelved
from ui import rank_sliders

LENGTH = "length"
_FILES = {
    "html": ("HTML", "text/html"), "md": ("Markdown", "text/markdown"), "json": ("JSON", "application/json"),
    "pdf": ("PDF", "application/pdf"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """How an edition is told: at which length, with which sections, its stories ranked by which weights."""

    length: str
    sections: tuple[str, ...]
    weights: tuple[tuple[str, float], ...]


def told_as(assistant: Assistant, whole: Json, chosen: Shelved) -> tuple[Choice, DeltaGenerator]:
    """Draw the choice of length, sections and order; gives the choice, and where what is chosen can be taken along from."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="briefing_choices"):
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
        weights = rank_sliders.weights(assistant, whole, f"{chosen.day}:{chosen.scope}:{chosen.edition}")
        downloads = st.popover("Download", width="content")
    return Choice(length, sections, tuple(weights.items())), downloads


def told(whole: Json, choice: Choice) -> tuple[Json, FrontPage]:
    """What of an edition is told as it is chosen, as JSON and as a page."""
    ordered = reordered(whole, dict(choice.weights))
    data = shortened(ordered, choice.length, choice.sections)
    return data, front_page(data, ordered)


def downloads(data: Json, day: date) -> None:
    """A button a form, which is drawn only when it is clicked."""
    for form, (name, kind) in _FILES.items():
        if form == "pdf" and importlib.util.find_spec("weasyprint") is None:
            st.caption("For PDF, install the extra `pdf`.")
            continue
        make = functools.partial(PAGES[form], data)
        st.download_button(name, make, f"briefing-{day}.{form}", kind, on_click="ignore", width="stretch")
