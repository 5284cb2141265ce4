"""From what a user names to pages: a table of kinds of sources, and a reason in words for all that is no page."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BufferedReader
from pathlib import Path

from ingest.articles import Page
from ingest.errors import SourceError
from ingest.feed_lists import web_address

MOST_FILE_BYTES = 25_000_000
MOST_LINE_BYTES = 5_000_000
MEDIA_TYPES = {
    ".txt": "text/plain", ".text": "text/plain",
    ".md": "text/markdown", ".markdown": "text/markdown",
    ".html": "text/html", ".htm": "text/html", ".xhtml": "text/html",
}  # fmt: skip
IMPORT = ".jsonl"
FEED_LIST = ".opml"
READABLE = ", ".join([*MEDIA_TYPES, IMPORT, FEED_LIST])


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that could not become a page, with the reason in words; `failed` when it could not even be read."""

    locator: str
    reason: str
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """A web address: what lies behind it is for a visitor to find out, nothing is fetched here."""

    url: str


@dataclass(frozen=True, slots=True)
class FeedList:
    """The feeds that a list names, each to be followed, and in words what could not be read."""

    locator: str
    addresses: tuple[str, ...]
    problems: tuple[str, ...] = ()


Found = Page | Rejected | Address | FeedList


def pages(locator: str) -> Iterator[Found]:
    """What a file, a folder with all below it, a `.jsonl` import, a list of feeds or a web address holds."""
    if "://" in locator:
        url = web_address(locator)
        yield Address(url) if url else Rejected(locator, "it is no web address; give one that begins with https://")
        return
    path = Path(locator).expanduser()
    try:
        kind = path.stat().st_mode
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no path"
        yield Rejected(locator, f"cannot be opened: {reason}; check the path", failed=True)
        return
    if stat.S_ISDIR(kind):
        yield from _folder(path)
    elif path.suffix.lower() == IMPORT:
        yield from _import(path)
    else:
        yield _file(path)


def _folder(folder: Path) -> Iterator[Found]:
    """Every file below a folder in order of its path; hidden files and README files are passed over."""
    files = [path for path in _below(folder) if not path.name.startswith((".", "README"))]
    if not files:
        yield Rejected(str(folder), f"there is no file in it; put files of these kinds there: {READABLE}")
    for path in files:
        yield from _import(path) if path.suffix.lower() == IMPORT else [_file(path)]


def _below(folder: Path) -> list[Path]:
    found = []
    for parent, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(parent) / name for name in files]
    inside = folder.resolve()
    return sorted(path for path in found if path.resolve().is_relative_to(inside))


def _file(path: Path) -> Page | Rejected | FeedList:
    media_type = MEDIA_TYPES.get(path.suffix.lower())
    if media_type is None and path.suffix.lower() != FEED_LIST:
        return Rejected(str(path), f"files of this kind cannot be read yet; these can: {READABLE}")
    try:
        with _regular(path) as stream:
            body = stream.read(MOST_FILE_BYTES + 1)
    except OSError as error:
        return Rejected(
            str(path), f"cannot be read: {error.strerror or error}; check what it is and its permissions", failed=True
        )
    if len(body) > MOST_FILE_BYTES:
        return Rejected(str(path), f"it is larger than {MOST_FILE_BYTES // 1_000_000} MB; split it into its articles")
    if not body.strip():
        return Rejected(str(path), "it is empty; add a file that holds an article's text")
    return Page(str(path), body, media_type, datetime.now(UTC)) if media_type else _feed_list(str(path), body)


def _feed_list(locator: str, body: bytes) -> Rejected | FeedList:
    """The feeds that an OPML file names."""
    from ingest.feeds import read_feed

    try:
        found = read_feed(body)
    except SourceError as error:
        return Rejected(locator, str(error))
    if found.kind != "opml" or not found.addresses:
        return Rejected(locator, "it names no feed; give a list of feeds in OPML, or add a feed by its web address")
    return FeedList(locator, found.addresses, found.problems)


def _import(path: Path) -> Iterator[Page | Rejected]:
    """One page a line, in the import format."""
    try:
        with _regular(path) as stream:
            number = 0
            while line := stream.readline(MOST_LINE_BYTES + 1):
                number += 1
                locator = f"{path}:{number}"
                if len(line) > MOST_LINE_BYTES:
                    while line and not line.endswith(b"\n"):
                        line = stream.readline(MOST_LINE_BYTES)
                    yield Rejected(locator, f"the line is longer than {MOST_LINE_BYTES // 1_000_000} MB; split it up")
                elif line.strip():
                    yield Page(locator, line, "application/json", datetime.now(UTC))
    except OSError as error:
        yield Rejected(
            str(path), f"cannot be read: {error.strerror or error}; check what it is and its permissions", failed=True
        )
        return
    if not number:
        yield Rejected(str(path), "it is empty; write one article a line")


def _regular(path: Path) -> BufferedReader:
    """The bytes of a regular file; a pipe or device raises `OSError` instead of blocking."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(0, "it is no regular file")
    return os.fdopen(handle, "rb")
