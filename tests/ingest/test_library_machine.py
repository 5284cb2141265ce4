"""The library against a dictionary, by chance: BRIEFING_MACHINE_RUNS and _STEPS ask for more than the quick few."""

import os

from hypothesis import HealthCheck, Phase, settings
from library_machine import LibraryMachine

TestLibrary = LibraryMachine.TestCase
TestLibrary.settings = settings(
    max_examples=int(os.environ.get("BRIEFING_MACHINE_RUNS", "8")),
    stateful_step_count=int(os.environ.get("BRIEFING_MACHINE_STEPS", "15")),
    deadline=None,
    phases=(
        Phase.explicit,
        Phase.reuse,
        Phase.generate,
    ),  # to shrink a failure takes minutes: the steps are printed as they are
    suppress_health_check=list(HealthCheck),
)
