"""Whether a text tells something as so, as not so or as what may be, and which words tell opposite things.

Every word that means something has a sign, turned by each "not", "denied" or "without" in whose reach it stands.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.wording import Span, Token, Wording
from assistant.words import stem

REACH = 2  # words with a meaning of their own that a negation reaches
OF_VERBS = 1  # and that "failed to" does: only what was not done

_NOT = frozenset("not never no nobody nothing none neither nor without cannot hardly barely nowhere unless".split())
# "Rather than attacking" tells that nobody attacked, "has yet to decide" that nothing is decided.
_IN_PLACE = {"rather": "than", "instead": "of", "yet": "to", "short": "of"}
# "Rejected claims that it had fired" tells that it had not; "rejected the offer" turns nothing that follows.
_TURNS_DOWN = frozenset(
    map(stem, "reject rejected dismiss dismissed dispute disputed refute refuted rebuff rebuffed rubbish".split())
)
_SHRINKS_FROM = frozenset(map(stem, "afraid reluctant unwilling hesitate hesitated".split()))
_CLAIMS = frozenset(
    map(
        stem,
        "claim claims allegation allegations report reports suggestion suggestions accusation accusations assessment view theory idea notion charge charges assertion".split(),
    )
)
_WARNS = frozenset(map(stem, "warn warned warns warning advise advised decide decided caution cautioned".split()))
_UNDONE = frozenset(map(stem, "refuse refused fail failed decline declined unable unlikely".split()))
_FIRST_HALVES = frozenset("non de un".split())  # of a word with a hyphen
_NEGATES = frozenset(
    stem(word)
    for word in "deny denied denies denying denial refuse refused refuses fail failed fails decline declined "
    "unable unlikely impossible lack lacked lacks".split()
)
_TURNING, _TURNING_STEMS = (
    _NOT | _FIRST_HALVES | _IN_PLACE.keys() | {"against"},
    _SHRINKS_FROM | _TURNS_DOWN | _NEGATES,
)
NOT_ONLY = re.compile(
    r"\b(?:not (?:only|just|merely|least|uncommon|unusual|unlike|infrequent|impossible)|no (?:doubt|longer than|fewer|less|more than|matter|sooner|[a-z]{2,}er than)"
    r"|nothing (?:but|less|more than|short of))\b",
    re.I,
)
# What tells that something is not so without any of these: what a free wording may have for a "not".
_AS_GOOD_AS_NOT = frozenset(
    """seldom rarely unlike nonsense untrue false falsely baseless unfounded groundless impossible prevent prevents prevented preventing
    avoid avoids avoided avoiding absent absence unwilling reluctant silent instead rather difficult unacceptable inadmissible
    inadmissibility unthinkable incapable inability unnecessary unjustified unknown unclear unchanged missing exempt abstain abstained
    banned forbidden prohibited outlawed unprecedented scarcely""".split()
)
_COMES_TO_NOT = re.compile(
    r"\bover (?:the (?:\w+ )?(?:objections?|opposition|advice|veto) of|(?:his|her|its|their|[\w’'-]+[’']s?) (?:\w+ )?(?:objections?|opposition|advice|veto))\b"
    r"|(?<!\ba )\b(?:few|little)\b|\b(?:all but|last to|lucky to|far from|free of|free from|rul(?:e|es|ed|ing) out)\b|\b(?:first of (?:its|their) kind|a first (?:in|for))\b"
    r"|\b(?:more|less|rather) [^,;.]{1,40}? than (?:to|on|of|by|for|with|from|in)\b"
    r"|\bless (?:willing|likely|able|ready|inclined|keen)\b|\b(?:keep|keeps|kept|stop|stops|stopped|bar|bars|barred|deter|deters|deterred|dissuaded?)\b[^.;]{1,40}?\bfrom (?:\w+ly )?\w+ing\b",
    re.I,
)
# "No leader has served longer than" says who served longest, "has not kept them from going" that they went, "not until" that it came.
_YET_SO = re.compile(
    r"\bno (?:\w+ ){1,12}(?:more|less|longer|greater|better|worse|larger|higher|[a-z]{3,}er)(?: than\b|[.,;]|$)"
    r"|\b(?:not|never|\w+n[’']t) (?:\w+ )?(?:keep|kept|prevent(?:ed)?|stop(?:ped)?|deter(?:red)?|discouraged?)\b"
    r"(?=[^.;]{1,50}\bfrom (?:\w+ly )?\w+ing\b)|\b(?:not|never|\w+n[’']t) (?:rul(?:ed?|ing) out\b|(?=[^,;.]{0,60}\buntil\b))",
    re.I,
)
_BREAK = re.compile(r"[,;:.!?()–—]")
_BREAKS = frozenset("but although though while because who which and".split())
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis")
_PREFIXED = re.compile(rf"^(?:{'|'.join(_PREFIXES)})(?=\w{{4}})")
_MAY = frozenset(
    "will would may might could should can shall must 'll if whether unless planned plans plan plans planning wants want wanted hopes hope hoped "
    "threatened threatens threatening expected expects likely considering considers aims aimed intends intended proposed proposes "
    "allegedly reportedly supposedly alleged urged calls called demands demanded ready prepared going set due".split()
)
_HEARD = frozenset("said believed thought reported understood rumoured rumored feared".split())


@dataclass(frozen=True, slots=True)
class Sign:
    """What a text tells with one of its words: so (+1) or not so (-1), as done or as what may be, and the word that turns it."""

    at: int
    sign: int
    cue: int | None
    may_be: bool


def signs(wording: Wording, positions: range) -> dict[int, Sign]:
    """The signs of words of a text that follow each other, by their position."""
    found: dict[int, Sign] = {}
    reach: list[tuple[int, int]] = []  # cue, how many words it still reaches
    cues_here = frozenset(turning(wording, positions))
    may = -9
    for at in positions:
        token = wording.tokens[at]
        if token.plain in _BREAKS or (at and _breaks(wording.text, wording.tokens[at - 1].end, token.start)):
            reach, may = [], -9
        cues = [cue for cue, _ in reach]
        found[at] = Sign(at, _turned(wording.tokens[cue] for cue in cues), cues[0] if cues else None, at - may <= 3)
        if reach and token.content and not token.text[0].isupper():  # "not Ada Hale's strength" reaches the strength
            reach = [(cue, left - 1) for cue, left in reach if left > 1]
        if at in cues_here:
            reach.append((at, OF_VERBS if token.stem in _UNDONE else REACH))
        if token.plain in _MAY or token.plain.endswith("'ll") or _is_hearsay(wording.tokens, at):
            may = at
    return found


def _is_hearsay(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word tells what follows as others' word: "is said to have fled"."""
    return tokens[at].plain in _HEARD and any(one.plain == "to" for one in tokens[at + 1 : at + 2])


def _breaks(text: str, start: int, end: int) -> bool:
    """Whether what stands between two words ends the reach of a negation."""
    return end - start > 1 and bool(_BREAK.search(text, start, end))


def _turned(cues: Iterable[Token]) -> int:
    """What some cues together make of a word: "not denied" turns it twice, "neither … nor" once."""
    verbs = [cue.stem in _NEGATES | _TURNS_DOWN | _SHRINKS_FROM for cue in cues]
    return -1 if (sum(verbs) + (not all(verbs))) % 2 else 1


def is_cue(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word turns what it reaches into its opposite; "No 10" does not."""
    token, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    if token.plain in _FIRST_HALVES:
        return following is not None and token.text.islower() and 0 < following.start - token.end <= 3
    if token.plain == "no" and following and following.plain[0].isdigit():
        return False
    if token.stem in _SHRINKS_FROM:
        return following is not None and following.plain == "to"
    if token.stem in _TURNS_DOWN:
        return any(one.stem in _CLAIMS for one in tokens[at + 1 : at + 4])
    if token.stem in _NEGATES:
        return token.text[0].islower()  # "Denys" is a man
    if token.plain in _IN_PLACE:  # "fell short of winning"; "short of money" turns nothing
        short = token.plain == "short" and not _plain(tokens, at + 2).endswith("ing")
        return _plain(tokens, at + 1) == _IN_PLACE[token.plain] and not short
    if token.plain == "against":  # "warned against letting it happen"
        return at > 0 and tokens[at - 1].stem in _WARNS and following is not None and following.plain.endswith("ing")
    return token.plain in _NOT or token.plain.endswith("n't")


def _plain(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].plain if at < len(tokens) else ""


def turning(wording: Wording, positions: range, *, to_the_letter: bool = False) -> list[int]:
    """Where words turn what they reach; "not only" turns nothing, nor, but where two texts are set word by word, "not until"."""
    cues = [at for at in _cues(wording) if at in positions]
    if not cues:
        return []
    ends = _ends(wording, positions)
    spared = (
        [match.span() for match in NOT_ONLY.finditer(wording.text, *ends)]
        if to_the_letter
        else _spared(wording, positions)
    )
    return [at for at in cues if not _within(wording.tokens[at].start, spared)]


@functools.lru_cache(maxsize=1024)
def _cues(wording: Wording) -> tuple[int, ...]:
    """Where all words stand that may turn what they reach; most texts have none."""
    tokens = wording.tokens
    return tuple(
        [
            at
            for at, token in enumerate(tokens)
            if _may_turn(token.plain, token.stem) and is_cue(tokens, at) and not _is_in_title(tokens, at)
        ]
    )


def _is_in_title(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word stands between others with capitals, and has one, as in "A Song I Never Sang"."""
    around_it = tokens[max(0, at - 1) : at + 2]
    return len(around_it) == 3 and all(one.text[0].isupper() and not one.text.isupper() for one in around_it)


def _may_turn(plain: str, stemmed: str) -> bool:
    return plain in _TURNING or stemmed in _TURNING_STEMS or plain.endswith("n't")


def _spared(wording: Wording, positions: range) -> list[Span]:
    """The places of what looks like a negation and is none."""
    ends = _ends(wording, positions)
    return [match.span() for pattern in (NOT_ONLY, _YET_SO) for match in pattern.finditer(wording.text, *ends)]


def _ends(wording: Wording, positions: range) -> Span:
    return (wording.tokens[positions[0]].start, wording.tokens[positions[-1]].end) if positions else (0, 0)


def _within(place: int, spans: Iterable[Span]) -> bool:
    return any(start <= place < end for start, end in spans)


def negates(wording: Wording, positions: range) -> bool:
    """Whether a stretch of a text tells of anything that it is not so, by a "not" or by what comes to the same."""
    if turning(wording, positions) or any(wording.tokens[at].plain in _AS_GOOD_AS_NOT for at in positions):
        return True
    spared, others = _spared(wording, positions), _COMES_TO_NOT.finditer(wording.text, *_ends(wording, positions))
    return not all(_within(match.start(), spared) for match in others)


@functools.cache
def sides() -> dict[str, frozenset[tuple[int, int]]]:
    """Stem -> the lines of the file of opposites on which it stands, and on which side: 1 or -1."""
    table: dict[str, set[tuple[int, int]]] = {}
    for number, line in enumerate(Path(__file__).with_name("antonyms.txt").read_text(encoding="utf-8").splitlines()):
        for side, words in zip((1, -1), line.partition("#")[0].split("|"), strict=False):
            for word in words.split():
                table.setdefault(stem(word), set()).add((number, side))
    return {word: frozenset(places) for word, places in table.items()}


@functools.lru_cache(maxsize=20_000)
def opposites(word: str) -> frozenset[str]:
    """The stems that tell the opposite of a stem, but for those that "un-" and its like make of it.

    >>> stem("rejected") in opposites(stem("accepted")), stem("increased") in opposites(stem("rose"))
    (True, False)
    """
    mine = sides().get(word, frozenset())
    facing = {other for number, side in mine for other in _lines()[number, -side]}
    return frozenset(other for other in facing if not mine & sides()[other])


@functools.cache
def _lines() -> dict[tuple[int, int], frozenset[str]]:
    """A line of the file of opposites and a side of it -> the stems that stand there."""
    table: dict[tuple[int, int], set[str]] = {}
    for word, places in sides().items():
        for place in places:
            table.setdefault(place, set()).add(word)
    return {place: frozenset(words) for place, words in table.items()}


def opposite(one: str, other: str) -> bool:
    """Whether two stems tell opposite things.

    >>> opposite("accept", "unaccept"), opposite("rise", "fall"), opposite("fall", "drop")
    (True, True, False)
    """
    return other in with_prefix(one) or other in opposites(one)


def with_prefix(word: str) -> frozenset[str]:
    """What "un-" and its like make of a stem, or leave of it."""
    return frozenset((_PREFIXED.sub("", word), *(f"{prefix}{word}" for prefix in _PREFIXES))) - {word}
