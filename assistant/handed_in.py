"""What a reader hands in on a page, files and pasted lines, as what may go to the library; what may not is refused in words.

A file is known by the name that its giver sees, never by a path: its bytes are read where they are, and nothing of it is
written to a disk before it is an article. A pasted line is a web address or nothing: no line reads a file of this machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from ingest.feed_lists import web_address
from ingest.found import Given, HandedIn
from ingest.hygiene import clean_line
from ingest.pipeline import Outcome
from ingest.sources import MOST_FILE_BYTES

LONGEST_NAME, LONGEST_SUFFIX = 100, 12  # characters of a name that are kept
MOST_LINES = 500
NAMELESS = "a file without a name"
_BARE = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/?#:]\S*)?", re.I)


@dataclass(frozen=True, slots=True)
class Handed:
    """What was handed in: what may go to the library, in order, and what became at once of the rest."""

    things: tuple[Given, ...] = ()
    refused: tuple[Outcome, ...] = ()

    def __add__(self, other: Handed) -> Handed:
        """Both, one after the other."""
        return Handed(self.things + other.things, self.refused + other.refused)

    def __bool__(self) -> bool:
        """Whether there is anything at all."""
        return bool(self.things or self.refused)


def files(given: Iterable[tuple[str, bytes]]) -> Handed:
    """Files by their given names; one that is too large is refused."""
    things, refused = [], []
    for name, body in given:
        named = given_name(name)
        if len(body) > MOST_FILE_BYTES:
            reason = f"it is larger than {MOST_FILE_BYTES // 1_000_000} MB; split it into its articles"
            refused.append(Outcome(named, "rejected", reason=reason))
        else:
            things.append(HandedIn(named, body))
    return Handed(tuple(things), tuple(refused))


def links(text: str) -> Handed:
    """The web addresses of a pasted text, one a line or with spaces between, each once; other lines are refused."""
    things: dict[str, None] = {}
    refused: dict[str, Outcome] = {}
    lines = [clean_line(line) for line in text.splitlines() if line.strip()]
    for line in lines[:MOST_LINES]:
        found = addresses_only(line) or [web_address(line) or _with_scheme(line)]
        if all(found):
            things.update(dict.fromkeys(found))
        else:
            reason = "it is no web address; give one that begins with https://, one a line"
            refused[line] = Outcome(_cut(line), "rejected", reason=reason)
    if len(lines) > MOST_LINES:
        reason = f"{len(lines)} lines are too many at once; {MOST_LINES} were taken, paste the rest after them"
        refused[""] = Outcome("the rest of the lines", "rejected", reason=reason)
    return Handed(tuple(things), tuple(refused.values()))


def addresses_only(message: str) -> list[str]:
    r"""The web addresses of a message that holds nothing else, each once; none for any other message.

    >>> addresses_only("https://courier.example/a\nhttps://courier.example/b"), addresses_only("see https://courier.example/a")
    (['https://courier.example/a', 'https://courier.example/b'], [])
    """
    found = [web_address(word) for word in clean_line(message).split()]
    return list(dict.fromkeys(found)) if found and all(found) else []


def given_name(name: str) -> str:
    r"""A file's name as it is shown: its last part, on one line, without invisible characters, of some length.

    >>> given_name("../../etc/quay.md"), given_name("C:\\news\\quay.md"), given_name(" \u202e\x00")
    ('quay.md', 'quay.md', 'a file without a name')
    """
    last = re.split(r"[\\/]", name.rstrip("\\/"))[-1]
    found = clean_line(last)
    if not found.strip("."):
        return NAMELESS
    return _cut(found, PurePosixPath(found).suffix[:LONGEST_SUFFIX])


def _cut(text: str, suffix: str = "") -> str:
    return text if len(text) <= LONGEST_NAME else text[: LONGEST_NAME - len(suffix) - 1] + "…" + suffix


def _with_scheme(line: str) -> str:
    """The address that was meant by a line that leaves its beginning away: "courier.example/quay"."""
    return web_address(f"https://{line}") if _BARE.fullmatch(line) else ""
