"""The saved conversations beside the chat: found by words, opened, renamed, deleted and taken along."""

from __future__ import annotations

import functools
from typing import Any

import streamlit as st

from assistant.assistant import Assistant
from assistant.render import beginning, markdown_escaped
from assistant.transcripts import FORMS, drawn, transcript
from ingest.conversations import conversations, rename
from ingest.errors import BriefingError
from ui import answering, dropped, evidence, taken_along

LISTED = 20  # at first, and with every "Load more"
SEARCH, _LISTED, OPEN = "conversations_search", "conversations_listed", "conversation_open"
_PICKED = "conversation_picked"  # while a dialog is open: its name, what is done with it, and which one was shown then
_SHOWN = 60  # characters of a name
_ACTIONS = ("Rename", "Delete", "Export")


def draw(assistant: Assistant, opened: str) -> None:
    """Draw the list, the conversation that is `opened` marked; what is picked from a row's menu opens in a dialog."""
    picked: tuple[str, str] | None = None
    with st.sidebar:
        if st.button("New conversation", width="stretch"):
            go_to("")
        words = st.text_input(
            "Find conversations", key=SEARCH, placeholder="Find by words", label_visibility="collapsed"
        )
        names, has_more = _listed(assistant, words)
        with st.container(gap="xxsmall", key="conversation_rows"):
            for name in names:
                picked = _row(name, is_open=name == opened) or picked
        if words.strip() and not names:
            st.caption("No conversation has these words in its name, its questions or its answers.")
        if has_more and st.button("Load more", width="stretch", type="tertiary"):
            st.session_state[_LISTED] = st.session_state.get(_LISTED, LISTED) + LISTED
            st.rerun()
    # A dialog is gone when the page is drawn without it, as it is when an answer comes or questions are suggested.
    if picked:
        st.session_state[_PICKED] = (*picked, opened)
    name, action, shown_then = st.session_state.get(_PICKED, ("", "", ""))
    if action and shown_then == opened:
        DIALOGS[action](assistant, name)


def go_to(name: str) -> None:
    """Show another conversation, "" for a new one; one step in the browser's history."""
    evidence.clear()
    _close()
    st.session_state[OPEN] = name
    st.query_params.from_dict({"c": name} if name else {})
    st.rerun()


def _close() -> None:
    st.session_state.pop(_PICKED, None)


def _listed(assistant: Assistant, words: str) -> tuple[list[str], bool]:
    """The names to list, those being answered first, and whether there are more."""
    most = st.session_state.get(_LISTED, LISTED)
    kept = [one.name for one in conversations(assistant.library, words, most + 1)]
    coming = [] if words.strip() else answering.desk().conversations(assistant.library)
    return list(dict.fromkeys([*coming, *kept[:most]])), len(kept) > most


def _row(name: str, *, is_open: bool) -> tuple[str, str] | None:
    """A row; gives the name and the action that was picked from its menu."""
    shown = beginning(name, _SHOWN)
    with st.container(horizontal=True, vertical_alignment="center", gap=None):
        if st.button(
            markdown_escaped(shown), key=f"c:{name}", width="stretch", type="secondary" if is_open else "tertiary",
            help=None if shown == name else markdown_escaped(name),
        ):  # fmt: skip
            go_to(name)
        action = st.menu_button("Rename, delete or export", _ACTIONS, key=f"menu:{name}", type="tertiary")
    return (name, action) if action else None


def _is_being_answered(assistant: Assistant, name: str) -> bool:
    """Whether it must be left alone; says so."""
    busy = any(not job.done.is_set() for job in answering.desk().jobs(assistant.library, name))
    if busy:
        st.warning("A question of this conversation is being answered. Wait for the answer, or stop it.")
    return busy


@st.dialog("Rename the conversation", on_dismiss=_close)
def _rename(assistant: Assistant, name: str) -> None:
    if _is_being_answered(assistant, name):
        return
    with st.form("rename", border=False):
        new = st.text_input("Name", name, key=f"new_name:{name}")
        if not st.form_submit_button("Rename", type="primary"):
            return
    try:
        kept = rename(assistant.library, name, new)
    except BriefingError as error:
        st.error(markdown_escaped(str(error)))
        return
    dropped.renamed(name, kept)
    if st.query_params.get("c") == name:
        st.query_params["c"] = st.session_state[OPEN] = kept
    _close()
    st.rerun()


@st.dialog("Delete the conversation?", on_dismiss=_close)
def _delete(assistant: Assistant, name: str) -> None:
    if _is_being_answered(assistant, name):
        return
    st.text(name)
    st.write("Its questions, answers and what you judged of them are deleted for good.")
    with st.container(horizontal=True):
        if st.button("Delete", type="primary", key="delete:yes"):
            try:
                answering.desk().delete(assistant.library, name)
            except BriefingError as error:
                st.error(markdown_escaped(str(error)))
                return
            if st.query_params.get("c") == name:
                go_to("")
            _close()
            st.rerun()
        if st.button("Keep", key="delete:no"):
            _close()
            st.rerun()


@st.dialog("Export the conversation", on_dismiss=_close)
def _export(assistant: Assistant, name: str) -> None:
    try:
        told = transcript(assistant.library, name, assistant.settings.zone)
    except BriefingError as error:
        st.error(markdown_escaped(str(error)))
        return
    st.text(name)
    makers = {form: functools.partial(drawn, form, told) for form in FORMS}
    taken_along.downloads(makers, told.file_name, key="export_conversation")


DIALOGS: dict[str, Any] = dict(zip(_ACTIONS, (_rename, _delete, _export), strict=True))
