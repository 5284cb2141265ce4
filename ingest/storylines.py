"""Stories as a library keeps them: which articles are in each, what a person called it and ruled, and articles' gists.

Nothing is decided here: the assistant says what belongs together, these rows remember it.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, count, product

from ingest.articles import ID_LENGTH
from ingest.errors import BriefingError, NotFound
from ingest.library import Library

AT_A_TIME = 500  # ids in one query
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Storyline:
    """A kept story: its id, the day it was opened (ISO), the title a person gave it or "", and the ids of its articles."""

    id: str
    opened: str
    title: str
    article_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gist:
    """What an article is compared by; days are ordinals, `vector` is float16, `names` uint32, `story` the id of its story or ""."""

    article_id: str
    version: int
    rule: str
    day: int | None
    arrived: int
    titled: bool
    vector: bytes
    names: bytes = b""
    story: str = ""

    @property
    def placed(self) -> int:
        """The day by which it is placed: an undated article belongs to the day it was added."""
        return self.arrived if self.day is None else self.day


@dataclass(frozen=True, slots=True)
class Nearby:
    """Many gists at once: of each article its story, days and names, and all vectors one after the other."""

    stories: tuple[str, ...]
    days: tuple[int | None, ...]
    arrived: tuple[int, ...]
    names: tuple[bytes, ...]
    vectors: bytes


# -- reading --------------------------------------------------------------------------------------------------------


def storylines(library: Library, article_ids: Collection[str] | None = None) -> list[Storyline]:
    """The stories that hold any of some articles, whole, the earliest opened first; all stories without such."""
    found: dict[str, list[str]] = {}
    for row in library.database.rows("SELECT story_id, article_id FROM story_articles ORDER BY article_id"):
        found.setdefault(row["story_id"], []).append(row["article_id"])
    wanted = None if article_ids is None else set(article_ids)
    return [
        Storyline(row["id"], row["opened"], row["title"], tuple(found[row["id"]]))
        for row in library.database.rows("SELECT * FROM stories ORDER BY opened, id")
        if row["id"] in found and (wanted is None or not wanted.isdisjoint(found[row["id"]]))
    ]


def storyline(library: Library, story_id: str) -> Storyline:
    """The story of an id; raises `NotFound` when there is none."""
    row = library.database.row("SELECT * FROM stories WHERE id = ?", (story_id,))
    held = library.database.rows(
        "SELECT article_id FROM story_articles WHERE story_id = ? ORDER BY article_id", (story_id,)
    )
    if row is None or not held:
        raise NotFound(f"no story {story_id!r} in {str(library.folder)!r}; 'briefing stories' lists those there are")
    return Storyline(row["id"], row["opened"], row["title"], tuple(one["article_id"] for one in held))


def placeless(library: Library) -> list[str]:
    """The ids of the articles that are in no story yet."""
    return _ids(library, "SELECT id FROM articles WHERE id NOT IN (SELECT article_id FROM story_articles) ORDER BY id")


def without_gist(library: Library) -> list[str]:
    """The ids of the articles whose current version has no gist, or one made before the article had vectors."""
    return _ids(
        library,
        "SELECT a.id FROM articles a LEFT JOIN gists g ON g.article_id = a.id AND g.version = a.version "
        "WHERE g.article_id IS NULL OR (g.rule LIKE '% words' AND EXISTS "
        "(SELECT 1 FROM chunks c JOIN embeddings e ON e.chunk_id = c.id WHERE c.article_id = a.id)) ORDER BY a.id",
    )


def of_other_rules(library: Library, rules: Collection[str]) -> list[str]:
    """The ids of the articles whose gist was made by none of some rules."""
    return [row["article_id"] for row in library.database.rows("SELECT article_id, rule FROM gists ORDER BY article_id")
            if row["rule"] not in rules]  # fmt: skip


def gists(library: Library, article_ids: Collection[str]) -> list[Gist]:
    """The gists of some articles, in order of id."""
    found = (
        row for part in _parts(sorted(article_ids)) for row in _gists(library, f"g.article_id IN {part[0]}", part[1])
    )
    return sorted(found, key=lambda gist: gist.article_id)


def nearby(library: Library, days: tuple[int, int] | None, arrived: tuple[int, int] | None) -> Nearby:
    """The gists of articles in a story that are dated, or if undated came, in the days from the first to the last of `days`.

    For undated articles that came in the days `arrived`, also those that were published or came then.
    """
    conditions: list[str] = []
    parameters: list[object] = []
    if days:
        conditions += ["g.day BETWEEN ? AND ?", "(g.day IS NULL AND g.arrived BETWEEN ? AND ?)"]
        parameters += [*days, *days]
    if arrived:
        conditions += ["g.day BETWEEN ? AND ?", "g.arrived BETWEEN ? AND ?"]
        parameters += [*arrived, *arrived]
    found = library.database.rows(
        "SELECT s.story_id, g.day, g.arrived, g.names, g.vector FROM gists g JOIN story_articles s ON s.article_id = g.article_id "  # noqa: S608
        f"WHERE {' OR '.join(conditions) or '0'}",
        tuple(parameters),
    )
    stories, dated, came, names, vectors = zip(*found, strict=True) if found else ((), (), (), (), ())
    return Nearby(stories, dated, came, names, b"".join(vectors))


def members(library: Library, story_ids: Collection[str]) -> list[Gist]:
    """The gists of all articles of some stories."""
    found = (row for part in _parts(sorted(story_ids)) for row in _gists(library, f"s.story_id IN {part[0]}", part[1]))
    return sorted(found, key=lambda gist: gist.article_id)


def meanings(library: Library, model: str, article_ids: Collection[str]) -> dict[str, list[tuple[bytes, int]]]:
    """The vectors that a model gave to the chunks of some articles, as float32 blobs in reading order, each with its chunk's characters."""
    found: dict[str, list[tuple[bytes, int]]] = {}
    for marks, part in _parts(sorted(article_ids)):
        for row in library.database.rows(
            "SELECT c.article_id, e.vector, length(c.text) AS characters FROM chunks c JOIN embeddings e ON e.chunk_id = c.id "  # noqa: S608  only question marks
            f"JOIN models m ON m.id = e.model_id WHERE m.identity = ? AND c.article_id IN {marks} ORDER BY c.id",
            (model, *part),
        ):
            found.setdefault(row["article_id"], []).append((row["vector"], row["characters"]))
    return found


def chunk_texts(library: Library, article_id: str) -> list[str]:
    """What the embedding model reads of an article, in reading order."""
    found = library.database.rows("SELECT text FROM chunks WHERE article_id = ? ORDER BY id", (article_id,))
    return [row["text"] for row in found]


def rulings(library: Library, *, together: bool) -> set[Pair]:
    """The pairs of articles that a person put into one story, or else took apart, the smaller id first."""
    found = library.database.rows("SELECT one, other FROM story_rulings WHERE together = ?", (together,))
    return {(row["one"], row["other"]) for row in found}


# -- writing --------------------------------------------------------------------------------------------------------


def keep_gists(library: Library, made: Iterable[Gist]) -> None:
    """Keep gists in place of those there were; that of an article which has been removed meanwhile is let go."""
    with library.database.transaction() as connection:
        connection.executemany(
            "INSERT OR REPLACE INTO gists SELECT id, ?, ?, ?, ?, ?, ?, ? FROM articles WHERE id = ?",
            (
                (one.version, one.rule, one.day, one.arrived, one.titled, one.vector, one.names, one.article_id)
                for one in made
            ),
        )


def place(connection: sqlite3.Connection, storylines: Iterable[Storyline]) -> None:
    """Write which articles are in which story, inside a transaction; stories left without an article are let go."""
    for story in storylines:
        connection.execute(
            "INSERT INTO stories VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET title = excluded.title",
            (story.id, story.opened, story.title),
        )
        connection.executemany(
            "INSERT INTO story_articles VALUES (?, ?) ON CONFLICT (article_id) DO UPDATE SET story_id = excluded.story_id",
            ((article_id, story.id) for article_id in story.article_ids),
        )
    connection.execute("DELETE FROM stories WHERE id NOT IN (SELECT story_id FROM story_articles)")


def merge(library: Library, story_ids: Sequence[str]) -> str:
    """Make stories one, for good; it keeps the id of the earliest opened, which is given back.

    Raises `NotFound` for an id that is not there, `BriefingError` when fewer than two are named.
    """
    with library.database.transaction() as connection:
        found = [storyline(library, story_id) for story_id in dict.fromkeys(story_ids)]
        if len(found) < 2:
            raise BriefingError("one story cannot be merged with itself; name two or more story ids")
        found.sort(key=lambda story: (story.opened, story.id))
        for one, other in combinations(found, 2):
            _rule(connection, product(one.article_ids, other.article_ids), together=True)
        title = next((story.title for story in found if story.title), "")
        article_ids = tuple(article_id for story in found for article_id in story.article_ids)
        place(connection, [Storyline(found[0].id, found[0].opened, title, article_ids)])
    return found[0].id


def split(library: Library, story_id: str, article_ids: Collection[str]) -> str:
    """Take articles out of a story into a new one, for good; gives the new one's id.

    Raises `NotFound` for a story that is not there or an article that is not in it, `BriefingError` when none or all are named.
    """
    with library.database.transaction() as connection:
        story, taken = storyline(library, story_id), sorted(set(article_ids))
        if strangers := set(taken) - set(story.article_ids):
            raise NotFound(
                f"article {min(strangers)!r} is not in story {story_id!r}; it holds {', '.join(story.article_ids)}"
            )
        rest = sorted(set(story.article_ids) - set(taken))
        if not rest or not taken:
            raise BriefingError(f"story {story_id!r} would stay as it is; name some of its articles, not all of them")
        _rule(connection, combinations(taken, 2), together=True)
        _rule(connection, product(taken, rest), together=False)
        new = opened(library, gists(library, taken))
        place(connection, [new])
    return new.id


def rename(library: Library, story_id: str, title: str) -> None:
    """Give a story a title in place of its own; "" gives it back its own. Raises `NotFound`."""
    with library.database.transaction() as connection:
        storyline(library, story_id)
        connection.execute("UPDATE stories SET title = ? WHERE id = ?", (title, story_id))


def opened(library: Library, articles: Sequence[Gist], beside: Collection[str] = ()) -> Storyline:
    """The story that is opened with some articles, named after the earliest; no id is given twice, nor one of `beside`."""
    first = min(articles, key=lambda gist: (gist.placed, gist.article_id))
    for number in count(1):
        name = f"story:{first.article_id}" + (f":{number}" if number > 1 else "")
        story_id = hashlib.sha256(name.encode()).hexdigest()[:ID_LENGTH]
        if story_id not in beside and not library.database.row("SELECT 1 FROM stories WHERE id = ?", (story_id,)):
            break
    day = date.fromordinal(first.placed).isoformat()
    return Storyline(story_id, day, "", tuple(sorted(gist.article_id for gist in articles)))


def _rule(connection: sqlite3.Connection, pairs: Iterable[Pair], *, together: bool) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO story_rulings VALUES (?, ?, ?)", ((*sorted(pair), together) for pair in pairs)
    )


def _gists(library: Library, condition: str, parameters: Sequence[object]) -> Iterator[Gist]:
    query = (
        "SELECT g.*, coalesce(s.story_id, '') AS story FROM gists g "  # noqa: S608  conditions of this file only
        f"LEFT JOIN story_articles s ON s.article_id = g.article_id WHERE {condition}"
    )
    for row in library.database.rows(query, tuple(parameters)):
        yield Gist(**{**dict(row), "titled": bool(row["titled"])})  # the columns are the fields


def _ids(library: Library, query: str) -> list[str]:
    return [row["id"] for row in library.database.rows(query)]


def _parts(ids: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Ids in parts that fit a query, each with as many question marks."""
    for start in range(0, len(ids), AT_A_TIME):
        part = ids[start : start + AT_A_TIME]
        yield f"({', '.join('?' * len(part))})", part
