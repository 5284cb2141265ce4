"""Whether a source tells of the names of a claim: by surname, in another spelling, as acronym or demonym.

A name is borne out by its own words or by what stands for them: "Zelensky" by "Volodymyr Zelenskyy", "the ISW" by the
Institute for the Study of War, "Russian" by "Russia".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from assistant.named import Named, alike, named, same_name
from assistant.names import COUNTRY_OF, SEAT_OF, acronyms, is_country_word, long_forms, skeleton
from assistant.peoples import of_one
from assistant.wording import Span, Wording, nearest, read
from assistant.words import stem

_GENERIC = frozenset(
    """party government ministry army force forces parliament court council union city region province war street river army navy police
    department office house committee commission agency bank company group corp inc ltd university hospital school church
    club league cup game games day world north south east west northern southern eastern western""".split()
)
_DIVIDED = frozenset(("seoul", "pyongyang"))  # seats of two governments that go by one name
_LISTED = re.compile(r"(?:,| and| or|, and|, or) (?:the )?(?:[A-Z][\w’'-]+(?:,| and| or|, and|, or) (?:the )?)*")
RIVAL = 0.85  # how alike the place of another name must be for it to be the one that is told there
ENOUGH = 0.6  # how alike the place of the same name must be for no rival to matter
SHORTEST = 5  # letters of a name that an adjective is made of
_BY_WHAT_IS_DONE = {"twitter": ("tweet",)}  # where something is said, by the word for saying it there
_ADJECTIVES = ("ional", "al", "ary", "ian")
MOST_NAMES = 100  # of a source that are compared with one of a claim: no paragraph of a newspaper has as many
MARGIN = 0.2  # and by how much more alike than any place of the same name


def unborne(claim: Wording, source: Wording, context: str) -> Iterator[Span]:
    """The names of a claim that neither the source nor its context tells of, or in whose place the source names another."""
    told = (source, read(context)) if context else (source,)
    for one in named(claim):
        if _is_told(claim, one, told):
            if _is_mixed(one, source) or _has_rival(claim, one, source):
                yield one.start, one.end
        elif not one.opens or _is_of_countries(one) or _has_rival(claim, one, source):
            yield one.start, one.end


def _is_told(claim: Wording, one: Named, told: Sequence[Wording]) -> bool:
    """Whether texts have a name, by its words or by its first letters."""
    words = [claim.tokens[at] for at in claim.between(one.start, one.end)]
    named_words = [word for word in words if word.text[0].isupper() and word.plain not in _GENERIC]
    if all(any(word.stem in text.stems or _holds(text, word.text) for text in told) for word in named_words):
        return True
    return any(not acronyms(" ".join(one.words)).isdisjoint(_short_forms(text)) for text in told)


@functools.lru_cache(maxsize=8192)
def _holds(wording: Wording, word: str) -> bool:
    """Whether a word of a name stands in a text, in its own or another form.

    >>> told = read("Volodymyr Zelenskyy met Russians from the Institute for the Study of War.")
    >>> [_holds(told, word) for word in ("Zelensky", "Russia", "ISW", "Moscow", "Orr")]
    [True, True, True, True, False]
    """
    if stem(word) in wording.stems:
        return True
    plain = word.casefold().replace(".", "").replace("’", "'").removesuffix("'s")
    plain = re.sub(r"(?<=\d)s$", "", plain)  # "F16s"
    country = COUNTRY_OF.get(plain, "")
    seats = _seats(country or SEAT_OF.get(plain, ""))  # the Kremlin for Moscow
    forms = {
        stem(plain),
        _stem_of_country(SEAT_OF.get(plain, plain)),
        *(map(stem, seats) if country or plain not in _DIVIDED else ()),
    }
    if forms & wording.stems or {plain, country} & acronyms(wording.text):
        return True
    if any(stem(form) in wording.stems for form in _of_it(plain)):
        return True
    if len(plain) > 4 and skeleton(plain) in _shapes(wording):
        return True
    return word[:1].isupper() and any(of_one(plain, name) for name in _large(wording))


@functools.lru_cache(maxsize=256)
def _large(wording: Wording) -> frozenset[str]:
    """The capitalised words of a text, in lower case and without what makes them another's."""
    return frozenset(one.plain.replace(".", "").removesuffix("'s") for one in wording.tokens if one.text[0].isupper())


def _of_it(name: str) -> Iterator[str]:
    """A name as an adjective, or what an adjective is made of ("congressional" and "congress"), or what is done there."""
    yield from _BY_WHAT_IS_DONE.get(name, ())
    for ending in _ADJECTIVES if len(name) >= SHORTEST else ():
        yield name + ending
        if len(name) - len(ending) >= SHORTEST and name.endswith(ending):
            yield name.removesuffix(ending)


def _stem_of_country(word: str) -> str:
    """The stem of a country's name, which "us" is here and no pronoun."""
    return stem("US") if word == "us" else stem(word)


@functools.cache
def _seats(country: str) -> tuple[str, ...]:
    return tuple(seat for seat, of in SEAT_OF.items() if of == country)


@functools.lru_cache(maxsize=256)
def _shapes(wording: Wording) -> frozenset[str]:
    """What the spellings of the capitalised words of a text have in common with others of the same."""
    return frozenset(skeleton(one.text) for one in wording.tokens if len(one.text) > 4 and one.text[0].isupper())


@functools.lru_cache(maxsize=256)
def _short_forms(wording: Wording) -> frozenset[str]:
    """The words in capitals of a text, in lower case and without points."""
    large = (one.text.replace(".", "") for one in wording.tokens if one.text[0].isupper())
    return frozenset(word.casefold() for word in large if word.isupper())


def _is_mixed(one: Named, source: Wording) -> bool:
    """Whether a claim gives a surname of the source another first name than the source does."""
    if len(one.words) != 2 or " ".join(one.words) in source.text or any(map(is_country_word, one.words)):
        return False
    full = [other for other in named(source) if len(other.words) == 2 and alike(other.words[-1], one.words[-1])]
    return bool(full) and not any(alike(other.words[0], one.words[0]) for other in full)


def _has_rival(claim: Wording, one: Named, source: Wording) -> bool:
    """Whether the source has another name in the place where the claim has this one."""
    words = {stem(word) for word in one.words}
    fits = nearest(claim, one, source, [token for token in source.tokens if token.stem in words][:MOST_NAMES])
    if fits >= ENOUGH:
        return False
    told = named(source)[:MOST_NAMES]
    spelt = _spelt_out(one, source)
    same = [other for other in told if same_name(one, other) or any(start <= other.start < end for start, end in spelt)]
    fits, country = max(fits, nearest(claim, one, source, same)), _is_of_countries(one)
    if fits >= ENOUGH:
        return False
    rivals = [other for other in told if other not in same and _is_of_countries(other) == country]
    return any(
        nearest(claim, one, source, [other]) >= max(RIVAL, fits + MARGIN)
        and not any(_in_one_list(source, other, each) for each in same)
        for other in rivals
    )


def _spelt_out(one: Named, source: Wording) -> list[Span]:
    """Where a source has the long form of a name that is an acronym."""
    short = "".join(one.words).casefold().replace(".", "")
    return [place for place, acronyms_of in long_forms(source.text) if short in acronyms_of]


def _in_one_list(source: Wording, one: Named, other: Named) -> bool:
    """Whether two names follow each other in a list ("Lysychansk and Severodonetsk"), whose order says nothing."""
    first, second = sorted((one, other), key=lambda each: each.start)
    return bool(_LISTED.fullmatch(source.text, first.end, second.start))


def _is_of_countries(one: Named) -> bool:
    return any(is_country_word(word) for word in one.words)
