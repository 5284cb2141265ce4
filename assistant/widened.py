"""What a claim adds to how far its source goes: all for some, only, the first ever, because, the minister for the deputy minister.

Each looks for a word that a source which bears the claim out would have, or any of those that come to the same: where the source
has none of them, the claim went further by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.thesaurus import others
from assistant.wording import Span, Token, Wording

APART = 2  # steps between what a claim tells of a group and what its source tells of it
NEAR = 4  # words behind "most" or "all" among which the group is named
_HOW_MANY = {
    1: "few fewer", 2: "some several certain part partly sometimes occasionally", 3: "many often numerous", 4: "half",
    5: "most mostly mainly majority usually", 7: "all every each both entire whole always everyone everybody none",
}  # fmt: skip
_STEPS = {word: step for step, words in _HOW_MANY.items() for word in words.split()}
# "Only two", "only after", "the first time", "the first half" tell of nobody that he is the only or the first one.
_COUNTED = "a an one two three four five six seven eight nine ten to after when if recently now days hours weeks months years on in as"
_OF_A_ROW = """time half quarter of round day days week weeks month months year years stage leg two few three step reading minister lady in since
    place name floor person hours phase part page line game goal set case"""
_SUPERLATIVES = "first largest biggest highest lowest longest oldest youngest greatest fastest strongest worst best"
_ALONE = """only just merely mere single lone no none nobody nothing not never without but unless limited one ones solitary barely until than all
    every any last remaining both instead rather simply purely entirely neither nor other others"""
_UNMATCHED = "ever never record always first unprecedented since century before precedent no none most new unmatched"
_FOREMOST = """most least ever never unprecedented leading main chief number no none before since than lead leads led new newly won best worst
    worse better more all one half early last low lows high highs maiden only 1st not decade"""

_OFFICES_HELD = frozenset(
    """minister president premier chancellor governor mayor secretary ambassador commissioner director commander chief chair chairman
    chairwoman speaker leader head editor prosecutor attorney manager captain coach""".split()
)
_LESSER = re.compile(
    r"\b(?:(?:deputy|assistant|shadow)[ -](?:(?!the\b|an?\b)[\w-]+ ){0,2}|vice[ -])$", re.I
)  # "deputy prime minister"
_LOOKED_AT = 40  # characters before an office

# What may tell, or let a reader see, that one thing came of another.
_LINKS = """because led lead leads leading due thanks owing so why therefore thus hence drove made make makes making over amid as after for since given
    mean means meant helped too without could couldn't cannot can't unable when"""


def _any(words: str) -> str:
    return "|".join(words.split())


# What a claim adds, and what of its source comes to the same.
_ADDED = tuple(
    (re.compile(added), re.compile(like))
    for added, like in (
        (
            rf"\b(?:only|alone|sole|solely|exclusively)\b(?! (?:{_any(_COUNTED)}|\d+)\b)",
            rf"\b(?:{_any(_ALONE)}|sole\w*|exclusiv\w+|unique\w*|except\w*|restrict\w+|rare\w*|few\w*)\b|n[’']t\b",
        ),
        (
            r"\b(?:no|nobody|nothing|none|first|most|than|[a-z]{2,}est)\b[^,.;]{0,60}\bever\b|\bnever before\b|\bof all time\b|\ball-time\b"
            r"|\bin (?:its |the |their )?(?!recent |modern )(?:\w+ )?history\b|\bbefore (?:it|him|her|them)\b",
            rf"\b(?:{_any(_UNMATCHED)}|[a-z]{{2,}}est|record\w*|all[- ]time|(?<!recent )(?<!modern )history|histor\w+c\w*|previous\w*)\b",
        ),
        (
            rf"\b(?:the|its|their|his|her|[\w’']+s) (?:(?:world|country|city|nation)[’']s )?(?:{_any(_SUPERLATIVES)})\b"
            rf"(?! (?:{_any(_OF_A_ROW)}|[a-z]+day)\b)",
            rf"\b(?:{_any(_FOREMOST)}|[a-z]{{2,}}est|first\w*|record\w*|top\w*|premier\w*|debut\w*|pioneer\w*|initial\w*|inaugura\w+|win\w*|victor\w*"
            r"|champion\w*|start\w*|beg[aiu]n\w*|open\w*|earl\w+|peak\w*|original\w*)\b|n[’']t\b",
        ),
        (
            r"\bbecause\b|\b(?:had|has|have) caused\b|\bled to\b|\bas a result of\b|\bthanks to\b|\bowing to\b|\bresulted in\b"
            r"|(?<!was )(?<!were )(?<!been )(?<!be )\bbrought (?!by\b)(?:[\w’'-]+ ){1,4}down\b",
            rf"\b(?:{_any(_LINKS)}|caus\w+|result\w*|reason\w*|prompt\w*|trigger\w*|spark\w*|blam\w+|driv\w+|forc\w+|fuel\w*|contribut\w+|attribut\w+"
            r"|consequen\w+|follow\w+|out of|in response|grounds?|creat\w+|enabl\w+|allow\w*|in order|bring\w*|brought)\b",
        ),
    )
)


def widened(claim: Wording, source: Wording) -> Iterator[Span]:
    """The words with which a claim goes further than its source."""
    told = source.text.lower()
    for added, like in _ADDED:
        for match in added.finditer(claim.text.lower()):
            if not like.search(told):
                yield match.span()
    yield from _of_more(claim, source)
    yield from _of_higher_rank(claim, source)


def _of_higher_rank(claim: Wording, source: Wording) -> Iterator[Span]:
    """The office of a claim of which its source tells only a lesser one: the minister, where it tells of the deputy minister."""
    held = [token for token in claim.tokens if token.plain in _OFFICES_HELD and not _is_lesser(claim, token)]
    told = {token.plain: True for token in source.tokens} if held else {}
    for one in source.tokens if held else ():
        told[one.plain] &= one.plain in _OFFICES_HELD and _is_lesser(source, one)
    yield from ((token.start, token.end) for token in held if told.get(token.plain))


def _is_lesser(wording: Wording, office: Token) -> bool:
    return bool(_LESSER.search(wording.text[max(0, office.start - _LOOKED_AT) : office.start]))


def _of_more(claim: Wording, source: Wording) -> Iterator[Span]:
    """The "all" of a claim where its source tells "some" or "most" of the same, and the like."""
    said = [*_groups(claim, range(len(claim.tokens)))]
    if not said:
        return
    told = [*_groups(source, range(len(source.tokens)))]
    for at, step, group, words in said:
        same = [other for _, other, theirs, alike in told if theirs & (group | words) or alike & group]
        if same and max(same) + APART <= step:
            yield claim.tokens[at].start, claim.tokens[at].end


def _groups(wording: Wording, positions: range) -> Iterator[tuple[int, int, frozenset[str], frozenset[str]]]:
    """Where a text tells how many of a group, the step, the stem of the group, and other words for it."""
    for at in positions:
        step = 1 if _is_one_of(wording, at) else _STEPS.get(wording.tokens[at].plain)
        if step is None:
            continue
        near = wording.tokens[at + 1 : at + 1 + NEAR]
        behind = [one for one in near if one.content and one.plain not in _STEPS and not one.stem.isdigit()][:1]
        if behind:
            yield at, step, frozenset((behind[0].stem,)), others(behind[0].plain)


def _is_one_of(wording: Wording, at: int) -> bool:
    """Whether "one of" stands at a place."""
    return [one.plain for one in wording.tokens[at : at + 2]] == ["one", "of"]
