"""The names that two aligned sentences have in each other's place: who did it, and who said it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from assistant.alignment import Alignment, Otherwise, place_of, same_word
from assistant.named import TITLES, Named, alike, named, same_name
from assistant.names import acronyms, is_country_word
from assistant.quoted import quotations
from assistant.speakers import sayings
from assistant.wording import Span, Token, Wording
from assistant.words import is_date_word

OFFICES = frozenset("house minority majority whip spokesperson gop republican democrat democratic".split())
# What a name of a body of people holds: a spokesman may say what it says
BODIES = frozenset(
    """house senate congress parliament council committee commission ministry department office party union league association agency
    bank company group campaign administration government police army court university institute foundation center centre times post
    journal news republicans democrats""".split()
)
FEWEST_QUOTED = 5  # words that mean something of a quotation that two sentences must share
MOST_LEFT = 2  # words without a counterpart that a sentence may have beside one in which two names have changed places
CAPITALS = 0.8  # the share of words with a capital from which a text is a headline
SHORT = 4  # letters that what is cut short has fewer than ("Ft.")
_MARK = re.compile(r"[,;:()–—\"“”]")
_INITIAL = re.compile(r"[A-Z]\.?")
_PARTICLES = frozenset("von van der den de del la le al el bin".split())
_TELLING = frozenset("by not from to against of with".split())  # small words that tell who does it to whom


def people(found: Alignment) -> Iterator[Otherwise]:
    """Who is another in each of two sentences: those who speak, and all others who are named."""
    quoted = [*_quoted(found)]
    if quoted:
        return iter(quoted)
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
    known = [[(one.start, one.end) for one in named(wording)] for wording in (found.one, found.other)]
    sure = [[(one.start, one.end) for one in named(w) if not one.opens] for w in (found.one, found.other)]
    for gap, mine, theirs in sides:
        if not (_are_names(mine, known[0]) or _are_names(theirs, known[1])):
            continue
        if not gap.whole or _may_be_one(found, mine, theirs):
            continue
        if _is_first_name(found.one, mine, gap.one) or _is_first_name(found.other, theirs, gap.other):
            continue
        doubtful = not (_are_names(mine, sure[0]) and _are_names(theirs, sure[1]))
        told = _positions(found.one, mine), _positions(found.other, theirs)
        doubtful = (
            doubtful or _are_unlike(mine, theirs) or _ends_name(found.one, told[0]) or _ends_name(found.other, told[1])
        )
        cut = _is_cut(found.one, told[0], found.left[0]) and _is_cut(found.other, told[1], found.left[1])
        yield Otherwise("actor", _place(mine), _place(theirs), told, doubtful or cut)


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


def _ends_name(wording: Wording, positions: range) -> bool:
    """Whether words are only the end of a name whose beginning both texts have, or open a sentence behind one without its mark."""
    if not positions.start:
        return False
    before, first = wording.tokens[positions.start - 1], wording.tokens[positions.start]
    return before.text[0].isupper() and before.plain not in TITLES and wording.text[before.end : first.start] == " "


def _large(wording: Wording, positions: range, left: frozenset[int]) -> list[Token]:
    """The name that stretch of words is, begins or ends with, where the other text lacks it; marks part it from the rest."""
    parts = _parts(wording, positions)
    return next((name for part in (parts[0], parts[-1]) if (name := _as_name(wording, part, left))), [])


def _as_name(wording: Wording, positions: range, left: frozenset[int]) -> list[Token]:
    """The words of a stretch where they may be a name that the other lacks: in capitals but for small words and titles."""
    words = [wording.tokens[at] for at in positions if wording.tokens[at].content]
    while words and (words[0].plain in TITLES or words[0].plain in OFFICES):
        words = words[1:]
    words = list(takewhile(_may_be_of_name, words))
    named = [token for token in words if token.plain not in TITLES and token.plain not in _PARTICLES]
    if not named or not all(wording.between(token.start, token.end).start in left for token in named):
        return []
    return words if not any(is_date_word(token.plain) for token in named) else []


def _may_be_of_name(token: Token) -> bool:
    return token.text[0].isupper() or token.plain in TITLES or token.plain in _PARTICLES


def _is_cut(wording: Wording, name: range, left: frozenset[int]) -> bool:
    """Whether a word that only this text has stands right behind a name: the two may do different things."""
    following = next((at for at in range(name.stop, len(wording.tokens)) if wording.tokens[at].content), -1)
    return following in left


def _parts(wording: Wording, positions: range) -> list[range]:
    """The words of a stretch between marks: the name and the rest of "Orr, who leads the party" and "the deputy, Orr"."""
    cuts = [
        at for at in positions[1:] if _MARK.search(wording.text, wording.tokens[at - 1].end, wording.tokens[at].start)
    ]
    return [range(start, end) for start, end in pairwise((positions.start, *cuts, positions.stop))]


def _are_names(tokens: Sequence[Token], places: Sequence[Span]) -> bool:
    """Whether some words are certainly a name: they belong to one, or are short for one."""
    return all(
        _is_short(token.text) or token.plain in TITLES or any(start <= token.start < end for start, end in places)
        for token in tokens
    )


def _is_short(word: str) -> bool:
    return word.removesuffix("'s").removesuffix("’s").isupper()


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
    if any(len(side) > MOST_LEFT for side in found.left):
        return
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
        yield Otherwise("actor", *places, told, apart=True)


def _range(positions: Sequence[int]) -> range:
    return range(positions[0], positions[-1] + 1)


@functools.lru_cache(maxsize=2048)
def _masked(wording: Wording) -> tuple[tuple[str, frozenset[str], tuple[int, ...]], ...]:
    """The words that mean something, each name of several words as one without its letters."""
    names = {at: number for number, one in enumerate(named(wording)) for at in wording.between(one.start, one.end)}
    found: list[tuple[str, frozenset[str], tuple[int, ...]]] = []
    last = -1
    for at, token in enumerate(wording.tokens):
        name = names.get(at, -1)
        if name >= 0 and name == last:
            found[-1] = ("", found[-1][1] | {token.stem}, (*found[-1][2], at))
        elif name >= 0:
            found.append(("", frozenset({token.stem}), (at,)))
        elif token.content or token.plain in _TELLING:
            found.append((token.stem, frozenset(), (at,)))
        last = name
    return tuple(found)


def _attributed(found: Alignment, people: Sequence[Otherwise]) -> Iterator[Otherwise]:
    """The differences of names, those of speakers told apart from those of doers."""
    places = [[(one.start, one.end) for one in sayings(wording)] for wording in (found.one, found.other)]
    for one in people:
        speaks = not one.apart and all(
            any(start <= place[0] and place[1] <= end for start, end in side)
            for place, side in zip((one.one, one.other), places, strict=True)
        )
        yield replace(one, kind="attribution") if speaks else one


def _quoted(found: Alignment) -> Iterator[Otherwise]:
    """Two people to whom two sentences give the same quotation, wherever in them they are named."""
    quoted = [quotations(wording.text) for wording in (found.one, found.other)]
    if not all(quoted):
        return
    both = sum(
        found.one.tokens[at].content
        and _is_within(found.one.tokens[at], quoted[0])
        and _is_within(found.other.tokens[place], quoted[1])
        for at, place in found.places.items()
    )
    speakers = [_person(wording) for wording in (found.one, found.other)] if both >= FEWEST_QUOTED else [None]
    if not all(speakers):
        return
    one, other = (speaker for speaker in speakers if speaker)
    if _is_named(one, found.other, quoted[1]) or _is_named(other, found.one, quoted[0]):
        return
    told = found.one.between(one.start, one.end), found.other.between(other.start, other.end)
    yield Otherwise("attribution", (one.start, one.end), (other.start, other.end), told, apart=True)


def _is_within(token: Token, places: Sequence[Span]) -> bool:
    return any(start <= token.start < end for start, end in places)


def _person(wording: Wording) -> Named | None:
    """The person who speaks in a sentence; None where nobody is named, several are, or it may be no person."""
    names = [_titled(wording, one.names) for one in sayings(wording) if not one.is_pronoun]
    if not names or not all(each is not None and same_name(each, names[0] or each) for each in names):
        return None
    speaker = names[0]
    if speaker is None:
        return None
    bodies = any(word.isupper() or is_country_word(word) or word.casefold() in BODIES for word in speaker.words)
    return None if bodies else speaker


def _titled(wording: Wording, names: Sequence[Named]) -> Named | None:
    """The one name of a speaker, or the last of several where a title stands before it ("Union President Ada Hale")."""
    if len(names) == 1:
        return names[0]
    before = wording.text[: names[-1].start].split() if names else []
    known = bool(before) and (
        _INITIAL.fullmatch(before[-1]) or before[-1].casefold().rstrip(".") in TITLES - {"the", "a", "an"}
    )
    return names[-1] if known else None


def _is_named(one: Named, wording: Wording, quoted: Sequence[Span]) -> bool:
    """Whether a text names somebody outside of its quotations."""
    tokens = (token for token in wording.tokens if token.text[0].isupper() and not _is_within(token, quoted))
    return any(alike(word, token.text) for token in tokens for word in one.words)
