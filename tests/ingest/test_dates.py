from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dates import dated, day_of, doubts, instant_of, normalised, placed, precision, understood


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-03-10", "2026-03-10"), ("2026-03-10T07:30:00+01:00", "2026-03-10T07:30:00+01:00"),
        ("Tue, 10 Mar 2026 07:30:00 +0100", "2026-03-10T07:30:00+01:00"), ("10 March 2026", "2026-03-10"),
        ("March 10, 2026", "2026-03-10"), ("2026-02-30", ""), ("soon", ""), (None, ""), (7, ""),
    ],
)  # fmt: skip
def test_a_date_keeps_the_precision_it_came_with(written, expected):
    assert normalised(written) == expected


def test_a_bare_day_is_that_day_everywhere():
    assert {day_of("2026-03-10", ZoneInfo(zone)) for zone in ("Pacific/Apia", "America/Lima")} == {date(2026, 3, 10)}


def test_an_instant_belongs_to_the_readers_day():
    assert day_of("2026-03-10T23:30:00+00:00", ZoneInfo("Europe/Berlin")) == date(2026, 3, 11)


@pytest.mark.parametrize(
    ("written", "stored", "exact"),
    [
        ("2026-03-10", "2026-03-10", "day"),
        ("20260310", "2026-03-10", "day"),
        ("2026-03-10 07:30", "2026-03-10T07:30", "minute"),
        ("2026-03-10T24:00Z", "2026-03-11T00:00+00:00", "minute"),
        ("2026-12-31T24:00:00+01:00", "2027-01-01T00:00:00+01:00", "second"),
        ("2026-03-10T07:30:15.5Z", "2026-03-10T07:30:15.500000+00:00", "second"),
        ("2026-03-10 07:30 CET", "2026-03-10T07:30+01:00", "minute"),
        ("Tue, 10 Mar 2026 07:30:00 EST", "2026-03-10T07:30:00-05:00", "second"),
        ("Tue, 10 Mar 2026 07:30:00 -0000", "2026-03-10T07:30:00+00:00", "second"),
        ("March 10, 2026 at 7:30 PM", "2026-03-10T19:30", "minute"),
        ("1773127800", "2026-03-10T07:30:00+00:00", "second"),
        ("2038-01-20T03:14:08Z", "2038-01-20T03:14:08+00:00", "second"),
    ],
)
def test_a_date_is_kept_as_precise_as_it_was_given(written, stored, exact):
    assert understood(written) == (stored, ())
    assert precision(stored) == exact
    assert normalised(stored) == stored


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("0001-01-01T00:00:00", "stands for none"),
        ("0001-01-01T00:00:00+14:00", "stands for none"),
        ("1970-01-01", "stands for none"),
        ("1970-01-01T01:00:00+01:00", "stands for none"),
        ("0214-03-10", "impossible"),
        ("9998-03-10", "impossible"),
        ("9999-12-31T24:00", "could not be read"),
        ("2026-02-30", "could not be read"),
        ("2026-03-10T07:00-01:00:30", "could not be read"),
        ("Tue, 10 Mar 0001 00:00:00 GMT", "could not be read"),
        ("2026-03-10T07:30:00+99:00", "could not be read"),
        ("yesterday", "could not be read"),
    ],
)
def test_what_is_no_date_of_publication_leaves_the_article_undated_and_says_so(written, why):
    found, (note,) = understood(written)
    assert found == ""
    assert why in note
    assert repr(written) in note


@pytest.mark.parametrize(
    "written", ["2026-03-10T07:30:00 XYZ", "Tue, 10 Mar 2026 07:30:00 XYZ", "2026-03-10 07:30:00 IST"]
)
def test_a_time_in_an_unknown_zone_is_kept_as_the_readers_own_and_noted(written):
    found, (note,) = understood(written)
    assert found == "2026-03-10T07:30:00"
    assert "unknown" in note


def test_no_date_at_all_is_nothing_to_remark():
    assert understood("") == understood(None) == ("", ())


def test_a_date_ahead_is_doubted_but_not_the_next_time_zone():
    now = datetime(2026, 3, 10, 12, tzinfo=UTC)
    assert doubts("2026-03-12T12:01Z", now) == ("published in the future; it is placed by when it was added",)
    assert doubts("2026-03-11", now) == doubts("2026-03-10", now) == doubts("", now) == ()


def test_an_article_dated_ahead_has_its_place_where_it_was_added():
    added = "2026-03-10T12:00:00+00:00"
    assert dated("2099-01-01", added, UTC) == dated("", added, UTC) == added
    assert dated("2026-03-09", added, UTC) == "2026-03-09"
    assert placed("2099-01-01", added, UTC) == datetime(2026, 3, 10, 12, tzinfo=UTC)


@given(st.text(max_size=40) | st.datetimes().map(str) | st.dates().map(str))
def test_any_text_is_a_date_that_can_be_placed_or_a_note(text):
    found, notes = understood(text)
    assert bool(found) or bool(notes) or not text.split()
    if found:
        assert normalised(found) == found
        assert instant_of(found, ZoneInfo("Pacific/Kiritimati"))
        assert precision(found)
