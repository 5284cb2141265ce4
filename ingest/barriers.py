"""Pages that stand where an article should be: paywalls, consent and robot checks, errors, shells, lists of articles.

Each is known by general signs, and only where there is little text: refusing a real article is worse than letting a
strange page in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.errors import SourceError

SHORT = 700  # characters of article text from which on no paywall or error is suspected
TINY = 300  # characters below which a declaration alone is believed
FEW = 1_500  # characters that a notice of consent may have

_PAYWALL = re.compile(
    r"\b(?:subscribe|sign up|register|log ?in|sign in|join)\b[^.!?]{0,40}\bto (?:continue|keep|read|finish|unlock|access)\b|"
    r"\bto (?:continue|keep|finish) reading\b|"
    r"\b(?:this|the full|the rest of (?:this|the)) (?:article|story|content|page) is (?:only )?(?:for|available (?:only )?(?:to|for)|"
    r"reserved for|exclusive(?:ly)? (?:to|for)) (?:our )?(?:\w+ )?(?:subscribers|members)|"
    r"\b(?:subscriber|member|premium)s?[- ](?:only|exclusive)\b|\balready (?:a|an) (?:\w+ )?(?:subscriber|member)\b|"
    r"\byou(?:'|’)?(?:ve| have) (?:reached|used|read) (?:your|all|the) [^.!?]{0,40}(?:limit|free articles?)\b|"
    r"\bunlock (?:this|the full) (?:article|story)\b",
    re.I,
)
_CONSENT = (
    r"\b(?:accept|reject|agree to|allow) all\b", r"\bmanage (?:my |your )?(?:preferences|options|settings|choices|cookies)\b",
    r"\bwe value your privacy\b", r"\bbefore you continue\b", r"\bour (?:\d+ )?partners\b", r"\blegitimate interest\b",
    r"\b(?:we|this (?:web)?site) (?:and our (?:\d+ )?partners )?(?:uses?|stores?)\b[^.!?]{0,60}\bcookies\b",
    r"\b(?:withdraw|change|give) (?:your )?consent\b", r"\bpersonali[sz]ed (?:ads|advertising|content)\b", r"\bcookie (?:policy|settings|notice)\b",
)  # fmt: skip
_ROBOT = re.compile(
    r"\bverif(?:y|ying) (?:that )?you(?:'|’)?(?: a)?re (?:a |not a )?(?:human|robot)|\bare you a (?:human|robot)\b|\bprove (?:that )?you(?:'|’)?(?: a)?re (?:human|not a robot)|"
    r"\bchecking (?:your browser|if the site connection is secure)|\benable javascript and cookies to continue\b|"
    r"\bunusual (?:traffic|activity) from your\b|\bcomplete the (?:captcha|security check)|\bpress (?:and|&) hold\b|\bi(?:'|’)m not a robot\b|"
    r"\bddos protection by\b|\byou have been blocked\b|\bsecurity check to access\b|\baccess (?:to this page has been )?denied\b",
    re.I,
)
_SCRIPT = re.compile(
    r"\b(?:enable|turn on|activate|requires?|needs?|without|switch on)\b[^.!?]{0,40}\bjava ?script\b|\bjava ?script\b[^.!?]{0,40}\b(?:disabled|required|enabled?|not available|turned off)\b",
    re.I,
)
_ERROR = re.compile(
    r"^\W*(?:error )?(?:400|401|403|404|410|429|500|502|503|504)\b|\b(?:error|http) (?:403|404|410|500|502|503)\b|"
    r"\b(?:page|article|story|file|url|address)\b[^.!?]{0,30}\b(?:not (?:be )?found|cannot be found|can(?:'|’)t be found|could ?n[o'’]t be found|does(?:n(?:'|’)t| not) exist|no longer (?:available|exists?)|"
    r"has been (?:removed|deleted)|is unavailable)\b|^\W*(?:page |404 )?not found\b|\bcan(?:'|’)t find (?:that|the|this) page\b|"
    r"\b(?:seite|artikel) (?:wurde )?nicht gefunden\b|\bpage (?:introuvable|non trouv[ée]e)\b|\bp[áa]gina no encontrada\b|"
    r"^\W*(?:service unavailable|internal server error|bad gateway|forbidden|access denied|site maintenance|something went wrong)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Sight:
    """What of a page tells an article from a barrier."""

    title: str  # declared, or of the window
    article: Sequence[str]  # the paragraphs that were taken for the article
    page: str  # all text of the page that a reader sees, and what it shows without scripts
    linked: int = 0  # paragraphs of the article that stand under a heading that is a link
    not_free: bool = False  # the page declares that its article is not free
    declared: bool = False  # the page declares that it is an article


def refuse(sight: Sight) -> None:
    """Raise `SourceError` with the reason and the cure when a page is a barrier and no article."""
    reason = barrier(sight)
    if reason:
        raise SourceError(reason)


def barrier(sight: Sight) -> str:
    """What a page is instead of an article and what to do about it, "" for an article."""
    length = sum(map(len, sight.article))
    checks = ((_robot, SHORT), (_error, SHORT), (_consent, FEW), (_paywall, SHORT), (_shell, TINY), (_index, None))
    return next(
        (reason for check, most in checks if most is None or length < most if (reason := check(sight, length))), ""
    )


def _robot(sight: Sight, length: int) -> str:
    text = f"{sight.title}\n{sight.page}"
    if len(sight.page) < FEW and _ROBOT.search(text) and not (sight.declared and length >= TINY):
        return "the site asks whether a person is reading instead of showing the article; open it in a browser and save the page from there"
    return ""


def _error(sight: Sight, length: int) -> str:
    lines = [sight.title, *sight.article[:2], *([] if sight.article else sight.page.splitlines()[:5])]
    if any(len(line) < 160 and _ERROR.search(line) for line in lines) and not (sight.declared and length >= TINY):
        return "the page is an error message, not an article; check the address, or save the page when it shows the article"
    return ""


def _consent(sight: Sight, length: int) -> str:
    text = "\n".join(sight.article) if length else sight.page[:FEW]
    signs = sum(bool(re.search(sign, text, re.I)) for sign in _CONSENT)
    if signs >= (2 if length < SHORT else 4) and not (sight.declared and length >= SHORT):
        return "the page asks for consent to cookies instead of showing the article; agree or refuse in a browser and save the page behind it"
    return ""


def _paywall(sight: Sight, length: int) -> str:
    said = _PAYWALL.search(sight.page)
    if (sight.not_free and (said or length < TINY)) or (said and length < TINY):
        return "the article is behind a paywall and only its beginning is shown; open it with your subscription and save the whole page"
    return ""


def _shell(sight: Sight, length: int) -> str:
    if _SCRIPT.search(sight.page) and length < TINY:
        return "the page shows its text only with JavaScript; open it in a browser and save the page once the article is there"
    return ""


def _index(sight: Sight, length: int) -> str:
    paragraphs = [text for text in sight.article if len(text) >= 80]
    teasers = length / max(1, len(sight.article)) < 250
    if sight.linked >= 6 and len(paragraphs) <= sight.linked * 1.5 and teasers and not sight.declared:
        return "the page is a list of articles, not one article; add the articles it names, or the site's feed"
    return ""
