"""What a reader chooses for the library: time zone, watch list, topics and the weights of the rank, in place of what is set."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, datetime

import streamlit as st

from assistant import preferences
from assistant.assistant import Assistant
from assistant.render import markdown_escaped
from assistant.settings import PREFIX, listed
from ingest.errors import BriefingError
from ui import said

_SAID = "preference"
_LISTS = {
    "watch": ("Watch list", "Names and words, one a line: stories that have them rank higher."),
    "topics": ("Topics", "One a line: the briefing tells of these only. Empty means of everything."),
}
_CALLED = {"time_zone": "Time zone", "rank": "Order of the stories"} | {
    name: title for name, (title, _) in _LISTS.items()
}


def draw(assistant: Assistant) -> None:
    """Draw what may be chosen, each with what holds when it is not."""
    st.caption(
        "What is chosen here is kept in the library and counts before the environment and the .env file, on this page and on the "
        "command line; an option of a command counts before it. The next briefing is made with it."
    )
    said.draw(_SAID)
    _zone(assistant)
    for name, (title, means) in _LISTS.items():
        _list(assistant, name, title, means)
    _rank(assistant)


def _zone(assistant: Assistant) -> None:
    st.subheader(_CALLED["time_zone"], anchor=False)
    names = _zones()
    now = assistant.settings.time_zone
    options = names if now in names else [now, *names]
    zone = st.selectbox("It decides where a day begins", options, options.index(now), key="zone", width=320)
    try:
        begins = preferences.today_begins(assistant.settings, zone, datetime.now(UTC))
    except BriefingError as error:
        st.error(markdown_escaped(str(error)))
        return
    in_utc = begins.astimezone(UTC)
    elsewhere = f", which is {in_utc:%H:%M} on {in_utc.day} {in_utc:%b} in UTC" if begins.utcoffset() else ""
    st.caption(f"Today begins at {begins:%H:%M} on {begins.day} {begins:%b}{elsewhere}.")
    _buttons(assistant, "time_zone", zone)


@st.cache_data(show_spinner=False)
def _zones() -> list[str]:
    return sorted(zoneinfo.available_timezones())


def _list(assistant: Assistant, name: str, title: str, means: str) -> None:
    st.subheader(title, anchor=False)
    entries = listed(getattr(assistant.settings, name))
    text = st.text_area(
        means, "\n".join(entries), max_chars=preferences.LONGEST, key=f"{name}:{hash(entries)}", height=110
    )
    _buttons(assistant, name, ", ".join(listed((text or "").replace("\n", ","))))


def _rank(assistant: Assistant) -> None:
    st.subheader(_CALLED["rank"], anchor=False)
    st.write(markdown_escaped(assistant.settings.rank) or "The usual weights. A briefing has sliders for them.")
    _origin(assistant, "rank")


def _buttons(assistant: Assistant, name: str, value: str) -> None:
    st.button(
        "Use for this library", key=f"choose:{name}", on_click=_choose, args=(assistant, name, value),
        disabled=preferences.is_chosen(assistant, name) and value == getattr(assistant.settings, name),
    )  # fmt: skip
    _origin(assistant, name)


def _origin(assistant: Assistant, name: str) -> None:
    """Where a setting comes from, and the way back to what is set."""
    given = markdown_escaped(str(getattr(assistant.given, name))) or "(empty)"
    variable = markdown_escaped(PREFIX + name.upper())
    if preferences.is_chosen(assistant, name):
        st.caption(f"Chosen for this library; otherwise {variable} holds: {given}")
        st.button("Forget the choice", key=f"forget:{name}", on_click=_choose, args=(assistant, name, None))
    else:
        st.caption(f"As {variable} has it: {given}")


def _choose(assistant: Assistant, name: str, value: str | None) -> None:
    def chosen() -> str:
        preferences.keep(assistant, name, value)
        if name == "time_zone":
            st.session_state.pop("zone", None)
        called = _CALLED[name].lower()
        return (
            f"No longer chosen for this library: {called}." if value is None else f"Chosen for this library: {called}."
        )

    said.attempt(_SAID, chosen)
