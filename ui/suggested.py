"""Questions that are offered under the newest answer and before the first one, looked for in a thread that no drawing waits for."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

import streamlit as st

from assistant import suggestions
from assistant.answers import ALL_READ, Filters, Read
from assistant.assistant import Assistant
from assistant.render import markdown_escaped
from ingest.conversations import Turn
from ingest.errors import BriefingError
from ui import answering

# A search asks as readers do, and must not take the processors from their questions: one is made at a time, each of its
# questions only while nobody's is answered, and where more than a few searches wait for that nothing is offered.
_TURN, _ROOM = threading.Lock(), threading.BoundedSemaphore(8)
QUIET = 0.8  # seconds without a question of a reader, before one is tried
PATIENCE = 6.0  # seconds that are waited for that
LOOK = 0.1  # seconds between two looks at whether it is so
TICK = 1.0  # seconds between two looks at whether they were found
AskAgain = Callable[[str, list[Read]], None]


@dataclass(slots=True, eq=False)
class Search:
    """A search for questions that the library answers: those that were found, once it is done."""

    questions: tuple[str, ...] = ()
    done: threading.Event = field(default_factory=threading.Event)


def draw(assistant: Assistant, turns: Sequence[Turn], filters: Filters, ask: AskAgain) -> None:
    """Draw the questions to ask next as buttons; while they are looked for nothing, and they come of themselves."""
    newest = turns[-1].asked if turns else ""
    key = (str(assistant.library.folder), assistant.library.revision, newest, repr(filters))
    search = _begun(key, assistant, tuple(turns), filters)
    if not search.done.is_set():
        _coming(search, "" if turns else "Looking for questions that the articles answer …")
    elif search.questions:
        with st.container(gap="xsmall", key=f"ask_next:{newest}"):
            st.caption("Ask next:" if turns else "The articles answer, for example:")
            for question in search.questions:
                st.button(
                    markdown_escaped(question), key=f"ask_next:{newest}:{question}", on_click=ask,
                    args=(question, list(ALL_READ)),
                )  # fmt: skip


@st.fragment(run_every=TICK)
def _coming(search: Search, words: str) -> None:
    if search.done.is_set():
        st.rerun()
    if words:
        st.caption(words)


@st.cache_resource(show_spinner=False, max_entries=100)
def _begun(
    key: tuple[str, int, str, str],  # noqa: ARG001  of another library, revision, answer or filter, other questions
    _assistant: Assistant,
    _turns: Sequence[Turn],
    _filters: Filters,
) -> Search:
    """The search for an answer, which is made once."""
    search = Search()
    if not _ROOM.acquire(blocking=False):
        search.done.set()
        return search
    try:
        threading.Thread(target=_look_in_turn, args=(search, _assistant, _turns, _filters), daemon=True).start()
    except RuntimeError:  # as many threads run as may
        _ROOM.release()
        search.done.set()
    return search


def _look_in_turn(*wanted: Any) -> None:
    try:
        with _TURN:
            _look(*wanted)
    finally:
        _ROOM.release()


def _look(search: Search, assistant: Assistant, turns: Sequence[Turn], filters: Filters) -> None:
    try:
        found = suggestions.after(assistant, turns[-1].answer) if turns else suggestions.at_first(assistant)
        search.questions = suggestions.offered(assistant, found, turns, filters, may_ask=_is_quiet)
    except BriefingError as error:
        logging.getLogger(__name__).warning("no question could be suggested: %s", error)
    except Exception:
        logging.getLogger(__name__).exception("no question could be suggested")
    finally:
        search.done.set()


def _is_quiet() -> bool:
    """Wait until readers ask nothing; False where they go on asking."""
    desk, until = answering.desk(), monotonic() + PATIENCE
    while not desk.is_quiet(QUIET):
        if monotonic() > until:
            return False
        time.sleep(LOOK)
    return True
