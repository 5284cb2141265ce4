"""The stories: a list that can be searched, and each one opened with its articles by day, its timeline and who says what."""

from __future__ import annotations

import streamlit as st

from assistant import alike, story_lists
from assistant.assistant import Assistant
from assistant.edition import Story
from assistant.front_page import Part
from assistant.render import Json, markdown_escaped, there_are
from assistant.story_lists import Row, Wanted
from ingest.errors import BriefingError, NotFound
from ui import counted_table, day_field, evidence, said, story_changes, timelines, told_parts
from ui.phrases import days
from ui.shown import BY_FOLDER, shown_library

OPEN = story_changes.OPEN
WORDS, OUTLETS, SINCE, UNTIL, PAGE = (f"story_{one}" for one in ("words", "outlets", "since", "until", "page"))
A_PAGE = 25


def stories_page() -> None:
    """Draw the list of stories, or the one that the address names."""
    assistant = shown_library().assistant
    if not assistant.library.count("articles"):
        st.header("Stories", anchor=False)
        st.write(
            "The library holds no article yet. Put some in on the page Library, or with `briefing add FILE…` in a "
            "terminal, and what they tell is grouped into stories here."
        )
        return
    with st.spinner("Grouping the articles …"):
        try:
            listed = _rows(assistant, story_lists.state(assistant))
        except BriefingError as error:
            st.error(markdown_escaped(str(error)))
            return
    if ungrouped := assistant.desk.ungrouped():
        st.info(f"{there_are(ungrouped, 'article')} in no story yet, as nothing can be written to this library.")
    chosen = st.query_params.get(OPEN, "")
    if not chosen:
        _list(listed)
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        cited = _story(assistant, chosen, listed)
    with right:
        evidence.pane(assistant, cited)


@st.cache_data(show_spinner=False, max_entries=5, hash_funcs=BY_FOLDER)
def _rows(assistant: Assistant, state: str) -> list[Row]:  # noqa: ARG001  of another state, other stories
    return story_lists.rows(assistant.desk.outlines(), assistant.settings.zone)


def _go_to(story_id: str) -> None:
    evidence.clear()
    said.forget(story_changes.SAID)
    st.query_params.clear()
    if story_id:
        st.query_params[OPEN] = story_id


# -- the list -----------------------------------------------------------------------------------------------------------


def _list(listed: list[Row]) -> None:
    st.header("Stories", anchor=False)
    found = story_lists.matching(listed, wanted := _wanted(listed))
    st.caption(f"{len(found)} of {len(listed)} stories" if wanted != Wanted() else f"{len(listed)} stories")
    if not found:
        st.write("No story is like this. Try fewer words, other outlets or more days.")
        return
    pages = -(-len(found) // A_PAGE)
    page = st.pagination(pages, key=f"{PAGE}:{hash(wanted)}", persist_state="session") if pages > 1 else 1
    with st.container(key="story_rows"):
        for one in found[(page - 1) * A_PAGE : page * A_PAGE]:
            _row(one)


def _wanted(listed: list[Row]) -> Wanted:
    """What is looked for in the list; it stays as it is while a story or another page is read."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        words = st.text_input(
            "Find stories by words of their titles, or by outlet", key=WORDS, max_chars=200, persist_state="session"
        )
        # An outlet whose stories are gone stays chosen: a filter that was set is not widened.
        known = {outlet for one in listed for outlet in one.outlets} | set(st.session_state.get(OUTLETS) or ())
        named = alike.listed(known)
        chosen = st.multiselect(
            "Outlets", sorted(known, key=str.casefold), key=OUTLETS, placeholder="All outlets", select_all=False, width=240,
            persist_state="session", format_func=lambda one: named.get(one, one),
        )  # fmt: skip
        since = day_field.draw("From", key=SINCE, width=140, kept=True)
        until = day_field.draw("Until", key=UNTIL, width=140, kept=True)
    return Wanted(" ".join((words or "").split()), tuple(chosen), since, until)


def _row(one: Row) -> None:
    with st.container(border=True, gap="xxsmall"):
        st.button(
            f"**{markdown_escaped(one.title)}**", key=f"open:{one.id}", on_click=_go_to, args=(one.id,), type="tertiary"
        )
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if one.single_source:
                st.badge("only one source", color="orange")
            st.caption(markdown_escaped(_listed(one)), width="content")
        timelines.small(one.days, key=f"days:{one.id}")


def _told(one: Row) -> str:
    """From when to when a story is told, and by whom."""
    return f"{_when(one)} · {one.told_by}"


def _listed(one: Row) -> str:
    """The same beside what is marked as told by one source: by which."""
    return " · ".join((_when(one), *one.outlets)) if one.single_source else _told(one)


def _when(one: Row) -> str:
    when = days(one.first, one.last)
    return when if one.is_dated else f"Not dated, added {when}"


# -- one story ------------------------------------------------------------------------------------------------------------


def _story(assistant: Assistant, story_id: str, listed: list[Row]) -> list[Json]:
    """Draw a story; gives what is cited of its articles."""
    st.button("← All stories", on_click=_go_to, args=("",), type="tertiary")
    said.draw(story_changes.SAID)
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
    if len(told) > 1:
        with st.expander("Coverage by outlet and day", key=f"matrix:{story.id}"):
            counted_table.draw(story_lists.matrix(told), key=f"table:{story.id}")
    cited = [*_speakers(assistant, story), *(_differing(assistant, story) if len(told) > 1 else [])]
    story_changes.draw(assistant, one, listed, told)
    return cited


def _speakers(assistant: Assistant, story: Story) -> list[Json]:
    """Who says what, which is read off the articles when it is wanted."""
    if not st.toggle("Show who says what", key=f"speakers:{story.id}"):
        return []
    with st.spinner("Reading the articles …"):
        parts = _said(assistant, story.id, story_lists.state(assistant))
    if not parts:
        st.caption("Nobody is quoted by name in these articles.")
    told_parts.draw(parts, key=f"said:{story.id}", on_cite=evidence.show)
    return _cited(parts)


def _differing(assistant: Assistant, story: Story) -> list[Json]:
    """Where the sources differ, which is compared when it is wanted."""
    if not st.toggle("Show where the sources differ", key=f"differing:{story.id}"):
        return []
    with st.spinner("Comparing the articles …"):
        parts = _compared(assistant, story.id, story_lists.state(assistant))
    if not parts:
        st.caption("No difference was found between these articles.")
    told_parts.draw(parts, key=f"differences:{story.id}", on_cite=evidence.show)
    return _cited(parts)


@st.cache_data(show_spinner=False, max_entries=20, hash_funcs=BY_FOLDER)
def _said(assistant: Assistant, story_id: str, state: str) -> list[Part]:  # noqa: ARG001
    return story_lists.speakers(assistant, assistant.desk.story(story_id))


@st.cache_data(show_spinner=False, max_entries=20, hash_funcs=BY_FOLDER)
def _compared(assistant: Assistant, story_id: str, state: str) -> list[Part]:  # noqa: ARG001
    return story_lists.differing(assistant, assistant.desk.story(story_id))


def _cited(parts: list[Part]) -> list[Json]:
    """What the parts cite, to be marked in an article that is opened."""
    told = [*(one for part in parts for one in part.sentences)]
    told += [cell for part in parts for pair in part.pairs for cell in pair.cells]
    return [{"citations": one.citations} for one in told]
