"""Whose word each sentence of an article is: the outlet's own, a named one's, an unnamed one's, or another outlet's.

    article -> People (who is who) -> sentences with their quotations blotted out -> who is said to say them, by these rules:

    1. the speaker whom the sentence's own words name ("…," said Ada Hale; Ada Hale, who …, called it "…")
    2. for a sentence of nothing but quoted words the one whose quotation goes on, within the paragraph or from the one before
    3. a pronoun stands for the person in focus, a surname and an office for the one person of the article that they fit

Where none of them tells, the sentence counts as the outlet's own: a wrong speaker is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.attributed import Attributed, attributed, subject
from assistant.bodies import Bodies
from assistant.captions import is_strip
from assistant.focus import OWN, Focus, Voice
from assistant.noun_phrases import PEOPLE, naming
from assistant.people import People
from assistant.quotation_marks import MASK, masked, quoted
from assistant.speaking_kinds import is_speaking_kind
from assistant.wording import Span, read
from ingest.articles import Article, Paragraph

__all__ = ["Voice", "voices"]
FARTHEST = 110  # characters between a verb that is not one of saying and the quotation that it may lead to
TAIL = 6  # words of a sentence that only tells whose the quotation before it is
# These tell whose word a sentence without a quotation is only where "that" follows ("noted that ...", not "noted the rain").
_NEEDS_THAT = frozenset(
    "added adds announced announces confirmed confirms noted notes recalled recalls revealed reveals reported reports denied denies "
    "suggested suggests stressed stresses maintained maintains reiterated reiterates indicated indicates believe believes believed think thinks thought".split()
)
_ONLY_PEOPLE = frozenset(
    "said told wrote tweeted added explained replied asked shouted yelled joked quipped according".split()
)
# These lead to a quotation only where it stands beside them ("Siege continues as ...").
_BESIDE = frozenset(
    "continued continues began begins read reads reading shared shares posted posts cried pressed accepted celebrated repeated repeats found".split()
)
_SUBORDINATE = re.compile(
    r"\b(?:after|when|before|since|until|because|where|whether|if|whom|which|what|as though)\s(?:the\s|an?\s)?$"
)
_TITLE = re.compile(
    r"(?:\b(?:on|in|of|called|titled|entitled|film|movie|series|show|song|book|album|headline|headlined|program|programme|novel|hit|single)\s)$",
    re.I,
)
_CHARGES = re.compile(
    r"(?:the|an?|his|her|its|their) (?:[\w’'-]+ ){0,4}?(?:indictment|affidavit|(?:criminal )?complaint|lawsuit|charging documents?|court (?:documents?|papers|filings?|records))",
    re.I,
)
_INTRODUCES = re.compile(rf":\s*(?:{MASK}+\W*)?$")


def voices(article: Article) -> Iterator[tuple[Paragraph, Span, Voice]]:
    """The sentences of an article in reading order, each with its voice; those of a gallery's captions are left out."""
    listener = _Listener(article)
    for paragraph in article.paragraphs:
        if is_strip(paragraph.text):  # whoever is named in its captions speaks of other things
            continue
        for place, voice in listener.heard(paragraph.text):
            yield paragraph, place, voice


@dataclass(frozen=True, slots=True)
class _Heard:
    """One sentence: its place, the place of the quotation that covers it, whose word it is, and who may go on after it.

    `voice` is None for a sentence of nothing but quoted words.
    """

    place: Span
    quotations: tuple[Span, ...]
    voice: Voice | None
    hint: Voice = OWN


class _Listener:
    """Reads an article from its beginning and gives each sentence its voice."""

    def __init__(self, article: Article) -> None:
        self._language = article.language or "en"
        texts = [paragraph.text for paragraph in article.paragraphs if not is_strip(paragraph.text)]
        self._people = People(texts)
        self._focus = Focus(self._people, Bodies(texts), article.source)
        self._open = False  # whether the paragraph before left a quotation open
        self._last = OWN  # who may go on speaking in a paragraph that begins with quoted words

    def heard(self, text: str) -> Iterator[tuple[Span, Voice]]:
        """The sentences of the next paragraph, each with its voice."""
        spans, self._open = quoted(text, goes_on=self._open)
        plain = masked(text, spans)
        found: list[_Heard] = []
        for place in read(text, self._language).sentences:
            follows = bool(found) and plain[: place[0]].rstrip().endswith(MASK)
            found.append(self._hear(text, plain, place, spans, follows=follows))
        told = [one.voice or self._going_on(found, at) for at, one in enumerate(found)]
        if found:
            self._last = told[-1] if told[-1].speaker else found[-1].hint
        yield from zip((one.place for one in found), told, strict=True)

    def _hear(self, text: str, plain: str, place: Span, spans: Sequence[Span], *, follows: bool) -> _Heard:
        inside = tuple(span for span in spans if span[0] < place[1] and place[0] < span[1])
        said = [clipped for span in inside if (clipped := _clipped(text, span, place))]
        outside = plain[slice(*place)].replace(MASK, " ")
        if said and len(re.findall(r"\w+", outside)) < 2:
            return _Heard(place, inside, None)
        self._people.listen(outside)
        self._focus.listen(outside)
        sayings = attributed(plain, place)
        if follows and not said and len(outside.split()) <= TAIL:  # "… ?” Mr. Orr added."
            said = [(place[0], place[0])]
        voice = self._chosen(plain, place, _ordered(plain, sayings, said)) or self._introduced(plain, place, bool(said))
        hint = OWN
        if voice:
            self._focus.speaking = voice
            self._focus.turn(voice)
        else:
            hint = (not said and self._chosen(plain, place, sayings[-1:])) or OWN
            weak = bool(sayings) and not sayings[-1].strong
            self._turn(plain, place, hint, weak=weak)
        return _Heard(place, inside, voice or OWN, hint)

    def _turn(self, plain: str, place: Span, hint: Voice, *, weak: bool) -> None:
        """Put whom a sentence is about into focus; a `weak` hint is the subject of a verb like "called", which may only name a thing."""
        if hint.speaker:
            self._focus.turn(hint)
        if not hint.speaker or (weak and not self._people.named(hint.speaker)):
            self._focus.turn_to(subject(plain, place), plain[slice(*place)])

    def _chosen(self, plain: str, place: Span, sayings: Sequence[Attributed]) -> Voice | None:
        """The voice of the first of some sayings whose speaker can be told."""
        for one in sayings:
            words = one.words or subject(plain, place)
            if words in {"it", "they"}:
                words = self._body(plain, (place[0], one.start)) or words
            elif not _can_say(words, plain[slice(*one.verb)]):
                continue
            if voice := self._focus.voice(words, plain[place[0] : one.start]):
                return voice
        return None

    def _body(self, plain: str, before: Span) -> str:
        """The body or the group that a sentence is about and that its "it" or "they" stands for."""
        words = subject(plain, before)
        is_name = " " in words or bool(re.fullmatch(PEOPLE, words, re.I)) or self._people.is_name(words)
        return words if is_name and words[:1].isupper() and is_speaking_kind(words) else ""

    def _introduced(self, plain: str, place: Span, quotes: bool) -> Voice | None:
        """The voice of a sentence that leads to a quotation with a colon."""
        if not quotes or not _INTRODUCES.search(plain[slice(*place)]):
            return None
        words = subject(plain, place) or plain[slice(*place)].split(":")[0]
        voice = self._focus.voice(words)
        return voice if voice and self._people.named(voice.speaker) else None

    def _going_on(self, found: Sequence[_Heard], at: int) -> Voice:
        """The voice of a sentence of nothing but quoted words."""
        for step in (1, -1):  # the same quotation reaches into a sentence that says whose it is
            there = at + step
            while 0 <= there < len(found) and set(found[there].quotations) & set(found[there - step].quotations):
                if (voice := found[there].voice) and voice.speaker:
                    return voice
                there += step
        before = next((one for one in reversed(found[:at]) if one.voice is not None), None)
        if before is None:
            return self._last if self._last.speaker else self._following(found, at)
        if before.voice and before.voice.speaker:
            return before.voice
        return before.hint if before.hint.speaker else self._following(found, at)

    def _following(self, found: Sequence[_Heard], at: int) -> Voice:
        """The voice of the next sentence, if that goes on quoting."""
        after = found[at + 1] if at + 1 < len(found) else None
        if after is None or not after.voice:
            return OWN
        begins = any(span[0] <= after.place[0] for span in after.quotations)
        return after.voice if begins or after.place[1] - after.place[0] <= TAIL * 8 else OWN


def _clipped(text: str, span: Span, place: Span) -> Span | None:
    """The part of a quotation in a sentence, None where that holds no word or is the title of a work."""
    start, end = max(span[0], place[0]), min(span[1], place[1])
    words = re.findall(r"\w[\w’'-]*", text[start:end])
    if not words:
        return None
    large = sum(word[0].isupper() for word in words)
    if len(words) <= 7 and large >= max(1, len(words) - 2) and _TITLE.search(text, max(0, start - 14), start):
        return None
    return start, end


def _ordered(plain: str, sayings: Sequence[Attributed], said: Sequence[Span]) -> list[Attributed]:
    """The sayings that may tell whose word a sentence is, the likeliest first: those nearest to its longest quotation."""
    if not said:
        return _charges_first([one for one in sayings if _tells_alone(plain, one)])
    longest = max(said, key=lambda span: (span[1] - span[0], -span[0]))
    reach = [(gap, at, one) for at, one in enumerate(sayings) if (gap := _gap(plain, one, longest)) is not None]
    return _charges_first([one for _, _, one in sorted(reach, key=lambda found: found[:2])])


def _charges_first(sayings: Sequence[Attributed]) -> list[Attributed]:
    """Some sayings, that of an indictment first: what somebody said according to it is its word and not his."""
    return sorted(sayings, key=lambda one: not (one.behind or one.strong) or not _CHARGES.fullmatch(one.words))


def _can_say(words: str, verb: str) -> bool:
    return verb in _ONLY_PEOPLE or len(words.split()) < 2 or is_speaking_kind(words) or bool(naming(words).name)


def _is_beside(plain: str, one: Attributed, quotation: Span) -> bool:
    """Whether only a comma or nothing stands between a quotation and a saying."""
    if one.verb[0] >= quotation[1]:
        return min(one.start, one.verb[0]) - quotation[1] <= 3
    return not plain[one.verb[1] : quotation[0]].strip(" ,:")


def _tells_alone(plain: str, one: Attributed) -> bool:
    verb = plain[slice(*one.verb)]
    that = plain.startswith(" that ", one.verb[1])
    if one.relative or _SUBORDINATE.search(plain, 0, one.start) or verb.endswith("ing"):
        return False
    return that if verb in _NEEDS_THAT or not one.strong else True


def _gap(plain: str, one: Attributed, quotation: Span) -> int | None:
    """How far a saying stands from a quotation, None where it is not one of it."""
    if plain[slice(*one.verb)] in _BESIDE and not _is_beside(plain, one, quotation):
        return None
    start, end = min(one.start, one.verb[0]) if one.behind is False else one.verb[0], one.verb[1]
    if one.verb[0] >= quotation[1]:
        gap = max(0, start - quotation[1])
        if gap > 3 and (not one.strong or one.relative or _SUBORDINATE.search(plain, 0, one.start)):
            return None
        return gap
    gap = quotation[0] - end
    if one.strong:
        return gap
    between = plain[end : quotation[0]].rstrip(" ,:")
    return gap if 0 <= gap <= FARTHEST and not re.search(r", (?!who|which)|;", between) else None
