"""What stands around the page on the web server: headers that limit what a browser does with it, known callers, the login."""

from __future__ import annotations

import base64
import hashlib
import logging
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from streamlit import config

from assistant import settings
from ingest.errors import BriefingError
from ui.callers import KnownCallers, host_name
from ui.launch import EVERYWHERE, required_token
from ui.login import Login

START_PAGE = Path(st.__file__).parent / "static" / "index.html"
FAILED = "Something went wrong, and this part of the page could not be drawn. The server's log says what; try again, or start anew."
_INLINE = re.compile(r"<script>(.*?)</script>", re.S)


def own_scripts(page: str) -> str:
    """The policy's sources for the inline scripts of Streamlit's own start page, by their hashes."""
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE.findall(page))
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


# The second net under the escaping: even an image that slipped through into the page is never fetched. Each part is needed, as
# far as was measured: scripts from blob: are the components', inline styles and fonts and the icon from data: are Streamlit's.
# Charts are drawn without 'unsafe-eval' and WebAssembly, nothing uses workers.
POLICY = (
    f"default-src 'none'; script-src 'self' blob: {own_scripts(START_PAGE.read_text(encoding='utf-8'))}; "
    "style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; connect-src 'self'{sockets}; "
    "worker-src 'none'; object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
UNUSED = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment",
    "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": ", ".join(f"{name}=()" for name in UNUSED),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class SafeHeaders:
    """Adds the security headers to every HTTP response, also where the rest of the server fails."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass a request on and mark its response."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def with_headers(message: Any) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in {"content-security-policy": policy(Headers(scope=scope)), **HEADERS}.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self.app(scope, receive, with_headers)
        except Exception:
            logging.getLogger(__name__).exception("a request could not be answered")
            if not started:
                await PlainTextResponse("The server could not answer.", 500)(scope, receive, with_headers)


def policy(headers: Headers) -> str:
    """The content security policy for the host that a request names; not every browser takes 'self' for WebSockets as well."""
    host = headers.get("host", "")
    return POLICY.replace("{sockets}", f" ws://{host} wss://{host}" if host_name(host) else "")


def guards() -> list[Middleware]:
    """What every request passes, the outermost first; ends the server where it could be reached by others without a login."""
    address, names = str(config.get_option("server.address") or ""), sys.argv[1:]
    try:
        token = required_token(settings.load(), address, names)
    except BriefingError as error:
        sys.exit(f"briefing: {error}")
    return list(_guards(address, names, token))


def _guards(address: str, names: list[str], token: str) -> Iterator[Middleware]:
    yield Middleware(SafeHeaders)
    yield Middleware(KnownCallers, hosts=[*names, *({address} - {*EVERYWHERE, ""})], open_to_others=bool(token))
    if token:
        yield Middleware(Login, token=token)


def told(error: Exception) -> bool:  # noqa: ARG001  Streamlit has logged it already
    """In place of what Streamlit shows of an error: a sentence without a trace, a path or words of an article."""
    st.error(FAILED)
    return True
