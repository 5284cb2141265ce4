"""What can be done with an answer, in a row below it: judge it, copy it with its sources, take it along."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import Any

import streamlit as st

from assistant.assistant import Assistant
from assistant.called import UNTITLED, shown_title
from assistant.render import beginning, markdown_escaped
from assistant.transcripts import FORMS, copied, drawn, transcript
from ingest.conversations import Turn
from ingest.errors import BriefingError
from ingest.judgements import ANSWER, Place, Verdict, judge, judgements, of_turn
from ui import copying, taken_along

Json = dict[str, Any]
_THUMBS: dict[int, Verdict] = {0: "wrong", 1: "right"}
_SHOWN = 140  # characters of a sentence that is judged


@st.fragment
def draw(turn: Turn, assistant: Assistant, conversation: str) -> None:
    """Draw the row; what was judged before is shown as it is kept, and taken back by another click."""
    verdicts = of_turn(judgements(assistant.library, conversation), turn.number)
    key = f"{turn.number}:{turn.asked}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _thumbs(turn, assistant, conversation, verdicts.get(ANSWER))
        copying.button("Copy with sources", copied(turn.answer), key=f"copy:{key}")
        _export(turn, assistant, conversation, f"export:{key}")
        if turn.answer["claims"]:
            _sources(turn, assistant, conversation, verdicts)


def _thumbs(turn: Turn, assistant: Assistant, conversation: str, verdict: Verdict | None) -> None:
    key = f"thumbs:{turn.number}:{turn.asked}"
    st.session_state[key] = next((thumb for thumb, one in _THUMBS.items() if one == verdict), None)

    def judged() -> None:
        _judge(assistant, conversation, turn, _THUMBS.get(st.session_state[key]), ANSWER)

    st.feedback("thumbs", key=key, on_change=judged)


def _export(turn: Turn, assistant: Assistant, conversation: str, key: str) -> None:
    opened = st.popover("Export", width="content", key=key, on_change="rerun")
    if not opened.open:
        return
    with opened:
        try:
            told = transcript(assistant.library, conversation, assistant.settings.zone, turn.number)
        except BriefingError as error:  # deleted in another tab
            st.error(markdown_escaped(str(error)))
            return
        makers = {form: functools.partial(drawn, form, told) for form in FORMS}
        taken_along.downloads(makers, told.file_name, key=key)


def _sources(turn: Turn, assistant: Assistant, conversation: str, verdicts: Mapping[Place, Verdict]) -> None:
    """The means to say of each sentence which of its paragraphs does not say that."""
    key = f"sources:{turn.number}:{turn.asked}"
    opened = st.popover("Wrong source?", width="content", key=key, on_change="rerun")  # another label would close it
    if wrong := sum(place != ANSWER for place in verdicts):
        st.caption("One source marked" if wrong == 1 else f"{wrong} sources marked", width="content")
    if not opened.open:
        return
    with opened:
        st.caption(
            "Mark a paragraph that does not say what it is cited for. This stays on this machine; "
            "`briefing conversations feedback` writes it out for `briefing eval`."
        )
        for place, sentence, cited in _cited(turn.answer):
            _source(turn, assistant, conversation, (place, sentence, cited), place in verdicts)


def _source(
    turn: Turn, assistant: Assistant, conversation: str, judged: tuple[Place, str, Json], is_wrong: bool
) -> None:
    place, sentence, cited = judged
    key = f"wrong:{turn.asked}:{place.claim}:{place.article_id}:{place.version}:{place.paragraph}"
    st.session_state[key] = is_wrong

    def changed() -> None:
        verdict: Verdict | None = "does not say that" if st.session_state[key] else None
        _judge(assistant, conversation, turn, verdict, place)

    outlet = cited["source"] or shown_title(cited) or UNTITLED
    label = f"[{cited['number']}] {outlet}, paragraph {cited['paragraph']}, does not say: {beginning(sentence, _SHOWN)}"
    st.checkbox(markdown_escaped(" ".join(label.split())), key=key, on_change=changed)


def _cited(answer: Json) -> Iterator[tuple[Place, str, Json]]:
    """Each paragraph beside each sentence that cites it, with the first citation of it."""
    for number, claim in enumerate(answer["claims"]):
        places: dict[Place, Json] = {}
        for cited in claim["citations"]:
            places.setdefault(Place(number, cited["article_id"], cited["version"], cited["paragraph"]), cited)
        for place, cited in places.items():
            yield place, claim["text"], cited


def _judge(assistant: Assistant, conversation: str, turn: Turn, verdict: Verdict | None, place: Place) -> None:
    try:
        judge(assistant.library, conversation, turn.number, verdict, place)
    except BriefingError as error:  # deleted in another tab
        st.toast(markdown_escaped(str(error)))
