"""Files and links that are dropped into the chat: they go into the library, and what is typed beside files is asked after that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import streamlit as st

from assistant import became, handed_in
from assistant.handed_in import Handed
from ui import adding, citation, coming_in, evidence, said
from ui.adding import Job
from ui.shown import Shown, own_folder, own_library

MEGABYTES = 25
_OURS, _ALONG = "handed_in_here", "goes_along"


def asked(shown: Shown, given: Any) -> str:
    """The question that is to be asked now, "" for none: the one that was typed, or one whose files are in the library by now.

    `given` is what the chat's input gave: what of it is files, or nothing but links, is put into the library.
    """
    name = st.query_params.get("c", "")
    if not given:
        return _due(name)
    handed = handed_in.files((file.name, file.getvalue()) for file in given.files)
    question: str = given.text.strip()
    if handed_in.addresses_only(question):
        handed, question = handed + handed_in.links(question), ""
    if handed:
        _hand_in(shown, handed, name, question)
        return ""
    for job in _jobs(name):
        if job.done.is_set() and not job.question and (name or _is_ours(job)):  # one not begun is everybody's
            adding.desk().put_away(own_folder(), job)
    return question


def draw(conversation: str) -> None:
    """Draw what was handed in to a conversation, "" for one that is not begun."""
    said.draw(said.CHAT)
    along: Job | None = st.session_state.pop(_ALONG, None)
    if along is not None:
        along.conversation = conversation
    for job in _jobs(conversation):
        if job.question:
            with st.chat_message("user"):
                st.text(job.question)
        coming_in.draw(adding.desk(), own_folder(), job)
        # The box stands at the end of the conversation, which may be far below what was read when the files were dropped.
        citation.claims(
            (), key=f"came_in:{job.key}", on_cite=evidence.show, arrives=job in st.session_state.get(_OURS, ())
        )


def renamed(conversation: str, name: str) -> None:
    """What was handed in to a conversation, and what is to be asked in it, goes with it to another name."""
    for job in _jobs(conversation):
        job.conversation = name


def _hand_in(shown: Shown, handed: Handed, conversation: str, question: str) -> None:
    if shown.is_sample:  # the user's own library is shown from now on, and has no such conversation
        st.query_params.pop("c", None)
        conversation = ""

    def begun() -> str:
        job = adding.desk().add(own_library(), handed, conversation=conversation, question=question)
        known = adding.desk().jobs(own_folder())
        st.session_state[_OURS] = [*(one for one in st.session_state.get(_OURS, ()) if one in known), job]
        return ""

    said.attempt(said.CHAT, begun)


def _due(conversation: str) -> str:
    """A question whose files are in; what did not go in with them is shown on, beside its answer."""
    for job in _jobs(conversation):
        question: str = adding.desk().question_of(job, is_ours=_is_ours(job))
        if question:
            if job.error or any(map(became.is_bad, job.told)):
                st.session_state[_ALONG] = job
            else:
                adding.desk().put_away(own_folder(), job)
            return question
    return ""


def _is_ours(job: Job) -> bool:
    return job in st.session_state.get(_OURS, ())


def _jobs(conversation: str) -> Iterator[Job]:
    return (job for job in adding.desk().jobs(own_folder()) if job.conversation == conversation)
