"""Questions that are being answered, by a few threads at a time, which no drawing of the page waits for.

    question -> noted as open in the library -> Job -> the line -> a thread: sentences as they pass -> the turn in the library
                                                                                                   or an error in words

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
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

import streamlit as st

from assistant.answers import Claim
from assistant.asking import Asking, refuse_too_long
from assistant.assistant import Assistant
from assistant.json_out import answer_json, claim_json
from assistant.render import numbered
from ingest import conversations, open_questions
from ingest.articles import Article
from ingest.conversations import Turn
from ingest.errors import BriefingError, LibraryError, NotFound
from ingest.hygiene import clean
from ingest.library import Library
from ingest.open_questions import Asker, OpenQuestion, is_at_work
from ui.waiting import Lane, Line

Json = dict[str, Any]
LONGEST_NAME = 60  # characters of a question that name its conversation
MOST_AT_ONCE = 10  # turns that others add to a conversation meanwhile
MOST_UNKEPT = 200  # turns that are held in memory, as they could not be kept
STOPPED_WAITING = "stopped before its turn came"


class Crowded(BriefingError):
    """So many questions wait that no further one is taken."""


@dataclass(slots=True, eq=False)
class Job:
    """A question that is being answered: the sentences so far as JSON, and once it is done, the error in words, "" for none.

    `unkept` is the turn that the library could not take: it is shown from here for as long as this process lives.
    """

    assistant: Assistant
    asking: Asking
    claims: Sequence[Json] = ()
    error: str = ""
    unkept: Turn | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    done: threading.Event = field(default_factory=threading.Event)
    started: float = field(default_factory=monotonic)
    turns_before: float = math.inf  # until its turn at the conversation has come

    @property
    def conversation(self) -> str:
        """The name of the conversation that it belongs to."""
        return self.asking.conversation or ""

    @property
    def follows(self) -> tuple[Path, str]:
        """The conversation that it is one question of."""
        return self.assistant.library.folder, self.conversation

    @property
    def lane(self) -> Lane:
        """The lane that it waits in."""
        return "chat model" if self.asking.model else "extractive"

    def is_among(self, turns: Sequence[Turn]) -> bool:
        """Whether its answer is one of these turns already."""
        return any(turn.number > self.turns_before and turn.question == self.asking.text for turn in turns)


class Desk:
    """The jobs of this process, by library and conversation; those of one conversation are done one after another."""

    def __init__(self) -> None:
        self._jobs: dict[tuple[Path, str], list[Job]] = {}
        self._line: Line[Job] = Line()
        self._askers: dict[Path, Asker] = {}
        self._guard = threading.RLock()
        self._last_done = 0.0

    def ask(self, assistant: Assistant, asking: Asking) -> Job:
        """Begin to answer a question; without a conversation it begins one, named after the question.

        Raises `Crowded` when too many questions wait already, `TooLong` for one that is too long.
        """
        refuse_too_long(asking.text)
        job = self._taken(
            assistant, replace(asking, text=clean(asking.text))
        )  # as it is kept, and so found among the turns
        with suppress(LibraryError):  # where nothing can be written it is answered all the same, which its answer says
            note = open_questions.note(
                assistant.library, job.conversation, job.asking.text, self._asker(assistant).name
            )
            job.asking = replace(job.asking, opened=note)
        with self._guard:
            self._line.waiting.append(job)
        self._go_on()
        return job

    def before(self, job: Job) -> int:
        """How many questions are to be answered before one that waits; 0 once its turn has come."""
        with self._guard:
            return self._line.before(job)

    def is_quiet(self, seconds: float) -> bool:
        """Whether no question has waited or been answered for so long."""
        with self._guard:
            return not (self._line.waiting or self._line.served) and monotonic() - self._last_done >= seconds

    def stop(self, job: Job) -> None:
        """Let a question be answered no further; one whose turn has not come yet is not answered at all."""
        job.stop.set()
        with self._guard:
            left = self._line.leave(job)
        if left:
            job.error = STOPPED_WAITING
            job.done.set()
            _forget(job)
            self._go_on()

    def jobs(self, library: Library, conversation: str) -> list[Job]:
        """The jobs of a conversation that are under way, and those that failed since the last question."""
        with self._guard:
            return list(self._jobs.get((library.folder, conversation), ()))

    def conversations(self, library: Library) -> list[str]:
        """The names of the conversations of a library that have such jobs, the newest first."""
        with self._guard:
            return [name for folder, name in reversed(self._jobs) if folder == library.folder]

    def interrupted(self, library: Library, conversation: str) -> list[OpenQuestion]:
        """The questions of a conversation that a process left without an answer when it ended."""
        with self._guard:
            own = self._askers.get(library.folder)
        found = open_questions.open_questions(library, conversation)
        return [one for one in found if (not own or one.asker != own.name) and not is_at_work(library, one.asker)]

    def delete(self, library: Library, conversation: str) -> None:
        """Delete a conversation; one that is being answered stays until it is done."""
        if any(not job.done.is_set() for job in self.jobs(library, conversation)):
            return
        with self._guard:
            self._jobs.pop((library.folder, conversation), None)
        with suppress(NotFound):  # nothing of it was ever kept, or another tab was quicker
            conversations.delete(library, conversation)

    def _taken(self, assistant: Assistant, asking: Asking) -> Job:
        """The job of a question, in its place after those of its conversation; those of it that failed are let go."""
        library, stop = assistant.library, threading.Event()
        with self._guard:
            if self._line.is_full:
                raise Crowded(f"{len(self._line.waiting)} questions wait already; ask this one again in a minute")
            name = asking.conversation or self._new_name(library, asking.text)
            job = Job(assistant, replace(asking, conversation=name, stopped=stop.is_set), stop=stop)
            before = self._jobs.get(job.follows, [])
            self._jobs[job.follows] = [*(other for other in before if not other.error), job]
        for failed in (other for other in before if other.error):
            _forget(failed)
        return job

    def _asker(self, assistant: Assistant) -> Asker:
        with self._guard:
            folder = assistant.library.folder
            if folder not in self._askers:
                self._askers[folder] = Asker(assistant.library)
            return self._askers[folder]

    def _go_on(self) -> None:
        """Begin with all whose turn has come; each has a thread, of which there are never more than the lanes take at once."""
        with self._guard:
            while (job := self._line.next()) is not None:
                try:
                    threading.Thread(target=self._work, args=(job,), daemon=True).start()
                except RuntimeError as error:  # as many threads run as may
                    job.error = f"the question could not be answered ({error}); ask it again in a minute"
                    self._ended(job)

    def _work(self, job: Job) -> None:
        try:
            _answer(job)
        except BriefingError as error:
            job.error = str(error)
        except Exception as error:
            logging.getLogger(__name__).exception("a question could not be answered")
            job.error = f"the question could not be answered ({type(error).__name__}); the log of the server says more"
        finally:
            self._ended(job)
            self._go_on()

    def _ended(self, job: Job) -> None:
        with self._guard:
            self._line.done(job)
            self._last_done = monotonic()
            if not job.error and job.unkept is None:
                self._remove(job)
            self._drop_oldest_unkept()
        job.done.set()

    def _remove(self, job: Job) -> None:
        left = [other for other in self._jobs.get(job.follows, ()) if other is not job]
        if left:
            self._jobs[job.follows] = left
        else:
            self._jobs.pop(job.follows, None)

    def _drop_oldest_unkept(self) -> None:
        unkept = [job for jobs in self._jobs.values() for job in jobs if job.unkept]
        for job in sorted(unkept, key=lambda one: one.started)[:-MOST_UNKEPT]:
            self._remove(job)

    def _new_name(self, library: Library, question: str) -> str:
        taken = {one.name for one in conversations.conversations(library)}
        taken |= {name for folder, name in self._jobs if folder == library.folder}
        name = " ".join(question.split())[:LONGEST_NAME]
        numbered_names = (f"{name} ({number})" for number in range(2, len(taken) + 3))
        return next(free for free in (name, *numbered_names) if free not in taken)


def _forget(job: Job) -> None:
    if job.asking.opened is not None:
        open_questions.forget(job.assistant.library, job.asking.opened)


@st.cache_resource(show_spinner=False)
def desk() -> Desk:
    """The desk of this process, the same for every page and tab."""
    return Desk()


def _answer(job: Job) -> None:
    assistant = job.assistant
    turns = conversations.turns(assistant.library, job.conversation, newest=1)
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
        elif not job.is_among(conversations.turns(assistant.library, job.conversation, newest=MOST_AT_ONCE)):
            now = datetime.now(UTC).isoformat(timespec="microseconds")
            job.unkept = Turn(int(job.turns_before) + 1, job.asking.text, answer_json(piece), now)
