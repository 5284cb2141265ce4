"""Daily rounds over a library: what is pending is kept among its choices, what was briefed among its briefings."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from assistant.feed_out import Kept
from assistant.post import deliver, is_set
from assistant.rounds import Report, Round
from ingest import briefings
from ingest.choices import choice, choose
from ingest.library import Library
from ingest.locks import Lock, writing

if TYPE_CHECKING:
    from assistant.assistant import Assistant

_DIARY = "schedule"


@dataclass(frozen=True, slots=True)
class LibraryDiary:
    """What a round writes down, in the library that it is about."""

    library: Library

    def read(self) -> str:
        """What was written last."""
        return choice(self.library, _DIARY) or ""

    def write(self, text: str) -> None:
        """Write in place of what was there."""
        choose(self.library, _DIARY, text)


@dataclass(frozen=True, slots=True)
class LibraryShelf:
    """The briefings that a library keeps, the newest edition of each day."""

    library: Library

    def kept(self) -> Iterable[Kept]:
        """When each was made, and its JSON, the newest day first."""
        return [(one.made, one.data) for one in briefings.kept(self.library)]


def daily_round(assistant: Assistant, now: datetime, *, last_try: bool = True) -> Report:
    """Do the round over an assistant's library; briefings are sent where a mail server and recipients are set.

    One at a time: raises `LibraryBusy` while another process does it.
    """
    library, settings = assistant.library, assistant.settings
    send = functools.partial(deliver, settings=settings, now=now) if is_set(settings) else None
    due = Round(assistant, LibraryShelf(library), LibraryDiary(library), settings.zone, send)
    with writing(Lock(library.folder / "round.lock"), library.folder, library.patience):
        return due.run(now, last_try=last_try)
