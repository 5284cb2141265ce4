"""What can be given to the library, and what it turns out to be: a page, an address, a list of feeds, or nothing to be read."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.articles import Page


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file that was handed over as its bytes, under the name that its giver calls it by; it is on no disk."""

    name: str
    body: bytes


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


Given = str | HandedIn  # the locator of something, or the thing itself
Found = Page | Rejected | Address | FeedList
