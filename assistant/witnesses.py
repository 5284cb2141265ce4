"""One fact from several articles, told once with all its citations: which other sentences say what a shown one says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import tellings
from assistant.coverage import credit
from assistant.evidence import Scored, Sentence
from assistant.figures import figures
from assistant.names import is_country_word
from assistant.polarity import NOT_ONLY
from assistant.words import content_words, is_date_word, names, stem, stems
from ingest.articles import Article, Citation

SAME_FACT = 0.8  # the cosine similarity from which two sentences may tell one fact
MOST_WITNESSES = 4
MOST_WORDS = 0.6  # the share of the shown sentence's content words that a witness holds
REASON_WORDS = 3  # content words behind a "because of", all of which a witness holds
_REASON = re.compile(
    r"\b(?:because(?: of)?|owing to|on account of|as a result of|thanks to|due to(?= (?:an?|the|its|his|her|their|this|that|\w+ing|lack|bad|heavy|high)\b))\b"
    r"([^,;:.!?]{0,120})",
    re.I,
)
LED_WORDS = 2  # content words behind a preposition that are held against those behind the other sentence's
_LED = re.compile(
    r"\b(at|in|on|by|from|to|into|near|with|for|against|over)\b"
    r"((?:(?!\b(?:at|in|on|by|from|to|into|near|with|for|against|over)\b)[^,;:.!?]){0,80})",
    re.I,
)
_LIMIT = re.compile(
    r"\b(?:temporar\w+|provisional\w*|permanent\w*|partial\w*|partly|briefly|narrowly|unanimous\w*|indefinite\w*|conditional\w*)\b",
    re.I,
)
_NOT = re.compile(
    r"\b(?:not|no(?!\.?\s?\d)|never|nobody|none|neither|nor|without|den(?:y|ies|ied)|refus(?:es|ed|ing|als?)|refuse (?:to|the|an?|any|all|his|her|its|their)"
    r"|(?:to|will|would|could|may|might|they) refuse|reject\w+|fail(?:s|ed|ing)?|cannot)\b|n[’']t\b",
    re.I,
)


def witnessed(shown: Scored, ranked: Sequence[Scored]) -> tuple[Citation, ...]:
    """The sentences of other articles that tell what a shown one tells, independent origins before near copies."""
    found: dict[str, Sentence] = {}
    for one in ranked:
        sentence = one.sentence
        if sentence.hit.article.id != shown.sentence.hit.article.id and same_fact(shown, one):
            found.setdefault(sentence.hit.article.id, sentence)
    return tuple(one.citation for one in independent_first(shown.sentence, list(found.values())))[:MOST_WITNESSES]


def independent_first(first: Sentence, others: Sequence[Sentence]) -> list[Sentence]:
    """Sentences of other articles, those that speak with a voice of their own before copies of one heard already."""
    heard = {voice(first.hit.article)}
    own: list[Sentence] = []
    for one in others:
        if voice(one.hit.article) not in heard:
            heard.add(voice(one.hit.article))
            own.append(one)
    return [*own, *(one for one in others if one not in own)]


def voice(article: Article) -> str:
    """The article that a near copy speaks for: itself where it is none."""
    return article.origin_of or article.id


def same_fact(one: Scored, other: Scored) -> bool:
    """Whether two sentences tell the same: the other is near in meaning, with the numbers, days and names of the one, both or neither denied."""
    if float(one.vector @ other.vector) < SAME_FACT:
        return False
    texts = [tellings.undated(each.sentence.text) for each in (one, other)]
    articles = [each.sentence.hit.article for each in (one, other)]
    days = [tellings.days_named(text, article) for text, article in zip(texts, articles, strict=True)]
    return (
        is_denied(texts[0]) == is_denied(texts[1])
        and _tells_most_of(*texts)
        and _bears_out_the_reason(*texts)
        and not _fills_a_place_otherwise(*texts)
        and _tells_its_figures(*texts)
        and _limits(texts[0]) <= _limits(texts[1])
        and _one_holds_the_other(*days)
        and _one_holds_the_other(*map(_named, texts))
    )


def is_denied(text: str) -> bool:
    """Whether a sentence says that something is not so.

    >>> is_denied("Flight No. 7 did not land."), is_denied("There is no doubt that flight No. 7 landed.")
    (True, False)
    """
    return bool(_NOT.search(NOT_ONLY.sub("", text)))


def _tells_most_of(shown: str, other: str) -> bool:
    """Whether another sentence holds most content words of the shown one: a part of a fact does not bear the whole out."""
    words = content_words(shown)
    return sum(bool(credit(word, other)) for word in words) >= MOST_WORDS * len(words)


def _bears_out_the_reason(shown: str, other: str) -> bool:
    """Whether another sentence holds the reason that the shown one gives, if it gives one."""
    return all(credit(word, other) for told in _REASON.finditer(shown) for word in _words(told[1])[:REASON_WORDS])


def _fills_a_place_otherwise(one: str, other: str) -> bool:
    """Whether behind the same preposition each sentence has words that the other has not: "at the barracks", "at the fair"."""
    return not _own_led(one, other).isdisjoint(_own_led(other, one))


def _own_led(text: str, other: str) -> frozenset[str]:
    """The prepositions behind which a text has only words that another has not."""
    led = ((told[1].casefold(), _words(told[2])[:LED_WORDS]) for told in _LED.finditer(text))
    return frozenset(lead for lead, words in led if words and not any(credit(word, other) for word in words))


def _words(text: str) -> list[str]:
    """The content words of a text without its days and numbers, which are held against each other by themselves."""
    return [word for word in content_words(text) if not is_date_word(word) and not word[0].isdigit()]


def _one_holds_the_other(one: frozenset[object], other: frozenset[object]) -> bool:
    return not one or not other or one <= other or other <= one


def _tells_its_figures(shown: str, other: str) -> bool:
    """Whether another sentence has for each figure of the shown one a figure of the same unit that fits it."""
    told = figures(other)
    return all(any(each.unit == fits.unit and each.fits(fits) for fits in told) for each in figures(shown))


def _limits(text: str) -> frozenset[str]:
    """The words of a text that say how far or how long something is so."""
    return frozenset(match[0].casefold() for match in _LIMIT.finditer(text))


def _named(text: str) -> frozenset[str]:
    """The stems of a sentence's names; what opens it may be capitalised only for that."""
    found = names(text)
    opening = text.lstrip("“\"‘'").split(" ")[0]
    return frozenset(
        form
        for name in found
        for form in stems(name)
        if not (name == opening and not is_country_word(name)) and form != stem("the")
    )
