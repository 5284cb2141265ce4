"""Who says what both of two aligned sentences tell, where it is not the same person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.alignment import Alignment, Otherwise
from assistant.named import TITLES, Named, alike, named
from assistant.names import is_country_word
from assistant.quoted import quotations
from assistant.speakers import Saying, sayings
from assistant.wording import Span, Token, Wording

FEWEST_QUOTED = 5  # words that mean something of a quotation that two sentences must share
# What a name of a body of people holds: a spokesman may say what it says
BODIES = frozenset(
    """house senate congress parliament council committee commission ministry department office party union league association agency
    bank company group campaign administration government police army court university institute foundation center centre times post
    journal news republicans democrats""".split()
)
SHORT_TITLE = 3  # characters between the point of a title in short and the name behind it


def attributed(found: Alignment, people: Sequence[Otherwise]) -> Iterator[Otherwise]:
    """The differences of names, those of speakers told apart from those of doers."""
    places = [[(one.start, one.end) for one in sayings(wording)] for wording in (found.one, found.other)]
    for one in people:
        speaks = not one.apart and all(
            any(start <= place[0] and place[1] <= end for start, end in side)
            for place, side in zip((one.one, one.other), places, strict=True)
        )
        yield replace(one, kind="attribution") if speaks else one


def quoted_of_two(found: Alignment) -> Iterator[Otherwise]:
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
    speakers = [_speakers(wording) for wording in (found.one, found.other)] if both >= FEWEST_QUOTED else [[]]
    if not all(speakers):
        return
    if any(_is_named(one, found.other, quoted[1]) for one in speakers[0]) or any(
        _is_named(one, found.one, quoted[0]) for one in speakers[1]
    ):
        return
    one, other = speakers[0][-1], speakers[1][-1]
    told = found.one.between(one.start, one.end), found.other.between(other.start, other.end)
    yield Otherwise("attribution", (one.start, one.end), (other.start, other.end), told, apart=True)


def _is_within(token: Token, places: Sequence[Span]) -> bool:
    return any(start <= token.start < end for start, end in places)


def _speakers(wording: Wording) -> list[Named]:
    """The names of those who speak in a sentence; none where one of them may be no person, so that others speak for it."""
    found = [name for one in sayings(wording) if not one.is_pronoun for name in _names_of(wording, one)]
    found = [one for one in found if not _is_of_office(wording, one)]
    people = [one for one in found if not any(_is_of_body(word) for word in one.words)]
    return found if people and people[-1] == found[-1] else []


def _names_of(wording: Wording, one: Saying) -> Sequence[Named]:
    """The names of a speaker, "said Gov. Orr" included, where a point seemed to end them."""
    if one.names:
        return one.names
    return [
        name
        for name in named(wording)
        if 0 <= name.start - one.end <= SHORT_TITLE and not wording.text[one.end : name.start].strip(". ")
    ]


def _is_of_office(wording: Wording, one: Named) -> bool:
    """Whether a name only says of what somebody is the head: "Treasury Secretary Orr"."""
    following = wording.between(one.end, len(wording.text))
    return (
        bool(following)
        and wording.tokens[following[0]].plain in TITLES
        and wording.tokens[following[0]].start == one.end + 1
    )


def _is_of_body(word: str) -> bool:
    return word.isupper() or is_country_word(word) or word.casefold() in BODIES


def _is_named(one: Named, wording: Wording, quoted: Sequence[Span]) -> bool:
    """Whether a text names somebody outside of its quotations."""
    tokens = (token for token in wording.tokens if token.text[0].isupper() and not _is_within(token, quoted))
    return any(alike(word, token.text) for token in tokens for word in one.words)
