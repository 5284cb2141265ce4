"""How far a claim strays from its source: the cheapest way to read its words off the source, in seams and words of its own.

The words of a claim are looked for in the source one after another. To go on with the next word of the source is free; to
skip a few costs something, to go back more, to change the sentence still more, and a word that the source does not hold
costs most. Summaries that are sewn together from far-apart pieces, and those that bring in words of their own, come out
dear; a shortened sentence comes out cheap. The costs were set by hand: halving or doubling one of them moves the measured
quality by about a hundredth.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate

from assistant.thesaurus import others
from assistant.wording import Token, Wording

SKIPPED, BACK = 0.4, 0.7  # a seam within a sentence, forwards and backwards
AHEAD, FAR_BACK = 1.0, 2.0  # a seam between sentences, forwards and backwards
OWN_WORD, OWN_FUNCTION_WORD = 1.0, 0.4  # words that are not read off
BEARABLE = 1.4  # what a way may cost more than the cheapest one and still be followed
OTHER_WORD = 0.2  # another word for the same thing
PLACES = 100  # of one word in a source, the first ones; no paragraph of a newspaper has as many


def straying(claim: Wording, source: Wording) -> float:
    """The cost of reading a claim off a source, a word on average: 0 where it is one run of it, about 1 for another subject.

    >>> from assistant.wording import read
    >>> source = read("The quay was closed on Monday because of a storm.")
    >>> straying(read("The quay was closed because of a storm"), source) < straying(read("A storm closed the quay"), source)
    True
    """
    places: dict[str, list[int]] = defaultdict(list)
    for at, token in enumerate(source.tokens):
        if len(places[token.stem]) < PLACES:
            places[token.stem].append(at)
    sentences = _sentences(source)
    costs = {-1: 0.0}
    for token in claim.tokens:
        if token.content:
            costs = _read_on(costs, _found(token, places), sentences)
        else:
            costs = _read_along(costs, source.tokens, token.stem)
    return min(costs.values()) / max(1, len(claim.tokens))


def _sentences(source: Wording) -> list[tuple[int, int]]:
    """Word -> the first word of its sentence and the first of the next."""
    found = [(0, len(source.tokens))] * len(source.tokens)
    for sentence in source.sentences:
        words = source.between(*sentence)
        for at in words:
            found[at] = (words.start, words.stop)
    return found


def _found(token: Token, places: Mapping[str, Sequence[int]]) -> dict[int, float]:
    """Where a word may be read off, and what that costs."""
    found: dict[int, float] = {}
    for other in others(token.plain):
        found.update(dict.fromkeys(places.get(other, ()), OTHER_WORD))
    found.update(dict.fromkeys(places.get(token.stem, ()), 0.0))
    return found


def _read_along(costs: Mapping[int, float], told: Sequence[Token], word: str) -> dict[int, float]:
    """The same for a word without a meaning of its own, which is read off only where it comes next: it stands everywhere."""
    onward = {at: cost + OWN_FUNCTION_WORD for at, cost in costs.items()}
    for at, cost in costs.items():
        if at + 1 < len(told) and told[at + 1].stem == word:
            onward[at + 1] = min(cost, onward.get(at + 1, cost))
    return onward


def _read_on(
    costs: Mapping[int, float], found: Mapping[int, float], sentences: Sequence[tuple[int, int]]
) -> dict[int, float]:
    """What it costs to stand at each place of the source after one more word of the claim."""
    stood = sorted(costs)
    paid = [costs[at] for at in stood]
    until = list(accumulate(paid, min))
    since = list(accumulate(reversed(paid), min))[::-1]
    onward = {at: cost + OWN_WORD for at, cost in costs.items()}
    for at, price in found.items():
        cheapest = min(paid[0] if stood[0] < 0 else FAR_BACK + 99.0, costs.get(at - 1, 99.0))
        here = bisect_left(stood, at)
        first, last = (bisect_left(stood, edge) for edge in sentences[at])
        if here:
            cheapest = min(cheapest, until[here - 1] + AHEAD, min(paid[first:here], default=99.0) + SKIPPED)
        if here < len(stood):
            cheapest = min(cheapest, since[here] + FAR_BACK, min(paid[here:last], default=99.0) + BACK)
        onward[at] = min(onward.get(at, 99.0), cheapest + price)
    bearable = min(onward.values()) + BEARABLE
    return {at: cost for at, cost in onward.items() if cost <= bearable}
