"""Questions without an answer: those that the server left when it was stopped, and those that it did not take."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from assistant.assistant import Assistant
from assistant.render import markdown_escaped
from ingest import open_questions
from ingest.errors import BriefingError
from ingest.open_questions import OpenQuestion
from ui import said

MOST_SHOWN = 400  # characters of a question that was not taken
_REFUSED = "refused"


def draw(assistant: Assistant, question: OpenQuestion, ask_again: Callable[[str], None]) -> None:
    """Draw a question whose answer was interrupted, with the means to ask it again or let it go."""

    def let_go(*, again: bool) -> None:
        def forgotten() -> str:
            open_questions.forget(assistant.library, question.id)
            if again:
                ask_again(question.question)
            return ""

        said.attempt(said.CHAT, forgotten)

    with st.chat_message("user"):
        st.text(question.question)
    with st.chat_message("assistant"):
        st.warning("The answer was interrupted: the program was stopped before it was complete.")
        _draw_choice(f"interrupted:{question.id}", let_go)


def refuse(question: str, why: BriefingError) -> None:
    """Note in this tab that a question was not taken; its text stays to be asked again."""
    st.session_state[_REFUSED] = (question, str(why))


def draw_refused(ask_again: Callable[[str], None]) -> None:
    """Draw the question that was not taken in this tab, if there is one, and why."""
    if _REFUSED not in st.session_state:
        return
    question, why = st.session_state[_REFUSED]

    def let_go(*, again: bool) -> None:
        del st.session_state[_REFUSED]
        if again:
            ask_again(question)

    with st.chat_message("user"):
        st.text(question if len(question) <= MOST_SHOWN else question[:MOST_SHOWN] + " …")
    with st.chat_message("assistant"):
        st.error(markdown_escaped(why))
        _draw_choice("refused", let_go)


def _draw_choice(key: str, let_go: Callable[..., None]) -> None:
    with st.container(horizontal=True):
        st.button("Ask again", key=f"again:{key}", on_click=let_go, kwargs={"again": True})
        st.button("Remove", key=f"remove:{key}", type="tertiary", on_click=let_go, kwargs={"again": False})
