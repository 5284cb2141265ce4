"""What somebody is only charged with, suspected of or said to have done: "Hale was accused of taking bribes" is not "Hale took bribes".

`frames` asks whether a frame stands before all words that a claim has from a sentence. Here who does it stands before the frame, where he is
told to be accused, and only what he does behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.thesaurus import others
from assistant.wording import Span, Token, Wording

Frame = tuple[int, int, int]  # where it begins and ends, and how far it reaches
FEWEST = 2  # words of a deed that must stand behind a frame
SHARE = 0.6  # of the words of a deed, those that must stand there
SURE = 40  # characters before a charge among which a conviction makes a fact of it

_DEED = re.compile(  # what is told of without a verb of its own: it ends where the sentence goes on
    r"\b(?:accus(?:e|es|ed|ing)|suspect(?:s|ed)?)\b[^.;,:]{0,60}?\bof (?=[a-z$£€\d])"
    r"|\b(?:charge[sd]?|charging|indicts?|indicted)\b[^.;,:]{0,60}?\bwith (?=[a-z$£€\d])"
    r"|\b(?:charges|allegations?|accusations?|suspicions?|counts|claims) (?:of|for) (?=[a-z$£€\d])"
    r"|\b(?:indicted|sued|investigated|prosecuted) for (?:\w+ly )?(?=\w+ing\b)"
)
_TOLD = re.compile(  # and what is told in a clause of its own, of whoever it is that was named before
    r"\b(?:alleg(?:e|es|ed|ing)|claim(?:s|ed|ing)?|suspect(?:s|ed|ing)?|believ(?:e|es|ed|ing)|assert(?:s|ed|ing)?|insist(?:s|ed|ing)?"
    r"|allegations?|accusations?|suspicions?|rumou?rs?)(?: that)? (?=(?:he|she|it|they|his|her|its|their|the [a-z]+)\b)"
    r"|\b(?:allegedly|supposedly|purportedly)\b|^Among the (?:[a-z]+ )?(?:allegations|accusations|charges|claims)\b"
)
_GOES_ON = re.compile(
    r"[;:]|, (?!and\b|or\b)|\b(?:but|while|although|though|was|were|is|are|has|have|had|will|would)\b"
)
_BREAK = re.compile(r"[;]|\b(?:but|while|although|though|whereas)\b")
_PROVED = re.compile(r"\b(?:convict\w*|(?<!not )guilty|admit\w*|confess\w*|sentenced|jailed|imprisoned)\b", re.I)
# A claim that tells of a case, and not of the deed itself.
_OF_A_CASE = re.compile(
    r"\b(?:trials?|courts?|charg\w+|indict\w+|prosecut\w+|investigat\w+|prob(?:e[sd]?|ing)|inquir(?:y|ies)|lawsuits?|su(?:e[sd]?|ing)|cases?|"
    r"arrest\w*|detain\w*|custody|plead\w*|pled|guilty|innocent|convict\w*|acquit\w*|jail\w*|warrants?|extradit\w+|complain\w*|suspici\w+|allegation\w*"
    r"|accusation\w*|den(?:y|ies|ied|ying)|fac(?:es?|ed|ing)|wanted|scandals?)\b",
    re.I,
)
_PRONOUN = re.compile(r"\W*(?:he|she|they|it) (?!(?:was|were|is|are|has been|have been|had been) \w+(?:ed|en)\b)", re.I)
_VERB = re.compile(r"\w{2,}(?:ed|ing)$|(?:quit|left|won|lost|paid|sold|met|went|fled|told|made|gave|took|held)$")


def tells_of_a_case(claim: Wording) -> bool:
    """Whether a claim tells of a charge, a trial or a quarrel rather than of what somebody did."""
    return bool(_OF_A_CASE.search(claim.text))


def is_alleged(claim: Wording, source: Wording, place: Span) -> bool:
    """Whether a sentence of a source tells of a claim's doer what he does only as what he is accused of."""
    wanted = [token for token in claim.tokens if token.content]
    of_one_before = bool(_PRONOUN.match(claim.text))
    return any(_stands_behind(wanted, source, place, frame, of_one_before) for frame in _frames(source, place))


def _frames(source: Wording, place: Span) -> list[Frame]:
    """Where frames stand in a sentence, and how far each of them reaches."""
    found = []
    for pattern, ends in ((_DEED, _GOES_ON), (_TOLD, _BREAK)):
        for match in pattern.finditer(source.text, *place):
            if pattern is _DEED and _PROVED.search(source.text, max(place[0], match.start() - SURE), match.end()):
                continue
            stop = ends.search(source.text, match.end(), place[1])
            found.append((*match.span(), stop.start() if stop else place[1]))
    return found


def _stands_behind(wanted: Sequence[Token], source: Wording, place: Span, frame: Frame, of_one_before: bool) -> bool:
    """Whether the doer, the first of a claim's words where no pronoun names him, stands before a frame, and what he does behind it."""
    before, behind = _stems(source, place[0], frame[1]), _stems(source, frame[1], frame[2])
    at = next((at for at, token in enumerate(wanted) if not _is_in(token, before)), len(wanted))
    if any(_VERB.search(token.plain) for token in wanted[:at]) or (
        not at and not of_one_before and frame[0] > place[0]
    ):
        return False
    rest = wanted[at:]
    told = [token for token in rest if _is_in(token, behind)]
    return len(told) >= max(FEWEST, SHARE * len(rest)) and not any(
        _is_in(token, before) for token in rest if token not in told and not token.text[0].isupper()
    )


def _stems(source: Wording, start: int, end: int) -> frozenset[str]:
    return frozenset(source.tokens[at].stem for at in source.between(start, end))


def _is_in(token: Token, stems: frozenset[str]) -> bool:
    return token.stem in stems or not stems.isdisjoint(others(token.plain))
