"""What a figure counts: the noun beside it and the state its sentence puts the counted in, and what a question counts.

Two figures are rivals only when they count the same thing. "21 dead" and "133 survived" do not, nor do "10 generals" and
"5,000 troops"; where what is counted cannot be told for certain, nothing is compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.figures import MONEY, SMALL, TENS, Figure, compounds, figures
from assistant.names import is_country_word
from assistant.question import Question
from assistant.thesaurus import others
from assistant.words import STOP_WORDS, WORD, is_date_word, stem

# State -> how a difference is headed, and the words that put somebody in it.
_STATES = {
    "dead": ("dead", "die dies died dead death deaths kill kills killed killing toll fatalities perished drowned"),
    "injured": ("injured", "injured injuries wounded hurt"),
    "missing": ("missing", "missing unaccounted"),
    "survived": ("who survived", "survived survive survivor survivors"),
    "aboard": ("aboard", "aboard onboard manifest"),
    "ill": ("ill", "ill sick sickened infected infection infections case cases"),
    "hospital": ("in hospital", "hospital hospitals hospitalised hospitalized"),
    "held": ("detained", "arrested arrests detained detainees custody"),
    "fled": ("who fled", "fled flee flees refugee refugees"),
    "displaced": ("displaced", "displaced evacuated"),
    "abducted": ("abducted", "abducted deported kidnapped"),
}
_STATE_OF = {stem(word): state for state, (_, words) in _STATES.items() for word in words.split()}
_ABOARD = re.compile(
    r"\bon[ -]board\b|\bon (?:the|that|this) (?:ship|ferry|boat|vessel|plane|aircraft|train|bus)\b", re.I
)
_ON_NAMED = re.compile(r"\b(?i:were|was)(?: there)? on (?:the )?[A-Z]")  # a ship, in all likelihood
RUNNING = frozenset(_STATES) - {"aboard"}  # counts that go on rising or falling after the event

_PEOPLE = frozenset("person peopl human victim individu patient life live".split())
_IRREGULAR = frozenset("people men women children police crew staff personnel troops cattle sheep".split())
_NEUTRAL = frozenset("confirm known differ separ total all identifi".split())
_SUBJECT = re.compile(r"\b(?:how many|(?:number|amount|count) of)\s+((?:\w[\w’'-]*\s*){1,5})", re.I)
_AUXILIARY = frozenset(
    "is are was were be been have has had do does did will would can could may might must should a an per the in on at "
    "of from to by with since after before during according that who which there under over for".split()
)
_RATE = re.compile(
    r"^(?:\W+\w[\w’'-]*){0,3}?\s(?:a|an|per|each|every) (?:second|minute|hour|day|night|week|month|year)\b|^(?:\W+\w[\w’'-]*){0,3}?\s(?:daily|annually)\b",
    re.I,
)
_ASKED_RATE = re.compile(
    r"\b(?:a|an|per|each|every) (?:second|minute|hour|day|night|week|month|year)\b|\b(?:daily|annual)", re.I
)
_DIRECT = re.compile(
    r"(\w+)(?: (?:of|to|at|is|was|by))?(?: (?:about|around|some|nearly|almost|at least|more than|over|up to|as many as|an estimated|roughly))?\s*$",
    re.I,
)
_MONEY_ASKED = re.compile(r"\b(?:costs?|prices?|pays?|paid|spend|spent|money|worth|budget|fined?)\b", re.I)
_SHARE_ASKED = re.compile(
    r"\b(?:percentage|per ?cent|share|rate|yield|turnout|inflation|unemployment|proportion)\b", re.I
)
_POINTS_BACK = re.compile(
    r"\b(?:the|that|this|correct|right|true|actual|new|latest|final|total) (?:figure|number|count|total)\b(?! of)", re.I
)
# What the counted are a part of: "12 of the more than 90 boats", but not "the sale of the 12 boats".
_WHOLE = re.compile(
    rf"\b(?:any|some|many|most|few|several|half|none|one|each|either|first|last|majority|dozens|hundreds|{'|'.join((*SMALL, *TENS))}|\d[\d,.]*)"
    r" (?:of|among|out of) (?:the|those|these|its|his|her|their|all) (?:(?:more|fewer|less) than |at least |up to |as many as |an? |[a-z]+ )?$",
    re.I,
)
# Of the hurt those who are badly so: "18 people are critically injured".
_DEGREE = re.compile(
    r"(?: [\w’'-]+){0,3} (critically|seriously|badly|severely|gravely|slightly|lightly) (?:injured|wounded|hurt|ill|sick)\b",
    re.I,
)
_TOLL_OF = re.compile(r"\b(?:toll|deaths|number) (?:of|among) ((?:[\w’'-]+ ){1,4})", re.I)
MOST_FIGURES = 50  # of a sentence that are looked at: what has more is a table
WHOLE = 60  # characters before a figure in which words may say that it is a whole
BESIDE = 3  # words behind the one that a figure stands in, among which the thing is that has so many of them
REACH = 6  # words after a figure within which its state may stand


@dataclass(frozen=True, slots=True)
class Counted:
    """A thing that is counted: its noun with what narrows it, the state it is in, and what else must be told of it."""

    noun: str = ""
    narrowed: tuple[str, ...] = ()
    state: str = ""
    rest: tuple[str, ...] = ()
    units: frozenset[str] = frozenset({""})
    rate: bool = False

    @property
    def label(self) -> str:
        """The thing in words, "" where only the question itself says it."""
        thing = " ".join((*self.narrowed, self.noun)).strip()
        if not self.state:
            return ""
        return f"{thing or 'people'} {_STATES[self.state][0]}" if _state(thing) != self.state else thing


def asked(question: Question) -> Counted | None:
    """What a question counts; None where it asks for no number or the thing cannot be told.

    >>> from assistant.question import understood
    >>> asked(understood("How many people died on the ferry?")).label
    'people dead'
    """
    if question.kind != "number":
        return None
    noun, narrowed = _phrase_asked(question.text)
    units = _units(question.text) if not noun else frozenset({""})
    names = question.name_words
    state = _state(question.text) or ("aboard" if _ON_NAMED.search(question.text) else "")
    rest = tuple(
        word
        for word in question.words
        if word not in names and word not in {noun, *narrowed} and _STATE_OF.get(stem(word)) != (state or "-")
        and not is_date_word(word) and not is_country_word(word) and word not in {"number", "count", "toll", "board"}
    )  # fmt: skip
    if not units or not (noun or state or "" not in units):
        return None
    return Counted(noun, narrowed, state, rest, units, bool(_ASKED_RATE.search(question.text)))


def _phrase_asked(text: str) -> tuple[str, tuple[str, ...]]:
    """The noun that a question counts and the words that narrow it."""
    match = _SUBJECT.search(text)
    words: list[str] = []
    for word in WORD.findall(match[1]) if match else []:
        if word.casefold() in _AUXILIARY:
            break
        words.append(word)
        if _is_plural(word) or stem(word) in _PEOPLE:
            return word.casefold(), tuple(one.casefold() for one in words[:-1] if one.casefold() not in STOP_WORDS)
    return "", ()


def _units(text: str) -> frozenset[str]:
    if _MONEY_ASKED.search(text):
        return MONEY
    if _SHARE_ASKED.search(text):
        return frozenset({"%"})
    return frozenset({""}) if _state(text) else frozenset()


def counting(wanted: Counted, sentence: str, before: str = "") -> list[Figure]:
    """The figures of a sentence that count the wanted thing.

    `before` is the sentence that comes before it, from which "the correct figure is 171" takes what it counts.
    """
    found = figures(sentence)[:MOST_FIGURES]
    kept = [
        one
        for at, one in enumerate(found)
        if one.unit in wanted.units
        and bool(_RATE.match(sentence[one.end :])) == wanted.rate
        and _counts(wanted, sentence, found, at, before)
    ]
    if wanted.noun and not (wanted.narrowed or wanted.state or wanted.rate):
        kept += [
            one
            for one, noun in compounds(sentence)
            if stem(noun) == stem(wanted.noun) and _is_of(wanted, sentence[one.end :])
        ]
    # Of money and shares nothing but the words around tells what is measured: two in a sentence may be two things.
    return kept if "" in wanted.units or len([one for one in kept if one.role == "now"]) < 2 else []


def _is_of(wanted: Counted, after: str) -> bool:
    """Whether what a question asks of stands right behind a figure: the indictment has the pages of "a 48-page indictment"."""
    return not {stem(word) for word in WORD.findall(after)[: BESIDE + 1]}.isdisjoint(map(stem, wanted.rest))


def states_in(sentence: str) -> list[str]:
    """The states that the words of a sentence may put somebody in.

    >>> states_in("Nine people have died and 26 are missing.")
    ['dead', 'missing']
    """
    found = {_STATE_OF.get(stem(word)) for word in WORD.findall(sentence)}
    return [state for state in _STATES if state in found or (state == "aboard" and _ABOARD.search(sentence))]


def told_in(sentence: str) -> list[Counted]:
    """The people in some state whom a sentence counts.

    >>> [one.state for one in told_in("Nine people have died and 26 are missing.")]
    ['dead', 'missing']
    """
    everyone = (Counted("people", (), state) for state in states_in(sentence))
    return [one for one in everyone if any(figure.role == "now" for figure in counting(one, sentence))]


def _counts(wanted: Counted, sentence: str, found: list[Figure], at: int, before: str) -> bool:
    one = found[at]
    until = found[at + 1].start if at + 1 < len(found) else len(sentence)
    phrase, state_noun = _phrase_beside(sentence, one.end, until, wanted)
    if not phrase and not state_noun:  # "30 guards were killed and 12 injured": guards as well, but not "killing 12"
        phrase = _phrase_before(sentence, found, at, wanted) or _toll_of(sentence[: one.start])
    if not _same_thing(wanted, phrase, state_noun):
        return False
    if not wanted.state:
        whole = wanted.rest and _WHOLE.search(sentence, max(0, one.start - WHOLE), one.start)
        return "" not in wanted.units or (bool(phrase) and not whole)
    if one.role != "now" and at and found[at - 1].role == "now" and not phrase:
        return _counts(wanted, sentence, found, at - 1, before)
    state = state_noun or _state_of(sentence, one, until)
    if not state and not phrase and _POINTS_BACK.search(sentence):
        state = _state(before)
    degree = _DEGREE.match(sentence, one.end, until)
    return state == wanted.state and (degree is None or stem(degree[1]) in map(stem, wanted.rest))


def _phrase_beside(sentence: str, start: int, until: int, wanted: Counted) -> tuple[tuple[str, ...], str]:
    """The noun phrase that follows a figure, "children under four" cut to its noun, and the state it names by itself."""
    words: list[str] = []
    last = start
    for match in WORD.finditer(sentence, start, until):
        if re.search(r"[^\s’'-]", sentence[last : match.start()]) or len(words) == 4:
            break
        word, last = match[0], match.end()
        state = _STATE_OF.get(stem(word))
        if state and not (not _is_plural(word) and _is_plural(_word_after(sentence, last, until))):  # "death camps"
            return (*words, word) if _is_plural(word) else tuple(words), state if not words or _is_plural(word) else ""
        if word.casefold() in STOP_WORDS or word.casefold() in _AUXILIARY or stem(word) in map(stem, wanted.rest):
            break
        words.append(word)
        if _is_plural(word) or stem(word) in _PEOPLE:
            break
    if words and not (_is_plural(words[-1]) or stem(words[-1]) in _PEOPLE) and words[-1].endswith("ed"):
        words = words[:-1]
    return tuple(words), ""


def _phrase_before(sentence: str, found: list[Figure], at: int, wanted: Counted) -> tuple[str, ...]:
    """What the figure before counts, where that is a number of something."""
    if not at or found[at - 1].unit or (wanted.noun in {"", "people"} and _direct_state(sentence[: found[at].start])):
        return ()
    phrase, state_noun = _phrase_beside(sentence, found[at - 1].end, found[at].start, wanted)
    return () if state_noun else phrase


def _toll_of(before: str) -> tuple[str, ...]:
    """Whose toll or number it is, where that is a group of people ("the death toll of aid workers")."""
    match = list(_TOLL_OF.finditer(before))
    words = [word for word in match[-1][1].split() if word.casefold() not in STOP_WORDS] if match else []
    last = next((at for at, word in enumerate(words) if _is_plural(word)), None)
    return () if last is None or _STATE_OF.get(stem(words[last])) else tuple(words[: last + 1])


def _word_after(sentence: str, start: int, until: int) -> str:
    match = WORD.match(sentence, start + 1, until)
    return match[0] if match else ""


def _same_thing(wanted: Counted, phrase: tuple[str, ...], state_noun: str) -> bool:
    """Whether a noun phrase names the wanted thing, neither more nor less narrowed."""
    if not phrase:
        return not wanted.narrowed and (not wanted.noun or stem(wanted.noun) in _PEOPLE or bool(wanted.state))
    noun, given = (
        phrase[-1],
        {stem(word) for word in phrase[:-1] if _STATE_OF.get(stem(word)) != wanted.state} - _NEUTRAL,
    )
    if given != {stem(word) for word in wanted.narrowed}:
        return False
    if state_noun and state_noun == wanted.state and _STATE_OF.get(stem(noun)):
        return not wanted.noun or stem(wanted.noun) in _PEOPLE or stem(wanted.noun) == stem(noun)
    if not wanted.noun or stem(wanted.noun) in _PEOPLE or _STATE_OF.get(stem(wanted.noun)) == wanted.state:
        return stem(noun) in _PEOPLE or stem(noun) == stem(wanted.noun)
    return stem(noun) == stem(wanted.noun) or stem(noun) in others(wanted.noun)


def _state_of(sentence: str, one: Figure, until: int) -> str:
    """The state that the words around a figure put the counted in: beside it, after it, else before it."""
    before, after = sentence[: one.start], sentence[one.end : until]
    if state := _direct_state(before):
        return state
    near = " ".join(after.split()[: REACH + 1])
    near = re.split(r"[;:]|, (?:and|but|while|when|which)\b|\bafter\b|\bwhen\b", near)[0]
    return _state(near) or _state(before, last=True)


def _direct_state(before: str) -> str:
    """The state that the word right before a figure puts the counted in: "killing 12"."""
    return _STATE_OF.get(stem(direct[1]), "") if (direct := _DIRECT.search(before)) else ""


def _state(text: str, *, last: bool = False) -> str:
    """The first state that a text names, or the last; being on a ship is none beside another ("died on the ferry")."""
    found = [_STATE_OF[form] for form in map(stem, WORD.findall(text)) if form in _STATE_OF]
    if not found:
        return "aboard" if _ABOARD.search(text) else ""
    return found[-1] if last else found[0]


def _is_plural(word: str) -> bool:
    plain = word.casefold()
    return plain in _IRREGULAR or bool(re.fullmatch(r"[a-z’'-]{3,}[^sui'’]s", plain))
