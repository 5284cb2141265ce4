"""Labels that were set by hand: pairs of sentences that differ or do not, and quotations with their speakers.

    ukraine_pairs.jsonl        -> Pair: two sentences of two articles, whether they differ, in what, and when
    quotation_speakers.jsonl   -> Quotation: the characters between two quotation marks, and who is named as saying them

The files hold ids and offsets only, no word of any article: the sets that they point into are not free to be passed on.
`external_id` is the id of a row of the set; paragraphs count from 1 as the library stores them; `start` and `end` are
offsets into the stored text of the paragraph. Every third row is held: what is tuned leaves those closed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ingest.articles import Article, Citation

if TYPE_CHECKING:
    from ingest.library import Library

PAIRS = Path(__file__).with_name("ukraine_pairs.jsonl")
QUOTATIONS = Path(__file__).with_name("quotation_speakers.jsonl")
LABELS = ("differs", "same", "unrelated")
KINDS = ("number", "date", "actor", "attribution", "outcome", "negation")  # in what a pair differs
SETS = ("ukraine", "realtimeqa", "basil")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of one paragraph of the article that a set names `external_id`."""

    external_id: str
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences of different articles, the earlier article's first.

    `differs`: they contradict each other or give another value for the same thing; `kind` says in what.
    `different_time` is true where the later text gives a newer value of a running thing, false where the two are rival
    claims about the same moment. `same`: the same fact, perhaps told more generally. `unrelated`: they look alike and
    speak of different things. `kind` and `different_time` are None unless they differ.
    """

    id: str
    one: Span
    other: Span
    label: Literal["differs", "same", "unrelated"]
    kind: str | None
    different_time: bool | None
    held: bool

    @property
    def spans(self) -> tuple[Span, ...]:
        return self.one, self.other


@dataclass(frozen=True, slots=True)
class Quotation:
    """The characters between two quotation marks, without the marks, and who said or wrote them.

    `speaker` is the nearest of the best namings in the article (the full name, or the description of somebody without
    a name), None where the marks quote nobody: a title, a nickname, a word held at arm's length. `also` are other
    spans that name the same speaker near the quotation, as a surname or a pronoun does. `named` is false for a speaker
    who is only described, and where there is none.
    """

    id: str
    set: str
    place: Span
    speaker: Span | None
    also: tuple[Span, ...]
    named: bool
    held: bool

    @property
    def spans(self) -> tuple[Span, ...]:
        return self.place, *(() if self.speaker is None else (self.speaker,)), *self.also

    def names(self, found: Span | None) -> bool:
        """Whether a found speaker is the labelled one: it shares a character with a naming, or rightly there is none."""
        if found is None or self.speaker is None:
            return found is self.speaker
        return any(_overlap(found, naming) for naming in (self.speaker, *self.also))


def pairs(file: Path = PAIRS) -> list[Pair]:
    """The labelled pairs, in the order of the file."""
    return [
        Pair(
            row["id"], _span(row["one"]), _span(row["other"]), row["label"], row["kind"], row["different_time"], row["held"]
        )
        for row in _rows(file)
    ]  # fmt: skip


def quotations(file: Path = QUOTATIONS) -> list[Quotation]:
    """The labelled quotations of the three sets, in the order of the file."""
    return [
        Quotation(
            row["id"],
            row["set"],
            _span(row),
            None if row["speaker"] is None else _span(row["speaker"], row["external_id"]),
            tuple(_span(span, row["external_id"]) for span in row["also"]),
            row["named"],
            row["held"],
        )
        for row in _rows(file)
    ]


def citation(span: Span, article: Article) -> Citation:
    """The labelled characters in their article; raises `ValueError` when they do not lie inside a paragraph."""
    if not 1 <= span.paragraph <= len(article.paragraphs):
        raise ValueError(f"article {span.external_id!r} has no paragraph {span.paragraph}")
    return Citation(article.paragraphs[span.paragraph - 1], span.start, span.end)


def articles(library: Library) -> dict[str, Article]:
    """The articles of a library by the ids that their set gives them, those met as copies under the ids of both."""
    return {seen.external_id: library.article(seen.article_id) for seen in library.sightings() if seen.external_id}


def misplaced(rows: Iterable[Pair | Quotation], library: Library) -> list[str]:
    """What is wrong with the offsets of some rows, a sentence each: no such article or paragraph, or outside it."""
    return [*_misplaced(rows, articles(library))]


def _misplaced(rows: Iterable[Pair | Quotation], known: dict[str, Article]) -> Iterator[str]:
    for row in rows:
        for span in row.spans:
            if span.external_id not in known:
                yield f"{row.id}: the library has no article {span.external_id!r}"
                continue
            try:
                citation(span, known[span.external_id])
            except ValueError as error:
                yield f"{row.id}: {error}"


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, file.read_text(encoding="utf-8").splitlines())


def _span(row: dict[str, Any], external_id: str | None = None) -> Span:
    return Span(external_id or row["external_id"], row["paragraph"], row["start"], row["end"])


def _overlap(one: Span, other: Span) -> bool:
    together = (one.external_id, one.paragraph) == (other.external_id, other.paragraph)
    return together and one.start < other.end and other.start < one.end
