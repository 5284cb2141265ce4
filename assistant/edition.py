"""The words of a briefing: stories, what is told of each, what has changed, and what became of every article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from assistant.answers import Claim, Difference
from assistant.hearing import outlets
from ingest.articles import Article

Use = Literal["cited", "same_story", "duplicate", "left_out"]
News = Literal["new", "developing", "unchanged"]
Kind = Literal["new", "updated", "confirmed", "disputed", "corrected", "dropped"]
Attribution = Literal["own", "named", "unnamed", "outlet"]
SECTIONS = ("changes", "points", "said", "differences", "numbers", "timeline", "watch", "unknowns")


@dataclass(frozen=True, slots=True)
class Story:
    """One event, told by one or several articles, the earliest first; `opened` is the day (ISO) it was first told of.

    `renamed` when a person gave it its title.
    """

    id: str
    title: str
    articles: tuple[Article, ...]
    opened: str = ""
    renamed: bool = False

    @property
    def sources(self) -> int:
        """How many outlets tell it."""
        return len({article.source or article.id for article in self.articles})

    @property
    def origins(self) -> int:
        """How many outlets tell it independently: near copies of one article speak with the voice of its outlet."""
        return len(set(outlets(self.articles).values()))

    @property
    def single_source(self) -> bool:
        """Whether nobody else bears it out: one outlet tells it, or all tell it in one outlet's words."""
        return self.origins == 1


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as the reader's last briefing had it: what it said before and what is said now.

    `before` is None where nothing was said, `after` where nothing is said any more.
    """

    kind: Kind
    before: Claim | None
    after: Claim | None


@dataclass(frozen=True, slots=True)
class Said:
    """A statement and whose word it is; `quotation` when its words stand in quotation marks in the article."""

    speaker: str
    claim: Claim
    attribution: Attribution = "named"
    quotation: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """Something that happened, or will, on a day."""

    day: date
    claim: Claim


@dataclass(frozen=True, slots=True)
class ToldStory:
    """A story as a briefing tells it: its rank (1 is first), a cited summary, its sections, the terms of the rank.

    `news` says whether the reader's earlier briefings told of it, and if so whether anything is new.
    """

    story: Story
    rank: int
    summary: tuple[Claim, ...]
    points: tuple[Claim, ...] = ()
    rank_terms: tuple[tuple[str, float], ...] = ()
    rank_values: tuple[tuple[str, float], ...] = ()  # the same before they were weighed
    news: News = "new"
    changes: tuple[Change, ...] = ()
    said: tuple[Said, ...] = ()
    differences: tuple[Difference, ...] = ()
    numbers: tuple[Claim, ...] = ()
    timeline: tuple[Dated, ...] = ()
    watch: tuple[Claim, ...] = ()
    unknowns: tuple[Claim, ...] = ()
    headline: Claim | None = None  # the title, where a chat model worded it, with the words that bear it out
    context: tuple[Article, ...] = ()  # earlier articles of the story, which changes, differences and timeline may cite

    @property
    def claims(self) -> Iterator[Claim]:
        """Every claim that is told of the story, in reading order."""
        yield from (self.headline,) if self.headline else ()
        yield from self.summary
        for change in self.changes:
            yield from (claim for claim in (change.before, change.after) if claim)
        yield from self.points
        yield from (one.claim for one in self.said)
        for difference in self.differences:
            yield from difference.versions
        yield from self.numbers
        yield from (one.claim for one in self.timeline)
        yield from self.watch
        yield from self.unknowns


@dataclass(frozen=True, slots=True)
class Coverage:
    """What became of one article in a briefing, with the reason in words."""

    article: Article
    use: Use
    reason: str = ""
    external_id: str | None = None


@dataclass(frozen=True, slots=True)
class Briefing:
    """What the news of one day says, every sentence cited; `window` is the day as two UTC instants, the end excluded.

    `engine` names who worded the lead, `since` the day of the reader's last briefing, which changes are told against.
    """

    day: date
    window: tuple[datetime, datetime]
    title: str
    lead: tuple[Claim, ...] = ()
    stories: tuple[ToldStory, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    engine: str = "extractive"
    notices: tuple[str, ...] = ()
    since: date | None = None

    @property
    def claims(self) -> Iterator[Claim]:
        """Every claim of the briefing, in reading order."""
        yield from self.lead
        for told in self.stories:
            yield from told.claims
