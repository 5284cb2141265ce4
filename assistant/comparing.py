"""Whether two statements of one story say the same, say it differently, or are about different things.

    two statements -> alignment -> what stands in each other's place -> Relation

Precision comes first: every doubt speaks against a difference. Two things that differ at once are a sign of two events, so
that a sentence with another name and another number than the one beside it contradicts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from itertools import islice
from typing import Literal

from assistant import tellings
from assistant.alignment import CLOSE, Alignment, Otherwise, aligned, wording
from assistant.answers import DifferenceKind
from assistant.calendar_words import DAYS
from assistant.counterparts import counterparts
from assistant.statements import Statement
from assistant.told_counts import is_running, may_be_rivals, rival_counts, told
from assistant.told_names import people
from assistant.told_outcomes import outcomes
from assistant.told_values import dates, numbers, values
from assistant.wording import Span, Wording, squeezed
from ingest.dates import placed, precision

SAME = 0.75  # the share of the shorter telling that the other must have to say the same
BREADTH = 0.5  # the share of the longer one that the shorter must have,
MANY = 8  # if both do not have so many words that mean something
FEWEST_SAME = 4  # words that mean something that both must have to say the same
ENOUGH = {"number": 0.7, "date": 0.7, "actor": 0.8, "attribution": 0.75, "outcome": 0.75, "negation": 0.75}
BESIDE = {"number": 0.6, "date": 0.5, "actor": 0.7, "attribution": 0.6, "outcome": 0.7, "negation": 0.7}
FEWEST_BESIDE = (
    3  # words that mean something that both must have beside what differs, one less where nearly all is shared
)
NEARLY = 0.8  # the share of either telling that the other must have for what is doubtful elsewhere to count
FREELY = 0.6  # how sure it is that two numbers are of one thing where their sentences are worded differently
LONGEST = 300  # words of a statement: what is longer is no sentence, and costs the square of it
HOURS_OF_NEWS = timedelta(hours=3)  # within which two counts of one day are rival claims, not an older and a newer one
A_WEEK = 6  # days between two articles from which a day of the week is another one in either
ABOUT = 3  # words that mean something in what a relation is about
FEWEST = 4  # words that both must have around what differs, small ones counted in part
_MARK = re.compile(r"[,;:.!?()–—\"“”]")


@dataclass(frozen=True, slots=True)
class Relation:
    """What two statements about one thing are to each other: the same, or different in one kind of word.

    `score` is how sure it is that both are about one thing, 0 to 1; `spans` the words that differ, as offsets into the text
    of each statement, None where both say the same; `about` names in a few of their words what they are about.
    """

    kind: Literal["same"] | DifferenceKind
    score: float
    spans: tuple[Span, Span] | None
    about: str


def relation(one: Statement, other: Statement) -> Relation | None:
    """What two statements are to each other; None where they are about different things, or nothing can be said."""
    return _in_order(one, other, _compared)


def _in_order(
    one: Statement, other: Statement, compare: Callable[[Statement, Statement], Relation | None]
) -> Relation | None:
    """What a comparison makes of two statements in the one order in which the same comes out of both ways round."""
    first, second = sorted((one, other), key=_order)
    made = compare(first, second)
    if made is None or first is one or made.spans is None:
        return made
    return Relation(made.kind, made.score, (made.spans[1], made.spans[0]), made.about)


def _compared(first: Statement, second: Statement) -> Relation | None:
    if squeezed(first.text) == squeezed(second.text):
        made: Relation | None = Relation("same", 1.0, None, _about(wording(first.text)))
    else:
        made = _aligned(first, second)
    if made and made.kind == "same" and _are_weeks_apart(first, second):
        return None
    return made or _counted(first, second)


def _are_weeks_apart(one: Statement, other: Statement) -> bool:
    """Whether two statements name a day of the week of which each means another one: "on Monday", a week later."""
    days = [_published(each) for each in (one, other)]
    if days[0] is None or days[1] is None or abs((days[0] - days[1]).days) < A_WEEK:
        return False
    named = [
        {one.key for one in values(wording(each.text), day).days} & {*DAYS}
        for each, day in zip((one, other), days, strict=True)
    ]
    return bool(named[0] & named[1])


def _aligned(first: Statement, second: Statement) -> Relation | None:
    """What two statements are to each other by the words that stand in each other's place."""
    words = wording(first.text), wording(second.text)
    if max(len(each.tokens) for each in words) > LONGEST:
        return None
    found = aligned(*words)
    if found.weight < FEWEST:
        return None
    return _related(found, _otherwise(found, first, second))


def _counted(first: Statement, second: Statement) -> Relation | None:
    """That two statements tell two numbers of one thing in words of their own."""
    found = rival_counts(first, second)
    if found is None:
        return None
    one, other, about = found
    words = wording(first.text)
    told = words.between(one.start, one.end)
    about = about or _words(words, range(told.stop, len(words.tokens))) or _words(words, range(told.start - 1, -1, -1))
    return Relation("number", FREELY, ((one.start, one.end), (other.start, other.end)), about)


def relations(statements: Sequence[Statement]) -> list[tuple[int, int, Relation]]:
    """Every pair of related statements of a story, of two articles each, as their positions and what they are to each other."""
    texts, found = [one.text for one in statements], list[tuple[int, int, Relation]]()
    if len({(one.article.id, one.article.version) for one in statements}) < 2:
        return found
    for at, beside, alike in counterparts(texts):
        one, other = statements[at], statements[beside]
        if (one.article.id, one.article.version) == (other.article.id, other.article.version):
            continue
        if not alike and not may_be_rivals(told(texts[at]), told(texts[beside])):
            continue
        if related := _in_order(one, other, _compared if alike else _counted):
            found.append((at, beside, related))
    return found


def same_time(one: Statement, other: Statement) -> bool:
    """Whether two statements tell of one time, so that they are rival claims and the later does not replace the earlier."""
    days = [tellings.told_on(each.article) for each in (one, other)]
    if one.article.id == other.article.id and one.article.version != other.article.version:
        return False  # an outlet put its own article right
    if None in days:
        return True
    if days[0] == days[1]:
        return not (_are_hours_apart(one, other) and is_running(one, other))
    if is_running(one, other):
        return False
    named = [tellings.days_named(each.text, each.article) for each in (one, other)]
    return bool(named[0] & named[1])


def _are_hours_apart(one: Statement, other: Statement) -> bool:
    """Whether two articles of one day tell at what time they came out, and lie further apart than rival claims do."""
    told = [each.article.published for each in (one, other)]
    if any(precision(each) in {"", "day"} for each in told):
        return False
    first, second = (placed(each, "", UTC) for each in told)
    return abs(first - second) > HOURS_OF_NEWS


def _order(one: Statement) -> tuple[str, ...]:
    """What puts two statements in one order, so that the same comes out of both ways round."""
    return one.text, one.article.published, one.article.id


def _published(one: Statement) -> date | None:
    return tellings.told_on(one.article)


def _otherwise(found: Alignment, one: Statement, other: Statement) -> list[Otherwise]:
    """Everything that two aligned statements tell differently."""
    mine, theirs = values(found.one, _published(one)), values(found.other, _published(other))
    told = [*numbers(found, mine, theirs), *dates(found, mine, theirs), *outcomes(found)]
    return [*told, *people(found, (one.article, other.article))]


def _related(found: Alignment, told: Sequence[Otherwise]) -> Relation | None:
    told = _without_bounds(told)
    kinds = {"actor" if one.kind == "attribution" else one.kind for one in told}
    positions = tuple(frozenset(at for one in told for at in one.told[side]) for side in (0, 1))
    share = found.share(positions)
    if not kinds:
        return _same(found)
    if len(kinds) > 1 or found.weight < FEWEST:
        return None
    first = next((one for one in told if one.kind == "attribution"), told[0])
    nearly = share >= NEARLY and found.breadth(positions) >= NEARLY
    if first.apart:
        enough = nearly if first.kind == "actor" else share >= ENOUGH[first.kind]
        return _different(found, first, share) if enough else None
    beside = found.context(first.told, positions)
    if share < ENOUGH[first.kind] or beside[0] < FEWEST_BESIDE - nearly or beside[1] < BESIDE[first.kind]:
        return None
    if any(one.doubtful for one in told) and not (nearly and beside[1] >= NEARLY):
        return None
    return _different(found, first, share)


def _without_bounds(told: Sequence[Otherwise]) -> list[Otherwise]:
    """The differences without the "over" and "under" that stand before a number told otherwise: they are part of it."""
    numbers = [one.told[0].start for one in told if one.kind == "number"]
    return [
        one for one in told
        if one.kind != "outcome" or not any(0 <= start - one.told[0].stop < CLOSE for start in numbers)
    ]  # fmt: skip


def _same(found: Alignment) -> Relation | None:
    """That both say the same: nearly all of the shorter one stands in the longer, which says little or nothing else besides."""
    share, breadth = found.whole()
    if share < SAME or found.shared < FEWEST_SAME or not found.tells() or (breadth < BREADTH and found.shared < MANY):
        return None
    return Relation("same", round(share, 4), None, _about(found.one))


def _different(found: Alignment, first: Otherwise, share: float) -> Relation:
    return Relation(first.kind, round(share, 4), (first.one, first.other), _about(found.one, first))


def _about(one: Wording, told: Otherwise | None = None) -> str:
    """A few words that name what a telling is about: those behind a number, before a day, beside whatever else differs.

    Where nothing differs, the first that say enough.
    """
    if told is None:
        starts = (at for at, token in enumerate(one.tokens) if token.content)
        phrases = [_words(one, range(at, len(one.tokens))) for at in islice(starts, ABOUT)]
        return max(phrases, key=lambda phrase: phrase.count(" "), default="")
    before, after = range(told.told[0].start - 1, -1, -1), range(told.told[0].stop, len(one.tokens))
    sides = (before, after) if told.kind == "date" else (after, before)
    return _words(one, sides[0]) or _words(one, sides[1]) or _words(one, range(len(one.tokens)))


def _words(one: Wording, positions: Sequence[int]) -> str:
    """The first words that mean something in a direction, with the small ones between them, up to a mark or another value."""
    taken: list[int] = []
    for at in positions:
        beside = sorted((at, taken[-1] if taken else at))
        if _MARK.search(one.text, one.tokens[beside[0]].end, one.tokens[beside[1]].start):
            break
        taken.append(at)
        if sum(one.tokens[each].content for each in taken) == ABOUT:
            break
    meaning = sorted(at for at in taken if one.tokens[at].content)
    return one.text[one.tokens[meaning[0]].start : one.tokens[meaning[-1]].end] if meaning else ""
