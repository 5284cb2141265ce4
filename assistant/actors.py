"""Whether a claim exchanges who does something with whom it is done to: "A met B" told as "B accused A"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.named import Named, named, same_name
from assistant.thesaurus import others
from assistant.wording import Span, Wording

MOST_BETWEEN = 9  # words between two names that one verb may join
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|is|are|be|got)\s(?:\w+ly\s)?\w+(?:ed|en|wn|ld|de|ck|ght|um|un|own|et|it|ut|nt|ne)\b.*?\bby\s(?:[\w’'-]+\s){0,4}$",
    re.I,
)
_APART = re.compile(r"[;:\"“”]|, (?:and|but|while)\b")
_VERB = re.compile(
    r"(?: (?:has|have|had|also|then|later|will|would|could|may|might|\w+ly|never|not))*"
    r" (?!(?:was|is|has|does|this|his|as|its|is|us|always|towards|across|plus|versus)\b)(?:\w{2,}(?:ed|es|s)|met|told|gave|sent|beat|won|led|made|took|held|left|saw|hit|shot|sold|bought|struck|fought|drove|brought|caught|paid|lent|"
    r"(?<=will )\w+|(?<=would )\w+|(?<=could )\w+|(?<=may )\w+|(?<=might )\w+)\b"
)
_MUTUAL = re.compile(r"\b(?:and|or|with|between|versus|v|vs|both)\b|^\W*$", re.I)


@dataclass(frozen=True, slots=True)
class Deed:
    """What one named does to another: the doer, the words between the two, the one it is done to."""

    doer: Named
    words: frozenset[str]
    other: Named


def deeds(wording: Wording, names: Sequence[Named]) -> Iterator[Deed]:
    """The deeds that a text tells between names that follow each other in one sentence."""
    for one, other in zip(names, names[1:], strict=False):
        between = wording.text[one.end : other.start]
        positions = wording.between(one.end, other.start)
        if wording.sentence_at(one.start) != wording.sentence_at(other.start) or len(positions) > MOST_BETWEEN:
            continue
        if _APART.search(between):
            continue
        passive = _PASSIVE.search(between)
        if not passive and not _VERB.match(between):
            continue
        words = frozenset(wording.tokens[at].stem for at in positions if wording.tokens[at].content)
        if words and not _MUTUAL.search(between):
            yield Deed(other, words, one) if passive else Deed(one, words, other)


def exchanged(claim: Wording, source: Wording) -> Iterator[Span]:
    """The doers of a claim to whom the source lets it be done."""
    mine = list(deeds(claim, named(claim)))
    told = list(deeds(source, named(source))) if mine else []
    for deed in mine:
        alike = [one for one in told if _one_verb(deed, one)]
        turned = any(same_name(deed.doer, one.other) and same_name(deed.other, one.doer) for one in alike)
        straight = any(same_name(deed.doer, one.doer) and same_name(deed.other, one.other) for one in alike)
        if turned and not straight and not same_name(deed.doer, deed.other):
            yield deed.doer.start, deed.doer.end


def _one_verb(one: Deed, other: Deed) -> bool:
    return any(word in other.words or not other.words.isdisjoint(others(word)) for word in one.words)
