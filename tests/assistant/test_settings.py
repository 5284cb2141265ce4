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


def test_the_password_of_the_mail_server_shows_nowhere(monkeypatch):
    monkeypatch.setenv("BRIEFING_SMTP_PASSWORD", "swordfish")
    loaded = settings.load()
    assert loaded.smtp_password.get_secret_value() == "swordfish"
    assert not [
        shown
        for shown in (repr(loaded), str(loaded), str(loaded.model_dump()), loaded.model_dump_json())
        if "swordfish" in shown
    ]


def test_a_mail_server_with_a_password_in_it_is_refused_without_showing_it(monkeypatch):
    monkeypatch.setenv("BRIEFING_SMTP", "ann:swordfish@mail.example:587")
    with pytest.raises(SettingsError, match=r"BRIEFING_SMTP.*host:port") as caught:
        settings.load()
    assert "swordfish" not in str(caught.value)


@pytest.mark.parametrize("name", ["BRIEFING_MAIL_FROM", "BRIEFING_MAIL_TO"])
@pytest.mark.parametrize(
    "value", ["ann", "ann@news.example\nBcc: eve@evil.example", "ann@news.example, <eve@evil.example>"]
)
def test_what_is_no_mail_address_is_refused_with_an_example(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=f"{name}.*ann@news.example"):
        settings.load()


def test_recipients_are_named_with_commas_between(monkeypatch):
    monkeypatch.setenv("BRIEFING_MAIL_TO", "ann@news.example, ben@news.example,")
    assert settings.load().recipients == ("ann@news.example", "ben@news.example")
