"""Starting the web page with safe server settings: this machine only, nothing sent anywhere, no error details shown."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import BriefingError
from ui.waiting import AT_ONCE

if TYPE_CHECKING:
    from assistant.settings import Settings

ADDRESS = "127.0.0.1"
OPTIONS = {
    "server.address": ADDRESS,
    "server.fileWatcherType": "none",
    "server.showEmailPrompt": "false",  # it would wait at the terminal on the first start
    "server.maxUploadSize": "25",
    "server.enableXsrfProtection": "true",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "logger.level": "warning",  # below that it tells the terminal of every answer that a page no longer waits for
    "runner.postScriptGC": "false",  # with the models loaded it takes 0.4 s of everybody's time at every click and tick
    "theme.light.primaryColor": "#1a5fb4",  # for both, or Streamlit keeps to the light one whatever the reader's system says
    "theme.dark.primaryColor": "#2f74c9",
}
QUIET = {
    "ANONYMIZED_TELEMETRY": "False", "DO_NOT_TRACK": "1", "HF_HUB_DISABLE_TELEMETRY": "1", "TOKENIZERS_PARALLELISM": "false",
}  # fmt: skip
# Two answers are written at once. Left to itself each would take all processors for its arithmetic, and they wait for one another:
# ten people who ask then wait five times as long.
THREADS = {"OMP_NUM_THREADS": str(max(1, (os.cpu_count() or 1) // AT_ONCE["extractive"]))}
UNTRACED = {"LANGSMITH_TRACING": "false", "LANGCHAIN_TRACING_V2": "false"}


def launch(settings: Settings, *, port: int, browser: bool) -> int:
    """Serve the page until it is stopped; the server's exit code."""
    port = free_port(port)
    print_address(port)
    quiet = QUIET | ({} if settings.tracing else UNTRACED)
    environment = THREADS | os.environ | quiet | {"BRIEFING_LIBRARY": str(settings.library.expanduser().absolute())}
    try:
        return subprocess.call(command(port, browser=browser), env=environment)  # noqa: S603  our own interpreter
    except KeyboardInterrupt:
        return 0


def command(port: int, *, browser: bool) -> list[str]:
    """The command line that serves the page."""
    options = OPTIONS | {"server.port": str(port), "server.headless": "false" if browser else "true"}
    script = Path(__file__).with_name("serve.py").absolute()
    return [sys.executable, "-m", "streamlit", "run", str(script)] + [
        f"--{name}={value}" for name, value in options.items()
    ]


def free_port(first: int) -> int:
    """The first free port from `first` on, among twenty."""
    for port in range(first, min(first + 20, 65536)):
        with socket.socket() as probe:
            if probe.connect_ex((ADDRESS, port)) != 0:
                return port
    raise BriefingError(f"the ports from {first} on are all in use; name another one with --port")


def print_address(port: int) -> None:
    """Say on stderr where the page is."""
    sys.stderr.write(f"The page is at http://{ADDRESS}:{port} (stop it with Ctrl-C)\n")
    sys.stderr.flush()
