"""Feeds and pages of outlets that do not exist, served without a network to the real fetcher."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime

from websites import MadeUp, answer

from ingest.fetch import Fetcher

NOW = datetime(2026, 3, 12, 7, 0, tzinfo=UTC)
Page = str | bytes | Callable[[str], bytes] | OSError


class Web:
    """Pages by address: text is a page that is found; bytes, functions and errors as in `MadeUp`."""

    def __init__(self) -> None:
        self.world = MadeUp()

    def __setitem__(self, url: str, page: Page) -> None:
        self.world.pages[url] = found(page) if isinstance(page, str) else page

    def __delitem__(self, url: str) -> None:
        del self.world.pages[url]

    @property
    def fetcher(self) -> Fetcher:
        return self.world.fetcher()

    @property
    def asked(self) -> Counter[str]:
        """How often each address was asked for, robots.txt left out."""
        heads = [head.decode().split() for head in self.world.sent]
        return Counter(f"{head[4]}{head[1]}" for head in heads if head[1] != "/robots.txt")

    def validators(self, address: str) -> list[str]:
        """The `If-None-Match` of each request for an address (without its scheme), "" where there was none."""
        told = []
        for head in self.world.sent:
            lines = head.decode().split("\r\n")
            fields = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
            if fields["host"] + lines[0].split(" ")[1] == address:
                told.append(fields.get("if-none-match", ""))
        return told


def found(body: str, **headers: str) -> bytes:
    """The answer that shows a page or feed."""
    kind = "text/html" if "<html" in body[:200].lower() else "application/xml"
    return answer(body.encode(), **({"content_type": f"{kind}; charset=utf-8"} | headers))


def with_etag(body: str, etag: str) -> Callable[[str], bytes]:
    """A page whose server knows whether it has changed."""

    def page(head: str) -> bytes:
        if f"if-none-match: {etag}" in head.lower():
            return answer(b"", status="304 Not Modified", etag=etag)
        return found(body, etag=etag)

    return page


def html(title: str, *paragraphs: str, head: str = "") -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1>{text}</article></body></html>"
    )


def story(number: object, said: str = "") -> str:
    """The page of an article that is told from every other by its number."""
    return html(
        f"Harbour report {number}",
        f"The harbour master of Ostrel counted {number} barges at the outer quay on Tuesday morning, more than in any March before.",
        f"Berth {number} stays closed until the divers have inspected the sluice, the port office said in a written statement.",
        f"Traders at stall {number} expect the price of herring to fall once the first trawlers are let through the northern lock.",
        *([said] if said else []),
    )


def rss(*items: str, title: str = "Ostrel Courier") -> str:
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>{title}</title>{''.join(items)}</channel></rss>"


def item(url: str = "", title: str = "A title", text: str = "", guid: str = "", date: str = "") -> str:
    parts = {"title": title, "link": url, "description": text, "guid": guid, "pubDate": date}
    return "<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in parts.items() if value) + "</item>"
