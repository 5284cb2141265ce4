"""A chat model's statement made a claim: its sources looked up, its quotation found, its words checked; or left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answers import Claim, Hit, LeftOut
from assistant.folding import span_of
from assistant.prompts import Sheet
from assistant.protocol import ID, Draft
from assistant.verify import Check, Problem, Similarity, Source, supporting, verify
from ingest.articles import Citation
from ingest.hygiene import clean_line
from ingest.sentences import sentence_spans

LONGEST_CLAIM = 600  # characters
SHORTEST_QUOTE = 40  # characters; what is shorter is shown in its sentence, alone it proves little
NO_SOURCE = "it names no source that it was given"
UNFIT = "it holds a web address, markup or code"
TOO_LONG = "it is too long to be checked as a sentence"
# A model's own marks for its sources: they are numbered here, in order of first use.
_MARKERS = re.compile(
    rf"\s*[\[【［(]\s*(?:sources?\s*:?\s*)?{ID}(?:\s*[,;]\s*{ID})*\s*[\])】］]|"
    r"\s*[\[【［]\s*\d{1,3}(?:\s*[,;]\s*\d{1,3})*\s*[\]】］]",
    re.I,
)
_UNFIT = re.compile(
    r"\w+:\s*//|www\.|\b(?:data|javascript|vbscript|file|mailto)\s*:|"  # addresses
    r"\b[\w-]+\.[a-z]{2,12}/|\]\s*[(\[:]|!\[|"  # without a scheme; links and images of Markdown
    r"<\s*[/!?a-z]|&#?\w{2,8};|[{}`\\|]|\$\$|"  # tags, entities, code, formulas
    r"[A-Za-z0-9+/=_-]{40,}|\b[0-9a-f]{24,}\b",  # what a text could smuggle out
    re.I,
)
_WORDS_OF = {
    "number": "a number", "date": "a date", "name": "a name", "quotation": "words in quotation marks",
    "speaker": "who is said to say it", "negation": "whether it is so or not", "unsupported": "what it says",
}  # fmt: skip


def checked(draft: Draft, sheet: Sheet, similarity: Similarity | None = None) -> Claim | LeftOut:
    """The claim that a statement makes, with citations that resolve; or the statement and why it is left out."""
    text = _MARKERS.sub("", clean_line(draft.text)).strip(" *_#>-•")
    if _UNFIT.search(text):
        return LeftOut("", UNFIT)
    if len(text) > LONGEST_CLAIM:
        return LeftOut("", TOO_LONG)
    named = _named(draft, sheet)
    if not named or not re.search(r"\w", text):
        return LeftOut(text, NO_SOURCE)
    text = text if text[-1] in ".!?…\"”'’)" else f"{text}."
    whole = _check(text, list(named), similarity)
    if whole.verdict == "unsupported":
        return LeftOut(text, reason(whole.problems), whole.problems)
    alone = [hit for hit in named if _check(text, [hit], similarity).verdict != "unsupported"]
    citations = tuple(_citation(text, hit, named[hit]) for hit in alone or named)
    return Claim(text, citations, whole.verdict)


def reason(problems: Sequence[Problem]) -> str:
    """What of a sentence its sources do not bear out, in words.

    >>> reason([Problem("number", "14", 0, 2)])
    'its source does not bear out a number: “14”'
    """
    kinds = dict.fromkeys(problem.kind for problem in problems)
    told = [
        _WORDS_OF[kind]
        + (": " + ", ".join(f"“{one.text}”" for one in problems if one.kind == kind) if kind != "unsupported" else "")
        for kind in kinds
    ]
    return "its source does not bear out " + "; ".join(told or ["what it says"])


def source_of(hit: Hit) -> Source:
    """The paragraph of a hit as what a claim is checked against, its article's title and the paragraph before as context."""
    paragraph, article = hit.paragraph, hit.article
    before = (
        article.paragraphs[paragraph.number - 2].text if 1 < paragraph.number <= len(article.paragraphs) + 1 else ""
    )
    context = "\n".join(filter(None, (article.title, paragraph.heading, before)))
    return Source(paragraph.text, _day(article.published), context, article.language or "en")


def _check(text: str, hits: Sequence[Hit], similarity: Similarity | None) -> Check:
    """The worst of the checks of a statement's sentences, as a statement stands only as a whole."""
    sources = [source_of(hit) for hit in hits]
    checks = []
    for start, end in sentence_spans(text) or [(0, len(text))]:
        found = verify(text[start:end], sources, similarity)
        problems = tuple(Problem(one.kind, one.text, one.start + start, one.end + start) for one in found.problems)
        checks.append(Check(found.verdict, found.score, problems))
    worst = min(checks, key=lambda check: ("unsupported", "supported", "verbatim").index(check.verdict))
    problems = tuple(problem for check in checks for problem in check.problems)
    return Check(worst.verdict, min(check.score for check in checks), problems)


def _named(draft: Draft, sheet: Sheet) -> dict[Hit, str]:
    """The hits that a statement names, with the words that it quotes from each; ids that were not given name none."""
    named: dict[Hit, str] = {}
    for evidence in draft.evidence:
        hit = sheet.hits.get(evidence.source.strip("[]()【】 ").lower())
        if hit is not None:
            named[hit] = named.get(hit) or evidence.quote
    return named


def _citation(text: str, hit: Hit, quote: str) -> Citation:
    """The quoted words where they stand, the words that bear the claim out best where they do not."""
    span = span_of(quote, hit.paragraph.text) if quote else None
    if span is None or span[1] - span[0] < SHORTEST_QUOTE:
        span = supporting(text, source_of(hit))
    return Citation(hit.paragraph, *span)


def _day(published: str) -> date | None:
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None
