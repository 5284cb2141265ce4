"""Where of two aligned sentences one says "not", or the opposite of what the other says in the same place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.alignment import CLOSE, Alignment, Gap, Otherwise, place_of, same_word
from assistant.altered import FEW, are_opposite
from assistant.answers import DifferenceKind
from assistant.polarity import negates, turning
from assistant.wording import Token, Wording

_WHETHER = frozenset("longer still yet already ever anymore".split())  # what stands beside a "not" or in its place
SHORTEST = 3  # letters of words that may be opposites by themselves: "to" and "into" are none
# What becomes of people and things, one fate a line: of one and the same, one sentence tells one of them.
_FATES = {
    word: at
    for at, line in enumerate(
        """killed dead slain murdered
        injured wounded hurt
        captured seized occupied taken
        destroyed razed demolished
        damaged
        arrested detained jailed imprisoned
        released freed acquitted
        rescued saved
        abducted kidnapped
        evacuated displaced
        approved passed adopted accepted
        rejected refused
        postponed delayed suspended
        cancelled canceled scrapped""".splitlines()
    )
    for word in line.split()
}
MOST_LEFT = 3  # words without a counterpart that two stretches may have: the two opposites and one more


def outcomes(found: Alignment) -> Iterator[Otherwise]:
    """The words that tell opposite things in each other's place, and a "not" that only one of both has."""
    for gap in map(_near_to_shared, found.gaps):
        mine, theirs = (_tokens_of(w, side) for w, side in ((found.one, gap.one), (found.other, gap.other)))
        cues = _turning(found.one, gap.one), _turning(found.other, gap.other)
        if len(mine) > FEW or len(theirs) > FEW:  # what reaches far may be another matter, but for one word against one
            if gap.where == "between" and not any(cues) and _are_opposites(found, gap, mine, theirs):
                yield _around(found, gap, "outcome")
            continue
        if len(cues[0]) % 2 != len(cues[1]) % 2:
            aligned = gap.where == "between" or len(mine) == len(theirs)
            if aligned and not _both_negate(found, gap, cues) and not _tell_others(found, gap, cues):
                yield _around(found, gap, "negation")
            continue
        if (
            gap.replaces
            and not all(cues)
            and (_are_opposites(found, gap, mine, theirs) or _are_other_fates(found, mine, theirs))
        ):
            yield _around(found, gap, "outcome")


def _near_to_shared(gap: Gap) -> Gap:
    """A gap with no more of what lies beyond the shared words than the other side has there, and a few words."""
    most = min(len(gap.one), len(gap.other)) + CLOSE
    if max(len(gap.one), len(gap.other)) <= most:
        return gap
    if gap.where == "before":
        return replace(gap, one=gap.one[-most:], other=gap.other[-most:])
    if gap.where == "behind":
        return replace(gap, one=gap.one[:most], other=gap.other[:most])
    return gap


def _both_negate(found: Alignment, gap: Gap, cues: tuple[list[int], list[int]]) -> bool:
    """Whether the side without a "not" has what comes to the same ("avoided paying" for "paid no")."""
    wording, positions = (found.other, gap.other) if cues[0] else (found.one, gap.one)
    return not (cues[0] and cues[1]) and negates(wording, positions)


def _tell_others(found: Alignment, gap: Gap, cues: tuple[list[int], list[int]]) -> bool:
    """Whether both sides of a gap have words that the other side lacks there, beside the one that says "not"."""
    sides = [
        [w.tokens[at] for at in side if w.tokens[at].content and at not in cue and w.tokens[at].plain not in _WHETHER]
        for w, side, cue in zip((found.one, found.other), (gap.one, gap.other), cues, strict=True)
    ]
    return all(
        any(not any(same_word(one, other) for other in there) for one in here) for here, there in (sides, sides[::-1])
    )


def _are_opposites(found: Alignment, gap: Gap, mine: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether two stretches differ in one word, which is the opposite of what the other has."""
    if len(mine) == len(theirs) == 1 and are_opposite(mine[0], theirs[0]):
        return min(len(mine[0].plain), len(theirs[0].plain)) >= SHORTEST
    left = [
        [wording.tokens[at] for at in positions if wording.tokens[at].content and at in lacking]
        for wording, positions, lacking in (
            (found.one, gap.one, found.left[0]),
            (found.other, gap.other, found.left[1]),
        )
    ]
    if not (left[0] and left[1]) or len(left[0]) + len(left[1]) > MOST_LEFT:
        return False
    return any(are_opposite(one, other) for one in left[0] for other in left[1])


def _are_other_fates(found: Alignment, mine: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether two sentences differ in nothing but what became of somebody or something."""
    if any(
        sum(w.tokens[at].content for at in side) > 1
        for w, side in zip((found.one, found.other), found.left, strict=True)
    ):
        return False
    fates = [{_FATES[one.plain] for one in side if one.plain in _FATES} for side in (mine, theirs)]
    return len(fates[0]) == len(fates[1]) == 1 and fates[0] != fates[1]


def _tokens_of(wording: Wording, positions: range) -> list[Token]:
    return [wording.tokens[at] for at in positions]


def _turning(wording: Wording, positions: range) -> list[int]:
    return turning(wording, positions, to_the_letter=True)


def _around(found: Alignment, gap: Gap, kind: DifferenceKind) -> Otherwise:
    """A difference whose words are a whole gap; where one side has none, the word that follows there."""
    places = [place_of(w, side) for w, side in ((found.one, gap.one), (found.other, gap.other))]
    return Otherwise(kind, places[0], places[1], (gap.one, gap.other))
