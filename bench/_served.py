"""The page served by a process of its own, as `briefing open` serves it, and what that process takes."""

from __future__ import annotations

import os
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ui.launch import ADDRESS, QUIET, THREADS, command, free_port

PORT = 8700
RUNTIME = "BRIEFING_EMBEDDING_RUNTIME"
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Server:
    """A served page and the process that serves it."""

    address: str
    process: int

    @property
    def threads(self) -> int:
        """How many threads the process has; 0 where the system does not say."""
        status = Path(f"/proc/{self.process}/status")
        lines = status.read_text().splitlines() if status.is_file() else []
        return next((int(line.split()[1]) for line in lines if line.startswith("Threads:")), 0)

    @property
    def worked(self) -> float:
        """The processor seconds that the process has taken; 0 where the system does not say."""
        file = Path(f"/proc/{self.process}/stat")
        fields = file.read_text().rpartition(")")[2].split() if file.is_file() else []
        return sum(int(ticks) for ticks in fields[11:13]) / os.sysconf("SC_CLK_TCK") if fields else 0.0


@contextmanager
def served(library: Path) -> Iterator[Server]:
    """The page over the library of a folder, once it answers."""
    port = free_port(PORT)
    known = {key: value for key, value in os.environ.items() if not key.startswith("BRIEFING_") or key == RUNTIME}
    environment = THREADS | known | QUIET | {"BRIEFING_LIBRARY": str(library)}
    process = subprocess.Popen(command(port, browser=False), env=environment, stdout=subprocess.DEVNULL)
    try:
        address = f"http://{ADDRESS}:{port}"
        _wait_for(f"{address}/_stcore/health")
        yield Server(address, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(address: str) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
