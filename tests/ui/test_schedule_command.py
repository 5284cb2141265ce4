import json
import shlex

import pytest
from mail_servers import MailServer

from assistant import schedule
from ingest.locks import Lock
from ui import terminal

ROWS = "".join(
    json.dumps(
        {
            "title": f"Quay {day}",
            "source": "Harbour Post",
            "published": f"2026-03-{day}",
            "text": f"The quay was closed on day {day} after a storm.",
        }
    )
    + "\n"
    for day in (9, 10, 11)
).replace("2026-03-9", "2026-03-09")


@pytest.fixture
def stocked(briefing, write):
    """The command `schedule` over a library with articles of three days."""
    briefing("add", str(write("a.jsonl", ROWS)))
    return lambda *words: briefing("schedule", *words)


def test_a_cron_line_is_printed_and_nothing_is_done(briefing, monkeypatch):
    monkeypatch.setenv("BRIEFING_TIME_ZONE", "Europe/Berlin")
    code, out, _ = briefing("schedule", "--at", "7:05")
    line = out.splitlines()[-1]
    assert code == 0
    assert line.startswith("5 7 * * * ")
    assert "CRON_TZ=Europe/Berlin" in out
    words = shlex.split(line)
    assert words[words.index("schedule") :][:3] == ["schedule", "--once", "--library"]
    assert words[-1].startswith("/")


def test_the_folder_of_the_settings_is_gone_to(briefing, write):
    folder = write(".env", "BRIEFING_SENTENCES=2\n").parent
    assert f"cd {folder} && " in briefing("schedule")[1]
    assert f"WorkingDirectory={folder}\n" in briefing("schedule", "--format", "systemd")[1]


def test_secrets_are_in_no_timetable(briefing, monkeypatch):
    monkeypatch.setenv("BRIEFING_SMTP_PASSWORD", "swordfish")
    assert "swordfish" not in briefing("schedule")[1] + briefing("schedule", "--format", "systemd")[1]


@pytest.mark.parametrize("words", [("--format", "launchd"), ("--once", "--run")])
def test_wrong_usage_is_told_from_an_error(briefing, words):
    assert briefing("schedule", *words)[0] == 2


def test_a_round_briefs_the_day_that_has_ended_once_and_catches_up(stocked):
    assert stocked("--once", "--now", "2026-03-10T06:30:00+00:00")[1] == "briefed 2026-03-09\n"
    assert stocked("--once", "--now", "2026-03-10T07:30:00+00:00")[1] == "every day that has ended was briefed before\n"
    assert stocked("--once", "--now", "2026-03-12T06:30:00+00:00")[1] == "briefed 2026-03-10, 2026-03-11\n"


def test_a_round_and_a_timetable_are_told_to_programs_too(stocked):
    told = json.loads(stocked("--once", "--json", "--now", "2026-03-10T06:30:00+00:00")[1])
    assert told == {"briefed": ["2026-03-09"], "sent": [], "failures": [], "notices": []}
    for form in ("cron", "systemd"):
        printed = json.loads(stocked("--format", form, "--json")[1])
        assert printed == {"format": form, "text": stocked("--format", form)[1]}


def test_a_round_sends_what_it_briefs_where_mail_is_set(stocked, monkeypatch):
    with MailServer({"MAIL": "451 later"}) as server:
        for name, value in {
            "SMTP": f"localhost:{server.port}",
            "SMTP_SECURITY": "none",
            "MAIL_FROM": "desk@news.example",
            "MAIL_TO": "ann@news.example",
        }.items():
            monkeypatch.setenv(f"BRIEFING_{name}", value)
        code, out, err = stocked("--once", "--now", "2026-03-12T06:30:00+00:00")
        assert (code, out) == (1, "briefed 2026-03-11\n")
        assert "451 later" in err
        server.script.clear()
        code, out, _ = stocked("--once", "--now", "2026-03-12T06:40:00+00:00")
    assert (code, out) == (0, "sent 2026-03-11\n")
    assert len(server.messages) == 1
    assert b"quay was closed" in server.messages[0]


def test_a_failure_shows_in_the_check_of_the_library(stocked, briefing, monkeypatch):
    for name, value in {
        "SMTP": "localhost:1",
        "SMTP_SECURITY": "none",
        "MAIL_FROM": "desk@news.example",
        "MAIL_TO": "ann@news.example",
    }.items():
        monkeypatch.setenv(f"BRIEFING_{name}", value)
    stocked("--once", "--now", "2026-03-12T06:30:00+00:00")
    out = briefing("check")[1]
    assert "BAD  schedule" in out
    assert "1 days pending" in out


def test_staying_does_rounds_by_the_timetable(stocked, monkeypatch):
    class Now:
        """A scheduler whose time has come for the first job alone."""

        def __init__(self):
            self.jobs = []

        def add_job(self, work, trigger, *, args=(), **_):
            self.jobs += [(work, args)] if trigger == "date" else []

        def start(self):
            work, args = self.jobs.pop(0)
            work(*args)

    scheduler = Now()
    monkeypatch.setattr(schedule, "_scheduler", lambda: scheduler)
    assert stocked("--run")[:2] == (0, "briefed 2026-03-11\n")
    assert len(scheduler.jobs) == 1
    scheduler.jobs.clear()
    assert json.loads(stocked("--run", "--json")[1])["briefed"] == []


def test_of_two_rounds_in_one_moment_the_second_waits_and_finds_nothing_left_to_do(stocked, tmp_path, monkeypatch):
    other, told = Lock(tmp_path / "library" / "round.lock"), []
    assert other.acquire()

    def the_first_is_done(words):
        told.append(words)
        other.release()
        stocked("--once", "--now", "2026-03-12T06:30:00+00:00")

    monkeypatch.setattr(terminal, "tell", the_first_is_done)
    code, out, _ = stocked("--once", "--now", "2026-03-12T06:30:00+00:00")
    assert (code, out) == (0, "every day that has ended was briefed before\n")
    assert len(told) == 1
    assert "is writing" in told[0]
