"""Whether a claim leaves each saying to the one who said it."""

from __future__ import annotations

import functools
import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from assistant.named import TITLES, Named, alike, named, same_name
from assistant.names import COUNTRY_OF, SEAT_OF, SHORTEST_ACRONYM, acronyms, is_country_word
from assistant.quotations import is_bare
from assistant.speakers import Saying, is_saying, sayings, sayings_in
from assistant.thesaurus import others
from assistant.wording import Span, Token, Wording
from assistant.words import STOP_WORDS, WORD, stem

_LISTED_BEFORE = re.compile(r"(?:[A-Z][\w’'.-]{0,40}(?:, and |, | and | or )(?:the )?){1,6}$")
_PLACED = re.compile(r"\b(?:in|to|at|near|from) (?:the )?[A-Z][\w’'.-]*")
_CLAUSE = re.compile(r"; |, (?:and|but|while|whereas) ")
# Who belongs to somebody and is not he: what his lawyer says, he did not say. Who speaks for somebody (his office) may stand for him.
_BELONGS = re.compile(
    r"\b([A-Z][\w-]*)[’'](?:s\b)? (?:[a-z-]+ ){0,3}(?:attorneys?|lawyers?|solicitors?|barristers?|aides?|advis[eo]rs?|all(?:y|ies)|critics?|rivals?"
    r"|opponents?|supporters?|predecessors?|successors?|deput(?:y|ies)|colleagues?|friends?|neighbou?rs?|accusers?|victims?|doctors?|manager|wife"
    r"|husband|widow|mother|father|brothers?|sisters?|sons?|daughters?|parents|relatives|family)\b"
)
_OF_WHAT_IS_TOLD = re.compile(
    r"\b(?:who|whom|which|what|where|as) (he|she|they|it)\b"
)  # "Hale met Orr, whom she called …"
_IN_PASSING = re.compile(  # "Hale wrote to the council, asking it …": who asks is told in the same sentence
    r"(?<!the )(?<!of )\b(?:ask|urg|demand|warn|argu|claim|alleg|add|insist|accus|tell|promis|vow|request|call)ing\b"
)
_UNSAID = re.compile(
    r"\b(?:(?:stop(?:s|ped)?|f[ae]ll) short of|(?:refus|declin)(?:es|ed|ing) to|(?:did|does|do|has|have|had|would|will|could)(?: not|n[’']t)|never|without"
    r"|avoid(?:s|ed|ing)?) (?:\w+ly |ever |yet )?(?:sa(?:y|id)|tell|told|claim|confirm|announc|promis|vow|admit|argu|warn|stat)(?:ing|e?d|e)?\b"
)
_SAYS_ON = re.compile(r"[;:]|, (?:but|and|though|although|while)\b|\b(?:but|although)\b")  # where what is not said ends
_SUBJECT = re.compile(r"\b(?:he|she|they|we|i|it)\b", re.I)
FEWEST = 2  # words of a statement by which it is found again
MOST_SAYINGS = 20  # of a claim that are looked for in a source
ALIKE = 0.5  # the share of a saying's words that a sentence of the source must hold to be the same saying
UNSAID = 0.6  # the share of them that must stand behind "did not say"
_start = attrgetter("start")


def misattributed(claim: Wording, source: Wording, context: str) -> Iterator[Span]:
    """The speakers of a claim who do not say in the source, or what stands around it, what the claim lets them say.

    Of a claim that lets more than `MOST_SAYINGS` speak the others are not looked for, and count as such.
    """
    mine = sayings(claim) if source.cased else ()
    for one in mine[:MOST_SAYINGS]:
        if one.is_pronoun or not one.words.strip():
            continue
        speaker, places = _Speaker(one, source, context), _same_saying(claim, one, source)
        spoken_by_others = not any(speaker.may_speak(place) for place in places)
        if places and (spoken_by_others or _is_unsaid(claim, one, source, places, speaker)):
            spoken = one.names[0] if one.names else None
            yield (spoken.start, spoken.end) if spoken else (one.start, one.end)
    yield from ((one.start, one.end) for one in mine[MOST_SAYINGS:] if one.words.strip())


def _same_saying(claim: Wording, one: Saying, source: Wording) -> list[Span]:
    """The sentences of the source that hold what is said, the best and those nearly as good."""
    place, name = _said(claim, one)
    words = len(_meaning(claim, place)) - len(name)
    if not words:
        return []
    shares = []
    for sentence in source.sentences:
        shares.append((_held(claim, place, name, source, sentence) / words, sentence))
    best = max((share for share, _ in shares), default=0.0)
    return [sentence for share, sentence in shares if share >= max(ALIKE, 0.8 * best)]


def _is_unsaid(claim: Wording, one: Saying, source: Wording, places: Sequence[Span], speaker: _Speaker) -> bool:
    """Whether of the sentences that may hold a claim's saying one tells that he did not say it, and none that he said it."""
    unsaid = [place for place in places if _tells_it_unsaid(claim, one, source, place) and speaker.may_speak(place)]
    others_of_it = (place for place in places if place not in unsaid)
    return bool(unsaid) and not any(sayings_in(source, place) and speaker.may_speak(place) for place in others_of_it)


def _tells_it_unsaid(claim: Wording, one: Saying, source: Wording, sentence: Span) -> bool:
    """Whether a sentence of the source tells of the most of what is said in a claim that just this was not said."""
    found = _UNSAID.search(source.text, *sentence)
    if not found or _UNSAID.search(claim.text, *one.sentence):
        return False
    if any(is_saying(source.tokens[at].plain) for at in source.between(sentence[0], found.start())):
        return False  # "Hale said that nobody had told her": that is said
    ends = _SAYS_ON.search(source.text, found.end(), sentence[1])
    behind = found.end(), ends.start() if ends else sentence[1]
    place, name = _said(claim, one)
    here, in_all = (_held(claim, place, name, source, where) for where in (behind, sentence))
    return here >= UNSAID * in_all


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
    return tuple(word for word in words if word.content and not is_saying(word.plain))


def _held(claim: Wording, place: Span, name: range, source: Wording, sentence: Span) -> int:
    """How many of the meaning words of a place, but for those of a name, a sentence of the source holds."""
    stems = _stems_by_sentence(source).get(sentence)
    if stems is None:
        stems = frozenset(source.tokens[at].stem for at in source.between(*sentence))
    forms = _forms(claim, place)
    return sum(not stems.isdisjoint(one) for one in (*forms[: name.start], *forms[name.stop :]))


@functools.lru_cache(maxsize=64)
def _forms(claim: Wording, place: Span) -> tuple[frozenset[str], ...]:
    """The stems of the meaning words of a place, each with those of other words for it."""
    return tuple(frozenset({word.stem, *others(word.plain)}) for word in _meaning(claim, place))


@functools.lru_cache(maxsize=8)
def _stems_by_sentence(source: Wording) -> dict[Span, frozenset[str]]:
    """The stems of each sentence of a source."""
    places = source.sentences
    return {place: frozenset(source.tokens[at].stem for at in source.between(*place)) for place in places}


class _Speaker:
    """Whom a claim lets speak, looked for in one source: what is the same for all sentences of it is found once."""

    def __init__(self, one: Saying, source: Wording, context: str) -> None:
        self._one = one
        self._source = source
        self._context = context
        self._words = _own_words(one.words)

    def may_speak(self, place: Span) -> bool:
        """Whether it may be he who speaks in a sentence of the source."""
        here = sayings_in(self._source, place) or _inherited(place, self._source)
        if here:
            return any(self._is(other) for other in here)
        if self._one.names and self._others_speak_in_passing(place):
            return False
        return not self._one.names or self._is_named_before(place[1]) or self._speaks

    def _is(self, other: Saying) -> bool:
        listed = _LISTED_BEFORE.search(self._source.text, other.sentence[0], other.start)
        mine, theirs = _countries(self._one.words), _countries((listed[0] if listed else "") + other.words)
        if mine and theirs and mine.isdisjoint(theirs):  # "Estian officials" are not those of Velmora
            return False
        if _belongs_to(self._one, other) or _belongs_to(other, self._one):
            return False
        if self._words & _own_words(other.words):
            return True
        subject = _subject_meant(other, self._source) if self._one.names else None
        if subject:
            return _is_one_of(self._one, [subject])
        if self._one.names and other.names:
            return _is_one_of(self._one, other.names) or self._is_short_for(other)
        if self._one.names:  # "he said", "the minister said": whoever is named before
            return self._is_named_before(other.sentence[1])
        # Of two that are not named, "officials" and "the ministry", either may be the other; a named one may be what nobody else is.
        return not other.names or not self._called or any(_is_one_of(other, [name]) for name in self._called)

    def _others_speak_in_passing(self, place: Span) -> bool:
        """Whether only others are named before a word with which a sentence tells in passing that something is said."""
        said = _IN_PASSING.search(self._source.text, *place)
        if not said or _SUBJECT.search(self._source.text, place[0], said.start()):
            return False
        before = [one for one in named(self._source) if place[0] <= one.start < said.start()]
        return bool(before) and not _is_one_of(self._one, before)

    def _is_short_for(self, other: Saying) -> bool:
        """Whether his name is the first letters of the other's, or the other way round."""
        mine, theirs = (
            " ".join(name.words).casefold().replace(".", "") for name in (self._one.names[0], other.names[0])
        )
        if min(len(mine), len(theirs)) < SHORTEST_ACRONYM:
            return False
        return mine in acronyms(self._source.text[other.sentence[0] : other.end]) or theirs in acronyms(self._one.words)

    def _is_named_before(self, end: int) -> bool:
        """Whether he is named before a place, or in what stands around the text."""
        return self._first_named < end

    @functools.cached_property
    def _first_named(self) -> float:
        """Where the source names him first; before all of it where what stands around does, behind it where neither does."""
        held = {stem(word) for word in WORD.findall(self._context)}
        if any(stem(name.words[-1]) in held for name in self._one.names):
            return -1
        return next((other.start for other in named(self._source) if _is_one_of(self._one, [other])), math.inf)

    @functools.cached_property
    def _speaks(self) -> bool:
        """Whether he says anything at all in the source."""
        return any(
            _is_one_of(self._one, other.names) or (other.names and self._is_short_for(other))
            for other in sayings(self._source)
        )

    @functools.cached_property
    def _called(self) -> list[Named]:
        """Those whom the source calls what the claim calls its own speaker ("the judge": "Judge Tobias Renn")."""
        words = WORD.findall(self._one.words)
        return [name for name in named(self._source) if words and _title_of(name, self._source) == stem(words[-1])]


def _belongs_to(one: Saying, other: Saying) -> bool:
    """Whether a speaker is told as somebody's who is the other: "Hale's lawyer" beside "Hale"."""
    found = _BELONGS.search(one.words)
    if not found or not other.names or one.names:
        return False
    owner = found[1]
    return all(any(alike(owner, word) for word in name.words) for name in other.names)


def _subject_meant(one: Saying, source: Wording) -> Named | None:
    """Whom a pronoun means that tells more of a sentence's subject ("Hale met Orr, whom she called …"), None where it may mean others."""
    start, end = one.sentence
    said = _OF_WHAT_IS_TOLD.search(source.text, max(start, one.start - 6), one.end)
    first = next((name for name in named(source) if start <= name.start < end), None) if said else None
    if not said or not first or first.start >= said.start() or source.text[first.end : first.end + 1] in "’'":
        return None
    if any(word.casefold() not in TITLES for word in WORD.findall(source.text[start : first.start])):
        return None
    return None if said[1] in {"he", "she"} and is_country_word(first.words[-1].casefold()) else first


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


def _title_of(name: Named, source: Wording) -> str:
    """The stem of the word before a name in its sentence."""
    before = source.between(source.sentence_at(name.start)[0], name.start)
    return source.tokens[before[-1]].stem if before else ""


@functools.lru_cache(maxsize=4096)
def _own_words(words: str) -> frozenset[str]:
    """The stems of a speaker's words without his title: "President Orr" and "President Hale" share none."""
    return frozenset(stem(word) for word in WORD.findall(words) if word.casefold() not in TITLES | STOP_WORDS)


@functools.lru_cache(maxsize=1024)
def _countries(words: str) -> frozenset[str]:
    """The countries whose somebody is: Russia for "Russian officials", "the Kremlin" and "Moscow's mayor", not for "doctors in Moscow"."""
    words = _PLACED.sub(" ", words)
    bare = (
        word.casefold().replace("’", "'").removesuffix("'s").replace(".", "")
        for word in WORD.findall(words)
        if word[0].isupper()
    )
    return frozenset(SEAT_OF.get(word, COUNTRY_OF.get(word, word)) for word in bare if is_country_word(word))


def _is_one_of(one: Saying, names: Sequence[Named]) -> bool:
    return any(same_name(mine, other) for mine in one.names for other in names)
