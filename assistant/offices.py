"""Who holds an office, where a sentence says so beside something else: "Ada Hale, the mayor of Port Vale, said ...".

The office must stand in what introduces a person, with the body or the place that it is of; what is only of the article may
be called shortly there ("the commission's chair").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.coverage import credit, surroundings
from assistant.evidence import Scored
from assistant.introduced import NEAR, SAYS_MOST, introduction
from assistant.kinds import spans
from assistant.noun_phrases import OFFICES, RANKS
from assistant.phrasal import plainly
from assistant.question import Question
from assistant.words import content_words

# What somebody does who holds an office, and what he may be called for it.
_DOES = {
    "lead": "leader head chief chair director president secretary founder", "head": "head chief chair director leader president",
    "chair": "chair chairman chairwoman president", "run": "director head chief manager president owner",
    "command": "commander captain chief skipper", "own": "owner founder", "edit": "editor", "manage": "manager director head",
    "direct": "director head", "govern": "governor president", "found": "founder", "coach": "coach manager",
}  # fmt: skip
_VERBS = "|".join(f"{verb}(?:s|ed|d|ing)?" for verb in (*_DOES, "l?ed|ran"))
_PAST = {"led": "lead", "ran": "run"}
_WHO_DOES = re.compile(
    rf"(?:and )?(?:who|what(?:['’]s| is| was) the name of the (?:man|woman|person) who) (?:is |was )?(?P<does>{_VERBS}) (?P<of>[^,;?]+)[\s?]*",
    re.I,
)
_WHO_IS = re.compile(
    r"(?:and )?(?:who(?:['’]s| is| was)|what(?:['’]s| is| was) the name of) (?:the )?(?P<whole>[^,;?]+?)[\s?]*", re.I
)
_OF = re.compile(r"(?P<office>.+?) (?:of|for|at|in) (?:the )?(?P<of>.+)")
_OWNED = re.compile(r"(?P<of>.+)[’']s? (?P<office>[\w -]+)")
_BEFORE = re.compile(
    r"(?P<of>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*) (?P<office>(?:[a-z-]+ ){0,2}[a-z-]+)"
)  # "the Port Vale fire chief"
# Of a ship, a bus or a team an article names one, so that "the captain" is of the ship that it tells of. Of a state it may name several.
_OF_A_THING = frozenset("captain skipper commander pilot driver coach".split())
# "Its general secretary, Ada Hale": of what the sentence before is about.
_OWNERS = re.compile(r"\b(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) [\w’' -]{2,40}, (?:[A-Z][a-z]+ )?$")
GONE = frozenset("former late ex outgoing acting deputy vice assistant battalion".split())  # or lesser


@dataclass(frozen=True, slots=True)
class Office:
    """An office that is asked for: words any of which names it, the words of what it is of, and the chief one among them."""

    named: tuple[str, ...]
    of: tuple[str, ...]
    body: str


def asked_office(question: Question) -> Office | None:
    """The office whose holder a question asks for, None for a question that asks anything else.

    >>> from assistant.question import understood
    >>> asked_office(understood("Who is the mayor of Port Vale?"))
    Office(named=('mayor',), of=('port', 'vale'), body='vale')
    >>> asked_office(understood("Who chairs the bakers' guild in Tarn?")).body
    'guild'
    """
    if does := _WHO_DOES.fullmatch(plainly(question.text)):
        verb = next((verb for verb in _DOES if does["does"].casefold().startswith(verb)), "")
        verb = verb or _PAST[does["does"].casefold()]
        of = content_words(does["of"])
        return Office(tuple(_DOES[verb].split()), of, _chief(does["of"])) if of else None
    whole = _WHO_IS.fullmatch(question.text)
    parts = whole and next(filter(None, (form.fullmatch(whole["whole"]) for form in (_OF, _OWNED, _BEFORE))), None)
    if not parts:
        return None
    words, of = content_words(parts["office"]), content_words(parts["of"])
    if not words or not of or not {words[-1], *words[-1].split("-")} & (OFFICES | RANKS) or len(words) > 3:
        return None
    return Office(words[-1:], (*words[:-1], *of), _chief(parts["of"]))


def _chief(words: str) -> str:
    """The chief word of what an office is of: "guild" of "the bakers' guild in Tarn"."""
    return (content_words(re.split(r" (?:of|in|at|for|on|that|which|who)\b", words)[0]) or content_words(words))[-1]


def holders(question: Question, ranked: Sequence[Scored]) -> tuple[list[Scored], str] | None:
    """The sentences that name who holds the office asked for, the best first, and the name; None where none does."""
    office = asked_office(question)
    found = [(one, name) for one in ranked for name in _held_by(office, one, question)] if office else []
    if not found:
        return None
    name = found[0][1]
    return [replace(one, score=ranked[0].score) for one, other in found if other == name], name


def _held_by(office: Office, one: Scored, question: Question) -> Iterator[str]:
    """The persons of a sentence whom it introduces by an office."""
    text, article, near = one.sentence.text, one.sentence.hit.article, surroundings(one.sentence.hit)
    for start, end in spans("person", text):
        told = introduction(text[start:end], text[max(0, start - NEAR) : end + NEAR])
        if told is None or told.weight < SAYS_MOST or GONE & {*told.words.casefold().split()} - {*question.words}:
            continue
        if not any(credit(word, told.words) for word in office.named):
            continue
        is_the_one = {*told.words.casefold().split()} - {"the"} <= _OF_A_THING
        around = f"{article.title}\n{article.text}" if is_the_one else near
        whole = all(credit(word, told.words) for word in office.of)
        owner = f"{one.sentence.before} {text[:start]}" if _OWNERS.search(text, 0, start) else ""
        if (
            whole
            or (owner and all(credit(word, owner) for word in office.of))
            or ((is_the_one or credit(office.body, told.words)) and all(credit(word, around) for word in office.of))
        ):
            yield text[start:end].strip()
