"""The words of a question that point back at what a conversation spoke of: pronouns, and "this" before the noun for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.topics import PRONOUN, subject
from assistant.words import names

PERSON = frozenset("he him she his her hers".split())
MANY = frozenset("they them their theirs these those".split())
# Pronouns that point at nothing: "is it true that", "what does it take to", "people that", "there are".
EMPTY = re.compile(
    r"\b(?:is|was|will|would) it (?:[a-z]+ )?(?:that\b|(?:to|if)\b(?! (?:the|you|me)\b))|\bit (?:take|mean|rain|snow)s? (?:to|that)\b|"
    r"\bthat (?:are|is|was|were|can|could|will|have|has|don't|do|led|the|a|\w+ed)\b|\bthere (?:is|are|was|were|be|any|a|to)\b|\b(?:are|is|was|were) there\b|"
    r"\bit (?:(?:be|going to|still|ever|start(?:ed)?|begin|stop(?:ped)?|to|really|also) )*(?:rain|snow|drizzle)(?:s|ed|ing)?\b|"
    r"\bwhat (?:time|day|date|month|year|season) (?:is|was|will|would) it(?: be)?(?=\W*$| (?:in \w+|over there|there|here|now|right now|when|today|tomorrow|yesterday)\b)",
    re.I,
)
_DEMONSTRATIVE = frozenset("this that these those".split())
_ALONE_BEFORE = re.compile(
    r"\s+(?:is|was|has|have|had|mean|affect|change|cause|happen|in|on|for|to|the|an?|why|how|not|still|all|also|really|now)\b"
)
# Else one stands alone between a helping verb and the last word of its clause ("was this closed?"), unless a noun is due there.
_HELPED = re.compile(
    r"\b(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|may|might|must) $", re.I
)
_LAST_WORD = re.compile(r"\s+\w+(?=\W*$|\s+(?:in|on|at|by|for|to|from|of|with|and|or|after|before)\b)")
_NOUN_DUE = re.compile(
    r"^(?:(?:and|but|so) )?(?:what|who|whose|which|where|when|how \w+)(?: \w+)? (?:is|are|was|were) $", re.I
)
_DONE = re.compile(r"\s+\w*(?:ed|en|wn|lt|ade|old|eld|aid|ound|sent|set|put|cut|done)\b")

_THIS_NOUN = re.compile(
    r"\bthis (?!(?:past|coming|very|same|last|next) )((?!(?:morning|noon|afternoon|evening|night|day|week|weekend|month|quarter|year|season|"
    r"decade|century|spring|summer|autumn|fall|winter|time|way|case|sort|kind)\b)[a-z]+)\b"
)


def pronouns(question: str) -> list[re.Match[str]]:
    """The pronouns that point out of a question: not those that point at nothing or at something named before them in it.

    >>> [one[0] for one in pronouns("Was this closed?")], pronouns("What was closed this week?")
    (['this'], [])
    """
    empty = [match.span() for match in EMPTY.finditer(question)]
    return [
        match
        for match in PRONOUN.finditer(question)
        if not any(start <= match.start() < end for start, end in empty)
        and not _named_before(question[: match.start()])
        and (match[0].casefold() not in _DEMONSTRATIVE or _is_alone(question, match))
    ]


def with_heads(question: str, things: Sequence[str]) -> str:
    """The question with what was spoken of in place of "this" and its head noun.

    >>> with_heads("Why was this bridge closed?", ["the Karsk bridge"])
    'Why was the Karsk bridge closed?'
    """
    for thing in things:
        *more, head = thing.removeprefix("the ").split(" ")
        if more:
            stands = re.sub(r"\\", r"\\\\", f"the {' '.join((*more, head))}")
            question = re.sub(
                rf"\b(?:this|that|these|those) {re.escape(head)}(?![\w’'-])", stands, question, flags=re.I
            )
    return question


def of_name(question: str, name: str) -> str:
    """The question with "the … of" a name in place of "this …", as long as it names nothing itself and tells no time.

    >>> of_name("How did this tradition start?", "Eskle"), of_name("What began this week?", "Eskle")
    ('How did the tradition of Eskle start?', '')
    """
    match = _THIS_NOUN.search(question)
    if not match or names(question):
        return ""
    return f"{question[: match.start()]}the {match[1]} of {name}{question[match.end() :]}"


def _named_before(start: str) -> bool:
    """Whether an earlier clause of the question names what a pronoun in a later one points at."""
    clause = re.split(r",| and | but ", start)[0]
    return clause != start and not PRONOUN.search(clause) and bool(names(clause) or subject(clause))


def _is_alone(question: str, match: re.Match[str]) -> bool:
    """Whether a demonstrative stands alone and not before its noun."""
    before, rest = question[: match.start()], question[match.end() :]
    if not re.match(r"\s+\w", rest) or _ALONE_BEFORE.match(rest):
        return True
    if match[0].casefold() == "that" or not _HELPED.search(before):
        return False
    if re.search(r"\b(?:has|have|had) $", before, re.I) and _DONE.match(rest):
        return True
    return bool(_LAST_WORD.match(rest)) and (bool(_DONE.match(rest)) or not _NOUN_DUE.match(before))
