"""What a question asks for: its content words, its names, and the kind of thing that would answer it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.kinds import Kind, kind_of
from assistant.words import content_words, names

LONGEST_QUESTION = 4000
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_COUNTED = re.compile(r"\b(?:how many|(?:number|amount) of) (?:(?:more|other|new|the|of) )*((?:\w+ )?\w+)", re.I)
# What only says which kind of thing is asked for: no text that answers need hold it.
_ASKING = re.compile(
    r"\bhow (?:long|far|old|big|large|high|tall|fast|often|late|soon|wide|deep|heavy)\b|\bhow much money\b|"
    r"\b(?:what|which)(?:['’]s| is| was| are| were)?(?: the)? (?:exact )?(?:full )?(?:names?|days?|dates?|time|hours?|years?|months?|number|amount|share|"
    r"percentage|proportion|sum|place|reasons?|causes?|grounds?)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what was read out of it; `counted` is the thing whose number is asked for, or ""."""

    text: str
    words: tuple[str, ...]
    names: tuple[str, ...]
    kind: Kind
    counted: str = ""

    @property
    def name_words(self) -> frozenset[str]:
        """The content words that its names are made of."""
        return frozenset(word for name in self.names for word in content_words(name))


def asked_text(text: str) -> str:
    r"""A question as it is read: without the tags of a page that it was pasted from, spaces single, no longer than allowed.

    >>> asked_text('Who runs <a href="https://example.org/">Eskle\n Water</a>?')
    'Who runs Eskle Water?'
    """
    return " ".join(_TAG.sub("", text).split())[:LONGEST_QUESTION]


def understood(text: str) -> Question:
    """What a question asks for.

    >>> understood("How many people were ill?").counted
    'people'
    """
    counted = _COUNTED.search(text)
    words = content_words(counted[1]) if counted else ()
    return Question(text, content_words(_ASKING.sub(" ", text)), names(text), kind_of(text), words[0] if words else "")


def subject(question: Question) -> str:
    """What a question asks about, in its own words.

    >>> subject(understood("How many people marched in Sarnholt?"))
    'people marched in Sarnholt'
    """
    text = re.sub(r"^\W*(?:by )?how (?:many|much)\s+", "", question.text, flags=re.I)
    return text.rstrip(" ?.!")[:120]
