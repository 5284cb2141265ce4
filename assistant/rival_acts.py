"""Who did one thing, and how one thing was decided, where two outlets open with it in words of their own.

Sentences that are worded alike are compared word by word (`comparing`). Two openings may share little but the deed: "the
trawler cut the cable …", "the dredger, which …, cut the cable …". They are set against each other only where the same is
done to the same named thing by two who are named, or where one body decides one thing on one day in two ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answers import Difference
from assistant.statements import Statement
from assistant.words import content_stems, names, stem

OPENING = 2  # paragraphs of an article in which it tells what happened
SHARED = 2  # words of what is decided that both must tell
# What only one can have done to one thing.
_DEEDS = "cut sank rammed shot stabbed stole caused started wrote won broke severed planted bombed shelled torpedoed founded bought"
_DECISIONS = {
    word: at
    for at, line in enumerate(
        ("approved passed adopted accepted endorsed", "rejected refused blocked vetoed", "postponed delayed shelved deferred", "cancelled canceled scrapped abandoned")
    )
    for word in line.split()
}  # fmt: skip
_DID = re.compile(
    rf"(?:The |An? )?(?P<who>[^,;]{{3,60}}?)(?:, (?:which|who|whose) [^,;]{{3,120}},)? (?P<did>{_DEEDS.replace(' ', '|')}) "
    r"(?:the|an?|its|their) (?P<what>[a-z]{3,}\b.*)"
)
_DECIDED = re.compile(
    rf"\b[Tt]he (?P<who>(?:[\w’'-]+ ){{1,4}}?)(?:(?:on )?\w+day (?:night |morning |afternoon |evening )?)?(?P<did>{'|'.join(_DECISIONS)}) (?P<what>[^,;]+)"
)
_NOT = re.compile(r"\b(?:not|never|nobody|no longer|might|may|could|would)\b|n[’']t\b", re.I)


@dataclass(frozen=True, slots=True)
class _Act:
    """What a statement tells to have been done: by whom, what, to what."""

    statement: Statement
    kind: Literal["actor", "outcome"]
    who: str
    did: str
    what: str


def rival_acts(told: Sequence[Statement]) -> Iterator[Difference]:
    """The acts that two outlets open with and tell otherwise."""
    found = [act for one in told if one.citation.paragraph.number <= OPENING for act in _acts(one)]
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            if one.kind == other.kind and _are_rivals(one.statement, other.statement) and _differ(one, other):
                about = " ".join(one.what.split()[:3]).rstrip(",.")
                yield Difference(about, one.kind, (one.statement.claim, other.statement.claim))


def _acts(one: Statement) -> Iterator[_Act]:
    if one.modality in {"announced", "denied"} or _NOT.search(one.text):
        return
    if did := _DID.match(one.text):
        yield _Act(one, "actor", did["who"], did["did"], did["what"])
    if decided := _DECIDED.search(one.text):
        yield _Act(one, "outcome", decided["who"], decided["did"], decided["what"])


def _are_rivals(one: Statement, other: Statement) -> bool:
    """Whether two statements are of outlets that speak for themselves, and of one day."""
    origins = [each.article.origin_of or each.article.id for each in (one, other)]
    return origins[0] != origins[1] and one.article.source != other.article.source and bool({*one.days} & {*other.days})


def _differ(one: _Act, other: _Act) -> bool:
    mine, theirs = content_stems(one.who), content_stems(other.who)
    if one.kind == "outcome":
        shared = content_stems(one.what) & content_stems(other.what)
        return mine == theirs and len(shared) >= SHARED and _DECISIONS[one.did] != _DECISIONS[other.did]
    same = one.did == other.did and stem(one.what.split()[0]) == stem(other.what.split()[0])
    return (
        same
        and bool(names(f"the {one.who}") and names(f"the {other.who}"))
        and mine.isdisjoint(theirs)
        and not {*names(one.what)}.isdisjoint(names(other.what))
    )
