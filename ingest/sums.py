"""The words of stored articles against the sums and copies that lie beside them.

SQLite has no sums over its pages: a bit that flips within a stored text changes a quotation and nothing notices. But the words of a version are
stored with their sha256, the paragraphs of current versions once more in the table that is searched, most of them a third time in their chunks,
and the page that a version was read from lies beside it: what was altered is noticed, and put back from the copy that has the right sum.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from ingest.articles import Page, Paragraph, content_hash
from ingest.database import Database
from ingest.errors import SourceError

Version = tuple[str, int]  # an article's id and the number of one of its versions
_ALTERED = (
    "is not what was stored, the library's file is damaged; 'briefing check --repair' puts it back from a copy, or take the article "
    "out with 'briefing remove' and add it again"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A version of an article, its paragraphs each beside the copy that is searched (all None for one that is not current)."""

    article_id: str
    version: int
    title: str
    content_hash: str
    paragraphs: tuple[sqlite3.Row, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the words have the sum that was stored and are those of the copies."""
        return content_hash(one["text"] for one in self.paragraphs) == self.content_hash and all(
            one["text_copy"] is None
            or (one["title_copy"], one["heading_copy"], one["text_copy"]) == (self.title, one["heading"], one["text"])
            for one in self.paragraphs
        )


def altered(database: Database, asked: Iterable[Version]) -> Iterator[Version]:
    """Those of the versions asked for whose title and paragraphs are not what was stored."""
    for article_id, version in asked:
        told = _told(database, article_id, version)
        if told is None or not told.is_whole:
            yield article_id, version


def left_out(versions: Sequence[Version]) -> str:
    """What is said of versions that are left out as their text is not what was stored; "" for none."""
    return f"{named(versions)} left out: the text {_ALTERED}" if versions else ""


def damage_told(database: Database, article_id: str, *numbers: int) -> Iterator[str]:
    """What is said beside the text of versions of an article, of each whose text is not what was stored."""
    for _, number in altered(database, ((article_id, one) for one in numbers)):
        yield f"the text{f' of version {number}' if len(numbers) > 1 else ''} {_ALTERED}"


def put_back(database: Database, connection: sqlite3.Connection, doubtful: Sequence[Version]) -> None:
    """Put back the words of doubtful versions from those copies that have the right sum."""
    for article_id, version in doubtful:
        told = _told(database, article_id, version)
        held = database.rows("SELECT text FROM chunks WHERE article_id = ? AND version = ?", (article_id, version))
        borne_out = "\n".join(row["text"] for row in held)
        for texts in _candidates(database, told, borne_out) if told else ():
            if told and content_hash(text for text, _ in texts) == told.content_hash:
                _write_again(connection, told, texts, borne_out)
                break


def _candidates(database: Database, told: Told, borne_out: str) -> Iterator[list[tuple[str, str]]]:
    """The texts and headings that a version may have had: by two of three copies, by the copy that is searched, by its page."""
    headings = [_likelier(one["heading"], one["heading_copy"], borne_out) for one in told.paragraphs]
    texts = [_likelier(one["text"], one["text_copy"], borne_out) for one in told.paragraphs]
    copies = [one["text_copy"] or one["text"] for one in told.paragraphs]
    yield list(zip(texts, headings, strict=True))
    yield list(zip(copies, headings, strict=True))
    with suppress(SourceError, zlib.error):
        yield [(one.text, one.heading) for one in _read_again(database, told)]


def _read_again(database: Database, told: Told) -> tuple[Paragraph, ...]:
    """The paragraphs of a version, read once more from the page that it was read from."""
    from ingest.extract import read  # the readers of all kinds of files: who only compares needs none

    row = database.row(
        "SELECT media_type, body FROM originals WHERE article_id = ? AND version = ?", (told.article_id, told.version)
    )
    page = Page(told.article_id, zlib.decompress(row["body"]), row["media_type"], datetime.now(UTC)) if row else None
    return read(page).paragraphs if page else ()


def _write_again(connection: sqlite3.Connection, told: Told, texts: Sequence[tuple[str, str]], borne_out: str) -> None:
    copies = {one["title_copy"] for one in told.paragraphs} - {None}
    title = _likelier(told.title, copies.pop(), borne_out) if len(copies) == 1 else told.title
    key = (told.article_id, told.version)
    connection.execute("UPDATE versions SET title = ? WHERE article_id = ? AND version = ?", (title, *key))
    connection.executemany(
        "INSERT INTO paragraphs (article_id, version, number, heading, text) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (article_id, version, number) DO UPDATE SET heading = excluded.heading, text = excluded.text",
        ((*key, number, heading, text) for number, (text, heading) in enumerate(texts, 1)),
    )


def _likelier(value: str, copy: str | None, borne_out: str) -> str:
    """Which of two copies a third one bears out."""
    return copy if copy and copy != value and value not in borne_out and copy in borne_out else value


def _told(database: Database, article_id: str, version: int) -> Told | None:
    """A version with the copies of its words; None where there is no such version."""
    row = database.row(
        "SELECT title, content_hash FROM versions WHERE article_id = ? AND version = ?", (article_id, version)
    )
    paragraphs = database.rows(
        "SELECT p.id, p.number, p.heading, p.text, f.title AS title_copy, f.heading AS heading_copy, f.text AS text_copy "
        "FROM paragraphs p LEFT JOIN paragraphs_fts f ON f.rowid = p.id WHERE p.article_id = ? AND p.version = ? ORDER BY p.number",
        (article_id, version),
    )
    return None if row is None else Told(article_id, version, row["title"], row["content_hash"], tuple(paragraphs))


def named(versions: Sequence[Version]) -> str:
    """Some versions in words, the first of many."""
    named = ", ".join(
        f"article {article_id!r}" + (f" (version {number})" if number > 1 else "")
        for article_id, number in versions[:3]
    )
    return named + (f" and {len(versions) - 3} more" if len(versions) > 3 else "")
