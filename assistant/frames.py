"""What a source tells only as somebody's word, belief, hope or condition, and a claim tells as a fact.

"Ukraine claims Russia attacked the port" does not bear out "Russia attacked the port": the words are there, their frame is not.
What "officials said" may be told without them, as news often does; what somebody said who is named may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.speakers import sayings
from assistant.thesaurus import others
from assistant.wording import Span, Token, Wording
from assistant.words import stem

HELD = 0.6  # the share of a claim's words that a sentence must hold to be the one that it was taken from
BEHIND = 9  # words behind what was taken among which a sentence's frame may still stand: ", the mayor said on Monday"

# Whose word, belief or hope it is, matters: none of these makes a fact of what follows.
_DOUBTFUL = frozenset(
    stem(word)
    for word in "claim claims claimed allege alleges alleged accuse accused accuses believe believes believed think thinks thought suspect "
    "suspects suspected fear fears feared hope hopes hoped insist insists insisted argue argues argued suggest suggests suggested assert "
    "asserts asserted speculate speculated rumour rumours rumoured rumor rumored allegedly reportedly supposedly purportedly if unless "
    "whether maintain maintains maintained predict predicts predicted wish wishes wished imagine doubt doubts doubted threaten threatens "
    "threatened".split()
)
_SAYS = frozenset(
    stem(word)
    for word in "say says said saying tell tells told add adds added write writes wrote warn warns warned announce announces announced state "
    "states stated report reports reported confirm confirms confirmed declare declares declared estimate estimates estimated according "
    "acknowledge acknowledged admit admits admitted explain explained reply replied vow vowed pledge pledged promise promised".split()
)
_BREAK = re.compile(r"[;]|\b(?:but|while|although|though|whereas)\b", re.I)
_QUOTED = re.compile(r"[\"“”]")


def unframed(claim: Wording, source: Wording, window: Span) -> Iterator[Span]:
    """The claim as a whole where it tells as a fact what the source tells in a frame, and nowhere without one."""
    if _is_framed(claim) or not source.cased:  # in lower case nobody is named, and half of the frames cannot be told
        return
    wanted = [token for token in claim.tokens if token.content]
    taken = [place for place in source.sentences if _held(wanted, source, place)]
    near = [place for place in taken if place[0] < window[1] and window[0] < place[1]]
    if near and all(_frames(wanted, source, place) for place in taken):
        inner = claim.text.strip()
        start = claim.text.index(inner)
        yield start, start + len(inner)


def _is_framed(claim: Wording) -> bool:
    return bool(_QUOTED.search(claim.text)) or any(token.stem in _DOUBTFUL | _SAYS for token in claim.tokens)


def _held(wanted: list[Token], source: Wording, place: Span) -> list[int]:
    """The positions of a claim's words in a sentence, none where too few of them stand there."""
    stems = {token.stem for token in wanted}
    like = frozenset().union(*(others(token.plain) for token in wanted)) if wanted else frozenset()
    found = [
        at
        for at in source.between(*place)
        if source.tokens[at].content and (source.tokens[at].stem in stems or source.tokens[at].stem in like)
    ]
    held = {source.tokens[at].stem for at in found}
    return found if wanted and len(held) >= HELD * len(stems) else []


def _frames(wanted: list[Token], source: Wording, place: Span) -> bool:
    """Whether a cue stands before the words that were taken, or right behind them, with no break between."""
    held, everywhere = _held(wanted, source, place), source.between(*place)
    before = [at for at in everywhere if at < held[0]]
    behind = [at for at in everywhere if at > held[-1]][:BEHIND]
    tokens, text = source.tokens, source.text
    named = any(one.names and one.sentence == place for one in sayings(source))
    cues = _DOUBTFUL | _SAYS if named else _DOUBTFUL
    for at in reversed(before):
        if _BREAK.search(text, tokens[at].end, tokens[held[0]].start):
            return False
        if tokens[at].stem in cues:
            return True
    return any(tokens[at].stem in cues for at in behind)
