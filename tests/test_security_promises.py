"""SECURITY.md: each promise names tests and measurements, and those are there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
ROWS = [line for line in TEXT.splitlines() if line.startswith("| **")]


def test_every_promise_names_what_tests_it_and_that_is_there():
    assert len(ROWS) >= 10
    for row in ROWS:
        named = re.findall(r"`((?:tests|bench)/[\w/]+\.py)`", row.split("|")[2])
        assert named, row
        assert [name for name in named if not (ROOT / name).is_file()] == []


def test_every_setting_that_it_names_is_one():
    from assistant.settings import Settings

    named = re.findall(r"BRIEFING_(\w+)", TEXT)
    assert named
    assert {name.lower() for name in named} <= set(Settings.model_fields)


def test_nobody_is_sent_to_an_address_that_may_not_exist():
    assert "@" not in TEXT
    assert "private vulnerability reporting" in TEXT
