"""Follow-up questions made to stand alone, without a model: pronouns, ellipsis, and things that were named before.

What a conversation is about is carried from turn to turn: a question that only points back keeps it, one that names
something new takes over (the focus of centering theory; Grosz, Joshi and Weinstein, Computational Linguistics 1995).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.antecedents import Asked, State, antecedent, asked_for, happening, is_event, is_name, is_person
from assistant.kinds import kind_of, locatives, spans
from assistant.leaning import completed, leans
from assistant.names import is_country_word
from assistant.noun_phrases import ORGANISATION
from assistant.ordinals import at, is_all, place_asked
from assistant.otherwise import asked_otherwise, corrected, counted_otherwise, moved
from assistant.pronouns import PERSON, WHOSE, of_thing, pronouns, with_heads
from assistant.question import LONGEST_QUESTION, asks_nothing
from assistant.topics import ONE_WHO, OPENS, counted, described, subject
from assistant.words import is_date_word, names

__all__ = ["Asked", "standalone"]
_OWNING = frozenset({"its", "their", "his"})
_LEFT_OPEN = re.compile(r"(?: (?:on|in|at|of|to|for|from|by|with|the|an?))+$", re.I)  # "the UN vote on the"
_OWNED = re.compile(r" ((?:[\w-]+ ){0,2}[\w-]+)(?=[?.! ]*$)")  # "its managing director?"
_LONG = re.compile(r" (?:that|who) ")
_WHAT_ABOUT = re.compile(r"^(?:(?:and|but|or|so)\s+)?(?:what|how) about (.+)$|^and (?!(?:what|who|when|where|why|how|which|is|are|was|were|do|does|did|has|have|can)\b)(.+)$", re.I)  # fmt: skip
_AND_WHOSE = re.compile(r"^(?:and|(?:and )?what about) (?:his|her) [\w-]+(?: [\w-]+)?\W*$", re.I)
_ONLY_ASKS = re.compile(r"^(?:and |but |so )?(?:why|when|where|who|whom|how|how many|how much|since when|which (?:one|ones)|who else|what else|where else|why not|how so)\s*\?*$", re.I)  # fmt: skip
_FRAGMENT = re.compile(
    r"^(?:and )?(?:by|in|on|at|from|to|for|with|under|until|since|of) (?:how|what|which|whom)(?: \w+){1,4}\s*\?*$", re.I
)
_MORE = re.compile(
    r"^(?:please )?(?:tell me more|(?:any(?:thing)?|what) (?:more|else)|go on|more(?: details?)?|elaborate|explain)\s*[.?!]*$",
    re.I,
)
_AT = re.compile(r"^(?:for |with )?((?:in|on|at|from|by|to|during|after|before|since) )?(.+?)\s*\?*$", re.I)


def standalone(question: str, before: Sequence[Asked]) -> str:
    """The question with what it points back at put in; the question itself when it needs nothing.

    >>> standalone("Who opened it?", [Asked("What is the Karsk bridge?")])
    'Who opened the Karsk bridge?'
    """
    state = State()
    for turn in before:
        state = _after(turn, state)
    return _resolved(question.strip(), state)


def _after(turn: Asked, state: State) -> State:
    if asks_nothing(turn.question):
        return state
    turn = replace(turn, question=corrected(turn.question.strip()) if state.question else turn.question.strip())
    whole = _resolved(turn.question, state)
    asked = asked_for(turn, whole)
    thing = asked or _LEFT_OPEN.sub("", _topic(turn.question, whole, state))
    points_back = [one for one in pronouns(turn.question) if state.question or one[0].casefold() not in WHOSE]
    takes_over = thing and not points_back and (is_name(thing) or not state.things or _opens(turn.question, thing))
    acting = subject(whole) if asked else ""
    known = [one for one in (acting, *state.things) if one and one != thing]
    things = (thing, *known) if takes_over else state.things
    named = [
        name
        for name in names(whole)
        if not _is_body(name) and not re.search(rf"\b(?:the|in|at|from|to|of) {re.escape(name)}\b", whole)
    ]
    full, single = ([name for name in named if (" " in name) == wanted] for wanted in (True, False))
    spoke = single if kind_of(whole) == "statement" else []
    people = tuple(dict.fromkeys((*_told(turn, whole), *full, *spoke, *turn.people, *single, *state.people)))
    place = _place(turn, whole) or ("" if takes_over and is_name(thing) else state.place)
    return State(
        whole, things[:4], people[:8], _one_who(whole) or state.one_who, place,
        ("" if pronouns(turn.question) else counted(whole)) or ("" if takes_over else state.several), turn, replace(state, earlier=None),
    )  # fmt: skip


def _topic(question: str, whole: str, state: State) -> str:
    """What a turn is about: one that puts a name in the place of another ("What about Eskle?") keeps what both are told of."""
    if counted_otherwise(question, state.question)[0] or (state.things and whole.endswith(f" ({state.things[0]})?")):
        return ""
    about = _WHAT_ABOUT.match(question)
    if not about or whole == question or not state.things:
        return subject(question)
    if (place := _AT.match(about[1] or about[2])) and place[1]:  # "And in Karsk?"
        return ""
    return "" if state.things[0] in whole else subject(whole)


def _one_who(whole: str) -> str:
    """The one whom a question asks for, by what it says of him; "" where it asks for nobody."""
    asked = described(whole)
    return asked if asked.startswith(ONE_WHO) or kind_of(whole) == "person" else ""


def _told(turn: Asked, whole: str) -> list[str]:
    """The one whom the answer told where a person was asked for: the first whom the question did not name itself."""
    if kind_of(whole) not in {"person", "people"}:
        return []
    known = set(re.findall(r"\w+", whole))
    return [name for name in turn.people if not known & set(name.split())][:1]


def _is_body(name: str) -> bool:
    """Whether a name is that of a country or of a body, and no person's."""
    return is_country_word(name) or name.split()[-1].casefold() in ORGANISATION


def _place(turn: Asked, whole: str) -> str:
    """Where a turn has come to: the place that its answer told where one was asked for, else the last that it named."""
    if turn.short and kind_of(whole) == "place":
        return turn.short
    found = sorted(locatives(whole) or spans("place", whole))
    return whole[slice(*found[-1])] if found else ""


def _opens(question: str, thing: str) -> bool:
    """Whether a question introduces what it is about, and does not ask for a part of what was spoken of."""
    if _WHAT_ABOUT.match(question) or not any(pattern.search(question) for pattern in OPENS):
        return False
    told = re.search(r"\b(?:about|describe|explain)\b", question, re.I)
    return bool(told) or (question.rstrip("?.! ").endswith(thing) and not leans(question))


def _resolved(question: str, state: State) -> str:
    if not state.question:
        return question
    question = corrected(question)
    named = with_heads(question, state.things)
    question = named if len(named) <= LONGEST_QUESTION else question
    for rewrite in (_another, _continued, _with_antecedents, happening, _completed):
        found = rewrite(question, state)
        if found and len(found) <= LONGEST_QUESTION:  # else each turn could make the next a multiple of itself
            return found
    return question


def _another(question: str, state: State) -> str:
    """A question that asks for one of several by its place: of those whom a pronoun meant, or of those in the last answer."""
    found = place_asked(question)
    if found is None or state.turn is None or state.earlier is None:
        return ""
    match, place = found
    if not is_all(match, question):
        named = at(place, state.turn.people)
        return question[: match.start()] + named + question[match.end() :] if named else ""
    earlier = state.earlier
    several = (
        earlier.people if any(one[0].casefold() in PERSON for one in pronouns(state.turn.question)) else earlier.things
    )
    chosen = at(place, several)
    return (
        _with_antecedents(state.turn.question, replace(earlier, people=(chosen,), things=(chosen,))) if chosen else ""
    )


def _continued(question: str, state: State) -> str:
    """An elliptic question ("Why?", "And in Kharkiv?"), continued from the last one."""
    if _MORE.match(question):
        return state.question
    if _ONLY_ASKS.match(question):
        return asked_otherwise(question, state.question) or f"{question.rstrip('?! ')}: {state.question}"
    if _FRAGMENT.match(question):
        return f"{state.question} {question}"
    return _put_for_another(question, state)


def _put_for_another(question: str, state: State) -> str:
    """A question that only names somebody, a thing, a place or a day ("What about Eskle?"): the last one, asked of that."""
    last, where = counted_otherwise(question, state.question)
    if last:
        return (where and _put_for_another(f"And {where}?", replace(state, question=last))) or last
    whose = _AND_WHOSE.match(question) if kind_of(state.question) == "statement" else None
    question = (_with_antecedents(question, state) or question) if whose else question
    about = _WHAT_ABOUT.match(question)
    if not about or pronouns(question):
        return ""
    place = _AT.match(about[1] or about[2])
    if not place or not (names(place[2].strip()) or is_date_word(place[2].split()[-1])):
        return ""
    last = state.question
    word = (place[1] or _before_date(place[2])).strip()
    if not word and names(last):
        if old := _contrasted(place[2], state):
            the = "(?:the )?" if place[2].startswith("the ") else ""
            return re.sub(rf"(?<!\w){the}{re.escape(old)}(?!\w)", lambda _: place[2], last)
        return f"What about {place[2]} ({state.things[0]})?" if state.things else ""
    return moved(last, word, place[2]) if word else ""


def _contrasted(new: str, state: State) -> str:
    """The name of the last question in whose place a new one is put, "" where none is: one of its own words before one that they pointed at.

    A name within that of a thing is none ("the Karsk bridge accord"); a thing of the same kind is put in the place of the whole.
    """
    thing = next(iter(state.things), "")
    if " " in thing and thing in state.question and new.split()[-1] == thing.split()[-1]:
        return thing
    whole = names(state.question)
    put = [name for name in names(state.turn.question if state.turn else "") if name in whole] or whole
    fitting = [name for name in put if not re.search(rf"\b{re.escape(name)} [a-z][\w-]* \w", thing)]
    alike = [name for name in fitting if is_country_word(name) == is_country_word(new)]
    return next(reversed(alike or fitting), "")


def _before_date(words: str) -> str:
    """The word that a day or a month stands with where none is said."""
    last = words.split()[-1]
    if not is_date_word(last):
        return ""
    return "in" if re.match(r"(?:19|20)\d\d$|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", last, re.I) else "on"


def _with_antecedents(question: str, state: State) -> str:
    """The question with its first pronoun replaced, and every later one that points at the same."""
    found = pronouns(question)
    if not found:
        return ""
    out, end, done = [], 0, ""
    for match in found:
        word = match[0].casefold()
        meant = antecedent(match, state, question)
        if not meant or done == meant:
            continue
        done = meant
        owned = _OWNED.match(question, match.end()) if word in _OWNING | {"her"} and _LONG.search(meant) else None
        stands = f"the {owned[1]} of {meant}" if owned else _in_place(word, meant, question[match.end() :])
        out += [question[end : match.start()], stands]
        end = owned.end() if owned else match.end()
    return "".join([*out, question[end:]]) if done else ""


def _in_place(word: str, thing: str, rest: str) -> str:
    """How an antecedent stands where a pronoun stood."""
    if word in _OWNING or (word == "her" and re.match(r" [a-z]", rest)):
        return thing + ("'" if thing.endswith("s") else "'s")
    if word == "there":
        return f"{'at' if is_event(thing) else 'in'} {thing}"
    return thing


def _completed(question: str, state: State) -> str:
    """A question about a definite thing that names nothing itself ("What are the causes?"), with what it belongs to."""
    if not state.things:
        return ""
    plain, thing = question.rstrip("?.! "), state.things[0]
    for one in state.things:  # "the experiment" after "the Stanford Experiment"
        head = re.split(r"[ -]", one)[-1]
        part = re.search(rf"\bthe {re.escape(head)}\b", plain, re.I)
        if part and " " in one.removeprefix("the ") and one.casefold() not in plain.casefold():
            return question[: part.start()] + f"the {one.removeprefix('the ')}" + question[part.end() :]
    if re.search(r"\bth(?:is|ese) \w", plain, re.I):
        return "" if is_person(thing, state) else of_thing(question, thing)
    about = _WHAT_ABOUT.match(plain)
    return completed(question, thing, (about[1] or about[2]) if about else "")
