"""The words of the product: what is read, what is stored, what is found and what is cited.

    Page -> Article -> Paragraphs -> Chunks -> Hits -> Citations

Paragraphs are cited, chunks are found: two types, so that chunking can change without changing what a citation means.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ingest.hygiene import folded

ID_LENGTH = 12
MOST_CHARACTERS = 200_000  # of one article: more is a book


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes from somewhere, before anything was read out of them.

    `locator` is what the user would call it (a path, an address, `import.jsonl:7`); `media_type` is one that
    `ingest.media` tells from the bytes, or `application/json` (one record of the import format).
    """

    locator: str
    body: bytes
    media_type: str
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of one article version: the smallest thing an answer may cite.

    Numbers count from 1 in reading order; `heading` is the nearest heading above it, or "".
    """

    article_id: str
    version: int
    number: int
    text: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one article; its text never changes once it is stored.

    `published` is ISO 8601, as precise as it was given ("2026-03-10" or "2026-03-10T07:30+01:00"), or "" when unknown;
    `added` is the UTC instant at which the library stored this version, "" before that. `dropped` lists the residue
    lines that were taken out of the text; `modified` is when the outlet says it last changed the article.
    `notes` says what is doubtful about its date, its language or the letters of its names.

    What the library knows of an article beyond one version: `origin_of` is the article it is a near copy of, `gone` the
    UTC instant at which its outlet took it back, with `gone_reason`.
    """

    id: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    url: str = ""
    source: str = ""
    author: str = ""
    published: str = ""
    language: str = ""
    version: int = 1
    external_id: str | None = None
    dropped: tuple[str, ...] = ()
    added: str = ""
    modified: str = ""
    notes: tuple[str, ...] = ()
    origin_of: str | None = None
    gone: str = ""
    gone_reason: str = ""

    @property
    def text(self) -> str:
        """The paragraphs, one blank line between them."""
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def content_hash(self) -> str:
        """The sha256 of the words, blind to spacing and case: equal for exact copies, whatever their address."""
        return content_hash(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is embedded and found: one paragraph, a part of a long one, or a few short neighbours.

    `first` and `last` are paragraph numbers, both included; `text` is what the embedding model reads, with the title
    and heading as context. `id` is given by the library, 0 before that.
    """

    article_id: str
    version: int
    first: int
    last: int
    text: str
    id: int = 0


@dataclass(frozen=True, slots=True)
class Citation:
    """Characters `start` to `end` of one paragraph's stored text; a wrong one cannot be built.

    Raises `ValueError` when the offsets do not lie inside the paragraph or name no character.

    >>> talks = Paragraph("3f9c2a41b07e", 1, 4, "Talks resumed on Monday. Nobody spoke.")
    >>> Citation(talks, 0, 24).quote
    'Talks resumed on Monday.'
    """

    paragraph: Paragraph
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.paragraph.text):
            raise ValueError(
                f"offsets {self.start}:{self.end} do not lie inside paragraph {self.paragraph.number} of article "
                f"{self.paragraph.article_id!r}, which has {len(self.paragraph.text)} characters"
            )

    @property
    def quote(self) -> str:
        """The cited words, exactly as they are stored."""
        return self.paragraph.text[self.start : self.end]


def content_hash(texts: Iterable[str]) -> str:
    """The sha256 of some texts in order, blind to spacing and case."""
    words = " ".join(map(folded, texts))
    return hashlib.sha256(words.encode()).hexdigest()


def article_id(kind: str, value: str) -> str:
    """The id of an article: the first 12 hexadecimal digits of a sha256 over what names it.

    `kind` is "url" with a canonical address, or "text" with a content hash.
    """
    return hashlib.sha256(f"{kind}:{value}".encode()).hexdigest()[:ID_LENGTH]
