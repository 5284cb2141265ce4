"""Who else tells a sentence in the same words: what a wire sends out stands in several outlets, word for word or nearly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.bearing import longest_in_order
from assistant.coverage import credit
from assistant.figures import figures
from assistant.tellings import days_named
from assistant.witnesses import MOST_WITNESSES, is_denied, voice
from assistant.words import WORD, content_words
from ingest.articles import Article, Citation

SAME_WORDS = 0.85  # the share of words in the same order from which two sentences are the same words
Cited = tuple[Citation, Article]


def same_words(one: Cited, other: Cited) -> bool:
    """Whether two sentences are the same but for a word or two: no number, no day, none that denies it, none told in another's place."""
    mine, others = (WORD.findall(cited.quote.casefold()) for cited, _ in (one, other))
    if 2 * min(len(mine), len(others)) < SAME_WORDS * (len(mine) + len(others)):
        return False
    if 2 * longest_in_order(mine, others) < SAME_WORDS * (len(mine) + len(others)):
        return False
    texts = one[0].quote, other[0].quote
    return (
        is_denied(texts[0]) == is_denied(texts[1])
        and days_named(texts[0], one[1]) == days_named(texts[1], other[1])
        and _same_figures(*texts)
        and not (_has_its_own(*texts) and _has_its_own(*reversed(texts)))
    )


def retold(shown: Cited, others: Iterable[Cited]) -> tuple[Citation, ...]:
    """Where else a shown sentence stands: one place an article, articles of other origins before copies of one heard already."""
    found: dict[str, Cited] = {}
    for one in others:
        if one[1].id != shown[1].id and one[1].id not in found and same_words(shown, one):
            found[one[1].id] = one
    return tuple(cited for cited, _ in _independent_first(shown, list(found.values())))[:MOST_WITNESSES]


def _independent_first(shown: Cited, others: Sequence[Cited]) -> list[Cited]:
    heard = {voice(shown[1])}
    own = []
    for one in others:
        if voice(one[1]) not in heard:
            heard.add(voice(one[1]))
            own.append(one)
    return [*own, *(one for one in others if one not in own)]


def _has_its_own(one: str, other: str) -> bool:
    """Whether a sentence has a word with a meaning that the other has in no form."""
    return not all(credit(word, other) for word in content_words(one))


def _same_figures(one: str, other: str) -> bool:
    mine, others = figures(one), figures(other)
    return len(mine) == len(others) and all(
        a.unit == b.unit and (a.low, a.high) == (b.low, b.high) for a, b in zip(mine, others, strict=True)
    )
