from datetime import UTC, date
from zoneinfo import ZoneInfo

import pytest

from ui.phrases import days, days_between

MARCH_10, MARCH_12 = date(2026, 3, 10), date(2026, 3, 12)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (MARCH_10, MARCH_12, "10 Mar – 12 Mar 2026"),
        (MARCH_10, MARCH_10, "10 Mar 2026"),
        (date(2025, 12, 31), MARCH_12, "31 Dec 2025 – 12 Mar 2026"),
        (MARCH_10, None, "since 10 Mar 2026"),
        (None, MARCH_12, "until 12 Mar 2026"),
        (None, None, "all days"),
    ],
)
def test_days_are_told_as_a_reader_says_them(first, last, words):
    assert days(first, last) == words


def test_the_last_day_ends_where_the_next_begins_in_the_readers_zone():
    start, end = "2026-03-09T23:00:00+00:00", "2026-03-12T23:00:00+00:00"
    assert days_between(start, end, ZoneInfo("Europe/Berlin")) == "10 Mar – 12 Mar 2026"
    assert days_between(start, end, UTC) == "9 Mar – 12 Mar 2026"
