"""What a person may change in a story: its title, what it is one with, which of its articles are another one's."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from assistant.assistant import Assistant
from assistant.edition import Story
from assistant.render import several
from assistant.story_lists import Row, Telling, labels, story_labels
from ui import evidence, said

OPEN = "story"  # the part of the address that names the story which is open
SAID = "story changed"  # where it is said what came of a change
LONGEST_TITLE = 200


def draw(assistant: Assistant, story: Row, listed: Sequence[Row], articles: Sequence[Telling]) -> None:
    """Draw what can be changed; a change lasts, and is seen at once."""
    with st.expander("Change this story", key=f"change:{story.id}"):
        _rename(assistant, story)
        _merge(assistant, story, [one for one in listed if one.id != story.id])
        if len(articles) > 1:
            _split(assistant, story, articles)


def _rename(assistant: Assistant, story: Row) -> None:
    key = f"title:{story.id}"
    with st.form(f"rename:{story.id}", border=False):
        st.text_input(
            "Its title; leave it empty for the one that its articles give", story.title, LONGEST_TITLE, key=key
        )
        st.form_submit_button(
            "Rename",
            on_click=lambda: _change(
                lambda: assistant.rename_story(story.id, st.session_state[key]),
                lambda found: f"It is called “{found.title}” now.",
            ),
        )


def _merge(assistant: Assistant, story: Row, others: Sequence[Row]) -> None:
    if not others:
        return
    key, names = f"other:{story.id}", story_labels(others)
    with st.form(f"merge:{story.id}", border=False):
        st.selectbox(
            "It is the same story as", list(names), None, lambda one: names[one], key=key, placeholder="Choose a story"
        )
        st.form_submit_button(
            "Merge",
            on_click=lambda: _change(
                lambda: assistant.merge_stories([one for one in (story.id, st.session_state[key]) if one]),
                lambda found: f"They are one story now, of {len(found.articles)} articles.",
            ),
        )


def _split(assistant: Assistant, story: Row, articles: Sequence[Telling]) -> None:
    key, names = f"articles_of:{story.id}", labels(articles)
    with st.form(f"split:{story.id}", border=False):
        st.multiselect(
            "These articles tell another story", list(names), format_func=lambda one: names[one], key=key,
            placeholder="Choose articles", select_all=False,
        )  # fmt: skip
        st.form_submit_button(
            "Split off",
            on_click=lambda: _change(
                lambda: assistant.split_story(story.id, st.session_state[key]),
                lambda found: (
                    f"This is the new story; the rest stays where it was. It has {several(len(found.articles), 'article')}."
                ),
            ),
        )


def _change(act: Callable[[], Story], words: Callable[[Story], str]) -> None:
    """Make a change and open the story that came of it; what is refused is said in words."""

    def changed() -> str:
        found = act()
        evidence.clear()
        st.query_params[OPEN] = found.id
        return words(found)

    said.attempt(SAID, changed)
