"""One request to an ASGI application, without a server."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What came back: 0 and nothing for a request that was passed on to a socket."""

    status: int
    headers: dict[str, str]
    body: str


async def page(scope: Any, receive: Any, send: Any) -> None:  # noqa: ARG001
    """The application behind: it answers all, a WebSocket by accepting it."""
    if scope["path"] == "/broken":
        raise RuntimeError("secret words of a trace")
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        return
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": b"the page"})


def asked(app: Any, path: str = "/", body: bytes = b"", *, kind: str = "http", caller: str = "127.0.0.1", **headers: str) -> Answer:  # fmt: skip
    """What an application answers; a body makes it a POST."""
    known = {"host": "127.0.0.1:8501"} | {name.replace("_", "-"): value for name, value in headers.items()}
    scope = {
        "type": kind, "path": path, "method": "POST" if body else "GET", "scheme": "http", "query_string": b"", "root_path": "",
        "server": ("127.0.0.1", 8501), "client": (caller, 5000), "extensions": {"websocket.http.response": {}},
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in known.items()],
    }  # fmt: skip
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": f"{kind}.request" if kind == "http" else "websocket.connect", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    (start,) = [one for one in sent if one["type"].endswith("response.start")] or [{"status": 0, "headers": []}]
    text = b"".join(one.get("body", b"") for one in sent if one["type"].endswith("response.body"))
    return Answer(start["status"], {name.decode(): value.decode() for name, value in start["headers"]}, text.decode())
