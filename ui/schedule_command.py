"""The command `briefing schedule`: a briefing every day, by cron, by systemd, or by itself."""

# ruff: noqa: ARG001, PLR0913  # an option of a command is an argument of its function

from __future__ import annotations

import shutil
import sys
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.options import DebugOption, JsonOption, LibraryOption, NowOption, QuietOption, WaitOption
from ui.terminal import Run, print_json, running

if TYPE_CHECKING:
    from assistant.settings import Settings
    from assistant.timetable import Line

PATIENCE = 3600.0  # seconds: nobody looks on who could run the command again


def schedule(
    at: Annotated[str, typer.Option("--at", metavar="HH:MM", help="The time of day, in the reader's time zone.")] = "06:30",
    form: Annotated[str, typer.Option("--format", help="cron or systemd.")] = "cron",
    once: Annotated[bool, typer.Option("--once", help="Do one round now: update, brief the days that have ended, send if mail is set.")] = False,
    stay: Annotated[bool, typer.Option("--run", help="Stay and do a round every day, until interrupted.")] = False,
    wait: WaitOption = PATIENCE, library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False,
    now: NowOption = None, debug: DebugOption = False,
) -> None:  # fmt: skip
    """Print what cron or systemd needs for a briefing every day (nothing is installed), or be that briefing."""
    from assistant import settings
    from assistant.preferences import of_folder
    from assistant.timetable import FORMS, time_of_day

    moment, chosen = time_of_day(at), of_folder(settings.load(library=library))
    if form not in FORMS:
        raise typer.BadParameter(f"{form!r} is no format; use one of {', '.join(FORMS)}", param_hint="--format")
    if once and stay:
        raise typer.BadParameter("a round is done --once or every day with --run, not both")
    if stay:
        _stay(library, moment, wait=wait, as_json=as_json, quiet=quiet)
    elif once:
        with running(library, as_json=as_json, now=now, stamps=True, wait=wait) as run:
            if not _told(run, last_try=True, quiet=quiet):
                raise typer.Exit(1)
    else:
        text = FORMS[form](daily_line(chosen, moment))
        print_json({"format": form, "text": text}) if as_json else typer.echo(text, nl=False)


def daily_line(settings: Settings, at: time) -> Line:
    """What cron or systemd runs every day for the library of some settings."""
    from assistant.timetable import Line

    words = [*_command(), "schedule", "--once", "--library", str(settings.library.expanduser().absolute())]
    folder = str(Path.cwd()) if Path(".env").is_file() else ""  # where the settings are read from
    return Line(words, at, settings.time_zone, folder)


def _stay(library: Path | None, at: time, *, wait: float, as_json: bool, quiet: bool) -> None:
    from assistant.diary import LibraryDiary
    from assistant.rounds import last_round
    from assistant.schedule import Schedule

    def job(_: datetime, last_try: bool) -> bool:
        # Opened for the round alone: a library that is busy today is free tomorrow.
        with running(library, as_json=as_json, stamps=True, wait=wait) as run:
            return _told(run, last_try=last_try, quiet=quiet)

    with running(library) as run:
        last, zone = last_round(LibraryDiary(run.assistant.library)), run.assistant.settings.zone
    Schedule(job, at, zone, report=_complain).run(last)


def _told(run: Run, *, last_try: bool, quiet: bool) -> bool:
    """Do a round and say what came of it; whether all went well."""
    from assistant.diary import daily_round

    report = daily_round(run.assistant, run.now, last_try=last_try)
    for words in (*report.failures, *report.notices):
        _complain(words)
    if run.as_json:
        done = {"briefed": list(map(str, report.briefed)), "sent": list(map(str, report.sent))}
        run.print_json(done | {"failures": report.failures, "notices": report.notices})
    elif not quiet:
        for what, days in (("briefed", report.briefed), ("sent", report.sent)):
            if days:
                typer.echo(f"{what} {', '.join(map(str, days))}")
        if not (report.briefed or report.sent or report.failures):
            typer.echo("every day that has ended was briefed before")
    return not report.failures


def _complain(words: str) -> None:
    typer.echo(f"briefing: {words}", err=True)


def _command() -> list[str]:
    """The words that run this command from anywhere."""
    called = Path(sys.argv[0])
    found = (
        str(called.absolute()) if called.name.startswith("briefing") and called.is_file() else shutil.which("briefing")
    )
    return [found] if found else [sys.executable, "-m", "ui.cli"]
