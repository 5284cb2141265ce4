"""What a question asks for: its content words, its names, and the kind of thing that would answer it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.words import content_words, names

Kind = Literal["person", "people", "place", "time", "number", "reason", "statement", "other"]

_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("statement", re.compile(
        r"\b(?:what|how)\b.{0,25}\b(?:did|does|do|has|have|was|is)\b.{1,80}\b(?:say|said|saying|says|claim|claimed|argue|argued|respond|"
        r"responded|react|reacted|warn|warned|think|thinks|believe|demand|demanded|announce|announced|told|tell|describe|described|call|called)\b", re.I)),
    ("number", re.compile(r"\bhow (?:many|much|long|old|far|large|big|high|tall|fast|often)\b|\b(?:number|amount|percentage|share|rate|price|cost|toll|size|value) of\b|\bwhat (?:percentage|number|share|amount)\b", re.I)),
    ("time", re.compile(r"\bwhen\b|\b(?:what|which) (?:date|day|time|year|month|week|hour)\b|\bsince when\b", re.I)),
    ("place", re.compile(r"\bwhere\b|\b(?:what|which) (?:place|city|country|town|region|village|state|venue|location|port|district)\b", re.I)),
    ("reason", re.compile(r"\bwhy\b|\bhow come\b|\bwhat (?:caused|led to|is the reason|was the reason)\b|\breasons? (?:for|why)\b", re.I)),
    ("people", re.compile(r"\bwho (?:are|were)\b|\bwhich (?:people|leaders|officials|politicians)\b", re.I)),
    ("person", re.compile(r"\bwho(?:m|se)?\b|\bwhich (?:person|man|woman|leader|official|minister|president)\b", re.I)),
)  # fmt: skip

_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|twenty|thirty|forty|fifty|sixty|"
    r"hundreds?|thousands?|million|billion|half|quarter|third)\b", re.I
)  # fmt: skip
_TIME = re.compile(
    r"\b(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|August|"
    r"September|October|November|December|May \d|\d{1,2} May|yesterday|today|tomorrow|tonight|noon|midnight|(?:19|20)\d\d|"
    r"(?:last|next|this) (?:week|month|year|night|summer|winter|spring|autumn)|\d{1,2}(?::\d\d)? ?[ap]\.?m\b|"
    r"(?:hours?|days?|weeks?|months?|years?) (?:ago|later|earlier)|\d{1,2}:\d\d)", re.I
)  # fmt: skip
_PLACE = re.compile(
    r"\b(?:in|at|near|outside|inside|across|around|off|visit(?:ed|ing)? to|visited|visiting|arrived in|travel(?:led|ed|ling|ing)? to|"
    r"flew to|returned to)\s+(?:the\s+)?(?:[a-z]+(?:ern)?\s+)?(?:[a-z]+\s+of\s+)?(?!January|February|March|April|May\b|June|July|August|"
    r"September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)[A-Z]\w+"
)  # fmt: skip
_REASON = re.compile(
    r"\b(?:because|since|due to|owing to|as a result|after|so that|in order to|in response to|in protest|over (?:the|its|their|his|her)|"
    r"caused by|blamed|reason|amid|following|for (?:\w+ly )?\w+ing)\b", re.I
)  # fmt: skip
_SAYING = re.compile(
    r"[“\"]|\b(?:said|says|told|stated|stating|added|argued|warned|called|claimed|insisted|announced|described|characteri[sz]ed|"
    r"emphasi[sz]ed|asserted|reiterated|expressed|demanded|denied|confirmed|vowed|urged|accused|wrote|tweeted|declared|noted|"
    r"acknowledged|rejected|suggested|according to)\b", re.I
)  # fmt: skip
_ROLE = re.compile(
    r"(?:President|Prime Minister|Minister|Chancellor|Secretary|Senator|Governor|Mayor|General|King|Queen|Chief|Judge|"
    r"Captain|Dr|Mr|Mrs|Ms|Professor|Sir|Lord|Director|Ambassador|Spokesman|Spokeswoman)\.? (?:[\w.]+ )?$"
)
_PERSON = re.compile(r"[A-Z][\w’'-]+(?: (?:[A-Z]\.|van|von|de|al|bin))*(?: [A-Z][\w’'-]+)+")


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what was read out of it."""

    text: str
    words: tuple[str, ...]
    names: tuple[str, ...]
    kind: Kind


def understood(text: str) -> Question:
    """What a question asks for.

    >>> understood("Where did Arden meet the envoys?").kind
    'place'
    """
    kind: Kind = next((kind for kind, pattern in _KINDS if pattern.search(text)), "other")
    return Question(text, content_words(text), names(text), kind)


def answers_kind(sentence: str, question: Question) -> float:
    """How far a sentence holds the kind of thing that a question asks for: 0 to 1, and 0.5 where no kind is asked for."""
    if question.kind == "other":
        return 0.5
    if question.kind in {"person", "people"}:
        return _names_people(sentence, question)
    pattern = {"place": _PLACE, "time": _TIME, "number": _NUMBER, "reason": _REASON, "statement": _SAYING}[
        question.kind
    ]
    return float(any(_is_new(match[0], question) for match in pattern.finditer(sentence)))


def _is_new(found: str, question: Question) -> bool:
    """Whether what was found is not merely what the question itself says; a lone keyword always counts."""
    capitals = names(found)
    return not capitals or any(name not in question.text for name in capitals)


def _names_people(sentence: str, question: Question) -> float:
    """Whether people are named whom the question does not name; of several, together and not under another office."""
    asked = question.text.casefold()
    people = []
    for match in _PERSON.finditer(sentence):
        role = _ROLE.search(sentence[: match.start()] + match[0].split()[0] + " ")
        other_office = (
            question.kind == "people" and role is not None and role[0].split()[0].casefold().rstrip(".") not in asked
        )
        if match[0].casefold() not in asked and not other_office:
            people.append(match)
    if question.kind == "people":
        together = any(
            re.fullmatch(r",? (?:and|&) |, ", sentence[before.end() : after.start()])
            for before, after in zip(people, people[1:], strict=False)
        )
        return 1.0 if together else 0.4 * bool(people)
    return float(bool(people)) or 0.4 * bool([name for name in names(sentence[1:]) if name.casefold() not in asked])
