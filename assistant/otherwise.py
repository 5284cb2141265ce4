"""A question asked again: for something else ("Why?" after "When did the quay close?"), or corrected ("No, the second one")."""

from __future__ import annotations

import re

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


def corrected(question: str) -> str:
    """A question without what it opens with where it corrects the last one.

    >>> corrected("No, the second one"), corrected("No confidence vote result?")
    ('The second one', 'No confidence vote result?')
    """
    plain = question[correction.end() :] if (correction := _CORRECTS.match(question)) else question
    return plain[0].upper() + plain[1:] if plain != question else question
