"""What a pronoun of a follow-up question stands for: somebody or something spoken of, or what was told to be done or to happen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.deeds import deed, done
from assistant.first_names import pronoun_of
from assistant.kinds import TIME, kind_of
from assistant.names import is_country_word
from assistant.pronouns import MANY, PERSON
from assistant.topics import PRONOUN, described
from assistant.words import names

_CAUSED = r"(?:reasons?|grounds|motives?) (?:for|behind)|causes? of|caused|led to"
_OF_DEEDS = re.compile(rf"\b(?:happen|happened|do|done|mean|legal|true|expected|planned|{_CAUSED})\b", re.I)
# What only somebody does, so that "it" is who acted and not what was asked for ("Which rival did Eskle buy?", "What did it pay?").
_IT_ACTS = re.compile(
    r"\b(?:did|does|has|will|would) it (?:also )?(?:say|said|tell|told|pay|paid|announce|explain|give|gave|given|react|respond|apologi|decide|plan|want|argue|claim|deny|offer|promise|sue|refuse)",
    re.I,
)
# What is asked for and is nothing to speak of as "it".
_NO_THING = re.compile(
    r"the (?:[\w-]+ ){0,3}(?:\w+s|role|part|reason|effect|impact|difference|stance|position|view|answer|response|reaction|evidence|kind|sort|type|change|charge|penalty|sentence|punishment|price|fine|sum|information) that ",
    re.I,
)
# What is said of and done about what somebody did.
_REACTS = re.compile(
    rf"\b(?:{_CAUSED}|(?:say|said|saying|think|thought|comment|react|reaction|respond|response|feel|felt|tell|told|view|position|opinion|stance)\w*\b[^?]{{0,80}}? (?:about|to|on|of)|"
    r"(?:condemn|criticis|criticiz|denounc|support|oppos|announc|back|welcom|order|approv|defend|justif|reject|protest|confirm|den[yi]|explain|vot)\w*(?: (?:against|for|to|about))?) $",
    re.I,
)
# What somebody gets for what he did, where that is asked of him: "Was she paid a wage for it?"
_FOR_IT = re.compile(
    r"\b(?:was|were|is|are|been|be|get|got|receive|earn|prais\w*|blam\w*|thank\w*|apologi[sz]\w*)\b[^?]{0,80} for (?:it|this|that)\W*$",
    re.I,
)
_TAKES_PLACE = r"(?:happen(?:ed|ing)?|occur(?:red|ring)?|take place|took place|taken place|taking place)"
_RUNS = r"(?:begin|began|begun|start(?:ed)?|end(?:ed)?|finish(?:ed)?|last(?:ed)?|(?:take|took|taken) effect|(?:come|came|enter(?:ed)?) into force)"
_HOW = r"(?:(?:not|also|ever|even|really|actually|first|finally|due to|going to|expected to|all) )*"
_CAUSES_IT = re.compile(r"\b(?:caus(?:e[sd]?|ing)|trigger(?:s|ed)?|spark(?:s|ed)?|led to) (?:it|this|that)\b", re.I)
_HAPPENS = re.compile(
    rf"\b(?:it|this|that) {_HOW}(?:(?P<place>{_TAKES_PLACE})|{_RUNS})\b(?! (?:the|an?|to|by|with|up|in \w+ing)\b)", re.I
)
# The last words of things that happen.
_EVENT = re.compile(
    r"(?:accident|agreement|anniversary|attack|ballot|battle|blast|breach|cancellation|ceasefire|ceremony|clash(?:es)?|collapse|collision|concert|conference|congress|counteroffensive|coup|crash|"
    r"crisis|deal|debate|demonstration|derailment|earthquake|election|eruption|event|exercise|exercises|explosion|festival|fire|flood|flooding|game|gathering|handover|hearing|"
    r"incident|invasion|landing|landings|launch|march|match|meeting|mission|negotiations|offensive|outage|outbreak|parade|protests?|race|raid|rally|recount|referendum|"
    r"rescue|resignation|riots?|ruling|season|session|shooting|siege|sinking|storm|strikes?|summit|talks|tour|tournament|transfer|trial|truce|verdict|visit|vote|voting|war|withdrawal|wedding|bombing|shelling|fighting|killing|opening|closing|signing)",
    re.I,
)
_CLAUSE = re.compile(r" when (the (?:[\w’'-]+ )+[\w’'-]+)(?=[?.! ]*$)")  # "… when the ferry hit the quay?"
_THE_EVENT = re.compile(
    rf"\bthe (?:(?!(?:to|of|on|in|at|by|for|from|with|about|the|and|that|after|before)\b)[\w’'-]+ ){{0,3}}?(?:{_EVENT.pattern})\b(?: of (?:the )?(?-i:[A-Z])[\w’'-]*(?: (?-i:[A-Z])[\w’'-]*)*)?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A turn of a conversation: the question as it was put, the names of people that its answer held, its short answer, and the title it was found under."""

    question: str
    people: tuple[str, ...] = ()
    short: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """After a turn: its question standing alone, what was spoken of, whom it named, who was last asked for, where, and what was counted.

    `turn` is the turn itself, and `earlier` how things stood before it, for a correction to begin from.
    """

    question: str = ""
    things: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    one_who: str = ""
    place: str = ""
    several: str = ""
    turn: Asked | None = None
    earlier: State | None = None


def antecedent(pronoun: re.Match[str], state: State, question: str) -> str:
    """What a pronoun of a question stands for, "" where nothing spoken of would do."""
    word = pronoun[0].casefold()
    if word in PERSON:
        whose = "he" if word in {"he", "him", "his"} else "she"
        fitting = (one for one in state.people if pronoun_of(one) in {"", whose})
        return next(fitting, "") or next(iter(state.people), state.one_who)
    if word == "there" and state.place:
        return state.place
    many, no_person = word in MANY, word in {"it", "this", "that"}
    if many and state.several:
        return state.several
    things = [one for one in state.things if not (no_person and is_person(one, state))]
    if no_person and (happens := _HAPPENS.search(question)):
        took_place = bool(happens["place"])
        things = [one for one in things if _may_happen(one, state, takes_place=took_place)]
        if not any(map(is_event, things)) and (told := _happened(state, took_place=took_place)):
            return told
    if no_person and (acted := _deed(pronoun, state, question)):
        return acted
    things = _able(things, state, question) if no_person else things
    fitting = (one for one in things if is_plural(one) == many or (is_name(one) and not many))
    return next(fitting, next(iter(things), ""))


def _able(things: Sequence[str], state: State, question: str) -> list[str]:
    """Those things of which a question after "it" can be: a place has no cause, and what is told by what it did does nothing itself."""
    caused = bool(_CAUSES_IT.search(question))
    found = [one for one in things if not (caused and one == state.place)]
    return ([one for one in found if " that " not in one] or found) if _IT_ACTS.search(question) else found


def _deed(pronoun: re.Match[str], state: State, question: str) -> str:
    """What was done, where "it" or "that" stands for it and not for who did it."""
    of_person = any(one.casefold() in PERSON for one in PRONOUN.findall(question))
    if of_person and _FOR_IT.search(question) and (acted := done(state.question)):
        return acted
    doer = next(iter(state.things), "")
    if not doer or not state.turn:
        return ""
    acted = deed(state.question, None if _OF_DEEDS.search(question) else state.turn.short)
    if is_person(doer, state):
        return acted
    is_of_deed = _REACTS.search(question[: pronoun.start()]) or _HAPPENS.match(question, pronoun.start())
    told = any(acted.startswith((f"{one} ", f"what {one} ")) for one in state.things[:2])
    return acted if is_of_deed and told else ""


def asked_for(turn: Asked, whole: str) -> str:
    """The thing that a question asks for where somebody acted on it ("Which app did Eskle ban?"), by its name if the answer told it."""
    asked = described(whole)
    if not re.search(r" that [A-Z]", asked) or _NO_THING.match(asked):
        return ""
    if kind_of(whole) in {"person", "people", "place", "time", "number"}:
        return ""
    return turn.short if names(turn.short) and not pronoun_of(turn.short) else asked


def _happened(state: State, *, took_place: bool) -> str:
    """The event that the last question told of, or what it says was done, where that took place."""
    if told := [match[0] for match in _THE_EVENT.finditer(state.question)]:
        return told[-1]
    befell = deed(state.question, None)
    return befell if befell.startswith("what happened") else done(state.question) if took_place else ""


def happening(question: str, state: State) -> str:
    """A question after what nothing spoken of can do ("What time did it start?" after a street), with the article that told of it or the topic."""
    if not (_HAPPENS.search(question) or _CAUSES_IT.search(question)):
        return ""
    title = (
        state.turn.title if state.turn and not TIME.search(state.turn.title) else ""
    )  # which would limit what is read
    plain, thing = question.rstrip("?.! "), next(iter(state.things), "")
    clause = _CLAUSE.search(state.question)
    told = (
        clause[1]
        if clause
        else thing
        if is_name(thing) and not is_person(thing, state) and " that " not in thing
        else title or thing
    )
    return f"{plain} ({told}){question[len(plain) :]}" if told else ""


def is_event(thing: str) -> bool:
    """Whether a thing is one that happens: a march, a vote."""
    return any(_EVENT.fullmatch(word) for word in thing.split(" that ")[0].split())


def _may_happen(thing: str, state: State, *, takes_place: bool) -> bool:
    """Whether a thing may begin and end as events do; less may take place than may begin."""
    if is_person(thing, state) or is_country_word(thing):
        return False
    if is_event(thing):
        return True
    return (
        not takes_place
        and not (is_plural(thing) and is_name(thing))
        and not (" that " in thing and kind_of(f"Which {thing.removeprefix('the ')}?") in {"place", "person", "people"})
    )


def is_person(thing: str, state: State) -> bool:
    """Whether a name is that of a person, as an answer or its first name tells."""
    told = (*(state.turn.people if state.turn else ()), *(one for one in state.people if pronoun_of(one)))
    return bool(pronoun_of(thing) and " " in thing) or any(thing in {one, one.split()[-1]} for one in told if one)


def is_plural(thing: str) -> bool:
    """Whether a thing is several."""
    return bool(re.search(r"(?:[^sui]s|people|children|men)$|\band\b", thing))


def is_name(thing: str) -> bool:
    """Whether a thing has a name."""
    return bool(names(thing.removeprefix("the ")))
