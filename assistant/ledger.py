"""The ledger of claims: what every article version states, read once and kept in the library.

A record is a place in a stored paragraph and what was read off it, so that the words are never stored twice. Deterministic:
the same text gives the same records; `RULES` grows when the reading changes, and then all is read anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from assistant.edition import Story
from assistant.records import Record, records
from assistant.statements import Statement, statements
from ingest.articles import Article, Citation
from ingest.library import Library
from ingest.readings import Version, keep_readings, readings

RULES = 11


class Ledger:
    """The statements of a library's articles."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def statements(self, articles: Iterable[Article]) -> dict[Version, tuple[Statement, ...]]:
        """What some articles, given with their paragraphs, state; those that were not read yet are read now and kept."""
        wanted = {(article.id, article.version): article for article in articles}
        known = readings(self._library, wanted, RULES)
        found = {version: _recalled(wanted[version], body) for version, body in known.items()}
        fresh = {version: article for version, article in wanted.items() if version not in found}
        if fresh:
            found |= {version: statements(article) for version, article in fresh.items()}
            keep_readings(self._library, {version: _written(found[version]) for version in fresh}, RULES)
        return {version: found[version] for version in wanted}


def claims_of(library: Library, story: Story) -> list[Record]:
    """Every claim of a story, of its articles in order, with what bears each out or speaks against it."""
    stated = Ledger(library).statements(library.article(article.id) for article in story.articles)
    return records([one for found in stated.values() for one in found])


def _written(found: Sequence[Statement]) -> str:
    rows = [
        [one.citation.paragraph.number, one.citation.start, one.citation.end, one.speaker, one.attribution, one.modality,
         [str(day) for day in one.days]]
        for one in found
    ]  # fmt: skip
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _recalled(article: Article, body: str) -> tuple[Statement, ...]:
    paragraphs = {paragraph.number: paragraph for paragraph in article.paragraphs}
    rows: list[list[Any]] = json.loads(body)
    return tuple(
        Statement(
            article, Citation(paragraphs[number], start, end), speaker, attribution, modality,
            tuple(date.fromisoformat(day) for day in days),
        )
        for number, start, end, speaker, attribution, modality, days in rows
    )  # fmt: skip
