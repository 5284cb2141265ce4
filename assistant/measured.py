"""Whether sentences hold what a question wants counted or measured, where a number of anything else would be no answer.

"How many cars were aboard?" is not answered by the number of the dead, nor "how old is she?" by the hour at which she came.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.candidates import AGE
from assistant.kinds import Span, spans
from assistant.question import Question
from assistant.thesaurus import others
from assistant.words import STOP_WORDS, WORD, stem

BETWEEN = 2  # words that may stand between a number and what it counts
_AHEAD = 8  # and before one that stands without a noun: "the number of cases rose on Friday to 173"
_BEFORE = 80  # characters before a number that are read
_BEHIND = 60  # characters behind a number in which what it counts may stand
ANYBODY = frozenset({"people", "persons", "men", "women"})  # who are told by what they are or do: "133 survived"
# Who are people to whom something happened, which their sentence tells: "twenty-three people are in hospital".
_BEFALLEN = frozenset(map(stem, "patients victims casualties survivors evacuees detainees inmates".split()))
_BARE = re.compile(r"\s*(?:$|[,.;:)”\"]|(?:on|in|from|by|at|after|as|since|and|this|last|yesterday)\b)")
# What one noun has in common with another: "900 river and harbour ferries", but not "14 divers and their cars".
_AND = r"(?: [a-z-]*[a-rt-z]){1,2} (?:and|or)"
_SHARED = re.compile(rf"{_AND}(?P<rest>(?: (?!(?:{'|'.join(sorted(STOP_WORDS))})\b)[\w-]+){{1,3}})")
_AGE = re.compile(rf"{AGE.pattern}|\baged? (?:of )?\w+|\bborn\b", re.I)  # in words too, and what it is reckoned from
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?[ap]\.?m\b|\b(?:noon|midnight|dawn|dusk)\b|o[’']clock\b", re.I)
_LENGTH = r"met(?:er|re)s?|kilomet(?:er|re)s?|km|miles?|feet|foot|inch(?:es)?|centimet(?:er|re)s?|cm"
_SPAN = re.compile(
    rf"\b(?:{_LENGTH}|seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|centur(?:y|ies)|pages?|words|until|since)\b"
    r"|\bfrom \d{4}\b",
    re.I,
)
_EXTENT = re.compile(
    rf"\b(?:{_LENGTH}|degrees?|votes?|points?|seats?|per ?cent|mph|kph|knots|tonn?es?|tons?|kg|hectares?|acres?|stor(?:ey|ies)|million|billion|thousand)\b|[%°$£€]",
    re.I,
)
_HOW_LONG = re.compile(r"\bhow long\b", re.I)
_BOUND = re.compile(r"\b(?:until|till|through|since|before|up to)\b", re.I)
_MEASURES = (
    (re.compile(r"\bhow old\b", re.I), _AGE),
    (re.compile(r"\b(?:what|which) (?:exact )?(?:time|hour)\b", re.I), _CLOCK),
    (re.compile(r"\bhow long\b", re.I), _SPAN),
    (re.compile(r"\bhow (?:far|high|tall|fast|heavy|deep|wide)\b", re.I), _EXTENT),
)


def measure_absent(question: Question, sentences: Sequence[str]) -> bool:
    """Whether a question wants something counted or measured that none of some sentences gives a number of.

    >>> from assistant.question import understood
    >>> measure_absent(understood("How many cars were aboard?"), ["Divers found 14 people."])
    True
    >>> measure_absent(understood("How many cars were aboard?"), ["There were 14 parked cars aboard."])
    False
    """
    if question.kind == "number" and question.counted:
        wanted = {stem(question.counted), *others(question.counted)}
        wanted |= set(map(stem, ANYBODY)) if stem(question.counted) in _BEFALLEN else set()
        return question.counted not in ANYBODY and not any(_counts(wanted, text) for text in sentences)
    told = next((told for asks, told in _MEASURES if asks.search(question.text)), None)
    return told is not None and not any(told.search(text) for text in sentences)


def lasts(question: str, text: str) -> bool:
    """Whether a text says until or since when, where a question asks for how long.

    >>> lasts("How long will the quay be shut?", "It stays shut until 24 March.")
    True
    """
    return bool(_HOW_LONG.search(question)) and any(
        _BOUND.search(text, max(0, start - 25), end) for start, end in spans("time", text)
    )


def counts_one_of(wanted: set[str], text: str, number: Span) -> bool:
    """Whether one of some things, told by the stems of their names, follows a number closely."""
    start, end = number
    following = [stem(word) for word in WORD.findall(text[start : end + _BEHIND])]
    if not wanted.isdisjoint(following[: len(WORD.findall(text[start:end])) + BETWEEN + 1]):
        return True
    shared = _SHARED.match(text, end)
    return shared is not None and not wanted.isdisjoint(map(stem, WORD.findall(shared["rest"])))


def _counts(wanted: set[str], text: str) -> bool:
    """Whether a number of a text counts one of some things, in this or any other word for it: behind it, or before a bare number."""
    for start, end in spans("number", text):
        if counts_one_of(wanted, text, (start, end)):
            return True
        before = [stem(word) for word in WORD.findall(text[max(0, start - _BEFORE) : start])[-_AHEAD:]]
        if _BARE.match(text, end) and not wanted.isdisjoint(before):
            return True
    return False
