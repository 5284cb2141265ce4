"""What a library holds and what it takes on disk, told for a page: articles, paragraphs, embeddings by model, kept briefings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ingest.library import FILE_NAME, Library


@dataclass(frozen=True, slots=True)
class Embedded:
    """How many paragraphs one embedding model has read; `identity` tells it from every other."""

    identity: str
    dimension: int
    paragraphs: int


@dataclass(frozen=True, slots=True)
class Storage:
    """What lies in a library's folder; sizes are in bytes, `by_words_only` counts articles that no model has read."""

    folder: Path
    file: int
    index: int
    articles: int
    paragraphs: int
    briefings: int
    conversations: int
    embedded: tuple[Embedded, ...]
    by_words_only: int


def storage(library: Library) -> Storage:
    """What a library holds now."""
    return Storage(
        library.folder, _size(library.folder.glob(f"{FILE_NAME}*")), _size((library.folder / "index").rglob("*")),
        library.count("articles"), library.count("paragraphs"), _rows(library, "briefings"), _rows(library, "conversations"),
        tuple(_embedded(library)), len(library.keyword_only()),
    )  # fmt: skip


def size_words(size: int) -> str:
    """A size in words.

    >>> size_words(900), size_words(1_500_000), size_words(2_400_000_000)
    ('900 bytes', '1.5 MB', '2.4 GB')
    """
    for unit, least in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= least:
            return f"{size / least:.1f} {unit}"
    return f"{size} bytes"


def _rows(library: Library, table: str) -> int:
    row = library.database.row(f"SELECT count(*) AS n FROM {table}")  # noqa: S608  a name of this file only
    return int(row["n"]) if row else 0


def _embedded(library: Library) -> Iterable[Embedded]:
    """The models whose vectors lie in a library, that with most paragraphs first; a paragraph in two chunks counts once."""
    found = library.database.rows(
        "SELECT m.identity, m.dimension, count(DISTINCT p.rowid) AS n FROM models m JOIN embeddings e ON e.model_id = m.id "
        "JOIN chunks c ON c.id = e.chunk_id JOIN paragraphs p "
        "ON p.article_id = c.article_id AND p.version = c.version AND p.number BETWEEN c.first AND c.last "
        "GROUP BY m.id ORDER BY n DESC, m.identity"
    )
    return [Embedded(row["identity"], row["dimension"], row["n"]) for row in found]


def _size(files: Iterable[Path]) -> int:
    total = 0
    for file in files:
        try:
            total += file.stat().st_size if file.is_file() else 0
        except FileNotFoundError:  # a file of the index that another process has just replaced
            continue
    return total
