"""The briefings: a day is chosen, its briefing is made when asked for, and every edition that was kept can be read again."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import UTC, date, datetime

import streamlit as st

from assistant import shelf
from assistant.assistant import Assistant
from assistant.editions import Order, kept
from assistant.front_page import Card, FrontPage, Sentence, shown_claims
from assistant.further import Further, further_asked
from assistant.newsday import nearest
from assistant.render import Json, markdown_escaped, there_are
from assistant.when import weekday_words
from ingest.briefings import Shelved, shelved
from ingest.errors import BriefingError
from ui import briefing_choices, chat_page, day_field, evidence, scope, timelines, told_parts
from ui.shown import BY_FOLDER, shown_library, state_of_days
from ui.stories_page import OPEN, stories_page

DAY, EDITION = "day", "edition"
_ADDRESSED, _FURTHER, _WHOLE = "day_in_the_address", "asked_further", "edition_shown_whole"
MOST_CARDS = 25  # stories that are drawn before the others are asked for
MOST_LISTED = 40


def briefing_page() -> None:
    """Draw the briefing of the day that is chosen."""
    if pending := st.session_state.pop(_FURTHER, None):
        _lead_to_the_chat(pending)
    assistant = shown_library().assistant
    counts, kept_ones = _counts(assistant, state_of_days(assistant)), shelved(assistant.library)
    if not counts and not kept_ones:
        st.header("Briefing", anchor=False)
        st.write(
            "The library holds no article yet. Put some in on the page Library, or with `briefing add FILE…` in a "
            "terminal, or follow a feed there; then the briefing of each day can be made here."
        )
        return
    _history(kept_ones)
    left, right = st.columns([3, 2], gap="large")
    with left:
        day = _day([*counts, *(one.day for one in kept_ones)])
        chosen = _edition(assistant, kept_ones, day)
        count = counts.get(day, 0)
        shown = _told(assistant, chosen, count) if chosen else _not_made(assistant, day, count, list(counts))
    with right:
        evidence.pane(assistant, shown_claims(shown))


@st.cache_data(show_spinner=False, max_entries=20, hash_funcs=BY_FOLDER)
def _counts(assistant: Assistant, state: str) -> dict[date, int]:  # noqa: ARG001  of other articles, other counts
    return shelf.articles_a_day(assistant)


@st.cache_data(show_spinner=False, max_entries=50, hash_funcs=BY_FOLDER)
def _read(assistant: Assistant, chosen: Shelved, revision: int) -> Json:  # noqa: ARG001  a citation may have changed
    return shelf.edition_as_it_stands(assistant, chosen)


@st.cache_data(show_spinner=False, max_entries=20, hash_funcs=BY_FOLDER)
def _as_chosen(
    assistant: Assistant, chosen: Shelved, choice: briefing_choices.Choice, revision: int
) -> tuple[Json, FrontPage]:
    return briefing_choices.told(_read(assistant, chosen, revision), choice)


@st.cache_data(show_spinner=False, max_entries=50, hash_funcs=BY_FOLDER)
def _came_since(assistant: Assistant, chosen: Shelved, state: str) -> int:  # noqa: ARG001
    return shelf.came_since(assistant, chosen)


# -- choosing ---------------------------------------------------------------------------------------------------------


def _history(kept_ones: list[Shelved]) -> None:
    """The days that were briefed, beside the page."""
    with st.sidebar, st.container(gap="xxsmall", key="kept_briefings"):
        st.subheader("Kept briefings", anchor=False)
        if not kept_ones:
            st.caption("None yet: choose a day and make its briefing.")
        for one in shelf.kept_days(kept_ones)[:MOST_LISTED]:
            st.button(
                one.words, key=f"kept:{one.day}", on_click=_go_to, args=(one.day,), width="stretch", type="tertiary"
            )


def _day(days: list[date]) -> date:
    """The day that is chosen, at first the newest; the buttons beside it skip days that have nothing.

    It stands in the address, also when nobody chose it: a link that is copied today opens the same day tomorrow.
    """
    asked = shelf.day_addressed(st.query_params.get(DAY, ""))
    if asked and asked != st.session_state.get(_ADDRESSED):
        st.session_state[DAY] = asked
    chosen = st.session_state[DAY] = st.session_state.get(DAY) or days[0]  # emptied, the field goes back to the newest
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = day_field.draw("Day", key=DAY, width=190) or chosen
        before, after = shelf.around(days, chosen)
        _step("Earlier", before)
        _step("Later", after)
    st.session_state[_ADDRESSED] = chosen
    st.query_params[DAY] = chosen.isoformat()
    return chosen


def _step(label: str, day: date | None) -> None:
    told = weekday_words(day) if day else "There is no further day"
    st.button(label, on_click=_go_to, args=(day,), disabled=day is None, help=told)


def _go_to(day: date) -> None:
    evidence.clear()
    st.session_state[DAY] = day
    st.query_params.pop(EDITION, None)


def _edition(assistant: Assistant, kept_ones: list[Shelved], day: date) -> Shelved | None:
    """The edition of a day that is chosen, at first the newest; None while there is none."""
    editions = shelf.editions_of(assistant, kept_ones, day)
    if len(editions) < 2:
        return editions[0] if editions else None
    names = {f"{one.edition} {one.scope}".strip(): one for one in editions}
    wanted = st.query_params.get(EDITION, "")
    chosen = st.selectbox(
        "Edition", list(names), list(names).index(wanted) if wanted in names else 0,
        lambda name: shelf.edition_words(names[name], assistant.settings.zone), key=f"{EDITION}:{day}:{len(editions)}",
    )  # fmt: skip
    if names[chosen] is editions[0]:
        st.query_params.pop(EDITION, None)
    else:
        st.query_params[EDITION] = chosen
    return names[chosen]


# -- making -----------------------------------------------------------------------------------------------------------


def _not_made(assistant: Assistant, day: date, count: int, days: list[date]) -> Json:
    """What can be done about a day without a briefing."""
    st.header(weekday_words(day), anchor=False)
    if count:
        st.write(f"{there_are(count, 'article')} of this day, and no briefing of it was made yet.")
        _maker(assistant, day, "Make the briefing", is_first=True)
        return {}
    near = nearest(days, day)
    st.write("No article in the library is of this day.")
    if near:
        st.button(f"Go to the nearest day that has some, {near.day} {near:%B %Y}", on_click=_go_to, args=(near,))
    return {}


def _maker(assistant: Assistant, day: date, label: str, *, is_first: bool = False) -> None:
    """A button that makes the briefing of a day, which is kept: a rerun of the page reads it again, and makes nothing."""
    if not st.button(label, type="primary" if is_first else "secondary"):
        return
    with st.spinner("Reading the day's articles …"):
        try:
            kept(assistant, Order(day.isoformat(), now=datetime.now(UTC), model=assistant.chosen_model))
        except BriefingError as error:
            st.error(markdown_escaped(str(error)))
            return
    st.query_params.pop(EDITION, None)
    st.rerun()


# -- telling ----------------------------------------------------------------------------------------------------------


def _told(assistant: Assistant, chosen: Shelved, count: int) -> Json:
    """Draw an edition; gives it as it is shown."""
    revision = assistant.library.revision
    try:
        whole = _read(assistant, chosen, revision)
    except BriefingError as error:
        st.error(markdown_escaped(str(error)))
        return {}
    head = st.container()
    choice, downloads = briefing_choices.told_as(assistant, whole, chosen)
    data: Json
    data, page = _as_chosen(assistant, chosen, choice, revision)
    with downloads:
        briefing_choices.downloads(data, chosen.day)
    with head:
        st.header(markdown_escaped(page.title), anchor=False)
        _standing(assistant, chosen, count)
    for notice in page.notices:
        st.info(markdown_escaped(notice))
    _stories(page, chosen, functools.partial(_asked_further, data))
    st.divider()
    st.caption(markdown_escaped(page.coverage_line))
    told_parts.draw(page.coverage, key="coverage", on_cite=evidence.show)
    return data


def _stories(page: FrontPage, chosen: Shelved, asked: Callable[[str, Sentence, str], None]) -> None:
    """Draw the lead and the stories, of very many the first ones."""
    told_parts.draw([page.lead], key="lead", on_cite=evidence.show, on_ask=functools.partial(asked, ""))
    shown = page.cards if st.session_state.get(_WHOLE) == chosen else page.cards[:MOST_CARDS]
    for card in shown:
        _card(card, functools.partial(asked, card.id))
    if left := len(page.cards) - len(shown):
        label = f"Show the other {left} stories" if left > 1 else "Show one more story"
        st.button(label, on_click=_show_all, args=(chosen,))


def _show_all(chosen: Shelved) -> None:
    st.session_state[_WHOLE] = chosen


def _standing(assistant: Assistant, chosen: Shelved, count: int) -> None:
    """Which edition this is, what came in since it was made, and the means to make it anew."""
    since = _came_since(assistant, chosen, state_of_days(assistant)) if count else 0
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        told = shelf.edition_words(chosen, assistant.settings.zone)
        if since:
            told += f"; {since} of the day's articles came in since" if since > 1 else "; an article came in since"
        st.caption(markdown_escaped(told), width="content")
        if count:
            _maker(assistant, chosen.day, "Make it anew", is_first=bool(since))


def _card(card: Card, asked: told_parts.OnAsk) -> None:
    st.subheader(markdown_escaped(card.title), anchor=False)
    news = f"**{markdown_escaped(card.news)}**" if card.news else ""
    st.caption(" · ".join(filter(None, (news, markdown_escaped(card.told_by)))))
    first, rest = (card.upto, card.after) if card.dated else ((*card.upto, *card.after), ())
    told_parts.draw(first, key=f"story:{card.id}", on_cite=evidence.show, on_ask=asked)
    timelines.of_entries(card.dated, key=f"timeline:{card.id}")
    told_parts.draw(rest, key=f"rest:{card.id}", on_cite=evidence.show, on_ask=asked)
    if st.button("All of this story", key=f"whole:{card.id}", type="tertiary"):
        evidence.clear()
        st.switch_page(st.Page(stories_page, url_path="stories"), query_params={OPEN: card.id})


# -- asking further ---------------------------------------------------------------------------------------------------


def _asked_further(data: Json, story_id: str, sentence: Sentence, label: str) -> None:
    """Note what is asked of a line; a page can only be left while it is drawn."""
    st.session_state[_FURTHER] = further_asked(data, story_id, sentence, label)


def _lead_to_the_chat(asked: Further) -> None:
    scope.limit_to(asked.since, asked.until, asked.outlets)
    evidence.clear()
    chat_page.ask_next(asked.question)
    st.switch_page(st.Page(chat_page.chat_page, url_path="chat", default=True))
