"""What commands write out: to a file that is named, else to the terminal, in a form that it can show."""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path

import typer

from ingest.errors import BriefingError

BINARY = ("pdf",)  # what a terminal cannot show


def refuse_form(form: str, forms: Collection[str], output: Path | None) -> None:
    """Raise wrong usage for a form that there is not, or that a terminal cannot show."""
    if form not in forms:
        raise typer.BadParameter(f"{form!r} is no format; use one of {', '.join(forms)}", param_hint="--format")
    if form in BINARY and output is None and sys.stdout.isatty():
        raise typer.BadParameter(f"a terminal cannot show {form}; name a file with --output", param_hint="--format")


def write(content: bytes, output: Path | None) -> None:
    """Write to the file, else to stdout; raises `BriefingError` where the file cannot be written."""
    if output is None:
        typer.echo(content, nl=False)
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise BriefingError(
            f"cannot write {str(output)!r}: {error.strerror}; name another file with --output"
        ) from error
