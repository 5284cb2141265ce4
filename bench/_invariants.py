"""What must hold of a library whatever happened to the processes that wrote it, as a list of violations in words.

Used by `bench.faults` after every kill and every error, and by the tests. What was acknowledged, and what the web showed, is told
by who asks; everything else is read off the library alone.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest import briefings, conversations, subscriptions
from ingest.chunks import chunks
from ingest.embedder import Embedder, normalised
from ingest.errors import BriefingError, LibraryError, NotFound
from ingest.index import Index
from ingest.library import FILE_NAME, Library
from ingest.vectors import Vectors

NEAREST = 10  # among so many a paragraph's own vector must find it: others may say the very same
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What the commands said was done: ids of articles, questions with their conversation, days that were briefed."""

    articles: Collection[str] = ()
    questions: Collection[tuple[str, str]] = ()
    days: Collection[str] = ()
    # By the address of a feed and the mark of its version: the addresses of the articles that this version shows.
    shown: Mapping[str, Mapping[str, Collection[str]]] = field(default_factory=dict)


def violations(
    folder: Path, embedder: Embedder, acknowledged: Acknowledged | None = None, *, indexed: bool = False
) -> list[str]:
    """Everything that is wrong with the library in a folder; the index too, once it has caught up, if it is to be `indexed`."""
    acknowledged = acknowledged or Acknowledged()
    if not (folder / FILE_NAME).exists():
        return ["there is no library"] if acknowledged.articles else []
    try:
        library = Library.open(folder)
    except LibraryError as error:
        return [f"the library does not open: {error}"]
    try:
        found = [*damage(library), *lost(library, acknowledged), *feeds_ahead(library, acknowledged)]
        for rule in RULES:
            found += rule(library)
        found += badly_embedded(library, embedder)
        return [*found, *(badly_indexed(library, embedder) if indexed else ())]
    except (BriefingError, sqlite3.Error, ValueError, KeyError, IndexError) as error:
        return [f"the library cannot be looked at: {error!r}"]
    finally:
        library.close()


def damage(library: Library) -> Iterator[str]:
    """What SQLite itself finds wrong with the file and its full-text index."""
    for row in library.database.rows("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield f"integrity_check: {row[0]}"
    for row in library.database.rows("PRAGMA foreign_key_check"):
        yield f"foreign_key_check: a row of {row[0]} refers to nothing in {row[2]}"
    try:
        with library.database.transaction() as connection:
            connection.execute("INSERT INTO paragraphs_fts (paragraphs_fts) VALUES ('integrity-check')")
    except LibraryError as error:
        yield f"the full-text index is not that of its rows: {error}"


def lost(library: Library, acknowledged: Acknowledged) -> Iterator[str]:
    """What was acknowledged and is not there."""
    stored = {article.id for article in library.outlines()}
    yield from (f"article {one} was acknowledged and is lost" for one in sorted({*acknowledged.articles} - stored))
    query = "SELECT c.name, t.question FROM turns t JOIN conversations c ON c.id = t.conversation_id"
    turns = {(row["name"], row["question"]) for row in library.database.rows(query)}
    yield from (f"the answer to {one} was given and is lost" for one in sorted({*acknowledged.questions} - turns))
    days = {one.day.isoformat() for one in briefings.shelved(library)}
    yield from (f"the briefing of {one} was given and is lost" for one in sorted({*acknowledged.days} - days))


def doubled(library: Library) -> Iterator[str]:
    """Articles that are there twice: the same words, the same address, or the same name in an import.

    An article that has changed may have another one's words now.
    """
    current = "versions v JOIN articles a ON a.id = v.article_id AND a.version = v.version"
    whose = {"content_hash": "v.version = 1", "nullif(url, '')": "true", "source || ' ' || external_id": "true"}
    for what, which in whose.items():
        for row in library.database.rows(
            f"SELECT {what} AS one, count(*) AS n FROM {current} WHERE {which} GROUP BY one HAVING one IS NOT NULL AND n > 1"
        ):
            yield f"{row['n']} articles with the same {what}: {row['one']}"


def half_in(library: Library) -> Iterator[str]:
    """Articles without some of what belongs to them: versions, paragraphs, the bytes they were read from, chunks, words, sightings."""
    seen = {one.article_id for one in library.sightings()}
    rows = library.database.rows("SELECT article_id, version FROM originals")
    originals = {(row["article_id"], row["version"]) for row in rows}
    for outline in library.outlines():
        article = library.article(outline.id)
        if library.versions(article.id) != [*range(1, article.version + 1)]:
            yield f"article {article.id} has the versions {library.versions(article.id)}"
        numbers = [paragraph.number for paragraph in article.paragraphs]
        if not numbers or numbers != [*range(1, len(numbers) + 1)]:
            yield f"article {article.id} has the paragraphs {numbers}"
        if (article.id, article.version) not in originals:
            yield f"article {article.id} has lost the bytes it was read from"
        if article.id not in seen:
            yield f"article {article.id} was never seen anywhere"
        if sorted(map(_as_row, chunks(article))) != sorted(_chunks(library, article.id)):
            yield f"article {article.id} has other chunks than its paragraphs make"
    yield from _words(library)


def _as_row(chunk: Any) -> tuple[int, int, str]:
    return chunk.first, chunk.last, chunk.text


def _chunks(library: Library, article_id: str) -> list[tuple[int, int, str]]:
    rows = library.database.rows("SELECT first, last, text FROM chunks WHERE article_id = ?", (article_id,))
    return [(row["first"], row["last"], row["text"]) for row in rows]


def _words(library: Library) -> Iterator[str]:
    """Paragraphs of current versions that no word finds, and words of paragraphs that are gone."""
    current = "SELECT p.id, p.text FROM paragraphs p JOIN articles a ON a.id = p.article_id AND a.version = p.version"
    wanted = {(row["id"], row["text"]) for row in library.database.rows(current)}
    found = {(row["rowid"], row["text"]) for row in library.database.rows("SELECT rowid, text FROM paragraphs_fts")}
    for number, _ in sorted(wanted ^ found):
        yield f"paragraph {number} is not in the full-text index as it is stored"


def badly_embedded(library: Library, embedder: Embedder) -> Iterator[str]:
    """Chunks without the vector that the model gives them, and vectors that do not find their own chunk."""
    for chunk in library.chunks_without(embedder.identity, embedder.languages):
        yield f"a chunk of article {chunk.article_id} has no vector"
    vectors = Vectors(library, embedder.identity, embedder.dimension)
    ids, matrix = vectors.current()
    stored = library.chunks([int(one) for one in ids])
    if len(stored) != len(ids):
        yield f"{len(ids)} vectors belong to {len(stored)} chunks"
        return
    if not stored:
        return
    made = normalised(embedder.embed_documents([stored[int(one)].text for one in ids]))
    for one, row, own in zip(ids, matrix, made, strict=True):
        best = vectors.search(row, NEAREST)
        if abs(row - own).max() > 1e-5:
            yield f"chunk {one} has a vector that is not its own"
        if int(one) not in {found for found, _ in best} and best[-1][1] < 1 - 1e-5:
            yield f"chunk {one} is not found by its own vector"


def badly_indexed(library: Library, embedder: Embedder) -> Iterator[str]:
    """What is wrong with the index once it has been opened as the product opens it and has caught up."""
    vectors = Vectors(library, embedder.identity, embedder.dimension)
    index = Index(library, vectors)
    try:
        if not index.open(build=True):
            yield f"the index does not open: {index.state}"
            return
        index.catch_up()
        yield from unlike(index, vectors)
    finally:
        index.close()


def unlike(index: Index, vectors: Vectors) -> Iterator[str]:
    """Chunks that an open index lacks, holds without their being in the library, or does not find by their own vectors."""
    ids, matrix = vectors.current()
    if index._serving is None:
        yield f"the index does not answer: {index.state}"
        return
    collection = index._serving.collection
    held = {int(one) for one in collection.ids()}
    for one in sorted(held ^ {int(one) for one in ids}):
        yield f"chunk {one} is in {'the index' if one in held else 'the library'} alone"
    for one, vector in zip(ids, matrix, strict=True):
        if not collection.finds(int(one), vector):
            yield f"the index does not find chunk {one} by its own vector"


def feeds_ahead(library: Library, acknowledged: Acknowledged) -> Iterator[str]:
    """Feeds whose mark says that they were read further than what is stored or written down as waiting."""
    rows = library.database.rows("SELECT * FROM feed_entries")
    for feed in subscriptions.subscriptions(library):
        shown = acknowledged.shown.get(feed.address, {})
        if feed.etag and feed.etag not in shown and shown:
            yield f"feed {feed.address} has the mark {feed.etag}, which it never showed"
        known = {subscriptions.key_of(url) for url in shown.get(feed.etag, ())}
        for missed in sorted(known - {row["entry"] for row in rows if row["feed_id"] == feed.id}):
            yield f"feed {feed.address} was read past {missed}, which is not written down"
    stored = {article.id for article in library.outlines()}
    for row in rows:
        if row["waiting"] is None and row["article_id"] not in stored and not row["reason"]:
            yield f"the entry {row['entry']} waits no longer and has no article"


def torn_conversations(library: Library) -> Iterator[str]:
    """Answers that do not parse or whose citations do not name the words they show, and turns that are missing or twice there."""
    for one in conversations.conversations(library):
        try:
            turns = conversations.turns(library, one.name)
        except (ValueError, KeyError) as error:
            yield f"an answer of the conversation {one.name!r} cannot be read: {error!r}"
            continue
        if [turn.number for turn in turns] != [*range(1, len(turns) + 1)]:
            yield f"the conversation {one.name!r} has the turns {[turn.number for turn in turns]}"
        for turn in turns:
            if turn.answer.get("question") != turn.question or "status" not in turn.answer:
                yield f"turn {turn.number} of {one.name!r} has another question's answer, or half of one"
            yield from _unresolved(library, turn.answer, f"turn {turn.number} of {one.name!r}")


def torn_briefings(library: Library) -> Iterator[str]:
    """Briefings that do not parse, are cut, kept twice, or cite words that are not there."""
    editions: Counter[tuple[str, str]] = Counter()
    said: dict[tuple[str, str], str] = {}
    for row in library.database.rows("SELECT * FROM briefings ORDER BY day, scope, edition"):
        key, name = (row["day"], row["scope"]), f"edition {row['edition']} of {row['day']}"
        editions[key] += 1
        if row["edition"] != editions[key]:
            yield f"{name} stands at place {editions[key]}"
        if said.get(key) == row["body"]:
            yield f"{name} says the same as the one before it"
        said[key] = row["body"]
        try:
            data = json.loads(row["body"])
        except ValueError as error:
            yield f"{name} cannot be read: {error}"
            continue
        if not {"day", "lead", "stories", "coverage"} <= data.keys():
            yield f"{name} is cut"
        yield from _unresolved(library, data, name)


def _unresolved(library: Library, data: Json, where: str) -> Iterator[str]:
    """Citations anywhere in some JSON whose words are not those of the paragraph that they name."""
    for citation in _citations(data):
        try:
            article = library.article(citation["article_id"], citation["version"])
            text = article.paragraphs[citation["paragraph"] - 1].text
        except (NotFound, IndexError):
            yield f"{where} cites a paragraph that is not there: {citation['article_id']} {citation['paragraph']}"
            continue
        if text[citation["start"] : citation["end"]] != citation["quote"]:
            yield f"{where} cites {citation['quote']!r}, which its paragraph does not say there"


def _citations(value: Any) -> Iterator[Json]:
    if isinstance(value, dict) and {"article_id", "paragraph", "start", "end", "quote"} <= value.keys():
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _citations(part)


def lost_stories(library: Library) -> Iterator[str]:
    """Stories without any article."""
    for row in library.database.rows("SELECT id FROM stories WHERE id NOT IN (SELECT story_id FROM story_articles)"):
        yield f"story {row['id']} has no article"


RULES: tuple[Callable[[Library], Iterator[str]], ...] = (
    doubled, half_in, torn_conversations, torn_briefings, lost_stories,
)  # fmt: skip
