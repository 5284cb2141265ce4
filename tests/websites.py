"""Websites for tests: one on loopback that sends raw bytes, one that is only made up, and a clock that runs by sleeping."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

import httpcore2

from ingest.fetch import Fetcher, Limits, Outside

Answer = bytes | Callable[[str], Iterable[bytes]]  # raw bytes, or what gives them piece by piece for the request's head
PUBLIC = "93.184.216.34"
QUICK = Limits(connect=2, first_answer=2, total=5, patience=5, first_pause=0.01, delay=0)
NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def answer(body: bytes = b"ok", *, status: str = "200 OK", **headers: str) -> bytes:
    """An HTTP answer; `content_type="text/html"` is a header."""
    named = {"content-length": str(len(body))} | {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in named.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def redirect(to: str, status: int = 301) -> bytes:
    return answer(b"a body that nobody wants", status=f"{status} Moved", location=to)


class Site:
    """A server on loopback, path by path; a path that is missing answers 404. Several answers are given one after another."""

    def __init__(self, pages: dict[str, Answer | list[Answer]] | None = None) -> None:
        self.pages = pages or {}
        self.heads: list[str] = []
        self.over = threading.Event()
        self.silent = False  # takes connections and says nothing
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._start(self._accept)

    def __enter__(self) -> Site:
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        with suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        for thread in self._threads:
            thread.join(timeout=5)

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, robots.txt left out."""
        paths = [head.split(" ")[1] for head in self.heads]
        return [path for path in paths if path != "/robots.txt"]

    def _start(self, work: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self.over.is_set():
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        if self.silent:
            self.over.wait(10)
        head = b""
        while b"\r\n\r\n" not in head:
            more = connection.recv(65_536)
            if not more:
                return
            head += more
        text = head.decode("latin-1")
        with self._lock:
            self.heads.append(text)
            page = self.pages.get(text.split(" ")[1], NOT_FOUND)
            if isinstance(page, list):
                page = page.pop(0) if len(page) > 1 else page[0]
        for piece in [page] if isinstance(page, bytes) else page(text):
            connection.sendall(piece)
        with suppress(OSError):
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65_536):  # until the client has read all: closing early would reset the connection
                pass

    def trickled(self, whole: bytes, *, at_once: int = 0) -> Callable[[str], Iterator[bytes]]:
        """An answer sent a byte at a time, twenty a second, after a first piece."""

        def pieces(_: str) -> Iterator[bytes]:
            yield whole[:at_once]
            for number in range(at_once, len(whole)):
                if self.over.wait(0.05):
                    return
                yield whole[number : number + 1]

        return pieces


@dataclass
class MadeUp:
    """A world of names and servers that are not there: whatever host is asked for answers from `pages` by its address.

    A page is raw bytes, a function of the request's head that gives them, or an error that breaks the connection.
    """

    pages: dict[str, bytes | Callable[[str], bytes] | OSError] = field(default_factory=dict)
    names: Callable[[str], list[str]] = lambda host: [PUBLIC]
    peer: Callable[[str], str] = lambda address: address
    looked_up: list[str] = field(default_factory=list)
    dialled: list[tuple[str, int]] = field(default_factory=list)
    sent: list[bytes] = field(default_factory=list)
    secured: list[tuple[ssl.SSLContext, str | None]] = field(default_factory=list)

    def resolve(self, host: str, *_: object) -> list[str]:
        self.looked_up.append(host)
        return self.names(host)

    def dial(self, address: str, port: int, *_: object) -> MadeUpStream:
        self.dialled.append((address, port))
        return MadeUpStream(self, self.peer(address), port)

    @property
    def outside(self) -> Outside:
        return Outside(resolve=self.resolve, dial=self.dial, sleep=lambda seconds: None)

    def fetcher(self, **options: Any) -> Fetcher:
        return Fetcher(outside=self.outside, **({"limits": QUICK} | options))


class MadeUpStream:
    def __init__(self, world: MadeUp, address: str, port: int) -> None:
        self.world, self.address, self.port = world, address, port
        self.scheme, self.head, self.rest = "http", b"", b""

    def write(self, buffer: bytes, *_: object) -> None:
        if not buffer:
            return
        self.head += buffer
        if b"\r\n\r\n" in self.head:
            self.world.sent.append(self.head)
            words = self.head.decode().split()
            page = self.world.pages.get(f"{self.scheme}://{words[4]}{words[1]}", NOT_FOUND)
            if isinstance(page, OSError):
                raise httpcore2.ReadError(str(page)) from page
            self.rest = page if isinstance(page, bytes) else page(self.head.decode())

    def read(self, max_bytes: int, *_: object) -> bytes:
        data, self.rest = self.rest[:max_bytes], self.rest[max_bytes:]
        return data

    def close(self) -> None:
        pass

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None, *_: object) -> MadeUpStream:
        self.world.secured.append((ssl_context, server_hostname))
        self.scheme = "https"
        return self

    def get_extra_info(self, info: str) -> Any:
        return (self.address, self.port) if info == "server_addr" else None


class FakeTime:
    """A clock that runs only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds

    def in_(self, outside: Outside) -> Outside:
        return replace(outside, clock=self.clock, sleep=self.sleep)
