"""How old somebody is, where a sentence says it beside his name: "the 71-year-old Ada Hale", "Ada Hale, 71, said ...", "Hale is 71".

The age of anybody else is no answer, however much is told of whom the question names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.candidates import AGE
from assistant.evidence import Scored
from assistant.names import skeleton
from assistant.question import Question
from assistant.words import WORD, names

NEAR = 40  # characters between a name and an age that is its own
_ASKS = re.compile(r"(?:and )?(?:how old|(?:what|which) age) (?:is|was|are|were) (?P<who>.+?)[\s?.!]*", re.I)
_HE = re.compile(r"(?:He|She|The [\w-]+-year-old)\b")
# "Hale is 54, a baker": only right behind a name, as a toll and a score "was 54" as well.
_IS = re.compile(
    r",?(?: who)? (?:is|was|has turned|turned|turns) (?:now |just |only |then )?(?P<is>\d{1,3})(?=\.(?!\d)|[;)]|, (?!\d)|$| (?:and|when|in|on|this|last)\b)"
)


def whose_age(question: Question) -> str:
    """The last name of whom a question asks how old he is, "" for a question that asks anything else.

    >>> from assistant.question import understood
    >>> whose_age(understood("How old is Ada Hale?")), whose_age(understood("How old is the bridge?"))
    ('Hale', '')
    """
    match = _ASKS.fullmatch(question.text)
    found = names(match["who"]) if match else ()
    return found[0].split()[-1] if match and found and match["who"].endswith(found[0]) else ""


def aged(question: Question, ranked: Sequence[Scored]) -> tuple[list[Scored], str] | None:
    """The sentences that say how old somebody is, and the age as the first has it; None where none does."""
    name = whose_age(question)
    found = [(one, age) for one in ranked if name and (age := _age(name, one))][:2]
    if not found:
        return None
    return [replace(one, score=ranked[0].score) for one, _ in found], found[0][1]


def _age(name: str, one: Scored) -> str:
    """The age next to a name, or the one beside a pronoun where the sentence before tells of nobody else; "" where there is none."""
    text, wanted = one.sentence.text, skeleton(name)
    places = [match for match in WORD.finditer(text) if skeleton(match[0]) == wanted]
    told = [
        (max(place.start() - age.end(), age.start() - place.end()), age)
        for age in AGE.finditer(text)
        for place in places
    ]
    told += [(0, age) for place in places if (age := _IS.match(text, place.end()))]
    near = min((pair for pair in told if pair[0] <= NEAR), key=lambda pair: pair[0], default=None)
    if near is not None:
        return near[1][near[1].lastgroup or 0]
    before = names(one.sentence.before)
    he = None if places else _HE.match(text)
    alone = AGE.search(text) or _IS.match(text, he.end()) if he else None
    is_his = before and all(skeleton(other.split()[-1]) == wanted for other in before)
    return alone[alone.lastgroup or 0] if alone and is_his else ""
