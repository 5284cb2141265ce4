"""Words as retrieval and scoring see them: content words, their stems, and names."""

from __future__ import annotations

import functools
import re

from assistant.names import COUNTRY_OF

WORD = re.compile(r"\w+(?:[.'’]\w+)*", re.UNICODE)
_CAPITALISED = r"(?:[A-Z][\w’'-]*|(?:[A-Z]\.){2,})"
NAME = re.compile(rf"{_CAPITALISED}(?:[ -](?:{_CAPITALISED}|(?:of|de|van|von|al|bin|the)(?= [A-Z])))*")

_STOP = """
yesterday today tonight tomorrow ago kind sort mean means meaning rest thing everyone everybody somebody a about after again all also am an and any anyone anything are aren't as at be been before being believe believes
but by came can can't come comes could couldn't did didn't do does doesn't doing don't during each else ever few for
from further get gets give given go going got had happen happened happens has have haven't having he her here hers
him his how i if in into is isn't it it's its just know let like made make many may me might mine more most much
must my no nor not now of off on once one only or other our out over own place placed please said same say saying
says shall she should so some someone something speak spoke spoken such take taken takes talk tell than that that's
the their them then there these they thing think thinks this those thought through to too took under until up upon
us very was wasn't we were what what's when where which while who whom whose why will with within won't would yes
you your
"""
STOP_WORDS = frozenset(_STOP.split())
# Words that open a question and are capitalised only for that.
_OPENING = """
A According An And Are At But By Can Could Describe Did Do Does Explain Give Had Has Have How I In Is List Name On
Please Should Show So Summarise Summarize Tell The Was Were What When Where Which Who Whom Whose Why Will Would
"""
_OPENERS = frozenset(_OPENING.split())


@functools.cache
def _stemmer():  # type: ignore[no-untyped-def]
    import Stemmer

    return Stemmer.Stemmer("english")


_DATE_WORDS = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday".split()
)


@functools.lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a word, British and American spellings alike.

    >>> stem("criticised") == stem("criticized") == stem("criticizes")
    True
    >>> stem("us") == stem("U.S.")
    False
    """
    if word == "us":  # the pronoun
        return "us."
    word = word.casefold().replace("’", "'").removesuffix("'s").replace(".", "")
    word = COUNTRY_OF.get(word, word)
    word = re.sub(r"is(e|es|ed|ing|ation|ations)$", r"iz\1", word) if len(word) > 6 else word
    return str(_stemmer().stemWord(word))


def stems(text: str) -> frozenset[str]:
    """The stems of all words of a text."""
    return frozenset(stem(word) for word in WORD.findall(text))


def is_date_word(word: str) -> bool:
    """Whether a word is a month, a day of the week or a year."""
    return word.casefold() in _DATE_WORDS or bool(re.fullmatch(r"(?:19|20)\d\d", word))


def content_words(text: str) -> tuple[str, ...]:
    """The words of a text that carry meaning, in order, each once.

    >>> content_words("Who are the envoys to the talks?")
    ('envoys', 'talks')
    """
    found: dict[str, str] = {}
    for word in WORD.findall(text):
        plain = word.casefold().replace("’", "'")
        bare = plain.removesuffix("'s")
        stops = plain in STOP_WORDS or bare in STOP_WORDS or plain.endswith("n't")
        if (not stops or word == "US") and (len(bare) > 1 or bare.isdigit()):
            found.setdefault(stem(bare), bare)
    return tuple(found.values())


@functools.lru_cache(maxsize=16_384)
def content_stems(text: str) -> frozenset[str]:
    """The stems of the words of a text that carry meaning.

    >>> sorted(content_stems("Who are the envoys to the talks?"))
    ['envoy', 'talk']
    """
    return frozenset(stem(word) for word in content_words(text))


def _is_no_name(name: str) -> bool:
    """Whether a capitalised phrase names nothing: a day, a month, or a stop word."""
    return name.casefold() in STOP_WORDS or all(is_date_word(word) for word in name.split())


def names(text: str) -> tuple[str, ...]:
    """The capitalised names of a text, without the word that opens the sentence unless it is part of a name.

    >>> names("What did President Sol Arden say in Port Vale?")
    ('President Sol Arden', 'Port Vale')
    """
    found = []
    for match in NAME.finditer(text):
        parts = match[0].split(" ")
        while parts and parts[0] in _OPENERS:
            parts = parts[1:]
        name = " ".join(parts).removesuffix("'s").removesuffix("’s")
        if name and not _is_no_name(name):
            found.append(name)
    return tuple(dict.fromkeys(found))
