from pathlib import Path

import pytest

from assistant import settings
from ingest.errors import SettingsError

ROOT = Path(settings.__file__).parent.parent


def test_the_example_is_what_the_settings_say():
    assert (ROOT / ".env.example").read_text() == settings.example()


def test_a_misspelt_setting_is_answered_with_the_one_that_was_meant(monkeypatch):
    monkeypatch.setenv("BRIEFING_LIBRAY", "x")
    with pytest.raises(SettingsError, match="did you mean 'BRIEFING_LIBRARY'"):
        settings.load()


def test_a_misspelt_setting_in_the_env_file_is_found_too(write):
    write(".env", "BRIEFING_TIMEZONE=UTC\nOTHER_KEY=1\n")
    with pytest.raises(SettingsError, match="BRIEFING_TIME_ZONE"):
        settings.load()


def test_the_env_file_is_read(write):
    write(".env", "BRIEFING_TIME_ZONE=Europe/Berlin\n")
    assert settings.load().time_zone == "Europe/Berlin"


def test_an_unknown_time_zone_is_refused_with_an_example(monkeypatch):
    monkeypatch.setenv("BRIEFING_TIME_ZONE", "Mars/Olympus")
    with pytest.raises(SettingsError, match="Europe/Berlin"):
        settings.load()
