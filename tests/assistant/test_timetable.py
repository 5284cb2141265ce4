import shlex
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.timetable import Line, cron_lines, next_run, previous_run, systemd_units, time_of_day
from ingest.errors import SettingsError

BERLIN, ZONES = (
    ZoneInfo("Europe/Berlin"),
    ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC"],
)
HALF_PAST_SIX = time(6, 30)
AWKWARD = ["/opt news/bin/briefing", "schedule", "--once", "--library", "my \"50%\" $HOME 'news'\\x"]


def runs(start, days, at, zone):
    """The moments of a timetable, followed from one to the next."""
    moment, found = start, []
    while (moment := next_run(moment, at, zone)) < start + timedelta(days=days):
        found.append(moment)
    return found


def test_the_next_round_is_today_or_tomorrow_at_its_time():
    six, seven = (datetime(2026, 3, 11, hour, tzinfo=BERLIN) for hour in (6, 7))
    assert next_run(six, HALF_PAST_SIX, BERLIN) == datetime(2026, 3, 11, 6, 30, tzinfo=BERLIN)
    assert next_run(seven, HALF_PAST_SIX, BERLIN) == datetime(2026, 3, 12, 6, 30, tzinfo=BERLIN)
    assert previous_run(seven, HALF_PAST_SIX, BERLIN) == datetime(2026, 3, 11, 6, 30, tzinfo=BERLIN)


def test_a_time_that_the_clocks_leap_over_still_comes_once():
    found = runs(datetime(2026, 3, 28, 12, tzinfo=UTC), 2, time(2, 30), BERLIN)
    assert [moment.astimezone(BERLIN).isoformat() for moment in found] == [
        "2026-03-29T03:30:00+02:00",
        "2026-03-30T02:30:00+02:00",
    ]


def test_a_time_that_comes_twice_is_kept_once():
    found = runs(datetime(2026, 10, 24, 12, tzinfo=UTC), 2, time(2, 30), BERLIN)
    assert [moment.astimezone(BERLIN).isoformat() for moment in found] == [
        "2026-10-25T02:30:00+02:00",
        "2026-10-26T02:30:00+01:00",
    ]


@given(
    start=st.datetimes(datetime(2011, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)), zone=st.sampled_from(ZONES),
)  # fmt: skip
def test_every_day_of_the_calendar_has_one_round(start, at, zone):
    found = runs(start, 9, at, ZoneInfo(zone))
    due = {
        moment
        for offset in range(-2, 12)
        for moment in [datetime.combine(start.date() + timedelta(offset), at, ZoneInfo(zone)).astimezone(UTC)]
        if start < moment < start + timedelta(days=9)
    }
    assert found == sorted(due)


@given(st.datetimes(datetime(2011, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)), st.sampled_from(ZONES))
def test_no_round_lies_between_the_last_one_and_the_next(moment, zone):
    last, following = (find(moment, time(2, 30), ZoneInfo(zone)) for find in (previous_run, next_run))
    assert last <= moment < following
    assert next_run(last, time(2, 30), ZoneInfo(zone)) == following


@pytest.mark.parametrize("words", ["24:00", "6", "06:60", "half past six", "", "06:30:00", "-1:30"])
def test_what_is_no_time_of_day_is_refused_with_an_example(words):
    with pytest.raises(SettingsError, match="06:30"):
        time_of_day(words)


def test_a_cron_line_has_the_zone_and_every_word_quoted():
    *_, zone, setting, line = cron_lines(Line(AWKWARD, HALF_PAST_SIX, "Europe/Berlin", "/srv/my news")).splitlines()
    assert (zone, setting) == ("CRON_TZ=Europe/Berlin", "BRIEFING_TIME_ZONE=Europe/Berlin")
    assert line.startswith("30 6 * * * ")
    assert "%" not in line.replace(r"\%", "")
    command = line.removeprefix("30 6 * * * ").replace(r"\%", "%")  # as cron hands it to the shell
    assert shlex.split(command) == ["cd", "/srv/my news", "&&", *AWKWARD]


def test_systemd_units_have_the_zone_and_every_word_quoted():
    units = systemd_units(Line(AWKWARD, HALF_PAST_SIX, "Europe/Berlin", "/srv/my 50% news"))
    assert "OnCalendar=*-*-* 06:30:00 Europe/Berlin\n" in units
    assert "Persistent=true\n" in units
    assert 'Environment="BRIEFING_TIME_ZONE=Europe/Berlin"\n' in units
    assert "WorkingDirectory=/srv/my 50%% news\n" in units
    assert '"/opt news/bin/briefing" schedule --once --library "my \\"50%%\\" $$HOME \'news\'\\\\x"\n' in units


def test_a_command_of_an_odd_name_is_called_by_another_for_systemd():
    units = systemd_units(Line(["/opt/$x/briefing", "schedule"], HALF_PAST_SIX, "UTC"))
    assert 'ExecStart=/usr/bin/env "/opt/$$x/briefing" schedule\n' in units


def test_a_command_over_two_lines_gets_into_no_timetable():
    with pytest.raises(SettingsError, match="without line breaks"):
        Line(["briefing", "--library", "x\n* * * * * rm"], HALF_PAST_SIX, "UTC")


def test_nothing_secret_is_printed():
    text = cron_lines(Line(["briefing"], HALF_PAST_SIX, "UTC")) + systemd_units(
        Line(["briefing"], HALF_PAST_SIX, "UTC")
    )
    assert "SMTP" not in text
