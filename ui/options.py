"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

LibraryOption = Annotated[Path | None, typer.Option("--library", help="The folder that holds the library.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
QuietOption = Annotated[bool, typer.Option("--quiet", help="Print no progress.")]
NowOption = Annotated[str | None, typer.Option("--now", metavar="ISO-TIME", help="Take this for the present moment.")]
SinceOption = Annotated[
    str | None, typer.Option("--since", help="From this day on: a date, or words such as yesterday.")
]
UntilOption = Annotated[str | None, typer.Option("--until", help="Up to this day, included.")]
SourceOption = Annotated[
    list[str] | None, typer.Option("--source", help="Only this outlet; may be given several times.")
]
AllDaysOption = Annotated[bool, typer.Option("--all-days", help="Read all days, whatever time the question names.")]
AllOutletsOption = Annotated[
    bool, typer.Option("--all-outlets", help="Read all outlets, whichever the question names.")
]
BatchOption = Annotated[Path | None, typer.Option("--batch", help="Requests as JSON, one a line; one result a line.")]
ModelOption = Annotated[
    str | None, typer.Option("--model", metavar="PROVIDER:MODEL", help="The chat model that words it; '' for none.")
]
WaitOption = Annotated[
    float, typer.Option("--wait", min=0, metavar="SECONDS", help="How long to wait while another process is writing.")
]
DebugOption = Annotated[bool, typer.Option("--debug", help="Show a traceback when something fails.")]
