"""A question asked again for something else: "Why?" after "When did the quay close?" asks why the quay closed."""

from __future__ import annotations

import re

_ASKS = re.compile(r"(?:and |but |so )?(why|when|where)\s*\?*", re.I)
_HELPS = r"is|are|was|were|has|have|had|will"
_OF_ALL = re.compile(rf"(?:and |but |so )?(?:why|when|where|how) (?P<helps>did|does|do|{_HELPS}) (?P<rest>.+)", re.I)
_OF_MANY = re.compile(
    rf"(?:and |but |so )?how many (?P<many>(?:(?!(?:did|does|do|{_HELPS})\b)[\w’'-]+ ){{1,5}})(?P<helps>are|were|have|had|will) (?P<rest>.+)",
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
    return " ".join((word[1].capitalize(), match["helps"], match.groupdict().get("many", "") + match["rest"]))
