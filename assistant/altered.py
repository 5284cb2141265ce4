"""What a claim changes in a sentence that it otherwise repeats: the surest sign that it tells something else.

Where a claim and a sentence of its source are nearly the same words, the words that differ are set against each other: a
"not" more or less, an opposite, another name in the same place. A claim in words of its own gives nothing to set side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.named import TITLES, alike, named
from assistant.names import SHORTEST_ACRONYM, long_forms
from assistant.polarity import opposite, turning
from assistant.thesaurus import others
from assistant.wording import Span, Token, Wording
from assistant.words import is_date_word, stem

NEARLY = 0.7  # the share of a claim's words that it must repeat in their order
FEW = 4  # words that a change may have for being set against what it replaces
_PAIRS = """for against, with without, in out, up down, on off, to from, over under, all none, all no, always never, before after, more less,
more fewer, above below, into from, everyone nobody, pro anti, both neither, much little, many few, some no, any no, or nor, can cannot,
most few, inside outside, man woman, men women, boy girl, boys girls, son daughter, brother sister, father mother, husband wife, king queen,
he she, his her"""
_OPPOSITES = {frozenset(stem(word) for word in pair.split()) for pair in _PAIRS.split(",")}


@dataclass(frozen=True, slots=True)
class Alteration:
    """Words of a claim (from `at` on) and the words of its source that stood in their place, with those that turn a meaning."""

    at: int
    mine: tuple[Token, ...]
    theirs: tuple[Token, ...]
    turn_mine: tuple[Token, ...] = ()
    turn_theirs: tuple[Token, ...] = ()


def alterations(claim: Wording, source: Wording, around: Span) -> list[Alteration]:
    """What a claim changes, adds or leaves out within the words that it repeats from a stretch of the source."""
    mine = [one.plain for one in claim.tokens]
    sentences = [one for one in source.sentences if around[0] <= one[0] < around[1]]
    nearest = max(sentences, key=lambda one: _common(claim, source, one), default=around)
    for place in (nearest, around):
        there = source.between(*place)
        matcher = SequenceMatcher(None, [source.tokens[at].plain for at in there], mine, autojunk=False)
        if sum(block.size for block in matcher.get_matching_blocks()) >= NEARLY * len(mine):
            return [
                _alteration(claim, source, (start, end), (there.start + first, there.start + last))
                for tag, first, last, start, end in matcher.get_opcodes()
                if tag != "equal" and (start < end or 0 < start < len(mine))
            ]
    return []


def _common(claim: Wording, source: Wording, place: Span) -> int:
    """How many words of a claim stand in a sentence of its source."""
    held = {source.tokens[at].plain for at in source.between(*place)}
    return sum(one.plain in held for one in claim.tokens)


def _alteration(claim: Wording, source: Wording, mine: tuple[int, int], theirs: tuple[int, int]) -> Alteration:
    """What stands in place of what, without what a source tells before the claim begins and after it ends."""
    first, last = theirs
    most = max(1, mine[1] - mine[0])
    if mine[0] == 0:
        first = max(first, last - most)
    elif mine[1] == len(claim.tokens):
        last = min(last, first + most)
    cues = _cues(claim, *mine), _cues(source, first, last)
    return Alteration(mine[0], claim.tokens[slice(*mine)], source.tokens[first:last], *cues)


def _cues(wording: Wording, start: int, end: int) -> tuple[Token, ...]:
    return tuple(wording.tokens[at] for at in turning(wording, range(start, end), to_the_letter=True))


def turned(claim: Wording, found: Sequence[Alteration]) -> Iterator[Span]:
    """The words with which a claim turns what its source says into the opposite."""
    for one in found:
        if len(one.mine) > FEW or len(one.theirs) > FEW:
            continue
        against = [(mine, theirs) for mine in one.mine for theirs in one.theirs if are_opposite(mine, theirs)]
        if len(one.turn_mine) % 2 != len(one.turn_theirs) % 2:
            turning = {*one.turn_mine, *one.turn_theirs}
            if any(turning.isdisjoint(pair) for pair in against):  # "missed" for "did not reach"
                continue
            token = one.turn_mine[0] if one.turn_mine else one.mine[0] if one.mine else claim.tokens[one.at]
            yield token.start, token.end
            continue
        yield from ((mine.start, mine.end) for mine, _ in against[:1])


def are_opposite(one: Token, other: Token) -> bool:
    """Whether two words tell opposite things where the rest of a sentence stays."""
    return opposite(one.stem, other.stem) or frozenset((one.stem, other.stem)) in _OPPOSITES


def replaced(claim: Wording, source: Wording, found: Sequence[Alteration]) -> Iterator[Span]:
    """The names that a claim has where its source has another."""
    sides = [(_large(one.mine), _large(one.theirs)) for one in found]
    if not any(mine and theirs for mine, theirs in sides) or not source.cased:
        return
    places = _places(claim), _places(source)
    for mine, theirs in sides:
        certain = _are_names(mine, places[0]) or _are_names(theirs, places[1])
        if not (mine and theirs and certain):
            continue
        same = any(alike(token.text, other.text) for token in mine for other in theirs)
        if not (same or _is_short(mine, theirs, source.text) or _is_short(theirs, mine, claim.text)):
            yield mine[0].start, mine[-1].end


def _is_short(one: Sequence[Token], other: Sequence[Token], text: str) -> bool:
    """Whether a name is the first letters of another one, as that stands in its text."""
    letters = "".join(token.plain.replace(".", "") for token in one)
    return len(letters) >= SHORTEST_ACRONYM and any(
        letters in short and start <= other[0].start and other[-1].end <= end
        for (start, end), short in long_forms(text)
    )


def _large(tokens: Sequence[Token]) -> list[Token]:
    """The words of an alteration where they may be a name: all in capitals but for small words; titles only where nothing else is there."""
    words = [token for token in tokens if token.content and not is_date_word(token.plain)]
    if not all(token.text[0].isupper() for token in words):
        return []
    return [token for token in words if token.plain not in TITLES] or words


def in_its_place(found: Sequence[Alteration], place: Span) -> Span | None:
    """The stretch of a source in whose place a claim has something; None where it stands in no place of another."""
    for one in found:
        if one.mine and one.theirs and one.mine[0].start < place[1] and place[0] < one.mine[-1].end:
            return one.theirs[0].start, one.theirs[-1].end
    return None


def voiced(speaking: Sequence[Span], found: Sequence[Alteration]) -> Iterator[Span]:
    """The plain words with which a claim names another speaker ("analysts said" for "officials said")."""
    for one in found:
        mine, theirs = ([token for token in side if token.content] for side in (one.mine, one.theirs))
        if len(mine) == len(theirs) == 1 and any(mine[0].end == end for _, end in speaking):
            same = mine[0].stem == theirs[0].stem or theirs[0].stem in others(mine[0].plain)
            if not same and mine[0].text.islower() and theirs[0].text.islower():
                yield mine[0].start, mine[0].end


def _places(wording: Wording) -> list[Span]:
    return [(one.start, one.end) for one in named(wording)]


def _are_names(tokens: Sequence[Token], places: Sequence[Span]) -> bool:
    """Whether all of some words belong to names."""
    return all(any(start <= token.start < end for start, end in places) for token in tokens)
