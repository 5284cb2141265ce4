"""The line in front of the desk: who waits for an answer, who is being answered, and whose turn is next.

There are two lanes. Answers without a chat model keep the processors busy, and more of them at once are all slower; those of a
chat model wait for the network most of the time, and hold nobody else up. Within a lane first come is first served, but a
question waits for those that were asked before it in its conversation.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Generic, Literal, Protocol, TypeVar

Lane = Literal["extractive", "chat model"]
AT_ONCE: dict[Lane, int] = {"extractive": 2, "chat model": 4}
MOST_WAITING = 200


class Place(Protocol):
    """Something in the line."""

    @property
    def lane(self) -> Lane:
        """The lane that it waits in."""

    @property
    def follows(self) -> Hashable:
        """What it is one of: of those that share it one is served at a time, in order."""


Of = TypeVar("Of", bound=Place)


@dataclass(slots=True)
class Line(Generic[Of]):
    """Those that wait and those that are served, the first come first; guarded by whoever keeps it."""

    waiting: list[Of] = field(default_factory=list)
    served: list[Of] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether nobody more can wait."""
        return len(self.waiting) >= MOST_WAITING

    def next(self) -> Of | None:
        """Who is served now, taken out of those that wait; None while nobody can be."""
        busy = {one.follows for one in self.served}
        for one in self.waiting:
            if one.follows not in busy and self._has_room(one.lane):
                self.waiting.remove(one)
                self.served.append(one)
                return one
            busy.add(one.follows)  # whoever follows it waits as well
        return None

    def done(self, one: Of) -> None:
        """Somebody was served."""
        self.served.remove(one)

    def leave(self, one: Of) -> bool:
        """Let somebody go who waits; False for one that does not wait any more."""
        if one not in self.waiting:
            return False
        self.waiting.remove(one)
        return True

    def before(self, one: Of) -> int:
        """How many are to be served before somebody who waits: 0 for one that does not."""
        if one not in self.waiting:
            return 0
        ahead = [*self.served, *self.waiting[: self.waiting.index(one)]]
        return sum(other.lane == one.lane or other.follows == one.follows for other in ahead)

    def _has_room(self, lane: Lane) -> bool:
        return sum(one.lane == lane for one in self.served) < AT_ONCE[lane]
