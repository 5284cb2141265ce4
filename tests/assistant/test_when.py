from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from assistant.when import instants, span
from ingest.errors import SettingsError

NOW = datetime(2026, 3, 11, 23, 30, tzinfo=UTC)  # a Wednesday


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("today", (date(2026, 3, 11), date(2026, 3, 11))), ("last week", (date(2026, 3, 2), date(2026, 3, 8))),
        ("monday", (date(2026, 3, 9), date(2026, 3, 9))), ("last month", (date(2026, 2, 1), date(2026, 2, 28))),
        ("3 days ago", (date(2026, 3, 8), date(2026, 3, 8))), ("2026-03-01", (date(2026, 3, 1), date(2026, 3, 1))),
    ],
)  # fmt: skip
def test_plain_words_name_days(words, expected):
    assert span(words, NOW, UTC) == expected


def test_today_is_the_readers_day():
    assert span("today", NOW, ZoneInfo("Europe/Berlin"))[0] == date(2026, 3, 12)


def test_a_day_ends_where_the_next_begins():
    assert instants("2026-03-29", NOW, ZoneInfo("Europe/Berlin"))[1].isoformat() == "2026-03-29T22:00:00+00:00"


def test_words_that_name_no_day_are_answered_with_those_that_do():
    with pytest.raises(SettingsError, match="yesterday"):
        span("someday", NOW, UTC)


@pytest.mark.parametrize(
    "words", ["9999-12-31", "0001-01-01", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"]
)
def test_a_day_at_the_end_of_time_is_refused_in_words(words):
    with pytest.raises(SettingsError, match="between the years 1500 and 2200"):
        instants(words, NOW, ZoneInfo("Pacific/Apia"))
