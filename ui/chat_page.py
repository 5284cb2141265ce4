"""The chat: saved conversations of questions and cited answers, the evidence beside them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import streamlit as st

from assistant.answers import ALL_READ, Filters, Read
from assistant.assistant import Assistant
from assistant.render import markdown_escaped
from ingest import conversations
from ingest.errors import BriefingError
from ui import answered, evidence
from ui.phrases import every_claim
from ui.scope import scope
from ui.shown import shown_library

_ASKED = "asked"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question that is to be answered at the next drawing, and what may be read out of it as a filter."""

    question: str
    read: Collection[Read] = ALL_READ


def chat_page() -> None:
    """Draw the chosen conversation, take a question, answer it."""
    shown = shown_library()
    assistant = shown.assistant
    _choose_conversation(assistant)
    name = st.query_params.get("c", "")
    left, right = st.columns([3, 2], gap="large")
    with st.bottom:
        filters = scope(assistant)
        typed = st.chat_input("Ask the articles", max_chars=4000)
    asked = _Asked(typed) if typed else st.session_state.pop(_ASKED, None)
    with left:
        turns = conversations.turns(assistant.library, name) if name else []
        if not turns and not asked:
            _welcome(assistant)
        for turn in turns:
            answered.draw(turn, assistant.settings.zone, _ask_again)
        if asked:
            _answer(assistant, name, asked, filters)
    with right:
        evidence.pane(assistant, [claim for turn in turns for claim in every_claim(turn.answer)])


def _choose_conversation(assistant: Assistant) -> None:
    with st.sidebar:
        if st.button("New conversation", width="stretch"):
            _go_to("")
        for one in conversations.conversations(assistant.library)[:50]:
            if st.button(markdown_escaped(one.name[:60]), key=f"c:{one.name}", width="stretch", type="tertiary"):
                _go_to(one.name)
        name = st.query_params.get("c", "")
        if name and st.button("Delete this conversation", type="secondary"):
            conversations.delete(assistant.library, name)
            _go_to("")


def _go_to(name: str) -> None:
    st.session_state.pop(evidence.KEY, None)
    st.query_params.clear()
    if name:
        st.query_params["c"] = name
    st.rerun()


def _welcome(assistant: Assistant) -> None:
    count = assistant.library.count("articles")
    st.subheader("Ask what the articles say")
    st.write(f"{count} articles are in the library. Every sentence of an answer points at the words that bear it out.")
    newest = assistant.articles()[:3]
    for article in newest:
        if article.title and st.button(
            f"What is known about: {markdown_escaped(article.title)}", key=f"try:{article.id}", type="tertiary"
        ):
            st.session_state[_ASKED] = _Asked(f"What is known about {article.title}?")
            st.rerun()


def _ask_again(question: str, read: Collection[Read]) -> None:
    st.session_state[_ASKED] = _Asked(question, read)


def _answer(assistant: Assistant, name: str, asked: _Asked, filters: Filters) -> None:
    with st.chat_message("user"):
        st.text(asked.question)
    with st.chat_message("assistant"), st.spinner("Reading the articles …"):
        name = name or _new_name(assistant, asked.question)
        try:
            answer = assistant.ask(asked.question, filters, conversation=name, read=asked.read)
        except BriefingError as error:
            st.error(markdown_escaped(str(error)))
            return
    if answer.claims:
        first = conversations.turns(assistant.library, name)[-1].answer["claims"][0]["citations"][0]
        evidence.show(first)
    st.query_params["c"] = name
    st.rerun()


def _new_name(assistant: Assistant, question: str) -> str:
    taken = {one.name for one in conversations.conversations(assistant.library)}
    name = " ".join(question.split())[:60]
    return (
        name
        if name not in taken
        else next(f"{name} ({n})" for n in range(2, len(taken) + 3) if f"{name} ({n})" not in taken)
    )
