"""Edits of what stands within quotation marks, the marks kept: a word replaced, dropped or put in."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bench import _newswords as words
from bench._changes import Site, put

if TYPE_CHECKING:
    from bench.edits import Sentence

QUOTED = re.compile(r"[\"“](?P<words>[^\"“”]+)[\"”]")
FEWEST_WORDS = 4  # in a quotation; one or two words in marks are seldom somebody's words
_MAY_GO = re.compile(
    r"\b(?:very|really|truly|deeply|fully|completely|absolutely|entirely|extremely|clearly|certainly|simply|actually|directly|"
    r"immediately|quickly|seriously|strongly|always|ever|also|again|huge|massive|serious|significant|terrible|brutal|full|"
    r"whole|entire|great|big|large|important|strong|own|new|so-called|true|real|further|modern|global|innocent|brave)\s(?=[a-z])(?!of\b)"
)
_PUT_IN = {
    "adverb": (re.compile(r"\b(?:will|would|must|should|can|could)(?= (?!not\b|be\b)[a-z]{3,})"), ["certainly", "quickly", "probably", "never", "soon"]),
    "degree": (re.compile(r"\b(?:is|are|was|were)(?= (?:important|dangerous|clear|necessary|ready|difficult|strong|good|bad|possible|right|wrong)\b)"), ["very", "hardly", "rather"]),
    "noun": (re.compile(r"\b(?:the|a|our|their|this|these|its|his)(?= (?:war|people|country|government|army|troops|soldiers|crisis|invasion|attack|threat|weapons|support|sanctions|situation|leaders|border|forces|decision|agreement|aggression|peace)\b)"), ["whole", "entire", "unlucky", "so-called", "own"]),
}  # fmt: skip


def quotation(sentence: Sentence, chance: random.Random) -> str | None:
    """The words of a quotation changed by one: replaced, dropped or put in."""
    text = sentence.text
    places = [found.span("words") for found in QUOTED.finditer(text) if len(found["words"].split()) >= FEWEST_WORDS]
    ways = [
        [site for place in places for site in way(text, *place, chance)] for way in (_replaced, _dropped, _inserted)
    ]
    ways = [way for way in ways if way]
    return put(text, *chance.choice(chance.choice(ways))) if ways else None


def _replaced(text: str, start: int, end: int, _: random.Random) -> Iterator[Site]:
    for found in re.compile(r"(?<![\w'’-])[a-z]+(?![\w'’-])").finditer(text, start, end):
        if new := words.MISQUOTED.get(found[0]):
            yield *found.span(), new


def _dropped(text: str, start: int, end: int, _: random.Random) -> Iterator[Site]:
    for found in _MAY_GO.finditer(text, start, end):
        if not re.search(
            r"(?:\b(?:not|so|as|how|too|more|most|very|is|are|was|were|be|and|or|its|their|our|his|her|your|my)|,) $",
            text[: found.start()],
        ) or found[0].strip().endswith("ly"):
            yield *found.span(), ""


def _inserted(text: str, start: int, end: int, chance: random.Random) -> Iterator[Site]:
    for pattern, choices in _PUT_IN.values():
        for found in pattern.finditer(text, start, end):
            own = chance.choice([one for one in choices if one != "own" or found[0] in ("our", "their", "its", "his")])
            yield found.end(), found.end(), f" {own}"
