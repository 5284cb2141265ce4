"""The command `briefing backup`: a consistent copy of the library in one file, and the library made of such a copy again."""

# ruff: noqa: ARG001, PLR0913  # an option of a command is an argument of its function

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui.options import DebugOption, JsonOption, LibraryOption, QuietOption
from ui.terminal import console

if TYPE_CHECKING:
    from ingest.backup import Backup


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write; with --restore, to read.")],
    replace: Annotated[bool, typer.Option("--replace", help="Write FILE even if it is there already.")] = False,
    restore: Annotated[bool, typer.Option("--restore", help="Make the library that FILE holds the one in --library; one that is there is kept beside it.")] = False,
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, debug: DebugOption = False,
) -> None:  # fmt: skip
    """Copy the library into one FILE, also while others write to it, and check the copy.

    Everything is in it but the index, which is made anew. To go back to it: 'briefing backup FILE --restore', with --library for
    another folder or machine. A copy of FILE named library.sqlite in an empty folder is that library as well.
    """
    if restore and replace:
        raise typer.BadParameter("a library is never replaced without being kept; give --restore alone")
    made = _restored(file, library) if restore else _backed_up(file, library, replace=replace)
    if as_json:
        typer.echo(json.dumps(as_told(made), ensure_ascii=False))
    elif not quiet:
        _print(made, restored=restore)
    if made.problems:
        raise typer.Exit(1)


def as_told(made: Backup) -> dict[str, Any]:
    """A backup as JSON."""
    return {
        "file": str(made.file), "bytes": made.size, "sha256": made.sha256, "articles": made.articles,
        "conversations": made.conversations, "problems": list(made.problems), "before": str(made.before) if made.before else None,
    }  # fmt: skip


def _backed_up(file: Path, library: Path | None, *, replace: bool) -> Backup:
    from assistant import settings
    from ingest.backup import back_up
    from ingest.library import Library

    opened = Library.open(settings.load(library=library).library)
    try:
        return back_up(opened, file, replace=replace)
    finally:
        opened.close()


def _restored(file: Path, library: Path | None) -> Backup:
    from datetime import UTC, datetime

    from assistant import settings
    from ingest.backup import restore

    return restore(file, settings.load(library=library).library, datetime.now(UTC))


def _print(made: Backup, *, restored: bool) -> None:
    from assistant.storage import size_words

    told = f"{made.articles} articles, {made.conversations} conversations, {size_words(made.size)}"
    console().print(f"{'restored' if restored else 'backed up'} as {str(made.file)!r}: {told}, sha256 {made.sha256}")
    if made.before:
        console().print(f"the library that was there is kept as {str(made.before)!r}")
    for problem in made.problems:
        typer.echo(
            f"briefing: the library that was backed up is damaged: {problem}; run 'briefing check --repair'", err=True
        )
