"""What somebody said of something: the sentences of the articles that are his word, whatever else is said beside them.

"What did Ada Hale say about the harbour?" -> Hale, harbour -> sentences whose voice is Hale's -> those that speak of the harbour
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.answers import Status
from assistant.cased import as_written
from assistant.coverage import credit
from assistant.evidence import Scored
from assistant.figures import figures
from assistant.first_names import pronoun_of
from assistant.focus import OWN
from assistant.named import TITLES, alike
from assistant.names import acronyms, is_people
from assistant.offices import holders
from assistant.people import People
from assistant.question import Question, understood
from assistant.voices import Voice, voices
from assistant.words import WORD, content_words, names
from ingest.articles import Article

MOST = 5  # sentences
REACH = 8  # words among which those stand that tell who somebody is
_OWNER = re.compile(r"[’']s?$")
_NEARBY = 0.5  # what a word counts that stands in the sentences beside
_IN_PART = 0.4  # of the words asked about: from which a sentence is about some of it
_HELPS = r"(?:did|does|do|has|have|had)"
_SAY = (
    r"(?:say|says|said|saying|think|thinks|thought|believed?|believes|claim|claims|claimed|warn|warns|warned|tell|tells|told|announced?|announces|"
    r"promised?|demand|demanded|argued?|argues|suggest|suggested|comment|commented|react|reacts|reacted|respond|responds|responded|call(?:ed)? for)"
)
_WORD_OF = (
    r"(?:reactions?|responses?|views?|opinions?|positions?|stance|comments?|statements?|remarks?|take|message|words)"
)
_OF = r"(?: (?:on|to|about|of|regarding|concerning|after|over|towards?)\b(?P<of>.*))?"
_OPENS = r"\W*(?:and |but |so )?"
_GIVES = r"(?:given?|gives|gave|releas(?:e|es|ed)|publish(?:es|ed)?|announc(?:e|es|ed)|report(?:s|ed)?|disclos(?:e|es|ed)|put out)"
_FIGURES = (
    r"what (?:(?:are|were) the )?(?:new |newest |latest |further |other |more )*(?:figures|numbers|totals|estimates)"
)
_ASKS_FIGURES = re.compile(rf"{_OPENS}{_FIGURES}\b", re.I)
_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        rf"{_OPENS}{_FIGURES} (?:that )?(?:{_HELPS} )?(?P<who>.{{2,60}}?) (?:{_HELPS} )?(?:recently |already |then )?{_GIVES}\b(?P<of>.*)",
        rf"{_OPENS}(?:what|how) (?:exactly |else )?{_HELPS} (?P<who>.{{2,60}}?) (?:recently |already |then )?{_SAY}\b(?P<of>.*)",
        rf"{_OPENS}what (?:is|was|were) (?P<who>.{{2,60}}?) saying\b(?P<of>.*)",
        rf"{_OPENS}(?:what|how) (?:is|was|are|were) (?P<who>.{{2,60}}?)[’']s? {_WORD_OF}{_OF}",
        rf"{_OPENS}(?:what|how) (?:is|was|are|were) the {_WORD_OF} of (?P<who>.{{2,60}}?){_OF}",
    )
)

# "The lawyer of Hale", "Hale and Orr": another's word, or that of several.
_ANOTHER = re.compile(r"\b(?:of|to|by|about|in|from|for|against|after|at|with|on|near|and|or|named|called)\b", re.I)
_DESCRIBED = re.compile(r"(?:the |some |many )?(?P<words>(?:[\w’'-]+ ){0,2}[a-z][\w’'-]*)")
_WHOSE = re.compile(r" (?:of|for|at|in|from) ")
_INITIALS = re.compile(r"\b(?:[A-Z]\.?){2,7}(?!\w)")
_NO_TOPIC = frozenset("last next this past recently today yesterday week month year time".split())


@dataclass(frozen=True, slots=True)
class Asked:
    """The name of whose word a question asks for, and the content words of what it is to be about.

    `is_described` where the words that stand for a name describe a body or a group: "the railway", "critics".
    """

    speaker: tuple[str, ...]
    about: tuple[str, ...]
    is_described: bool = False

    def is_meant_by(self, voice: Voice) -> bool:
        """Whether a voice is that one's: by the last name, and by the first where both have one; by initials; by all words of a description."""
        told = voice.speaker.split()
        if voice.attribution == "own" or not told:
            return False
        if self.is_described:
            return all(credit(word, voice.speaker) for word in self.speaker)
        if _has_initials(self.speaker, told[-1]) or _has_initials(told, self.speaker[-1]):
            return True
        if not alike(self.speaker[-1], told[-1]):
            return False
        return len(self.speaker) == 1 or len(told) == 1 or any(alike(self.speaker[0], one) for one in told[:-1])


def asked_word(question: Question) -> Asked | None:
    """Whose word on what a question asks for, None for a question that asks for nobody's, or for that of several or of another's.

    >>> from assistant.question import understood
    >>> asked_word(understood("What did Ada Hale say about the harbour?"))
    Asked(speaker=('Ada', 'Hale'), about=('harbour',), is_described=False)
    >>> asked_word(understood("What did the railway say?"))
    Asked(speaker=('railway',), about=(), is_described=True)
    >>> asked_word(understood("What did the lawyer of Hale say?")), asked_word(understood("What did Hale buy?"))
    (None, None)
    """
    for who, about in _forms(question):
        named = _named(who)
        if speaker := named or _described(who):
            return Asked(speaker, about, is_described=not named)
    return None


def _forms(question: Question) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Whose word a question may ask for, in its own words, and the content words of what it is to be about."""
    for form in _FORMS:
        if match := form.fullmatch(question.text.rstrip(" ?.!")):
            yield match["who"], tuple(word for word in content_words(match["of"] or "") if word not in _NO_TOPIC)


def _named(who: str) -> tuple[str, ...]:
    """The name with which some words end, without its titles; empty where they are of another one or of several."""
    plain = _OWNER.sub("", who.strip())
    named = [_OWNER.sub("", name) for name in names(plain)]
    if not named or not plain.endswith(named[-1]) or not all(map(is_people, named[:-1])):
        return ()
    if _ANOTHER.search(plain):
        return ()
    words = named[-1].split()
    while words and words[0].casefold().rstrip(".") in TITLES | {"secretary-general"}:
        words = words[1:]
    return tuple(words)


def _described(who: str) -> tuple[str, ...]:
    """The words that describe a speaker without a name, empty where they may be anybody's."""
    plain = _DESCRIBED.fullmatch(who.strip())
    return () if not plain or _ANOTHER.search(who) else content_words(plain["words"])


def said_by(question: Question, ranked: Sequence[Scored]) -> tuple[list[Scored], Status] | None:
    """The sentences that tell what somebody said of what a question asks, the best first; None where none does.

    They answer in part only where they are about some of it. The best sentence of all that names him and is about it comes last: what he
    announced is often told as done.
    """
    question = as_written(question, (one.sentence.text for one in ranked))
    asked = _of_holder(question, ranked) or asked_word(question)
    if asked is None:
        return None
    of_his = [
        (one, _about(asked, one))
        for one in (_with_figures(ranked) if _ASKS_FIGURES.match(question.text) else ranked)
        if (voice := voice_of(one)) and asked.is_meant_by(voice) and _may_mean(asked.speaker, one)
    ]
    whole = max((about for _, about in of_his), default=0.0) >= _NEARBY
    best = sorted(
        ((one, about) for one, about in of_his if about >= (_NEARBY if whole else _IN_PART)),
        key=lambda told: (-told[1], -told[0].score),
    )
    if not best:
        return None
    found = [one for one, _ in best][:MOST]
    if ranked[0] not in found and _tells_of(asked, ranked[0]):
        found = [*found[: MOST - 1], ranked[0]]
    return [replace(one, score=ranked[0].score) for one in found], "answered" if whole else "partial"


def _with_figures(ranked: Sequence[Scored]) -> list[Scored]:
    return [one for one in ranked if figures(one.sentence.text)]


def beside_speaker(question: Question, ranked: Sequence[Scored]) -> list[Scored]:
    """Of some sentences those that are read with a mention of him whose word a question asks for; all where it asks for nobody's.

    "What did the mayor of Port Vale say?" is not answered by what is told where there is no mayor, or that of another town.
    """
    question = as_written(question, (one.sentence.text for one in ranked))
    asked = ((who, about) for who, about in _forms(question) if _mentioned_by(who))
    who, about = next(asked, ("", ()))
    if who and not about:  # of whatever he said each sentence is his word, and `said_by` would have told it
        return []
    wanted, name = _mentioned_by(who), _named(who)

    def is_mentioned(one: Scored) -> bool:
        text = f"{one.sentence.hit.article.title}\n{one.sentence.window}"
        return _may_mean(name, one) and (_stand_together(wanted, text) or _has_initials(name, text))

    return [one for one in ranked if is_mentioned(one)]


def _may_mean(name: Sequence[str], one: Scored) -> bool:
    """Whether who is called by a last name in an article may be whom a name means: not where it tells only of a namesake, of the other sex."""
    if len(name) < 2 or not (own := pronoun_of(name[0])):
        return True
    article = one.sentence.hit.article
    text = f"{article.title}\n{article.text}"
    before = re.compile(rf"(?<![\w’'-])([A-Z][\w’'-]+) {re.escape(name[-1])}(?![\w’'-])")
    others = {pronoun_of(match[1]) for match in before.finditer(text)} - {own, ""}
    return not others or bool(credit(name[0], text))


def _stand_together(wanted: Sequence[str], text: str) -> bool:
    """Whether a text has some words within a few of each other: no minister of Osten where the one of Velmora speaks of Osten."""
    if len(wanted) < 2 or not all(credit(word, text) for word in wanted):
        return all(credit(word, text) for word in wanted)
    told = WORD.findall(text)
    reaches = (" ".join(told[start : start + REACH]) for start in range(max(1, len(told) - REACH + 1)))
    return any(all(credit(word, reach) for word in wanted) for reach in reaches)


def _has_initials(name: Sequence[str], text: str) -> bool:
    """Whether a text has the initials of a name: "the WHO" of the World Health Organization."""
    short = acronyms(" ".join(name)) if len(name) > 1 else frozenset()
    return bool(short) and any(match[0].replace(".", "").casefold() in short for match in _INITIALS.finditer(text))


def _mentioned_by(who: str) -> tuple[str, ...]:
    """The words that any mention of a speaker has: his last name, or what he is and of whom; none where nothing tells."""
    if named := _named(who):
        return named[-1:]
    described, *of = _WHOSE.split(who)
    words = _described(described)
    return (*words[-1:], *content_words(" ".join((*names(described), *of)))) if words else ()


def _of_holder(question: Question, ranked: Sequence[Scored]) -> Asked | None:
    """Whose word is asked for where an office stands for its holder, and a sentence names him, or all articles with its words know one."""
    for who, about in _forms(question):
        if held := holders(understood(f"Who is {who}?"), ranked):
            return Asked(tuple(held[1].split()), about)
        office, *of = _WHOSE.split(who)
        words = content_words(" ".join(of))
        articles = {one.sentence.hit.article.id: one.sentence.hit.article for one in ranked}.values()
        telling = [one for one in articles if all(credit(word, one.text) for word in words)]
        if len(known := {_holder(one, office) for one in telling} - {""}) == 1:
            return Asked(tuple(known.pop().split()), about)
    return None


@functools.lru_cache(maxsize=256)
def _holder(article: Article, office: str) -> str:
    """The one person who is called by an office ("the governor") in an article, "" where there is none or there are several."""
    return People([paragraph.text for paragraph in article.paragraphs]).by_role(office, "")


def _tells_of(asked: Asked, one: Scored) -> bool:
    """Whether a sentence is nobody's word, names the speaker and is about what is asked."""
    named = not asked.is_described and all(credit(word, one.sentence.text) for word in asked.speaker)
    return named and voice_of(one) == OWN and _about(asked, one) >= _NEARBY


def voice_of(one: Scored) -> Voice | None:
    """Whose word a sentence is in its article, None where it is no sentence there."""
    citation = one.sentence.citation
    found = _heard(one.sentence.hit.article).get(citation.paragraph.number, ())
    return next((voice for (start, end), voice in found if start < citation.end and citation.start < end), None)


@functools.lru_cache(maxsize=64)
def _heard(article: Article) -> dict[int, list[tuple[tuple[int, int], Voice]]]:
    """The voices of an article by the number of the paragraph."""
    found: dict[int, list[tuple[tuple[int, int], Voice]]] = {}
    for paragraph, place, voice in voices(article):
        found.setdefault(paragraph.number, []).append((place, voice))
    return found


def _about(asked: Asked, one: Scored) -> float:
    """How far a sentence is about what is asked: 1 where it holds all words, half for those of the sentences beside it.

    Less than half where it holds some of them only.
    """
    if not asked.about:
        return 1.0
    of_day = _of_day(one.sentence.hit.article)
    held = [
        1.0 if word in of_day or credit(word, one.sentence.text) else _NEARBY * bool(credit(word, one.sentence.window))
        for word in asked.about
    ]
    share = sum(held) / len(held)
    return share if all(held) else min(share, _IN_PART) if share >= _IN_PART else 0.0


def _of_day(article: Article) -> frozenset[str]:
    """The day of the week on which an article was published and the one before, its month and its year, in small letters."""
    try:
        day = date.fromisoformat(article.published[:10])
    except ValueError:
        return frozenset()
    told = (f"{day:%A}", f"{day - timedelta(1):%A}", f"{day:%B}", f"{day:%Y}")
    return frozenset(word.casefold() for word in told)
