"""Starting the web page with safe server settings: this machine only unless told otherwise, nothing sent, no error details shown."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import BriefingError, SettingsError
from ui.callers import is_this_machine
from ui.login import SHORTEST
from ui.waiting import AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.settings import Settings

ADDRESS = "127.0.0.1"
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  addresses to listen at, that nobody is reached at
OPTIONS = {
    "server.address": ADDRESS,
    "server.fileWatcherType": "none",
    "server.showEmailPrompt": "false",  # it would wait at the terminal on the first start
    "server.maxUploadSize": "25",
    "server.enableCORS": "true",  # which is to keep the browser's own rule; false would let every site in
    "server.enableXsrfProtection": "true",
    "server.xsrfCookieSameSite": "strict",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "logger.level": "warning",  # below that it tells the terminal of every answer that a page no longer waits for
    "runner.postScriptGC": "false",  # with the models loaded it takes 0.4 s of everybody's time at every click and tick
    "theme.light.primaryColor": "#1a5fb4",  # for both, or Streamlit keeps to the light one whatever the reader's system says
    "theme.dark.primaryColor": "#2f74c9",
    "theme.light.textColor": "#15171a",  # captions are drawn at three fifths of it, and still need a contrast of 4.5:1
}
QUIET = {
    "ANONYMIZED_TELEMETRY": "False", "DO_NOT_TRACK": "1", "HF_HUB_DISABLE_TELEMETRY": "1", "ORT_DISABLE_TELEMETRY": "1", "TOKENIZERS_PARALLELISM": "false",
}  # fmt: skip
# Two answers are written at once. Left to itself each would take all processors for its arithmetic, and they wait for one another:
# ten people who ask then wait five times as long.
THREADS = {"OMP_NUM_THREADS": str(max(1, (os.cpu_count() or 1) // AT_ONCE["extractive"]))}
FOREIGN = ("STREAMLIT_", "FORWARDED_ALLOW_IPS")  # Streamlit's settings, and whom uvicorn lets say who called
UNTRACED = {"LANGSMITH_TRACING": "false", "LANGCHAIN_TRACING_V2": "false"}


def launch(settings: Settings, *, port: int, browser: bool, address: str = ADDRESS, hosts: Sequence[str] = ()) -> int:
    """Serve the page until it is stopped; the server's exit code. Raises `SettingsError` where it needs a token and has none.

    The server takes this process's place where the system can do that: else a signal that ends this one would leave it behind.
    """
    token = required_token(settings, address, hosts)
    port = free_port(port, ADDRESS if address in EVERYWHERE else address)
    print_address(port, hosts[0] if hosts else address)
    line, known = command(port, browser=browser, address=address, hosts=hosts), environment(settings, token)
    if os.name == "posix":
        os.execve(line[0], line, known)  # noqa: S606  our own interpreter
    try:
        return subprocess.call(line, env=known)  # noqa: S603  the same
    except KeyboardInterrupt:
        return 0


def required_token(settings: Settings, address: str, hosts: Sequence[str]) -> str:
    """The token that whoever uses the page must know; "" where only this machine can reach it."""
    if is_this_machine(address) and not hosts:
        return ""
    token = settings.token.get_secret_value().strip()
    if len(token) < SHORTEST:
        raise SettingsError(
            f"the page is to be open to others at {address!r}, which needs a token of at least {SHORTEST} characters that they log in "
            "with: set BRIEFING_TOKEN or give --token-file FILE"
        )
    if address in EVERYWHERE and not hosts:
        raise SettingsError(
            f"listening at {address!r} the page must know what it is called: give --host-name with the name or address that browsers use"
        )
    return token


def token_of(file: Path) -> str:
    """The token that a file holds, which may be a secret that a container is given."""
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"cannot read the token file {str(file)!r}: {error}; give a text file with the token in it"
        ) from error


def environment(settings: Settings, token: str = "") -> dict[str, str]:
    """The server's environment: this one, without what would set Streamlit or the web server otherwise."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith(FOREIGN)}
    quiet = QUIET | ({} if settings.tracing else UNTRACED)
    known = {"BRIEFING_LIBRARY": str(settings.library.expanduser().absolute())}
    return (
        THREADS | kept | quiet | known | ({"BRIEFING_TOKEN": token} if token else {})
    )  # an argument would be seen by every user


def command(port: int, *, browser: bool, address: str = ADDRESS, hosts: Sequence[str] = ()) -> list[str]:
    """The command line that serves the page."""
    options = OPTIONS | {
        "server.address": address, "server.port": str(port), "server.headless": "false" if browser else "true",
    }  # fmt: skip
    script = Path(__file__).with_name("app.py").absolute()
    told = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "ui.unconfigured", "run", str(script), *told, "--", *hosts]


def free_port(first: int, address: str = ADDRESS) -> int:
    """The first free port from `first` on, among twenty."""
    for port in range(first, min(first + 20, 65536)):
        with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
            if probe.connect_ex((address, port)) != 0:
                return port
    raise BriefingError(f"the ports from {first} on are all in use; name another one with --port")


def print_address(port: int, name: str) -> None:
    """Say on stderr where the page is."""
    named = f"[{name}]" if ":" in name else name
    sys.stderr.write(f"The page is at http://{named}:{port} (stop it with Ctrl-C)\n")
    sys.stderr.flush()
