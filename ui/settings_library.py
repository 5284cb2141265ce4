"""The settings page's account of the library: where it lies, what is in it, which model has read it, and whether it is whole."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import streamlit as st

from assistant.assistant import Assistant
from assistant.care import found_one_by_one
from assistant.reindex import differing, read_anew
from assistant.render import markdown_escaped, several, there_are
from assistant.storage import Storage, size_words, storage
from ui import errand, errand_told
from ui.shown import BY_FOLDER, Shown

_CARE, _ANEW = "care_errand", "reading_errand"


def draw(shown: Shown) -> None:
    """Draw what the library holds, and the means to check and repair it."""
    assistant = shown.assistant
    held = _held(assistant, assistant.library.revision)
    st.subheader("Storage", anchor=False)
    st.write(f"{several(held.articles, 'article')}{', the sample' if shown.is_sample else ''}, in the folder")
    st.code(str(held.folder), language=None, wrap_lines=True)
    st.write(
        f"Paragraphs: {held.paragraphs:,}. Kept briefings: {held.briefings}. Conversations: {held.conversations}. The file takes "
        f"{size_words(held.file)}, the index, which can be made anew from it, {size_words(held.index)}."
    )
    _embeddings(assistant, held)
    _care(assistant)


@st.cache_data(show_spinner=False, max_entries=5, ttl=60, hash_funcs=BY_FOLDER)
def _held(assistant: Assistant, revision: int) -> Storage:  # noqa: ARG001  of other articles, other counts
    return storage(assistant.library)


def _embeddings(assistant: Assistant, held: Storage) -> None:
    st.subheader("Embedding model", anchor=False)
    named = (
        markdown_escaped(assistant.settings.embedding_model) or "the built-in all-MiniLM-L6-v2, which needs no network"
    )
    st.write(
        f"Set: **{named}**. Another one is set by BRIEFING\\_EMBEDDING\\_MODEL; it reads the library when that is asked for."
    )
    if (different := differing(assistant)) is not None:
        st.warning(markdown_escaped(different))
        _reading(assistant)
    if not held.embedded:
        st.write("No paragraph has been read by an embedding model; articles are found by their words.")
    for one in held.embedded:
        st.write(
            f"{one.paragraphs:,} of {held.paragraphs:,} paragraphs have been read, in {one.dimension} dimensions, by the model"
        )
        st.code(one.identity, language=None, wrap_lines=True)
    if held.by_words_only:
        st.write(
            f"{there_are(held.by_words_only, 'article')} found by words only: the model does not read their language, or has not read them yet."
        )


def _reading(assistant: Assistant) -> None:
    running: errand.Errand | None = st.session_state.get(_ANEW)
    busy = running is not None and not running.done.is_set()
    st.button("Read the library anew", on_click=_begin_reading, args=(assistant,), disabled=busy, key="care:anew")
    st.caption(
        "Minutes for some thousand paragraphs; questions are answered meanwhile, and a run that is ended goes on later."
    )
    errand_told.draw(running)


def _begin_reading(assistant: Assistant) -> None:
    st.session_state[_ANEW] = errand.begin("Reading the library anew", functools.partial(read_anew, assistant))


def _care(assistant: Assistant) -> None:
    st.subheader("Is the library whole?", anchor=False)
    running: errand.Errand | None = st.session_state.get(_CARE)
    busy = running is not None and not running.done.is_set()
    with st.container(horizontal=True):
        for label, repair in (("Check", False), ("Repair", True)):
            st.button(label, on_click=_begin, args=(assistant, repair), disabled=busy, key=f"care:{label}")
    st.caption("Repair makes anew what is missing or damaged and can be made from the articles; no article is changed.")
    errand_told.draw(running)


def _begin(assistant: Assistant, repair: bool) -> None:
    name = "Repairing the library" if repair else "Checking the library"
    st.session_state[_CARE] = errand.begin(name, functools.partial(_found, assistant, repair))


def _found(assistant: Assistant, repair: bool) -> Iterator[tuple[bool, str]]:
    for one in found_one_by_one(assistant, repair=repair):
        yield bool(one["ok"]), f"{one['part']}: {one['state']}"
