"""What an article corrects, in an editor's words: "Correction: an earlier report said …", with the sentence that had said so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.figures import figures
from assistant.statements import Statement
from assistant.wording import squeezed
from assistant.words import content_stems
from ingest.articles import Citation

SHARED = 3  # words that mean something, numbers among them, by which a sentence is found that is not quoted
SHORTEST = 2  # words of a quotation by which it is found
_EDITORIAL = re.compile(
    r"\W*(?:correction|clarification|corrected)\b|.*?\b(?:an?|the) (?:earlier|previous|original|first) (?:version|report|article|story|edition)\b.{0,60}?\b(?:said|stated|gave|reported|put|wrote|misstated|misidentified)\b|"
    r".*?\b(?:we|this (?:newspaper|outlet|article|site)) (?:had |have |has )?(?:wrongly |mistakenly |incorrectly |erroneously )?(?:reported|said|stated|wrote|gave)\b.*\b(?:wrong|error|mistake|incorrect)",
    re.I | re.S,
)
_GOES_ON = re.compile(
    r"\W*(?:(?:the|that|this) (?:figure|number|name|date)|the (?:correct|right|true|actual)|it should|they should|it was|in fact|this has been|that was wrong|we regret|the error)\b",
    re.I,
)
_LABEL = re.compile(r"\W*(?:correction|clarification)\b", re.I)
_QUOTED = re.compile(r"[“\"]([^“”\"]{3,300})[”\"]")


@dataclass(frozen=True, slots=True)
class Correction:
    """An editor's correction: its first sentence, the ones that belong to it, and the sentence that it takes back, if found.

    `whole` is the place of the first with those after it that say what is right.
    """

    first: Statement
    others: tuple[Statement, ...]
    corrected: Statement | None
    whole: Citation


def corrections(now: Sequence[Statement], before: Sequence[Statement]) -> Iterator[Correction]:
    """The corrections among some statements, with what they correct of others."""
    for at, one in enumerate(now):
        if _EDITORIAL.match(one.text) and not (at and _belongs(now[at - 1], one)):
            right = tuple(_following(one, now[at + 1 : at + 4]))
            others = tuple(_labelled(one, now[at + 1 :])) if _LABEL.match(one.text) else right
            end = right[-1].citation.end if right else one.citation.end
            whole = Citation(one.citation.paragraph, one.citation.start, end)
            yield Correction(one, others, _corrected(one, right, before), whole)


def _belongs(first: Statement, one: Statement) -> bool:
    """Whether a sentence goes on with the correction that another of its paragraph begins."""
    return bool(
        first.citation.paragraph == one.citation.paragraph and _EDITORIAL.match(first.text) and _GOES_ON.match(one.text)
    )


def _following(first: Statement, rest: Sequence[Statement]) -> Iterator[Statement]:
    for one in rest:
        if one.citation.paragraph != first.citation.paragraph or not _GOES_ON.match(one.text):
            return
        yield one


def _labelled(first: Statement, rest: Sequence[Statement]) -> Iterator[Statement]:
    """What stands after the word "Correction" in its paragraph: all of it explains itself."""
    for one in rest:
        if one.citation.paragraph != first.citation.paragraph:
            return
        yield one


def _corrected(one: Statement, others: Sequence[Statement], before: Sequence[Statement]) -> Statement | None:
    """The sentence that a correction takes back: the one that holds the words it quotes, else the likest one."""
    texts = [one.text, *(other.text for other in others)]
    for quoted in (match[1] for text in texts for match in _QUOTED.finditer(text)):
        words = squeezed(quoted).strip(" .,;:").casefold()
        if len(words.split()) >= SHORTEST:
            for other in before:
                if words in squeezed(other.text).casefold():
                    return other
    if told := _told_the_figure(one, before):
        return told
    mine = content_stems(" ".join(texts))
    shared = [
        (len(mine & content_stems(other.text)), other)
        for other in before
        if other.article.id != one.article.id or other.article.version != one.article.version
    ]
    best = max(shared, key=lambda pair: (pair[0], pair[1].article.published, pair[1].article.id), default=None)
    return best[1] if best and best[0] >= SHARED else None


def _told_the_figure(one: Statement, before: Sequence[Statement]) -> Statement | None:
    """The sentence that told the figure which a correction names as the wrong one, the likest of those that did."""
    wrong = [figure for figure in figures(one.text) if figure.role == "denied"]
    mine = content_stems(one.text)
    tellers = [
        (len(mine & content_stems(other.text)), other)
        for other in before
        if any(each.role == "now" and (each.low, each.unit) == (figure.low, figure.unit)
               for each in figures(other.text) for figure in wrong)
    ]  # fmt: skip
    best = max(tellers, key=lambda pair: (pair[0], pair[1].article.published, pair[1].article.id), default=None)
    return best[1] if best and best[0] else None
