"""Edits that give an event another end: a bill rejected that was approved, a match lost that was won. See bench/edits.py."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bench._changes import Site, put
from bench._negated import NEGATIVE

if TYPE_CHECKING:
    from bench.edits import Sentence

# Put in place of each other after a noun as well as after "was" or "has"
ENDS = {
    "approved": "rejected", "rejected": "approved", "adopted": "rejected", "accepted": "turned down", "won": "lost", "lost": "won",
    "convicted": "acquitted", "acquitted": "convicted", "found guilty": "found not guilty", "granted": "refused",
    "upheld": "overturned", "overturned": "upheld", "arrested": "released", "detained": "released",
    "killed": "injured", "injured": "killed", "wounded": "killed", "destroyed": "captured", "closed": "opened",
    "reopened": "closed", "opened": "closed", "banned": "allowed", "failed to": "managed to", "managed to": "failed to",
    "agreed to": "refused to", "refused to": "agreed to", "increased": "decreased", "decreased": "increased",
    "rose": "fell", "fell": "rose", "voted for": "voted against", "voted against": "voted for", "succeeded": "failed",
    "voted in favour of": "voted against", "voted in favor of": "voted against", "lifted": "extended", "delayed": "brought forward",
    "postponed": "brought forward", "cancelled": "confirmed", "canceled": "confirmed", "strengthened": "weakened",
}  # fmt: skip
# Only where the subject does it: "the army captured the town" can be "lost", "the town was captured" cannot
DONE = {
    "captured": "lost", "defeated": "lost to", "seized": "lost", "signed": "refused to sign", "resigned": "refused to resign",
    "shot down": "missed", "advanced": "retreated", "retreated": "advanced", "survived": "died in",
    "suspended": "resumed", "resumed": "suspended", "joined": "left", "recaptured": "failed to recapture", "gained": "lost",
    "welcomed": "condemned", "backed": "opposed", "sold": "refused to sell",
}  # fmt: skip
_HELPED = re.compile(r"\b(?:was|were|been|be|being|is|are|has|have|had|get|got|having)(?: \w+ly)? $|[,(] $|^$|-$")
_OPEN = re.compile(
    r"\b(?:if|whether|unless|until|could|may|might|would|should|to be|than|those|people|many|number) (?:\w+ ){0,3}$"
)
_NO_VERB = re.compile(r"\b(?:the|a|an|his|her|its|their|of|no|newly|recently|by) $|[-–]$")


def outcome(sentence: Sentence, chance: random.Random) -> str | None:
    """What came of it made the contrary, by one word for another that leaves the grammar whole; none inside quotations."""
    sites = [*_sites(sentence.text)]
    return put(sentence.text, *chance.choice(sites)) if sites else None


def _sites(text: str) -> Iterator[Site]:
    words = ENDS | DONE
    for found in re.finditer(rf"(?<![\w-])(?:{'|'.join(sorted(words, key=len, reverse=True))})(?![\w’'-])", text):
        before, after = text[: found.start()], text[found.end() :]
        if len(re.findall(r"[\"“”]", before)) % 2 or NEGATIVE.search(before[-25:]) or _OPEN.search(before[-60:]):
            continue
        if _NO_VERB.search(before) or (
            found[0] in DONE and (_HELPED.search(before) or re.match(r" by\b|[.,;]", after))
        ):
            continue
        if found[0] in ("lost", "won", "fell", "rose", "opened", "closed") and re.match(
            r" (?:to|into|in love|over|up|off|down)\b", after
        ):
            continue
        yield *found.span(), words[found[0]]
