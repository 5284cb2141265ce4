"""The chat: saved conversations of questions and cited answers, the evidence beside them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from assistant.answers import ALL_READ, Filters, Read
from assistant.asking import Asking
from assistant.assistant import Assistant
from assistant.render import markdown_escaped
from ingest import conversations
from ui import answered, answering, evidence, running, suggested
from ui.scope import scope
from ui.shown import shown_library

_ASKED = "asked"
MOST_LISTED = 50


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question that is to be asked at the next drawing, and what may be read out of it as a filter."""

    question: str
    read: Collection[Read] = ALL_READ


def chat_page() -> None:
    """Draw the chosen conversation, take a question, have it answered."""
    shown = shown_library()
    assistant = shown.assistant
    _choose_conversation(assistant)
    left, right = st.columns([3, 2], gap="large")
    with st.bottom:
        filters = scope(assistant)
        typed = st.chat_input("Ask the articles", max_chars=4000)
    asked = _Asked(typed) if typed else st.session_state.pop(_ASKED, None)
    if asked:
        _ask(assistant, asked, filters)
    name = st.query_params.get("c", "")
    turns, jobs = _of_conversation(assistant, name)
    newest = turns[-1] if turns and running.arrived(name) else None
    with left:
        if not turns and not jobs:
            _welcome(assistant)
        for turn in turns:
            answered.draw(turn, assistant, _ask_again, arrives=turn is newest)
        for job in jobs:
            running.draw(job)
        if not jobs:
            suggested.draw(assistant, turns, filters, _ask_again)
    with right:
        evidence.pane(assistant, *(answered.cited(turn.answer) for turn in turns), *(list(job.claims) for job in jobs))


def _choose_conversation(assistant: Assistant) -> None:
    desk, kept = answering.desk(), [one.name for one in conversations.conversations(assistant.library)]
    with st.sidebar:
        if st.button("New conversation", width="stretch"):
            _go_to("")
        for name in list(dict.fromkeys([*desk.conversations(assistant.library), *kept]))[:MOST_LISTED]:
            if st.button(markdown_escaped(name[:60]), key=f"c:{name}", width="stretch", type="tertiary"):
                _go_to(name)
        name = st.query_params.get("c", "")
        if name and st.button("Delete this conversation", type="secondary"):
            desk.delete(assistant.library, name)
            _go_to("")


def _go_to(name: str) -> None:
    evidence.clear()
    st.query_params.clear()
    if name:
        st.query_params["c"] = name
    st.rerun()


def _of_conversation(assistant: Assistant, name: str) -> tuple[list[conversations.Turn], list[answering.Job]]:
    """The turns that are kept, and the jobs that are not among them yet: these are asked for first, so that none is missed."""
    jobs = answering.desk().jobs(assistant.library, name)
    turns = conversations.turns(assistant.library, name) if name else []
    return turns, [job for job in jobs if not job.is_among(turns)]


def _welcome(assistant: Assistant) -> None:
    count = assistant.library.count("articles")
    st.subheader("Ask what the articles say")
    st.write(f"{count} articles are in the library. Every sentence of an answer points at the words that bear it out.")
    if assistant.chosen_model:
        st.caption(
            f"Answers are worded by {markdown_escaped(assistant.chosen_model)}, which is sent the question and the "
            "paragraphs that are found for it."
        )


def _ask_again(question: str, read: Collection[Read]) -> None:
    st.session_state[_ASKED] = _Asked(question, read)


def _ask(assistant: Assistant, asked: _Asked, filters: Filters) -> None:
    name = st.query_params.get("c") or None
    asking = Asking(asked.question, datetime.now(UTC), filters, name, asked.read, assistant.chosen_model)
    job = answering.desk().ask(assistant, asking)
    running.asked_here(job)
    st.query_params["c"] = job.conversation
