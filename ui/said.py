"""What came of something that a reader did: done at the click, said at the next drawing, once."""

from __future__ import annotations

import os
from collections.abc import Callable

import streamlit as st

from assistant.render import markdown_escaped
from ingest.errors import BriefingError, LibraryBusy

CHAT = "chat"
_SAID = "said:"  # before where it is said


def attempt(where: str, act: Callable[[], str], busy: Callable[[LibraryBusy], str] | None = None) -> None:
    """Do something and note what it says of itself, "" for nothing; what is refused is noted in words."""
    try:
        noted = (True, act())
    except LibraryBusy as error:
        noted = (False, (busy or do_it_again)(error))
    except BriefingError as error:
        noted = (False, str(error))
    st.session_state[_SAID + where] = noted


def draw(where: str) -> None:
    """Say what was noted there."""
    is_well, words = st.session_state.pop(_SAID + where, (True, ""))
    if words:
        (st.success if is_well else st.error)(markdown_escaped(words))


def forget(where: str) -> None:
    """Say nothing of it any more."""
    st.session_state.pop(_SAID + where, None)


def writes(holder: str) -> str:
    """Who writes to the library, in words: another process by its id, or something else that was begun on this page."""
    here = holder == str(os.getpid())
    return f"{'Another job of this page' if here else f'Another process ({holder})'} is writing to the library"


def do_it_again(busy: LibraryBusy) -> str:
    """What is said where somebody else writes to the library just then."""
    return f"{writes(busy.holder)}: do it again when that is done."
