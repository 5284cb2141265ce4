"""What a server answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

IN_WORDS = {
    401: "wants a password", 402: "wants to be paid", 403: "refuses to show it", 404: "does not know it",
    410: "says it is gone for good", 429: "is asked too often", 451: "may not show it for legal reasons",
    503: "is overloaded or being mended",
}  # fmt: skip
LONGEST_REST = 86_400.0  # seconds: who asks for more than a day is asked again after one


@dataclass(frozen=True, slots=True)
class Response:
    """An answer whose body is unpacked and within limits; any status, for the caller to judge.

    `url` is the address that answered in the end, `headers` have lower-case names, `permanent_url` is the address to ask from
    now on when every redirect on the way was a permanent one, else None.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    fetched_at: datetime
    permanent_url: str | None = None

    @property
    def etag(self) -> str:
        """The version's mark, to be given to the next `get`; empty without one."""
        return self.headers.get("etag", "")

    @property
    def last_modified(self) -> str:
        """The version's date as the server wrote it, to be given to the next `get`; empty without one."""
        return self.headers.get("last-modified", "")

    @property
    def media_type(self) -> str:
        """The kind of the body, such as `text/html`, in lower case and without parameters; empty when not said."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def ok(self) -> bool:
        """Whether the answer shows what was asked for."""
        return 200 <= self.status < 300

    @property
    def in_words(self) -> str:
        """The status of an answer that does not show what was asked for, in words."""
        said = IN_WORDS.get(self.status) or ("has a fault" if self.status >= 500 else "gives no content")
        return f"the server answered {self.status}: it {said}"

    @property
    def retry_after(self) -> float | None:
        """The seconds from `fetched_at` that the server wants to be left alone, at most a day; None when not said."""
        text = self.headers.get("retry-after", "").strip()
        if text.isascii() and text.isdigit():
            return min(float(text), LONGEST_REST) if len(text) < 20 else LONGEST_REST
        moment = _moment(text)
        if moment is None:
            return None
        return min(max((moment - self.fetched_at).total_seconds(), 0.0), LONGEST_REST)


def _moment(text: str) -> datetime | None:
    """The moment that an HTTP date names, None for anything else."""
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
