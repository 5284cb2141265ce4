"""The command `briefing check`: the state of everything that the product needs on this machine, and what would mend it."""

# ruff: noqa: ARG001  an option of a command is an argument of its function

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ingest.errors import LibraryBusy, LibraryError
from ui.options import DebugOption, JsonOption, LibraryOption, QuietOption, WaitOption
from ui.terminal import console, print_json, running

if TYPE_CHECKING:
    from assistant.settings import Settings


def check(  # noqa: PLR0913  options, by name
    repair: Annotated[bool, typer.Option("--repair", help="Mend what can be mended without losing anything.")] = False,
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, wait: WaitOption = 0,
    debug: DebugOption = False,
) -> None:  # fmt: skip
    """Check the library, its embeddings and index, the models, and what they need on this machine."""
    well = True
    for one in _found(library, repair=repair, wait=wait):
        well = well and one["ok"]
        if as_json:
            print_json(one)
        elif not (quiet and one["ok"]):
            mark = "BAD" if not one["ok"] else "done" if one["repaired"] else "ok"
            console().print(f"{mark:4} {one['part']:11} {one['state']}")
    if not well:
        raise typer.Exit(1)


def _found(library: Path | None, *, repair: bool, wait: float) -> Iterator[dict[str, Any]]:
    from assistant import settings
    from assistant.care import found_one_by_one
    from assistant.rescue import rescued
    from ingest.clock import present

    try:
        if repair:
            yield from rescued(settings.load(library=library).library, present())
        with running(library, wait=wait) as run:
            yield from found_one_by_one(run.assistant, repair=repair)
    except LibraryBusy:
        raise
    except LibraryError as error:  # of a library that cannot be opened the rest is told all the same
        yield from _unopened(settings.load(library=library), error, repair=repair)


def _unopened(chosen: Settings, error: LibraryError, *, repair: bool) -> Iterator[dict[str, Any]]:
    from assistant.care import found_around
    from assistant.condition import Condition

    yield Condition(str(error), ok=False).finding("library")
    yield from found_around(chosen, repair=repair)
