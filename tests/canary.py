"""A server of this machine that nobody should ever ask for anything."""

from __future__ import annotations

import contextlib
import socket
import threading


class Canary:
    """Listens on a port of its own, notes what it is asked, and hangs up."""

    def __init__(self) -> None:
        self.calls: list[bytes] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                with connection, contextlib.suppress(OSError):
                    connection.settimeout(5)
                    self.calls.append(connection.recv(200))

    def close(self) -> None:
        """Listen no more."""
        self._listening.close()
