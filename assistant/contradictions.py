"""Where a claim says the opposite of its source: negation, opposites, and what may be told as done.

A claim is contradicted where the word of the source that stands in the same place has the other sign, or is its opposite. What one
negation reaches is judged together: where one of its words agrees with the source, the others are not held against it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.alone import is_question
from assistant.polarity import Sign, negates, opposites, sides, signs, with_prefix
from assistant.thesaurus import others
from assistant.wording import Span, Token, Wording, nearness

ALIKE = 0.5  # of the same word
ALIKE_ALONE = 0.4  # of the same word where it is told once, negated on one side only,
ALIKE_FREE = 0.25  # of the same where only one of a claim in words of its own and its source negates anything at all,
ALIKE_OPPOSITES = 0.65  # and of opposites, how alike two places must be for them to contradict each other
MARGIN = 0.15  # by how much the contradicting place must be more alike than one that agrees
REPEATED = 0.6  # the share of a claim's pairs of words that a source must have for their signs to be set side by side
NEAR = 2  # words between two contradictions that cancel each other ("less willing" for "more reluctant")
_SUPPOSES = re.compile(r"\b(?:if|unless|whether)\b[^,;.]*", re.I)
# What may stand beside a negation in free words and be no part of what is denied.
_TELLS_LITTLE = frozenset("still last first second once early earlier late later again also even yet already".split())
_DONE = frozenset("has have had was were is are being been did".split())


@dataclass(frozen=True, slots=True)
class _Meeting:
    """A word of a claim beside one of its source: the words that turn either, and whether the two contradict each other."""

    mine: Sign
    theirs: Sign
    against: bool


PLACES = 40  # of one word in a stretch of the source, the first ones


@dataclass(frozen=True, slots=True)
class _Beside:
    """A claim beside its source, the signs of the words of either, and whether the claim is in words of its own."""

    claim: Wording
    source: Wording
    mine: Mapping[int, Sign]
    theirs: Mapping[int, Sign]
    free: bool


def contradicted(claim: Wording, source: Wording, around: Span) -> Iterator[Span]:
    """The words of a claim that a stretch of the source (`around`) tells with the other sign, or as what may be."""
    free = _repeated(claim, source, around) < REPEATED
    if free and _both_negate(claim, source, around):
        return
    left_out = _supposed(claim) if free else frozenset[int]()
    places: dict[str, list[int]] = {}
    for sentence in source.sentences:
        if around[0] <= sentence[0] < around[1] and not is_question(source.text[slice(*sentence)]):
            for at in source.between(*sentence):
                places.setdefault(source.tokens[at].stem, []).append(at)
    places = {word: found[:PLACES] for word, found in places.items()}
    signed = signs(claim, range(len(claim.tokens))), signs(source, source.between(*around))
    beside = _Beside(claim, source, *signed, free)
    met = [
        found for at, token in enumerate(claim.tokens)
        if token.text[0].islower() and at not in left_out and (token.content or (not free and token.stem in sides()))
        and not (free and token.plain in _TELLS_LITTLE) and (found := _met(beside, at, _related(token, places)))
    ]  # fmt: skip
    against = [one for one in met if one.against and not _is_outweighed(one, met)]
    yield from dict.fromkeys(
        _word(claim, one) for at, one in enumerate(against) if not _is_explained(one, against[:at], against)
    )


def _repeated(claim: Wording, source: Wording, around: Span) -> float:
    """The share of a claim's pairs of neighbouring words that stand in a stretch of the source too."""
    told = [source.tokens[at].stem for at in source.between(*around)]
    pairs, held = [*pairwise(one.stem for one in claim.tokens)], {*pairwise(told)}
    return sum(pair in held for pair in pairs) / (len(pairs) or 1)


def _both_negate(claim: Wording, source: Wording, around: Span) -> bool:
    """Whether claim and source both say that something is not so: in words of its own, what each negation reaches cannot be told."""
    return negates(claim, range(len(claim.tokens))) and negates(source, source.between(*around))


def _supposed(claim: Wording) -> frozenset[int]:
    """The positions of the words of a claim that it only supposes ("if they gave support")."""
    return frozenset(at for match in _SUPPOSES.finditer(claim.text) for at in claim.between(*match.span()))


def _word(claim: Wording, one: _Meeting) -> Span:
    """The word that makes the difference: what turns the claim, or the word itself."""
    turns = one.mine.cue is not None and one.mine.sign != one.theirs.sign
    token = claim.tokens[one.mine.cue if turns and one.mine.cue is not None else one.mine.at]
    return token.start, token.end


def _is_outweighed(one: _Meeting, met: Sequence[_Meeting]) -> bool:
    """Whether another word in reach of the same negation agrees, or another contradiction beside it takes this one back."""
    for other in met:
        same = _one_cue(one.mine, other.mine) or _one_cue(one.theirs, other.theirs)
        if same and not other.against:
            return True
        if other.against and not same and 0 < abs(other.mine.at - one.mine.at) <= NEAR:
            return True
    return False


def _is_explained(one: _Meeting, earlier: Sequence[_Meeting], every: Sequence[_Meeting]) -> bool:
    """Whether another contradiction has the same cause: the same word of the source, or that word itself."""
    turning = any(other.theirs.at == one.theirs.cue for other in every if other is not one)
    return turning or any(_one_cue(one.theirs, other.theirs) for other in earlier)


def _one_cue(one: Sign, other: Sign) -> bool:
    return one.cue is not None and one.cue == other.cue


def _related(token: Token, places: Mapping[str, list[int]]) -> list[tuple[int, int]]:
    """Where a source has a word, another for the same (1), or its opposite (-1)."""
    same, turned = _kin(token.stem, token.plain if token.content else "")
    return [
        *((at, 1) for word in same for at in places.get(word, ())),
        *((at, -1) for word in turned for at in places.get(word, ())),
    ]


@functools.lru_cache(maxsize=20_000)
def _kin(form: str, word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The stems that tell the same as a word, and those that tell the opposite."""
    same = {form} | (others(word) if word else frozenset())
    return tuple(sorted(same)), tuple(sorted((opposites(form) | with_prefix(form)) - same))


def _met(beside: _Beside, at: int, related: Sequence[tuple[int, int]]) -> _Meeting | None:
    """How a word of a claim meets the words of the source that tell the same or the opposite in the likest place."""
    claim, source, free = beside.claim, beside.source, beside.free
    token, own = claim.tokens[at], beside.mine[at]
    agrees: tuple[float, Sign | None] = (0.0, None)
    opposes: tuple[float, Sign | None] = (0.0, None)
    for place, relation in related:
        other, theirs = source.tokens[place], beside.theirs[place]
        near = nearness(claim, (token.start, token.end), source, (other.start, other.end))
        same = relation * own.sign * theirs.sign > 0
        if same and not (relation > 0 and theirs.may_be and not own.may_be and _is_done(claim, at)):
            agrees = max(agrees, (near, theirs), key=lambda one: one[0])
        elif token.stem == other.stem or relation < 0:
            if relation < 0 and not (free and other.stem in with_prefix(token.stem)):
                near -= ALIKE_OPPOSITES - ALIKE
            opposes = max(opposes, (near, theirs), key=lambda one: one[0])
    alone = not agrees[1] and (own.cue is None) != (opposes[1] is None or opposes[1].cue is None)
    enough = ALIKE if not alone else ALIKE_FREE if free else ALIKE_ALONE
    if opposes[1] and opposes[0] >= enough and opposes[0] >= agrees[0] + MARGIN:
        return _Meeting(own, opposes[1], against=True)
    return _Meeting(own, agrees[1], against=False) if agrees[1] and agrees[0] >= ALIKE else None


def _is_done(claim: Wording, at: int) -> bool:
    """Whether a claim tells a verb as done."""
    token, before = claim.tokens[at], claim.tokens[at - 1].plain if at else ""
    return before not in {"to", "be"} and (
        token.plain.endswith("ed") or (before in _DONE and token.plain.endswith("en"))
    )
