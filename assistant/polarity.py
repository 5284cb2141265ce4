"""Whether a text tells something as so, as not so or as what may be: negation, opposites and plans told as done.

Every word that means something has a sign, turned by each "not", "denied" or "without" in whose reach it stands. A claim is
contradicted where the word of the source that stands in the same place has the other sign, or is its opposite.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.thesaurus import others
from assistant.wording import Span, Token, Wording, nearness
from assistant.words import stem

REACH = 3  # words with a meaning of their own that a negation reaches
ALIKE = 0.35  # of the same word
ALIKE_OPPOSITES = 0.5  # and of opposites, how alike two places must be for them to contradict each other
MARGIN = 0.15  # by how much the contradicting place must be more alike than one that agrees

_NOT = frozenset("not never no nobody nothing none neither nor without cannot hardly barely nowhere non de un".split())
_NEGATES = frozenset(
    stem(word)
    for word in "deny denied denies denying denial refuse refused refuses reject rejected rejects fail failed fails decline declined "
    "unable unlikely impossible avoid avoided prevent prevented stop stopped lack lacked lacks dismissed disputed barred ruled false".split()
)
_NOT_ONLY = re.compile(
    r"\b(?:not (?:only|just|merely|least)|no (?:doubt|longer than|fewer than|less than|more than|matter|sooner)|nothing (?:but|less))\b",
    re.I,
)
_BREAK = re.compile(r"[,;:.!?()–—]|\b(?:but|although|though|while|because|who|which|and)\b", re.I)
_PREFIXED = re.compile(r"^(?:un|in|im|il|ir|dis|non|mis)(?=\w{4})")
_MAY = frozenset(
    "will would may might could should can shall must 'll if unless planned plans plan plans planning wants want wanted hopes hope hoped "
    "threatened threatens threatening expected expects likely considering considers aims aimed intends intended proposed proposes "
    "allegedly reportedly supposedly alleged urged calls called demands demanded ready prepared going set due".split()
)
_DONE = frozenset("has have had was were is are been being did".split())


@dataclass(frozen=True, slots=True)
class Sign:
    """What a text tells with one of its words: so (+1) or not so (-1), as done or as what may be, and the word that turns it."""

    at: int
    sign: int
    cue: int | None
    may_be: bool


@functools.lru_cache(maxsize=1024)
def signs(wording: Wording) -> tuple[Sign, ...]:
    """The signs of the words of a text, one a word."""
    found: list[Sign] = []
    reach: list[tuple[int, int]] = []  # cue, how many words it still reaches
    spared = [match.span() for match in _NOT_ONLY.finditer(wording.text)]
    may = -9
    for at, token in enumerate(wording.tokens):
        if at and _BREAK.search(wording.text, wording.tokens[at - 1].end, token.end):
            reach, may = [], -9
        cues = [cue for cue, _ in reach]
        found.append(Sign(at, -1 if len(cues) % 2 else 1, cues[-1] if cues else None, at - may <= 3))
        if token.content and not token.text[0].isupper():  # "not Ada Hale's strength" reaches the strength
            reach = [(cue, left - 1) for cue, left in reach if left > 1]
        if _reaches_on(wording.tokens, at) and not any(start <= token.start < end for start, end in spared):
            reach.append((at, REACH))
        if token.plain in _MAY or token.plain.endswith("'ll"):
            may = at
    return tuple(found)


def _reaches_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word turns what follows; "No 10" does not."""
    number = at + 1 < len(tokens) and tokens[at + 1].plain[0].isdigit()
    return is_cue(tokens[at]) and not (tokens[at].plain == "no" and number)


def is_cue(token: Token) -> bool:
    """Whether a word turns what it reaches into its opposite."""
    return token.plain in _NOT or token.plain.endswith("n't") or token.stem in _NEGATES


@functools.cache
def _sides() -> dict[str, frozenset[tuple[int, int]]]:
    """Stem -> the lines of the file of opposites on which it stands, and on which side: 1 or -1."""
    table: dict[str, set[tuple[int, int]]] = {}
    for number, line in enumerate(Path(__file__).with_name("antonyms.txt").read_text(encoding="utf-8").splitlines()):
        for side, words in zip((1, -1), line.partition("#")[0].split("|"), strict=False):
            for word in words.split():
                table.setdefault(stem(word), set()).add((number, side))
    return {word: frozenset(places) for word, places in table.items()}


def opposite(one: str, other: str) -> bool:
    """Whether two stems tell opposite things.

    >>> opposite(stem("accepted"), stem("rejected")), opposite(stem("rose"), stem("increased"))
    (True, False)
    """
    if _PREFIXED.sub("", one) == other or _PREFIXED.sub("", other) == one:
        return one != other
    mine, theirs = (_sides().get(word, frozenset()) for word in (one, other))
    lines = {(number, -side) for number, side in mine}
    return not lines.isdisjoint(theirs) and mine.isdisjoint(theirs)


def contradicted(claim: Wording, source: Wording, around: Span) -> Iterator[Span]:
    """The words of a claim that a stretch of the source (`around`) tells with the other sign, or as what may be."""
    told = list(source.between(*around))
    mine, theirs = signs(claim), signs(source)
    seen: set[Span] = set()
    for at, token in enumerate(claim.tokens):
        if not token.text[0].islower() or not (token.content or token.stem in _sides()):
            continue
        span = _contradiction(claim, source, (mine[at], theirs), told)
        if span and span not in seen:
            seen.add(span)
            yield span


def _contradiction(
    claim: Wording, source: Wording, pair: tuple[Sign, tuple[Sign, ...]], told: list[int]
) -> Span | None:
    mine, theirs = pair
    token = claim.tokens[mine.at]
    agree = against = 0.0
    worst: Sign | None = None
    for at in told:
        other = source.tokens[at]
        relation = _relation(token, other)
        if not relation:
            continue
        near = nearness(claim, (token.start, token.end), source, (other.start, other.end))
        same = relation * mine.sign * theirs[at].sign > 0
        unreal = relation > 0 and theirs[at].may_be and not mine.may_be and _is_done(claim, mine.at, other)
        if same and not unreal:
            agree = max(agree, near)
        elif token.stem == other.stem or relation < 0:
            near -= 0 if relation > 0 else ALIKE_OPPOSITES - ALIKE
            against, worst = max((against, worst), (near, theirs[at]), key=lambda one: one[0])
    if worst is None or against < ALIKE or against < agree + MARGIN:
        return None
    cue = claim.tokens[mine.cue] if mine.cue is not None and mine.sign != worst.sign else token
    return (cue.start, cue.end)


def _relation(one: Token, other: Token) -> int:
    """1 for a word that tells the same, -1 for one that tells the opposite, 0 for any other."""
    if one.stem == other.stem or (one.content and one.stem in others(other.plain)):
        return 1
    return -1 if opposite(one.stem, other.stem) else 0


def _is_done(claim: Wording, at: int, told: Token) -> bool:
    """Whether a claim tells a verb as done that its source has in its plain form."""
    token = claim.tokens[at]
    if token.plain == told.plain:
        return at > 0 and claim.tokens[at - 1].plain in _DONE
    return token.plain.endswith("ed") or (at > 0 and claim.tokens[at - 1].plain in _DONE)
