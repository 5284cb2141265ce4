"""Questions that name nothing of their own, completed by what a conversation is about: "Was anyone hurt?", "What are the causes?"."""

from __future__ import annotations

import re

from assistant.kinds import TIME
from assistant.pronouns import EMPTY
from assistant.words import content_words, names

# A definite thing, or how many there are of something, in a question that names nothing of its own.
_LEANS = re.compile(
    r"^(?:what|which|how (?:many|much|reliable|big|old|long|common|do|did|does|are|is)|why|when|where|who|are|is|were|was|did|does|do) .*?"
    r"\b(?:the|any|some|other|related|types?|kinds?|examples?|important|main|famous|possible|common|available|ones?)\b",
    re.I,
)
_OF = re.compile(
    r"(?<!some )(?<!any )(?<!\ball )\b(?:of|for|between|about|to|on|in|from|by|at|with|than|during) (?:the |a |an )?\w{3,}",
    re.I,
)
_ENDS_OTHERWISE = re.compile(
    r"\b(?:important|famous|possible|common|available|reliable|big|old|long|take place|\w+ed|\w+ing)$", re.I
)
_GOES_ON = re.compile(r"^(?:and|but|so) (?:then )?(?:who|what|which|when|where|how|why)\b", re.I)
FEW_WORDS = 2  # content words up to which a question that goes on with "and" leans
MOST_WORDS = 3  # and up to which any other does


def leans(question: str) -> bool:
    """Whether a question speaks of a definite thing, or of some of several, as one that is known.

    >>> leans("What are the main causes?"), leans("What is copper?")
    (True, False)
    """
    return _LEANS.match(question) is not None


def completed(question: str, thing: str, about: str = "") -> str:
    """The question with the thing that it leans on; "" where it leans on none. `about` is what "what about …?" asks for.

    >>> completed("What are the main causes?", "the Karsk dispute")
    'What are the main causes of the Karsk dispute?'
    """
    plain = question.rstrip("?.! ")
    if names(plain):
        return ""
    if _GOES_ON.match(plain) and len(content_words(plain)) <= FEW_WORDS:
        return _with_thing(question, plain, thing)
    definite = (about and not _OF.search(about)) or (
        leans(plain) and not _OF.search(plain) and len(content_words(plain)) <= MOST_WORDS
    )
    known = set(content_words(thing.casefold())) & set(content_words(plain.casefold()))
    if not definite or known or EMPTY.match(plain) or re.search(r"\b(?:for|of|in|on|at|to|with|about|from)$", plain):
        return ""
    return _with_thing(question, plain, thing)


def _with_thing(question: str, plain: str, thing: str) -> str:
    """A question with the thing that it is about behind it: "of" that where a noun stands at its end, else in brackets."""
    belongs = not (_OF.search(plain) or _ENDS_OTHERWISE.search(plain))
    return plain + (f" of {thing}" if belongs else f" ({thing})") + question[len(plain) :]
