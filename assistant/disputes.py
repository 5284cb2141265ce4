"""On what the articles of a story differ: the versions side by side, each with everybody who tells it.

Statements that tell the same are one version; versions between which a pair differs are one difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answers import Claim, Difference
from assistant.comparing import Relation, same_time
from assistant.statements import Statement

MOST, MOST_VERSIONS, MOST_CITATIONS = 6, 5, 4
Pair = tuple[int, int, Relation]  # places in the sequence of statements


def differences(statements: Sequence[Statement], pairs: Iterable[Pair]) -> tuple[Difference, ...]:
    """What different outlets tell otherwise, the surest first."""
    related = list(pairs)
    version = _versions(len(statements), related)
    found: dict[tuple[int, int], Pair] = {}
    for one, other, relation in sorted(related, key=lambda pair: (-pair[2].score, pair[0], pair[1])):
        if (
            relation.kind != "same"
            and version[one] != version[other]
            and _are_rivals(statements[one], statements[other])
        ):
            key = (min(version[one], version[other]), max(version[one], version[other]))
            found.setdefault(key, (one, other, relation))
    return tuple(_difference(statements, version, group) for group in _joined(found))[:MOST]


def _are_rivals(one: Statement, other: Statement) -> bool:
    """Whether two statements are of outlets that speak for themselves."""
    origins = [each.article.origin_of or each.article.id for each in (one, other)]
    return origins[0] != origins[1] and one.article.source != other.article.source


def _versions(count: int, related: Iterable[Pair]) -> list[int]:
    """For each statement the first of those that tell the same."""
    leader = list(range(count))

    def root(at: int) -> int:
        while leader[at] != at:
            at = leader[at]
        return at

    for one, other, relation in related:
        if relation.kind == "same":
            first, second = sorted((root(one), root(other)))
            leader[second] = first
    return [root(at) for at in range(count)]


def _joined(found: dict[tuple[int, int], Pair]) -> list[list[tuple[tuple[int, int], Pair]]]:
    """The pairs of versions, those that share a version and are of one kind together."""
    groups: list[list[tuple[tuple[int, int], Pair]]] = []
    for key, pair in found.items():
        near = next(
            (group for group in groups if group[0][1][2].kind == pair[2].kind and any(set(key) & set(other) for other, _ in group)),
            None,
        )  # fmt: skip
        if near is None:
            groups.append([(key, pair)])
        else:
            near.append((key, pair))
    return groups


def _difference(
    statements: Sequence[Statement], version: Sequence[int], group: Sequence[tuple[tuple[int, int], Pair]]
) -> Difference:
    """One difference: its versions, the newest first, each told by one statement and cited to all that tell the same."""
    shown: dict[int, int] = {}
    for _, (one, other, _) in group:
        shown.setdefault(version[one], one)
        shown.setdefault(version[other], other)
    relation = group[0][1][2]
    apart = not any(same_time(statements[one], statements[other]) for _, (one, other, _) in group)
    ordered = sorted(shown, key=lambda at: (statements[shown[at]].article.published, -at), reverse=apart)
    claims = tuple(_claim(statements, version, at, shown[at]) for at in ordered[:MOST_VERSIONS])
    return Difference(relation.about, relation.kind, claims, apart)  # type: ignore[arg-type]  # "same" is no difference


def _claim(statements: Sequence[Statement], version: Sequence[int], at: int, shown: int) -> Claim:
    others = [
        statements[number].citation
        for number, leader in enumerate(version)
        if leader == at and number != shown and statements[number].article.id != statements[shown].article.id
    ]
    return Claim(statements[shown].text, (statements[shown].citation, *others[: MOST_CITATIONS - 1]))
