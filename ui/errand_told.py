"""An errand on a page: what has come of it, looked at again until it is done."""

from __future__ import annotations

import streamlit as st

from assistant.render import markdown_escaped
from ui.errand import Errand

TICK = 0.4  # seconds between two looks


def draw(errand: Errand | None) -> None:
    """Draw an errand that was begun in this session; nothing for none."""
    if errand is None:
        return
    if errand.done.is_set():
        _told(errand)
    else:
        _going_on(errand)


@st.fragment(run_every=TICK)
def _going_on(errand: Errand) -> None:
    if errand.done.is_set():
        st.rerun()
    _told(errand)
    st.markdown(f":shimmer[{markdown_escaped(errand.name)} …]")


def _told(errand: Errand) -> None:
    for is_well, words in list(errand.told):
        (st.success if is_well else st.warning)(markdown_escaped(words))
    if errand.failure:
        st.error(markdown_escaped(errand.failure))
