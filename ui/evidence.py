"""The evidence: the article behind the citation that was last clicked, in a pane beside whatever cites it or in a dialog.

It belongs to the page, conversation, day or story that it was opened from, and is gone where another is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from assistant.assistant import Assistant
from assistant.opened import opened, walk
from ui import citation, source_pane

Json = dict[str, Any]
KEY, _DIALOG, _WHERE = "evidence_chosen", "evidence_in_dialog", "evidence_opened_from"
PLACES = ("c", "day", "story")  # what an address names that makes it another place


def show(cited: Json, narrow: bool = False) -> None:
    """Choose what is shown at the next drawing: in the pane, on a `narrow` page in a dialog."""
    open_beside(cited)
    st.session_state[_DIALOG] = narrow


def open_beside(cited: Json) -> None:
    """Choose what the pane shows, unasked: nothing that the reader is in is covered by it."""
    st.session_state[KEY] = cited
    st.session_state[_WHERE] = _where()


def clear() -> None:
    """Show nothing any more."""
    for key in (KEY, _DIALOG, _WHERE):
        st.session_state.pop(key, None)


def pane(assistant: Assistant, *answers: list[Json]) -> None:
    """The chosen citation's article, all words marked that the claims of `answers` cite of it; it stays in view.

    The reader goes from source to source of that answer which has the citation.
    """
    if st.session_state.get(_WHERE) != _where():
        clear()
    cited = [[one for claim in claims for one in claim["citations"]] for claims in answers]
    with st.container(key="evidence"):
        _beside(assistant, cited)
    if KEY in st.session_state and st.session_state.get(_DIALOG):
        _dialog(assistant, cited)


def _where() -> tuple[str, ...]:
    return (st.context.url or "", *(st.query_params.get(name, "") for name in PLACES))


def _closed() -> None:
    st.session_state.pop(_DIALOG, None)


@st.fragment
def _beside(assistant: Assistant, cited: Sequence[list[Json]]) -> None:
    _draw(assistant, cited, "evidence_article")


@st.dialog("The source", width="large", on_dismiss=_closed)
def _dialog(assistant: Assistant, cited: Sequence[list[Json]]) -> None:
    _draw(assistant, cited, "evidence_dialog")


def _draw(assistant: Assistant, cited: Sequence[list[Json]], key: str) -> None:
    chosen: Json | None = st.session_state.get(KEY)
    if chosen is None:
        source_pane.hint("Click a number to read the source here, the cited words marked.", key=key)
        return
    way = walk(cited, chosen)
    found = opened(assistant.library, chosen, (one for each in cited for one in each), assistant.settings.zone)

    def step(to: source_pane.Step) -> None:
        there = (way.before if to == "before" else way.after) if way else None
        if there:
            open_beside(dict(there))

    source_pane.draw(found, way, citation.place(chosen), key=key, on_step=step)
