"""The command that opens the web page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ui.options import DebugOption, LibraryOption


def open_page(  # noqa: PLR0913  options of a command
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = 8501,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser as well.")] = True,
    address: Annotated[
        str, typer.Option("--address", help="Where to listen; beyond this machine (0.0.0.0) it needs a token and a name.")
    ] = "127.0.0.1",
    host_name: Annotated[
        list[str] | None,
        typer.Option("--host-name", help="A name or address that browsers of others reach the page by; may be given several times."),
    ] = None,
    token_file: Annotated[
        Path | None, typer.Option("--token-file", help="A file with the token to log in with, in place of BRIEFING_TOKEN.")
    ] = None,
    library: LibraryOption = None, debug: DebugOption = False,  # noqa: ARG001  an option of a command
) -> None:  # fmt: skip
    """Open the web page, on this machine only unless --address or --host-name says otherwise."""
    from assistant import settings
    from ui.launch import launch, token_of
    from ui.terminal import warn_of_exposed_secrets

    token = token_of(token_file) if token_file else None
    chosen = settings.load(library=library, token=token)
    warn_of_exposed_secrets()
    raise typer.Exit(launch(chosen, port=port, browser=browser, address=address, hosts=host_name or ()))
