"""When the daily round is due, at a time of day in the reader's time zone, and the same as cron and systemd are told it.

Each day of the calendar has exactly one moment. Where clocks go forward over it, it is as long after midnight as on other
days; where they go back, it is the first of the two: no round is lost or doubled.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from ingest.errors import SettingsError

UNIT = "cited-briefing"


def time_of_day(words: str) -> time:
    """A time such as 06:30; raises `SettingsError`.

    >>> time_of_day("6:30")
    datetime.time(6, 30)
    """
    match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", words.strip())
    if not match:
        raise SettingsError(f"{words!r} is no time of day; write it as 06:30")
    return time(int(match[1]), int(match[2]))


def next_run(after: datetime, at: time, zone: tzinfo) -> datetime:
    """The first moment of the timetable behind an instant, in UTC."""
    return next(moment for moment in _around(after, at, zone) if moment > after)


def previous_run(before: datetime, at: time, zone: tzinfo) -> datetime:
    """The last moment of the timetable up to an instant, in UTC."""
    return next(moment for moment in reversed(_around(before, at, zone)) if moment <= before)


def _around(instant: datetime, at: time, zone: tzinfo) -> list[datetime]:
    today = instant.astimezone(zone).date()
    days = (today + timedelta(offset) for offset in range(-2, 3))
    return [datetime.combine(day, at, zone).astimezone(UTC) for day in days]


@dataclass(frozen=True, slots=True)
class Line:
    """What is run every day: the words of a command, when, in which time zone and in which folder ("" for any)."""

    words: Sequence[str]
    at: time
    zone: str
    folder: str = ""

    def __post_init__(self) -> None:
        for word in (*self.words, self.folder):
            if any(not character.isprintable() for character in word):
                raise SettingsError(f"{word!r} cannot stand in a timetable; give it a name without line breaks")


def cron_lines(line: Line) -> str:
    """Lines for `crontab -e`; the zone is set for the command, and for cron where it can be told.

    cronie reads CRON_TZ; Debian's cron goes by the machine's clock whatever it is told, which the comment says.
    """
    command = shlex.join(line.words)
    if line.folder:
        command = f"cd {shlex.quote(line.folder)} && {command}"
    escaped = command.replace("%", r"\%")  # crontab(5): a percent sign ends the command
    return (
        f"# Cited Briefing, every day at {line.at:%H:%M} in {line.zone}. Where cron does not know CRON_TZ (Debian's does not),\n"
        "# the time is that of the machine's clock.\n"
        f"CRON_TZ={line.zone}\nBRIEFING_TIME_ZONE={line.zone}\n"
        f"{line.at.minute} {line.at.hour} * * * {escaped}\n"
    )


def systemd_units(line: Line) -> str:
    """A service and its timer for systemd, one under the other with their names; a failure is tried again twice."""
    plain = re.fullmatch(r"[\w ./+@-]+", line.words[0])  # else systemd takes it for no program
    words = line.words if plain else ["/usr/bin/env", *line.words]
    folder = f"WorkingDirectory={line.folder.replace('%', '%%')}\n" if line.folder else ""
    return f"""# {UNIT}.service
[Unit]
Description=Cited Briefing: the briefing of the day that has ended
StartLimitIntervalSec=2h
StartLimitBurst=3

[Service]
Type=oneshot
{folder}Environment="BRIEFING_TIME_ZONE={line.zone}"
ExecStart={" ".join(map(_systemd_word, words))}
Restart=on-failure
RestartSec=10min

# {UNIT}.timer
[Unit]
Description=Cited Briefing, every day at {line.at:%H:%M} in {line.zone}

[Timer]
OnCalendar=*-*-* {line.at:%H:%M}:00 {line.zone}
Persistent=true

[Install]
WantedBy=timers.target

# Put both into ~/.config/systemd/user and run: systemctl --user enable --now {UNIT}.timer
"""


def _systemd_word(word: str) -> str:
    """A word of a command line as systemd.service(5) reads it back."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return escaped if re.fullmatch(r"[\w./:=-]+", escaped) else f'"{escaped}"'


FORMS = {"cron": cron_lines, "systemd": systemd_units}
