"""The filters that a reader sets beside the input; they hold for every question until they are taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime

import streamlit as st

from assistant.alike import listed
from assistant.answers import Filters, Read
from assistant.assistant import Assistant
from assistant.render import markdown_escaped
from ui import day_field
from ui.phrases import days

SINCE, UNTIL, OUTLETS = "scope_since", "scope_until", "scope_outlets"
_KEPT = "scope"  # a widget's own state is forgotten when another page is shown


def scope(assistant: Assistant) -> Filters:
    """Draw the filters that are set, and the means to set them; gives them as they are."""
    kept = st.session_state.setdefault(_KEPT, {SINCE: None, UNTIL: None, OUTLETS: []})
    for key, value in kept.items():
        st.session_state.setdefault(key, value)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.popover("Filters", width="content"):
            _choose(assistant, kept[OUTLETS])
        for key in kept:
            kept[key] = st.session_state[key]
        _draw_set(kept[SINCE], kept[UNTIL], kept[OUTLETS], _named(assistant, kept[OUTLETS]))
    since, until = (day.isoformat() if day else None for day in (kept[SINCE], kept[UNTIL]))
    return assistant.filters(datetime.now(UTC), since, until, kept[OUTLETS])


def limit_to(since: date | None, until: date | None, outlets: Iterable[str]) -> None:
    """Set the filters in place of those that are set; they are seen when the chat is drawn, and can be taken away there."""
    st.session_state[_KEPT] = {SINCE: since, UNTIL: until, OUTLETS: list(outlets)}
    for key in (SINCE, UNTIL, OUTLETS):
        st.session_state.pop(key, None)


def lift(part: Read) -> None:
    """Take away the filters that are set of a kind."""
    if part == "outlets":
        _unset(OUTLETS, [])
    else:
        _unset(SINCE, None)
        _unset(UNTIL, None)


def _choose(assistant: Assistant, chosen: Iterable[str]) -> None:
    day_field.draw("From", key=SINCE)
    day_field.draw("Until, this day included", key=UNTIL)
    # An outlet whose articles were taken out stays chosen: a filter that was set is not widened.
    st.multiselect(
        "Outlets", sorted({*assistant.outlets(), *chosen}, key=str.casefold), key=OUTLETS, placeholder="All outlets",
        select_all=False, format_func=_named(assistant, chosen),
    )  # fmt: skip


def _named(assistant: Assistant, chosen: Iterable[str]) -> Callable[[str], str]:
    """How an outlet is called beside those of the library and those that are chosen."""
    names = listed({*assistant.outlets(), *chosen})
    return lambda one: names.get(one, one)


def _draw_set(since: date | None, until: date | None, outlets: list[str], named: Callable[[str], str]) -> None:
    for label, key, left in _removable(since, until, outlets, named):
        st.button(
            markdown_escaped(f"{label} ✕"), key=f"unset:{key}:{label}", help="Take this filter away", on_click=_unset,
            args=(key, left),
        )  # fmt: skip
    if since and until and since > until:
        st.caption("No day lies between these two: change one of them.")


def _removable(
    since: date | None, until: date | None, outlets: list[str], named: Callable[[str], str]
) -> Iterator[tuple[str, str, list[str] | None]]:
    """Each filter that is set: what it is called, its key, and what is left when it is taken away."""
    if since:
        yield days(since, None), SINCE, None
    if until:
        yield days(None, until), UNTIL, None
    for outlet in outlets:
        yield named(outlet), OUTLETS, [other for other in outlets if other != outlet]


def _unset(key: str, left: list[str] | None) -> None:
    st.session_state[key] = left
