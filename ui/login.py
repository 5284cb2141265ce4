"""The login of a page that others can reach: one token for all, typed into a form, remembered by a cookie that does not hold it.

Sessions are signed with a key that is made at each start and never stored: a restart ends them all, and a cookie that is stolen
tells nothing about the token.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import deque
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from time import time
from typing import Any
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

COOKIE, PLACE = "briefing_session", "/login"
SHORTEST = 20  # characters of a token: beyond what can be guessed at five tries a minute
LASTS = 7 * 24 * 3600  # seconds
TRIES, WINDOW, MOST_KEPT = 5, 60.0, 1000
LONGEST_FORM = 4096  # bytes
# A form's POST tells its origin only where the policy for referrers lets it.
FORM_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "referrer-policy": "same-origin",
}
FORM = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Log in to Cited Briefing</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1rem/1.5 sans-serif; max-width: 24rem; margin: 15vh auto; padding: 0 1rem; }}
input, button {{ font: inherit; box-sizing: border-box; width: 100%; padding: .5rem; margin: .3rem 0 .8rem; }}
</style>
<main>
<h1>Cited Briefing</h1>
<form method="post" action="/login">
<label for="token">The token of this server</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
<button>Log in</button>
</form>
<p role="alert">{told}</p>
</main>
</html>
"""


class Login:
    """Lets through, of HTTP and WebSockets alike, only who has logged in with the token."""

    def __init__(self, app: Any, token: str, clock: Callable[[], float] = time) -> None:
        self.app = app
        self._key = secrets.token_bytes(32)
        self._token, self._clock = self._digest(token), clock
        self._wrong: deque[tuple[float, str]] = deque(maxlen=MOST_KEPT)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass on what carries a session, answer everything else with the form."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
        elif scope["type"] == "http" and scope["path"] == PLACE:
            await (await self._login(Request(scope, receive)))(scope, receive, send)
        elif self._has_session(Headers(scope=scope)):
            await self.app(scope, receive, send)
        else:
            response = PlainTextResponse("Log in first.", 401) if scope["type"] == "websocket" else form(401)
            await response(scope, receive, send)

    async def _login(self, request: Request) -> Response:
        if request.method != "POST":
            return form(200)
        caller = request.client.host if request.client else ""
        if self._tried_too_often(caller):
            return form(429, "Too many wrong tries. Wait a minute and try again.")
        if not hmac.compare_digest(self._digest(await _given(request)), self._token):
            self._wrong.append((self._clock(), caller))
            return form(401, "That is not the token.")
        response = RedirectResponse("/", 303, {"cache-control": "no-store"})
        response.set_cookie(
            COOKIE, self._session(), LASTS, httponly=True, samesite="strict", secure=request.url.scheme == "https"
        )
        return response

    def _tried_too_often(self, caller: str) -> bool:
        since = self._clock() - WINDOW
        return sum(when > since and who == caller for when, who in self._wrong) >= TRIES

    def _session(self) -> str:
        ends = f"{int(self._clock()) + LASTS}-{secrets.token_hex(8)}"
        return f"{ends}-{self._digest(ends).hex()}"

    def _has_session(self, headers: Headers) -> bool:
        return any(self._is_valid(one) for one in _cookies(headers))

    def _is_valid(self, session: str) -> bool:
        ends, _, signed = session.rpartition("-")
        if not hmac.compare_digest(self._digest(ends).hex().encode(), signed.encode()):
            return False
        return int(ends.partition("-")[0]) > self._clock()

    def _digest(self, text: str) -> bytes:
        return hmac.digest(self._key, text.encode("utf-8", "surrogateescape"), hashlib.sha256)


def form(status: int, told: str = "") -> HTMLResponse:
    """The page with the form; nothing on it comes from a request."""
    headers = FORM_HEADERS | ({"retry-after": str(int(WINDOW))} if status == 429 else {})
    return HTMLResponse(FORM.format(told=told), status, headers)


async def _given(request: Request) -> str:
    """The token that a form carries; "" for a form that is too long or none."""
    body = b""
    try:
        async for part in request.stream():
            body += part
            if len(body) > LONGEST_FORM:
                return ""
    except ClientDisconnect:
        return ""
    return parse_qs(body.decode("utf-8", "replace"), max_num_fields=10).get("token", [""])[0].strip()


def _cookies(headers: Headers) -> list[str]:
    found = []
    for line in headers.getlist("cookie"):
        try:
            jar = SimpleCookie(line)
        except CookieError:
            continue
        found += [jar[COOKIE].value] if COOKIE in jar else []
    return found
