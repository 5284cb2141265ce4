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


def test_a_chat_model_without_a_provider_is_refused_with_an_example(monkeypatch):
    monkeypatch.setenv("BRIEFING_MODEL", "qwen3")
    with pytest.raises(SettingsError, match="ollama:qwen3"):
        settings.load()


def test_private_hosts_are_named_one_by_one(monkeypatch):
    assert settings.load().private_hosts == ()
    monkeypatch.setenv("BRIEFING_ALLOW_PRIVATE_HOSTS", "intranet.example, 127.0.0.1:8000,")
    assert settings.load().private_hosts == ("intranet.example", "127.0.0.1:8000")


def test_private_hosts_cannot_be_opted_in_by_pattern(monkeypatch):
    monkeypatch.setenv("BRIEFING_ALLOW_PRIVATE_HOSTS", "*.example")
    with pytest.raises(SettingsError, match=r"BRIEFING_ALLOW_PRIVATE_HOSTS.*single hosts"):
        settings.load()
