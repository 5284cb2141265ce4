"""One article as it is read on its own: its text, what is known of it, its versions with what changed, its near copies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.called import called
from assistant.front_page import Pair, Part, Sentence
from assistant.json_out import article_json, version_json
from assistant.render import Json, as_sentence
from assistant.when import moment_words
from ingest import origins
from ingest.articles import Article
from ingest.hygiene import clean_line
from ingest.sums import damage_told

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from ingest.library import Library

MOST_KIN = 30
_CHANGED = {"added": "came in", "removed": "was taken out", "changed": "has other words"}


@dataclass(frozen=True, slots=True)
class Kin:
    """An article of the same origin, and whether it is the origin itself."""

    id: str
    named: str
    is_origin: bool


@dataclass(frozen=True, slots=True)
class Clipping:
    """An article version as JSON, what is to be said of it, the versions there are, what each changed, and its kin."""

    article: Json
    remarks: tuple[str, ...]
    versions: tuple[tuple[int, str], ...]
    changes: tuple[Part, ...]
    kin: tuple[Kin, ...]

    @property
    def newest(self) -> int:
        """The number of the current version."""
        return self.versions[-1][0]


def clipping(assistant: Assistant, article_id: str, version: int | None = None) -> Clipping:
    """An article, its current version or the one that is named; raises `NotFound`."""
    library, zone = assistant.library, assistant.settings.zone
    shown = library.article(article_id, version)
    numbers = library.versions(article_id)
    stored = [library.article(article_id, number) for number in numbers]
    named = tuple((one.version, f"Version {one.version}, stored {moment_words(one.added, zone)}") for one in stored)
    changed = tuple(_changed(older, newer, zone) for older, newer in pairwise(stored))
    data = article_json(shown, numbers, whole=True)
    return Clipping(data, tuple(_remarks(library, shown, zone)), named, changed[::-1], tuple(_kin(library, shown)))


def _remarks(library: Library, article: Article, zone: tzinfo) -> Iterator[str]:
    yield from map(as_sentence, damage_told(library.database, article.id, article.version))
    if article.gone:
        yield f"No longer shown at its address, noted {moment_words(article.gone, zone)}: {article.gone_reason}"
    if article.modified:
        yield f"Its outlet says that it was last changed {article.modified[:16].replace('T', ' ')}"
    if not article.published:
        yield f"Not dated: it counts to the day it was added, {moment_words(article.added, zone)}"
    yield from article.notes


def _changed(older: Article, newer: Article, zone: tzinfo) -> Part:
    """What a version changed, both texts of each paragraph beside each other."""
    told = version_json(older, newer)
    pairs = [] if told["title"] is None else [_pair("The title", told["title"]["before"], told["title"]["after"])]
    for one in told["paragraphs"]:
        title = f"Paragraph {one['after'] or one['before']} {_CHANGED[one['kind']]}"
        pairs.append(_pair(title, one["text_before"], one["text_after"]))
    title = f"Version {newer.version}, stored {moment_words(newer.added, zone)}"
    nothing = () if pairs else (Sentence("Spacing or case only; no word is another."),)
    return Part(title, nothing, tuple(pairs))


def _pair(title: str, before: str | None, after: str | None) -> Pair:
    cells = (Sentence(text or "(nothing)", label) for text, label in ((before, "Was"), (after, "Is")))
    return Pair(title, tuple(cells))


def _kin(library: Library, article: Article) -> Iterator[Kin]:
    """The near copies of an article: those that it shares its origin with."""
    members = origins.group(library.database.connection, article.id)
    for number, member in enumerate(members[:MOST_KIN]):
        if member != article.id:
            other = library.article(member)
            yield Kin(member, ", ".join(filter(None, (called(other), clean_line(other.source)))), is_origin=not number)
