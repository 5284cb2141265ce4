"""What a question asks for: its content words, its names, and the kind of thing that would answer it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.kinds import Kind, kind_of
from assistant.phrasal import plainly
from assistant.words import content_words, names

LONGEST_QUESTION = 4000
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
# Pictographs with what joins and colours them: no words, however they are typed into a question.
_PICTOGRAPHS = r"(?:[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0f\u200d]*)+"
_GREETING = re.compile(
    r"(?:(?:hi|hello|hey|howdy|greetings|good (?:morning|afternoon|evening|day)|thanks?|thank you|bye|goodbye)\b"
    r"(?: (?:there|all|everyone|again|very much|a lot))?[\s!.,?]*)+",
    re.I,
)
_COUNTED = re.compile(r"\b(?:how many|(?:number|amount) of) (?:(?:more|other|new|the|of) )*((?:\w+ )?\w+)", re.I)
# What only says which kind of thing is asked for: no text that answers need hold it.
_ASKING = re.compile(
    r"\bhow (?:long|far|big|large|high|often|late|soon)\b|\bhow much money\b|"
    r"\b(?:what|which)(?:['’]s| is| was| are| were)?(?: the)? (?:exact )?(?:full )?(?:names?|days?|dates?|time|hours?|years?|months?|number|amount|share|"
    r"percentage|proportion|sum|place|reasons?|causes?|grounds?)\b",
    re.I,
)
# Verbs, particles and words for a time that say too little to be borne out; what was said may be told by any verb of saying.
_SAYS_LITTLE = re.compile(
    r"\b(?:yesterday|last|next|this|that|(?:mon|tues|wednes|thurs|fri|satur|sun)day) (?:morning|afternoon|evening|night|week|weekend|month)\b|"
    r"\b(?:went|gone|goes|came|coming|put|puts|putting|set|sets|turn|turns|turned|back|down|across|away|along|still|yet|due|able|next|last|"
    r"following|earlier|later|so far|currently|exactly|actually|really)\b",
    re.I,
)
_TELLS = re.compile(
    r"\b(?:announced?|alleged?|react(?:ed)?|respond(?:ed)?|comment(?:ed)?|told|claim(?:ed)?|suggest(?:ed)?|argued?|describe[ds]?)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what was read out of it; `counted` is the thing whose number is asked for, or "", `day` when it is asked."""

    text: str
    words: tuple[str, ...]
    names: tuple[str, ...]
    kind: Kind
    counted: str = ""
    day: date | None = None

    @property
    def name_words(self) -> frozenset[str]:
        """The content words that its names are made of."""
        return frozenset(word for name in self.names for word in content_words(name))


def asked_text(text: str) -> str:
    r"""A question as it is read: without pictographs and the tags of a page it was pasted from, spaces single, no longer than allowed.

    >>> asked_text('Who runs <a href="https://example.org/">Eskle\n Water</a>?')
    'Who runs Eskle Water?'
    """
    plain = " ".join(_TAG.sub("", text).split())
    worded = re.sub(rf" ?{_PICTOGRAPHS} ?([?!.,]?)", lambda match: match[1] or " ", plain)
    return (" ".join(worded.split()) or plain)[:LONGEST_QUESTION]


def asks_nothing(text: str) -> bool:
    """Whether a text has no word, or is no more than a greeting.

    >>> asks_nothing("???"), asks_nothing("Hello!"), asks_nothing("Hello, who won?")
    (True, True, False)
    """
    return not re.search(r"\w", text) or bool(_GREETING.fullmatch(text.strip()))


def understood(text: str, day: date | None = None) -> Question:
    """What a question asks for that is asked on a day.

    >>> understood("How many people were ill?").counted
    'people'
    """
    counted = _COUNTED.search(text)
    things = content_words(counted[1]) if counted else ()
    plain = [
        word
        for word in things
        if not re.search(rf"\b(?:{re.escape(word.capitalize())}|{re.escape(word.upper())})\b", text)
    ]  # "Hollmere patients", "US soldiers"
    return Question(text, _to_bear_out(text), names(text), kind_of(text), next(iter((*plain, *things)), ""), day)


def _to_bear_out(text: str) -> tuple[str, ...]:
    """The words of a question that an answer has to bear out; all its content words where hardly any other is left."""
    found = content_words(_SAYS_LITTLE.sub(" ", _ASKING.sub(" ", plainly(text))))
    if kind_of(text) == "statement":
        found = tuple(word for word in found if not _TELLS.fullmatch(word))
    return found or content_words(text)


def subject(question: Question) -> str:
    """What a question asks about, in its own words.

    >>> subject(understood("How many people marched in Sarnholt?"))
    'people marched in Sarnholt'
    """
    text = re.sub(r"^\W*(?:by )?how (?:many|much)\s+", "", question.text, flags=re.I)
    return text.rstrip(" ?.!")[:120]
