"""Where sentences stand in a library, and whether the claims of a briefing cite them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ingest.articles import Article

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Characters `start` to `end` of a paragraph of one version of an article."""

    article: str
    version: int
    paragraph: int
    start: int
    end: int

    def meets(self, other: Place) -> bool:
        """Whether both share at least half of the shorter one."""
        if (self.article, self.version, self.paragraph) != (other.article, other.version, other.paragraph):
            return False
        shared = min(self.end, other.end) - max(self.start, other.start)
        return 2 * shared >= min(self.end - self.start, other.end - other.start) and shared > 0


def places(article: Article, text: str) -> Iterator[Place]:
    """Wherever a sentence stands in the paragraphs of an article; not where it is the end of a longer one."""
    for paragraph in article.paragraphs:
        for found in re.finditer(rf"(?:^|(?<=[^\w,;] )){re.escape(text)}(?!\S)", paragraph.text):
            yield Place(article.id, article.version, paragraph.number, found.start(), found.end())


def cited(claim: Json | None) -> tuple[Place, ...]:
    """What a claim of a briefing cites."""
    citations = claim["citations"] if claim else ()
    return tuple(
        Place(one["article_id"], one["version"], one["paragraph"], one["start"], one["end"]) for one in citations
    )


def quotes(claim: Json | None) -> tuple[str, ...]:
    """The words that a claim cites."""
    return tuple(one["quote"] for one in claim["citations"]) if claim else ()


def meet(some: Iterable[Place], others: Iterable[Place]) -> bool:
    """Whether any of some places shares words with any of the others."""
    others = tuple(others)
    return any(one.meets(other) for one in some for other in others)


def taken_out(original: str, edited: str) -> set[str]:
    """The words of a sentence that an edit of it replaced.

    >>> sorted(taken_out("Nine boats sank on Monday.", "Six boats sank on Friday."))
    ['monday', 'nine']
    """
    before, after = (re.findall(r"\w+(?:[.,]\d+)*", text.casefold()) for text in (original, edited))
    blocks = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return {word for tag, a, b, _, _ in blocks if tag != "equal" for word in before[a:b]}


def tells(quote: str, words: set[str]) -> bool:
    """Whether a quote has all of some words; none when there are no words."""
    return bool(words) and words <= {*re.findall(r"\w+(?:[.,]\d+)*", quote.casefold())}
