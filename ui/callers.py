"""Who may talk to the page: only names that are this server's, and no page of another site.

A foreign name in `Host` is what a browser sends after DNS rebinding, a foreign `Origin` is another site's page. Streamlit's own
check of the WebSocket's `Origin` lets every port of this machine in, and to compare the rest asks an outside address for the
server's own; here nothing gets that far.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

_HOST = re.compile(r"(?:([A-Za-z0-9._-]+)|\[([0-9A-Fa-f:.]+)\])(?::\d{1,5})?")
THIS_MACHINE = ("127.0.0.1", "localhost", "::1")


class KnownCallers:
    """Answers only requests for a known host, from no other site, and unless `open_to_others` from this machine."""

    def __init__(self, app: Any, hosts: Iterable[str] = (), *, open_to_others: bool = False) -> None:
        self.app = app
        self.hosts = {*THIS_MACHINE, *(host.lower() for host in hosts)}
        self.open_to_others = open_to_others

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass a request on, or say why not."""
        if scope["type"] not in {"http", "websocket"} or not (refused := self._refused(scope)):
            await self.app(scope, receive, send)
            return
        status, words = refused
        await PlainTextResponse(words, status)(scope, receive, send)

    def _refused(self, scope: Any) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host_name(host) not in self.hosts:
            return 400, "This server is not called that; name it with `briefing open --host-name NAME`."
        if any(not is_same_site(origin, host) for origin in headers.getlist("origin")):
            return 403, "A page of another site may not use this one."
        if not self.open_to_others and not is_this_machine((scope.get("client") or [""])[0]):
            return 403, "This page is for the machine that it runs on; see `briefing open --help` to open it to others."
        return None


def host_name(host: str) -> str:
    """The name in a `Host` header, without its port; "" for what is none.

    >>> host_name("News.Example:8501"), host_name("[::1]:8501"), host_name("a@b"), host_name("a; b")
    ('news.example', '::1', '', '')
    """
    found = _HOST.fullmatch(host)
    return (found[1] or found[2]).lower() if found else ""


def is_same_site(origin: str, host: str) -> bool:
    """Whether an `Origin` header names the host and port that the request is for.

    >>> is_same_site("http://127.0.0.1:8501", "127.0.0.1:8501"), is_same_site("null", "127.0.0.1:8501")
    (True, False)
    """
    return origin.lower() in {f"http://{host.lower()}", f"https://{host.lower()}"}


def is_this_machine(address: str) -> bool:
    """Whether an address is one that only this machine can be reached at, or reach from.

    >>> is_this_machine("127.0.0.1"), is_this_machine("localhost"), is_this_machine("0.0.0.0"), is_this_machine("")
    (True, True, False, False)
    """
    if address == "localhost":
        return True
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return bool((getattr(found, "ipv4_mapped", None) or found).is_loopback)
