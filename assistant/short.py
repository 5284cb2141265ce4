"""The short answer: the name, place, time or number asked for, read off the sentences that answer.

Each sentence near the best votes for what it holds of the kind asked for, the nearer to the question's words the more.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.evidence import Scored, answering_spans, holds
from assistant.kinds import THINGS
from assistant.question import Question
from assistant.words import WORD, stem, stems

VOTERS = 5  # how many of the best sentences vote
FULL = 0.6  # how far a sentence must hold the kind asked for
_PLACE_START = re.compile(r"^(?:the )?(?:(?:north|south|east|west)ern )?")


@dataclass(frozen=True, slots=True, eq=False)
class Short:
    """A short answer in the words of a sentence."""

    text: str
    sentence: Scored


def short_answer(question: Question, ranked: Sequence[Scored]) -> Short | None:
    """The thing asked for in the words of the best sentences; None where the kind is not one that can be pointed at."""
    if question.kind not in THINGS or not ranked:
        return None
    if question.kind == "people":
        return _people(question, ranked)
    votes: defaultdict[str, float] = defaultdict(float)
    shorts: dict[str, Short] = {}
    for one in ranked[:VOTERS]:
        text = one.sentence.text
        if holds(question, text) < FULL:
            continue
        for start, end in answering_spans(question, text):
            found = re.sub(r"[’']s$", "", text[start:end].strip(" .,"))
            if text[end : end + 1] == "-":  # "seven-year" counts no thing asked for
                continue
            key = _PLACE_START.sub("", found.casefold())
            votes[key] += math.exp(one.score - ranked[0].score) * _closeness(question, text, start, end)
            shorts.setdefault(key, Short(found, one))
    return shorts[max(votes, key=lambda key: votes[key])] if votes else None


def answering_first(question: Question, ranked: Sequence[Scored], short: Short | None) -> list[Scored]:
    """The sentences, the one that holds the short answer first where the best one holds nothing of the kind asked for."""
    if short is None or holds(question, ranked[0].sentence.text) >= FULL:
        return list(ranked)
    first = replace(short.sentence, score=ranked[0].score)
    return [first, *(one for one in ranked if one is not short.sentence)]


def _people(question: Question, ranked: Sequence[Scored]) -> Short | None:
    """All the people that the first sentence with several of them names."""
    for one in ranked[:VOTERS]:
        text = one.sentence.text
        found = list(dict.fromkeys(text[start:end].strip() for start, end in answering_spans(question, text)))
        if len(found) > 1:
            return Short(", ".join(found[:-1]) + f" and {found[-1]}", one)
    return None


def _closeness(question: Question, text: str, start: int, end: int) -> float:
    """How near the question's words stand around a span, 0 to 1: the mean over those that the text holds."""
    asked = stems(" ".join((*question.words, question.counted)))
    places = [(match.start(), stem(match[0])) for match in WORD.finditer(text)]
    near = [min(abs(at - start), abs(at - end)) for at, word in places if word in asked and not start <= at < end]
    return sum(1 / (1 + distance / 20) for distance in near) / len(near) if near else 0.2
