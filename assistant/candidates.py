"""Phrases of a sentence that may be the short answer to a question: names, numbers, times, places, titles, plain nouns."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.asked import noun_asked_for
from assistant.kinds import Span, spans
from assistant.named import TITLES
from assistant.names import is_country, is_state
from assistant.question import Question
from assistant.words import STOP_WORDS, WORD, stem

Sort = Literal["name", "quote", "number", "time", "place", "person", "noun"]
_KINDS: tuple[Literal["number", "time", "place", "person"], ...] = ("number", "time", "place", "person")
MOST_QUOTED_WORDS = 6
MOST_NOUN_WORDS = 3
_CAPITALISED = r"(?:[A-Z][\w’'&-]*|(?:[A-Z]\.){2,})"
_FURTHER = r"(?:[A-Z0-9][\w’'&-]*|(?:[A-Z]\.){2,})"
_ONE = rf"{_CAPITALISED}(?: (?:of the |of |for |de |the )?{_FURTHER})*"
NAMED = re.compile(rf"{_CAPITALISED}(?: (?:of the |of |for |and |& |de |the )?{_FURTHER})*")
SEVERAL_NAMED = re.compile(rf"{_ONE}(?:, (?:the )?{_ONE})*,? (?:and|or) (?:the )?{_ONE}")
_TOWN = re.compile(rf"{_CAPITALISED}(?: {_CAPITALISED})*, (?P<of>{_CAPITALISED}(?: {_CAPITALISED})*)")
_OWNERS = ("'s", "’s", "s'", "s’")
_VERBS = frozenset("has have had is are was were will would can could said says announced".split())
_NEXT = re.compile(r" ([A-Za-z]\w*)")
_QUOTED = re.compile(r"[“\"]([^“”\"]{2,60})[”\"]|(?<!\w)[‘']([A-Z][^‘’']{2,60})[’'](?!\w)")
_PLAIN = re.compile(r"[\w$£€%]+(?:[.,'’&-]\w+)*%?")
_SENTENCE_START = re.compile(r"(?:^|[.?!] |[“\"‘—])$")
_LOWER_WORD = re.compile(r"(?<![.!?] )(?<!^)\b[a-z]+\b")
_EDGES = STOP_WORDS | frozenset(
    "said says reported announced mr mrs ms dr another since yet however meanwhile according because where".split()
)


_TITLE_CUT = frozenset("gov rep sen gen lt col capt sgt prof rev dr mr mrs ms st".split())
_IN_A_WORD = re.compile(r"\w[.@/]$")  # "AC.TO", "hale@wire"
_HOW_OLD = re.compile(r"\bhow old\b|\b(?:what|which) age\b", re.I)
AGE = re.compile(
    r"\b(?P<in>[\w-]+?)[- ]years?[- ]old\b|\baged? (?:of )?(?P<at>\d{1,3})\b|(?<=[\w)]), (?P<beside>\d{1,3})(?=[,.;)]|$)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase of a sentence, where it stands there (before its edges were trimmed), and what it looks like."""

    text: str
    start: int
    end: int
    sort: Sort


def candidates(question: Question, sentence: str, lower: Collection[str]) -> Iterator[Candidate]:
    """The phrases of a sentence that say something new to a question; `lower` holds words that texts write in lower case.

    >>> from assistant.question import understood
    >>> [one.text for one in candidates(understood("Who runs Eskle?"), "Under Ada Hale it grew.", {"under"})]
    ['Ada Hale', 'Ada Hale']
    """
    known = frozenset(stem(word) for word in WORD.findall(question.text))
    head = stem(noun_asked_for(question).split(" ")[-1])
    for start, end, sort in _found(question, sentence, lower):
        if _IN_A_WORD.search(sentence, 0, start):
            continue
        text = _plain(sentence[start:end], is_whole=sort == "name" and _is_no_owner(sentence, end, head))
        text = text.removeprefix("of ") if sort in {"quote", "number", "time"} else trimmed(text, known)
        says_new = len(text) > 1 and any(stem(word) not in known for word in WORD.findall(text))
        if says_new and not _is_cut_title(text, sentence[end:]):
            yield Candidate(text, start, end, sort)


def _is_cut_title(text: str, behind: str) -> bool:
    """Whether a phrase is a short title before a name: "Gov" of "Gov. Ada Hale"."""
    return text.casefold() in _TITLE_CUT and bool(re.match(r"\.? [A-Z]", behind))


def _found(question: Question, sentence: str, lower: Collection[str]) -> Iterator[tuple[int, int, Sort]]:
    yield from ((*span, "name") for span in _names(sentence, lower))
    yield from _quoted(sentence)
    yield from _of_kinds(sentence, is_age=bool(_HOW_OLD.search(question.text)))
    if question.kind == "other":
        yield from ((start, end, "noun") for start, end in _nouns(sentence))


def _of_kinds(sentence: str, *, is_age: bool) -> Iterator[tuple[int, int, Sort]]:
    if is_age:
        yield from ((*match.span(match.lastgroup or 0), "number") for match in AGE.finditer(sentence))
    for kind in _KINDS:
        for start, end in () if is_age and kind == "number" else spans(kind, sentence):
            if sentence[end : end + 1] != "-":  # "seven-year" counts no thing asked for
                yield start, end, kind
    for match in _TOWN.finditer(sentence):
        if is_state(match["of"]) or is_country(match["of"]):
            yield *match.span(), "place"


def _names(sentence: str, lower: Collection[str]) -> Iterator[Span]:
    for match in NAMED.finditer(sentence):
        if not _only_opens(sentence, match, lower):
            yield match.span()
            yield from _parts(match)


def _parts(match: re.Match[str]) -> Iterator[Span]:
    """The names within one: on both sides of a title, of an "and", and of what makes one another's.

    >>> [match[0][slice(*span)] for match in NAMED.finditer("Port Vale Mayor Ada Hale") for span in _parts(match)]
    ['Port Vale', 'Ada Hale']
    """
    parts: list[list[Span]] = [[]]
    for word in re.finditer(r"\S+", match[0]):
        start, end = match.start() + word.start(), match.start() + word.end()
        if word[0] in {"and", "&"} or word[0].casefold() in TITLES:
            parts.append([])
            continue
        parts[-1].append((start, end))
        if word[0].endswith(_OWNERS):
            parts.append([])
    if len(parts) > 1:
        yield from ((part[0][0], part[-1][1]) for part in parts if part)


def _is_no_owner(sentence: str, end: int, head: str) -> bool:
    """Whether a name that ends like an owner's owns nothing: "McDonald's has", "Alzheimer's disease" where a disease is asked for."""
    after = _NEXT.match(sentence, end)
    return after is None or after[1] in _VERBS or stem(after[1]) == head


def _quoted(sentence: str) -> Iterator[tuple[int, int, Sort]]:
    for match in _QUOTED.finditer(sentence):
        group = 1 if match[1] else 2
        if len(match[group].split()) <= MOST_QUOTED_WORDS:
            yield *match.span(group), "quote"


def _only_opens(sentence: str, match: re.Match[str], lower: Collection[str]) -> bool:
    """Whether a single word is capitalised only because it opens the sentence."""
    return (
        " " not in match[0]
        and bool(_SENTENCE_START.search(sentence[max(0, match.start() - 2) : match.start()]))
        and (match[0].casefold() in lower or match[0].casefold() in _EDGES)
    )


def _nouns(sentence: str) -> Iterator[tuple[int, int]]:
    """Runs of up to three words without a stop word or a mark between them."""
    run: list[re.Match[str]] = []
    for match in _PLAIN.finditer(sentence):
        if run and sentence[run[-1].end() : match.start()].strip():
            run = []
        run = [] if match[0].casefold() in _EDGES else [*run[1 - MOST_NOUN_WORDS :], match]
        for first in run:
            yield first.start(), match.end()


def _plain(text: str, *, is_whole: bool = False) -> str:
    """A phrase without the marks around it, a possessive ending if it is not whole with it, or a full stop that only ends the sentence."""
    text = text.strip(" ,;:'\"“”‘’")
    text = text if is_whole else re.sub(r"[’']s?$", "", text)
    return text[:-1] if text.endswith(".") and text.count(".") == 1 else text


def trimmed(text: str, known: Collection[str]) -> str:
    """A phrase without the stop words and the question's own words at its edges, but with all of a name behind its first.

    >>> trimmed("Hurricane Helene", {stem("hurricane")}), trimmed("Gaza City", {stem("city")})
    ('Helene', 'Gaza City')
    """
    words = text.split()
    while len(words) > 1 and _may_go(words[0], known) and words[1] != "of":
        words = words[1:]
    while len(words) > 1 and _may_go(words[-1], known) and not words[-1][0].isupper():
        words = words[:-1]
    return " ".join(words)


def _may_go(word: str, known: Collection[str]) -> bool:
    return word.casefold().rstrip(".") in _EDGES or (stem(word) in known and word.casefold() != "new")


def lower_words(texts: Collection[str]) -> frozenset[str]:
    """The words that stand in lower case somewhere in texts."""
    return frozenset(word for text in texts for word in _LOWER_WORD.findall(text))
