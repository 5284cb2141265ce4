"""How many turns of a conversation are drawn: the newest, and earlier ones when they are asked for.

Every click draws the page anew, and five hundred turns would take seconds each time.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ingest.conversations import Turn

AT_FIRST = 20
FURTHER = 40
_DRAWN = "turns_drawn"


def wanted(conversation: str) -> int:
    """How many of the newest turns of a conversation are to be drawn."""
    name, count = st.session_state.get(_DRAWN, ("", 0))
    return count if name == conversation else AT_FIRST


def draw_offer(conversation: str, turns: Sequence[Turn]) -> None:
    """Offer those before the turns that are drawn, where there are any."""
    left = turns[0].number - 1 if turns else 0
    if left:
        st.button(
            f"Show earlier ({left})", key=f"earlier:{conversation}", on_click=_show, args=(conversation, len(turns))
        )


def _show(conversation: str, drawn: int) -> None:
    st.session_state[_DRAWN] = (conversation, drawn + FURTHER)
