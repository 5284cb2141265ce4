"""The briefing of a day: its articles as stories, ranked by an open formula, each told in a few cited sentences."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from assistant.edition import Briefing, Coverage, Story, ToldStory
from assistant.headline import headline
from assistant.summary import lead, summary
from ingest.articles import Article
from ingest.rows import Sighting


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


def briefing(day: Day, stories: Sequence[Story], copies: Sequence[Sighting]) -> Briefing:
    """What the stories of a day say; `copies` are the exact copies met that day."""
    ranked = sorted(
        ((rank_terms(story), story) for story in stories), key=lambda pair: (-sum(pair[0].values()), pair[1].id)
    )
    told = tuple(
        ToldStory(replace(story, title=headline(story)), number, summary(story), rank_terms=tuple(terms.items()))
        for number, (terms, story) in enumerate(ranked, 1)
    )
    title = f"{day.day:%A}, {day.day.day} {day.day:%B %Y}"
    return Briefing(day.day, (day.start, day.end), title, lead(told), told, coverage(told, copies))


def rank_terms(story: Story) -> dict[str, float]:
    """What a story's rank is made of: how many outlets tell it independently, in how many articles, at what length."""
    words = sum(len(article.text.split()) for article in story.articles)
    return {
        "origins": round(math.log2(1 + story.origins), 4),
        "articles": round(0.5 * math.log2(1 + len(story.articles)), 4),
        "length": round(0.1 * math.log2(1 + words / 100), 4),
    }


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
