"""A question asked again: for something else ("Why?" after "When did the quay close?"), elsewhere, or corrected ("No, the second one")."""

from __future__ import annotations

import re

from assistant.names import is_country, is_people
from assistant.words import is_date_word

_ASKS = re.compile(r"(?:and |but |so )?(why|when|where)\s*\?*", re.I)
_HELPS = r"is|are|was|were|has|have|had|will"
_OF_ALL = re.compile(
    rf"(?:and |but |so )?(?:(?:why|when|where) (?P<helps>did|does|do|{_HELPS})|how (?P<helped>did|does|do|has|have|had)) (?P<rest>.+)",
    re.I,
)
_OF_MANY = re.compile(
    rf"(?:and |but |so )?how many (?!(?:of|times|years|months|weeks|days|hours|minutes|percent)\b)(?P<many>(?:(?!(?:did|does|do|{_HELPS})\b)[\w’'-]+ ){{1,5}})(?P<helps>are|were|have|had) (?P<rest>(?:been|being|\w+(?:ed|en|wn|ilt|ost|old|ent|ut|unk|ung|ade|eld|aid|ught|ound))\b.*)",
    re.I,
)
_COUNTS = re.compile(
    rf"(?P<how>(?:and |but |so )?how many )(?P<many>(?:(?!(?:did|does|do|had|{_HELPS})\b)[\w’'-]+ ){{0,5}}?)(?P<rest>(?:did|does|do|had|{_HELPS}|died|fell|lost|won|left|\w+ed)\b.*)",
    re.I,
)
_COUNTS_OTHERS = re.compile(
    rf"(?:and |but |so )?how many (?P<many>(?!of\b)(?:(?!(?:did|does|do|had|{_HELPS}|in|at|from|on|died|fell|lost|won|left|\w+ed)\b)[a-z’'-]+(?: |$)){{0,4}})(?P<where>(?:in|at|on) .+)?",
    re.I,
)
_NAMED = r"(?:the )?[A-Z\d][\w’'-]*(?: [A-Z\d][\w’'-]*)*"

# What a correction opens with: a mark stands behind "no" or "wait", or the question itself ("no confidence" is none).
_CORRECTS = re.compile(
    r"^(?:(?:no|sorry|actually|wait)\b(?:[,.:;!]+\s*| (?=(?:no|sorry|actually|wait|who|whom|whose|what|which|when|where|why|how|did|does|do|is|are|was|were|has|have|had|will(?! to\b)|would|can|could|should|i|the \w+ one)\b(?!-))))*"
    r"(?:i (?:meant?|want(?:ed)?(?: to know)?(?! to\b)|asked(?: about)?)\b[,.:;]*\s*)?(?=\w)",
    re.I,
)


def asked_otherwise(asks: str, last: str) -> str:
    """The last question with the word that asks now in place of its own; "" where it has no form in which that would do.

    >>> asked_otherwise("Why?", "When did the quay close?"), asked_otherwise("And when?", "How many ships were sunk?")
    ('Why did the quay close?', 'When were ships sunk?')
    >>> asked_otherwise("Why?", "Who closed the quay?")
    ''
    """
    word = _ASKS.fullmatch(asks)
    match = _OF_ALL.fullmatch(last) or _OF_MANY.fullmatch(last) if word else None
    if word is None or match is None:
        return ""
    told = match.groupdict()
    return " ".join((word[1].capitalize(), told["helps"] or told["helped"], told.get("many", "") + told["rest"]))


def counted_otherwise(asks: str, last: str) -> tuple[str, str]:
    """The last question with others counted than those whom it counts, and where they are; "" twice where either counts nothing.

    >>> counted_otherwise("And how many boats in Karsk?", "How many ships were lost?")
    ('How many boats were lost?', 'in Karsk')
    """
    others, counts = _COUNTS_OTHERS.fullmatch(asks.rstrip("?.! ")), _COUNTS.fullmatch(last)
    if not others or not counts:
        return "", ""
    many = f"{others['many'].strip()} ".lstrip() or counts["many"]
    return f"{counts['how']}{many}{counts['rest']}", others["where"] or ""


def moved(last: str, word: str, where: str) -> str:
    """The last question asked of another place or time, which takes the place of one that it names, or stands behind it.

    >>> moved("How many fell ill at Eskle in May?", "in", "Karsk"), moved("How many fell ill?", "in", "Karsk")
    ('How many fell ill in Karsk in May?', 'How many fell ill in Karsk?')
    >>> moved("How many Canadians fell ill?", "in", "Britain")
    'How many people fell ill in Britain?'
    """
    is_time = is_date_word(where.split()[-1])
    if is_country(where):
        last = re.sub(r"(?<=ow many )[A-Z]\w+", lambda one: "people" if is_people(one[0]) else one[0], last)
    alike = {"in": "in|on|at", "on": "in|on", "at": "in|at"}.get(word, re.escape(word))
    for named in re.finditer(rf"\b(?:{alike}) (?P<named>{_NAMED})", last):
        of_thing = named["named"].startswith("the ") and re.match(
            r" [a-z]", last[named.end() :]
        )  # "in the Karsk flood"
        if is_date_word(named["named"].split()[-1]) == is_time and not of_thing:
            return f"{last[: named.start()]}{word} {where}{last[named.end() :]}"
    plain = last.rstrip("?.! ")
    return f"{plain} {word} {where}{last[len(plain) :]}"


def corrected(question: str) -> str:
    """A question without what it opens with where it corrects the last one.

    >>> corrected("No, the second one"), corrected("No confidence vote result?")
    ('The second one', 'No confidence vote result?')
    """
    plain = question[correction.end() :] if (correction := _CORRECTS.match(question)) else question
    return plain[0].upper() + plain[1:] if plain != question else question
