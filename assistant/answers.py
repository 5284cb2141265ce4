"""The words of asking: filters, hits, claims and answers, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from ingest.articles import Article, Citation, Paragraph

if TYPE_CHECKING:
    from assistant.verify import Problem

Verdict = Literal["verbatim", "supported", "unsupported"]
Status = Literal["answered", "partial", "not_in_sources"]
DifferenceKind = Literal["number", "date", "actor", "attribution", "outcome", "negation"]
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
    kind: DifferenceKind
    versions: tuple[Claim, ...]
    different_time: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What the articles say to a question; no claims means that they do not say.

    `articles` holds each article version that is cited, once (a closest hit has its own), so that an answer can be shown
    without asking the library again. `filters_read` says which of the filters the question itself named; the others
    were given. `seconds` maps retrieve, answer and total to seconds.
    """

    question: str
    standalone_question: str
    claims: tuple[Claim, ...] = ()
    status: Status = "not_in_sources"
    engine: str = "extractive"
    short_answer: str | None = None
    short_answer_sure: bool = True
    filters: Filters = Filters()
    filters_read: tuple[Read, ...] = ()
    differences: tuple[Difference, ...] = ()
    closest: tuple[Hit, ...] = ()
    missing: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    seconds: tuple[tuple[str, float], ...] = ()
    articles: tuple[Article, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
