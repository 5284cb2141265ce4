"""The library against a dictionary, by chance: BRIEFING_MACHINE_RUNS and _STEPS ask for more than the quick few."""

import os

from hypothesis import HealthCheck, settings
from library_machine import LibraryMachine

TestLibrary = LibraryMachine.TestCase
TestLibrary.settings = settings(
    max_examples=int(os.environ.get("BRIEFING_MACHINE_RUNS", "12")),
    stateful_step_count=int(os.environ.get("BRIEFING_MACHINE_STEPS", "15")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
