"""The names that two aligned sentences have in each other's place: who did it, and who said it."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.alignment import Alignment, Otherwise, place_of, same_word
from assistant.named import TITLES, named
from assistant.names import acronyms, is_country_word
from assistant.speakers import sayings
from assistant.wording import Span, Token, Wording
from assistant.words import is_date_word

OFFICES = frozenset("house minority majority whip spokesperson gop republican democrat democratic".split())
CAPITALS = 0.8  # the share of words with a capital from which a text is a headline
SHORT = 4  # letters that what is cut short has fewer than ("Ft.")
_TELLING = frozenset("by not from to against of with".split())  # small words that tell who does it to whom


def people(found: Alignment) -> Iterator[Otherwise]:
    """Who is another in each of two sentences: those who speak, and all others who are named."""
    told = [*_replaced(found)] or [*_exchanged(found)]
    return _attributed(found, told) if told else iter(())


def _replaced(found: Alignment) -> Iterator[Otherwise]:
    """The names that stand in each other's place and cannot be of the same."""
    sides = [
        (gap, _large(found.one, gap.one, found.left[0]), _large(found.other, gap.other, found.left[1]))
        for gap in found.gaps
        if gap.replaces
    ]
    sides = [(gap, mine, theirs) for gap, mine, theirs in sides if mine and theirs]
    if not sides or is_headline(found.one) or is_headline(found.other):
        return
    spans = [[(one.start, one.end) for one in named(wording)] for wording in (found.one, found.other)]
    for gap, mine, theirs in sides:
        certain = _are_names(mine, spans[0]), _are_names(theirs, spans[1])
        if not any(certain):
            continue
        if not gap.whole or _may_be_one(found, mine, theirs):
            continue
        if _is_first_name(found.one, mine, gap.one) or _is_first_name(found.other, theirs, gap.other):
            continue
        told = _positions(found.one, mine), _positions(found.other, theirs)
        yield Otherwise("actor", _place(mine), _place(theirs), told, not all(certain) or _are_unlike(mine, theirs))


@functools.lru_cache(maxsize=8192)
def is_headline(wording: Wording) -> bool:
    """Whether nearly all words of a text are capitalised, so that names cannot be told by it."""
    words = [token for token in wording.tokens if token.content and not token.plain[0].isdigit()]
    return sum(token.text[0].isupper() for token in words) >= CAPITALS * len(words)


def _is_first_name(wording: Wording, tokens: Sequence[Token], positions: range) -> bool:
    """Whether words of a stretch are only the beginning of a name whose end both texts have ("Liz" of "Liz Orr")."""
    after = positions.stop
    if after >= len(wording.tokens) or tokens[-1] != wording.tokens[after - 1]:
        return False
    following = wording.tokens[after]
    between = wording.text[tokens[-1].end : following.start]
    title = following.plain in TITLES or following.plain in OFFICES or tokens[-1].plain.endswith(("'s", "s'"))
    return (
        following.text[0].isupper()
        and not title
        and (between == " " or (between == ". " and len(tokens[-1].text) < SHORT))
    )


def _large(wording: Wording, positions: range, left: frozenset[int]) -> list[Token]:
    """The words of a stretch where they may be a name that the other lacks: all in capitals but for small words and titles."""
    words = [wording.tokens[at] for at in positions if wording.tokens[at].content]
    while words and (words[0].plain in TITLES or words[0].plain in OFFICES):
        words = words[1:]
    if not words or not all(wording.between(token.start, token.end).start in left for token in words):
        return []
    if not all(token.text[0].isupper() and not is_date_word(token.plain) for token in words):
        return []
    return words


def _are_names(tokens: Sequence[Token], places: Sequence[Span]) -> bool:
    """Whether some words are certainly a name: they belong to one, or are short for one."""
    return all(token.text.isupper() or any(start <= token.start < end for start, end in places) for token in tokens)


def _may_be_one(found: Alignment, mine: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether two names may be of the same: by their last words, by any where one is short, or as first letters."""
    if same_word(mine[-1], theirs[-1]):
        return True
    if min(len(mine), len(theirs)) == 1 and any(same_word(one, other) for one in mine for other in theirs):
        return True
    texts = found.one.text[slice(*_place(mine))], found.other.text[slice(*_place(theirs))]
    short = [frozenset((text.replace(".", "").casefold(),)) for text in texts]
    return bool(acronyms(texts[0]) & short[1] or acronyms(texts[1]) & short[0])


def _are_unlike(mine: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether one of two names is of a country and the other is not: a government goes by the names of its people too."""
    return any(is_country_word(token.text) for token in mine) != any(is_country_word(token.text) for token in theirs)


def _positions(wording: Wording, tokens: Sequence[Token]) -> range:
    return wording.between(tokens[0].start, tokens[-1].end)


def _place(tokens: Sequence[Token]) -> Span:
    return tokens[0].start, tokens[-1].end


def _exchanged(found: Alignment) -> Iterator[Otherwise]:
    """Two names that have changed places in what is otherwise told in the same words."""
    mine, theirs = _masked(found.one), _masked(found.other)
    if len(mine) != len(theirs) or [one[0] for one in mine] != [one[0] for one in theirs]:
        return
    unlike = [at for at, (one, other) in enumerate(zip(mine, theirs, strict=True)) if one[1] and not one[1] & other[1]]
    if len(unlike) != 2:
        return
    first, second = unlike
    if mine[first][1] & theirs[second][1] and mine[second][1] & theirs[first][1]:
        told = _range(mine[first][2]), _range(theirs[first][2])
        places = place_of(found.one, told[0]), place_of(found.other, told[1])
        yield Otherwise("actor", *places, told, by_order=True)


def _range(positions: Sequence[int]) -> range:
    return range(positions[0], positions[-1] + 1)


def _masked(wording: Wording) -> list[tuple[str, frozenset[str], tuple[int, ...]]]:
    """The words that mean something, each name of several words as one without its letters."""
    places = [(one.start, one.end) for one in named(wording)]
    found: list[tuple[str, frozenset[str], tuple[int, ...]]] = []
    last = -1
    for at, token in enumerate(wording.tokens):
        name = next((number for number, (start, end) in enumerate(places) if start <= token.start < end), -1)
        if name >= 0 and name == last:
            found[-1] = ("", found[-1][1] | {token.stem}, (*found[-1][2], at))
        elif name >= 0:
            found.append(("", frozenset({token.stem}), (at,)))
        elif token.content or token.plain in _TELLING:
            found.append((token.stem, frozenset(), (at,)))
        last = name
    return found


def _attributed(found: Alignment, people: Sequence[Otherwise]) -> Iterator[Otherwise]:
    """The differences of names, those of speakers told apart from those of doers."""
    places = [[(one.start, one.end) for one in sayings(wording)] for wording in (found.one, found.other)]
    for one in people:
        speaks = not one.by_order and all(
            any(start <= place[0] and place[1] <= end for start, end in side)
            for place, side in zip((one.one, one.other), places, strict=True)
        )
        yield replace(one, kind="attribution") if speaks else one
