"""What answers a question from hits, whichever way: the protocol, what goes in beside the question, and what comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answers import Claim, Difference, Hit, LeftOut, Status
from assistant.pacing import never
from assistant.prompts import Exchange
from assistant.question import Question


@dataclass(frozen=True, slots=True)
class Turn:
    """What a question stands in: the conversation before it, and whether its asker no longer wants the answer."""

    before: tuple[Exchange, ...] = ()
    stopped: Callable[[], bool] = never


ALONE = Turn()


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answerer makes of a question and hits; `closest` holds the hits nearest to it, the nearest first.

    `engine` names who answered, "" for the answerer itself; `left_out` is what a model wrote and the sources do not bear out.
    """

    status: Status
    claims: tuple[Claim, ...] = ()
    missing: tuple[str, ...] = ()
    closest: tuple[Hit, ...] = ()
    short: str | None = None
    short_sure: bool = True
    differences: tuple[Difference, ...] = ()
    engine: str = ""
    left_out: tuple[LeftOut, ...] = ()
    notices: tuple[str, ...] = ()


class Answerer(Protocol):
    """Whatever turns a question and hits into cited claims: sentences from the hits, or a chat model's, checked."""

    engine: str

    def stream(self, question: Question, hits: Sequence[Hit], turn: Turn = ALONE) -> Iterator[Claim | Answered]:
        """The claims that answer the question as they are found, none when the hits do not bear it out, then all of it."""
