"""The sentences of a story and what each is worth to one who wants to know what happened.

A sentence is worth how near it is to what the whole story says (`centrality`), less its age and what makes it hard to read
by itself. No model is asked: 300 articles are read in seconds.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.alone import (
    after_dateline,
    is_note,
    is_quoted,
    leans,
    needs_place,
    pointed_at,
    speaks_of_itself,
    tells,
    trails,
)
from assistant.captions import is_strip
from assistant.central import centrality, told_stems
from assistant.edition import Story
from assistant.quotations import is_bare
from assistant.witnesses import voice
from assistant.words import names, stem
from ingest.articles import Article, Citation, Paragraph
from ingest.dates import placed
from ingest.sentences import sentence_spans

SHORTEST, LONGEST = 6, 60  # words of a sentence that is told
ENDLESS = 150  # words of one that is told where there is no other
READ = 80  # sentences of one article that are read
EASY = 45  # words that are easily read at one go

# What a sentence gains or loses beside how central it is, which lies between 0 and 1.
AGE = 0.25  # a day older than the newest article, and as much again in the first place
LEANING = 0.05  # it needs the one before it
OWN = 0.1  # it says "I", "we" or "you" outside of quotation marks
EARLY, EARLY_BY = 0.15, 4  # it opens an article; the fifth sentence gains half of it
POOR, RICH = 0.15, 12  # it has no content words; one with so many loses nothing: short ones are central by chance
STRANGER = 0.2  # it speaks of what the article has introduced before, and the sentences told so far have not
# And in the first place of a summary:
OPENING = 0.6  # it opens an article; the second sentence gains half of it
UNFIT, QUOTED, TOO_LONG = 1.0, 0.4, 0.3  # it leans; it is quoted; it is long


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence of a story: its place, its article, its number there from 0, what it says, and what it is worth.

    `age` is in days before the newest article of the story, at most 1. `follows` when nothing stands between it and the
    sentence numbered before it. `points_to` is the stem of what it begins with as known already, "" where the article has not named that.
    """

    citation: Citation
    article: Article
    number: int
    stems: frozenset[str]
    worth: float
    age: float
    leaning: bool
    follows: bool
    points_to: str
    named: tuple[str, ...]

    @property
    def text(self) -> str:
        """Its words."""
        return self.citation.quote


def tellings(story: Story) -> tuple[Telling, ...]:
    """The sentences of a story that may be told, the newest article first and in reading order, with what each is worth.

    Near copies of one article weigh as much as one in what the story says.
    """
    return _told_by(story.articles)


@functools.lru_cache(maxsize=8)
def _told_by(told: tuple[Article, ...]) -> tuple[Telling, ...]:
    """The sentences that articles tell together, whatever their story is called: its title is made from them."""
    articles = sorted({one.id: one for one in told}.values(), key=_placed, reverse=True)
    read = [(article, list(_sentences(article))) for article in articles]
    near = _near(read)
    return tuple(
        telling for article, cited in read for telling in _tellings_of(article, cited, near, _age(article, articles[0]))
    )


def _tellings_of(
    article: Article, cited: Sequence[Citation], near: Mapping[Citation, float], age: float
) -> Iterator[Telling]:
    before: Citation | None = None
    known: set[str] = set()
    for number, citation in enumerate(cited):
        text, stems = citation.quote, frozenset(told_stems(citation.quote))
        leaning = leans(text) or trails(text, citation.paragraph.text[: citation.start])
        place = EARLY / (1 + number / EARLY_BY) - POOR * max(0.0, 1 - len(stems) / RICH)
        worth = near[citation] + place - AGE * age - LEANING * leaning - OWN * speaks_of_itself(text)
        follows = before is not None and _adjoin(before, citation)
        pointed = stem(pointed_at(text)) if pointed_at(text) else ""
        points_to = pointed if pointed in known else ""
        yield Telling(citation, article, number, stems, worth, age, leaning, follows, points_to, names(text))
        before = citation
        known |= stems


def opening(one: Telling) -> float:
    """What a sentence is worth in the first place of a summary, read by itself."""
    paragraph, place = one.citation.paragraph, (one.citation.start, one.citation.end)
    unfit = one.leaning or is_bare(paragraph.text, place)
    long = len(one.text.split()) > EASY
    pointing = bool(one.points_to)
    spoilt = AGE * one.age + UNFIT * unfit + QUOTED * is_quoted(one.text) + TOO_LONG * long + STRANGER * pointing
    return one.worth + OPENING / (1 + one.number) - spoilt


def _sentences(article: Article) -> Iterator[Citation]:
    """The sentences of an article that tell something, without the dateline; where none does, those of a fit length or near it."""
    every = []
    for paragraph in _without_strips(article):
        spans = sentence_spans(paragraph.text, article.language or "en")
        every += [Citation(paragraph, *span) for span in _without_dateline(paragraph.text, spans)]
        if len(every) >= READ:
            break
    fit = [one for one in every[:READ] if SHORTEST <= len(one.quote.split()) <= LONGEST]
    told = [one for one in fit if tells(one.quote) and not is_note(one.paragraph.text)]
    yield from told or fit or _long_ones(every[:READ])


def _without_strips(article: Article) -> Iterator[Paragraph]:
    """The paragraphs of an article that are no gallery's captions, or all of them where there is no other."""
    kept = [one for one in article.paragraphs if not is_strip(one.text)]
    yield from kept or article.paragraphs


def _without_dateline(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph without its dateline, which stays before one that speaks of its place unnamed."""
    dateline = after_dateline(text)
    for start, end in spans:
        if end > dateline:
            yield (start if needs_place(text[start:end]) else max(start, dateline)), end


def _long_ones(every: Sequence[Citation]) -> list[Citation]:
    return [one for one in every if LONGEST < len(one.quote.split()) <= ENDLESS]


def _near(read: Sequence[tuple[Article, list[Citation]]]) -> dict[Citation, float]:
    """How near each sentence is to what the story says."""
    voices = [voice(article) for article, _ in read]
    listed = all((article.language or "en").startswith("en") for article, _ in read)
    shares = [1 / voices.count(one) for one in voices]
    found = centrality([[one.quote for one in cited] for _, cited in read], shares, listed=listed)
    return {
        citation: value
        for (_, cited), values in zip(read, found, strict=True)
        for citation, value in zip(cited, values, strict=True)
    }


def _age(article: Article, newest: Article) -> float:
    """How many days before the newest article one came out, at most 1; a day without a time is not early on that day."""
    if "T" in article.published and "T" in newest.published:
        return min(1.0, (_placed(newest)[0] - _placed(article)[0]).total_seconds() / 86_400)
    return float(_placed(article)[0].date() < _placed(newest)[0].date())


def _placed(article: Article) -> tuple[datetime, str]:
    return placed(article.published, article.added, UTC), article.id


def _adjoin(one: Citation, other: Citation) -> bool:
    """Whether two sentences of an article follow each other, in one paragraph or from one to the next."""
    if one.paragraph == other.paragraph:
        return not one.paragraph.text[one.end : other.start].strip()
    last = not one.paragraph.text[one.end :].strip()
    return last and other.paragraph.number == one.paragraph.number + 1 and other.start == 0
