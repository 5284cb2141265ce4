"""Where one whom an article lets speak denies what another says in it: both side by side, in their own sentences.

    a denial -> points back ("denied it", "rejected that account"): the words of the one who spoke last before it
             -> says what it denies ("denied that the lamp was faulty"): the sentence that tells most of it

Where neither is found nothing is told: a denial beside the wrong sentence would accuse somebody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.alone import is_quoted, leans
from assistant.answers import Claim, Difference
from assistant.statements import Statement
from assistant.wording import read
from assistant.words import content_stems, names
from ingest.articles import Citation

MOST = 4  # of one story
NEAR = 3  # statements before a denial among which it points back
SHARED, SHARE = 3, 0.6  # words of what is denied that a sentence must tell, and which share of them
LONGEST = 70  # words of a version
ABOUT = 3  # words that name what is denied
_CLAIM = (
    r"(?:account|accusations?|allegations?|charges?|claims?|criticism|reports?|suggestions?|arguments?|versions?|story)"
)
_DENIES = r"(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|disput(?:es?|ed|ing)|dismiss(?:es|ed|ing)?|contradict(?:s|ed|ing)?|refut(?:es?|ed|ing))"
_POINTS_BACK = re.compile(
    rf"\b{_DENIES} (?:it|that|this|them|(?:all |both )?(?:the|that|this|these|those|such|any such) {_CLAIM})(?=\W*$|[,.;:]| as\b| and\b| on \w+day\b)"
    rf"|\b{_DENIES} (?:that|having|any) [^\"“”]{{0,120}}\b(?:it|such \w+)\W*$|\bdisagree[sd]\b(?=\W*$|[,.;])",
    re.I,
)
_SAYS_WHAT = re.compile(
    rf"\b(?:{_DENIES} (?:that|having|(?:the |any )?{_CLAIM} (?:that|about|of))|the (?:report|claim|story|allegation) that)(?P<what> [^\"“”;]+?)(?=$|[\"“”;,.]| (?:is|was|were) (?:not true|untrue|false|wrong))",
    re.I,
)
_WITHIN = re.compile(r"\b(?:asked|whether|if|that|when|which|who|whom|accus\w+|alleg\w+|suggest\w+)\b", re.I)
_ACCUSES = re.compile(r"\b(?:accus|blam|alleg)\w+\b", re.I)
_MANY = ("ations", "claims", "charges", "accounts", "reports", "suggestions", "arguments", "versions", "them")
_NOT = re.compile(r"\b(?:not|never|no)\b", re.I)
_TELLS = re.compile(
    r"\b(?:(?:said|says|told(?: (?:the )?[A-Z]\w+){0,3}|claim(?:s|ed)|alleg(?:es|ed)|argue[sd]) that|accus(?:es|ed)|blam(?:es|ed)) ([^;:]+)"
)
_QUOTED = re.compile(r"“[^“”]*(?:”|$)|\"[^\"]*(?:\"|$)")


def denials(today: Sequence[Statement], known: Sequence[Statement] = ()) -> tuple[Difference, ...]:
    """What the statements of a day deny of each other, and of what was `known` before; those of an article in reading order."""
    found: list[Difference] = []
    for at, one in enumerate(today):
        outside = _QUOTED.sub(" ", one.text)
        if len(found) == MOST or one.modality != "denied" or is_quoted(one.text) or not _is_denial(one.text):
            continue
        if denied := _denied(at, outside, today, known):
            whole = _run(denied, today if denied in today else known)
            about = _phrase(_what(outside) or _told(whole.quote))
            claims = (Claim(whole.quote, (whole,)), _claim(_answer(at, today)))
            found.append(
                Difference(about, "negation", claims, one.article.published[:10] != denied.article.published[:10])
            )
    return tuple(found)


def _denied(at: int, outside: str, today: Sequence[Statement], known: Sequence[Statement]) -> Statement | None:
    """What a denial denies."""
    one = today[at]
    earlier = [each for each in today[:at] if each.article.id == one.article.id]
    if back := _POINTS_BACK.search(outside):
        # "Asked whether it knew, the company denied it": what is denied stands in the sentence itself. "The allegations" may be many.
        unclear = _WITHIN.search(outside, 0, back.start()) or back[0].casefold().endswith(_MANY)
        return None if unclear else _spoken_last(one, earlier[-NEAR:])
    if earlier and _accuses(earlier[-1]) and earlier[-1].speaker != one.speaker:
        return earlier[-1]
    what = _what(outside)
    wanted = content_stems(what) - content_stems(" ".join((one.speaker, *names(what))))
    return _told_most(one, wanted, [*earlier, *(each for each in today if each.article.id != one.article.id), *known])


def _accuses(one: Statement) -> bool:
    """Whether a statement accuses somebody in its own words, which nobody need be named for."""
    outside = _QUOTED.sub(" ", one.text)
    return bool(_ACCUSES.search(outside)) and not _NOT.search(outside)


def _spoken_last(one: Statement, before: Sequence[Statement]) -> Statement | None:
    """The last statement of another before a denial, None where the denier has spoken since."""
    for other in reversed(before):
        if other.speaker and other.speaker == one.speaker:
            return None
        if not _is_denial(other.text) and (other.attribution != "own" or _accuses(other)):
            return other
    return None


def _told_most(one: Statement, wanted: frozenset[str], others: Sequence[Statement]) -> Statement | None:
    """The first of the statements of others that tell most of what is denied, if they tell enough of it."""
    told = [
        (len(wanted & content_stems(other.text)), -at)
        for at, other in enumerate(others)
        if other.speaker != one.speaker and not _is_denial(other.text)
    ]
    most, at = max(told, default=(0, 0))
    return others[-at] if most >= SHARED and most >= SHARE * len(wanted) else None


def _what(outside: str) -> str:
    """The words that say what is denied, "" where none do."""
    found = _SAYS_WHAT.search(outside)
    return found["what"] if found else ""


def _is_denial(text: str) -> bool:
    outside = _QUOTED.sub(" ", text)
    return bool(_POINTS_BACK.search(outside) or _SAYS_WHAT.search(outside))


def _told(text: str) -> str:
    """What is told in a sentence that may begin with who tells it."""
    found = _TELLS.search(_QUOTED.sub(" ", text))
    return found[1] if found else text


def _phrase(text: str) -> str:
    """The first words of a text that say what it is about, with the small ones between them."""
    meaning = [token for token in read(text).tokens if token.content][:ABOUT]
    return text[meaning[0].start : meaning[-1].end] if meaning else ""


def _run(one: Statement, among: Sequence[Statement]) -> Citation:
    """A statement with those before it in its paragraph that it needs: a bare quotation has no speaker without them."""
    at, start = among.index(one), one.citation.start
    while at and (is_quoted(among[at].text) or leans(among[at].text)):
        at -= 1
        if among[at].citation.paragraph != one.citation.paragraph:
            break
        start = among[at].citation.start
    whole = Citation(one.citation.paragraph, start, one.citation.end)
    return whole if len(whole.quote.split()) <= LONGEST else one.citation


def _answer(at: int, today: Sequence[Statement]) -> Citation:
    """A denial with the quotation that follows it in its paragraph."""
    one = today[at]
    for after in today[at + 1 : at + 2]:
        if after.citation.paragraph == one.citation.paragraph and is_quoted(after.text):
            whole = Citation(one.citation.paragraph, one.citation.start, after.citation.end)
            return whole if len(whole.quote.split()) <= LONGEST else one.citation
    return one.citation


def _claim(citation: Citation) -> Claim:
    return Claim(citation.quote, (citation,))
