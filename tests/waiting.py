"""Waiting for what a thread is about to do."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

PATIENCE = 20  # seconds


def wait_until(holds: Callable[[], object]) -> None:
    """Wait until something holds; the thread's last step before is known, so that this takes no time to speak of."""
    over = threading.Event()
    for _ in range(PATIENCE * 100):
        if holds():
            return
        over.wait(0.01)
    pytest.fail("it never came to that")
