"""A question that is being answered, as the page shows it: its sentences as they come, and the means to stop."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import Any

import streamlit as st

from assistant.render import markdown_escaped
from ingest.conversations import Turn
from ui import citation, evidence
from ui.answering import Job, desk

Json = dict[str, Any]
TICK = 0.4  # seconds between two looks at what has come
TICK_EACH, SLOWEST_TICK = 0.1, 3.0  # the longer the line, the less often those in it look
SOON = 1.5  # seconds in which an answer without a model is there as a rule: until then only that it is coming is shown
_OURS, _ARRIVED = "asked_here", "arrived_here"
_CITED, _CHOSEN = "cited_while_running", "source_chosen_while_running"


def asked_here(job: Job) -> None:
    """Note that this tab asked: when the answer is there, its first source is opened here."""
    st.session_state[_OURS] = job
    for of_the_last in (_ARRIVED, _CHOSEN):
        st.session_state.pop(of_the_last, None)


def arrived(conversation: str, turns: Sequence[Turn]) -> bool:
    """Whether the newest turn of a conversation, all of whose turns are given, is what was last asked for in this tab."""
    ours: Job | None = st.session_state.get(_OURS)
    if ours and ours.conversation == conversation and (ours.unkept or ours.is_among(turns)):
        _note_arrival(ours)  # it was there before it was ever drawn as one that is waited for
    return bool(st.session_state.get(_ARRIVED) == conversation)


def draw(job: Job) -> None:
    """Draw a job in place of the turn that it will be."""
    with st.chat_message("user"):
        st.text(job.asking.text)
    with st.chat_message("assistant"):
        if job.error:
            st.error(markdown_escaped(job.error))
        else:
            tick = tick_of(desk().before(job))
            st.fragment(_coming, run_every=tick)(job, tick)


def tick_of(before: int) -> float:
    """The seconds between two looks at a job that so many are before: fifty who wait would else keep the server busy looking."""
    return min(SLOWEST_TICK, max(TICK, TICK_EACH * before))


def _coming(job: Job, tick: float) -> None:
    sentences, below = st.container(), st.container(horizontal=True, vertical_alignment="center")
    below.markdown(f":shimmer[{_doing(job)}]", width="content")
    if not job.asking.model:
        job.done.wait(max(0.0, job.started + SOON - monotonic()))
    if job.done.is_set():
        _note_arrival(job)
        st.rerun()
    if st.session_state.pop(_CITED, False):  # the pane is no part of this fragment
        st.rerun()
    if tick_of(desk().before(job)) < tick / 2:  # its turn comes nearer
        st.rerun()
    if job.claims:
        with sentences:
            key = f"job:{job.started}"
            ours, checked = st.session_state.get(_OURS) is job, bool(job.asking.model)
            citation.claims(job.claims, key=key, on_cite=_cited, checked=checked, live=True, arrives=ours)
    label = "Stopping …" if job.stop.is_set() else "Stop"
    below.button(label, key=f"stop:{job.started}", on_click=desk().stop, args=(job,), disabled=job.stop.is_set())


def _note_arrival(job: Job) -> None:
    if st.session_state.get(_OURS) is not job:
        return
    st.session_state.pop(_OURS)
    st.session_state[_ARRIVED] = job.conversation
    if job.claims and not st.session_state.pop(_CHOSEN, False) and not evidence.shows(job.claims):
        evidence.open_beside(job.claims[0]["citations"][0])


def _doing(job: Job) -> str:
    before = desk().before(job)
    if before:
        return f"{before} question{'s are' if before > 1 else ' is'} before yours …"
    if job.claims:
        return "Checking the next sentence …"
    model, unread = job.asking.model, job.assistant.unread
    if unread and not model:
        return f"Reading the articles; {unread} of them for the first time …"
    return f"{markdown_escaped(model)} reads the articles …" if model else "Reading the articles …"


def _cited(cited: Json, narrow: bool) -> None:
    st.session_state[_CITED] = st.session_state[_CHOSEN] = True
    evidence.show(cited, narrow)
