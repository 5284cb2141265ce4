"""The names that two aligned sentences have in each other's place: who did it, and who said it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from assistant.alignment import Alignment, Otherwise, place_of, same_word
from assistant.named import TITLES, named
from assistant.names import acronyms, is_country_word
from assistant.thesaurus import others
from assistant.told_speakers import attributed, quoted_of_two
from assistant.wording import Span, Token, Wording
from assistant.words import is_date_word
from ingest.articles import Article, Paragraph

OFFICES = frozenset("house minority majority whip spokesperson gop republican democrat democratic".split())
MOST_LEFT = 2  # words without a counterpart that a sentence may have beside one in which two names have changed places
CAPITALS = 0.8  # the share of words with a capital from which a text is a headline
PREFIX = 3  # letters that may stand for a longer name that begins so
SHORT = 4  # letters that what is cut short has fewer than ("Ft.")
_MARK = re.compile(r"[,;:()–—\"“”]")
_ASIDE = re.compile(r", (?:who|whose|which|an?|the|his|her|\d+)\b[^.;:!?]*,$")
_OPENED = re.compile(r"[.!?…:][\"“”'’)]*\s+[\"“‘'(]?$|(?:^|\s)[\"“‘'(–—-]+\s?$")
_PUT_IN = re.compile(r"\[$")  # by an editor: "[Orr] said"
_OFFICE = re.compile(r"(?:[A-Z]\.){2,}")
_INSIDE = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]*\w")
_LOWER = re.compile(r"\b[a-z][\w’'-]*\w")
_ABBREVIATED = re.compile(r"\b[A-Z][a-z]{1,4}\.\s+$")  # "Sen. Orr"
_PARTICLES = frozenset("von van der den de del la le al el bin".split())
_TELLING = frozenset("by not from to against of with".split())  # small words that tell who does it to whom


def people(found: Alignment, articles: tuple[Article, Article]) -> Iterator[Otherwise]:
    """Who is another in each of two sentences of two articles: those who speak, and all others who are named."""
    quoted = [*quoted_of_two(found)]
    if quoted:
        return iter(quoted)
    told = [*_replaced(found, articles)] or [*_exchanged(found)]
    return attributed(found, told) if told else iter(())


def _replaced(found: Alignment, articles: tuple[Article, Article]) -> Iterator[Otherwise]:
    """The names that stand in each other's place and cannot be of the same."""
    if not all(
        any(w.tokens[at].text[0].isupper() for at in at_left)
        for w, at_left in zip((found.one, found.other), found.left, strict=True)
    ):
        return
    sides = [
        (gap, _large(found.one, gap.one, found.left[0]), _large(found.other, gap.other, found.left[1]))
        for gap in found.gaps
        if gap.replaces
    ]
    sides = [(gap, mine, theirs) for gap, mine, theirs in sides if mine and theirs]
    if not sides or is_headline(found.one) or is_headline(found.other):
        return
    known = [[(one.start, one.end) for one in named(wording)] for wording in (found.one, found.other)]
    for gap, mine, theirs in sides:
        are = _are_names(mine, known[0]), _are_names(theirs, known[1])
        if not any(are) or not gap.whole or _may_be_one(found, mine, theirs) or _stands_for_somebody(mine, theirs):
            continue
        if _is_first_name(found.one, mine, gap.one) or _is_first_name(found.other, theirs, gap.other):
            continue
        told = _positions(found.one, mine), _positions(found.other, theirs)
        sure = _is_sure(found.one, mine[0], articles[0]) and _is_sure(found.other, theirs[0], articles[1])
        ends = _ends_name(found.one, told[0]) or _ends_name(found.other, told[1])
        cut = _is_cut(found.one, told[0], found.left[0]) and _is_cut(found.other, told[1], found.left[1])
        doubtful = not all(are) or not sure or ends or cut or _are_unlike(mine, theirs)
        beside = _with_aside(found.one, told[0], gap.one), _with_aside(found.other, told[1], gap.other)
        yield Otherwise("actor", _place(mine), _place(theirs), beside, doubtful)


@functools.lru_cache(maxsize=8192)
def is_headline(wording: Wording) -> bool:
    """Whether nearly all words of a text without an end mark are capitalised, so that names cannot be told by it."""
    if wording.text.rstrip("\"”’'")[-1:] in ".!?…":
        return False
    words = [token for token in wording.tokens if token.content and not token.plain[0].isdigit()]
    return sum(token.text[0].isupper() for token in words) >= CAPITALS * len(words)


def _is_first_name(wording: Wording, tokens: Sequence[Token], positions: range) -> bool:
    """Whether words of a stretch are only the beginning of a name whose end both texts have ("Liz" of "Liz Orr")."""
    after = positions.stop
    if after >= len(wording.tokens) or tokens[-1] != wording.tokens[after - 1]:
        return False
    following = wording.tokens[after]
    between = wording.text[tokens[-1].end : following.start]
    title = following.plain in TITLES or following.plain in OFFICES or tokens[-1].plain.endswith(("'s", "s'"))
    return (
        following.text[0].isupper()
        and not title
        and (between == " " or (between == ". " and len(tokens[-1].text) < SHORT))
    )


def _is_sure(wording: Wording, token: Token, article: Article) -> bool:
    """Whether a word has its capital because it names somebody, and not because it opens a sentence or a quotation.

    One that opens is a name where its article has it with a capital within a sentence, or nowhere in lower case.
    """
    before = wording.text[: token.start]
    if _PUT_IN.search(before):
        return False
    if before.strip() and (not _OPENED.search(before) or _ABBREVIATED.search(before)):
        return True
    inside, lower = _words_of(article.paragraphs)
    word = token.text.removesuffix("'s").removesuffix("’s")
    return word in inside or (word.casefold() not in lower and not others(word))


@functools.lru_cache(maxsize=1024)
def _words_of(paragraphs: tuple[Paragraph, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The words of an article that have a capital within a sentence, and those in lower case."""
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    return frozenset(_INSIDE.findall(text)), frozenset(_LOWER.findall(text))


def _ends_name(wording: Wording, positions: range) -> bool:
    """Whether words are only the end of a name whose beginning both texts have, or open a sentence behind one without its mark."""
    if not positions.start:
        return False
    before, first = wording.tokens[positions.start - 1], wording.tokens[positions.start]
    is_name = before.text[0].isupper() and before.plain not in TITLES and not is_date_word(before.plain)
    return is_name and wording.text[before.end : first.start] == " "


def _large(wording: Wording, positions: range, left: frozenset[int]) -> list[Token]:
    """The name that stretch of words is, begins or ends with, where the other text lacks it; marks part it from the rest."""
    parts = _parts(wording, positions)
    return next((name for part in (parts[0], parts[-1]) if (name := _as_name(wording, part, left))), [])


def _with_aside(wording: Wording, name: range, positions: range) -> range:
    """A name with the word for what it names and what is told of it behind: "the mayor Orr, who leads the party,"."""
    described = name.start > positions.start and _describes(wording, name.start - 1)
    end = wording.tokens[positions[-1]].end
    has_aside = _ASIDE.match(wording.text[wording.tokens[name[-1]].end : end + 1])
    return range(name.start - described, positions.stop if has_aside else name.stop)


def _describes(wording: Wording, at: int) -> bool:
    """Whether a word may say what the name right behind it is of: "the trawler Bright Annet"."""
    token, before = wording.tokens[at], wording.tokens[at - 1].plain if at else ""
    follows = wording.text[token.end : token.end + 2]
    return before == "the" and token.content and token.text.islower() and follows[:1] == " " and follows[1:].isupper()


def _as_name(wording: Wording, positions: range, left: frozenset[int]) -> list[Token]:
    """The words of a stretch where they may be a name that the other lacks: in capitals but for small words and titles."""
    words = [wording.tokens[at] for at in positions if wording.tokens[at].content]
    while words and (words[0].plain in TITLES or words[0].plain in OFFICES):
        words = words[1:]
    if words and _describes(wording, wording.between(words[0].start, words[0].end).start):
        words = words[1:]
    words = list(takewhile(_may_be_of_name, words))
    named = [token for token in words if token.plain not in TITLES and token.plain not in _PARTICLES]
    if not named or not all(wording.between(token.start, token.end).start in left for token in named):
        return []
    return words if not any(is_date_word(token.plain) for token in named) else []


def _may_be_of_name(token: Token) -> bool:
    return token.text[0].isupper() or token.plain in TITLES or token.plain in _PARTICLES


def _is_cut(wording: Wording, name: range, left: frozenset[int]) -> bool:
    """Whether a word that only this text has stands right behind a name: the two may do different things."""
    following = next((at for at in range(name.stop, len(wording.tokens)) if wording.tokens[at].content), -1)
    return following in left


def _parts(wording: Wording, positions: range) -> list[range]:
    """The words of a stretch between marks: the name and the rest of "Orr, who leads the party" and "the deputy, Orr"."""
    cuts = [
        at for at in positions[1:] if _MARK.search(wording.text, wording.tokens[at - 1].end, wording.tokens[at].start)
    ]
    return [range(start, end) for start, end in pairwise((positions.start, *cuts, positions.stop))]


def _are_names(tokens: Sequence[Token], places: Sequence[Span]) -> bool:
    """Whether some words are certainly a name: they belong to one, or are short for one."""
    return all(
        _is_short(token.text) or token.plain in TITLES or any(start <= token.start < end for start, end in places)
        for token in tokens
    )


def _is_short(word: str) -> bool:
    return word.removesuffix("'s").removesuffix("’s").isupper()


def _may_be_one(found: Alignment, mine: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether two names may be of the same: by their last words, by any where one is short, or as first letters."""
    if same_word(mine[-1], theirs[-1]):
        return True
    plain = sorted((mine[-1].plain, theirs[-1].plain), key=len)
    if len(plain[0]) >= PREFIX and plain[1].startswith(plain[0]):  # "Ark." for Arkansas
        return True
    if min(len(mine), len(theirs)) == 1 and any(same_word(one, other) for one in mine for other in theirs):
        return True
    texts = found.one.text[slice(*_place(mine))], found.other.text[slice(*_place(theirs))]
    short = [frozenset((text.replace(".", "").casefold(),)) for text in texts]
    return bool(acronyms(texts[0]) & short[1] or acronyms(texts[1]) & short[0])


def _stands_for_somebody(mine: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether one of two names is the first letters of an office ("the A.G."), which the other may hold."""
    short = [
        len(side) == 1 and _OFFICE.fullmatch(side[0].text) and not is_country_word(side[0].text)
        for side in (mine, theirs)
    ]
    return bool(short[0]) != bool(short[1])


def _are_unlike(mine: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether one of two names is of a country and the other is not, or only one is in short: two names of one thing may be so."""
    countries = [any(is_country_word(token.text) for token in side) for side in (mine, theirs)]
    short = [any(_is_short(token.text) for token in side) for side in (mine, theirs)]
    return countries[0] != countries[1] or (not all(countries) and short[0] != short[1])


def _positions(wording: Wording, tokens: Sequence[Token]) -> range:
    return wording.between(tokens[0].start, tokens[-1].end)


def _place(tokens: Sequence[Token]) -> Span:
    return tokens[0].start, tokens[-1].end


def _exchanged(found: Alignment) -> Iterator[Otherwise]:
    """Two names that have changed places in what is otherwise told in the same words."""
    if any(len(side) > MOST_LEFT for side in found.left):
        return
    mine, theirs = _masked(found.one), _masked(found.other)
    if len(mine) != len(theirs) or [one[0] for one in mine] != [one[0] for one in theirs]:
        return
    unlike = [at for at, (one, other) in enumerate(zip(mine, theirs, strict=True)) if one[1] and not one[1] & other[1]]
    if len(unlike) != 2:
        return
    first, second = unlike
    if mine[first][1] & theirs[second][1] and mine[second][1] & theirs[first][1]:
        told = _range(mine[first][2]), _range(theirs[first][2])
        places = place_of(found.one, told[0]), place_of(found.other, told[1])
        yield Otherwise("actor", *places, told, apart=True)


def _range(positions: Sequence[int]) -> range:
    return range(positions[0], positions[-1] + 1)


@functools.lru_cache(maxsize=2048)
def _masked(wording: Wording) -> tuple[tuple[str, frozenset[str], tuple[int, ...]], ...]:
    """The words that mean something, each name of several words as one without its letters."""
    names = {at: number for number, one in enumerate(named(wording)) for at in wording.between(one.start, one.end)}
    found: list[tuple[str, frozenset[str], tuple[int, ...]]] = []
    last = -1
    for at, token in enumerate(wording.tokens):
        name = names.get(at, -1)
        if name >= 0 and name == last:
            found[-1] = ("", found[-1][1] | {token.stem}, (*found[-1][2], at))
        elif name >= 0:
            found.append(("", frozenset({token.stem}), (at,)))
        elif token.content or token.plain in _TELLING:
            found.append((token.stem, frozenset(), (at,)))
        last = name
    return tuple(found)
