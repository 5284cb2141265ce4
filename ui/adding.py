"""What comes into the library from the page: each job in a thread of its own, which no drawing of the page waits for.

    files, links, feeds -> Job -> its thread: what became of each as it comes -> done, stopped, or an error in words

The jobs of a library are done one after another, for only one may write. A page that is drawn anew, or another tab, finds
the same jobs again; one that is done stays until it is put away. Nothing of Streamlit's is used in the threads.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any, Literal

import streamlit as st

from assistant import intake
from assistant.assistant import Assistant
from assistant.handed_in import Handed
from assistant.json_out import outcome_json, update_json
from ingest.errors import BriefingError, LibraryBusy
from ingest.found import Given, HandedIn
from ingest.pipeline import Outcome
from ingest.update import FeedOutcome

Json = dict[str, Any]
Kind = Literal["adding", "following", "updating"]
Step = Callable[[Assistant], Iterator[FeedOutcome | Outcome]]
PAUSE = 1.0  # seconds between two looks at whether another process has done writing
MOST_DONE = 5  # jobs that are kept once they are done
ORPHANED = 4.0  # seconds after which what waits for a job is anybody's who looks on


@dataclass(slots=True, eq=False)
class Job:
    """Something that is put into a library: what became of it so far as JSON, and once it is done the error in words, "" for none.

    `conversation` is the one that it was handed in to, None for none; `question` is what is to be asked once it is done.
    """

    kind: Kind
    things: int
    conversation: str | None = None
    question: str = ""
    told: list[Json] = field(default_factory=list)
    begun: int = 0
    now: str = ""
    waits_for: str = ""
    error: str = ""
    ended: float = 0.0
    stop: threading.Event = field(default_factory=threading.Event)
    done: threading.Event = field(default_factory=threading.Event)
    started: float = field(default_factory=monotonic)

    @property
    def key(self) -> str:
        """What tells it from the other jobs of this process."""
        return f"{self.kind}:{self.started}"


class Desk:
    """The jobs of this process by the folder of their library, the earliest first."""

    def __init__(self, pause: float = PAUSE) -> None:
        self._jobs: dict[Path, list[Job]] = {}
        self._guard = threading.Lock()
        self._pause = pause

    def add(self, assistant: Assistant, handed: Handed, *, conversation: str | None = None, question: str = "") -> Job:
        """Put what was handed in into the library; what was refused is told at once."""
        refused = [outcome_json(one) for one in handed.refused]
        job = Job("adding", len(handed.things), conversation, question, refused)
        things = deque(handed.things)

        def step(assistant: Assistant) -> Iterator[Outcome]:
            return intake.added(assistant, _one_by_one(job, things), None, job.stop.is_set)

        return self._begin(assistant, job, [step] if things else [])

    def follow(self, assistant: Assistant, addresses: Iterable[str]) -> Job:
        """Follow feeds and store what they show now."""
        wanted = list(addresses)
        job = Job("following", len(wanted))

        def step_of(number: int, address: str) -> Step:
            def step(assistant: Assistant) -> Iterator[Outcome]:
                job.begun, job.now = number, address
                return intake.subscribed(assistant, address, None, job.stop.is_set)

            return step

        return self._begin(assistant, job, [step_of(number, address) for number, address in enumerate(wanted, 1)])

    def update(self, assistant: Assistant, *, everything: bool = False) -> Job:
        """Ask the feeds that are due, or all, and store what is new."""
        job = Job("updating", 0)

        def step(assistant: Assistant) -> Iterator[FeedOutcome | Outcome]:
            return intake.updated(assistant, None, everything=everything, stopped=job.stop.is_set)

        return self._begin(assistant, job, [step])

    def jobs(self, folder: Path) -> list[Job]:
        """The jobs of a library that wait or are under way, and those that are done and not put away."""
        with self._guard:
            return list(self._jobs.get(folder, ()))

    def is_busy(self, folder: Path) -> bool:
        """Whether something is being put into a library."""
        return any(not job.done.is_set() for job in self.jobs(folder))

    def put_away(self, folder: Path, job: Job) -> None:
        """Show a job no longer that is done; nothing of the library changes."""
        with self._guard:
            self._jobs[folder] = [other for other in self._jobs.get(folder, ()) if other is not job]

    def question_of(self, job: Job, *, is_ours: bool) -> str:
        """The question that waits for a job, once and when it is done: given to whoever handed it in, a while later to anybody.

        A job that was stopped has none.
        """
        with self._guard:
            if not job.done.is_set() or not (is_ours or monotonic() - job.ended > ORPHANED):
                return ""
            question, job.question = job.question, ""
            return "" if job.stop.is_set() else question

    def _begin(self, assistant: Assistant, job: Job, steps: Sequence[Step]) -> Job:
        folder = assistant.library.folder
        with self._guard:
            jobs = self._jobs.get(folder, [])
            under_way, over = ([one for one in jobs if one.done.is_set() is is_over] for is_over in (False, True))
            self._jobs[folder] = [*over[-MOST_DONE + 1 :], *under_way, job]
        after = under_way[-1].done if under_way else None
        try:
            threading.Thread(target=self._work, args=(assistant, job, steps, after), daemon=True).start()
        except RuntimeError as error:  # as many threads run as may
            job.error = f"it could not be put into the library ({error}); hand it in again in a minute"
            _end(job)
        return job

    def _work(self, assistant: Assistant, job: Job, steps: Sequence[Step], after: threading.Event | None) -> None:
        try:
            if after is not None:
                after.wait()
            for step in steps:
                for event in self._patiently(assistant, job, step):
                    job.told.append(update_json(event))
        except BriefingError as error:
            job.error = str(error)
        except Exception as error:
            logging.getLogger(__name__).exception("something could not be put into the library")
            job.error = (
                f"it could not be put into the library ({type(error).__name__}); the log of the server says more"
            )
        finally:
            _end(job)

    def _patiently(self, assistant: Assistant, job: Job, step: Step) -> Iterator[FeedOutcome | Outcome]:
        """The events of a step, begun when no other process writes any more, or not at all where it is stopped before."""
        while not job.stop.is_set():
            try:
                for event in step(assistant):
                    job.waits_for = ""
                    yield event
                return
            except LibraryBusy as busy:  # raised before the step has taken anything up
                job.waits_for = busy.holder
                job.stop.wait(self._pause)


def _end(job: Job) -> None:
    job.now, job.ended = "", monotonic()
    job.done.set()


@st.cache_resource(show_spinner=False)
def desk() -> Desk:
    """The desk of this process, the same for every page and tab."""
    return Desk()


def _one_by_one(job: Job, things: deque[Given]) -> Iterator[Given]:
    """What was handed in, let go of as it is taken up: a job that is half done holds half of its files."""
    while things and not job.stop.is_set():
        thing = things.popleft()
        job.begun, job.now = job.begun + 1, thing.name if isinstance(thing, HandedIn) else thing
        yield thing
