"""Who says what in a text, and whether a claim leaves each saying to the one who said it."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter

from assistant.named import TITLES, Named, named, same_name
from assistant.quotations import is_bare
from assistant.thesaurus import others
from assistant.wording import Span, Token, Wording
from assistant.words import STOP_WORDS, WORD, stem

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
_MARK = re.compile(r"[\"“”]")
_CLOSES = re.compile(r".?”|[\w,.!?…]\"(?!\w)")
_ENDS = re.compile(r"[,.;:\"“”]|\b(?:who|in|on|at|that|after|as|during|by|while|to)\b")
_CLAUSE = re.compile(r"; |, (?:and|but|while|whereas) ")
# "Orr, who speaks for Hale, said Velmora knew": the verb belongs to the one before the aside, and what follows it has its own.
_ASIDE = re.compile(r",\s(?:who|which|whose|the|an?|his|her|its|their)\b[^,\"“”]*,$")
_GOES_ON = re.compile(
    r"(?:the |an? )?(?:[A-Z][\w’'.-]*\s)+(?!(?:of|for|from|and|or|the|an?|who|in|on|at|to|last|this|that|after|as|during|by|while|yesterday|today|earlier|later)\b)[a-z]"
)
FEWEST = 2  # words of a statement by which it is found again
FARTHEST = 400  # characters before a verb in which its speaker begins
ALIKE = 0.5  # the share of a saying's words that a sentence of the source must hold to be the same saying
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


def sayings(wording: Wording) -> list[Saying]:
    """The speakers that a text names, sentence by sentence.

    >>> from assistant.wording import read
    >>> [one.words for one in sayings(read('Ada Hale said it was over. "We lost," said Orr. It rained, according to the mayor.'))]
    ['Ada Hale', 'Orr', 'the mayor']
    """
    return [one for sentence in wording.sentences for one in sayings_in(wording, sentence)]


@functools.lru_cache(maxsize=2048)
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
    if not follows or not re.search(r"[,\"”’'?!–—-]$", before):
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


def misattributed(claim: Wording, source: Wording, context: str) -> Iterator[Span]:
    """The speakers of a claim who do not say in the source, or what stands around it, what the claim lets them say."""
    mine = sayings(claim) if source.cased else []
    if not mine:
        return
    for one in mine:
        if one.is_pronoun or not one.words.strip():
            continue
        places = _same_saying(claim, one, source)
        if places and not any(_may_be(one, place, source, context) for place in places):
            spoken = one.names[0] if one.names else None
            yield (spoken.start, spoken.end) if spoken else (one.start, one.end)


def _same_saying(claim: Wording, one: Saying, source: Wording) -> list[Span]:
    """The sentences of the source that hold what is said, the best and those nearly as good."""
    place, name = _said(claim, one)
    words = len(_meaning(claim, place)) - len(name)
    if not words:
        return []
    shares = []
    for sentence in source.sentences:
        held = _held(claim, place, source, sentence)
        shares.append(((held[-1] - held[name.stop] + held[name.start]) / words, sentence))
    best = max((share for share, _ in shares), default=0.0)
    return [sentence for share, sentence in shares if share >= max(ALIKE, 0.8 * best)]


def _clause(text: str, one: Saying) -> Span:
    """The part of a sentence of several statements in which a speaker stands."""
    cuts = [match.end() for match in _CLAUSE.finditer(text, *one.sentence)]
    start = max((cut for cut in cuts if cut <= one.start), default=one.sentence[0])
    return start, min((cut for cut in cuts if cut > one.start), default=one.sentence[1])


def _said(claim: Wording, one: Saying) -> tuple[Span, range]:
    """Where in a claim it stands what is said, and which of the meaning words there are the speaker's name.

    That is his clause, or his sentence where the clause has too few words to be found again.
    """
    for place in (_clause(claim.text, one), one.sentence):
        words = _meaning(claim, place)
        name = range(*(bisect_left(words, end, key=_start) for end in (one.start, one.end)))
        if len(words) - len(name) >= FEWEST:
            break
    return place, name


@functools.lru_cache(maxsize=64)
def _meaning(claim: Wording, place: Span) -> tuple[Token, ...]:
    """The words of a place that mean something, without the verbs of saying."""
    words = (claim.tokens[at] for at in claim.between(*place))
    return tuple(word for word in words if word.content and not _SAYING.fullmatch(word.plain))


@functools.lru_cache(maxsize=1024)
def _held(claim: Wording, place: Span, source: Wording, sentence: Span) -> tuple[int, ...]:
    """How many of the first 0, 1, 2, … meaning words of a place a sentence of the source holds."""
    stems = {source.tokens[at].stem for at in source.between(*sentence)}
    held = (word.stem in stems or not stems.isdisjoint(others(word.plain)) for word in _meaning(claim, place))
    return tuple(accumulate(held, initial=0))


def _may_be(one: Saying, place: Span, source: Wording, context: str) -> bool:
    """Whether it may be the claim's speaker who speaks in a sentence of the source."""
    here = sayings_in(source, place) or _inherited(place, source)
    if here:
        return any(_one_speaker(one, other, source, context) for other in here)
    if not one.names or _named_near(one, place, source, context):
        return True
    return _is_one_of(one, [name for other in sayings(source) for name in other.names])


def _inherited(place: Span, source: Wording) -> Sequence[Saying]:
    """The speaker of the sentence beside one that is nothing but quoted words."""
    if not is_bare(source.text, place):
        return ()
    at = source.sentences.index(place)
    for step in (-1, 1):
        there = at + step
        while 0 <= there < len(source.sentences):
            if found := sayings_in(source, source.sentences[there]):
                return found
            if not is_bare(source.text, source.sentences[there]):
                break
            there += step
    return ()


def _one_speaker(one: Saying, other: Saying, source: Wording, context: str) -> bool:
    if _own_words(one.words) & _own_words(other.words):
        return True
    if one.names and other.names:
        return any(same_name(mine, theirs) for mine in one.names for theirs in other.names)
    if one.names:  # "he said", "the minister said": whoever is named before
        return _named_near(one, other.sentence, source, context)
    # Of two that are not named, "officials" and "the ministry", either may be the other; a named one may be what nobody else is.
    return not other.names or not _is_another(one, other, source)


def _is_another(one: Saying, other: Saying, source: Wording) -> bool:
    """Whether the source calls somebody else than a named speaker what a claim calls its own ("the judge": "Judge Tobias Renn")."""
    words = WORD.findall(one.words)
    called = [name for name in named(source) if words and _title_of(name, source) == stem(words[-1])]
    return bool(called) and not any(same_name(name, theirs) for name in called for theirs in other.names)


def _title_of(name: Named, source: Wording) -> str:
    """The stem of the word before a name in its sentence."""
    before = source.between(source.sentence_at(name.start)[0], name.start)
    return source.tokens[before[-1]].stem if before else ""


def _own_words(words: str) -> frozenset[str]:
    """The stems of a speaker's words without his title: "President Orr" and "President Hale" share none."""
    return frozenset(stem(word) for word in WORD.findall(words) if word.casefold() not in TITLES | STOP_WORDS)


def _is_one_of(one: Saying, names: Sequence[Named]) -> bool:
    return any(same_name(mine, other) for mine in one.names for other in names)


def _named_near(one: Saying, place: Span, source: Wording, context: str) -> bool:
    """Whether the speaker is named before the end of a sentence, or in what stands around the text."""
    if _is_one_of(one, [other for other in named(source) if other.start < place[1]]):
        return True
    held = {stem(word) for word in WORD.findall(context)}
    return any(stem(name.words[-1]) in held for name in one.names)
