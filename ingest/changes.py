"""What changed between two versions of an article, paragraph by paragraph, and whether a quotation still stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from ingest.articles import Article, Paragraph
from ingest.errors import NotFound
from ingest.hygiene import folded
from ingest.library import Library

Standing = Literal["as cited", "changed", "removed"]
ALIKE = 0.5  # from here on a paragraph is another's new wording, below it is another paragraph


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph that an older version has (`before`), a newer one (`after`), or both in other words."""

    before: Paragraph | None
    after: Paragraph | None

    @property
    def kind(self) -> Literal["added", "removed", "changed"]:
        """What became of the paragraph."""
        if self.before is None:
            return "added"
        return "changed" if self.after is not None else "removed"


def changes(older: Article, newer: Article) -> list[Change]:
    """The paragraphs in which two versions differ, in reading order; spacing and case are no difference."""
    matcher = SequenceMatcher(None, _plain(older), _plain(newer), autojunk=False)
    return [
        change
        for operation, i1, i2, j1, j2 in matcher.get_opcodes()
        if operation != "equal"
        for change in _paired(list(older.paragraphs[i1:i2]), list(newer.paragraphs[j1:j2]))
    ]


def standing(library: Library, article_id: str, version: int, quote: str) -> Standing:
    """How a quotation from an article version stands today.

    "changed" when the article has a newer version and the quoted words, spacing and case aside, are in no paragraph of
    it; "removed" when the library no longer holds the version they were quoted from.
    """
    versions = library.versions(article_id)
    if version not in versions:
        return "removed"
    if version == versions[-1]:  # as most are: nothing has to be read for it
        return "as cited"
    try:
        current = library.article(article_id)
    except NotFound:  # removed by another process since
        return "removed"
    words = folded(quote)
    return "as cited" if any(words in text for text in _plain(current)) else "changed"


def mark(library: Library, claims: Iterable[dict[str, Any]]) -> None:
    """Have the citations of claims, as they were printed, say whether their words still stand: `changed_since` and `removed`."""
    for citation in (citation for claim in claims for citation in claim["citations"]):
        found = standing(library, citation["article_id"], citation["version"], citation["quote"])
        citation.update(changed_since=found == "changed", removed=found == "removed")


def _paired(before: list[Paragraph], after: list[Paragraph]) -> list[Change]:
    """Paragraphs that replace each other: those alike are one paragraph in new words, each taken once and in order."""
    found: list[Change] = []
    for old in before:
        place = next((number for number, new in enumerate(after) if _alike(old, new)), None)
        if place is None:
            found.append(Change(old, None))
            continue
        found += [Change(None, new) for new in after[:place]]
        found.append(Change(old, after[place]))
        after = after[place + 1 :]
    return found + [Change(None, new) for new in after]


def _alike(one: Paragraph, other: Paragraph) -> bool:
    matcher = SequenceMatcher(None, folded(one.text).split(), folded(other.text).split(), autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _plain(article: Article) -> list[str]:
    return [folded(paragraph.text) for paragraph in article.paragraphs]
