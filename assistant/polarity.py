"""Whether a text tells something as so, as not so or as what may be: negation, opposites and plans told as done.

Every word that means something has a sign, turned by each "not", "denied" or "without" in whose reach it stands. A claim is
contradicted where the word of the source that stands in the same place has the other sign, or is its opposite.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_BREAK = re.compile(r"[,;:.!?()–—]")
_BREAKS = frozenset("but although though while because who which and".split())
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis")
_PREFIXED = re.compile(rf"^(?:{'|'.join(_PREFIXES)})(?=\w{{4}})")
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


def signs(wording: Wording, positions: Iterable[int]) -> dict[int, Sign]:
    """The signs of words of a text that follow each other, by their position."""
    found: dict[int, Sign] = {}
    reach: list[tuple[int, int]] = []  # cue, how many words it still reaches
    spared = [match.span() for match in _NOT_ONLY.finditer(wording.text)]
    may = -9
    for at in positions:
        token = wording.tokens[at]
        if at and (token.plain in _BREAKS or _BREAK.search(wording.text, wording.tokens[at - 1].end, token.start)):
            reach, may = [], -9
        cues = [cue for cue, _ in reach]
        found[at] = Sign(at, -1 if len(cues) % 2 else 1, cues[-1] if cues else None, at - may <= 3)
        if reach and token.content and not token.text[0].isupper():  # "not Ada Hale's strength" reaches the strength
            reach = [(cue, left - 1) for cue, left in reach if left > 1]
        if _reaches_on(wording.tokens, at) and not any(start <= token.start < end for start, end in spared):
            reach.append((at, REACH))
        if token.plain in _MAY or token.plain.endswith("'ll"):
            may = at
    return found


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


@functools.lru_cache(maxsize=20_000)
def opposites(word: str) -> frozenset[str]:
    """The stems that tell the opposite of a stem, but for those that "un-" and its like make of it.

    >>> stem("rejected") in opposites(stem("accepted")), stem("increased") in opposites(stem("rose"))
    (True, False)
    """
    mine = _sides().get(word, frozenset())
    turned = {(number, -side) for number, side in mine}
    return frozenset(
        other for other, theirs in (_sides().items() if mine else ()) if turned & theirs and not mine & theirs
    )  # fmt: skip


def opposite(one: str, other: str) -> bool:
    """Whether two stems tell opposite things.

    >>> opposite("accept", "unaccept"), opposite("rise", "fall"), opposite("fall", "drop")
    (True, True, False)
    """
    if one != other and other in {_PREFIXED.sub("", one), one} | {f"{prefix}{one}" for prefix in _PREFIXES}:
        return True
    return other in opposites(one)


def contradicted(claim: Wording, source: Wording, around: Span) -> Iterator[Span]:
    """The words of a claim that a stretch of the source (`around`) tells with the other sign, or as what may be."""
    told = source.between(*around)
    places: dict[str, list[int]] = {}
    for at in told:
        places.setdefault(source.tokens[at].stem, []).append(at)
    mine, theirs = signs(claim, range(len(claim.tokens))), signs(source, told)
    seen: set[Span] = set()
    for at, token in enumerate(claim.tokens):
        if not token.text[0].islower() or not (token.content or token.stem in _sides()):
            continue
        span = _contradiction((claim, mine[at]), (source, theirs), _related(token, places))
        if span and span not in seen:
            seen.add(span)
            yield span


def _related(token: Token, places: Mapping[str, list[int]]) -> list[tuple[int, int]]:
    """Where a source has a word, another for the same (1), or its opposite (-1)."""
    same = {token.stem} | (others(token.plain) if token.content else frozenset())
    turned = opposites(token.stem) | {_PREFIXED.sub("", token.stem)} | {f"{prefix}{token.stem}" for prefix in _PREFIXES}
    return [
        *((at, 1) for word in same for at in places.get(word, ())),
        *((at, -1) for word in turned - same for at in places.get(word, ())),
    ]


def _contradiction(
    mine: tuple[Wording, Sign], told: tuple[Wording, Mapping[int, Sign]], related: Sequence[tuple[int, int]]
) -> Span | None:
    (claim, own), (source, theirs) = mine, told
    token = claim.tokens[own.at]
    agree = against = 0.0
    worst: Sign | None = None
    for at, relation in related:
        other = source.tokens[at]
        near = nearness(claim, (token.start, token.end), source, (other.start, other.end))
        same = relation * own.sign * theirs[at].sign > 0
        unreal = relation > 0 and theirs[at].may_be and not own.may_be and _is_done(claim, own.at, other)
        if same and not unreal:
            agree = max(agree, near)
        elif token.stem == other.stem or relation < 0:
            near -= 0 if relation > 0 else ALIKE_OPPOSITES - ALIKE
            against, worst = max((against, worst), (near, theirs[at]), key=lambda one: one[0])
    if worst is None or against < ALIKE or against < agree + MARGIN:
        return None
    cue = claim.tokens[own.cue] if own.cue is not None and own.sign != worst.sign else token
    return (cue.start, cue.end)


def _is_done(claim: Wording, at: int, told: Token) -> bool:
    """Whether a claim tells a verb as done that its source has in its plain form."""
    token = claim.tokens[at]
    if token.plain == told.plain:
        return at > 0 and claim.tokens[at - 1].plain in _DONE
    return token.plain.endswith("ed") or (at > 0 and claim.tokens[at - 1].plain in _DONE)
