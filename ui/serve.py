"""The web server: the page, with a content security policy on everything it sends."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

START_PAGE = Path(st.__file__).parent / "static" / "index.html"
# The second net under the escaping: even an image that slipped through into the page is never fetched.
_INLINE = re.compile(r"<script>(.*?)</script>", re.S)


def own_scripts(page: str) -> str:
    """The policy's sources for the inline scripts of Streamlit's own start page, by their hashes."""
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE.findall(page))
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    f"script-src 'self' 'wasm-unsafe-eval' blob: {own_scripts(START_PAGE.read_text(encoding='utf-8'))}; connect-src 'self' ws://127.0.0.1:* ws://localhost:*; "
    "font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = [
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
]


class SafeHeaders:
    """Adds the security headers to every HTTP response."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass a request on and mark its response."""

        async def with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *HEADERS]
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


app = st.App(
    Path(__file__).with_name("app.py"),
    middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"]), Middleware(SafeHeaders)],
)
