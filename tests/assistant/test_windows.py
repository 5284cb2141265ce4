"""The days of a reader, one after the other: no instant is in none, none is in two, whatever the clocks do."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from assistant.newsday import Day
from assistant.when import instants
from ingest.dates import day_of

# zone, first of 400 days, and how many hours its days may have
ZONES = {
    "Europe/Berlin": (date(2026, 1, 1), {23, 24, 25}),
    "America/New_York": (date(2026, 1, 1), {23, 24, 25}),
    "Australia/Lord_Howe": (date(2026, 1, 1), {23.5, 24, 24.5}),
    "America/Havana": (date(2026, 1, 1), {23, 24, 25}),  # no midnight in March
    "Asia/Beirut": (date(2023, 1, 1), {23, 24, 25}),  # no midnight in March
    "Africa/Cairo": (date(2023, 1, 1), {23, 24, 25}),  # no midnight in April, and two days end twice
    "Pacific/Apia": (date(2011, 3, 1), {0, 23, 24, 25}),  # no 30 December 2011
    "Asia/Kathmandu": (date(2026, 1, 1), {24}),  # at a quarter to
}
HALF_AN_HOUR, LEAST = timedelta(minutes=30), timedelta(microseconds=1)


def windows_of(name, count=400):
    zone, first = ZoneInfo(name), ZONES[name][0]
    return zone, [Day.of(first + timedelta(number), zone) for number in range(count)]


@pytest.mark.parametrize("name", ZONES)
def test_the_days_of_a_zone_are_the_whole_line_without_gap_or_overlap(name):
    _, days = windows_of(name)
    assert [one.end for one in days[:-1]] == [one.start for one in days[1:]]
    assert {(one.end - one.start) / timedelta(hours=1) for one in days} == ZONES[name][1]


@pytest.mark.parametrize("name", ZONES)
def test_every_instant_lies_in_the_window_of_its_own_day_and_in_no_other(name):
    zone, days = windows_of(name)
    for one in days:
        for instant in (one.start, one.end - LEAST) if one.start < one.end else ():
            assert instant.astimezone(zone).date() == one.day
    instant, number = days[0].start, 0
    while instant < days[-1].end:
        while instant >= days[number].end:
            number += 1
        assert day_of(instant.isoformat(), zone) == days[number].day
        instant += HALF_AN_HOUR


def test_the_day_that_a_zone_left_out_holds_nothing():
    missing = Day.of(date(2011, 12, 30), ZoneInfo("Pacific/Apia"))
    assert missing.start == missing.end == datetime(2011, 12, 30, 10, tzinfo=UTC)


@pytest.mark.parametrize("name", ZONES)
def test_the_days_that_words_name_are_the_same_ones(name):
    zone, days = windows_of(name, 120)
    for one, after in zip(days, days[1:], strict=False):
        if one.start < one.end:
            assert instants(one.day.isoformat(), one.start, zone) == (one.start, one.end)
            assert instants("today", one.end - LEAST, zone) == (one.start, one.end)
        if after.day - one.day == timedelta(1) and one.start < one.end and after.start < after.end:
            assert (
                instants("yesterday", after.start, zone)
                == instants("yesterday", after.end - LEAST, zone)
                == (one.start, one.end)
            )
