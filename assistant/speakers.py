"""Who says what in a text."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from assistant.named import Named, named
from assistant.wording import Span, Wording

_SAYS = (
    r"said|says|say|saying|told|tells|added|adds|wrote|writes|asked|replied|warned|warns|insisted|insists|argued|argues|explained|announced|announces|"
    r"stated|states|tweeted|claimed|claims|confirmed|confirms|noted|stressed|declared|declares|reported|reports|acknowledged|admitted|recalled|recalls|"
    r"revealed|suggested|suggests|estimated|estimates|alleged|alleges|believes?|believed|thinks?|thought|called|calls|described|describes|accused|accuses|urged|urges|"
    r"vowed|pledged|promised|demanded|demands|emphasi[sz]e[ds]|continued|concluded|remarked|commented|responded|denied|denies|reiterated|indicated|"
    r"pointed out|points out|highlighted|cautioned|predicted|predicts|assured|asserted|maintained|observed|complained|tells|posted|joked|testified"
)
_MARKS_SPEECH = frozenset(
    word for part in _SAYS.split("|") for word in (part.split()[0], part.replace("s?", ""), part.replace("s?", "s"))
) | {"according", "emphasised", "emphasized", "emphasises", "emphasizes"}  # fmt: skip
_SAYING = re.compile(rf"\b(?:{_SAYS})\b")
# What makes of a saying verb a noun, a passive or an infinitive: nobody says anything there.
_NO_SAYING = re.compile(
    r"(?:[’']s|\b(?:the|these|those|its|their|his|her|of|any|no|such|to|not|can|could|would|will|may|might|should|did|does|do|is|are|was|were|been|being|be|so-called))\s(?:\w+ly\s)?$"
)
# "Over his false claims": behind a preposition, what a pronoun owns says nothing.
_NOUNS = frozenset({"claims", "reports", "estimates", "demands", "calls"})
_OWNED = re.compile(
    r"\b(?:of|over|about|on|with|to|for|against|by|from|despite|into|amid)\s(?:his|her|its|their)\s[\w-]+\s$"
)
_ACCORDING = re.compile(r"\b[Aa]ccording to ((?:(?!, |; |\. |\bthat\b|\bwho\b|\bwhich\b|\band the\b)[^.]|\.(?=\w))+)")
_AUXILIARY = re.compile(
    r"(?:\s|\b(?:has|have|had|also|later|then|earlier|previously|repeatedly|reportedly|further|recently|on \w+day|yesterday|today)\b)+$",
    re.I,
)
_BOUNDARY = re.compile(
    r"[\"“”;:]|\b(?:but|and|while|although|that|as|when|after|before|because|if|what|which|whether|how|why)\b"
)
_PRONOUN = re.compile(r"\b(?:he|she|they|it|who|i|we|you)$", re.I)
_PREPOSED = re.compile(
    r"\b(?:in|on|at|of|to|from|with|near|against|by|for|over|into|between|about)\s(?:the\s)?(?:[A-Z]\w+\s)*$", re.I
)
_AFTER = re.compile(r"\s+(?=(?:[A-Z]|the |a |an |his |her |its |one |another |officials|police|\w+ officials))")
_SPOKEN_BEFORE = tuple(",\"”’'?!–—-")
_MARK = re.compile(r"[\"“”]")
_CLOSES = re.compile(r".?”|[\w,.!?…]\"(?!\w)")
_ENDS = re.compile(r"[,.;:\"“”]|\b(?:who|in|on|at|that|after|as|during|by|while|to)\b")
# "Orr, who speaks for Hale, said Velmora knew": the verb belongs to the one before the aside, and what follows it has its own.
_ASIDE = re.compile(r",\s(?:who|which|whose|the|an?|his|her|its|their)\b[^,\"“”]*,$")
_GOES_ON = re.compile(
    r"(?:the |an? )?(?:[A-Z][\w’'.-]*\s)+(?!(?:of|for|from|and|or|the|an?|who|in|on|at|to|last|this|that|after|as|during|by|while|yesterday|today|earlier|later)\b)[a-z]"
)
FARTHEST = 400  # characters before a verb in which its speaker begins
Sayer = tuple[Named, ...]
_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Saying:
    """A speaker of a sentence: the place and words that name him, and the names among them."""

    sentence: Span
    start: int
    end: int
    words: str
    names: Sayer

    @property
    def is_pronoun(self) -> bool:
        """Whether only a pronoun tells who speaks."""
        return not self.names and bool(_PRONOUN.search(self.words))


def is_saying(word: str) -> bool:
    """Whether a word is a verb of saying."""
    return bool(_SAYING.fullmatch(word))


@functools.lru_cache(maxsize=64)
def sayings(wording: Wording) -> tuple[Saying, ...]:
    """The speakers that a text names, sentence by sentence.

    >>> from assistant.wording import read
    >>> [one.words for one in sayings(read('Ada Hale said it was over. "We lost," said Orr. It rained, according to the mayor.'))]
    ['Ada Hale', 'Orr', 'the mayor']
    """
    return tuple(one for sentence in wording.sentences for one in sayings_in(wording, sentence))


@functools.lru_cache(maxsize=8192)
def sayings_in(wording: Wording, sentence: Span) -> tuple[Saying, ...]:
    """The speakers that a sentence of a text names."""
    if not any(wording.tokens[at].plain in _MARKS_SPEECH for at in wording.between(*sentence)):
        return ()
    found, all_names = [], named(wording)
    for start, end in _speakers(wording.text, sentence):
        first, behind = (bisect_left(all_names, place, key=_start) for place in (start, end))
        names = tuple(one for one in all_names[first:behind] if one.end <= end)
        found.append(Saying(sentence, start, end, wording.text[start:end], _main(wording.text, names, (start, end))))
    return tuple(found)


def _speakers(text: str, sentence: Span) -> Iterator[Span]:
    outside = _outside_quotations(text, sentence)
    for match in _ACCORDING.finditer(text, *sentence):
        if outside(match.start()):
            yield match.span(1)
    for match in _SAYING.finditer(text, *sentence):
        if (
            text.startswith(" of ", match.end())
            or not outside(match.start())
            or _NO_SAYING.search(text, max(sentence[0], match.start() - 25), match.start())
            or (match[0] in _NOUNS and _OWNED.search(text, max(sentence[0], match.start() - 40), match.start()))
        ):
            continue
        place = _after(text, match, sentence) or _before(text, match, sentence)
        if place and re.search(r"\w", text[slice(*place)]):
            yield place


def _outside_quotations(text: str, sentence: Span):  # type: ignore[no-untyped-def]
    marks = [match.start() for match in _MARK.finditer(text, *sentence)]
    if marks and _CLOSES.match(text, max(0, marks[0] - 1)):  # the sentence begins inside of a quotation
        marks = [sentence[0], *marks]
    return lambda place: bisect_left(marks, place) % 2 == 0


def _after(text: str, match: re.Match[str], sentence: Span) -> Span | None:
    """The speaker behind the verb ("…," said Ada Hale)."""
    before = text[sentence[0] : match.start()].rstrip()
    follows = _AFTER.match(text, match.end(), sentence[1])
    if not follows or not before.endswith(_SPOKEN_BEFORE):
        return None
    if match[0] in {"told", "tells", "asked", "called", "described", "accused", "urged"}:
        return None
    if _ASIDE.search(before) and _GOES_ON.match(text, follows.end(), sentence[1]):
        return None
    stop = _ENDS.search(text, follows.end(), sentence[1])
    return follows.end(), stop.start() if stop else sentence[1]


def _before(text: str, match: re.Match[str], sentence: Span) -> Span | None:
    """The speaker before the verb, with what stands in apposition to him."""
    first = max(sentence[0], match.start() - FARTHEST)
    bare = _AUXILIARY.sub("", text[first : match.start()])
    bounds = list(_BOUNDARY.finditer(bare))
    start = bounds[-1].end() if bounds else 0
    segment = bare[start:].rstrip()
    pronoun = _PRONOUN.search(segment)
    if pronoun:
        return first + start + pronoun.start(), first + start + pronoun.end()
    if segment and not segment.endswith(","):
        last = segment.rfind(", ")
        start += last + 2 if last >= 0 else 0
    start += len(bare[start:]) - len(bare[start:].lstrip())
    return first + start, first + len(bare)


def _main(text: str, names: Sayer, place: Span) -> Sayer:
    """The names of those who speak, without places and others that only belong to them."""
    own = [
        one for one in names
        if not _PREPOSED.search(text[place[0] : one.start]) and not re.match(r"[’']s? [a-z]", text[one.end : one.end + 4])
    ]  # fmt: skip
    return tuple(own)
