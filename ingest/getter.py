"""What the readers of addresses ask of an HTTP client: a seam, so that they run without a network in tests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Protocol
from urllib.parse import urlsplit

LONGEST_WAIT = timedelta(days=7)


class Response(Protocol):
    """What a server answered: any status, the body unpacked, header names in lower case.

    `permanent_url` is the address to ask from now on when every redirect on the way was a permanent one.
    """

    @property
    def url(self) -> str: ...  # noqa: D102
    @property
    def status(self) -> int: ...  # noqa: D102
    @property
    def headers(self) -> Mapping[str, str]: ...  # noqa: D102
    @property
    def body(self) -> bytes: ...  # noqa: D102
    @property
    def fetched_at(self) -> datetime: ...  # noqa: D102
    @property
    def permanent_url(self) -> str | None: ...  # noqa: D102


class Getter(Protocol):
    """One guarded HTTP client, used from several threads; raises `SourceError` for what it cannot or will not fetch."""

    def get(self, url: str, *, etag: str = "", last_modified: str = "", obey_robots: bool = True) -> Response:
        """The answer of an address; with validators, a server may answer 304 and no body."""
        ...


def host_of(url: str) -> str:
    """The host that an address names, without "www."; "" when it names none.

    >>> host_of("https://www.courier.example/a")
    'courier.example'
    """
    try:
        return (urlsplit(url).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""


def in_words(status: int) -> str:
    """A status that is no success, in words."""
    said = {
        401: "wants a password", 402: "wants to be paid", 403: "refuses to show it", 404: "does not know it",
        410: "says it is gone for good", 429: "is asked too often", 451: "may not show it for legal reasons",
        503: "is overloaded or being mended",
    }.get(status)  # fmt: skip
    if said is None:
        said = "has a fault" if status >= 500 else "gave no content"
    return f"the server answered {status}: it {said}"


def wait_of(response: Response, now: datetime) -> timedelta | None:
    """How long the server wants to be left alone (`Retry-After`, seconds or a date), at most a week; None when not said."""
    text = response.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=int(text[:7])), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)
    return min(max(moment - now, timedelta(0)), LONGEST_WAIT)
