"""The stories: a list that can be searched, and each one opened with its articles by day, its timeline and who says what."""

from __future__ import annotations

import streamlit as st

from assistant import story_lists
from assistant.assistant import Assistant
from assistant.edition import Story
from assistant.render import Json, markdown_escaped
from assistant.story_lists import Row
from ingest.errors import BriefingError, NotFound
from ui import evidence, story_changes, timelines, told_parts
from ui.phrases import days
from ui.shown import shown_library

OPEN, WORDS, PAGE = story_changes.OPEN, "words", "page"
A_PAGE = 25
_FOLDER = {Assistant: lambda assistant: str(assistant.library.folder)}


def stories_page() -> None:
    """Draw the list of stories, or the one that the address names."""
    assistant = shown_library().assistant
    if not assistant.library.count("articles"):
        st.header("Stories", anchor=False)
        st.write(
            "The library holds no article yet. Put some in with `briefing add FILE…` in a terminal, and what they tell is "
            "grouped into stories here."
        )
        return
    with st.spinner("Grouping the articles …"):
        try:
            listed = _rows(assistant, story_lists.state(assistant))
        except BriefingError as error:
            st.error(markdown_escaped(str(error)))
            return
    chosen = st.query_params.get(OPEN, "")
    if not chosen:
        _list(listed)
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        cited = _story(assistant, chosen, listed)
    with right:
        evidence.pane(assistant, cited)


@st.cache_data(show_spinner=False, max_entries=5, hash_funcs=_FOLDER)
def _rows(assistant: Assistant, state: str) -> list[Row]:  # noqa: ARG001  of another state, other stories
    return story_lists.rows(assistant.stories(), assistant.settings.zone)


def _go_to(story_id: str) -> None:
    evidence.clear()
    story_changes.forget()
    st.query_params.clear()
    if story_id:
        st.query_params[OPEN] = story_id


# -- the list -----------------------------------------------------------------------------------------------------------


def _list(listed: list[Row]) -> None:
    st.header("Stories", anchor=False)
    words = st.text_input("Find stories by words of their titles, or by outlet", key=WORDS, max_chars=200)
    found = story_lists.matching(listed, words or "")
    st.caption(f"{len(found)} of {len(listed)} stories" if words else f"{len(listed)} stories")
    if not found:
        st.write(
            "No story has all of these words in its title, its articles' titles or its outlets. Try fewer of them."
        )
        return
    pages = -(-len(found) // A_PAGE)
    page = st.pagination(pages, key=f"{PAGE}:{words}") if pages > 1 else 1
    with st.container(key="story_rows"):
        for one in found[(page - 1) * A_PAGE : page * A_PAGE]:
            _row(one)


def _row(one: Row) -> None:
    with st.container(border=True, gap="xxsmall"):
        st.button(
            f"**{markdown_escaped(one.title)}**", key=f"open:{one.id}", on_click=_go_to, args=(one.id,), type="tertiary"
        )
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if one.single_source:
                st.badge("one source", color="orange")
            st.caption(markdown_escaped(_told(one)), width="content")


def _told(one: Row) -> str:
    """From when to when a story is told, and by whom."""
    when = days(one.first, one.last)
    return f"{when if one.is_dated else f'Not dated, added {when}'} · {one.told_by}"


# -- one story ------------------------------------------------------------------------------------------------------------


def _story(assistant: Assistant, story_id: str, listed: list[Row]) -> list[Json]:
    """Draw a story; gives what is cited of its articles."""
    st.button("← All stories", on_click=_go_to, args=("",), type="tertiary")
    story_changes.told()
    try:
        story = assistant.desk.story(story_id)
    except NotFound:
        st.header("Stories", anchor=False)
        st.write(
            "There is no such story any more: it may have been merged with another, or its articles were taken out."
        )
        return []
    zone = assistant.settings.zone
    one, told = story_lists.row(story, zone), story_lists.tellings(story, zone)
    st.header(markdown_escaped(one.title), anchor=False)
    st.caption(markdown_escaped(_told(one)))
    timelines.of_articles(told, key=f"coverage:{story.id}")
    told_parts.draw(story_lists.by_day(told), key=f"articles:{story.id}", on_cite=evidence.show)
    cited = _speakers(assistant, story)
    story_changes.draw(assistant, one, listed, told)
    return cited


def _speakers(assistant: Assistant, story: Story) -> list[Json]:
    """Who says what, which is read off the articles when it is wanted."""
    if not st.toggle("Show who says what", key=f"speakers:{story.id}"):
        return []
    parts = story_lists.speakers(assistant, story)
    if not parts:
        st.caption("Nobody is quoted by name in these articles.")
    told_parts.draw(parts, key=f"said:{story.id}", on_cite=evidence.show)
    return [{"citations": one.citations} for part in parts for one in part.sentences]
