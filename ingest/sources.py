"""From what a user names to pages: a table of kinds of sources, and a reason in words for all that is no page."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BufferedReader, BytesIO
from pathlib import Path

from ingest.articles import Page
from ingest.errors import SourceError
from ingest.feed_files import held
from ingest.feed_lists import web_address
from ingest.feeds import kind_of_bytes
from ingest.found import Address, Found, Given, HandedIn, Rejected
from ingest.media import FEEDS, OTHER_TEXT, READABLE, RSS, is_text, media_type

MOST_FILE_BYTES = 25_000_000
MOST_LINE_BYTES = 5_000_000
IMPORT = ".jsonl"
FEED_SUFFIXES = {".xml", ".rss", ".atom", ".rdf", ".opml"}


def pages(locator: Given) -> Iterator[Found]:
    """What a file, a folder with all below it, a `.jsonl` import, a feed, a list of feeds or a web address holds."""
    for found in _held(locator):
        yield replace(found, locator=writable(found.locator))


def writable(name: str) -> str:
    r"""The name of a file as it can be stored and shown: a system may hold names that are no text.

    >>> writable("caf\udce9.txt"), writable("café.txt")
    ('caf\\udce9.txt', 'café.txt')
    """
    return name.encode("utf-8", "backslashreplace").decode()


def _held(locator: Given) -> Iterator[Found]:
    if isinstance(locator, HandedIn):
        yield from pages_from_bytes(locator.name, locator.body)
        return
    if "://" in locator:
        url = web_address(locator)
        yield Address(url) if url else Rejected(locator, "it is no web address; give one that begins with https://")
        return
    for found in _files(locator):
        yield from _opened(found)


def _opened(found: Page | Rejected) -> Iterator[Found]:
    """The file itself, or what it holds where it is a feed."""
    return held(found) if isinstance(found, Page) and found.media_type in FEEDS else iter([found])


def _files(locator: str) -> Iterator[Page | Rejected]:
    try:
        path = Path(locator).expanduser()
        if not locator:
            raise ValueError("nothing is named")
        kind = path.stat().st_mode
    except (OSError, ValueError, RuntimeError) as error:  # a home that is not there is a RuntimeError
        reason = getattr(error, "strerror", None) or "it is no path"
        yield Rejected(locator, f"cannot be opened: {reason}; check the path", failed=True)
        return
    if stat.S_ISDIR(kind):
        yield from _folder(path)
    elif path.suffix.lower() == IMPORT:
        yield from _import(path)
    else:
        yield _file(path)


def _folder(folder: Path) -> Iterator[Page | Rejected]:
    """Every file below a folder in order of its path; hidden files and README files are passed over."""
    files = [path for path in _below(folder) if not path.name.startswith((".", "README"))]
    if not files:
        yield Rejected(str(folder), f"there is no file in it; put files of these kinds there: {READABLE}")
    for path in files:
        yield from _import(path, folder) if path.suffix.lower() == IMPORT else [_file(path, folder)]


def _below(folder: Path) -> list[Path]:
    found = []
    for parent, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(parent) / name for name in files]
    return sorted(path for path in found if not _leads_out(path, folder))


def _leads_out(path: Path, folder: Path) -> bool:
    """Whether a path is a link out of its folder; one that leads nowhere stays, to be named when it is opened."""
    try:
        return not path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link that leads in a circle is a RuntimeError
        return False


def page_from_bytes(name: str, body: bytes, *, named: bool = True) -> Page | Rejected:
    """The page of a file's bytes, its kind told by them; `named` when the user meant this very file, not a folder.

    Text whose name says that it is something else (a program, a table) is read when it is named, and only then.
    """
    suffix = Path(name).suffix.lower()
    if len(body) > MOST_FILE_BYTES:
        return Rejected(name, f"it is larger than {MOST_FILE_BYTES // 1_000_000} MB; split it into its articles")
    if not body.strip():
        return Rejected(name, "it is empty; add a file that holds an article's text")
    try:
        # A feed may be in an encoding that no other text here is in: where its name says so, it is looked at as one.
        kind = RSS if suffix in FEED_SUFFIXES and kind_of_bytes(body) else media_type(body, suffix)
    except SourceError as error:
        return Rejected(name, str(error))
    if not named and suffix in OTHER_TEXT and kind == "text/plain":
        return Rejected(
            name, f"its name says that it is no article ({suffix}); add it by its own name to read its text"
        )
    return Page(name, body, kind, datetime.now(UTC))


def _file(path: Path, folder: Path | None = None) -> Page | Rejected:
    try:
        with _regular(path, folder) as stream:
            body = stream.read(MOST_FILE_BYTES + 1)
    except OSError as error:
        return Rejected(
            str(path), f"cannot be read: {error.strerror or error}; check what it is and its permissions", failed=True
        )
    return page_from_bytes(str(path), body, named=folder is None)


def pages_from_bytes(name: str, body: bytes) -> Iterator[Found]:
    """The pages of a file that was handed over as bytes: one, or one a line of an import or an entry of a feed."""
    if Path(name).suffix.lower() == IMPORT and is_text(body):
        yield from _records(BytesIO(body), name)
    else:
        yield from _opened(page_from_bytes(name, body))


def _import(path: Path, folder: Path | None = None) -> Iterator[Page | Rejected]:
    """One page a line, in the import format; a file that only bears its name is read for what it is."""
    try:
        with _regular(path, folder) as stream:
            if is_text(stream.peek(1)):
                yield from _records(stream, str(path))
                return
    except OSError as error:
        yield Rejected(
            str(path), f"cannot be read: {error.strerror or error}; check what it is and its permissions", failed=True
        )
        return
    yield _file(path, folder)


def _records(stream: BufferedReader | BytesIO, name: str) -> Iterator[Page | Rejected]:
    number = 0
    while line := stream.readline(MOST_LINE_BYTES + 1):
        number += 1
        locator = f"{name}:{number}"
        if len(line) > MOST_LINE_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MOST_LINE_BYTES)
            yield Rejected(locator, f"the line is longer than {MOST_LINE_BYTES // 1_000_000} MB; split it up")
        elif line.strip():
            yield Page(locator, line, "application/json", datetime.now(UTC))
    if not number:
        yield Rejected(name, "it is empty; write one article a line")


def _regular(path: Path, folder: Path | None) -> BufferedReader:
    """The bytes of a regular file; a pipe or device raises `OSError` instead of blocking."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    handle = os.open(path, flags) if folder is None else _within(folder, path, flags)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(0, "it is no regular file")
    return os.fdopen(handle, "rb")


def _within(folder: Path, path: Path, flags: int) -> int:
    """Open what a path of a folder leads to; `OSError` where that lies outside, also when it has become a link since it was listed.

    Each part is opened from the one before it and may be no link: whoever swaps one after the path was resolved gains nothing.
    """
    try:
        root, real = folder.resolve(), path.resolve()
    except RuntimeError as error:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from error
    if not real.is_relative_to(root):
        raise OSError(0, "it is a link that leads out of its folder")
    if os.open not in os.supports_dir_fd:
        return os.open(real, flags)
    *folders, name = real.relative_to(root).parts or (".",)
    here = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for part in folders:
            above, here = here, os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=here)
            os.close(above)
        return os.open(name, flags | os.O_NOFOLLOW, dir_fd=here)
    finally:
        os.close(here)
