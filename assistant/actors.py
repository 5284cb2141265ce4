"""Whether a claim exchanges who does something with whom it is done to: "A met B" told as "B accused A"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.named import Named, named, same_name
from assistant.thesaurus import others
from assistant.wording import Span, Token, Wording
from assistant.words import stem

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
_HELPS = frozenset("was were is are be been being get got gets".split())  # before a participle of what is suffered
_OPENS = frozenset(
    "the a an his her its their this that these those him them it".split()
)  # what is done to somebody, behind its verb
_ENDS = re.compile(
    r"[,;:.!?()–—]|\b(?:to|in|on|at|of|for|from|with|by|and|or|but|as|that|who|which|when|after|before|over|about)\b",
    re.I,
)
_BOTH_WAYS = frozenset(
    map(stem, "married joined contacted faced matched embraced kissed hugged divorced engaged followed".split())
)
FEW = 6  # words before a verb among which its doer is named
# Who owns up to something, or denies it, is the one who has done it or not: "a witness who admitted lying".
_OWNS_UP = re.compile(
    r"\b(?:admit(?:s|ted|ting)?|confess(?:es|ed|ing)? to|guilty to|den(?:y|ies|ied|ying)|acknowledg(?:es?|ed|ing)|regret(?:s|ted|ting)?"
    r"|apologi[sz](?:es?|ed|ing) for|recall(?:s|ed|ing)?) (?:\w+ly |ever |having )?(?=\w+ing\b)"
)
_OWNING = frozenset(
    map(
        stem,
        "admit admitted confess confessed guilty deny denied denying acknowledge regret apologise apologize recall".split(),
    )
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


def turned_round(claim: Wording, source: Wording) -> Iterator[Span]:
    """The doers of a claim, named by what they are, who do it to those who alone do it in the source: "the judge overruled the mayor"."""
    for at, verb in enumerate(claim.tokens):
        if not (verb.content and verb.text.islower() and verb.plain.endswith("ed")) or verb.stem in _BOTH_WAYS:
            continue
        doers, others_of_it = _doers(claim, at), _done_to(claim, at)
        if not doers or not others_of_it:
            continue
        like = others(verb.plain)
        places = [place for place, one in enumerate(source.tokens) if one.stem == verb.stem or one.stem in like]
        if places and all(_is_round(doers, others_of_it, source, place) for place in places):
            yield doers[0].start, doers[-1].end


def owned_up(claim: Wording, source: Wording) -> Iterator[Span]:
    """The names of a claim to whom somebody else whom it names gives what he himself owns up to in the source."""
    if _OWNING.isdisjoint(source.stems) or not source.cased:
        return
    found = [*_OWNS_UP.finditer(source.text)]
    deeds_at = {bisect_left(source.starts, match.end()) for match in found}
    for match in found:
        first, at = (bisect_left(source.starts, place) for place in match.span())
        deed, start = source.tokens[at].stem, source.sentence_at(match.start())[0]
        if not source.tokens[at].content or any(
            one.stem == deed and place not in deeds_at for place, one in enumerate(source.tokens)
        ):  # "having", or what is told of others too
            continue
        owner = {one.stem for one in source.tokens[max(0, first - FEW) : first] if one.content and one.start >= start}
        yield from _given_away(claim, deed, owner)


def _given_away(claim: Wording, deed: str, owner: set[str]) -> Iterator[Span]:
    """The names before a deed in a claim that names its owner, as somebody else, before them."""
    for at, verb in enumerate(claim.tokens):
        before = claim.tokens[:at] if verb.stem == deed else ()
        doer = next((one for one in reversed(before) if one.content), None)
        if doer and doer.text[0].isupper() and doer.stem not in owner and any(one.stem in owner for one in before):
            yield doer.start, doer.end


def _is_round(doers: Sequence[Token], suffer: Sequence[Token], source: Wording, at: int) -> bool:
    """Whether at a verb of the source those do it, to others, who suffer it in a claim, and those who do it there do not."""
    if not source.tokens[at].plain.endswith("ed"):  # "engaged Orr, inviting the mayor": who does it stands further off
        return False
    do, done_to = ({one.stem for one in side(source, at)} for side in (_doers, _done_to))
    if not do or not done_to or any(one.stem in do for one in doers):
        return False
    return all(one.stem in do and one.stem not in done_to for one in suffer)


def _doers(wording: Wording, at: int) -> list[Token]:
    """The words with a meaning right before a verb, none where it tells what is suffered."""
    start = wording.sentence_at(wording.tokens[at].start)[0]
    before = [one for one in wording.tokens[max(0, at - FEW) : at] if one.start >= start]
    if any(one.plain in _HELPS for one in before[-3:]):
        return []
    cuts = [found.end() for found in _ENDS.finditer(wording.text, before[0].start, before[-1].end)] if before else []
    return [one for one in before if one.content and one.start >= max(cuts, default=start)]


def _done_to(wording: Wording, at: int) -> list[Token]:
    """The words with a meaning that name to whom a verb is done, none where nobody follows it."""
    behind = wording.tokens[at + 1 : at + 1 + FEW]
    if not behind or not (behind[0].plain in _OPENS or behind[0].text[0].isupper()):
        return []
    stop = _ENDS.search(wording.text, wording.tokens[at].end, behind[-1].end)
    end = stop.start() if stop else behind[-1].end
    return [one for one in behind if one.start < end and one.content]
