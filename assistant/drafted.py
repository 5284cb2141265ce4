"""A chat model's statement made a claim: its sources looked up, its quotation found, its words checked; or left out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.answers import Claim, Hit, LeftOut
from assistant.clauses import own_clauses
from assistant.folding import span_of, whole_words
from assistant.plain import is_unfit, plain
from assistant.prompts import SYSTEM, Sheet
from assistant.protocol import Draft
from assistant.verify import UNBORNE, Check, Problem, Source, Verify, supporting, verify
from assistant.wording import read
from ingest.articles import Citation
from ingest.sentences import sentence_spans

LONGEST_CLAIM, LONGEST_QUOTE = 600, 1600  # characters
MUCH_TOO_LONG = 4 * LONGEST_CLAIM  # with a model's own marks and spaces; what is longer is not even looked through
MOST_SENTENCES, MOST_NAMED = 3, 4  # of a statement and its sources: more is no sentence with a source
FEWEST_WORDS = 2  # with a meaning of their own, in a sentence: "They did it" is true of anything
SHORTEST_QUOTE = 40  # characters; what is shorter is shown in its sentence, alone it proves little
NO_SOURCE = "it names no source that it was given"
UNFIT = "it holds a web address, markup or code"
TOO_LONG = "it is too long to be checked as a sentence"
TOO_LITTLE = "it says too little to be checked"
ELSEWHERE = "it speaks of something else than its source"
_WORDS_OF = {
    "number": "a number", "date": "a date", "name": "a name", "quotation": "words in quotation marks",
    "speaker": "who is said to say it", "negation": "whether it is so or not", "unsupported": "what it says",
}  # fmt: skip


def checked(draft: Draft, sheet: Sheet, verifies: Verify = verify) -> Claim | LeftOut:
    """The claim that a statement makes, with citations that resolve; or the statement and why it is left out.

    Each of its sentences must be borne out by one source alone: what is put together from two can be false though each is true.
    """
    if len(draft.text) > MUCH_TOO_LONG:
        return LeftOut("", TOO_LONG)
    text, named = plain(draft.text), _named(draft, sheet)
    text = text if text[-1:] in ".!?…\"”'’)" else f"{text}."  # as it is shown, so that it is looked through with it
    if is_unfit(text, [told for hit in named for told in (hit.paragraph.text, hit.article.title)]):
        return LeftOut("", UNFIT)
    if not named or not re.search(r"\w", text):
        return _left_out(text, list(sheet.hits.values()), NO_SOURCE)
    sentences = sentence_spans(text) or [(0, len(text))]
    if len(text) > LONGEST_CLAIM or len(sentences) > MOST_SENTENCES:
        return LeftOut("", TOO_LONG)
    if any(_says_little(text[start:end]) for start, end in sentences):
        return _left_out(text, list(named), TOO_LITTLE)
    checks = [_checks(text[start:end], list(named), verifies) for start, end in sentences]
    problems = tuple(
        _moved(one, start) for (start, _), each in zip(sentences, checks, strict=True) for one in _wrong(each)
    )
    if problems:
        return _left_out(text, list(named), reason(problems), problems)
    citations = tuple(
        _citation(text, hit, quote)
        for hit, quote in named.items()
        if any(each[hit].verdict != "unsupported" for each in checks)
    )
    verbatim = all(any(check.verdict == "verbatim" for check in each.values()) for each in checks)
    return Claim(text, citations, "verbatim" if verbatim else "supported")


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


def _checks(sentence: str, hits: Sequence[Hit], verifies: Verify) -> dict[Hit, Check]:
    return {hit: _check(sentence, hit, verifies) for hit in hits}


def _check(sentence: str, hit: Hit, verifies: Verify) -> Check:
    """What one source makes of a sentence; a clause that the source has not a word of it does not bear out."""
    source = source_of(hit)
    found = verifies(sentence, [source])
    if found.verdict != "supported":
        return found
    added = tuple(
        Problem("unsupported", sentence[start:end], start, end)
        for start, end in own_clauses(sentence, [source.text, source.context], source.language)
    )
    return Check("unsupported", UNBORNE * found.score, added) if added else found


def _wrong(checks: Mapping[Hit, Check]) -> tuple[Problem, ...]:
    """What of a sentence none of its sources bears out, by the one that comes nearest; nothing where one bears all out."""
    best = max(checks.values(), key=lambda check: (check.verdict != "unsupported", check.score))
    return best.problems if best.verdict == "unsupported" else ()


def _moved(problem: Problem, by: int) -> Problem:
    return replace(problem, start=problem.start + by, end=problem.end + by)


def _says_little(sentence: str) -> bool:
    return sum(token.content for token in read(sentence).tokens) < FEWEST_WORDS


def _left_out(text: str, hits: Sequence[Hit], why: str, problems: tuple[Problem, ...] = ()) -> LeftOut:
    """A statement as it is told to be left out: its words only where most of them are its sources' and none is of the rules.

    Of anything else it could be made to say, a reader has no use: rules, other texts, what an article told it to write.
    """
    words = {token.stem for token in read(text).tokens if token.content}
    known = {stem for hit in hits for told in (hit.paragraph.text, hit.article.title) for stem in read(told).stems}
    is_near = 2 * len(words & known) >= max(1, len(words)) and read(SYSTEM).stems.isdisjoint(words - known)
    if len(text) > LONGEST_CLAIM or not is_near:
        return LeftOut("", why if not problems else ELSEWHERE)
    return LeftOut(text, why, problems)


def _named(draft: Draft, sheet: Sheet) -> dict[Hit, str]:
    """The hits that a statement names, with the words that it quotes from each; ids that were not given name none."""
    named: dict[Hit, str] = {}
    for evidence in draft.evidence:
        hit = sheet.hits.get(evidence.source.strip("[]()【】 ").lower())
        if hit is not None and (hit in named or len(named) < MOST_NAMED):
            named[hit] = named.get(hit) or evidence.quote[:LONGEST_QUOTE]
    return named


def _citation(text: str, hit: Hit, quote: str) -> Citation:
    """The quoted words where they stand, whole words; the words that bear the claim out best where they do not.

    Quoted words that lie elsewhere in the paragraph bear out nothing of the claim, whatever the model says.
    """
    best = supporting(text, source_of(hit))
    span = span_of(quote, hit.paragraph.text) if quote else None
    if span is None or span[1] - span[0] < SHORTEST_QUOTE or span[1] <= best[0] or best[1] <= span[0]:
        span = best
    return Citation(hit.paragraph, *whole_words(span, hit.paragraph.text))


def _day(published: str) -> date | None:
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None
