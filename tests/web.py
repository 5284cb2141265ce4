"""A web without a network: addresses and what they answer, asked through the same seam as the real one."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ingest.errors import SourceError

NOW = datetime(2026, 3, 12, 7, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Answer:
    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    url: str = ""
    fetched_at: datetime = NOW
    permanent_url: str | None = None


class FakeWeb:
    """Answers by address: an `Answer`, text, an error to raise, or a function of the request's validators."""

    def __init__(self, **answers: object) -> None:
        self.answers: dict[str, object] = dict(answers)
        self.asked: Counter[str] = Counter()
        self.validators: list[tuple[str, str, str]] = []
        self._guard = threading.Lock()

    def __setitem__(self, url: str, answer: object) -> None:
        self.answers[url] = answer

    def get(self, url: str, *, etag: str = "", last_modified: str = "", obey_robots: bool = True) -> Answer:
        with self._guard:
            self.asked[url] += 1
            self.validators.append((url, etag, last_modified))
        answer = self.answers.get(url, Answer(status=404, body=b"not here"))
        if isinstance(answer, Callable):
            answer = answer(etag, last_modified)
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, str | bytes):
            answer = Answer(answer.encode() if isinstance(answer, str) else answer)
        if etag and answer.headers.get("etag") == etag:
            answer = Answer(status=304)
        return Answer(answer.body, answer.status, answer.headers, answer.url or url, NOW, answer.permanent_url)


def unreachable(reason: str = "the connection was reset; try again later") -> SourceError:
    return SourceError(reason)


def page(title: str, *paragraphs: str, head: str = "") -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1>{text}</article></body></html>"
    )


def story(number: object) -> str:
    """The page of an article that is told from every other by its number."""
    return page(
        f"Harbour report {number}",
        f"The harbour master of Ostrel counted {number} barges at the outer quay on Tuesday morning, more than in any March before.",
        f"Berth {number} stays closed until the divers have inspected the sluice, the port office said in a written statement.",
        f"Traders at stall {number} expect the price of herring to fall once the first trawlers are let through the northern lock.",
    )


def rss(*items: str, title: str = "Ostrel Courier") -> str:
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>{title}</title>{''.join(items)}</channel></rss>"


def item(url: str = "", title: str = "A title", text: str = "", guid: str = "", date: str = "") -> str:
    parts = {"title": title, "link": url, "description": text, "guid": guid, "pubDate": date}
    return "<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in parts.items() if value) + "</item>"
