"""The names of a claim, and whether its source tells of the same: by surname, in another spelling, as acronym or demonym.

A name is borne out by its own words or by what stands for them: "Zelensky" by "Volodymyr Zelenskyy", "the ISW" by the
Institute for the Study of War, "Russian" by "Russia". Titles and what opens a sentence are no part of a name.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.names import COUNTRY_OF, SEAT_OF, acronyms, is_country_word, skeleton
from assistant.thesaurus import others
from assistant.wording import SHORT, Span, Wording, nearest, read
from assistant.words import STOP_WORDS, WORD, is_date_word, stem

_CAPITALISED = r"(?:(?:[A-Z]\.){2,}|[A-Z](?:[a-z]{1,2}[A-Z])?[\w’'‑]*(?:-[A-Z]\w*)*)"
_NAME = re.compile(rf"(?<![\w’'-]){_CAPITALISED}(?:(?: (?:of|de|der|van|von|al|bin|for|the) |[ ]){_CAPITALISED})*")
TITLES = frozenset(
    """president vice prime minister foreign defence defense finance interior chancellor secretary senator governor mayor general
    king queen prince princess chief judge captain colonel major dr mr mrs ms miss professor sir lord lady dame director pope ambassador spokesman
    spokeswoman spokesperson representative congressman congresswoman commissioner inspector sergeant lt gen col sen rep gov prof lieutenant
    admiral first deputy former leader st saint the a an rev reverend father archbishop bishop chairman chairwoman chair head
    kremlin-appointed premier emir sheikh sheikha crown speaker attorney""".split()
)
_GENERIC = frozenset(
    """party government ministry army force forces parliament court council union city region province war street river army navy police
    department office house committee commission agency bank company group corp inc ltd university hospital school church
    club league cup game games day world north south east west northern southern eastern western""".split()
)
_OPENERS = frozenset(
    """police people parliament congress nobody somebody everyone staff crews? media state local once early late later earlier despite
    although though since because whether together following amid among between under apart according both several two three four five
    six seven eight nine ten government meanwhile however also even still yet last next thousands hundreds dozens each every another
    never neither nor half around nearly almost about fewer less least up down""".split()
)
_PLURAL = re.compile(r"\w{2,}(?:ists|ors|[a-z]ers|ians|men|ings|ments|tions|ties|ives|ants|ents|als|ly)$")
_LISTED = re.compile(r"(?:,| and| or|, and|, or) (?:the )?(?:[A-Z][\w’'-]+(?:,| and| or|, and|, or) (?:the )?)*")
RIVAL = 0.75  # how alike the place of another name must be for it to be the one that is told there
ENOUGH = 0.6  # how alike the place of the same name must be for no rival to matter
MARGIN = 0.2  # and by how much more alike than any place of the same name


Word = tuple[str, int, int]  # as written, where it begins and ends


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text: its place without titles, its words, and whether it may only be the word that opens a sentence."""

    start: int
    end: int
    words: tuple[str, ...]
    opens: bool = False


@functools.lru_cache(maxsize=256)
def named(wording: Wording) -> tuple[Named, ...]:
    """The names of a text, in order, those on the two sides of a title apart.

    >>> from assistant.wording import read
    >>> [one.words for one in named(read("Estian President Ada Hale met Mr Orr in New Eskle."))]
    [('Estian',), ('Ada', 'Hale'), ('Orr',), ('New', 'Eskle')]
    """
    return tuple(one for match in _NAME.finditer(wording.text) for one in _names(wording, match))


def _names(wording: Wording, match: re.Match[str]) -> Iterator[Named]:
    words: list[Word] = []
    opening = _is_opening(wording, match.start())
    for found in WORD.finditer(wording.text, *match.span()):
        word = found[0], *found.span()
        if _is_title(found[0]):
            yield from _one(wording, words)
            words = []
        elif not (opening and found.start() == match.start() and _only_opens(found[0])):
            words.append(word)
    yield from _one(wording, words)


def _one(wording: Wording, words: list[Word]) -> Iterator[Named]:
    """The name that some words are, without the small words at its edges."""
    if not words:
        return
    words = [word for word in words if word[0].casefold() not in {"of", "for", "the"}]
    if not words or all(_no_name(word) for word, _, _ in words):
        return
    bare = tuple(re.sub(r"[’']s?$", "", word) if word[-1] in "s’'" else word for word, _, _ in words)
    start, end = words[0][1], words[-1][2] - (len(words[-1][0]) - len(bare[-1]))
    short = SHORT.get(" ".join(bare).casefold())
    bare = (short,) if short else bare
    yield Named(start, end, bare, len(words) == 1 and _is_opening(wording, start))


def _is_opening(wording: Wording, start: int) -> bool:
    """Whether a place opens a sentence or a quotation."""
    before = wording.text[:start].rstrip()
    return wording.sentence_at(start)[0] == start or not before or before[-1] in "\"“‘'`:(-–—"


@functools.lru_cache(maxsize=20_000)
def _only_opens(word: str) -> bool:
    """Whether the first word of a sentence is capitalised only for that: what follows it is a name of its own."""
    plain = _bare(word)
    if plain in STOP_WORDS or plain in _OPENERS:
        return True
    return not is_country_word(word) and bool(_PLURAL.match(word) or others(plain))


def _bare(word: str) -> str:
    return re.sub(r"[’'](?:s|ll|re|ve|d|m)?$", "", word).casefold()


@functools.lru_cache(maxsize=20_000)
def _is_title(word: str) -> bool:
    return word.casefold().rstrip(".") in TITLES


@functools.lru_cache(maxsize=20_000)
def _no_name(word: str) -> bool:
    return _bare(word) in STOP_WORDS - {"us"} or word == "I" or is_date_word(word) or word.isdigit()


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What a text bears out of names: its words' stems, its acronyms, the shapes of its capitalised words."""

    stems: frozenset[str]
    acronyms: frozenset[str]
    shapes: frozenset[str]
    short: frozenset[str]

    @classmethod
    def of(cls, wording: Wording) -> Known:
        """What a text bears out of names."""
        large = [token.text for token in wording.tokens if token.text[0].isupper()]
        return cls(
            wording.stems,
            acronyms(wording.text),
            frozenset(skeleton(word) for word in large if len(word) > 4),
            frozenset(word.replace(".", "").casefold() for word in large if word.replace(".", "").isupper()),
        )

    def holds(self, word: str) -> bool:
        """Whether a word of a name stands there, in its own or another form.

        >>> from assistant.wording import read
        >>> known = Known.of(read("Volodymyr Zelenskyy met Russians from the Institute for the Study of War."))
        >>> [known.holds(word) for word in ("Zelensky", "Russia", "ISW", "Moscow", "Orr")]
        [True, True, True, True, False]
        """
        plain = word.casefold().replace(".", "").replace("’", "'").removesuffix("'s")
        plain = re.sub(r"(?<=\d)s$", "", plain)  # "F16s"
        if (
            stem(word) in self.stems
            or stem(plain) in self.stems
            or plain in self.acronyms
            or COUNTRY_OF.get(plain, "") in self.acronyms
        ):
            return True
        if _country_stem(SEAT_OF.get(plain, plain)) in self.stems:
            return True
        country = COUNTRY_OF.get(plain)
        if country and any(stem(seat) in self.stems for seat, of in SEAT_OF.items() if of == country):
            return True
        return len(plain) > 4 and skeleton(plain) in self.shapes


def _country_stem(word: str) -> str:
    """The stem of a country's name, which "us" is here and no pronoun."""
    return stem("US") if word == "us" else stem(word)


def same_name(one: Named, other: Named) -> bool:
    """Whether two names may be of the same: every word of the shorter one is one of the longer one's."""
    few, many = (one, other) if len(one.words) <= len(other.words) else (other, one)
    return all(any(alike(word, other_word) for other_word in many.words) for word in few.words)


def alike(one: str, other: str) -> bool:
    """Whether two words may name the same: one stem, one country, or two spellings of one name."""
    return not _keys(one).isdisjoint(_keys(other))


@functools.lru_cache(maxsize=50_000)
def _keys(word: str) -> frozenset[str]:
    """What a word of a name has in common with all others that may name the same."""
    plain = word.casefold().replace(".", "")
    found = {stem(word), f"country {SEAT_OF.get(plain, COUNTRY_OF.get(plain, plain))}"}
    return frozenset(found | {f"shape {skeleton(word)}"} if len(word) > 4 else found)


def unborne(claim: Wording, source: Wording, context: str) -> Iterator[Span]:
    """The names of a claim that neither the source nor its context tells of, or in whose place the source names another."""
    mine = named(claim)
    if not mine:
        return
    known, theirs = Known.of(source), named(source)
    around = Known.of(read(context)) if context else None
    for one in mine:
        if _is_told(one, known, around):
            if _is_mixed(one, theirs) or _has_rival(claim, one, source, theirs):
                yield one.start, one.end
        elif not one.opens or _is_certain(claim, one, source, theirs):
            yield one.start, one.end


def _is_told(one: Named, known: Known, around: Known | None) -> bool:
    letters = acronyms(" ".join(one.words))
    if letters & known.short or (around and letters & around.short):
        return True
    return all(
        word.casefold() in _GENERIC or known.holds(word) or (around is not None and around.holds(word))
        for word in one.words
    )


def _is_mixed(one: Named, theirs: Sequence[Named]) -> bool:
    """Whether a claim gives a surname of the source another first name that the source gives somebody else."""
    if len(one.words) != 2 or any(is_country_word(word) for word in one.words):
        return False
    full = [other for other in theirs if len(other.words) == 2 and alike(other.words[-1], one.words[-1])]
    return bool(full) and not any(alike(other.words[0], one.words[0]) for other in full)


def _has_rival(claim: Wording, one: Named, source: Wording, theirs: Sequence[Named]) -> bool:
    """Whether the source has another name in the place where the claim has this one."""
    words = {stem(word) for word in one.words}
    fits = nearest(claim, one, source, [token for token in source.tokens if token.stem in words])
    if fits >= ENOUGH:
        return False
    same = [other for other in theirs if same_name(one, other)]
    fits, country = max(fits, nearest(claim, one, source, same)), _is_of_countries(one)
    if fits >= ENOUGH:
        return False
    rivals = [other for other in theirs if other not in same and _is_of_countries(other) == country]
    return any(
        nearest(claim, one, source, [other]) >= max(RIVAL, fits + MARGIN)
        and not any(_in_one_list(source, other, each) for each in same)
        for other in rivals
    )


def _in_one_list(source: Wording, one: Named, other: Named) -> bool:
    """Whether two names follow each other in a list ("Lysychansk and Severodonetsk"), whose order says nothing."""
    first, second = sorted((one, other), key=lambda each: each.start)
    return bool(_LISTED.fullmatch(source.text, first.end, second.start))


def _is_certain(claim: Wording, one: Named, source: Wording, theirs: Sequence[Named]) -> bool:
    """Whether the single word that opens a sentence is a name beyond doubt."""
    return _is_of_countries(one) or _has_rival(claim, one, source, theirs)


def _is_of_countries(one: Named) -> bool:
    return any(is_country_word(word) for word in one.words)
