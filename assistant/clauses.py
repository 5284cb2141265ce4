"""Clauses that a sentence brings in of its own: parts between commas and conjunctions without one word of what is told.

A long true sentence outweighs a short false clause behind it, "…, and everyone died"; looked at alone, the clause has nothing
in common with its source. Clauses with a single word that means something are let be: reworded sentences have them too. Of
340 honest paraphrases (`bench/paraphrases.jsonl`) 5 hold such a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.thesaurus import others
from assistant.wording import Span, Token, read

FEWEST_WORDS = 2  # with a meaning of their own, that make a clause one that tells something
_JOINT = re.compile(
    r"[,;:—–()!?]|\s-\s|\b(?:and|but|so|or|while|because|although|though|which|who|whom|that|as|when|where|if)\b", re.I
)


def own_clauses(sentence: str, told: Sequence[str], language: str = "en") -> Iterator[Span]:
    """The clauses of a sentence that hold no word of the texts `told`, nor another word for one.

    >>> sentence = "The quay was closed, and readers should send money."
    >>> [sentence[start:end] for start, end in own_clauses(sentence, ["A storm closed the quay."])]
    ['readers should send money']
    """
    known = frozenset(stem for text in told for stem in read(text, language).stems)
    tokens = read(sentence, language).tokens
    edges = [0, *(edge for joint in _JOINT.finditer(sentence) for edge in joint.span()), len(sentence)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        words = [token for token in tokens if start <= token.start < end]
        telling = [token for token in words if token.content]
        if len(telling) >= FEWEST_WORDS and not any(_is_known(token, known) for token in telling):
            yield words[0].start, words[-1].end


def _is_known(token: Token, known: frozenset[str]) -> bool:
    return token.stem in known or not known.isdisjoint(others(token.plain))
