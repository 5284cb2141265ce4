"""The names of a sentence and their types, and the edit that replaces one by another of its type. See bench/edits.py."""

from __future__ import annotations

import difflib
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bench import _newswords as words
from bench._changes import put

if TYPE_CHECKING:
    from bench.edits import Sentence

_PART = r"[A-ZÀ-ŽŁŚŻ][\w’'-]*[a-zà-žłśż]"
_NAME = rf"{_PART}(?: (?:{_PART}|[A-Z]\.|von der|van der|van|von|de|al))*"
_INTRODUCED = [
    re.compile(rf"\b{words.TITLES} (?P<name>{_NAME})"),
    re.compile(rf"(?P<name>{_PART} {_NAME})(?=,? (?:who |has |had |also |later )?{words.SAYING}\b)"),
    re.compile(rf"\b(?:said|says|added|according to|by|told) (?P<name>{_PART} {_NAME})"),
    re.compile(
        rf"(?P<name>{_PART} {_NAME})(?=, (?:a|an|the|who|former|head|director|chief|professor|senior|his|her)\b)"
    ),
]
_ADJECTIVES = {adjective: names for names, adjective in words.COUNTRIES}
_NOT_PEOPLE = {
    part
    for groups in (words.CITIES, *words.ORGANISATIONS, [names for names, _ in words.COUNTRIES], [tuple(_ADJECTIVES)], words.SAME_COUNTRY, [tuple(words.WITH_THE)])
    for group in groups for name in group for part in name.split()
} | words.NO_NAME  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence: where, of which type, and all the names of what it names."""

    start: int
    end: int
    type: str
    names: tuple[str, ...]


@lru_cache(maxsize=512)
def people(text: str) -> tuple[str, ...]:
    """The full names of the people of an article, as titles, verbs of saying and appositions show them."""
    found: dict[str, str] = {}
    for pattern in _INTRODUCED:
        for match in pattern.finditer(text):
            name = re.sub(rf"^(?:(?:{words.TITLES}|Adm|Gen|Maj|Rear|Lieutenant) )+|[’']s$", "", match["name"])
            if _is_person(name) and len(name) > len(found.get(surname(name), "")):
                found[surname(name)] = name
    return tuple(found.values())


def surname(name: str) -> str:
    """The family name of a full name, with its "von der"; Chinese and Korean ones begin with it."""
    parts = name.split()
    if small := [place for place, part in enumerate(parts) if part in ("von", "van", "de") and place]:
        return " ".join(parts[small[0] :])
    return parts[0] if parts[0] in ("Xi", "Kim", "Wang", "Li", "Qin", "Zhao") else parts[-1]


def _is_person(name: str) -> bool:
    parts = name.split()
    return (
        "’" not in name
        and "'" not in name
        and "-" not in parts[0]
        and 1 <= len(parts) <= 4
        and not _NOT_PEOPLE & set(parts)
        and len(parts[-1]) > 2
        and not name.isupper()
    )


@lru_cache(maxsize=64)
def mentions(sentence: Sentence) -> tuple[Mention, ...]:
    """The names of a sentence whose type is known, in order, the longest where two overlap."""
    text, found = sentence.text, [*_listed(sentence.text)]
    for person in (*people(sentence.text_of_article), *(group[0] for group in words.PEOPLE)):
        last = surname(person)
        type_of = {person: "person", last: "surname"} if " " in person else {last: "surname"}
        for name, kind in type_of.items():
            found += [Mention(*match.span(), kind, (person, last)) for match in _whole(name, text)]
    chosen: list[Mention] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in chosen) and _stands_alone(one, text):
            chosen.append(one)
    return tuple(sorted(chosen, key=lambda one: one.start))


def _listed(text: str) -> Iterator[Mention]:
    types: list[tuple[str, Iterable[tuple[str, ...]]]] = [
        ("country", [names for names, _ in words.COUNTRIES]), ("city", words.CITIES), *(("organisation", groups) for groups in words.ORGANISATIONS),
        ("adjective", [(adjective,) for adjective in _ADJECTIVES]), ("the country", [(name,) for name in words.WITH_THE]),
        ("short", [(name,) for name in words.SHORT]),
    ]  # fmt: skip
    for kind, groups in types:
        for names in groups:
            for name in names:
                yield from (Mention(*match.span(), kind, names) for match in _whole(name, text))


def _whole(name: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-]|\.\w)", text) if name in text else iter(())


def _stands_alone(one: Mention, text: str) -> bool:
    """Whether it is no part of a longer name that is not known: "Kyiv Independent", "East Germany", "Bank of Russia"."""
    before, after = text[: one.start], text[one.end :]
    if re.match(rf" (?!{words.TITLES}\b)[A-Z0-9]", after) or re.search(
        r"\b(?:Bank|University|Institute|Battle|Treaty|Voice|Bay) of $", before
    ):
        return False
    if (
        re.search(r"\b(?:East|West|North|South|Nazi|Soviet|New|Greater|The|Radio|San|St|Black|Great|Nord) $", before)
        and one.start > 4
    ):
        return False
    if one.type in ("person", "surname"):
        return (
            not re.search(rf"(?<![.!?] )(?<!^)\b(?!{words.TITLES} )[A-Z][a-zà-ž]+ $", before)
            or re.search(rf"\b(?:{words.TITLES}|{'|'.join(_ADJECTIVES)}) $", before) is not None
        )
    return True


def occurs(name: str, text: str) -> bool:
    """Whether a text has this name, or a part of it, however it is spelt there."""
    parts = [part for part in name.split() if part[0].isupper()]
    capitals = set(re.findall(r"[A-ZÀ-ŽŁŚŻ][\w-]+", text))
    return any(alike(part, other) for part in parts for other in capitals)


def alike(one: str, other: str) -> bool:
    """Whether two spellings may be of one name: Zelensky and Zelenskyy, Russia and Russian."""
    one, other = one.lower(), other.lower()
    if one == other or (len(one) > 3 and one[:4] == other[:4]):
        return True
    return (
        len(one) > 4
        and len({*one} & {*other}) > len({*one}) / 2
        and difflib.SequenceMatcher(None, one, other).ratio() >= 0.65
    )


def name(sentence: Sentence, chance: random.Random) -> str | None:
    """A person, place, people or organisation replaced, wherever the sentence has it, by one that the paragraph does not have."""
    by_type: dict[str, list[Mention]] = {}
    for one in mentions(sentence):
        by_type.setdefault("person" if one.type == "surname" else one.type, []).append(one)
    for kind in chance.sample([*by_type], len(by_type)):
        one = chance.choice(by_type[kind])
        if kind == "organisation" and sentence.text[: one.start].endswith("("):
            continue  # the short name of what is named in full before it
        pool = [new for new in _pool(one, sentence) if _absent(new, one, sentence.paragraph)]
        near = [new for new in pool if any(has(sentence.text_of_article, name) for name in new)]
        if pool:
            new = chance.choice(near if near and chance.random() < 0.7 else pool)
            return _replaced(sentence.text, one, new, by_type[kind])
    return None


def _pool(one: Mention, sentence: Sentence) -> list[tuple[str, ...]]:
    """Other names of its type, of an organisation of its kind."""
    alikes = next((kind for kind in words.ORGANISATIONS if one.names in kind), [])
    everybody = [
        (person, surname(person))
        for person in (*people(sentence.text_of_article), *(name for (name,) in words.PEOPLE))
        if " " in person
    ]
    return {
        "person": everybody, "surname": everybody, "country": [names for names, _ in words.COUNTRIES], "city": words.CITIES,
        "organisation": alikes, "adjective": [(adjective,) for adjective in _ADJECTIVES],
        "the country": [(one,) for one in words.WITH_THE], "short": [(one,) for one in words.SHORT],
    }[one.type]  # fmt: skip


def has(text: str, name: str) -> bool:
    """Whether a text has a name, spelt so."""
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _absent(new: tuple[str, ...], old: Mention, paragraph: str) -> bool:
    all_names = {*new, *_ADJECTIVES.get(new[0], ())}
    told_otherwise = any(has(paragraph, one) for group in words.SAME_COUNTRY if group & all_names for one in group)
    return not told_otherwise and not any(
        occurs(one, paragraph) or occurs(one, " ".join(old.names)) for one in all_names
    )


def _replaced(text: str, one: Mention, new: tuple[str, ...], others: list[Mention]) -> str:
    for other in sorted((other for other in others if other.names == one.names), key=lambda other: -other.start):
        text = put(text, other.start, other.end, new[-1] if other.type == "surname" else new[0])
    return text
