"""Who somebody is, where a sentence says so beside telling something else: "Ada Hale, the mayor of Port Vale, said ...".

What introduces a person is an apposition, an office before the name, a plain "is", or what the person is of or did
("Ada Hale of the Rail Union", "Ada Hale, who kept the light").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answers import Status
from assistant.evidence import Scored
from assistant.noun_phrases import CAPITAL, OFFICES, ORGANISATION, PEOPLE, RANKS, RUN, UPPER, is_person
from assistant.question import Question
from assistant.words import STOP_WORDS, content_stems, is_date_word

NEAR = 160  # characters on either side of a name in which what introduces it may stand
SAYS_MOST, SAYS_SOME = 1.0, 0.5  # an office or a trade; only what somebody belongs to or did
_ASKS = re.compile(
    r"(?:and )?who(?:['’]s| is| was| exactly is| exactly was)\s+(?P<who>\S.*?)(?: exactly)?[\s?.!]*", re.I
)
_CIVIL = frozenset("mr mrs ms miss dr sir lady lord dame".split())  # which say next to nothing of who somebody is
_AGED = r"(?:, (?:aged )?\d{1,3}(?: years old)?)?"
_WHOSE = rf"[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Oo]ur|[Aa]n?|{CAPITAL}(?: {CAPITAL})*[’']s?|[Tt]he [\w ]{{1,30}}[’']s"
_ACTS = "said|told|says|had|has|was|is|were|welcomed|added|called|will|would|asked|led|won|met|came|went"
_UPTO = r"[^,;:.\"“”()–—]+"
# Nouns that end like a trade and are none.
_NO_TRADE = (
    r"\w+ment|\w+(?:ver|vem|tem|cem)ber|\w+(?:paper|tanker|quarter|cent)|accident|answer|antler|banner|barrier|border|bunker|canter|center|"
    r"chamber|chapter|character|charter|cluster|computer|container|copper|corner|counter|cover|crater|danger|different|dinner|disaster|drawer|elephant|"
    r"encounter|event|ever|extent|factor|feather|fever|filter|finger|fodder|folder|former|gender|hammer|hamper|helicopter|however|hunger|"
    r"important|incident|instant|intent|ladder|latter|layer|ledger|letter|lever|liver|locker|manner|matter|merger|monster|moreover|motor|"
    r"murder|never|number|offer|order|other|over|paper|patent|pepper|plant|poster|powder|power|prayer|present|quarter|rather|reactor|register|"
    r"relevant|render|restaurant|river|roster|rubber|sector|sensor|server|shelter|shoulder|significant|silver|slant|sticker|summer|surrender|"
    r"talent|tender|thunder|tower|tractor|trailer|transfer|trigger|under|vacant|warrant|water|weather|whatever|winter|wonder"
)
_TRADE = re.compile(
    rf"(?!(?:{_NO_TRADE})s?$)(?:{PEOPLE}|\w+(?:man|woman|person|ist|ian|eer|ner|der|ber|ter|ger|ker|ler|mer|per|rer|ver|yer|tor|sor|ant|ent|ief|mayor)|boss|nurse|priest|monk|judge|"
    r"king|queen|chief|head|chair|pope|wife|husband|son|mother|father|brother|sister|founder|widow|director|clerk|cook|guard|guide|coach|poet)s?",
    re.I,
)

_KIN_OF = re.compile(
    r"\b(?:his|her|their|[\w’'-]+[’']s) (?:(?:late|former|elder|older|younger|ex-?)[ -])?(?:wife|husband|widow|son|daughter|brother|sister|mother|father|partner|cousin)\b",
    re.I,
)
_DETERMINED = re.compile(rf"(?:[Aa]n?|[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|one) |[\w-]+(?: [\w-]+)?[’']s? |[{UPPER}]")
_QUALIFIES = re.compile(
    r"[a-z]+(?:al|ic|an|ary|ish|ese|ive)|former|deputy|acting|foreign|prime|defen[cs]e|finance|interior|justice|trade|health|police|army|opposition|party|government|chief|vice|managing|executive|senior|junior|co-\w+|law|human"
)
# What stands behind a name and is no office: "a retired surgeon", but not "a day later"; "who heads the ward", but not "who won".
_TELLS = re.compile(
    r"an? (?!(?:few|day|week|month|year|moment|move|step|decision|claim|charge|title|role|post|job|figure|deal|plan|meeting)\b)[\w-]+|who (?!(?:is|was|has|does)\b)[a-z]+s (?:the|an?|in|at|for|after|as)\b"
)


@dataclass(frozen=True, slots=True)
class Introduction:
    """The words of a sentence that say who somebody is, and how much that is: 0 to 1; `is_home` where they say where he lives."""

    words: str
    weight: float
    is_home: bool = False

    @property
    def short(self) -> str | None:
        """The words as a short answer; None for where somebody lives, which hardly says who he is."""
        return None if self.is_home else self.words

    @property
    def status(self) -> Status:
        """How far it answers who somebody is."""
        return "answered" if self.weight >= SAYS_MOST else "partial"


def asked_after(question: Question) -> str:
    """The person after whom a question asks, "" for a question that asks anything else.

    >>> from assistant.question import understood
    >>> asked_after(understood("Who is Ada Hale?")), asked_after(understood("Who is the mayor?"))
    ('Ada Hale', '')
    """
    match = _ASKS.fullmatch(question.text)
    words = [] if match is None else match["who"].split()
    while words and words[0].casefold().rstrip(".") in _CIVIL | RANKS:
        words = words[1:]
    name = " ".join(words)
    lone = len(words) == 1 and re.fullmatch(rf"[{UPPER}][\w’'-]+", name) and name.casefold() not in ORGANISATION
    return name if lone or (re.fullmatch(RUN, name) and is_person(name)) else ""


def introduction(name: str, sentence: str) -> Introduction | None:
    """How a sentence introduces a person, None where it does not.

    >>> introduction("Ada Hale", "Ada Hale, the mayor of Port Vale, said that it would snow.").words
    'the mayor of Port Vale'
    >>> introduction("Ada Hale", "It will snow, Ada Hale said.")
    """
    first = "" if " " in name else rf"(?:{CAPITAL} ){{0,2}}"
    found = []
    for match in re.finditer(rf"(?<![\w’'-]){first}{re.escape(name)}(?![\w’'-])", sentence):
        before, after = sentence[max(0, match.start() - NEAR) : match.start()], sentence[match.end() :][:NEAR]
        words = _apposed(after) or _before(before) or _plainly(after)
        found.append(Introduction(words, SAYS_MOST) if words else _belonging(after))
    return next((one for one in sorted(found, key=lambda one: -one.weight) if one.words), None)


def introduced(question: Question, ranked: Sequence[Scored]) -> tuple[list[Scored], Introduction] | None:
    """The sentences that introduce best whom a question asks after, and the first one's introduction; None for none."""
    name = asked_after(question)
    found = [(one, told) for one in ranked if name and (told := _introduced_in(one, name))]
    if not found:
        return None
    most = max(told.weight for _, told in found)
    best, known = [], frozenset[str]()
    for one, told in found:
        if told.weight == most and not (new := content_stems(told.words)) <= known:
            best.append((replace(one, score=ranked[0].score), told))
            known |= new
    return [one for one, _ in best], best[0][1]


def _introduced_in(one: Scored, name: str) -> Introduction | None:
    """How a sentence introduces a person, also where it begins with his last name, or has it behind "Mr", and its article knows nobody else by that."""
    text, last = one.sentence.text, name.split()[-1]
    if (told := introduction(name, text)) or " " not in name or is_date_word(last):
        return told
    if not re.search(
        rf"(?:^|(?<![\w’'-])(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame)\.? ){re.escape(last)}(?![\w’'-])", text
    ) or _KIN_OF.search(text):
        return None
    article = one.sentence.hit.article
    whole = f"{article.title}\n{article.text}"
    led = {match[1] for match in re.finditer(rf"(?<![\w’'-])({CAPITAL}) {re.escape(last)}(?![\w’'-])", whole)}
    known = _CIVIL | RANKS | OFFICES | STOP_WORDS
    others = {
        word for word in led - {*name.split()} if word.casefold().rstrip(".") not in known and not is_date_word(word)
    }
    return introduction(last, text) if name in whole and not others else None


def _apposed(after: str) -> str:
    """What stands behind a name: "the mayor of Port Vale" of ", 54, the mayor of Port Vale," or "chair of the guild"."""
    match = re.match(rf"{_AGED}(?:,| \(|\s[–—-]) (?P<told>{_UPTO})", after)
    told = re.sub(r"^who (?:is|was|became|has been|had been) (?=an?|the)", "", match["told"].strip()) if match else ""
    told = re.sub(r" (?:who|which|that)$", "", told)
    return told if _is_office(told) or _TELLS.match(told) else ""


def _before(before: str) -> str:
    """What leads to a name: "the environment minister" of "the environment minister, ", or "a plumber" of "a plumber called "."""
    if lady := re.search(r"\b[Ff]irst [Ll]ady(?= $)", before):
        return lady[0]
    apart = re.search(rf"\b(?P<told>(?:{_WHOSE}) {_UPTO}), (?:{CAPITAL} )?$", before)
    called = re.search(r"\b(?P<told>[Aa]n? (?:[\w’'-]+ ){1,5}?)(?:called|named) $", before)
    if match := apart or called:
        told = re.sub(r"^(?:[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Oo]ur) ", "", match["told"].strip())
    else:
        told = _office_of(before) if before.endswith(" ") else ""
    return told if _is_office(told) else ""


def _office_of(words: str) -> str:
    """The office with which the words before a name end: "Finance Minister" of "On Monday Finance Minister"."""
    found: list[str] = []
    for word in reversed(words.split()):
        plain = word.casefold().rstrip(".")
        if not found and (
            plain in _CIVIL or not (plain in RANKS | OFFICES or (word.islower() and _TRADE.fullmatch(word)))
        ):
            return ""
        capital = word[0].isupper()
        opens = plain in STOP_WORDS or is_date_word(plain)
        if found and (opens or not (capital or plain in RANKS | OFFICES or _QUALIFIES.fullmatch(word))):
            break
        found.insert(0, word)
    return " ".join(found)


def _plainly(after: str) -> str:
    """What a name is said to be: "a plumber" of " is a plumber", "the mayor" of " was elected the mayor"."""
    match = re.match(
        rf"{_AGED},? (?:is|was|became|has been|had been)(?: (?:declared|named|elected|appointed))? (?P<told>(?:an?|the|one of the) {_UPTO})",
        after,
    )
    told = match["told"].strip() if match else ""
    return told if _is_office(told) else ""


def _belonging(after: str) -> Introduction:
    """What says less than an office, and more than nothing: "of the Rail Union", "who kept the light", and of "54, of Osten" where he lives."""
    of = re.match(rf"(?P<aged>{_AGED}),? (?P<told>(?:of|from) (?:the )?{CAPITAL}{_UPTO})", after)
    did = re.match(rf"{_AGED}, (?P<told>who (?!(?:is|was|has|had|will|would|also|said|says)\b)[^,;.\"“”]+)", after)
    if of:
        return Introduction(re.split(rf" (?:{_ACTS})\b", of["told"])[0].strip(), SAYS_SOME, is_home=bool(of["aged"]))
    return Introduction(did["told"].strip() if did else "", SAYS_SOME)


def _is_office(told: str) -> bool:
    """Whether some words name what somebody is: their head is an office or a trade, and they open as a noun does."""
    head = re.split(r",| (?:of|for|at|in|from|on|with|to|who|that|and|whose)\b", told)[0].split()
    if not head or not (_DETERMINED.match(told) or _is_title(head[0]) or _QUALIFIES.fullmatch(head[0])):
        return False
    return _is_title(head[-1])


def _is_title(word: str) -> bool:
    plain = word.casefold().rstrip(".")
    return plain in OFFICES or plain in RANKS - _CIVIL or bool(_TRADE.fullmatch(word))
