"""What a claim changes in a sentence that it otherwise repeats: the surest sign that it tells something else.

Where a claim and a sentence of its source are nearly the same words, the words that differ are set against each other: a
"not" more or less, an opposite, another name in the same place. A claim in words of its own gives nothing to set side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.named import TITLES, alike
from assistant.polarity import is_cue, opposite
from assistant.wording import Span, Token, Wording
from assistant.words import is_date_word, stem

NEARLY = 0.7  # the share of a claim's words that it must repeat in their order
FEW = 4  # words that a change may have for being set against what it replaces
_PAIRS = """for against, with without, in out, up down, on off, to from, over under, all none, all no, always never, before after, more less,
more fewer, above below, into from, everyone nobody, pro anti, both neither, much little, many few, some no, any no, or nor, can cannot,
most few, inside outside"""
_OPPOSITES = {frozenset(stem(word) for word in pair.split()) for pair in _PAIRS.split(",")}


@dataclass(frozen=True, slots=True)
class Alteration:
    """Words of a claim (from `at` on) and the words of its source that stood in their place."""

    at: int
    mine: tuple[Token, ...]
    theirs: tuple[Token, ...]


def alterations(claim: Wording, source: Wording, around: Span) -> list[Alteration]:
    """What a claim changes, adds or leaves out within the words that it repeats from a stretch of the source."""
    told = [source.tokens[at] for at in source.between(*around)]
    matcher = SequenceMatcher(None, [one.plain for one in told], [one.plain for one in claim.tokens], autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    if same < NEARLY * len(claim.tokens):
        return []
    return [
        Alteration(start, claim.tokens[start:end], tuple(told[first:last]))
        for tag, first, last, start, end in matcher.get_opcodes()
        if tag != "equal" and (start < end or 0 < start < len(claim.tokens))
    ]


def turned(claim: Wording, found: Sequence[Alteration]) -> Iterator[Span]:
    """The words with which a claim turns what its source says into the opposite."""
    for one in found:
        if len(one.mine) > FEW or len(one.theirs) > FEW:
            continue
        mine, theirs = ([token for token in side if is_cue(token)] for side in (one.mine, one.theirs))
        if len(mine) % 2 != len(theirs) % 2:
            token = mine[0] if mine else one.mine[0] if one.mine else claim.tokens[one.at]
            yield token.start, token.end
            continue
        for token in one.mine:
            if any(_are_opposite(token, other) for other in one.theirs):
                yield token.start, token.end
                break


def _are_opposite(one: Token, other: Token) -> bool:
    return opposite(one.stem, other.stem) or frozenset((one.stem, other.stem)) in _OPPOSITES


def replaced(found: Sequence[Alteration]) -> Iterator[Span]:
    """The names that a claim has where its source has another."""
    for one in found:
        mine, theirs = _names(one.mine), _names(one.theirs)
        if not mine or not theirs or any(token.content and not token.text[0].isupper() for token in one.mine):
            continue
        if not any(alike(token.text, other.text) for token in mine for other in theirs):
            yield mine[0].start, mine[-1].end


def _names(tokens: Sequence[Token]) -> list[Token]:
    return [
        token for token in tokens
        if token.text[0].isupper() and token.content and token.plain not in TITLES and not is_date_word(token.plain)
    ]  # fmt: skip
