"""Whose paragraphs an answer may rest on: nobody fills its evidence while others have something to say.

Who has a site of his own can put the same untruth there ten times over, each time in words near to a question. So of what was
found an answer reads at most two paragraphs of an article and two in five of an outlet, near copies counting with the outlet of the
article that they came from. That holds while other outlets have paragraphs left that come at least half as near to the question as
the best: what was passed over takes the places that nobody else can fill, and a library of one outlet answers as if there was no rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from assistant.answers import Hit
from ingest.articles import Article

PARAGRAPHS_AN_ARTICLE = 2
SHARE_AN_OUTLET = 0.4
SOMETHING_TO_SAY = 0.5  # of the best one's score
_Of = TypeVar("_Of")


def outlets(articles: Iterable[Article]) -> dict[str, str]:
    """The outlet that each article speaks for, by the article's id; one without an outlet speaks for itself."""
    every = sorted(articles, key=lambda article: article.origin_of is not None)
    voices: dict[str, str] = {}
    for article in every:
        voices.setdefault(article.origin_of or article.id, article.source or article.id)
    return {article.id: voices[article.origin_of or article.id] for article in every}


def heard(hits: Sequence[Hit], most: int) -> list[Hit]:
    """At most `most` of some hits, the best first, no article and no outlet with more than its share."""
    of = outlets(hit.article for hit in hits)
    articles = [hit.article.id for hit in hits]
    near = near_enough([hit.score for hit in hits])
    limits = ((articles, PARAGRAPHS_AN_ARTICLE), ([of[one] for one in articles], share(most)))
    return shared_out(hits, most, limits, near)


def heard_sentences(sentences: Sequence[_Of], hit: Callable[[_Of], Hit], most: int) -> list[_Of]:
    """At most `most` of some sentences, in their order, no outlet with more than its share."""
    hits = [hit(one) for one in sentences]
    of = outlets(one.article for one in hits)
    names = [of[one.article.id] for one in hits]
    return shared_out(sentences, most, ((names, share(most)),), near_enough([one.score for one in hits]))


def share(most: int) -> int:
    """How many of so many places an outlet may have.

    >>> share(16), share(1)
    (6, 1)
    """
    return max(1, int(SHARE_AN_OUTLET * most))


def near_enough(scores: Sequence[float]) -> list[bool]:
    """Which scores come near enough to the best for their paragraph to have something to say."""
    best = max(scores, default=0.0)
    return [score >= SOMETHING_TO_SAY * best for score in scores]


def shared_out(
    ranked: Sequence[_Of], most: int, limits: Sequence[tuple[Sequence[str], int]], near: Sequence[bool]
) -> list[_Of]:
    """The first of some things that are near enough and within limits on their names, then whatever comes first; in their order.

    >>> shared_out("abcd", 3, [("xxxy", 1)], [True] * 4), shared_out("abcd", 3, [("xxxy", 1)], [True, True, True, False])
    (['a', 'b', 'd'], ['a', 'b', 'c'])
    """
    counts: Counter[tuple[int, str]] = Counter()
    taken: list[int] = []
    for at in range(len(ranked)):
        named = [((number, names[at]), limit) for number, (names, limit) in enumerate(limits)]
        if len(taken) < most and near[at] and all(counts[name] < limit for name, limit in named):
            counts.update(name for name, _ in named)
            taken.append(at)
    left = [at for at in range(len(ranked)) if at not in set(taken)]
    return [ranked[at] for at in sorted([*taken, *left[: most - len(taken)]])]
