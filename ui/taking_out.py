"""Taking articles out of the library: one, or all before a day; each only after it was said what that means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from assistant import holdings
from assistant.assistant import Assistant
from assistant.holdings import Holding
from assistant.render import several, there_are
from assistant.when import day_words
from ingest.errors import LibraryBusy
from ui import adding, day_field, said

SAID = "taken out"  # where it is said what came of a removal
_BEFORE = "purge_before"
_MEANS = "Answers and briefings that cite {} keep their words, and their citations are marked as removed. There is no way back but to add {} again."


def remove(assistant: Assistant, article_id: str) -> None:
    """The means to take out the article that is open."""
    with st.popover("Remove this article"):
        st.write(f"It is taken out of the library with all its versions. {_MEANS.format('it', 'it')}")
        st.button("Remove it", key=f"remove:{article_id}", type="primary", on_click=_remove, args=(assistant, article_id))  # fmt: skip


def purge(assistant: Assistant, listed: list[Holding]) -> None:
    """The means to take out the articles of all days before one."""
    with st.popover("Remove old articles"):
        day = day_field.draw("Of the days before", key=_BEFORE)
        if day is None:
            st.caption("Choose a day; you are asked before anything is removed.")
            return
        old = holdings.before(listed, day)
        if not old:
            st.write(f"No article is older than {day_words(day)}.")
            return
        count, them = several(len(old), "article"), "it" if len(old) == 1 else "them"
        st.write(f"{count[0].upper()}{count[1:]} of days before {day_words(day)}. {_MEANS.format(them, them)}")
        st.button(f"Remove {count}", key="purge", type="primary", on_click=_purge, args=(assistant, day))


def _remove(assistant: Assistant, article_id: str) -> None:
    def act() -> str:
        assistant.remove([article_id])
        st.query_params.pop("article", None)
        return "The article is removed."

    _take_out(assistant, act)


def _purge(assistant: Assistant, day: date) -> None:
    def act() -> str:
        gone = len(assistant.purge(day))
        st.session_state.pop(_BEFORE, None)
        return f"{there_are(gone, 'article')} removed."

    _take_out(assistant, act)


def _take_out(assistant: Assistant, act: Callable[[], str]) -> None:
    def busy(error: LibraryBusy) -> str:
        ours = adding.desk().is_busy(assistant.library.folder)
        writer = "Articles are being put in" if ours else said.writes(error.holder)
        return f"{writer}: nothing was removed; do it again when that is done."

    said.attempt(SAID, act, busy)
