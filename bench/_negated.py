"""Edits that turn a statement round: a "not" put in or taken out, or a word made its opposite."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bench import _newswords as words
from bench._changes import Site, put

if TYPE_CHECKING:
    from bench.edits import Sentence

NEGATIVE = re.compile(
    r"\b(?:not|no|never|nor|neither|nothing|nobody|none|without|hardly|barely|cannot)\b|n[’']t\b", re.IGNORECASE
)
_LEFT_OPEN = re.compile(r"\b(?:whether|if|unless|until|lest|as if|than)\b|\?", re.IGNORECASE)
_PARTICIPLE = r"(?:\w+ed|\w+en|been|had|made|said|gone|come|become|done|sent|left|lost|held|told|won|begun|found|kept|put|set|led|met|built|brought|caught|cut|hit|shot|sought|spent|taught|thought)"
_ADDED = re.compile(
    rf"\b(?P<verb>(?:is|are|was|were)(?= (?:a|an|the|in|on|at|to|part|ready|able|among|under|about|\w+ed|\w+en|\w+ing|made|sent|held|told|built|hit|shot)\b)|"
    rf"(?:will|would|can|could|should|must)(?= (?!have\b|also\b|be\b (?:no|not)\b|still\b|then\b|now\b|only\b|even\b|see\b)[a-z]+\b)|(?:has|have|had)(?= {_PARTICIPLE}\b))"
)
_UNFIT_BEFORE = re.compile(
    r"(?:[,;:—–-] ?|\b(?:that|as|so|what|how|why|where|there|which|when|and|or|but)) ?$", re.IGNORECASE
)
_ASKED = re.compile(r"\b(?:how|what|why|where) (?:\w+ ){0,4}$")
_UNFIT_AFTER = re.compile(
    r" (?:\w+ )?(?:still|also|already|just|even|both|only|being|all|any|long|increasingly|ever|yet|entitled)\b"
)
_TAKEN_OUT = [
    (re.compile(r"\b(is|are|was|were|will|would|could|should|must|has|have|had|does|do|did|can|may|might) not (?!only|to mention|least|yet|just|even)"), r"\1 "),
    (re.compile(r"\b(is|are|was|were|would|could|should|has|have|had|does|do|did)n[’']t (?!only|even|just|yet)"), r"\1 "),
    (re.compile(r"\bwon[’']t (?!only|even|just)"), "will "), (re.compile(r"\bcan(?:[’']t|not) (?!only|even|just)"), "can "),
    (re.compile(r"\b(?:[Tt]here (?:is|was|are|were|has been|have been|will be)|ha[sd]|have) (no )(?!one\b|longer\b|idea|choice|doubt|less|more|other)(?=\w+)"), ""),
    (re.compile(r"\b(not )(?=to [a-z])(?!to mention)"), ""),
]  # fmt: skip
_WANTS_NEGATION = re.compile(
    r"^\W*(?:\S+\s+){0,7}?\S*\b(?:any\w*|ever|either|yet|at all|until|nor|but|because|let alone|even|much)\b"
)


def negation(sentence: Sentence, chance: random.Random) -> str | None:
    """A clause made the contrary of itself, by "not" or by an opposite; outside quotation marks where that can be."""
    text = sentence.text
    for within in (False, True):
        ways = [[*_removed(text)], [*_opposite(text)], [*_added(text)]]
        ways = [kept for way in ways if (kept := [site for site in way if _quoted(text, site[0]) == within])]
        if ways:
            return put(text, *chance.choice(chance.choice(ways)))
    return None


def _quoted(text: str, place: int) -> bool:
    return len(re.findall(r"[\"“”]", text[:place])) % 2 == 1


def _added(text: str) -> Iterator[Site]:
    if NEGATIVE.search(text):
        return
    for found in _ADDED.finditer(text):
        start, end = found.span("verb")
        before, after = text[:start], text[end:]
        if (
            _LEFT_OPEN.search(before)
            or "?" in text
            or _UNFIT_BEFORE.search(before)
            or _ASKED.search(before[-40:])
            or _UNFIT_AFTER.match(after)
        ):
            continue
        yield end, end, " not"


def _removed(text: str) -> Iterator[Site]:
    if _LEFT_OPEN.search(text):
        return
    for pattern, kept in _TAKEN_OUT:
        for found in pattern.finditer(text):
            if _WANTS_NEGATION.match(text[found.end() :]):
                continue
            group = found.lastindex if kept == "" else 0
            start, end = found.span(group or 0)
            yield start, end, found.expand(kept) if kept else ""


def _opposite(text: str) -> Iterator[Site]:
    for found in re.finditer(
        rf"(?<![\w-])(?:{'|'.join(sorted(words.OPPOSITES, key=len, reverse=True))})(?![\w’'-])", text
    ):
        before, after = text[: found.start()], text[found.end() :]
        if NEGATIVE.search(before[-14:]) or (
            found[0] == "without" and re.match(r" \w+ing\b| any| a doubt| borders", after)
        ):
            continue
        if _LEFT_OPEN.search(before[-25:]) or (
            re.search(r"[Tt]he $|^$", before) and found[0] in ("lower", "true", "inside")
        ):
            continue
        yield *found.span(), words.OPPOSITES[found[0]]
