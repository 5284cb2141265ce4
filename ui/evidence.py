"""The evidence pane: the article behind the citation that was last clicked, beside whatever cites it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from assistant.assistant import Assistant
from assistant.json_out import article_json
from ingest.errors import NotFound
from ui import citation

Json = dict[str, Any]
KEY = "evidence"


def show(cited: Json) -> None:
    """Choose what the pane shows at the next drawing."""
    st.session_state[KEY] = cited


def pane(assistant: Assistant, shown: list[Json]) -> None:
    """The chosen citation's article, all words marked that the claims in `shown` cite of it."""
    chosen: Json | None = st.session_state.get(KEY)
    if chosen is None:
        st.caption("Click a number to read the source here, the cited words marked.")
        return
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
            and span not in spans.get(cited["paragraph"], [])
        ):
            spans.setdefault(cited["paragraph"], []).append(span)
    details = article_json(article, assistant.library.versions(article.id), whole=True)
    citation.article(details, spans, chosen["paragraph"], key="evidence_article")
