"""Whose word each sentence of an article is: the outlet's own, a named one's, an unnamed one's, or another outlet's.

    paragraphs -> sentences -> the speaker their words name, else the one whose quotation goes on -> Voice

A pronoun stands for the person the sentence before began with, else for who spoke last, unless that one is known to be a
"he" where a "she" speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.edition import Attribution
from assistant.named import TITLES, Named, named
from assistant.quotations import is_bare
from assistant.speakers import Saying, sayings_in
from assistant.wording import Span, Wording, read
from ingest.articles import Article, Paragraph

LONGEST = 10  # words of a speaker's description
_NAME = r"(?:(?:[A-Z](?:\.|[\w’'-]*)|of|de|der|van|von|al|bin|du|la|le)\s?){1,6}"
_UNNAMED = re.compile(
    r"\b(?:officials?|sources?|diplomats?|residents?|(?:eye)?witness(?:es)?|persons?|people|man|men|woman|women|employees?|workers?|aides?|insiders?|analysts?|"
    r"experts?|critics|observers|some|many|others?|someone|somebody|deckhands?|passengers?|neighbours?|relatives|soldiers?|officers?|protesters?|demonstrators|"
    r"supporters|opponents|activists?|campaigners|members?|several|one of|two of|locals|parents|students|teachers|colleagues|friends?|sailors?|crew)\b",
    re.I,
)
_COLLECTIVE = re.compile(
    r"(?:[a-z]+ )?(?:police|authorities|officials|prosecutors|investigators|doctors|scientists|researchers|economists|analysts|experts|residents|witnesses|sources|unions|"
    r"lawyers|critics|organi[sz]ers|ministers|lawmakers|negotiators|rescuers|firefighters|engineers|inspectors|campaigners|activists|supporters|opponents|diplomats|"
    r"families|parents|relatives|neighbours|survivors|troops|rebels|separatists|both sides|both governments|both ministries)\b",
    re.I,
)
_OUTLET = re.compile(
    r"(?:the )?(?:(?:[\w’'-]+ ){0,3}(?:news (?:agency|site|website|outlet|channel)|newspaper|newswire|broadcaster|magazine|state media|local media)\b|(?:local|state|\w+ian) media\b|Reuters\b|AFP\b|Agence\b|"
    r"(?:[A-Z][\w’'-]+ ){1,3}(?:Times|Post|Courier|Ledger|Herald|Wire|Gazette|Tribune|Journal|Mail|Telegraph|Guardian|Chronicle|News|Press|TV)\b)"
)
_WEAK = re.compile(
    r"[\s,]*(?:(?:has|have|had|also|then|later)\s)*(?:added|called|calls|asked|described|describes|urged|demanded|demands|continued|observed|thought|believes?|believed|accused|"
    r"accuses|revealed|posted|promised|pledged|vowed|maintained|complained|recalled|recalls|noted|notes|highlighted|confirmed|announced|announces)\b(?! that\b)"
)
_QUOTE = re.compile(r"[“”\"]")
_ROLE_AND_NAME = re.compile(rf"(?P<role>[^,;:\"“”]{{2,90}}), (?P<name>{_NAME})(?=,|$)")
_NAME_AND_ASIDE = re.compile(
    rf"(?P<name>(?:[A-Z][\w.’'-]*\s){{0,3}}{_NAME}),\s(?:\d|who\b|whose\b|which\b|an?\b|the\b|his\b|her\b|its\b|their\b|[a-z])"
)
_NAMED_AFTER = re.compile(rf",\s(?P<name>{_NAME})(?=[,.;]|$)")
_LEADING = re.compile(
    r"(?:[\s,;:—–-]+|(?:But|And|As|So|While|Then|Later|Meanwhile|However|Instead|Also|Yesterday|Today|Still|Nevertheless|Earlier|Separately|On \w+day)\b,?\s+|(?:In|At|On) (?:[A-Z][\w’'-]+ )+(?=the |an? ))+"
)
_TRAILING = re.compile(
    r"[\s,;:—–-]+$|\s+(?:on|late on|early on) \w+day\b.*$|\s+(?:in|at) (?:a|an|the|his|her|their) (?:statement|speech|interview|letter|post|news conference|tweet|briefing)\b.*$"
)
_TITLE = re.compile(r"\b(Mrs|Ms|Miss|Mr|Sir|Lady|Dame|Lord)\.? $")
_RANK = re.compile(
    r"^(?:Commander|Skipper|Commissioner|Chairman|Colonel|Brigadier|Marshal|Constable|Detective|Superintendent|Justice|Councillor|Archdeacon|Sister)\s"
)
_OPENS = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Judge|Captain|Commander|Professor|President|Minister)\.?\s)?([A-Z][\w’'-]*[\w])"
)
_GOES_ON = re.compile(r"[\"“]|(?:He|She|His|Her)\b")
_ASIDE_CLAUSE = re.compile(r"\b(?:after|when|before|since|until|because|where|whether|if)\s?$")
_THAT = re.compile(r"\s(?:has |had |also |later )*\w+ that\b")
_STATES = re.compile(r"\b(?:is|are|was|were|has|had|have|been|be|do|does|did|not)\b")
_NOBODY = re.compile(
    r"(?:neither|nobody|no one|none|nothing|no|not|there|this|that|these|those|which|what|it|such)\b", re.I
)
_ORGANISATION = re.compile(
    r"\b(?:Institute|Ministry|Bank|Commission|Party|University|Council|Agency|House|Street|Avenue|Hospital|Works|Lines|Service|Bureau|Union|List|Court|Parliament|Committee|"
    r"Company|Group|Association|Federation|Confederation|Office|Department|Party|Army|Navy|Force|Guard|Times|Post|Courier|Ledger|Wire|News|Media|States|Kingdom|City|County|Island|"
    r"River|Lake|Mountain|Bridge|Port|Act|Day|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose word a sentence is: the speaker as the article names him, "" for the outlet's own, and how he is known."""

    speaker: str = ""
    attribution: Attribution = "own"


OWN = Voice()


def voices(article: Article) -> Iterator[tuple[Paragraph, Span, Voice]]:
    """The sentences of an article in reading order, each with its voice."""
    listener = _Listener(article.language or "en", article.source)
    for paragraph in article.paragraphs:
        for place, voice in listener.heard(paragraph.text):
            yield paragraph, place, voice


class _Listener:
    """Reads an article from its beginning and remembers who was named, who spoke last and whom the last sentence was about."""

    def __init__(self, language: str, outlet: str) -> None:
        self._language = language
        self._outlet = outlet.casefold().removeprefix("the ")
        self._people: dict[str, str] = {}  # the full name of everyone named so far, by surname
        self._pronoun: dict[str, str] = {}  # "she" or "he", by full name
        self._subject = ""  # the full name of the person with whom the sentence before began
        self._speaking = OWN  # who spoke last

    def heard(self, text: str) -> Iterator[tuple[Span, Voice]]:
        """The sentences of the next paragraph, each with its voice."""
        wording = read(text, self._language)
        found = [self._voice(wording, sentence) for sentence in wording.sentences]
        for at, (sentence, voice) in enumerate(zip(wording.sentences, found, strict=True)):
            yield sentence, voice or self._going_on(found, at)

    def _voice(self, wording: Wording, sentence: Span) -> Voice | None:
        """The voice that a sentence's own words name, the outlet's where it quotes nobody, None where it only quotes."""
        self._meet(wording, sentence)
        voice = next((one for spoken in _spoken(wording, sentence) if (one := self._known(spoken, wording))), None)
        self._turn_to(wording, sentence, voice)
        if voice is not None:
            self._speaking = voice
            return voice
        return None if is_bare(wording.text, sentence) else OWN

    def _going_on(self, found: Sequence[Voice | None], at: int) -> Voice:
        """The voice of a sentence of nothing but quoted words: its neighbour's, else that of who spoke last."""
        beside = [found[there] for there in (at - 1, at + 1) if 0 <= there < len(found)]
        return next((voice for voice in beside if voice and voice.speaker), self._speaking)

    def _known(self, saying: _Spoken, wording: Wording) -> Voice | None:
        words = saying.words
        if re.fullmatch(r"(?:he|she)", words, re.I):
            return self._meant(words.lower(), saying, wording)
        if re.fullmatch(r"(?:they|we|i|you|who|it)", words, re.I):
            return self._speaking if self._speaking.speaker and words.lower() in {"they", "we", "i"} else None
        if not words or _NOBODY.match(words) or _STATES.search(words) or len(words.split()) > LONGEST:
            return None
        if _OUTLET.match(words) or words.casefold().removeprefix("the ") == self._outlet:
            return Voice(words, "outlet")
        if full := self._person(words):
            return Voice(full, "named")
        if re.search(r"[A-Z]", words[1:]) or (words[0].isupper() and len(words.split()) == 1):
            return Voice(
                words,
                "unnamed"
                if _UNNAMED.match(re.sub(r"^(?:an?|the|one|two|three|some|several) ", "", words, flags=re.I))
                else "named",
            )
        if not (
            re.match(
                r"(?:the|an?|his|her|its|their|our|one|two|three|some|many|several|most|other|another|local|senior|both)\s",
                words,
                re.I,
            )
            or _COLLECTIVE.match(words)
        ):
            return None
        return Voice(words, "unnamed" if _UNNAMED.search(words) else "named")

    def _person(self, words: str) -> str:
        """The full name of the person that a speaker's words name, "" where they name none that is known."""
        for full in self._people.values():
            if full in words:
                return full
        bare = [
            word
            for word in re.sub(r"[’']s$", "", _RANK.sub("", words)).split()
            if word.casefold().rstrip(".") not in TITLES
        ]
        return self._people.get(bare[0], "") if len(bare) == 1 else ""

    def _meant(self, pronoun: str, saying: _Spoken, wording: Wording) -> Voice | None:
        """The voice that "he" or "she" stands for."""
        here = _people_in(wording, (saying.sentence[0], saying.start))
        speaker = self._speaking.speaker if self._speaking.attribution in {"named", "unnamed"} else ""
        for name in (*here[:1], self._subject, speaker, *reversed(list(self._people.values()))):
            if (
                name
                and self._pronoun.get(name, pronoun) == pronoun
                and (name != speaker or not _ORGANISATION.search(name))
            ):
                self._pronoun.setdefault(name, pronoun)
                return Voice(
                    name, "unnamed" if name == speaker and self._speaking.attribution == "unnamed" else "named"
                )
        return None

    def _meet(self, wording: Wording, sentence: Span) -> None:
        """Take in the people that a sentence names."""
        text = wording.text
        for name in _people_in(wording, sentence):
            self._people.setdefault(name.split()[-1], name)
            if title := _TITLE.search(text[: text.find(name, sentence[0])]):
                self._pronoun.setdefault(name, "he" if title[1] in {"Mr", "Sir", "Lord"} else "she")

    def _turn_to(self, wording: Wording, sentence: Span, voice: Voice | None) -> None:
        """Note whom a sentence is about: who speaks in it, else the person it begins with or names first."""
        text = wording.text[slice(*sentence)]
        people = _people_in(wording, sentence)
        first = _OPENS.match(text)
        surname = self._people.get(first[1], "") if first else ""
        if voice is not None and voice.speaker in self._people.values():
            self._subject = voice.speaker
        elif surname or people:
            self._subject = surname or people[0]
        elif not _GOES_ON.match(text):
            self._subject = ""


def _people_in(wording: Wording, place: Span) -> list[str]:
    """The full names in a stretch of a text that are of persons by their look, in order."""
    found = (one for one in named(wording) if place[0] <= one.start < place[1] and len(one.words) > 1)
    bare = (_RANK.sub("", wording.text[one.start : one.end]) for one in found if _is_person(wording.text, one))
    return [name for name in bare if " " in name]


def _is_person(text: str, one: Named) -> bool:
    words = text[one.start : one.end]
    if _ORGANISATION.search(words) or re.search(r"\b(?:of|the|for)\b", words):
        return False
    return not re.search(r"\b(?:the|in|at|near|from) $", text[max(0, one.start - 6) : one.start], re.I)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A speaker that a sentence may name: his words, cleaned, and where they begin."""

    sentence: Span
    start: int
    words: str


def _spoken(wording: Wording, sentence: Span) -> list[_Spoken]:
    """The speakers that a sentence may name: who says that …, else the one nearest to its quotation first."""
    text = wording.text
    marks = [match.start() for match in _QUOTE.finditer(text, *sentence)]
    said = [
        one
        for one in sayings_in(wording, sentence)
        if (marks or not _WEAK.match(text, one.end)) and not _ASIDE_CLAUSE.search(text, sentence[0], one.start)
    ]
    if said and _THAT.match(text, said[0].end) and not any(mark < said[0].start for mark in marks):
        marks = []
    aside = None if marks else _before_an_aside(text, sentence)
    near = sorted(said, key=lambda one: (min((abs(one.start - mark) for mark in marks), default=0), one.start))
    found = [*([aside] if aside else []), *(_Spoken(sentence, one.start, _who(text, one)) for one in near)]
    return [one for one in found if one.words]


_SAID = r"(?:(?:has|had|also|later|then)\s)*(?:said|says|told|wrote|added|warned|insisted|argued|explained|announced|stated|claimed|confirmed|estimated|denied|believes?|thinks?)\b"
_ASIDE = re.compile(rf"(?P<first>[^,;:\"“”]{{2,80}}), (?P<aside>[^;:\"“”]{{2,120}}?), {_SAID}")


def _before_an_aside(text: str, sentence: Span) -> _Spoken | None:
    """The speaker of "Its chief, Rurik Dain, said …" and of "Dr Ould, who keeps the archive, said …"."""
    match = _ASIDE.match(text, *sentence)
    if match is None:
        return None
    name = re.fullmatch(_NAME, match["aside"])
    if name and not re.search(r"[a-z] [A-Z]\w+ [A-Z]", match["first"]):
        return _Spoken(sentence, match.start("aside"), match["aside"])
    if re.match(r"(?:who|whose|an?|the|his|her|its|their|\d)\b", match["aside"]) and re.search(
        r"[A-Z]", match["first"]
    ):
        return _Spoken(sentence, match.start("first"), _bare(match["first"]))
    return None


def _who(text: str, one: Saying) -> str:
    """The words that name a speaker: of a role with a name the name, of a name with a description the name."""
    start = one.start
    if text[:start].endswith(" and ") and one.words[:1].isupper() and re.search(r"[A-Z]\w+ and $", text[:start]):
        start = one.sentence[0]  # "the Union of Retired and Public Workers"
    words = _bare(text[start : one.end])
    if role := _ROLE_AND_NAME.fullmatch(words):
        words = (
            role["name"]
            if not _ROLE_AND_NAME.fullmatch(role["name"]) and not re.match(_NAME + "$", role["role"])
            else role["role"]
        )
    elif aside := _NAME_AND_ASIDE.match(words):
        words = aside["name"]
    elif (after := _NAMED_AFTER.match(text, one.end)) and not re.search(
        r"[a-z’'] [A-Z]\w+ [A-Z]\w+$|^[A-Z]\w+ [A-Z]", words
    ):
        words = after["name"] if " " in after["name"].strip() else words
    return _bare(words)


def _bare(words: str) -> str:
    """A speaker's words without what only leads to them or follows."""
    plain = _LEADING.sub("", words, count=1) if _LEADING.match(words) else words
    return _TRAILING.sub("", plain).strip(' ,;:—–-"“”')
