"""A job that puts things into the library, as a page shows it: what became of each, and the means to stop it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from assistant import became
from assistant.became import Line, Tone
from assistant.render import markdown_escaped
from ui.adding import Desk, Job
from ui.said import writes

Json = dict[str, Any]
TICK = 0.5  # seconds between two looks at what has come
LATEST, MOST_TOLD = 6, 40  # lines while it is under way, and once it is done
_COLOURS: dict[Tone, Literal["green", "gray", "red"]] = {"good": "green", "plain": "gray", "bad": "red"}
_DOING = {"adding": "Reading", "following": "Asking", "updating": "Asking the feeds and reading what is new"}
_DONE = {"adding": "Put in", "following": "Feeds", "updating": "Update"}


def draw(desk: Desk, folder: Path, job: Job, on_open: Callable[[str], None] | None = None) -> None:
    """Draw a job of the library in a folder; an article that it names can be opened where there is an `on_open`."""
    with st.container(border=True, key=f"job:{job.key}"):
        if job.done.is_set():
            _done(desk, folder, job, on_open)
        else:
            _under_way(job)


@st.fragment(run_every=TICK)
def _under_way(job: Job) -> None:
    if job.done.is_set():
        st.rerun()
    st.markdown(f":shimmer[{markdown_escaped(_doing(job))}]")
    if job.things > 1:
        st.progress(max(0, job.begun - 1) / job.things)
    if job.told:
        st.caption(f"So far: {became.counted(job.told)}.")
    for one in job.told[-LATEST:]:
        _line(became.line(one))
    label = "Stopping …" if job.stop.is_set() else "Stop"
    st.button(label, key=f"stop:{job.key}", on_click=job.stop.set, disabled=job.stop.is_set())


def _doing(job: Job) -> str:
    if job.stop.is_set():
        return "It stops after what is being read now; what is in stays in."
    if job.waits_for:
        return f"{writes(job.waits_for)}: this begins as soon as that is done."
    of = f" ({job.begun} of {job.things})" if job.things > 1 and job.begun else ""
    if job.kind == "updating" or not job.now:
        return f"{_DOING['updating'] if job.kind == 'updating' else 'About to begin'} …"
    return f"{_DOING[job.kind]} {job.now}{of} …"


def _done(desk: Desk, folder: Path, job: Job, on_open: Callable[[str], None] | None) -> None:
    st.markdown(f"**{_DONE[job.kind]}:** {_summary(job)}")
    if job.error:
        st.error(markdown_escaped(job.error))
    lines = became.in_order(job.told)
    for number, one in enumerate(lines[:MOST_TOLD]):
        _line(one, f"{job.key}:{number}", on_open)
    if len(lines) > MOST_TOLD:
        st.caption(became.rest_told(lines[MOST_TOLD:]))
    st.button("Put this away", key=f"away:{job.key}", on_click=desk.put_away, args=(folder, job))


def _summary(job: Job) -> str:
    """What came of a job in one line, and what can be done now."""
    told = became.counted(job.told)
    if job.stop.is_set():
        told += "; it was stopped, the rest was left out"
    if job.kind == "updating" and not job.told and not job.error:
        told = "no feed was due"
    news = sum(map(became.is_news, job.told))
    return f"{told}." + (f" {'It' if news == 1 else 'They'} can be asked about." if news else "")


def _line(one: Line, key: str = "", on_open: Callable[[str], None] | None = None) -> None:
    """A line as plain text: Markdown would make links of the addresses that names and reasons hold."""
    with st.container(gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge(one.word, color=_COLOURS[one.tone])
            st.text(one.item, width="stretch")
            if on_open is not None and one.article_id:
                st.button("Read", key=f"read:{key}", on_click=on_open, args=(one.article_id,), type="tertiary")
        if one.told:
            st.text(one.told)
