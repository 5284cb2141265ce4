"""What the commands share: an open assistant, requests in batches, progress, and printing for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ingest.errors import BriefingError
from ui.streams import json_line, tell

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.answers import Filters
    from assistant.assistant import Assistant
    from ingest.database import Database


@dataclass(slots=True)
class Run:
    """What a command was told besides its own arguments."""

    assistant: Assistant
    now: datetime
    as_json: bool

    def filters(self, since: str | None, until: str | None, sources: list[str] | None) -> Filters:
        """The filters that the options name."""
        return self.assistant.filters(self.now, since, until, sources or ())

    def print_json(self, value: Any) -> None:
        """One JSON value on one line."""
        print_json(value)


def print_json(value: Any) -> None:
    """One JSON value on one line of the result."""
    typer.echo(json_line(value))


@contextmanager
def running(  # noqa: PLR0913  options, by name
    library: Path | None,
    *,
    as_json: bool = False,
    now: str | None = None,
    create: bool = False,
    model: str | None = None,
    stamps: bool = False,
    wait: float = 0.0,
) -> Iterator[Run]:
    """An open assistant for the length of a command, which waits so many seconds for another process that writes.

    One that `stamps` what it stores does not do so by an impossible clock.
    """
    from datetime import UTC, datetime

    from assistant import settings, when
    from assistant.assistant import Assistant
    from ingest import clock
    from ingest.locks import Patience

    chosen = settings.load(library=library, model=model)
    warn_of_exposed_secrets()
    moment = when.instant(now, chosen.zone) if now else clock.present() if stamps else datetime.now(UTC)
    assistant = Assistant.open(chosen, create=create)
    warn_of_change(assistant.library.database)
    assistant.library.patience = Patience(wait, lambda holder: tell(waits_for(holder, wait)))
    try:
        yield Run(assistant, moment, as_json)
    finally:
        assistant.close()


def warn_of_exposed_secrets() -> None:
    """Say on stderr where others could read the keys that lie here."""
    from assistant import settings

    if warning := settings.exposed():
        tell(f"briefing: {warning}")


def warn_of_change(database: Database) -> None:
    """Say on stderr that a library was brought to another format, and where it is kept as it was."""
    from ingest import earlier

    if database.was_changed:
        kept = earlier.told(database.path) or "there was no space for a copy of it as it was"
        tell(f"briefing: the library was brought to the format of this version; {kept}")


def waits_for(holder: str, seconds: float) -> str:
    """What is said while another process writes."""
    return f"briefing: process {holder} is writing to the library; waiting up to {seconds:g} s until it is done"


def console() -> Any:
    """Where results for people go."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False, soft_wrap=not sys.stdout.isatty())


def in_batch(file: Path, run: Run, answer: Callable[[Run, dict[str, Any]], dict[str, Any]]) -> None:
    """One JSON result a line for the requests of a file, each answered at the moment it names."""
    for result in batched(file, lambda request: answer(moved(run, request), request)):
        run.print_json(result)


def batched(file: Path, answer: Callable[[dict[str, Any]], dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The results for the requests of a file, in their order; a bad line gives an error and the rest goes on."""
    try:
        lines = file.read_bytes().decode("utf-8").split("\n")  # and nowhere else: a string may hold U+2028 as it is
    except (OSError, UnicodeDecodeError) as error:
        raise BriefingError(
            f"cannot read the batch {str(file)!r}: {error}; give a file with one JSON request a line"
        ) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        name: Any = None
        try:
            request = json.loads(line)
            if not isinstance(request, dict):
                raise BriefingError("it is no JSON object")
            name = request.get("id")
            yield {"id": name, **answer(request)}
        except RecursionError:
            yield {"id": name, "error": f"line {number}: it is nested too deeply; give one flat JSON object"}
        except (ValueError, TypeError, AttributeError, OverflowError, BriefingError) as error:
            yield {"id": name, "error": f"line {number}: {error}"}


def moved(run: Run, request: dict[str, Any]) -> Run:
    """The run at the moment a request names."""
    from assistant import when

    if not request.get("now"):
        return run
    return Run(run.assistant, when.instant(str(request["now"]), run.assistant.settings.zone), run.as_json)


def progress(items: Iterator[Any], what: str, *, quiet: bool) -> Iterator[Any]:
    """The items, counted on stderr as they pass: a bar on a terminal, a line now and then elsewhere."""
    if quiet:
        yield from items
        return
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import track

        yield from track(items, description=what, console=Console(stderr=True), transient=True)
        return
    for number, item in enumerate(items, 1):
        if number % 50 == 0:
            tell(f"{what}: {number} done")
        yield item


def counted(steps: Iterator[Any], what: str, *, quiet: bool) -> Any:
    """The last of some steps; those before it, each of which has `done` and `total`, are told on stderr as they come."""
    told, last = -1, None
    for step in steps:
        last = step
        share = 10 * step.done // step.total if getattr(step, "total", 0) else told
        if share != told and not quiet:
            typer.echo(f"{what}: {step.done} of {step.total} done", err=True)
        told = share
    return last


def required(request: dict[str, Any], key: str) -> str:
    """The text that a request must have; raises `BriefingError`."""
    value = request.get(key)
    if not isinstance(value, str) or not value.strip():
        raise BriefingError(f"the request has no {key!r}; give it as text")
    return value


def given(value: str | None, name: str) -> str:
    """An argument that is only optional beside `--batch`."""
    if value is None or not value.strip():
        raise typer.BadParameter(f"give a {name}, or a file of requests with --batch")
    return value


def optional(request: dict[str, Any], key: str, chosen: str | None) -> str | None:
    """The text that a request may have, else that of the command; raises `BriefingError`."""
    value = request.get(key, chosen)
    if value is not None and not isinstance(value, str):
        raise BriefingError(f"the request's {key!r} is no text; give it as text, or leave it out")
    return value


def count_of(request: dict[str, Any], key: str, chosen: int, most: int) -> int:
    """The whole number from 1 to `most` that a request may have, else that of the command; raises `BriefingError`."""
    value = request.get(key, chosen)
    if type(value) is not int or not 1 <= value <= most:  # a bool is an int as well
        raise BriefingError(f"the request's {key!r} is no whole number from 1 to {most}; give one, or leave it out")
    return value


def sources_of(request: dict[str, Any], chosen: list[str] | None) -> list[str] | None:
    """The outlets that a request names, one or a list of them, else those of the command; raises `BriefingError`."""
    source = request.get("source")
    if source is None:
        return chosen
    named = [source] if isinstance(source, str) else source
    if not isinstance(named, list) or not all(isinstance(one, str) for one in named):
        raise BriefingError("the request's 'source' names no outlet; give its name as text, or a list of names")
    return named
