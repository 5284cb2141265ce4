"""Edits of who does and who says it: two names in each other's place, and another speaker. See bench/edits.py."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

from bench import _newswords as words
from bench._changes import put
from bench._named import Mention, alike, has, mentions, occurs, people, surname

if TYPE_CHECKING:
    from bench.edits import Sentence

# two names in each other's place

_DONE_TO = re.compile(
    r"\b(?:attack\w*|invad\w+|invasion of|war (?:against|on)|aggression (?:against|towards)|accus\w+|urg\w+|told|tells?|warn\w*|ask\w*|"
    r"call\w* (?:on|for)|critici[sz]\w+|suppl\w+|sen[dt]\w*|gave|giv\w+|blam\w+|condemn\w*|threat\w*|support\w*|thank\w*|invit\w+|"
    r"arrest\w*|kill\w*|shell\w*|struck|hit|occup\w+|annex\w*|seiz\w+|captur\w+|sanctions? (?:on|against)|assault on|offensive (?:against|in)|"
    r"(?:troops|forces|soldiers|army|military) (?:in|into|from|to)|help\w*|fund\w*|armed|arming|provid\w+|deliver\w*|impos\w+|pressur\w+|order\w*|"
    r"demand\w*|depend\w* on|cross\w* into|defeat\w*|defend\w*|protect\w*|abandon\w*|oppos\w+|recogni[sz]\w+|bomb\w*|strikes? on|"
    r"visit\w*|welcom\w+|prais\w+|back(?:ed|s|ing)|train(?:ed|s|ing)|host\w*|rel(?:y|ies|ied) on|fear\w*|trust\w*|block\w*|influence (?:on|over|in)|"
    r"punish\w*|target\w*|beat|win over|victory (?:over|in)|occupation of|annexation of|attacks? on|"
    r"against|exports? to|aid (?:to|for)|ambassador to|control over|retreat\w* from|withdr\w+ from|advance\w* (?:on|into))\b"
)
_NO_OBJECT = re.compile(r"\b(?:and|or|with|between|that|as|said|says|who|which)\b|[;:()\"“”—]| [–-] ")


def swap(sentence: Sentence, chance: random.Random) -> str | None:
    """Who did it and to whom it was done, in each other's place: two countries, cities or people."""
    text, found = sentence.text, mentions(sentence)
    sites = []
    for one, other in zip(found, found[1:], strict=False):
        between = text[one.end : other.start]
        forms = _forms(one, text), _forms(other, text)
        if not all(forms) or not _DONE_TO.search(between) or _NO_OBJECT.search(between) or len(between) > 70:
            continue
        if one.type == "city" and re.search(r"\b(?:in|to|at|from|near|outside|of)$", text[: one.start].rstrip()):
            continue
        if re.match(r"[’']?s? ?(?:,? and|or|-)\b", text[other.end :]) or re.search(
            r"\b(?:and|or|between|both)(?: the)? $", text[: one.start]
        ):
            continue
        sites.append((one, other))
    if not sites:
        return None
    one, other = chance.choice(sites)
    return _swapped(text, one, other)


def _forms(one: Mention, text: str) -> dict[str, str]:
    """A name as a noun and as an adjective, and which of them it is here; nothing for a type that is not swapped."""
    if one.type in ("person", "surname"):
        return {"class": "person", "here": "noun", "noun": text[one.start : one.end]}
    country = next(
        ((names, adjective) for names, adjective in words.COUNTRIES if one.names[0] in (*names, adjective)), None
    )
    if country:
        return {
            "class": "state",
            "here": "adjective" if one.type == "adjective" else "noun",
            "noun": country[0][0],
            "adjective": country[1],
        }
    if one.type in ("short", "the country"):
        here = "noun" if re.search(r"\b[Tt]he $", text[: one.start]) else "adjective"
        return {"class": "state", "here": here, "noun": f"the {one.names[0]}", "adjective": one.names[0]}
    return {"class": "state", "here": "noun", "noun": text[one.start : one.end]} if one.type == "city" else {}


def _swapped(text: str, one: Mention, other: Mention) -> str | None:
    first, second = _forms(one, text), _forms(other, text)
    same = any(
        group >= {first["noun"].removeprefix("the "), second["noun"].removeprefix("the ")}
        for group in words.SAME_COUNTRY
    )
    if same or first["class"] != second["class"] or alike(first["noun"], second["noun"]):
        return None
    if first["here"] not in second or second["here"] not in first:
        return None
    for mention, mine, theirs in ((other, second, first), (one, first, second)):
        start = mention.start - (4 if mine["here"] == "noun" and mine["noun"].startswith("the ") else 0)
        text = put(text, start, mention.end, theirs[mine["here"]])
    return text


# who said it

_SAYS_AFTER = re.compile(rf"(?:,[^,\"“”]{{3,60}},)? (?:also |later |has |had |then )?{words.SAYING}\b")
_SAYS_BEFORE = re.compile(
    rf"(?:[,\"”–-] (?:said|says|added|stated|explained)|\b(?:according to|in the words of|statement by|told by))(?: (?:the |[A-Z]\w+ )*{words.TITLES})? $",
    re.IGNORECASE,
)


def speaker(sentence: Sentence, chance: random.Random) -> str | None:
    """Whoever says it in the sentence replaced by another who is in the paragraph, or else in the article."""
    text, found = sentence.text, mentions(sentence)
    said = [one for one in found if one.type in ("person", "surname", "organisation") and _says(one, text)]
    if not said:
        return None
    one = chance.choice(said)
    pool = [other for other in _others(one, sentence) if not any(occurs(name, text) for name in other)]
    near = [other for other in pool if any(has(sentence.paragraph, name) for name in other)]
    if not pool:
        return None
    new = chance.choice(near or pool)
    return put(text, one.start, one.end, new[-1] if one.type == "surname" else new[0])


def _says(one: Mention, text: str) -> bool:
    before = text[: one.start]
    joined = re.search(r"\b(?:and|told|by|of|to|for|with|from|that)(?: the)? $", before) and not _SAYS_BEFORE.search(
        before
    )
    return bool(_SAYS_BEFORE.search(before) or (_SAYS_AFTER.match(text[one.end :]) and not joined))


def _others(one: Mention, sentence: Sentence) -> list[tuple[str, ...]]:
    if one.type == "organisation":
        kind = next(kind for kind in words.ORGANISATIONS if one.names in kind)
        return [names for names in kind if any(has(sentence.text_of_article, name) for name in names)]
    return [(person, surname(person)) for person in people(sentence.text_of_article) if " " in person]
