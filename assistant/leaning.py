"""Questions that name nothing of their own, completed by what a conversation is about: "Was anyone hurt?", "What are the causes?"."""

from __future__ import annotations

import re

from assistant.kinds import TIME
from assistant.pronouns import EMPTY
from assistant.topics import PRONOUN
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
    r"\b(?:did|does|do)\b|\b(?:important|famous|possible|common|available|reliable|big|old|long|take place|\w+ed|\w+ing)$",
    re.I,
)
_GOES_ON = re.compile(r"^(?:and|but|so) (?:then )?(?:who|what|which|when|where|how|why)\b", re.I)
# What points back though it names nothing ("Who was in charge then?"), and whom an event befell, asked where only one can be meant.
_BACK = re.compile(
    r" (?:instead|then|afterwards?|in (?:return|response|exchange)|as a result|at the time|since then)$", re.I
)
_ANY = re.compile(
    r"^(?:(?:and|but|so) )?(?:(?:is|are|was|were) there any|(?:was|were|did|has|have|had) any(?:one|body)?)\b", re.I
)
_BEFELL = re.compile(
    r"^(?:(?:and|but|so) )?(?:who|whom|what|when|where|why|how|how many|did|was|were|has|have|had)\b.*?"
    r"\b(?:did|was|were|has|have|had|died|fell|won|lost|left|\w+ed)\b"
    r"|^(?:(?:and|but|so) )?(?:how many (?:people|others|men|women|children) (?:are|remain)|who (?:is|are) (?:responsible|to blame|involved|affected|behind))\b"
    r"|^(?:(?:and|but|so) )?what (?:do|does|did|have|has) (?:the )?(?!(?:you|we|they|he|she|it|this|that)\b)\w+ (?:say|said|think|want|demand|answer)$",
    re.I,
)
_ANYBODY = frozenset({"people", "others", "men", "women", "children"})
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
    known = set(content_words(thing.casefold())) & set(content_words(plain.casefold()))
    if _is_of_something(plain) and not known:
        return _beside(question, plain, thing)
    definite = (about and not _OF.search(about)) or (
        leans(plain) and not _OF.search(plain) and len(content_words(plain)) <= MOST_WORDS
    )
    if not definite or known or EMPTY.match(plain) or re.search(r"\b(?:for|of|in|on|at|to|with|about|from)$", plain):
        return ""
    return _with_thing(question, plain, thing)


def _is_of_something(plain: str) -> bool:
    """Whether a question says too little to be about anything but what was spoken of.

    >>> [_is_of_something(one) for one in ("Was anyone hurt", "Who died", "Who died yesterday", "Who opened the quay")]
    [True, True, False, False]
    """
    words = set(content_words(_BACK.sub("", plain)))
    if _BACK.search(plain):
        return len(words) <= MOST_WORDS
    if TIME.search(plain) or PRONOUN.search(_ANY.sub("", plain)):
        return False
    return (
        len(words) <= FEW_WORDS
        if _ANY.match(plain)
        else _BEFELL.match(plain) is not None and len(words - _ANYBODY) <= 1
    )


def _with_thing(question: str, plain: str, thing: str) -> str:
    """A question with the thing that it is about behind it: "of" that where a noun stands at its end, else in brackets."""
    belongs = not (_OF.search(plain) or _ENDS_OTHERWISE.search(plain))
    return f"{plain} of {thing}{question[len(plain) :]}" if belongs else _beside(question, plain, thing)


def _beside(question: str, plain: str, thing: str) -> str:
    return f"{plain} ({thing}){question[len(plain) :]}"
