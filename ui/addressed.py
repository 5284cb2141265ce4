"""What the page's address asks for: `?q=` a question, asked once, `?a=&p=&v=` a paragraph, shown beside the conversation."""

from __future__ import annotations

import streamlit as st

from assistant.assistant import Assistant
from assistant.links import linked_paragraph, too_long
from assistant.render import begun, markdown_escaped
from ingest.errors import NotFound
from ui import evidence
from ui.conversation_list import OPEN

QUESTION, ARTICLE, PARAGRAPH, VERSION = "q", "a", "p", "v"
GONE = (
    "The article that this address names is not in this library: it may have been removed, or it is another library's."
)
_ASKED, _SHOWN = "questions_of_addresses", "paragraph_of_address"


def conversation(name: str) -> None:
    """Note which conversation is shown; what was open beside another one, before the browser went back, is closed."""
    before = st.session_state.get(OPEN, "")
    if before and before != name:
        evidence.clear()
    st.session_state[OPEN] = name


def question() -> str:
    """The question of the address that is still to be asked; one that cannot be is said not to be."""
    asked: str = st.query_params.get(QUESTION, "").strip()
    if not asked or asked in _answered():
        return ""
    if why := too_long(asked):
        st.warning(why)
        return ""
    return asked


def asked(text: str, name: str) -> None:
    """Note the conversation that a question of the address began: going back to that address finds it, and asks nothing."""
    _answered()[text] = name


def conversation_of_question() -> str:
    """The conversation that the question of the address has begun already, "" for none."""
    found: str = _answered().get(st.query_params.get(QUESTION, "").strip(), "")
    return found


def article(assistant: Assistant) -> None:
    """Open the paragraph that the address names, once: what the reader clicks later takes its place."""
    wanted = tuple(st.query_params.get(key, "") for key in (ARTICLE, PARAGRAPH, VERSION))
    if st.session_state.get(_SHOWN) == wanted:
        return
    st.session_state[_SHOWN] = wanted
    if wanted[0]:
        try:
            evidence.show(linked_paragraph(assistant.library, *wanted), narrow=_is_phone())
        except NotFound as error:
            st.session_state.pop(_SHOWN)  # said again at the next drawing
            st.warning(markdown_escaped(begun(str(error))) if _is_held(assistant, wanted[0]) else GONE)


def _is_held(assistant: Assistant, article_id: str) -> bool:
    return bool(assistant.library.versions(article_id))


def _is_phone() -> bool:
    """Whether the browser says that it runs on a phone, which has no room for a pane; the width itself is not known here."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def _answered() -> dict[str, str]:
    found: dict[str, str] = st.session_state.setdefault(_ASKED, {})
    return found
