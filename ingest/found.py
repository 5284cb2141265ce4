"""What a locator turns out to be, besides a page: an address, a list of feeds, or nothing that can be read."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.articles import Page


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that could not become a page, with the reason in words; `failed` when it could not even be read."""

    locator: str
    reason: str
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """A web address: what lies behind it is for a visitor to find out, nothing is fetched here."""

    locator: str


@dataclass(frozen=True, slots=True)
class FeedList:
    """The feeds that a list names, each to be followed, and in words what could not be read."""

    locator: str
    addresses: tuple[str, ...]
    problems: tuple[str, ...] = ()


Found = Page | Rejected | Address | FeedList
