"""Whom the words that name a speaker stand for, where an article is read from its beginning.

A pronoun stands for the person in focus: who spoke last, or whom the article has turned to since; a surname and an office
for the one person of the article that they fit; "their website" and "a statement" for those whose it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.bodies import Bodies
from assistant.edition import Attribution
from assistant.names import is_country, is_country_word
from assistant.noun_phrases import OFFICES, ORGANISATION, PEOPLE, RANKS, is_speaker, naming, trimmed
from assistant.people import People
from assistant.speaking_kinds import is_speaking_kind


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose word a sentence is: the speaker as the article names him, "" for the outlet's own, and how he is known."""

    speaker: str = ""
    attribution: Attribution = "own"


OWN = Voice()
_DETERMINED = frozenset("the a an all every another one".split())
FORGOTTEN = 4  # sentences after which "they" no longer is the group that was spoken of
MOST_INITIALS = 3  # letters by which a person is called ("JFK"); what has more is a body
STALE = 2  # sentences after which the one in focus gives way to anybody who is named
_OUTLET = re.compile(
    r"(?:the )?(?:(?:[\w’'-]+ ){0,3}(?:news (?:agency|site|website|outlet|channel)|newspaper|newswire|broadcaster|magazine|state media|local media)\b|(?:local|state|\w+ian) media\b|(?:Reuters|AFP|Agence|Politico|CNN|BBC|AP|Bloomberg|Ukrinform|BelTA|TASS|Interfax|Axios)\b|"
    r"(?:[A-Z][\w’'.-]+ ){1,3}(?:Times|Post|Courier|Ledger|Herald|Wire|Gazette|Tribune|Journal|Mail|Telegraph|Guardian|Chronicle|News|Press|TV)$|(?:Guardian|Times|Post|Journal|Telegraph|Independent|Economist|Mirror)$)"
)
_UNNAMED = re.compile(
    rf"\b(?:{PEOPLE}|persons?|man|woman|some|many|others?|someone|somebody|crew|sailors?|passengers?|deckhands?|members?|one of|two of|several)\b",
    re.I,
)
_OFFICE = re.compile(
    r"\b(?:ministry|minister|president|police|authorities|government|prosecutors|spokes\w+ for the|media|white house)\b",
    re.I,
)
_DOCUMENT = (
    r"(?:statement|website|web site|site|tweet|post|press release|news release|release|letter|e-?mail|message|news conference|memo|note|announcement|blog|account|page|biography|bio|profile|op-ed|spokes\w+ statement|notice|invitation|caption|"
    r"interview|speech|remarks|comments)"
)
_OWNED = re.compile(rf"(?P<owner>.+?)[’']s?\s(?:(?:[\w-]+\s){{0,3}})?(?:{_DOCUMENT}|(?i:annual report))s?\b")
_THEIRS = re.compile(
    rf"(?P<pronoun>[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s(?:[\w-]+\s){{0,3}}(?:{_DOCUMENT}|(?i:annual report))s?\b"
)
_ISSUED = re.compile(
    rf"(?:[Aa]n?|[Tt]he|[Oo]ne)\s(?:[\w’'-]+\s){{0,4}}?{_DOCUMENT}s?\s(?:(?:\w+\s)?(?:by|from|of)\s(?P<owner>.+)|(?:posted|published|released|shared|made)?\s?(?:\w+\s)?(?:on|to|in)\s(?P<pronoun>his|her|its|their)\b)"
)
_PLAIN_DOCUMENT = re.compile(rf"(?:[Aa]n?|[Tt]he|[Oo]ne)\s(?:[\w’'-]+\s){{0,3}}?{_DOCUMENT}s?\b")
_SUBJECTIVE = {"his": "he", "her": "she", "its": "it", "their": "they"}


# The last words of descriptions of one person, and of what ends like them and is none.
_PERSON = re.compile(
    r"\w*(?:man|woman|person|ist|ian|ant|ent|er|or|eur|ee|ide|ief|ain|ard)|mayor|boy|girl|kid|child|mother|father|wife|husband|son|daughter|sister|brother|head|pope|king|queen|pontiff|star|official|general|"
    r"\w+hand|guard|cook|clerk|pilot|judge|coach|source|witness|friend|colleague|analyst|expert|aide|critic|nurse|victim|candidate|senator|billionaire|diplomat|economist|neighbou?r"
)
_BODY = re.compile(
    r"government|department|parliament|regulator|newspaper|paper|letter|cent(?:er|re)|agreement|statement|document|indictment|chapter|poster|banner|newsletter|filter|number|order|paper|river|"
    r"sector|establishment|movement|settlement|committee|water|weather|winter|summer|error|factor|minor|corner|side|guide|incident|event|moment|accident|account|parent|tent|content|restaurant|plant"
)


class Focus:
    """Who is spoken of at a place of an article, and what the words that name a speaker mean there."""

    def __init__(self, people: People, bodies: Bodies, outlet: str) -> None:
        self._people, self._bodies = people, bodies
        self._outlet = outlet.casefold().removeprefix("the ")
        self._persons: list[Voice] = []  # who was in focus, the last at the end
        self._since = STALE  # sentences since somebody came into focus
        self._read = 0  # sentences
        self._groups = (OWN, 0)  # the body or the group that the article speaks of, and the sentence in which it did
        self._described: dict[str, str] = {}  # the first description of somebody without a name, by its last word
        self.speaking = OWN  # who spoke last

    @property
    def person(self) -> Voice:
        """The person in focus, `OWN` where there is none."""
        return self._persons[-1] if self._persons else OWN

    def listen(self, sentence: str) -> None:
        """Read on to the next sentence."""
        self._read += 1
        self._bodies.listen(sentence)

    def turn(self, voice: Voice) -> None:
        """Put a speaker into focus."""
        if not voice.speaker:
            return
        if self._is_one_person(voice):
            self._put(voice)
        else:
            self._groups = voice, self._read

    def turn_to(self, words: str, sentence: str) -> None:
        """Put whom a sentence that quotes nobody is about into focus."""
        self._since += 1
        if person := self._people.subject(sentence):
            self._put(Voice(person, "named"))
        elif words and is_speaker(words) and words.split()[0].casefold() in _DETERMINED:
            found = self._described_as(words)
            if found and is_speaking_kind(words) and self._is_one_person(found):
                self._put(found)
            elif found and re.search(
                r"\b(?:company|group|firm|agency|members|senators|officials|researchers|council|organi[sz]ation|union|airline|department|ministry|party|team|university|court|leaders)\b",
                words,
            ):
                self._groups = found, self._read
        elif is_country(words):
            self._groups = Voice(words, "named"), self._read
        if self._since > STALE and words not in {"he", "she"}:
            others = {name for name, _, _ in self._people.mentions(sentence)}
            if len(others) == 1:
                self._put(Voice(others.pop(), "named"))

    def _put(self, voice: Voice) -> None:
        self._persons.append(voice)
        self._since = 0

    def _is_one_person(self, voice: Voice) -> bool:
        if self._people.named(voice.speaker):
            return True
        words = voice.speaker.split()
        last = words[-1].casefold()
        if (
            voice.attribution == "outlet"
            or (len(words) == 1 and last.upper() == words[-1] and len(last) > MOST_INITIALS)
            or is_country_word(voice.speaker)
            or _OUTLET.match(voice.speaker)
        ):
            return False
        if words[0].casefold() in {"the", "a", "an", "one", "another", "his", "her"}:
            head = re.split(r" (?:of|for|from|in|on|at|with|to|who) ", voice.speaker)[0].split()[-1]
            return bool(_PERSON.fullmatch(head)) and not _BODY.fullmatch(head)
        if not words[-1][0].isupper() or last in ORGANISATION or is_country(voice.speaker):
            return False
        has_office = any(word.casefold() in RANKS | OFFICES for word in words[:-1])  # "Pope Leo"
        return has_office or (len(words) == 1 and self._people.is_alone(voice.speaker))

    def voice(self, words: str, before: str = "") -> Voice | None:
        """The voice that some words name, None where nobody knows; `before` is what the sentence has before them."""
        plain = words.casefold()
        if plain in {"he", "she"}:
            return self._pronoun(plain, before)
        if plain in {"they", "it"}:
            group, told = self._groups
            return group if group.speaker and self._read - told <= FORGOTTEN else None
        if plain in {"", "we", "i", "you", "who"}:
            return None
        if (document := self._document(words)) is not None:
            return document or None
        return self._described_as(words) if is_speaker(words) else None

    def _document(self, words: str) -> Voice | None:
        """Whose a statement or a website is: None where the words name no such thing, `OWN` where nobody knows."""
        if match := _THEIRS.match(words):
            return self.voice(_SUBJECTIVE[match["pronoun"].lower()]) or OWN
        for pattern in (_ISSUED, _OWNED):
            if match := pattern.match(words):
                if pattern is _ISSUED and match["pronoun"]:
                    return self.voice(_SUBJECTIVE[match["pronoun"].lower()]) or OWN
                owner = self._owner(match["owner"])
                return (self.voice(owner) or OWN) if owner.casefold() not in {"the", "a"} else OWN
        if _PLAIN_DOCUMENT.fullmatch(words) or re.match(
            rf"(?:[Aa]n?|[Tt]he)\s(?:[\w-]+\s){{0,3}}?{_DOCUMENT}s?\s(?:on|posted|published|released|to|in|about)\b",
            words,
        ):
            return self.speaking if self.speaking.attribution in {"named", "unnamed"} else Voice(_lower(words), "named")
        return None

    def _owner(self, words: str) -> str:
        """Whose something is; "McDale's" of "the McDale's website", where the name stands alone with its "’s" only."""
        name = re.fullmatch(r"the ([A-Z][\w-]*)", words)
        owned = next((whole for mark in "’'" if name and self._people.is_name(whole := f"{name[1]}{mark}s")), "")
        return owned if name and owned and not self._people.is_name(name[1]) else trimmed(words)

    def _described_as(self, words: str) -> Voice | None:
        found = naming(words)
        plain = _lower(found.words)
        if re.fullmatch(r"(?:\w+ )*(?:media )?reports?", plain) and not plain.startswith(("the ", "a ")):
            return Voice(plain, "outlet")
        person = self._people.named(found.name, self._people.title(found.role)) if found.name else ""
        if not person and (plain.removeprefix("the ").casefold() == self._outlet or _OUTLET.match(plain)):
            return Voice(plain, "outlet")
        if found.name:
            return Voice(person or self._people.full(found.name), "named")
        if person := self._people.by_role(plain, self.person.speaker) or self._bodies.called(plain):
            return Voice(person, "named")
        if re.fullmatch(r"(?:the )?(?:[a-z]+)", plain) and plain.startswith("the ") and _UNNAMED.search(plain):
            plain = self._described.get(plain.split()[-1], plain)
        elif _UNNAMED.search(plain):
            self._described.setdefault(
                re.split(r" (?:of|for|from|in|on|at|with|to|who|close|familiar|near) ", plain)[0].split()[-1], plain
            )
        return Voice(plain, "unnamed" if _is_unnamed(plain) else "named")

    def _pronoun(self, pronoun: str, before: str) -> Voice | None:
        """The voice that "he" or "she" stands for: one named before it in the sentence, else the last in focus that agrees."""
        here = self._people.subject(before) if before else ""
        candidates = [*([Voice(here, "named")] if here else []), *reversed(self._persons)]
        for one in candidates:
            known = self._people.pronoun(one.speaker)
            if known == pronoun or (not known and _may_be(one.speaker, pronoun)):
                self._people.learn(one.speaker, pronoun)
                return one
        return None


def _is_unnamed(description: str) -> bool:
    """Whether a description is of somebody who has a name and is not named, as "a diplomat" and "officials" are."""
    if re.match(r"(?:(?:one|two|three|some|many|several|most) of|some|many|others)\b", description):
        return True
    head = re.split(r" (?:of|for|from|in|on|at|with|to|who|close|familiar) ", description)[0].split()[-1]
    return bool(_UNNAMED.fullmatch(head)) and not head[0].isupper() and not _OFFICE.search(description)


def _may_be(description: str, pronoun: str) -> bool:
    """Whether a description without a name may be of a "he" or a "she"."""
    other = (
        r"\b(?:\w*man|actor|king|prince|father|husband|son|brother)$"
        if pronoun == "she"
        else r"\b(?:\w*woman|actress|queen|mother|wife|daughter|sister)$"
    )
    if description[:1].isupper():
        return not is_country(description.split()[-1])  # "Eskle Germany" is a firm
    return not re.search(other, description.split(" for ")[0])


def _lower(words: str) -> str:
    """A description with its article in lower case, wherever it stood."""
    return re.sub(
        r"^(?:The|An?|One|Two|Three|Some|Many|Several|His|Her|Its|Their|All|Both|Most|Other|Another|Local|Police|Officials|Authorities|Prosecutors)\b",
        lambda one: one[0].lower(),
        words,
    )
