"""A text as a check reads it: its words with their stems, places and sentences, and how alike two places of texts are.

Whether a number, a day or a name of a claim is the one its source tells is seen from the words beside it: "12 soldiers and
30 civilians" does not bear out "30 soldiers", though it holds a 30. `nearness` compares what stands to the left and to the
right of two places.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from assistant.figures import SMALL, TENS
from assistant.thesaurus import others
from assistant.words import STOP_WORDS, stem
from ingest.sentences import sentence_spans

Span = tuple[int, int]
REACH = 4  # words with a meaning of their own that are looked at on each side of a place
FEWEST, NAMES = 40, 0.02  # words from which a text without so large a share of capitals counts as one in lower case
MOST_TOLD = 500  # days, and numbers, of a text that are compared: what has more is no news
FUNCTION_WORD = 0.25  # what a word without a meaning of its own tells of a place, against one that has one
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*(?:(?=(?:bn|mn|tn|m|k|km|kg|pm|am|mph)(?!\w))|(?:st|nd|rd|th)?(?!\w))|(?<!\w)(?:[^\W\d_]\.){2,}|\w+(?:['’]\w+)*|[%$€£]"
)
_FOLDS = {ord(mark): plain for marks, plain in (("“”„«»‟", '"'), ("‘’‚`´ʼ", "'"), ("–—‑−‒―", "-")) for mark in marks}
_SPACES = {
    ord(space): " " for space in "\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000\t\n\r\x0b\x0c\x85\u2028\u2029"
}
# What goes by two names with no word in common: both are read as the short one.
SHORT = {
    "united states of america": "USA", "united states": "USA", "united kingdom": "UK", "great britain": "UK", "united nations": "UN",
    "european union": "EU", "second world war": "ww2", "world war ii": "ww2", "world war two": "ww2", "first world war": "ww1",
    "white house": "USA", "downing street": "UK", "world war i": "ww1", "world war one": "ww1", "per cent": "%", "percent": "%", "per-cent": "%",
}  # fmt: skip
_LONG_NAMES = re.compile(rf"(?<!\w)(?:{'|'.join(SHORT).replace(' ', '[ ]')})(?!\w)", re.I)
# What, before or behind words, makes them a part of something longer: of a word, or of a number where a digit stands at that end.
_BEFORE_LETTER, _BEFORE_DIGIT = re.compile(r"\w$"), re.compile(r"\w$|\d[.,]$|[$€£]$")
_AFTER_LETTER, _AFTER_DIGIT = re.compile(r"\w"), re.compile(r"\w|[.,]\d|%")
# Numbers are read as figures, however they are written; what they count is compared elsewhere.
_NUMERALS = {word: f"{number:.0f}" for word, number in (SMALL | TENS).items() if word != "one"} | {
    "bn": stem("billion"), "mn": stem("million"), "m": stem("million"), "tn": stem("trillion"), "k": stem("thousand"),
    "dollars": "$", "dollar": "$", "euros": "€", "euro": "€", "pounds": "£",
}  # fmt: skip
_LONG_NAMES_BEGIN = frozenset(name.split()[0].split("-")[0] for name in SHORT)
_TABLE = {**_FOLDS, **_SPACES}


class Token(NamedTuple):  # a named tuple because hundreds are made for each check, in half the time a dataclass takes
    """A word of a text: as written, in lower case, its stem, its place, and whether it means something by itself."""

    text: str
    plain: str
    stem: str
    content: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """A text with its words and its sentences."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Span, ...]
    starts: tuple[int, ...]
    begins: tuple[int, ...]
    stems: frozenset[str]

    @property
    def cased(self) -> bool:
        """Whether names can be told by their capitals: a text in lower case names nobody."""
        large = sum(token.text[0].isupper() for token in self.tokens) - len(self.sentences)
        return len(self.tokens) < FEWEST or large >= NAMES * len(self.tokens)

    def between(self, start: int, end: int) -> range:
        """The positions of the words that begin within a stretch of the text."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def sentence_at(self, place: int) -> Span:
        """The sentence in which a place of the text lies."""
        if not self.sentences:
            return 0, len(self.text)
        return self.sentences[max(0, bisect_right(self.begins, place) - 1)]


@functools.lru_cache(maxsize=1024)
def read(text: str, language: str = "en") -> Wording:
    """The wording of a text."""
    tokens, sentences = tuple(_tokens(text)), tuple(sentence_spans(text, language))
    starts, begins = tuple([one.start for one in tokens]), tuple([start for start, _ in sentences])
    return Wording(text, tokens, sentences, starts, begins, frozenset([one.stem for one in tokens]))


def _tokens(text: str) -> list[Token]:
    made, understood = tuple.__new__, _understood  # what a named tuple does itself, without its checks
    found = [made(Token, (word := match[0], *understood(word), *match.span())) for match in _TOKEN.finditer(text)]
    if any(one.plain in _LONG_NAMES_BEGIN for one in found):
        for match in _LONG_NAMES.finditer(text):
            form = stem(SHORT[squeezed(match[0]).lower()])
            first = bisect_left(found, match.start(), key=lambda one: one.start)
            for at in range(first, bisect_left(found, match.end(), key=lambda one: one.start)):
                found[at] = found[at]._replace(stem=form)
    return found


@functools.lru_cache(maxsize=50_000)
def _understood(word: str) -> tuple[str, str, bool]:
    """A word in lower case, its stem, and whether it means something by itself."""
    plain = word.casefold().replace("’", "'")
    bare = plain.removesuffix("'s")
    content = plain not in STOP_WORDS and bare not in STOP_WORDS and (len(bare) > 1 or bare.isdigit())
    if word == "US":
        return plain, stem(word), True
    return plain, _NUMERALS.get(plain) or (plain.replace(",", "") if plain[0].isdigit() else stem(plain)), content


def folded(text: str) -> str:
    r"""A text with one kind of quotation mark, dash and space, each character where it was.

    >>> folded("“It’s over” – he said")
    '"It\'s over" - he said'
    """
    return text.translate(_TABLE)


def lowered(text: str) -> str:
    """A text in lower case, each character where it was."""
    plain = text.lower()
    return plain if len(plain) == len(text) else "".join(one if len(one) == 1 else " " for one in map(str.lower, text))


def around(wording: Wording, words: Collection[str], reach: int = 40) -> Iterator[Span]:
    """The stretches of a text, cut at spaces, around its figures and some words: where it is worth while to look closer."""
    text, start, end = wording.text, -1, -1
    for token in wording.tokens:
        if token.plain.removesuffix("'s") not in words and not token.plain[0].isdigit():
            continue
        if token.start - reach > end:
            if end > start:
                yield start, end
            start = max(0, text.rfind(" ", 0, max(0, token.start - reach)))
        if token.end > end - reach:
            cut = text.find(" ", token.end + reach)
            end = cut if cut >= 0 else len(text)
    if end > start:
        yield start, end


@functools.lru_cache(maxsize=2048)
def squeezed(text: str) -> str:
    """A folded text with single spaces."""
    return " ".join(folded(text).split())


def run_of(words: str, text: str) -> bool:
    """Whether words stand in a text as one run, neither cut out of a longer word nor out of a longer number.

    >>> run_of("5 dead", "There were 15 dead"), run_of("15  dead", "There were 15 dead"), run_of("He left.", "It was 5.He left.")
    (False, True, True)
    """
    inner, whole = squeezed(words).strip(" .!?;:,"), squeezed(text)
    at = whole.find(inner) if inner else -1
    while at >= 0:
        before, after = whole[max(0, at - 2) : at], whole[at + len(inner) : at + len(inner) + 2]
        opens, ends = inner[0], inner[-1]
        cut_before = opens.isalnum() and (_BEFORE_DIGIT if opens.isdecimal() else _BEFORE_LETTER).search(before)
        if not cut_before and not (
            ends.isalnum() and (_AFTER_DIGIT if ends.isdecimal() else _AFTER_LETTER).match(after)
        ):
            return True
        at = whole.find(inner, at + 1)
    return False


def nearness(claim: Wording, one: Span, source: Wording, other: Span) -> float:
    """How alike the words beside a place of a claim and beside one of its source are: 0 to 1, each side for itself."""
    mine, theirs = _sides(claim, one), _sides(source, other)
    got = total = 0.0
    for side, beside in zip(mine, theirs, strict=True):
        held = {token.stem for token in beside}
        for distance, token in enumerate(side):
            weight = (1.0 if token.content else FUNCTION_WORD) / (1 + 0.5 * distance)
            total += weight
            got += weight * (token.stem in held or not held.isdisjoint(others(token.plain)))
    return got / total if total else 0.0


class Place(Protocol):
    """What stands somewhere in a text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


def nearest(claim: Wording, one: Place, source: Wording, others: Iterable[Place]) -> float:
    """The nearness of the likest of some places of a source, 0 where there are none."""
    place = one.start, one.end
    return max((nearness(claim, place, source, (other.start, other.end)) for other in others), default=0.0)


@functools.lru_cache(maxsize=2048)
def _sides(wording: Wording, place: Span) -> tuple[list[Token], list[Token]]:
    """The words to the left and to the right of a place within its sentence, the nearest first."""
    start, end = wording.sentence_at(place[0])
    left = wording.between(start, place[0])
    right = wording.between(place[1], end)
    return (_nearest(wording.tokens, reversed(left)), _nearest(wording.tokens, right))


def _nearest(tokens: tuple[Token, ...], positions: Iterable[int]) -> list[Token]:
    kept: list[Token] = []
    meaning = 0
    for at in positions:
        kept.append(tokens[at])
        meaning += tokens[at].content
        if meaning == REACH:
            break
    return kept
