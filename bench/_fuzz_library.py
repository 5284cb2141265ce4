"""The library driven by chance against a dictionary for as long as there is time, Chroma's index kept beside it."""

from __future__ import annotations

import time
import traceback

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import rule, run_state_machine_as_test
from library_machine import LibraryMachine

STEPS = 30


class IndexedMachine(LibraryMachine):
    """The machine with the index, which counts its steps by the number of times it is looked over."""

    indexed = True
    steps = 0

    @rule()
    def look_over(self) -> None:
        """Nothing but what every step looks at."""

    def check_invariants(self, *given: object, **named: object) -> None:
        type(self).steps += 1
        super().check_invariants(*given, **named)


def driven(seconds: float) -> tuple[int, str]:
    """How many steps were taken in so many seconds, and how the first that failed came about, "" where none did."""
    ends = time.monotonic() + seconds
    how = settings(
        max_examples=1, stateful_step_count=STEPS, deadline=None, database=None,
        phases=(Phase.generate, Phase.shrink), suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    while time.monotonic() < ends:
        try:
            run_state_machine_as_test(IndexedMachine, settings=how)
        except Exception as error:  # noqa: BLE001  what is raised is what is looked for
            notes = "\n".join(getattr(error, "__notes__", ()))
            return IndexedMachine.steps, "".join(traceback.format_exception(error))[-3000:] + notes
    return IndexedMachine.steps, ""
