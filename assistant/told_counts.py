"""The numbers of one thing that two sentences tell in words of their own: a toll, a crowd, a lead that shrinks.

Where two sentences have no words in one order, their numbers are set against each other only if they count the same: people in the
same state, or the same noun in the same deed; or if one sentence itself takes the other's number back ("171 and not 164",
"to 88, from 212"). Every doubt speaks against it: another place, an event of the past, a narrower group.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assistant import tellings
from assistant.alignment import wording
from assistant.calendar_words import moments
from assistant.counted import counting, told_in
from assistant.figures import Figure, figures
from assistant.kinds import locatives
from assistant.statements import Statement
from assistant.thesaurus import others
from assistant.wording import Token, Wording
from assistant.words import is_date_word, stem

BACKGROUND = 10  # days from its article's from which what a sentence tells belongs to another event
FEWEST = 2  # words beside the number, its noun and state that both sentences must have
SMALL = 10  # a number below which two sentences may have it by chance
BEHIND = 3  # words that mean something behind a number among which what it counts, or the deed, stands
_NARROWER = re.compile(
    r"\b(?:critical(?:ly)?|serious(?:ly)?|badly|severe(?:ly)?|life-threatening|slightly|minor|intensive|children|women|foreign(?:ers)?)\b",
    re.I,
)
NEAR = 0.1  # how near to each other two numbers may be for one to be the other in round figures
CROWD = 100  # people from whom on they are a crowd, whose number is an estimate
_MARK = re.compile(r"[,;:.!?()–—\"“”]")
_SINCE = re.compile(r"\b(?:since|from|until|till|by)\s(?:\w+\s)?$", re.I)
_PEOPLE = re.compile(r"(?:people|persons|ers|ors|ants|ists|citizens|residents|workers|students|women|men)$")
_GENERAL = frozenset(
    map(
        stem,
        """people person dead die died death deaths kill killed killing injured wounded missing toll number cases confirmed hospital
        report reported least officials total figure count aboard board victims survived ill sick held detained arrested rise rose
        risen more""".split(),
    )
)


@dataclass(frozen=True, slots=True)
class Told:
    """The numbers of a sentence: those it tells, those it takes back, and those that count people in some state."""

    now: tuple[Figure, ...]
    back: tuple[tuple[Figure, Figure], ...]  # the number told and the one that it replaces
    states: Mapping[str, Figure]  # under the state in words
    crowds: tuple[Figure, ...]  # those that may be of a crowd


Counts = tuple[Figure, Figure, str]  # the number of either and what both count, "" where the words behind them say it


def rival_counts(one: Statement, other: Statement) -> Counts | None:
    """The numbers of one thing that two statements tell and that cannot be the same; None where there are none for certain."""
    mine, theirs = told(one.text), told(other.text)
    if not may_be_rivals(mine, theirs):
        return None
    found = _taken_back(one, other)
    if not found and (back := _taken_back(other, one)):
        found = back[1], back[0], back[2]
    if not found:
        found = _of_one_state(mine, theirs) or _of_one_deed(one.text, other.text)
        found = found if found and _is_of_one_event(one, other) else None
    return found if found and not _is_background(one) and not _is_background(other) else None


def may_be_rivals(mine: Told, theirs: Told) -> bool:
    """Whether two sentences may tell rival numbers: one takes a number back, or both count people in one state or a crowd.

    Of a day's thousands of pairs few pass, and all the rest that is asked of two sentences costs more than this.
    """
    if not mine.now or not theirs.now:
        return False
    return bool(
        mine.back or theirs.back or (mine.crowds and theirs.crowds) or not mine.states.keys().isdisjoint(theirs.states)
    )


def is_running(one: Statement, other: Statement) -> bool:
    """Whether two statements tell a number that goes on changing after the event, or one of them takes the other's back."""
    states = told(one.text).states.keys() & told(other.text).states.keys()
    return bool(states or _taken_back(one, other) or _taken_back(other, one))


@functools.lru_cache(maxsize=8192)
def told(text: str) -> Told:
    """The numbers of a sentence."""
    found = figures(text) if not text.rstrip("\"”’' ").endswith("?") else []
    now = tuple(one for one in found if one.role == "now" and not tellings.may_be(text, one.start, one.end))
    back = []
    for at, one in enumerate(found):
        beside = [
            each for each in (found[at - 1 : at] + found[at + 1 : at + 2]) if each in now and each.unit == one.unit
        ]
        if one.role != "now" and beside:
            back.append((beside[0], one))
    states: dict[str, Figure] = {}
    for wanted in told_in(text) if now else ():
        counts = [one for one in counting(wanted, text) if one in now]
        if len(counts) == 1 and not _NARROWER.search(text):
            states[wanted.label] = counts[0]
    return Told(now, tuple(back), states, tuple(one for one in now if not one.unit and one.low >= CROWD))


def _taken_back(one: Statement, other: Statement) -> Counts | None:
    """The number of one statement that the other takes back, and what the other tells in its place."""
    if (
        tellings.told_on(one.article) != tellings.told_on(other.article)
        and one.article.published > other.article.published
    ):
        return None  # what is told again later is not taken back
    for new, old in told(other.text).back:
        for mine in told(one.text).now:
            if mine.unit != old.unit or not (mine.low == old.low and mine.high == old.high) or mine.fits(new):
                continue
            same = mine.unit or _counted(one.text, mine) & (_counted(other.text, new) | _counted(other.text, old))
            state = {key for key, figure in told(one.text).states.items() if figure == mine} & told(
                other.text
            ).states.keys()
            if (same or state) and (
                (mine.low >= SMALL and not mine.unit) or len(_shared(one.text, other.text)) >= FEWEST
            ):
                return mine, new, min(state, default="")
    return None


def _of_one_state(mine: Told, theirs: Told) -> Counts | None:
    """The numbers of people in one state that two sentences of one event tell."""
    for state, figure in mine.states.items():
        other = theirs.states.get(state)
        if other and not figure.fits(other):
            return figure, other, state
    return None


def _of_one_deed(one: str, other: str) -> Counts | None:
    """The sizes of a crowd: the numbers of two sentences that count people and tell one deed of them right behind."""
    found = [
        (mine, theirs)
        for mine in told(one).crowds
        for theirs in told(other).crowds
        if _is_one_deed(_phrase(wording(one), mine), _phrase(wording(other), theirs))
    ]
    if len(found) != 1 or found[0][0].fits(found[0][1]) or _are_near(*found[0]):
        return None
    states = [
        {state for state, figure in told(text).states.items() if figure == of}
        for text, of in zip((one, other), found[0], strict=True)
    ]
    return (*found[0], "") if states[0] == states[1] else None


def _is_one_deed(one: tuple[list[Token], list[Token]], other: tuple[list[Token], list[Token]]) -> bool:
    """Whether two phrases are of one noun and the words behind them share one that says something."""
    if not one[0] or len(one[0]) != len(other[0]) or not all(map(_alike, one[0], other[0])):
        return False
    return any(token.stem not in _GENERAL and any(_alike(token, each) for each in other[1]) for token in one[1])


def _are_near(one: Figure, other: Figure) -> bool:
    """Whether one of two numbers may be the other in round figures."""
    return abs(one.low - other.low) <= NEAR * max(one.low, other.low)


def _phrase(words: Wording, figure: Figure) -> tuple[list[Token], list[Token]]:
    """What a number counts, up to the first noun for people, and the words that mean something behind that."""
    behind = _behind(words, figure)
    noun = next((at for at, token in enumerate(behind[:BEHIND]) if _PEOPLE.search(token.plain)), None)
    return ([], []) if noun is None else (behind[: noun + 1], behind[noun + 1 : noun + 1 + BEHIND])


def _behind(words: Wording, figure: Figure) -> list[Token]:
    """The words that mean something right behind a number."""
    mark = _MARK.search(words.text, figure.end)
    positions = words.between(figure.end, mark.start() if mark else len(words.text))
    return [token for at in positions if (token := words.tokens[at]).content][: 2 * BEHIND]


def _counted(text: str, figure: Figure) -> frozenset[str]:
    """The stems of the words behind a number that may say what it counts."""
    return frozenset(token.stem for token in _behind(wording(text), figure)[:1])


def _alike(one: Token, other: Token) -> bool:
    return one.stem == other.stem or one.stem in others(other.plain)


def _is_of_one_event(one: Statement, other: Statement) -> bool:
    """Whether two statements share enough beside their numbers, and name no two places and no two stretches of time."""
    if tellings.windows(one.text) != tellings.windows(other.text):
        return False
    places = [_places(each.text) for each in (one, other)]
    if all(places) and places[0].isdisjoint(places[1]):
        return False
    return len(_shared(one.text, other.text)) >= FEWEST


@functools.lru_cache(maxsize=8192)
def _places(text: str) -> frozenset[str]:
    """The stems of the places where a sentence says that something happened."""
    return frozenset(
        stem(word) for start, end in locatives(text) for word in text[start:end].split() if word[0].isupper()
    )


def _shared(one: str, other: str) -> frozenset[str]:
    return _subjects(one) & _subjects(other)


@functools.lru_cache(maxsize=8192)
def _subjects(text: str) -> frozenset[str]:
    """The stems of the words of a sentence that say what it is about."""
    return frozenset(
        token.stem
        for token in wording(tellings.undated(text)).tokens
        if token.content
        and not token.stem[0].isdigit()
        and token.stem not in _GENERAL
        and not (token.text[0].isupper() and is_date_word(token.plain))
    )


@functools.lru_cache(maxsize=8192)
def _is_background(one: Statement) -> bool:
    """Whether a statement names a day far from its article's, of which the numbers in it may be."""
    published = tellings.told_on(one.article)
    if published is None:
        return False
    found = [moment for moment in moments(wording(one.text), published) if moment.days and not moment.weak]
    days = [moment.days for moment in found if not _SINCE.search(one.text, 0, moment.start)]
    return any(all(_distance(published, span) > BACKGROUND for span in spans) for spans in days)


def _distance(day: date, span: tuple[date, date]) -> int:
    """How many days lie between a day and a span of days."""
    return max((span[0] - day).days, (day - span[1]).days, 0)
