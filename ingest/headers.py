"""The headers of a request and of an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from ingest.robots import NAME
from ingest.unpack import ASKED_FOR

LONGEST_MARK = 1_000  # characters of an ETag


def headers_of(accept: str, *, etag: str = "", last_modified: str = "") -> dict[str, str]:
    """What a request says besides its host; a mark that could not be sent as it is only makes the answer longer."""
    headers = {"User-Agent": _agent(), "Accept": accept, "Accept-Encoding": ASKED_FOR, "Connection": "close"}
    marks = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return headers | {name: mark for name, mark in marks.items() if _sendable(mark)}


@cache
def _agent() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("cited-briefing")
    except PackageNotFoundError:  # a checkout that was never installed
        number = "0"
    return f"{NAME}/{number} (Cited Briefing; reads articles and feeds for its user)"


def _sendable(mark: str) -> bool:
    return 0 < len(mark) <= LONGEST_MARK and mark.isascii() and mark.isprintable()


def folded(raw: Iterable[tuple[bytes, bytes]]) -> Mapping[str, str]:
    """Headers by lower-case name, several of one name joined by commas; cookies are dropped, nothing here keeps them."""
    headers: dict[str, str] = {}
    for key, value in raw:
        name, text = key.decode("latin-1").lower(), value.decode("latin-1")
        if name != "set-cookie":
            headers[name] = f"{headers[name]}, {text}" if name in headers else text
    return MappingProxyType(headers)


def location(headers: Mapping[str, str]) -> str:
    """Where a redirect leads, read as UTF-8, which is what servers send there if not ASCII; empty when not said."""
    return headers.get("location", "").encode("latin-1").decode("utf-8", "replace")


def announced(headers: Mapping[str, str]) -> int:
    """The bytes that `Content-Length` announces, 0 when it is silent or odd: the bytes that come are counted anyway."""
    text = headers.get("content-length", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0
