"""A server on loopback that answers a model's clients from a script, one turn for each question, and fails as it is told to.

    with OpenAIServer("A first answer.", Status(429), ["A second ", "one."]) as server: ...

A turn is a text, its pieces, a `Reply`, a bare HTTP `Status`, an `Act`, or a function of the request that gives one of
these; the last is given again and again. Nothing sleeps: who stalls waits for its client, or the test, to hang up.
"""

from __future__ import annotations

import json
import socket
import struct
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from model_turns import Act, Piece, Reply, Request, Status, Turn


class ScriptedServer:
    """What both vendors' servers share; a vendor says how its answers look."""

    path = ""  # behind the address of the server, what clients are told

    def __init__(self, *script: Turn) -> None:
        self.script = list(script) or [Status(500)]
        self.requests: list[Request] = []
        self.over = threading.Event()
        self._lock = threading.Lock()
        self._gates: set[threading.Event] = set()
        self._listener = _Listener(self, listening=self.script[0] is not Act.REFUSE)
        self.url = f"http://127.0.0.1:{self._listener.server_port}{self.path}"

    def __enter__(self) -> Self:
        self._listener.start()
        return self

    def __exit__(self, error: object, *_: object) -> None:
        self.over.set()
        with self._lock:
            for gate in self._gates:
                gate.set()
        self._listener.stop()
        if error is None and self._listener.errors:
            raise self._listener.errors[0]

    @property
    def asked(self) -> list[Request]:
        """The requests for an answer of a model, in order of arrival."""
        return [request for request in self.requests if self.is_question(request)]

    def is_question(self, request: Request) -> bool:
        raise NotImplementedError

    def elsewhere(self, request: Request) -> Status:
        """The answer to what is no question."""
        raise NotImplementedError

    def complaint(self, request: Request) -> Status | None:
        """What the vendor has to say against a question, before any model is asked."""
        raise NotImplementedError

    def error(self, status: int, request: Request) -> dict[str, Any]:
        """The body of an HTTP error."""
        raise NotImplementedError

    def is_streamed(self, request: Request) -> bool:
        raise NotImplementedError

    def streamed(self, reply: Reply, request: Request) -> Iterator[Piece]:
        raise NotImplementedError

    def whole(self, reply: Reply, request: Request, words: int) -> dict[str, Any]:
        """The body of an answer in one, where "\\0" stands for the text, and the words told by then."""
        raise NotImplementedError

    stream_type = whole_type = "application/json"

    def headers(self) -> dict[str, str]:
        return {}

    def turn(self, request: Request) -> Reply | Status | Act:
        with self._lock:
            self.requests.append(request)
            if not self.is_question(request):
                return self.elsewhere(request)
            if complaint := self.complaint(request):
                return complaint
            turn: Any = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        while callable(turn):
            turn = turn(request)
        reply = Reply(turn) if isinstance(turn, str | list) else turn
        if isinstance(reply, Reply) and not self.is_streamed(request) and _fails(reply):
            return Status(500)
        assert isinstance(reply, Reply | Status | Act)
        return reply

    def in_one(self, reply: Reply, request: Request) -> Iterator[Piece]:
        """The JSON of an answer, in pieces all the same: it may stall, break off or never end."""
        words = 0
        yield json.dumps(self.whole(reply, request, 0), ensure_ascii=False).split("\\u0000")[0]
        for piece in reply.parts:
            if isinstance(piece, str):
                words += len(piece.split())
                yield json.dumps(piece, ensure_ascii=False)[1:-1]
            else:
                yield piece
        yield json.dumps(self.whole(reply, request, words), ensure_ascii=False).split("\\u0000")[1]

    def awaited(self, gate: threading.Event) -> None:
        """Wait for a test to let the answer go on, or to end."""
        with self._lock:
            self._gates.add(gate)
        if not self.over.is_set():
            gate.wait()


def _fails(reply: Reply) -> bool:
    return isinstance(reply.pieces, list | tuple) and Act.FAIL in reply.pieces


class _Listener(ThreadingHTTPServer):
    daemon_threads = False  # closing waits for every thread

    def __init__(self, server: ScriptedServer, *, listening: bool) -> None:
        super().__init__(("127.0.0.1", 0), _Handler, bind_and_activate=False)
        self.scripted, self.listening = server, listening
        self.errors: list[BaseException] = []
        self._open: set[socket.socket] = set()
        self._guard = threading.Lock()
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,))
        self.server_bind()

    def server_bind(self) -> None:
        """Binds without looking up a name for the address, which the parent does."""
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment]

    def start(self) -> None:
        if self.listening:
            self.server_activate()
            self._thread.start()

    def stop(self) -> None:
        with self._guard:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        if self.listening:
            self.shutdown()
            self._thread.join()
        self.server_close()

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._guard:
            self._open.add(request)
        if self.scripted.over.is_set():
            self.shutdown_request(request)
        else:
            super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._guard:
            self._open.discard(request)
            lingers = struct.unpack("ii", request.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, 8))[0]
            if lingers:
                request.close()
            else:
                super().shutdown_request(request)

    def handle_error(self, *_: object) -> None:
        error = sys.exception()
        assert error is not None
        self.errors.append(error)


class _Ended(Exception):
    """No more of an answer is sent."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "model", ""
    disable_nagle_algorithm = True  # each piece goes out at once
    server: Any

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self._serve()

    do_POST = do_HEAD = do_GET  # noqa: N815 (the names are http.server's)

    def handle_one_request(self) -> None:
        with suppress(ConnectionError):
            super().handle_one_request()

    def _serve(self) -> None:
        self.close_connection = True
        self.scripted: ScriptedServer = self.server.scripted
        self.question = self._read()
        try:
            self._answer(self.scripted.turn(self.question))
        except ConnectionError:
            self.question.left.set()
        except _Ended:
            pass
        finally:
            self.question.over.set()

    def _read(self) -> Request:
        raw = self.rfile.read(int(self.headers.get("content-length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            body = json.loads(raw) if raw else None
        except ValueError:
            body = raw
        return Request(self.command, self.path, headers, body)

    def _answer(self, turn: Reply | Status | Act) -> None:
        if isinstance(turn, Act):
            self._act(turn)
        elif isinstance(turn, Status):
            self._status(turn)
        else:
            self._reply(turn)

    def _status(self, turn: Status) -> None:
        body, kind = turn.body, "text/html; charset=utf-8"
        if body is None:
            body, kind = json.dumps(self.scripted.error(turn.status, self.question)), self.scripted.whole_type
        raw = body.encode() if isinstance(body, str) else body
        self._head(turn.status, {"content-type": kind, "content-length": str(len(raw)), **turn.headers})
        if self.command != "HEAD":
            self.wfile.write(raw)

    def _reply(self, reply: Reply) -> None:
        streamed = self.scripted.is_streamed(self.question)
        kind = self.scripted.stream_type if streamed else self.scripted.whole_type
        self._head(200, {"content-type": reply.content_type or kind, "transfer-encoding": "chunked"})
        for piece in (self.scripted.streamed if streamed else self.scripted.in_one)(reply, self.question):
            self._send(piece, reply.pause)
        self.wfile.write(b"0\r\n\r\n")

    def _head(self, status: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {**self.scripted.headers(), **headers, "connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()

    def _send(self, piece: Piece, pause: float) -> None:
        if isinstance(piece, threading.Event):
            self.scripted.awaited(piece)
        elif isinstance(piece, Act):
            self._act(piece)
        elif piece:
            raw = piece.encode(errors="surrogateescape") if isinstance(piece, str) else piece
            self.scripted.over.wait(pause)
            self.wfile.write(b"%x\r\n%s\r\n" % (len(raw), raw))
        if self.scripted.over.is_set():
            raise _Ended

    def _act(self, act: Act) -> None:
        if act is Act.STALL:
            self._stall()
        if act is Act.RESET:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise _Ended

    def _stall(self) -> None:
        """Until the client hangs up, which reads as an end, or the test is over, which ends all connections."""
        with suppress(ConnectionError):
            while self.connection.recv(1024):
                pass
        if not self.scripted.over.is_set():
            self.question.left.set()
