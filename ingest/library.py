"""The library: one folder whose SQLite file is the truth about every article, paragraph, chunk and embedding.

One transaction an article: it is in, whole, or it is not. Everything else that lies in the folder (the vector index)
is derived from this file and may vanish. Articles are written and read here, vectors and words are searched in
`vectors` and `keywords`, conversations are kept in `conversations`.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ingest import origins, rows
from ingest.articles import Article, Chunk, Page, Paragraph
from ingest.database import Database
from ingest.disk import refuse_or_make
from ingest.errors import NotFound
from ingest.languages import is_read
from ingest.locks import NONE, Lock, writing
from ingest.outlines import Outlines
from ingest.rows import Sighting

FILE_NAME = "library.sqlite"


@dataclass(frozen=True, slots=True)
class Embedded:
    """The chunks of an article and their vectors, of one model: `vectors` holds one float32 blob a chunk.

    None at all for an article in a language that the model cannot read, and for one that is read for its meaning later (`model`
    is "" then): it is found by its words alone.
    """

    chunks: Sequence[Chunk]
    vectors: Sequence[bytes]
    model: str
    dimension: int


class Library:
    """The stored articles of one folder."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self.database = database
        self._outlines = Outlines(database)
        self._writer = Lock(folder / "writer.lock")
        self.patience = NONE  # with a process that writes already; who is asked by a timetable has some

    @classmethod
    def open(cls, folder: Path, *, create: bool = False) -> Library:
        """The library in `folder`; with `create` an absent or empty folder becomes one.

        Raises `LibraryError` when the folder holds something else, or nothing and `create` is not set.
        """
        folder = folder.expanduser().absolute()
        file = folder / FILE_NAME
        if not file.exists():
            refuse_or_make(folder, file, create=create)
        return cls(folder, Database.open(file))

    def close(self) -> None:
        """Close the library's file and give back its locks."""
        self._writer.release()
        self.database.close()

    def writing(self) -> AbstractContextManager[None]:
        """A long write, one process at a time; raises `LibraryBusy` naming the process that writes already.

        Raises `LibraryError` where nothing may be written.
        """
        self.database.refuse_reading_only()
        return writing(self._writer, self.folder, self.patience)

    @property
    def revision(self) -> int:
        """A number that grows with every change to the articles, whichever process makes it."""
        row = self.database.row("SELECT value FROM meta WHERE key = 'revision'")
        return int(row["value"]) if row else 0

    @property
    def removals(self) -> int:
        """How often articles were taken out: the ids of rows may have been given again since."""
        row = self.database.row("SELECT value FROM meta WHERE key = 'removals'")
        return int(row["value"]) if row else 0

    # -- writing ------------------------------------------------------------------------------------------------

    def add(self, article: Article, embedded: Embedded, page: Page, *, near: str | None = None) -> Article:
        """Store an article version whole, as added when its page was fetched, make it the current one, and give it back as stored.

        `near` is the stored article of which it is a near copy: both then witness one origin.
        """
        now = page.fetched_at.astimezone(UTC).isoformat(timespec="seconds")
        with self.database.transaction() as connection:
            rows.forget_searchable(connection, article.id)
            rows.add_article(connection, article, added=now)
            body = zlib.compress(page.body)
            connection.execute(
                "INSERT INTO originals VALUES (?, ?, ?, ?)", (article.id, article.version, page.media_type, body)
            )
            self._add_chunks(connection, embedded)
            origins.remember(connection, article.id, (paragraph.text for paragraph in article.paragraphs))
            if near is not None:
                origins.join(connection, article.id, near)
            rows.add_sighting(connection, rows.first_sighting(article, page.locator, seen=now))
            rows.count_revision(connection)
        return self.article(article.id)

    def add_copy(self, original: str, article: Article, page: Page) -> None:
        """Remember that `article`, read from a page, is an exact copy of the stored article `original`."""
        now = page.fetched_at.astimezone(UTC).isoformat(timespec="seconds")
        first = rows.first_sighting(article, page.locator, seen=now)
        with self.database.transaction() as connection:
            rows.add_sighting(
                connection,
                Sighting(
                    original, page.locator, first.external_id, first.title, first.source, first.url, first.published,
                    is_copy=True, seen=now,
                ),
            )  # fmt: skip
            rows.count_revision(connection)

    def remove(self, article_id: str) -> None:
        """Take an article out with all its versions; raises `NotFound` when it is not there.

        Witnesses of the same origin stay, under a new origin if it was this one.
        """
        self.article(article_id)
        with self.database.transaction() as connection:
            rows.forget_searchable(connection, article_id)
            origins.leave(connection, article_id)
            connection.execute("DELETE FROM articles WHERE id = ?", (article_id,))
            rows.count_removal(connection)
            rows.count_revision(connection)

    def mark_gone(self, article_id: str, reason: str, when: datetime) -> None:
        """Note that an outlet took an article back; it stays, and a new version of it clears the mark.

        Raises `NotFound` when it is not there; a mark that is there already keeps its date.
        """
        self.article(article_id)
        with self.database.transaction() as connection:
            connection.execute(
                "UPDATE articles SET gone = ?, gone_reason = ? WHERE id = ? AND gone = ''",
                (when.astimezone(UTC).isoformat(timespec="seconds"), reason, article_id),
            )
            rows.count_revision(connection)

    def mark_back(self, article_id: str) -> None:
        """Note that an article is shown again at its address; does nothing when it was not marked as gone."""
        if self.database.row("SELECT 1 FROM articles WHERE id = ? AND gone != ''", (article_id,)) is None:
            return
        with self.database.transaction() as connection:
            connection.execute("UPDATE articles SET gone = '', gone_reason = '' WHERE id = ?", (article_id,))
            rows.count_revision(connection)

    def add_embeddings(self, model: str, dimension: int, vectors: Iterable[tuple[int, bytes]]) -> None:
        """Store further vectors of stored chunks, as (chunk id, float32 blob), in one transaction."""
        with self.database.transaction() as connection:
            model_id = rows.model_id(connection, model, dimension)
            connection.executemany(
                "INSERT OR IGNORE INTO embeddings VALUES (?, ?, ?)",
                ((model_id, chunk_id, vector) for chunk_id, vector in vectors),
            )
            rows.count_revision(connection)

    # -- reading ------------------------------------------------------------------------------------------------

    def article(self, article_id: str, version: int | None = None) -> Article:
        """An article with its paragraphs, the current version unless another is named; raises `NotFound`."""
        row = self.database.row(
            f"SELECT {rows.ARTICLE_COLUMNS} FROM versions v JOIN articles a ON a.id = v.article_id "
            "WHERE v.article_id = ? AND v.version = coalesce(?, a.version)",
            (article_id, version),
        )
        if row is None:
            raise NotFound(
                f"no article {article_id!r} in {str(self.folder)!r}; 'briefing articles' lists what is there"
            )
        return rows.as_article(row, self._paragraphs(row["article_id"], row["version"]))

    def outlines(self) -> list[Article]:
        """The current versions of all articles without their paragraphs, in the order in which they were added."""
        return self._outlines.at(self.revision)

    def versions(self, article_id: str) -> list[int]:
        """The version numbers of an article, the oldest first."""
        found_rows = self.database.rows(
            "SELECT version FROM versions WHERE article_id = ? ORDER BY version", (article_id,)
        )
        return [row["version"] for row in found_rows]

    def content_hash(self, article_id: str) -> str | None:
        """The content hash of an article's current version, None when the article is not there."""
        row = self.database.row(
            "SELECT content_hash FROM versions v JOIN articles a ON a.id = v.article_id AND a.version = v.version "
            "WHERE a.id = ?",
            (article_id,),
        )
        return row["content_hash"] if row else None

    def at_address(self, url: str) -> str | None:
        """The id of the article whose current version has exactly this address, None when there is none."""
        row = self.database.row(
            "SELECT a.id FROM versions v JOIN articles a ON a.id = v.article_id AND a.version = v.version "
            "WHERE v.url = ? AND v.url != '' ORDER BY a.added, a.id LIMIT 1",
            (url,),
        )
        return row["id"] if row else None

    def with_content(self, content_hash: str) -> str | None:
        """The id of the article whose current version has exactly these words, None when there is none."""
        row = self.database.row(
            "SELECT a.id FROM versions v JOIN articles a ON a.id = v.article_id AND a.version = v.version "
            "WHERE v.content_hash = ? ORDER BY a.added, a.id LIMIT 1",
            (content_hash,),
        )
        return row["id"] if row else None

    def sightings(self, *, copies_only: bool = False) -> list[Sighting]:
        """Where the articles were met, the earliest first."""
        query = (
            "SELECT * FROM sightings" + (" WHERE is_copy" if copies_only else "") + " ORDER BY seen, external_id, url"
        )
        return [
            Sighting(**{**dict(row), "is_copy": bool(row["is_copy"])})  # the columns are the fields
            for row in self.database.rows(query)
        ]

    def chunks_without(self, model: str, reads: Collection[str] = ()) -> list[Chunk]:
        """The chunks that have no vector of a model yet, of articles in the languages it `reads` (none named: all)."""
        found_rows = self.database.rows(
            "SELECT c.*, v.language FROM chunks c JOIN versions v ON v.article_id = c.article_id AND v.version = c.version "
            "WHERE NOT EXISTS (SELECT 1 FROM embeddings e JOIN models m ON m.id = e.model_id "
            "WHERE e.chunk_id = c.id AND m.identity = ?) ORDER BY c.id",
            (model,),
        )
        return [rows.as_chunk(row) for row in found_rows if is_read(row["language"], reads)]

    def keyword_only(self) -> set[str]:
        """The articles without a vector of any model: their words alone find them."""
        found_rows = self.database.rows(
            "SELECT id FROM articles WHERE id NOT IN "  # asked article by article it took 2 s for 1,000 of them
            "(SELECT article_id FROM chunks WHERE id IN (SELECT chunk_id FROM embeddings))"
        )
        return {row["id"] for row in found_rows}

    def origins(self) -> dict[str, str]:
        """The origin of every article, by article id; an article that is nobody's near copy is its own."""
        return origins.origins(self.database)

    def chunks(self, ids: Sequence[int]) -> dict[int, Chunk]:
        """Chunks by their ids; ids that are not there are left out."""
        found: dict[int, Chunk] = {}
        for start in range(0, len(ids), 500):
            part = tuple(ids[start : start + 500])
            marks = ", ".join("?" * len(part))
            found_rows = self.database.rows(f"SELECT * FROM chunks WHERE id IN ({marks})", part)
            found.update((row["id"], rows.as_chunk(row)) for row in found_rows)
        return found

    def count(self, table: str) -> int:
        """How many articles, paragraphs, chunks … there are: the rows of one table of the schema."""
        if table not in {"articles", "versions", "paragraphs", "chunks", "sightings", "embeddings"}:
            raise ValueError(f"{table!r} is not a table that is counted")
        row = self.database.row(f"SELECT count(*) AS n FROM {table}")
        return int(row["n"]) if row else 0

    # -- inside a transaction -----------------------------------------------------------------------------------

    def _paragraphs(self, article_id: str, version: int) -> tuple[Paragraph, ...]:
        found_rows = self.database.rows(
            "SELECT number, text, heading FROM paragraphs WHERE article_id = ? AND version = ? ORDER BY number",
            (article_id, version),
        )
        return tuple(Paragraph(article_id, version, row["number"], row["text"], row["heading"]) for row in found_rows)

    def _add_chunks(self, connection: sqlite3.Connection, embedded: Embedded) -> None:
        model_id = rows.model_id(connection, embedded.model, embedded.dimension) if embedded.model else 0
        vectors: Sequence[bytes | None] = embedded.vectors or [None] * len(embedded.chunks)
        for chunk, vector in zip(embedded.chunks, vectors, strict=True):
            cursor = connection.execute(
                "INSERT INTO chunks (article_id, version, first, last, text) VALUES (?, ?, ?, ?, ?)",
                (chunk.article_id, chunk.version, chunk.first, chunk.last, chunk.text),
            )
            if vector is not None:
                connection.execute("INSERT INTO embeddings VALUES (?, ?, ?)", (model_id, cursor.lastrowid, vector))
