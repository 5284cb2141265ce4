"""Two questions put in one: each is answered for itself, and what only one of them lacks does not cost the other its answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answerer import Answered
from assistant.answers import Claim
from assistant.followups import Asked, standalone
from assistant.question import understood
from assistant.topics import PRONOUN
from assistant.words import content_words, names
from ingest.articles import Citation

MOST_PARTS = 3
UNSAID = "the articles do not say: {}"
_HELPS = r"did|does|do|is|are|was|were|has|have|had|will|would|can|could|should|may|might|must"
# What opens a question of its own: "who left", "what did they say", "how many people were hurt", but not "how it began".
_ASKS = (
    rf"(?:(?:who|whom|what|which|whose)\b|(?:at|in|on|for|from|by|to) (?:what|which|whom|how)\b|(?:when|where|why) (?:{_HELPS})\b"
    rf"|how (?:(?:many|much|long|old|far|big|large|often|high)\b|(?:{_HELPS})\b)|(?:did|does|do) \w)"
)
_JOINED = re.compile(rf"\?\s+(?:and |but |also )?(?={_ASKS})|,?\s+(?:and|but)\s+(?:also )?(?={_ASKS})", re.I)
_OPENS = re.compile(rf"(?:and |but |so )?(?:{_ASKS}|how \w|when \w|where \w|why \w|(?:{_HELPS}) \w)", re.I)
_IT = re.compile(r"\bits?\b", re.I)
_THING = re.compile(
    r"\bthe (?:[\w’'-]+ ){0,2}[\w’'-]+(?= (?:of|in|on|at|from|to|by|for|with|and|after|before|over|near|last|yesterday|today|this)\b|$)"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the questions that a text puts: as it is put there, and standing alone."""

    asked: str
    alone: str


def parts_of(text: str) -> tuple[Part, ...]:
    """The questions that a text puts; the text itself where it puts one, or one of several cannot stand alone.

    >>> [part.alone for part in parts_of("Who opened the bridge and when did it close?")]
    ['Who opened the bridge?', 'When did the bridge close?']
    >>> len(parts_of("Where and when will they meet?"))
    1
    """
    pieces: list[str] = []
    start = 0
    for match in _JOINED.finditer(text):
        if len(pieces) < MOST_PARTS - 1 and _is_whole(text[start : match.start()]) and _is_whole(text[match.end() :]):
            pieces.append(text[start : match.start()])
            start = match.end()
    found: list[Part] = []
    for piece in (*pieces, text[start:]) if pieces else ():
        plain = piece.strip(" ?.!,") + "?"
        plain = plain[0].upper() + plain[1:]
        alone = _alone(plain, [one.alone for one in found])
        if PRONOUN.search(alone) or not (names(alone) or not found or alone != plain):
            return (Part(text, text),)
        found.append(Part(plain, alone))
    return tuple(found) or (Part(text, text),)


def _is_whole(piece: str) -> bool:
    """Whether a piece of a question asks something of something."""
    plain = piece.strip(" ?.!,")
    return bool(_OPENS.match(plain)) and len(plain.split()) > 2 and bool(content_words(plain) or PRONOUN.search(plain))


def _alone(piece: str, before: Sequence[str]) -> str:
    """A piece with what its "it" points at in the piece before it, or else as after a turn of a conversation."""
    things = [match[0] for match in _THING.finditer(before[-1].rstrip("?"))] if before else []
    if things and (it := _IT.search(piece)) and not re.search(r"\bit (?:is|was|that|to)\b", piece):
        return piece[: it.start()] + things[-1] + ("'s" if it[0].casefold() == "its" else "") + piece[it.end() :]
    return standalone(piece, [Asked(one) for one in before])


def as_one(parts: Sequence[Part], found: Sequence[Answered]) -> Answered:
    """What was made of each part, as one: partial where a part has no answer, which is then named."""
    if len(found) == 1:
        return found[0]
    told = [one for one in found if one.claims]
    whole = len(told) == len(parts) and all(one.status == "answered" for one in told)
    unsaid = [part for part, one in zip(parts, found, strict=True) if not one.claims]
    missing = [word for one in found for word in one.missing]
    missing += [word for part in unsaid for word in understood(part.asked).words if told]
    return Answered(
        "answered" if whole else "partial" if told else "not_in_sources",
        tuple(new_claims([], [claim for one in found for claim in one.claims])),
        tuple(dict.fromkeys(missing)),
        tuple(dict.fromkeys(hit for one in sorted(found, key=lambda one: bool(one.claims)) for hit in one.closest)),
        "; ".join(dict.fromkeys(one.short for one in told if one.short)) or None,
        all(one.short_sure for one in told if one.short),
        tuple(dict.fromkeys(difference for one in found for difference in one.differences)),
        left_out=tuple(out for one in found for out in one.left_out),
        notices=(*(UNSAID.format(part.asked) for part in unsaid if told), *(notice for one in found for notice in one.notices)),
    )  # fmt: skip


def new_claims(before: Sequence[Claim], claims: Sequence[Claim]) -> list[Claim]:
    """The claims that cite other words first than those before them and than each other."""
    shown = {claim.citations[0] for claim in before}
    found: dict[Citation, Claim] = {}
    for claim in claims:
        if claim.citations[0] not in shown:
            found.setdefault(claim.citations[0], claim)
    return list(found.values())
