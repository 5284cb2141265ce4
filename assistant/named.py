"""The names that stand in a text, and which of them may be of the same: titles and what opens a sentence are no part of a name."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.names import COUNTRY_OF, SEAT_OF, is_country_word, skeleton
from assistant.peoples import of_one
from assistant.thesaurus import others
from assistant.wording import SHORT, Wording
from assistant.words import STOP_WORDS, WORD, is_date_word, stem

_CAPITALISED = r"(?:(?:[A-Z]\.){2,}|[A-ZÀ-ÖØ-ÞČĐİŁŃŘŚŠŹŻŽ](?:[a-z]{1,2}[A-Z])?[\w’'‑]*(?:-[A-Z]\w*)*)"
_NAME = re.compile(rf"(?<![\w’'-]){_CAPITALISED}(?:(?: (?:of|de|der|van|von|al|bin|for|the) |[ ]){_CAPITALISED})*")
_POSSESSIVE, _ENDING = re.compile(r"[’']s?$"), re.compile(r"[’'](?:s|ll|re|ve|d|m)?$")
TITLES = frozenset(
    """president vice prime minister foreign defence defense finance interior chancellor secretary senator governor mayor general
    king queen prince princess chief judge captain colonel major dr mr mrs ms miss professor sir lord lady dame director pope ambassador spokesman
    spokeswoman spokesperson representative congressman congresswoman commissioner inspector sergeant lt gen col sen rep gov prof lieutenant
    admiral first deputy former leader st saint the a an rev reverend father archbishop bishop chairman chairwoman chair head
    kremlin-appointed premier emir sheikh sheikha crown speaker attorney""".split()
)
_OPENERS = frozenset(
    """police people parliament congress nobody somebody everyone staff crews? media state local once early late later earlier despite
    although though since because whether together following amid among between under apart according both several two three four five
    six seven eight nine ten government meanwhile however also even still yet last next thousands hundreds dozens each every another
    never neither nor half around nearly almost about fewer less least up down without within unlike like against beyond besides
    throughout behind inside outside given""".split()
)
_MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? \d")
_PLURAL = re.compile(r"\w{2,}(?:ists|ors|[a-z]ers|ians|men|ings|ments|tions|ties|ives|ants|ents|als|ly)$")


_SECRETARY = ("ecretary of ", "inister of ")  # "Secretary of State Orr" is called Orr
Word = tuple[str, int, int]  # as written, where it begins and ends


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text: its place without titles, its words, and whether it may only be the word that opens a sentence."""

    start: int
    end: int
    words: tuple[str, ...]
    opens: bool = False


@functools.lru_cache(maxsize=256)
def named(wording: Wording) -> tuple[Named, ...]:
    """The names of a text, in order, those on the two sides of a title apart.

    >>> from assistant.wording import read
    >>> [one.words for one in named(read("Estian President Ada Hale met Mr Orr in New Eskle."))]
    [('Estian',), ('Ada', 'Hale'), ('Orr',), ('New', 'Eskle')]
    """
    return tuple(one for match in _NAME.finditer(wording.text) for one in _names(wording, match))


def _names(wording: Wording, match: re.Match[str]) -> Iterator[Named]:
    words: list[Word] = []
    opening = _is_opening(wording, match.start())
    for found in WORD.finditer(wording.text, *match.span()):
        word = found[0], *found.span()
        if (
            _is_apart(found[0])
            or _MONTH.match(wording.text, found.start())
            or wording.text.endswith(_SECRETARY, 0, found.start())
        ):
            yield from _one(wording, words)
            words = []
        elif not (opening and found.start() == match.start() and _only_opens(found[0])):
            words.append(word)
    yield from _one(wording, words)


def _one(wording: Wording, words: list[Word]) -> Iterator[Named]:
    """The name that some words are, without the small words at its edges."""
    if not words:
        return
    words = [word for word in words if word[0].casefold() not in {"of", "for", "the"}]
    if not words or all(_no_name(word) for word, _, _ in words):
        return
    bare = tuple([_POSSESSIVE.sub("", word) if word[-1] in "s’'" else word for word, _, _ in words])
    start, end = words[0][1], words[-1][2] - (len(words[-1][0]) - len(bare[-1]))
    short = SHORT.get(" ".join(bare).casefold())
    bare = (short,) if short else bare
    yield Named(start, end, bare, len(words) == 1 and _is_opening(wording, start))


def _is_opening(wording: Wording, start: int) -> bool:
    """Whether a place opens a sentence or a quotation."""
    begins = wording.sentence_at(start)[0]
    before = wording.text[begins:start].rstrip()
    return begins == start or not before or before[-1] in "\"“‘'`:(-–—"


@functools.lru_cache(maxsize=20_000)
def _only_opens(word: str) -> bool:
    """Whether the first word of a sentence is capitalised only for that: what follows it is a name of its own."""
    plain = _bare(word)
    if plain in STOP_WORDS or plain in _OPENERS:
        return True
    return not is_country_word(word) and bool(_PLURAL.match(word) or others(plain))


def _bare(word: str) -> str:
    return _ENDING.sub("", word).casefold()


@functools.lru_cache(maxsize=20_000)
def _is_apart(word: str) -> bool:
    """Whether a word is a title or a date, which is no part of a name."""
    return word.casefold().rstrip(".") in TITLES or is_date_word(_bare(word))


@functools.lru_cache(maxsize=20_000)
def _no_name(word: str) -> bool:
    return _bare(word) in STOP_WORDS - {"us"} or word == "I" or is_date_word(word) or word.isdigit()


def same_name(one: Named, other: Named) -> bool:
    """Whether two names may be of the same: every word of the shorter one is one of the longer one's."""
    few, many = (one, other) if len(one.words) <= len(other.words) else (other, one)
    return all(any(alike(word, other_word) for other_word in many.words) for word in few.words)


def alike(one: str, other: str) -> bool:
    """Whether two words may name the same: one stem, one place and its people, or two spellings of one name."""
    return not _keys(one).isdisjoint(_keys(other)) or of_one(one.casefold().rstrip("."), other.casefold().rstrip("."))


@functools.lru_cache(maxsize=50_000)
def _keys(word: str) -> frozenset[str]:
    """What a word of a name has in common with all others that may name the same."""
    plain = word.casefold().replace(".", "")
    found = {stem(word), f"country {SEAT_OF.get(plain, COUNTRY_OF.get(plain, plain))}"}
    return frozenset(found | {f"shape {skeleton(word)}"} if len(word) > 4 else found)
