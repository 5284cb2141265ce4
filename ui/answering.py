"""Questions that are being answered, each in a thread of its own, which no drawing of the page waits for.

    question -> Job -> its thread: sentences as they pass -> the turn in the library, or an error in words

A page that is drawn anew, in another tab or after the browser went away, finds the same job again by its conversation; once
it is done its turn is in the library and the job is gone. Nothing of Streamlit's is used in the threads.
"""

from __future__ import annotations

import logging
import math
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic
from typing import Any

import streamlit as st

from assistant.answers import Claim
from assistant.asking import Asking
from assistant.assistant import Assistant
from assistant.json_out import claim_json
from assistant.render import numbered
from ingest import conversations
from ingest.articles import Article
from ingest.conversations import Turn
from ingest.errors import BriefingError, NotFound
from ingest.library import Library

Json = dict[str, Any]
LONGEST_NAME = 60  # characters of a question that name its conversation


@dataclass(slots=True, eq=False)
class Job:
    """A question that is being answered: the sentences so far as JSON, and once it is done, the error in words, "" for none."""

    asking: Asking
    claims: Sequence[Json] = ()
    error: str = ""
    stop: threading.Event = field(default_factory=threading.Event)
    done: threading.Event = field(default_factory=threading.Event)
    started: float = field(default_factory=monotonic)
    turns_before: float = math.inf  # until its turn at the conversation has come

    @property
    def conversation(self) -> str:
        """The name of the conversation that it belongs to."""
        return self.asking.conversation or ""

    def is_among(self, turns: Sequence[Turn]) -> bool:
        """Whether its answer is one of these turns already."""
        return any(turn.number > self.turns_before and turn.question == self.asking.text for turn in turns)


class Desk:
    """The jobs of this process, by library and conversation; those of one conversation are done one after another."""

    def __init__(self) -> None:
        self._jobs: dict[tuple[Path, str], list[Job]] = {}
        self._guard = threading.Lock()

    def ask(self, assistant: Assistant, asking: Asking) -> Job:
        """Begin to answer a question; without a conversation it begins one, named after the question."""
        library, stop = assistant.library, threading.Event()
        with self._guard:
            name = asking.conversation or self._new_name(library, asking.text)
            job = Job(replace(asking, conversation=name, stopped=stop.is_set), stop=stop)
            waiting = [other for other in self._jobs.get((library.folder, name), ()) if not other.error]
            self._jobs[library.folder, name] = [*waiting, job]
        after = waiting[-1].done if waiting else None
        threading.Thread(target=self._work, args=(assistant, job, after), daemon=True).start()
        return job

    def jobs(self, library: Library, conversation: str) -> list[Job]:
        """The jobs of a conversation that are under way, and those that failed since the last question."""
        with self._guard:
            return list(self._jobs.get((library.folder, conversation), ()))

    def conversations(self, library: Library) -> list[str]:
        """The names of the conversations of a library that have such jobs, the newest first."""
        with self._guard:
            return [name for folder, name in reversed(self._jobs) if folder == library.folder]

    def delete(self, library: Library, conversation: str) -> None:
        """Delete a conversation; one that is being answered stays until it is done."""
        if any(not job.done.is_set() for job in self.jobs(library, conversation)):
            return
        with self._guard:
            self._jobs.pop((library.folder, conversation), None)
        with suppress(NotFound):  # nothing of it was ever kept, or another tab was quicker
            conversations.delete(library, conversation)

    def _work(self, assistant: Assistant, job: Job, after: threading.Event | None) -> None:
        try:
            if after is not None:
                after.wait()
            _answer(assistant, job)
        except BriefingError as error:
            job.error = str(error)
        except Exception as error:
            logging.getLogger(__name__).exception("a question could not be answered")
            job.error = f"the question could not be answered ({type(error).__name__}); the log of the server says more"
        finally:
            if not job.error:
                self._remove(assistant.library, job)
            job.done.set()

    def _remove(self, library: Library, job: Job) -> None:
        key = (library.folder, job.conversation)
        with self._guard:
            left = [other for other in self._jobs.get(key, ()) if other is not job]
            if left:
                self._jobs[key] = left
            else:
                self._jobs.pop(key, None)

    def _new_name(self, library: Library, question: str) -> str:
        taken = {one.name for one in conversations.conversations(library)}
        taken |= {name for folder, name in self._jobs if folder == library.folder}
        name = " ".join(question.split())[:LONGEST_NAME]
        numbered_names = (f"{name} ({number})" for number in range(2, len(taken) + 3))
        return next(free for free in (name, *numbered_names) if free not in taken)


@st.cache_resource(show_spinner=False)
def desk() -> Desk:
    """The desk of this process, the same for every page and tab."""
    return Desk()


def _answer(assistant: Assistant, job: Job) -> None:
    turns = conversations.turns(assistant.library, job.conversation)
    job.turns_before = turns[-1].number if turns else 0
    claims: list[Claim] = []
    articles: dict[tuple[str, int], Article] = {}
    for piece in assistant.stream(job.asking):
        if isinstance(piece, Claim):
            claims.append(piece)
            for paragraph in (citation.paragraph for citation in piece.citations):
                key = (paragraph.article_id, paragraph.version)
                articles[key] = articles.get(key) or assistant.library.article(*key)
            numbers = numbered(claims)
            job.claims = [claim_json(claim, numbers, articles) for claim in claims]
