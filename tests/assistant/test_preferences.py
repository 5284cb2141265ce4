"""What is chosen for a library in place of a setting, for the page and the command line alike."""

import logging
from datetime import UTC, datetime

import pytest

from assistant import preferences, settings
from assistant.assistant import Assistant
from assistant.editions import Order, kept
from ingest.choices import choose
from ingest.errors import SettingsError


def again(assistant, **given):
    """The library as another process opens it."""
    opened = Assistant.open(settings.load(library=assistant.library.folder, **given))
    opened.close()
    return opened.settings


def test_what_was_chosen_counts_before_the_environment_until_it_is_forgotten(assistant):
    preferences.keep(assistant, "watch", " Ann  Hale, pensions ")
    assert assistant.settings.watch == again(assistant, watch="trams").watch == "Ann Hale, pensions"
    preferences.keep(assistant, "watch", "")  # nothing is watched, whatever is set
    assert again(assistant, watch="trams").watch == ""
    preferences.keep(assistant, "watch", None)
    assert again(assistant, watch="trams").watch == "trams"


def test_the_command_line_goes_by_the_same_settings_without_opening_more_than_the_choices(assistant, tmp_path):
    preferences.keep(assistant, "time_zone", "Asia/Tokyo")
    given = settings.load(library=assistant.library.folder)
    assert preferences.of_folder(given).time_zone == "Asia/Tokyo"
    nowhere = settings.load(library=tmp_path / "nowhere")
    assert preferences.of_folder(nowhere) is nowhere
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [("time_zone", "Mars/Olympus"), ("time_zone", "../etc/passwd"), ("rank", "origins=many"), ("rank", "size=1"),
     ("watch", "a, " * 2000), ("model", "ollama:x"), ("smtp_password", "x")],
)  # fmt: skip
def test_what_a_setting_cannot_be_is_refused_and_nothing_is_kept(assistant, name, value):
    before = assistant.settings
    with pytest.raises(SettingsError):
        preferences.keep(assistant, name, value)
    assert assistant.settings == before
    assert not preferences.is_chosen(assistant, name)


def test_a_time_zone_that_is_chosen_moves_the_days_of_articles_and_of_searches(assistant, write):
    row = '{"title": "Night ferry", "text": "The night ferry of Velm ran again.", "published": "2026-03-10T23:30:00+00:00"}'
    list(assistant.add([str(write("b.jsonl", row))]))
    assert [str(day) for day in assistant.days()] == ["2026-03-10"]
    assert assistant.retriever is assistant.retriever
    old = assistant.retriever
    preferences.keep(assistant, "time_zone", "Europe/Berlin")
    assert [str(day) for day in assistant.days()] == ["2026-03-11"]
    assert assistant.retriever is not old


def test_a_time_zone_that_is_chosen_holds_for_answers_by_words_as_well(assistant):
    assert assistant.by_words.settings.time_zone == "UTC"
    preferences.keep(assistant, "time_zone", "Europe/Berlin")
    assert assistant.by_words.settings.time_zone == "Europe/Berlin"


def test_the_next_briefing_is_limited_to_the_topics_that_are_chosen(assistant, write):
    rows = [
        '{"title": "Quay closed", "text": "Rosa Imhof closed the quay of Port Aldo for good.", "published": "2026-03-12"}',
        '{"title": "Pensions late", "text": "The bank of Velm pays the pensions late.", "published": "2026-03-12"}',
    ]
    list(assistant.add([str(write("a.jsonl", "\n".join(rows)))], now=datetime(2026, 3, 12, tzinfo=UTC)))
    preferences.keep(assistant, "topics", "pensions")
    (told,) = kept(assistant, Order("2026-03-12", now=datetime(2026, 3, 12, 12, tzinfo=UTC))).data["stories"]
    assert told["title"] == "Pensions late"


def test_a_choice_that_does_not_hold_on_this_machine_is_logged_and_the_library_still_opens(assistant, caplog):
    choose(assistant.library, "setting:time_zone", "Mars/Olympus")
    with caplog.at_level(logging.WARNING):
        assert again(assistant).time_zone == "UTC"
    assert "Mars/Olympus" in caplog.text


def test_when_today_begins_is_told_for_a_zone_that_is_not_chosen_yet(assistant):
    now = datetime(2026, 3, 29, 12, tzinfo=UTC)
    begins = preferences.today_begins(assistant.settings, "Europe/Berlin", now)
    assert begins.isoformat() == "2026-03-29T00:00:00+01:00"
    with pytest.raises(SettingsError):
        preferences.today_begins(assistant.settings, "Nowhere", now)
