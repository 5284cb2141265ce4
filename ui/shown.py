"""The library that the page shows: the user's own, or the sample while that is empty."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from assistant import settings
from assistant.assistant import Assistant
from assistant.sample import open_sample
from ingest.errors import BriefingError
from ingest.library import FILE_NAME, Library

# What a cache that is given an assistant tells it from others by.
BY_FOLDER = {Assistant: lambda assistant: str(assistant.library.folder)}


@dataclass(frozen=True, slots=True)
class Shown:
    """An open assistant, and whether it is over the sample library."""

    assistant: Assistant
    is_sample: bool


def shown_library() -> Shown:
    """The user's library as soon as it holds an article, the sample before that."""
    folder = str(own_folder())
    if _has_articles(folder):
        return Shown(_own(folder), False)
    return Shown(_sample(folder), True)


def own_folder() -> Path:
    """The folder of the user's own library, whether it is there yet or not."""
    return settings.load().library.expanduser().absolute()


def own_library() -> Assistant:
    """The assistant over the user's own library, which is made when it is not there yet: what is put in goes there.

    The page shows it as soon as it holds an article. Raises `LibraryError` where it cannot be made.
    """
    own: Assistant = _own(str(own_folder()))
    return own


def state_of_days(assistant: Assistant) -> str:
    """What tells the articles of a library and their days from those after any change, for what is kept of them."""
    return f"{assistant.library.revision} {assistant.settings.time_zone}"


def _has_articles(folder: str) -> bool:
    if not (Path(folder) / FILE_NAME).is_file():
        return False
    return bool(_opened(folder).count("articles"))


@st.cache_resource(show_spinner=False)
def _opened(folder: str) -> Library:
    return Library.open(Path(folder))


@st.cache_resource(show_spinner=False)
def _own(folder: str) -> Assistant:
    assistant = Assistant.open(settings.load(library=folder), create=True)
    _warm_behind(assistant)
    return assistant


@st.cache_resource(show_spinner="Preparing the sample library, this takes a moment once …")
def _sample(folder: str) -> Assistant:
    assistant = open_sample(settings.load(library=folder))
    _warm_behind(assistant, complete=True)
    return assistant


def _warm_behind(assistant: Assistant, *, complete: bool = False) -> None:
    """Load the models and the index while the page is there already."""
    threading.Thread(target=warmed, args=(assistant,), kwargs={"complete": complete}, daemon=True).start()


def warmed(assistant: Assistant, *, complete: bool = False) -> None:
    """Load the models and the index; what cannot be loaded is logged in a line, and said to whoever asks a question."""
    try:
        assistant.warm(build_index=True, complete=complete)
        assistant.desk.outlines()  # the titles of the stories, which the page of them waits for
    except BriefingError as error:
        logging.getLogger(__name__).warning("%s", error)
