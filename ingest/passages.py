"""Paragraphs and articles of a library by the dozen: one query each, where one at a time would be hundreds."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable

from ingest import rows
from ingest.articles import Article, Paragraph
from ingest.database import Database

_COLUMNS = "p.article_id, p.version, p.number, p.text, p.heading"


def by_row(database: Database, row_ids: Collection[int]) -> dict[int, Paragraph]:
    """Paragraphs by the ids of their rows."""
    found = database.tuples(
        f"SELECT p.id, {_COLUMNS} FROM json_each(?) wanted JOIN paragraphs p ON p.id = wanted.value",  # noqa: S608
        (json.dumps(list(row_ids)),),
    )
    return {row_id: Paragraph(*paragraph) for row_id, *paragraph in found}


def of_chunks(database: Database, chunk_ids: Collection[int]) -> dict[int, dict[int, Paragraph]]:
    """The paragraphs that each chunk holds by the ids of their rows, in reading order."""
    found = database.tuples(
        f"SELECT c.id, p.id, {_COLUMNS} FROM json_each(?) wanted JOIN chunks c ON c.id = wanted.value "  # noqa: S608
        "JOIN paragraphs p ON p.article_id = c.article_id AND p.version = c.version AND p.number BETWEEN c.first AND c.last "
        "ORDER BY c.id, p.number",
        (json.dumps(list(chunk_ids)),),
    )
    held: defaultdict[int, dict[int, Paragraph]] = defaultdict(dict)
    for chunk_id, row_id, *paragraph in found:
        held[chunk_id][row_id] = Paragraph(*paragraph)
    return dict(held)


def chunks_of(database: Database, paragraphs: Iterable[Paragraph]) -> dict[Paragraph, list[int]]:
    """The ids of the chunks that hold each paragraph; none for one of a version that is not the current one."""
    wanted = list(paragraphs)
    found = database.tuples(
        "WITH wanted AS MATERIALIZED (SELECT key, value ->> 0 AS article_id, value ->> 1 AS version, value ->> 2 AS number "
        "FROM json_each(?)) SELECT key, c.id FROM wanted w JOIN chunks c ON c.article_id = w.article_id "
        "AND c.version = w.version AND w.number BETWEEN c.first AND c.last ORDER BY c.id",
        (json.dumps([(one.article_id, one.version, one.number) for one in wanted]),),
    )
    held: dict[Paragraph, list[int]] = {one: [] for one in wanted}
    for place, chunk_id in found:
        held[wanted[place]].append(chunk_id)
    return held


def articles(database: Database, keys: Collection[tuple[str, int]]) -> dict[tuple[str, int], Article]:
    """Articles with their paragraphs by id and version; those that are not there are left out."""
    wanted = json.dumps([list(key) for key in keys])
    named = "json_each(?) wanted JOIN {} ON {}.article_id = wanted.value ->> 0 AND {}.version = wanted.value ->> 1"
    paragraphs: defaultdict[tuple[str, int], list[Paragraph]] = defaultdict(list)
    for row in database.tuples(
        f"SELECT {_COLUMNS} FROM {named.format('paragraphs p', 'p', 'p')} ORDER BY p.article_id, p.version, p.number",  # noqa: S608
        (wanted,),
    ):
        paragraphs[row[0], row[1]].append(Paragraph(*row))
    heads = database.rows(
        f"SELECT {rows.ARTICLE_COLUMNS} FROM {named.format('versions v', 'v', 'v')} JOIN articles a ON a.id = v.article_id",  # noqa: S608
        (wanted,),
    )
    keyed = [((row["article_id"], row["version"]), row) for row in heads]
    return {key: rows.as_article(row, tuple(paragraphs[key])) for key, row in keyed}
