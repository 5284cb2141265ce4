"""Cases of a story told on one day and again on the next, most of it the same, with known edits.

A case goes one of these ways. `version`: the article changes at its address. `same outlet`, `other outlet`: it is told again at another
address, a few paragraphs left out. `withdrawn`: the outlet takes it back. `copy`: another outlet tells exactly the same.
`reworded copy`: another outlet tells the same, honestly reworded. The last two have no edits, and nothing of them has changed.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bench._edited import (
    Injection,
    Texts,
    as_row,
    correction,
    editable,
    first_editable,
    lightly,
    long_enough,
    moving,
    retold,
    whole_sentences,
    with_added,
)
from bench._invented import FACTS, told_of
from bench._kept import Row

DAY_ONE, DAY_TWO, DAY_THREE = date(2026, 3, 5), date(2026, 3, 6), date(2026, 3, 7)
OUTLETS = ("Alder Gazette", "Birch Courier", "Cedar Wire", "Dale Record")
KINDS = ("number", "date", "name", "outcome", "correction", "retraction", "new fact")
WAYS = (
    "version", "other outlet", "same outlet", "version", "copy", "other outlet", "version", "same outlet", "reworded copy",
    "other outlet", "version", "other outlet", "same outlet", "version", "copy", "other outlet", "withdrawn", "reworded copy",
)  # fmt: skip
UNCHANGED = ("copy", "reworded copy")
REWORDED, LEFT_OUT, SECOND_TELLER = 0.4, 0.15, 0.25


@dataclass(frozen=True, slots=True)
class Case:
    """A story told on two days: its rows on each, and what is told otherwise on the second."""

    id: str
    way: str
    day_one: tuple[Row, ...]
    day_two: tuple[Row, ...]
    injections: tuple[Injection, ...]


def cases(articles: Iterable[Row], most: int, seed: str) -> list[Case]:
    """So many cases, of articles in their order; kinds are as even as the articles let them be."""
    made: list[Case] = []
    kinds: Counter[str] = Counter()
    for article in articles:
        texts = whole_sentences(article, moving(f"{DAY_TWO:%A}"))
        if len(made) < most and long_enough(texts):
            chance = random.Random(f"{seed} {article['id']}")
            made.append(case(article, texts, WAYS[len(made) % len(WAYS)], kinds, chance))
    return made


def case(article: Row, texts: Texts, way: str, kinds: Counter[str], chance: random.Random) -> Case:
    """One case; `kinds` counts what was injected so far, and is counted on."""
    first, other, third = chance.sample(OUTLETS, 3)
    name = article["id"]
    address = f"https://{first.split()[0].lower()}.example/news/{name}"
    told = as_row(
        f"{name}-one", first, texts, url=address, published=at(DAY_ONE, chance), title=article.get("title", "")
    )
    if way == "withdrawn":
        gone = Injection("withdrawal", tuple(text for sentences in texts for text in sentences), (), name)
        return Case(name, way, (told,), (), (gone,))
    source = first if way in ("version", "same outlet") else other
    url = address if way == "version" else f"https://{source.split()[0].lower()}.example/stories/{name}-again"
    new, injections = (texts, []) if way in UNCHANGED else edited(texts, way, kinds, chance)
    again = as_row(
        f"{name}-two", source, new if way == "copy" else loosely(new, injections, way, chance),
        url=url, published=at(DAY_TWO, chance), title=article.get("title", ""),
    )  # fmt: skip
    rows, also = [told], {}
    if not any(one.kind == "retraction" for one in injections) and chance.random() < SECOND_TELLER:
        half = texts[: len(texts) // 2 + 1]
        also = {text: lightly(text, texts, chance) for sentences in half for text in sentences}
        half = retold(half, lambda text: (also[text],))
        rows.append(
            as_row(f"{name}-also", third, half, url="", published=at(DAY_ONE, chance), title=article.get("title", ""))
        )
    named = tuple(
        Injection(
            one.kind,
            tuple(dict.fromkeys([*one.before, *(also.get(text, text) for text in one.before)])),
            one.after,
            name,
        )
        for one in injections
    )
    return Case(name, way, tuple(rows), (again,), named)


def at(day: date, chance: random.Random) -> str:
    """An hour of the day at which something is published."""
    return f"{day.isoformat()}T{chance.randint(6, 17):02}:{chance.choice(['00', '15', '30', '45'])}:00+00:00"


def edited(
    texts: Texts, way: str, kinds: Counter[str], chance: random.Random
) -> tuple[Texts, list[Injection]]:  # fmt: skip
    """The article with one to three edits, of the kinds that are rarest so far."""
    found: list[Injection] = []
    new = texts
    for _ in range(chance.choice((1, 2, 2, 3))):
        taken = {text for one in found for text in one.before}
        for kind in sorted(KINDS, key=lambda kind: (kinds[kind], chance.random())):
            if kind in {one.kind for one in found} or (kind == "retraction" and way != "version"):
                continue
            if (made := one_edit(kind, texts, taken, kinds, chance)) is not None:
                found.append(made)
                kinds[kind] += 1
                new = applied(made, new, chance)
                break
    return new, found


def one_edit(
    kind: str, texts: Texts, taken: set[str], kinds: Counter[str], chance: random.Random
) -> Injection | None:  # fmt: skip
    """An edit of a kind in an article, None where there is no sentence for it."""
    if kind == "new fact":
        return Injection(kind, (), (told_of(kinds[kind]),)) if kinds[kind] < len(FACTS) else None
    if kind == "retraction":
        left = [text for text in editable(texts) if text not in taken]
        return Injection(kind, (chance.choice(left),), ()) if left else None
    sort = chance.choice(("number", "date", "name", "outcome")) if kind == "correction" else kind
    pair = first_editable(sort, texts, taken, chance)
    if pair is None or kind != "correction":
        return pair and Injection(kind, (pair[0],), (pair[1],))
    note = correction(*pair, chance)
    return note and Injection(kind, (pair[0],), (note, pair[1]) if chance.random() < 0.7 else (note,))


def applied(one: Injection, texts: Texts, chance: random.Random) -> Texts:
    """The paragraphs after an edit; a correction has its note at the end, and mostly the sentence put right as well."""
    if one.kind == "new fact":
        return with_added(texts, one.after[0], chance)
    if one.kind == "correction":
        return with_added(replaced(texts, one.before[0], one.after[1:]), one.after[0], chance, last=True)
    return replaced(texts, one.before[0], one.after)


def replaced(texts: Texts, old: str, new: Sequence[str]) -> Texts:
    return retold(texts, lambda text: new if text == old else (text,))


def loosely(texts: Texts, injections: Sequence[Injection], way: str, chance: random.Random) -> Texts:
    """What is not edited reworded here and there, and at another address left out here and there."""
    fixed = {text for one in injections for text in one.after}

    def told(text: str) -> tuple[str]:
        return (text if text in fixed or chance.random() >= REWORDED else lightly(text, texts, chance),)

    kept = [
        sentences
        for number, sentences in enumerate(texts)
        if way == "version" or number == 0 or fixed & {*sentences} or chance.random() >= LEFT_OUT
    ]
    return retold(kept, told)
