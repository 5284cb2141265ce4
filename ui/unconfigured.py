"""Streamlit's own command with none of its configuration files read: only what the launcher passes counts.

Run as `python -m ui.unconfigured run ui/app.py --server.port=…`. Such files may lie in the folder where the page is started, which
may have come from anywhere; one of them can make the server fetch a theme from an address, trust other sites, or show errors whole.
"""

from __future__ import annotations

import os
import sys
from types import FrameType
from typing import TYPE_CHECKING

from streamlit import config

from ui import stopping

if TYPE_CHECKING:
    import uvicorn


def no_files(file_name: str) -> list[str]:  # noqa: ARG001  the signature is Streamlit's
    """The places of `config.toml` and `secrets.toml`: none."""
    return []


class Ending:
    """What stops the server: the first signal cleanly, and soon; another one at once."""

    code = 0

    def heed(self, server: uvicorn.Server, number: int, _: FrameType | None) -> None:
        """Stop; in place of uvicorn's own way, which waits for every open page and tells the terminal of a second signal at length."""
        if self.code:
            os._exit(self.code)
        self.code = 128 + number
        server.should_exit = True
        stopping.end_soon(number)


def main() -> None:
    """Run Streamlit's command line without its files; the exit code is that of the signal that stopped it."""
    config.get_config_files = no_files
    import uvicorn
    from streamlit.web import cli

    ending = Ending()
    uvicorn.Server.handle_exit = lambda *told: ending.heed(*told)  # type: ignore[method-assign]
    cli.main(prog_name="streamlit", standalone_mode=False)
    sys.exit(ending.code)


if __name__ == "__main__":
    main()
