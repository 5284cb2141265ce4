"""The versions of a number that sentences tell: who tells which, which was taken back, which is the newest.

sentences -> tellings (a sentence and its figure) -> versions (tellings that may mean one number)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

import numpy as np

from assistant import tellings
from assistant.answers import Claim, Hit
from assistant.counted import RUNNING, Counted, counting
from assistant.events import Telling, comparable, is_of_it, is_property
from assistant.evidence import Scored, sentences_of
from assistant.figures import ROUND, Figure
from assistant.kinds import spans
from assistant.question import Question
from assistant.witnesses import independent_first
from ingest.articles import Citation

MOST_READ = 160  # sentences read for figures: no vector is made of them
MOST_TELLINGS = 200  # numbers that are set against each other
RISING = frozenset({"dead", "injured"})
A_DAY = timedelta(days=1)
HOURS_OF_NEWS = 3  # after which a count that goes on rising may have risen
_LOWERED = re.compile(r"\b(?:revis|correct|lower|fell|fall|drop|cut|down\b|fewer|recount|overstat)", re.I)
_CLAUSE = re.compile(r"[;,] (?:while |but |and |whereas |though |although )?|(?: while| but| whereas) ")


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """Tellings that may mean one number, the best first; `withdrawn` where an article takes the number back."""

    tellings: tuple[Telling, ...]
    withdrawn: bool = False

    @property
    def best(self) -> Telling:
        """The telling to show."""
        return self.tellings[0]

    @property
    def when(self) -> datetime:
        """When it was last told; what was taken back is older than everything else."""
        return datetime.min if self.withdrawn else max(one.when for one in self.tellings)

    @property
    def articles(self) -> int:
        """How many articles tell the number itself: neither "more than 70" nor "nearly 80" tells 77."""
        best = self.best.figure
        own = (one for one in self.tellings if one.figure.is_bound == best.is_bound or best.low == one.figure.low)
        return len({one.article.id for one in own if one.figure.apart(best) <= ROUND * best.low})

    @property
    def claim(self) -> Claim:
        """The version as a claim, a citation for each article that tells it, independent origins before near copies."""
        of_articles = {one.article.id: one for one in reversed(self.tellings)}
        others = [
            one
            for one in self.tellings
            if of_articles[one.article.id] is one and one.article.id != self.best.article.id
        ]
        cited = {one.scored.sentence: one.cited for one in others}
        ordered = independent_first(self.best.scored.sentence, list(cited))
        return Claim(self.best.cited.quote, (self.best.cited, *(cited[one] for one in ordered)))


def versions(
    question: Question, wanted: Counted | None, ranked: Sequence[Scored], hits: Sequence[Hit]
) -> tuple[Version, ...]:
    """The versions of the number of something, those of the best sentences first; a question asks for `counted.asked`."""
    if wanted is None or not ranked:
        return ()
    found = list(islice(_tellings(question, wanted, [*ranked, *_further(ranked, hits)]), MOST_TELLINGS))
    told = [one for one in found if one.figure.role == "now"]
    denied = [one.figure for one in found if one.figure.role == "denied"]
    kept = _grouped(_of_one_event(question, wanted, told))
    if wanted.state in RUNNING:
        kept = [_newest_bound_first(group) for group in kept]
    return tuple(Version(tuple(group), any(group[0].figure.fits(one) for one in denied)) for group in kept)


def _of_one_event(question: Question, wanted: Counted, told: Sequence[Telling]) -> list[Telling]:
    """The tellings of the event of the best one, those too that name a day on which one of them says that it was."""
    kept = [one for one in told if one is told[0] or comparable(question, wanted, told[0], one)]
    return [
        one
        for one in told
        if one in kept or any(one.days & other.days and comparable(question, wanted, other, one) for other in kept)
    ]


def _grouped(told: Sequence[Telling]) -> list[list[Telling]]:
    """The tellings of each number, those of the best one first; "more than 70" goes with the nearest number that it may be."""
    groups: list[list[Telling]] = []
    for one in sorted(told, key=lambda one: one.figure.is_bound):
        fitting = [group for group in groups if group[0].figure.fits(one.figure)]
        home = min(fitting, key=lambda group: group[0].figure.apart(one.figure), default=None)
        groups.append([one]) if home is None else home.append(one)
    return sorted(groups, key=lambda group: min(map(told.index, group)))


def _newest_bound_first(group: Sequence[Telling]) -> list[Telling]:
    """The tellings of a number that is told by bounds alone, the newest first: "at least 44" outdoes an earlier "more than 30"."""
    bounds_alone = group[0].figure.is_bound
    return sorted(group, key=lambda one: (one.when, one.figure.low), reverse=True) if bounds_alone else list(group)


def _further(ranked: Sequence[Scored], hits: Sequence[Hit]) -> list[Scored]:
    """The sentences of the hits that were too many to be scored: they count as the least likely ones."""
    known = {one.sentence.citation for one in ranked}
    last = replace(ranked[-1], features={}, vector=np.zeros_like(ranked[-1].vector))
    return [
        replace(last, sentence=sentence) for sentence in sentences_of(hits, MOST_READ) if sentence.citation not in known
    ]


def _tellings(question: Question, wanted: Counted, sentences: Sequence[Scored]) -> Iterator[Telling]:
    for one in sentences:
        sentence, text = one.sentence, one.sentence.text
        if text.endswith("?") or not is_of_it(question, wanted, one):
            continue
        found = counting(wanted, text, sentence.before)
        found = [figure for figure in found if not tellings.may_be(text, figure.start, figure.end)]
        found = [
            figure
            for figure in found
            if wanted.state or is_property(text, figure) or _is_theirs(question, text, figure)
        ]
        clauses = _clauses(sentence.citation, [figure for figure in found if figure.role == "now"])
        for figure in found:
            yield Telling(one, figure, clauses.get(figure, sentence.citation))


def _is_theirs(question: Question, text: str, figure: Figure) -> bool:
    """Whether a figure is that of the person whose number is asked for, and of nobody who is named nearer to it."""
    asked = [question.text[start:end] for start, end in spans("person", question.text)]
    if not asked:
        return True
    people = sorted(spans("person", text), key=lambda span: max(span[0] - figure.end, figure.start - span[1], 0))
    return bool(people) and text[slice(*people[0])] in asked


def _clauses(citation: Citation, found: Sequence[Figure]) -> dict[Figure, Citation]:
    """The clauses of a sentence that tells two numbers of one thing ("police counted 28,000, the unions 45,000")."""
    if len(found) != 2:
        return {}
    text = citation.quote
    cut = next(_CLAUSE.finditer(text, found[0].end, found[1].start), None)
    if cut is None:
        return {}
    parts = ((0, cut.start()), (cut.end(), len(text)))
    return {
        figure: Citation(citation.paragraph, citation.start + start, citation.start + end)
        for figure, (start, end) in zip(found, parts, strict=True)
    }


def most_told(wanted: Counted, found: Sequence[Version]) -> Version:
    """Of the versions of a count that goes on the one that most articles tell, of any other count the best one."""
    if wanted.state not in RUNNING:
        return found[0]
    return max(found, key=lambda one: (one.articles, one.best.figure.low if wanted.state in RISING else 0.0))


def newest_of(wanted: Counted, found: Sequence[Version]) -> Version:
    """The version told last, of those told together the one that most articles tell.

    A toll hardly falls: a higher one of the day before that as many articles tell is newer than a late copy of a lower one,
    unless that says that it was lowered.
    """
    last = max(found, key=lambda one: (one.when, one.articles))
    if wanted.state not in RISING or last.withdrawn or _LOWERED.search(last.best.text):
        return last
    rivals = [
        one
        for one in found
        if one.best.figure.low > last.best.figure.high
        and one.articles >= last.articles
        and not one.withdrawn
        and last.when - one.when <= A_DAY
    ]
    return max(rivals, key=lambda one: (one.articles, one.when), default=last)


def may_have_changed(wanted: Counted, one: Version, other: Version) -> bool:
    """Whether the later of two versions may have replaced the earlier, and is no rival claim about one moment."""
    if one.withdrawn or other.withdrawn:
        return True
    first, second = one.best, other.best
    if first.article.id == second.article.id:
        return False
    running = wanted.state in RUNNING
    if not running and first.days & second.days:
        return False
    if tellings.later(first.article, second.article):
        return True
    return running and abs((one.when - other.when).total_seconds()) >= HOURS_OF_NEWS * 3600
