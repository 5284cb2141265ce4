"""The words of a question that point back at what a conversation spoke of: pronouns, and "this" before the noun for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from assistant.thesaurus import others
from assistant.topics import PRONOUN, subject
from assistant.words import content_words, names, stem

MOST = 20  # pronouns of a question that are looked at
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
MUCH = 4  # content words of a question that say what is meant within it
WHOSE = frozenset("its their his her".split())
_WHICH = re.compile(r"(?:which|what|how many) \w", re.I)
_DEMONSTRATIVE = frozenset("this that these those".split())
_ALONE_BEFORE = re.compile(
    r"\s+(?:is|was|has|have|had|be|mean|affect|happen|in|on|for|to|the|an?|why|how|not|still|all|also|really|now|so|too)\b"
)
# Else one stands alone behind a helping verb where no noun follows it: before a verb, what is done, or what something is like.
_IS = re.compile(r"\b(?:is|are|was|were|has|have|had) $", re.I)
_DOES = re.compile(r"\b(?:did|does|do|will|would|can|could|should|may|might|must) $", re.I)
_LAST_WORD = re.compile(
    r"\s+\w+(?=\W*$|\s+(?:in|on|at|by|for|to|from|of|with|under|and|or|after|before|because|if|when|until)\b)"
)
_NOUN_DUE = re.compile(
    r"^(?:(?:and|but|so) )?(?:what|who|whose|which|where|when|how \w+)(?: \w+)? (?:is|are|was|were) $", re.I
)
_DONE = re.compile(
    r"\s+(?!\w*(?:men|children|decade|brigade|arcade|need|breed|feed|seed|weed)\b)"
    r"(?:\w*(?:ed|en|wn|lt|ade|old|eld|aid|ound|sent|set|put|cut|done)|been|come|become|gone|got|led|begun|hit|hurt|cost)\b"
)
_LIKE = re.compile(
    r"\s+(?:being|going|becoming|getting|about|already|ever|even|just|likely|less|more|never|only|part|quite|very|yet|"
    r"(?!(?:family|assembly|rally|ally|reply|supply|monopoly|anomaly)\b)\w+ly)\b"
)
_VERB = (
    r"help|hurt|harm|cost|take|come|happen|mean|affect|change|cause|lead|make|bring|raise|reduce|lower|improve|end|prevent|allow|hit|"
    r"become|get|give|require|involve|include|create|threaten|violate|save|solve|surprise|impact|benefit|boost"
)
_VERB_ALONE = re.compile(rf"\s+(?:{_VERB})(?!\s+(?:{_VERB}|is|was|has|be|had)\b)\b")
_BEFORE_NOUN = r"new|old|big|small|first|second|last|latest|recent|same|whole|entire|young|former|other|\w+(?:ial|onal|ical|ic|ous|ary|ful|less)"
_BEHIND_VERB = (
    r"the|an?|any\w*|some(?!times)\w*|every\w*|no|nothing|nobody|us|you|me|them|him|her|it|their|its|his|my|our|your|so|more|less|much|many|"
    r"most|both|another|out|up|off|away|apart|ahead|forward|badly"
)
_VERB_BEFORE = re.compile(
    rf"\s+(?!(?:{_BEFORE_NOUN})\b)[a-z]+ (?:(?:{_BEHIND_VERB})\b|[A-Z]|"
    r"(?!(?:always|sometimes|perhaps|besides|focus)\b)[a-z]{2,}(?<!s)s(?![\w’'-]))"
)
# What a name may have or be ("the company of Eskle"), what anything that was spoken of may be called, and other plain nouns.
_OF_NAME = (
    r"tradition|custom|festival|company|firm|business|country|nation|city|town|village|region|province|district|island|state|club|team|group|"
    r"school|university|hospital|church|museum|newspaper|bank|port|movement|organi[sz]ation"
)
_ANYTHING = r"plan|proposal|project|matter|issue|affair|event|incident|development|move|step|measure|effort|initiative|decision|situation"
_PLAIN_NOUN = re.compile(
    rf"\s+(?:{_OF_NAME}|man|woman|person|boy|girl|child|family|law|bill|rule|vaccine|drug|virus|disease|treaty|agreement|story|article|case|"
    r"war|crisis|bridge|road|river|plant|factory|building|meeting|ruling|minister|mayor|president|leader|\w+(?:tion|ment|ness|ship|ism|ist))s?\b"
)
_THIS_NOUN = re.compile(
    r"\bthis (?!(?:past|coming|very|same|last|next) )((?!(?:morning|noon|afternoon|evening|night|day|week|weekend|month|quarter|year|season|"
    r"decade|century|spring|summer|autumn|fall|winter|time|way|case|sort|kind|far|much|many|long|often)\b)[a-z]+)\b"
)


def pronouns(question: str) -> list[re.Match[str]]:
    """The pronouns that point out of a question: not those that point at nothing or at something named before them in it.

    >>> [one[0] for one in pronouns("Was this closed?")], pronouns("What was closed this week?")
    (['this'], [])
    """
    empty = [match.span() for match in EMPTY.finditer(question)]
    return [
        match
        for match in islice(PRONOUN.finditer(question), MOST)
        if not any(start <= match.start() < end for start, end in empty)
        and not _named_before(question[: match.start()])
        and not _is_own(match, question)
        and (match[0].casefold() not in _DEMONSTRATIVE or _is_alone(question, match))
    ]


def with_heads(question: str, things: Sequence[str]) -> str:
    """The question with what was spoken of in place of "this" and its head noun, or another word for that.

    >>> with_heads("Why was this bridge closed?", ["the Karsk bridge"])
    'Why was the Karsk bridge closed?'
    >>> with_heads("Who opposes this treaty?", ["the Karsk accord"])
    'Who opposes the Karsk accord?'
    """
    for thing in things:
        *more, head = thing.removeprefix("the ").split(" ")
        if more:
            whole = f"the {' '.join((*more, head))}"
            stands = re.sub(r"\\", r"\\\\", whole)
            question = re.sub(
                rf"\b(?:this|that|these|those) {re.escape(head)}(?![\w’'-])", stands, question, flags=re.I
            )
            called = _noun(question)
            if called and _may_be(called[1], head):
                question = question[: called.start()] + whole + question[called.end() :]
    return question


def of_thing(question: str, thing: str) -> str:
    """The question with what was spoken of in place of "this …" or beside it; "" where it points at something else.

    >>> of_thing("How did this tradition start?", "Eskle"), of_thing("What began this week?", "Eskle")
    ('How did the tradition of Eskle start?', '')
    >>> of_thing("Who backs this plan?", "the Karsk accord"), of_thing("Who is this man?", "Eskle")
    ('Who backs the Karsk accord?', 'Who is this man (Eskle)?')
    """
    match = _noun(question)
    if not match:
        return ""
    before, behind = question[: match.start()], question[match.end() :]
    is_named = all(word[0].isupper() or word in {"de", "of"} for word in thing.split(" "))
    if not is_named:
        return f"{before}{thing}{behind}" if re.fullmatch(_ANYTHING, match[1]) else ""
    if names(question):
        return ""
    if re.fullmatch(_OF_NAME, match[1]):
        return f"{before}the {match[1]} of {thing}{behind}"
    plain = question.rstrip("?.! ")
    return f"{plain} ({thing}){question[len(plain) :]}"


def _noun(question: str) -> re.Match[str] | None:
    """The first "this" with the noun behind it, where neither stands for something named before it in the question."""
    alone = {one.start() for one in pronouns(question)}
    found = (match for match in _THIS_NOUN.finditer(question) if match.start() not in alone)
    return next((match for match in found if not _named_before(question[: match.start()])), None)


def _may_be(noun: str, head: str) -> bool:
    """Whether a noun may be another word for a thing, or share one with it."""
    head = head.casefold()
    return stem(head) in others(noun) or bool(others(noun) & others(head))


def _is_own(match: re.Match[str], question: str) -> bool:
    """Whether a word for whose something is points at what a question has told much of before it ("Which app did Eskle ban from its stores?")."""
    before = question[: match.start()]
    if match[0].casefold() not in WHOSE or before.endswith("about "):
        return False
    told = names(before) or _WHICH.match(before)
    return bool(told) and len(content_words(before)) >= MUCH


def _named_before(start: str) -> bool:
    """Whether an earlier clause of the question names what a pronoun in a later one points at."""
    clause = re.split(r",| and | but ", start)[0]
    return clause != start and not PRONOUN.search(clause) and bool(names(clause) or subject(clause))


def _is_alone(question: str, match: re.Match[str]) -> bool:
    """Whether a demonstrative stands alone and not before its noun."""
    before, rest, word = question[: match.start()], question[match.end() :], match[0].casefold()
    if not re.match(r"\s+\w", rest) or _ALONE_BEFORE.match(rest):
        return True
    if _DOES.search(before):
        return not _PLAIN_NOUN.match(rest) and bool(
            (word != "that" and _LAST_WORD.match(rest))
            or _VERB_ALONE.match(rest)
            or (word == "this" and _VERB_BEFORE.match(rest))
        )
    if word == "that" or not _IS.search(before) or _PLAIN_NOUN.match(rest) or re.match(rf"\s+(?:{_ANYTHING})\b", rest):
        return False
    if _LIKE.match(rest) or (re.search(r"\b(?:has|have|had) $", before, re.I) and _DONE.match(rest)):
        return True
    return bool(_LAST_WORD.match(rest)) and (bool(_DONE.match(rest)) or not _NOUN_DUE.match(before))
