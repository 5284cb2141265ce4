"""How much of a briefing is shown, and what it can be taken along as."""

from __future__ import annotations

import functools
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
from ui import rank_sliders, taken_along

LENGTH = "length"
_FORMS = ("html", "md", "json", "pdf")


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
        downloads = st.container(width="content")
    return Choice(length, sections, tuple(weights.items())), downloads


def told(whole: Json, choice: Choice) -> tuple[Json, FrontPage]:
    """What of an edition is told as it is chosen, as JSON and as a page."""
    ordered = reordered(whole, dict(choice.weights))
    data = shortened(ordered, choice.length, choice.sections)
    return data, front_page(data, ordered)


def downloads(data: Json, day: date) -> None:
    """The menu of what is told as a file; each is made only when it is clicked."""
    makers = {form: functools.partial(PAGES[form], data) for form in _FORMS}
    taken_along.menu("Download", makers, f"briefing-{day}", key="download")
