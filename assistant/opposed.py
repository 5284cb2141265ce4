"""What a claim tells as done where its source tells of the same doer only the opposite: "rejected" for "voted to approve".

Where a claim repeats its source, `contradictions` sets the words side by side; a claim in words of its own may stand far from them. Here the
doer decides: the last word with a meaning before the act, in the claim and in a sentence of its source.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.polarity import negates, opposites
from assistant.thesaurus import others
from assistant.wording import Span, Token, Wording

NEAR = 3  # words before an act among which its doer stands in a claim
FAR = 12  # and in a sentence of its source
_HELPS = frozenset("was were is are be been being".split())  # what is done to the doer


def opposed(claim: Wording, source: Wording, around: Span) -> Iterator[Span]:
    """The acts of a claim whose opposite, and nothing like them, a stretch of its source (`around`) tells of the same doer."""
    if negates(claim, range(len(claim.tokens))) or negates(source, source.between(*around)):
        return
    for at, act in enumerate(claim.tokens):
        facing = opposites(act.stem) if act.content and at and act.text.islower() and act.plain.endswith("ed") else ()
        doer = _doer(claim, at) if facing and not _is_told(act, source) else None
        if doer and any(_does(doer, source, place) for place in _acts(frozenset(facing), source, around)):
            yield act.start, act.end


def _doer(wording: Wording, at: int) -> Token | None:
    """The word with a meaning that stands last before an act, None where it suffers it."""
    before = wording.tokens[max(0, at - NEAR) : at]
    if any(one.plain in _HELPS for one in before):
        return None
    return next((one for one in reversed(before) if one.content), None)


def _is_told(act: Token, source: Wording) -> bool:
    return act.stem in source.stems or not source.stems.isdisjoint(others(act.plain))


def _acts(wanted: frozenset[str], source: Wording, around: Span) -> Iterator[int]:
    return (at for at in source.between(*around) if source.tokens[at].stem in wanted)


def _does(doer: Token, source: Wording, at: int) -> bool:
    """Whether a word stands before an act, in its sentence and not far off, and nothing says that the act is done to it."""
    start = next(first for first, last in source.sentences if first <= source.tokens[at].start < last)
    before = [one for one in source.tokens[max(0, at - FAR) : at] if one.start >= start]
    return any(one.stem == doer.stem for one in before) and not any(one.plain in _HELPS for one in before[-2:])
