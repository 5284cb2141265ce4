"""Where a sentence stands from the one that answers best, and what that says of how well it goes on with the answer.

What a paragraph tells besides its best sentence goes on with the answer more often than what other paragraphs tell, the sentence
right behind it least: where it does, it is often that one's own detail. The weights were fitted by `bench/fit_beside.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.evidence import Scored, weights
from ingest.articles import Citation

TOUCHING = 3  # characters at most between two sentences that follow each other


def rated_beside(ranked: Sequence[Scored]) -> list[Scored]:
    """The sentences, the best one first, the others by their scores and by where they stand from it."""
    best, *others = ranked
    fitted = weights("beside")
    rated = [
        replace(one, score=one.score + fitted.total(standing(one.sentence.citation, best.sentence.citation)))
        for one in others
    ]
    return [best, *sorted(rated, key=lambda one: -one.score)]


def standing(one: Citation, best: Citation) -> dict[str, float]:
    """Where a sentence stands from the best one in the same paragraph, as a feature; of another paragraph there is none."""
    if one.paragraph != best.paragraph:
        return {}
    if one.start >= best.end:
        return {"next" if one.start - best.end <= TOUCHING else "later": 1.0}
    return {"before" if best.start - one.end <= TOUCHING else "earlier": 1.0}
