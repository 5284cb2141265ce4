"""Figures of a story that move: what a sentence itself says has changed, and tolls that are told anew from day to day.

A sentence that gives the older figure beside the new one ("rose to 88, from 212", "171 and not 164") names its own
predecessor. A count of the dead, missing, ill … is followed through a story; nothing else is, since two numbers that stand
in different words may count different things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant import tellings
from assistant.counted import Counted, counting, states_in
from assistant.edition import Change, Kind
from assistant.figures import Figure, figures
from assistant.statements import Statement
from assistant.words import content_words, names, stem
from ingest.dates import placed

SHARED = 2  # content words that a sentence must share with the one whose figure it replaces, or a name
SMALL, BEHIND = 10, 2  # a number below which it must count the same, as one of so many words behind it says
UNDERSTOOD = 1_000  # from which a number is rare enough to be known by itself, its unit left out
_MOVES = re.compile(
    r"\b(?:r[io]se[ns]?|risen|rais\w+|fell|fall\w*|drop\w*|shr[aiu]nk\w*|clim\w+|gr[eo]w\w*|grown|slip\w*|doubl\w+|tripl\w+|jump\w*|increas\w+|declin\w+|cut|lower\w*|up|down|correct\w*|revis\w*)\b",
    re.I,
)
_WAS = re.compile(r"\b(?:from|had been|against|compared with|instead of|not)\s+(?:the\s)?(?:\w+\s)?$", re.I)


@dataclass(frozen=True, slots=True)
class Tally:
    """A statement that counts people in some state, and the figure."""

    statement: Statement
    state: str
    figure: Figure

    @property
    def when(self) -> datetime:
        """When it was told."""
        return placed(self.statement.article.published, self.statement.article.added, UTC)


def moved(now: Sequence[Statement], before: Sequence[Statement]) -> Iterator[Change]:
    """The figures that are told otherwise now than before, each with both sentences."""
    yield from _named_moves(now, before)
    known, told = _newest(tallies(before)), tallies(now)
    for state, tally in sorted(_together(_newest(told), told).items()):
        old = known.get(state)
        if old and not old.figure.fits(tally.figure) and old.when < tally.when and _one_event(old, tally):
            yield Change("updated", old.statement.claim, tally.statement.claim)


def tallies(found: Sequence[Statement]) -> list[Tally]:
    """The counts of people in some state, the first of each in every article: later ones are of parts."""
    first: dict[tuple[str, int, str], Tally] = {}
    for one in sorted(found, key=lambda one: (one.article.id, one.citation.paragraph.number, one.citation.start)):
        if one.modality in {"done", "alleged"} and figures(one.text) and not tellings.windows(one.text):
            for state in states_in(one.text):
                told = [figure for figure in counting(Counted("people", (), state), one.text) if figure.role == "now"]
                if len(told) == 1 and not tellings.may_be(one.text, told[0].start, told[0].end):
                    first.setdefault((one.article.id, one.article.version, state), Tally(one, state, told[0]))
    return list(first.values())


def _newest(found: Sequence[Tally]) -> dict[str, Tally]:
    """The newest count of each state."""
    return {one.state: one for one in sorted(found, key=lambda one: (one.when, one.statement.article.id))}


def _together(newest: dict[str, Tally], told: Sequence[Tally]) -> dict[str, Tally]:
    """The newest counts, all of them in the words of one statement where it tells the same figures."""
    found: dict[str, Tally] = {}
    for state in sorted(newest):
        taken = {id(one.statement) for one in found.values()}
        alike = [one for one in told if one.state == state and one.figure.fits(newest[state].figure)]
        found[state] = next((one for one in alike if id(one.statement) in taken), newest[state])
    return found


def _one_event(one: Tally, other: Tally) -> bool:
    """Whether two counts speak of one place and of people named in both articles' openings."""
    where = [tellings.places(each.statement.text, ()) for each in (one, other)]
    if all(where) and where[0].isdisjoint(where[1]):
        return False
    return not _anchors(one).isdisjoint(_anchors(other))


def _anchors(one: Tally) -> frozenset[str]:
    article = one.statement.article
    opening = article.paragraphs[0].text if article.paragraphs else ""
    texts = (article.title, tellings.undated(opening), one.statement.citation.paragraph.text)
    return frozenset(stem(word) for text in texts for name in names(text) for word in name.split() if len(word) > 2)


def _named_moves(now: Sequence[Statement], before: Sequence[Statement]) -> Iterator[Change]:
    """The changes of figures that a sentence itself tells, beside the sentence that told the older one."""
    for one in now:
        told = figures(one.text) if _MOVES.search(one.text) or " not " in one.text else []
        olds = [figure for figure in told if figure.role != "now" or _WAS.search(one.text[: figure.start])]
        news = [figure for figure in told if figure not in olds]
        for old in olds if news else ():
            if match := _teller(one, old, before):
                kind: Kind = (
                    "corrected" if old.role == "denied" or re.search(r"\bcorrect", one.text, re.I) else "updated"
                )
                yield Change(kind, match.claim, one.claim)
                break


def _teller(one: Statement, old: Figure, before: Sequence[Statement]) -> Statement | None:
    """The statement that told a figure before which another now calls the old one, the likest of those that did."""
    if old.low < 3 and not old.unit:  # small numbers stand everywhere
        return None
    mine, named = _stems(one.text), set(names(one.text))
    counts = frozenset[str]().union(*(_counted(one.text, each) for each in figures(one.text)))
    found = []
    for other in before:
        if any(each.role == "now" and each.low == old.low and _one_unit(each, old) for each in figures(other.text)):
            if (
                old.low < SMALL
                and not old.unit
                and not any(each.low == old.low and counts & _counted(other.text, each) for each in figures(other.text))
            ):
                continue  # "from just three" is no three of something else
            shared = len(mine & _stems(other.text)) + 2 * len(named & set(names(other.text)))
            found.append((shared, other))
    best = max(found, key=lambda pair: (pair[0], pair[1].article.published, pair[1].article.id), default=None)
    return best[1] if best and best[0] >= (1 if old.role == "denied" else SHARED) else None


def _counted(text: str, figure: Figure) -> frozenset[str]:
    """The stems of the words right behind a figure, one of which may say what it counts."""
    return frozenset(stem(word) for word in content_words(text[figure.end :])[:BEHIND])


def _one_unit(one: Figure, other: Figure) -> bool:
    """Whether two figures may have one unit: "to 2.4 million crowns, from 900,000" leaves it to be understood."""
    return one.unit == other.unit or (one.low >= UNDERSTOOD and "" in {one.unit, other.unit})


def _stems(text: str) -> set[str]:
    return {stem(word) for word in content_words(text) if not word[0].isdigit()}
