"""The chat: saved conversations of questions and cited answers, the evidence beside them."""

from __future__ import annotations

import functools
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace

import streamlit as st

from assistant.answers import ALL_READ, Filters, Read
from assistant.asking import Asking
from assistant.assistant import Assistant
from assistant.links import too_long
from assistant.render import markdown_escaped, there_are
from ingest import conversations
from ingest.errors import BriefingError
from ui import (
    addressed,
    answer_actions,
    answered,
    answering,
    conversation_list,
    dropped,
    earlier,
    evidence,
    interrupted,
    running,
    suggested,
)
from ui.scope import scope
from ui.shown import shown_library

_ASKED, _BOX, _TOO_LONG, _FILES = "asked", "question_box", "question_too_long", "files_beside_it"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question that is to be asked at the next drawing, and what may be read out of it as a filter."""

    question: str
    read: Collection[Read] = ALL_READ


def chat_page() -> None:
    """Draw the chosen conversation, take a question, have it answered."""
    shown = shown_library()
    assistant = shown.assistant
    with st.bottom:
        filters = scope(assistant)
        if said := st.session_state.pop(_TOO_LONG, ""):
            st.warning(said)
        given = st.chat_input(
            "Ask the articles, or drop files and links here", key=_BOX, on_submit=_keep_what_is_too_long,
            accept_file="multiple", max_upload_size=dropped.MEGABYTES,
        )  # fmt: skip
    name = _asked_for(assistant, dropped.asked(shown, given or st.session_state.pop(_FILES, None)), filters)
    addressed.conversation(name)
    conversation_list.draw(assistant, name)
    addressed.article(assistant)
    left, right = st.columns([3, 2], gap="large")
    with left:
        turns, jobs = _conversation(assistant, name)
    with right:
        evidence.pane(assistant, *(answered.cited(turn.answer) for turn in turns), *(list(job.claims) for job in jobs))
    with left:  # last, as one that is waited for holds up what comes after it
        for job in jobs:
            running.draw(job)
        if not jobs:
            suggested.draw(assistant, turns, filters, _ask_again)


def ask_next(question: str) -> None:
    """Have a question asked in a new conversation as soon as the chat is shown."""
    st.session_state[_ASKED] = _Asked(question)


def _asked_for(assistant: Assistant, typed: str | None, filters: Filters) -> str:
    """Ask what is to be asked, if anything; gives the name of the conversation to show."""
    name: str = st.query_params.get("c", "") or addressed.conversation_of_question()
    if linked := addressed.question():
        begun = _ask(assistant, _Asked(linked), filters, "")  # never a turn of a conversation that is there
        addressed.asked(linked, begun)
        return begun
    asked = _Asked(typed) if typed and typed.strip() else st.session_state.pop(_ASKED, None)
    return _ask(assistant, asked, filters, name) if asked else name


def _keep_what_is_too_long() -> None:
    """A question that is too long is not asked and stays in the box, to be shortened; files beside it are taken."""
    given = st.session_state[_BOX]
    if given and (why := too_long(given.text)):
        st.session_state[_TOO_LONG] = why
        st.session_state[_FILES] = SimpleNamespace(text="", files=given.files)
        st.session_state[_BOX] = given.text


def _conversation(assistant: Assistant, name: str) -> tuple[list[conversations.Turn], list[answering.Job]]:
    """Draw a conversation; gives its turns and what is being answered of it."""
    kept, jobs = _of_conversation(assistant, name)
    unkept = [job.unkept for job in jobs if job.unkept]
    turns, jobs = [*kept, *unkept], [job for job in jobs if not job.unkept]
    left_open = answering.desk().interrupted(assistant.library, name)
    newest = turns[-1] if turns and running.arrived(name, turns) else None
    if not turns and not jobs and not left_open:
        if name:
            st.info(markdown_escaped(f"No conversation is called “{name}”: it may have been renamed or deleted."))
        _welcome(assistant)
    earlier.draw_offer(name, turns)
    actions = functools.partial(answer_actions.draw, assistant=assistant, conversation=name)
    for turn in turns:
        below = None if turn in unkept else actions  # what is done with a turn is kept beside it
        answered.draw(turn, assistant, _ask_again, arrives=turn is newest, below=below)
    for question in left_open:
        interrupted.draw(assistant, question, _ask_again)
    interrupted.draw_refused(_ask_again)
    dropped.draw(name)
    return turns, jobs


def _of_conversation(assistant: Assistant, name: str) -> tuple[list[conversations.Turn], list[answering.Job]]:
    """The turns that are kept, and the jobs that are not among them yet: these are asked for first, so that none is missed."""
    jobs = answering.desk().jobs(assistant.library, name)
    turns = conversations.turns(assistant.library, name, newest=earlier.wanted(name)) if name else []
    return turns, [job for job in jobs if not job.is_among(turns)]


def _welcome(assistant: Assistant) -> None:
    count = there_are(assistant.library.count("articles"), "article")
    st.subheader("Ask what the articles say")
    st.write(f"{count} in the library. Every sentence of an answer points at the words that bear it out.")
    if assistant.chosen_model:
        st.caption(
            f"Answers are worded by {markdown_escaped(assistant.chosen_model)}, which is sent the question and the "
            "paragraphs that are found for it."
        )


def _ask_again(question: str, read: Collection[Read] = ALL_READ) -> None:
    st.session_state[_ASKED] = _Asked(question, read)


def _ask(assistant: Assistant, asked: _Asked, filters: Filters, name: str) -> str:
    """Have a question answered, in a new conversation where none is named; gives its conversation."""
    model = assistant.chosen_model
    asking = Asking(asked.question, datetime.now(UTC), filters, name or None, asked.read, model, promptly=True)
    try:
        job = answering.desk().ask(assistant, asking)
    except BriefingError as error:
        interrupted.refuse(asked.question, error)
        return name
    running.asked_here(job)
    begun: str = job.conversation
    st.query_params.from_dict({"c": begun})
    return begun
