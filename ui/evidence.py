"""The evidence: the article behind the citation that was last clicked, in a pane beside whatever cites it or in a dialog."""

from __future__ import annotations

from typing import Any

import streamlit as st

from assistant.assistant import Assistant
from assistant.json_out import article_json
from ingest.errors import NotFound
from ui import citation

Json = dict[str, Any]
KEY, _DIALOG = "evidence_chosen", "evidence_in_dialog"


def show(cited: Json, narrow: bool = False) -> None:
    """Choose what is shown at the next drawing: in the pane, on a `narrow` page in a dialog."""
    st.session_state[KEY] = cited
    st.session_state[_DIALOG] = narrow


def open_beside(cited: Json) -> None:
    """Choose what the pane shows, unasked: nothing that the reader is in is covered by it."""
    st.session_state[KEY] = cited


def clear() -> None:
    """Show nothing any more."""
    st.session_state.pop(KEY, None)
    st.session_state.pop(_DIALOG, None)


def pane(assistant: Assistant, shown: list[Json]) -> None:
    """The chosen citation's article, all words marked that the claims in `shown` cite of it; it stays in view."""
    chosen: Json | None = st.session_state.get(KEY)
    with st.container(key="evidence"):
        if chosen is None:
            st.caption("Click a number to read the source here, the cited words marked.")
        else:
            _draw(assistant, chosen, shown, "evidence_article")
    if chosen is not None and st.session_state.get(_DIALOG):
        _dialog(assistant, chosen, shown)


def _closed() -> None:
    st.session_state.pop(_DIALOG, None)


@st.dialog("The source", width="large", on_dismiss=_closed)
def _dialog(assistant: Assistant, chosen: Json, shown: list[Json]) -> None:
    _draw(assistant, chosen, shown, "evidence_dialog")


def _draw(assistant: Assistant, chosen: Json, shown: list[Json], key: str) -> None:
    try:
        article = assistant.library.article(chosen["article_id"], chosen["version"])
    except NotFound:
        st.warning("This article is no longer in the library; the words that were cited from it:")
        st.text(chosen["quote"])
        return
    if chosen.get("changed_since"):
        st.caption("The article has changed since: this is the version that was cited.")
    spans: dict[int, list[tuple[int, int]]] = {}
    for cited in [chosen, *(one for claim in shown for one in claim["citations"])]:
        span = (cited["start"], cited["end"])
        if (
            cited["article_id"] == article.id
            and cited["version"] == article.version
            and cited["start"] < cited["end"]
            and span not in spans.get(cited["paragraph"], [])
        ):
            spans.setdefault(cited["paragraph"], []).append(span)
    details = article_json(article, assistant.library.versions(article.id), whole=True)
    citation.article(details, spans, chosen["paragraph"], key=key)
