"""The words of asking: filters, hits, claims, answers, stories and briefings, as frozen data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from ingest.articles import Article, Citation, Paragraph

if TYPE_CHECKING:
    from assistant.verify import Problem

Verdict = Literal["verbatim", "supported", "unsupported"]
Status = Literal["answered", "partial", "not_in_sources"]
Use = Literal["cited", "same_story", "duplicate", "left_out"]
Read = Literal["time", "outlets"]
ALL_READ: tuple[Read, ...] = ("time", "outlets")  # what can be read out of a question and limits the articles


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a search: published at or after `since`, before `until` (both instants), by one of `sources`."""

    since: datetime | None = None
    until: datetime | None = None
    sources: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.since or self.until or self.sources)


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph that retrieval found, with its article; scores are comparable within one search, higher is better.

    `terms` names what the score is made of, for `--explain`.
    """

    paragraph: Paragraph
    article: Article
    score: float
    terms: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence and the words that bear it out: the first citation is of the words shown, others tell the same elsewhere."""

    text: str
    citations: tuple[Citation, ...]
    verdict: Verdict = "verbatim"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sentence that a model wrote and the reader is not given as an answer, and why, in words.

    `problems` are the spans of the text that its sources do not bear out. The text is "" where it must not be shown at all.
    """

    text: str
    reason: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing on which sources differ: the versions side by side, each a cited claim.

    With `different_time` the later may have replaced the earlier, and the newest comes first; else they are rival claims of one time.
    """

    about: str
    kind: Literal["number", "date", "actor", "attribution", "outcome", "negation"]
    versions: tuple[Claim, ...]
    different_time: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What the articles say to a question; no claims means that they do not say.

    `articles` holds the article of every citation and of every closest hit, by id and version, so that an answer can be
    shown without asking the library again. `filters_read` says which of the filters the question itself named; the others
    were given. `seconds` maps retrieve, answer and total to seconds.
    """

    question: str
    standalone_question: str
    claims: tuple[Claim, ...] = ()
    status: Status = "not_in_sources"
    engine: str = "extractive"
    short_answer: str | None = None
    filters: Filters = Filters()
    filters_read: tuple[Read, ...] = ()
    differences: tuple[Difference, ...] = ()
    closest: tuple[Hit, ...] = ()
    missing: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    seconds: tuple[tuple[str, float], ...] = ()
    articles: tuple[Article, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """One event, told by one or several articles, the earliest first."""

    id: str
    title: str
    articles: tuple[Article, ...]

    @property
    def sources(self) -> int:
        """How many outlets tell it."""
        return len({article.source or article.id for article in self.articles})

    @property
    def origins(self) -> int:
        """How many outlets tell it independently: near copies of one article speak with the voice of its outlet."""
        voices: dict[str, str] = {}
        for article in sorted(self.articles, key=lambda article: article.origin_of is not None):
            voices.setdefault(article.origin_of or article.id, article.source or article.id)
        return len(set(voices.values()))


@dataclass(frozen=True, slots=True)
class ToldStory:
    """A story as a briefing tells it: its rank (1 is first), a cited summary, further points, the terms of the rank."""

    story: Story
    rank: int
    summary: tuple[Claim, ...]
    points: tuple[Claim, ...] = ()
    rank_terms: tuple[tuple[str, float], ...] = ()


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

    `engine` names who worded the lead.
    """

    day: date
    window: tuple[datetime, datetime]
    title: str
    lead: tuple[Claim, ...] = ()
    stories: tuple[ToldStory, ...] = ()
    coverage: tuple[Coverage, ...] = field(default=())
    engine: str = "extractive"
    notices: tuple[str, ...] = ()

    @property
    def claims(self) -> Iterator[Claim]:
        """Every claim of the briefing, in reading order."""
        yield from self.lead
        for told in self.stories:
            yield from told.summary
            yield from told.points
