"""The briefing of a day: its articles as stories, ranked by an open formula, each told in a few cited sentences."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

import numpy as np

from assistant.answers import Claim
from assistant.edition import Briefing, Coverage, Story, ToldStory
from assistant.extractive import best_spread
from ingest.articles import Article, Citation
from ingest.rows import Sighting
from ingest.sentences import sentence_spans

SENTENCES = 4
LEAD = 3
READ_PARAGRAPHS = 5  # news tells the main thing first
SHORTEST, LONGEST = 6, 60  # words of a sentence that can stand alone
ALIKE = 0.75
_LEANS = re.compile(r"(?:Correction|He|She|It|They|That|This|These|Those|But|And|However|His|Her|Their|Its)\b")
Embed = Callable[[list[str]], np.ndarray[Any, Any]]


@dataclass(frozen=True, slots=True)
class Day:
    """A reader's day: its date and the UTC instants at which it begins and ends."""

    day: date
    start: datetime
    end: datetime

    @classmethod
    def of(cls, day: date, zone: tzinfo) -> Day:
        """The day in a time zone; at a clock change it has 23 or 25 hours."""
        start = datetime.combine(day, time.min, zone).astimezone(UTC)
        return cls(day, start, datetime.combine(day + timedelta(days=1), time.min, zone).astimezone(UTC))


def briefing(day: Day, stories: Sequence[Story], copies: Sequence[Sighting], embed: Embed) -> Briefing:
    """What the stories of a day say; `copies` are the exact copies met that day."""
    ranked = sorted(
        ((rank_terms(story), story) for story in stories), key=lambda pair: (-sum(pair[0].values()), pair[1].id)
    )
    told = tuple(
        ToldStory(story, number, summary(story, embed), rank_terms=tuple(terms.items()))
        for number, (terms, story) in enumerate(ranked, 1)
    )
    lead = tuple(one.summary[0] for one in told[:LEAD] if one.summary)
    title = f"{day.day:%A}, {day.day.day} {day.day:%B %Y}"
    return Briefing(day.day, (day.start, day.end), title, lead, told, coverage(told, copies))


def rank_terms(story: Story) -> dict[str, float]:
    """What a story's rank is made of: how many outlets tell it independently, in how many articles, at what length."""
    words = sum(len(article.text.split()) for article in story.articles)
    return {
        "origins": round(math.log2(1 + story.origins), 4),
        "articles": round(0.5 * math.log2(1 + len(story.articles)), 4),
        "length": round(0.1 * math.log2(1 + words / 100), 4),
    }


def summary(story: Story, embed: Embed) -> tuple[Claim, ...]:
    """The sentences nearest to what the whole story says, early ones first preferred, none twice, in reading order."""
    sentences = [
        (number, Citation(paragraph, start, end))
        for number, article in enumerate(story.articles)
        for paragraph in article.paragraphs[:READ_PARAGRAPHS]
        for start, end in sentence_spans(paragraph.text, article.language or "en")
        if SHORTEST <= len(paragraph.text[start:end].split()) <= LONGEST
    ]
    if not sentences:
        return ()
    vectors = embed([citation.quote for _, citation in sentences])
    middle = vectors.mean(axis=0)
    middle /= np.linalg.norm(middle) or 1
    scores = [
        float(vector @ middle) + _position(citation) - _leaning(citation)
        for vector, (_, citation) in zip(vectors, sentences, strict=True)
    ]
    chosen = best_spread(vectors, scores, SENTENCES, ALIKE)
    best, rest = chosen[0], sorted(chosen[1:], key=lambda row: _place(*sentences[row]))
    return tuple(Claim(sentences[row][1].quote, (sentences[row][1],)) for row in [best, *rest])


def coverage(told: Sequence[ToldStory], copies: Sequence[Sighting]) -> tuple[Coverage, ...]:
    """What became of every article of the day."""
    entries = []
    articles: dict[str, Article] = {}
    for one in told:
        cited = {citation.paragraph.article_id for claim in (*one.summary, *one.points) for citation in claim.citations}
        for article in one.story.articles:
            articles[article.id] = article
            same = "" if article.id in cited else f"told by story {one.rank} in other articles' words"
            if not one.summary:
                entries.append(Coverage(article, "left_out", "no sentence that can stand alone", article.external_id))
            else:
                entries.append(Coverage(article, "same_story" if same else "cited", same, article.external_id))
    entries += [
        Coverage(
            articles[copy.article_id], "duplicate", f"the same words as {copy.article_id}", copy.external_id or None
        )
        for copy in copies
        if copy.article_id in articles
    ]
    return tuple(entries)


def by_day(articles: Sequence[Article], day_of: Callable[[Article], date]) -> Mapping[date, list[Article]]:
    """The articles by their day, the earliest day first."""
    days: dict[date, list[Article]] = {}
    for article in sorted(articles, key=day_of):
        days.setdefault(day_of(article), []).append(article)
    return days


def _leaning(citation: Citation) -> float:
    """A penalty for a sentence that needs the one before or after it to be understood."""
    return 0.3 if _LEANS.match(citation.quote) else 0.0


def _position(citation: Citation) -> float:
    """A bonus for what stands early: whole for the first sentence of an article, nothing from the sixth paragraph on."""
    early = 0.25 * max(0.0, 1 - (citation.paragraph.number - 1) / READ_PARAGRAPHS)
    return early if citation.start == 0 else early / 2


def _place(article: int, citation: Citation) -> tuple[int, int, int]:
    return article, citation.paragraph.number, citation.start
