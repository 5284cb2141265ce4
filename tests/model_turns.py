"""What a scripted model does when it is asked: an answer, a bare status, a failure in the middle of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Act(Enum):
    """What a server does instead of saying more."""

    STALL = "says nothing until its client hangs up or the test is over"
    DROP = "closes the connection"
    RESET = "resets the connection"
    FAIL = "tells of an error in its answer, the way its vendor does"
    REFUSE = "has its port closed; only as the first turn"


Piece = (
    str | bytes | threading.Event | Act
)  # text is put in the vendor's form, bytes go as they are, an event is waited for


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of a model; endless pieces are sent until the client hangs up."""

    pieces: str | Iterable[Piece]
    finish: str = "stop"  # why the model ended; "" = the answer ends without having said that it does
    thinking: str = ""
    refuses: bool = False  # the text says why the model does not answer (OpenAI's only)
    pause: float = 0  # seconds before each piece
    content_type: str = ""  # instead of the vendor's

    @property
    def parts(self) -> Iterable[Piece]:
        return [self.pieces] if isinstance(self.pieces, str) else self.pieces


@dataclass(frozen=True, slots=True)
class Status:
    """A bare HTTP answer; without a body, the one that the vendor sends with such a status."""

    status: int
    body: str | bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    path: str
    headers: dict[str, str]  # names in lower case
    body: Any  # as parsed, or the bytes where it is no JSON; None for none
    over: threading.Event = field(default_factory=threading.Event)  # set when no more of the answer will be sent
    left: threading.Event = field(default_factory=threading.Event)  # set when the client hung up before its end

    @property
    def prompt(self) -> str:
        """The texts of all messages."""
        return "\n".join(str(message["content"]) for message in self.body["messages"])


Turn = str | list[Piece] | Reply | Status | Act | Callable[[Request], Any]
