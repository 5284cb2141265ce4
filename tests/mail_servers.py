"""A mail server on loopback that answers from a script, and certificates that are made for a test.

    with MailServer({"RCPT": "550 no such user"}) as server: ... server.port, server.messages, server.said

The script names the answer to a command by its first word, to all or to a certain line. Nothing sleeps.
"""

from __future__ import annotations

import base64
import socket
import ssl
import subprocess
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

LOGIN = ("ann", "swordfish")


class MailServer:
    """Takes one connection after another; `tls` is "", "starttls" or "tls"."""

    def __init__(
        self, script: Mapping[str, str] | None = None, *, tls: str = "", certificate: Path | None = None
    ) -> None:
        self.script, self.tls = dict(script or {}), tls
        self.said: list[str] = []
        self.messages: list[bytes] = []
        self._context = None
        if certificate:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._context.load_cert_chain(certificate)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()

    def _serve(self) -> None:
        while True:
            try:
                connection = self._listener.accept()[0]
            except OSError:
                return
            with suppress(OSError):
                _Talk(self, connection).run()

    def answer(self, line: str) -> str | None:
        """What the script says to a line; None where it says nothing."""
        return self.script.get(line, self.script.get(line.partition(" ")[0].upper()))

    def secured(self, connection: socket.socket) -> socket.socket:
        assert self._context
        return self._context.wrap_socket(connection, server_side=True)


class _Talk:
    def __init__(self, server: MailServer, connection: socket.socket) -> None:
        self.server, self.connection = server, connection

    def run(self) -> None:
        try:
            if self.server.tls == "tls":
                self.connection = self.server.secured(self.connection)
            self.lines = self.connection.makefile("rb")
            self.send(self.server.answer("CONNECT") or "220 mail.example ready")
            while (line := self.lines.readline()) and self.turn(line.decode(errors="replace").rstrip("\r\n")):
                pass
        finally:
            self.connection.close()
            if hasattr(self, "lines"):
                self.lines.close()

    def turn(self, line: str) -> bool:
        """Answer one line; False when the connection is over."""
        self.server.said.append(line)
        scripted = self.server.answer(line)
        command = line.partition(" ")[0].upper()
        if scripted == "HANG UP":
            return False
        if scripted == "SAY NOTHING":
            self.lines.read()  # until the client has had enough
            return False
        if scripted is not None:
            self.send(scripted)
        else:
            getattr(self, f"on_{command.lower()}", self.on_other)(line)
        return command != "QUIT"

    def on_other(self, _: str) -> None:
        self.send("250 fine")

    def on_quit(self, _: str) -> None:
        self.send("221 bye")

    def on_ehlo(self, _: str) -> None:
        offers = (
            ["STARTTLS"] if self.server.tls == "starttls" and not isinstance(self.connection, ssl.SSLSocket) else []
        )
        self.send("\r\n".join([*(f"250-{one}" for one in ("mail.example", *offers)), "250 AUTH PLAIN"]))

    def on_starttls(self, _: str) -> None:
        self.send("220 go on")
        self.connection = self.server.secured(self.connection)
        self.lines.close()
        self.lines = self.connection.makefile("rb")

    def on_auth(self, line: str) -> None:
        given = tuple(base64.b64decode(line.split()[2]).decode().split("\0")[1:])
        self.send("235 welcome" if given == LOGIN else f"535 no such login {given}")

    def on_data(self, _: str) -> None:
        self.send("354 go on")
        taken = []
        while (line := self.lines.readline()) not in {b".\r\n", b""}:
            taken.append(line.removeprefix(b"."))
        self.server.messages.append(b"".join(taken))
        self.send(self.server.answer("TAKEN") or "250 taken")

    def send(self, words: str) -> None:
        self.connection.sendall(words.encode() + b"\r\n")


def certificate_for(name: str, folder: Path) -> Path:
    """A certificate with its key in one file, signed by itself, for a host's name."""
    path = folder / f"{name}.pem"
    line = [
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
        "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}", "-keyout", str(path), "-out", str(path) + ".crt",
    ]  # fmt: skip
    subprocess.run(line, check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + Path(f"{path}.crt").read_bytes())
    return path
