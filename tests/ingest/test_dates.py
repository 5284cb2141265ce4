from datetime import date
from zoneinfo import ZoneInfo

import pytest

from ingest.dates import day_of, normalised


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2026-03-10", "2026-03-10"), ("2026-03-10T07:30:00+01:00", "2026-03-10T07:30:00+01:00"),
        ("Tue, 10 Mar 2026 07:30:00 +0100", "2026-03-10T07:30:00+01:00"), ("10 March 2026", "2026-03-10"),
        ("March 10, 2026", "2026-03-10"), ("2026-02-30", ""), ("soon", ""), (None, ""), (7, ""),
    ],
)  # fmt: skip
def test_a_date_keeps_the_precision_it_came_with(given, expected):
    assert normalised(given) == expected


def test_a_bare_day_is_that_day_everywhere():
    assert {day_of("2026-03-10", ZoneInfo(zone)) for zone in ("Pacific/Apia", "America/Lima")} == {date(2026, 3, 10)}


def test_an_instant_belongs_to_the_readers_day():
    assert day_of("2026-03-10T23:30:00+00:00", ZoneInfo("Europe/Berlin")) == date(2026, 3, 11)
