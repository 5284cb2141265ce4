"""The sliders with which a reader weighs what the order of a briefing's stories is made of, and what that changes."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from assistant import ordering, preferences
from assistant.assistant import Assistant
from assistant.ranking import WEIGHTS
from assistant.ranking import weights as weights_of
from assistant.render import Json, markdown_escaped
from ingest.errors import BriefingError
from ui import said

MOST_MOVES = 12
_SAID = "weights"


def weights(assistant: Assistant, whole: Json, edition: str) -> dict[str, float]:
    """Draw the sliders of an edition, with what they change in its order; gives the weights that they are at."""
    own = ordering.made_with(whole)
    with st.popover("Order of the stories", width="content"):
        st.caption("What weighs how much; nothing is told anew, the stories only change places.")
        chosen = _sliders(own, edition)
        _moves(whole, ordering.reordered(whole, chosen))
        with st.container(horizontal=True, gap="small"):
            st.button("Keep as my weights", on_click=_keep, args=(assistant, chosen), type="primary")
            st.button("Back to the usual", on_click=_set, args=(dict(WEIGHTS), edition))
            if chosen != own:
                st.button("As this edition was made", on_click=_set, args=(own, edition))
        said.draw(_SAID)
        _kept(assistant)
    return chosen


def _sliders(own: Mapping[str, float], edition: str) -> dict[str, float]:
    """Two columns of sliders, so that what they change stands in sight below them."""
    columns = st.columns(2, gap="medium")
    found = {}
    for number, name in enumerate(WEIGHTS):
        with columns[number % 2]:
            found[name] = _slider(name, own[name], edition)
    return found


def _slider(name: str, made_with: float, edition: str) -> float:
    """A slider that reaches as far as the weight that the edition was made with, which may be set to any number."""
    key, (least, most) = _key(name, edition), (min(0.0, made_with), max(ordering.HEAVIEST, made_with))
    st.session_state.setdefault(key, made_with)
    return float(st.slider(ordering.MEANINGS[name], least, most, step=0.05, key=key, format="%.2f"))


def _key(name: str, edition: str) -> str:
    return f"weight:{name}:{edition}"


def _set(chosen: Mapping[str, float], edition: str) -> None:
    for name, weight in chosen.items():
        st.session_state[_key(name, edition)] = weight


def _moves(before: Json, after: Json) -> None:
    """Say which stories changed their places."""
    moved = ordering.moves(before, after)
    if not moved:
        st.caption("Every story stands where the edition has it.")
    for one in moved[:MOST_MOVES]:
        st.markdown(markdown_escaped(one.words))
    if len(moved) > MOST_MOVES:
        st.caption(f"and {len(moved) - MOST_MOVES} more")


def _keep(assistant: Assistant, chosen: Mapping[str, float]) -> None:
    """Keep weights for the editions that are made from now on; the usual ones are kept too, in place of those that are set."""

    def kept() -> str:
        preferences.keep(assistant, "rank", ordering.as_setting(chosen))
        return ""

    said.attempt(_SAID, kept)


def _kept(assistant: Assistant) -> None:
    try:
        now = weights_of(assistant.settings.rank)
    except BriefingError as error:
        st.warning(markdown_escaped(str(error)))
        return
    told = ordering.as_setting(now) or "the usual ones"
    origin = "chosen for this library" if preferences.is_chosen(assistant, "rank") else "as set by BRIEFING_RANK"
    st.caption(markdown_escaped(f"New editions are made with {told}, {origin}."))
