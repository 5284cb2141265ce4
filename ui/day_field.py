"""The field in which a day is chosen, the same on every page."""

from __future__ import annotations

from datetime import date
from typing import Literal

import streamlit as st

from assistant.when import EARLIEST, LATEST


def draw(label: str, *, key: str, width: int | Literal["stretch"] = "stretch", kept: bool = False) -> date | None:
    """Draw the field; gives the day that is chosen, None for none. With `kept` it stays chosen while another page is shown."""
    persist: Literal["session"] | None = "session" if kept else None
    chosen = st.date_input(
        label, None, EARLIEST, LATEST, key=key, format="YYYY-MM-DD", width=width, persist_state=persist
    )
    return chosen if isinstance(chosen, date) else None
