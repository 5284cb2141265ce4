"""Stories of several outlets, one of which is made to contradict another: known edits, and honest rewordings as a control.

Into an article of a story goes a copy of a sentence that another outlet of it tells and it does not: edited, half of them reworded
besides, or for the control only reworded. The story of a day is one event; days lie far apart.
"""

from __future__ import annotations

import hashlib
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bench._edited import (
    Injection,
    Texts,
    as_row,
    editable,
    first_editable,
    lightly,
    long_enough,
    whole_sentences,
    with_added,
)
from bench._kept import Row
from bench.verifying import part_of

FIRST_DAY, DAYS_APART = date(2019, 1, 7), 21
KINDS = ("number", "date", "name", "outcome", "negation", "attribution")
EDITS, CONTROLS = 3, 2  # in a story
REWORDED_TOO = 0.7  # by far not every sentence has a rule that rewords it: half of them are in the end
CONTROL = "control"


@dataclass(frozen=True, slots=True)
class Rivalry:
    """A story with its day, its rows as they were and as they are made, and what was put in."""

    id: str
    day: date
    untouched: tuple[Row, ...]
    made: tuple[Row, ...]
    injections: tuple[Injection, ...]


def by_story(rows: Iterable[Row], gold: Mapping[str, str], part: str) -> dict[str, list[Row]]:
    """The rows of each story, as its gold names it, in the order of their ids; a part is drawn by a hash of the story."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row["id"]):
        if part in ("all", part_of(gold[row["id"]])):
            found[gold[row["id"]]].append(row)
    return found


def rivalries(stories: Mapping[str, Sequence[Row]], most: int, seed: str) -> list[Rivalry]:
    """So many stories with edits, the kinds as even as the articles let them be."""
    order = sorted(stories, key=lambda story: hashlib.sha256(f"{seed} {story}".encode()).hexdigest())
    kinds: Counter[str] = Counter()
    found: list[Rivalry] = []
    for story in order:
        told = [(row, whole_sentences(row)) for row in stories[story]]
        told = [(row, texts) for row, texts in told if long_enough(texts)]
        if len(told) > 1 and len(found) < most:
            day = FIRST_DAY + timedelta(days=DAYS_APART * len(found))
            found.append(rivalry(story, day, told, kinds, random.Random(f"{seed} {story}")))
    return found


def rivalry(
    story: str, day: date, told: Sequence[tuple[Row, Texts]], kinds: Counter[str], chance: random.Random
) -> Rivalry:  # fmt: skip
    """One story with its edits and controls; `kinds` counts what was injected so far, and is counted on."""
    texts = [one for _, one in told]
    new, found, taken = [*texts], list[Injection](), set[str]()
    for number in range(EDITS + CONTROLS):
        teller, listener = chance.sample(range(len(texts)), 2)
        heard = " ".join(text for one in texts if one is not texts[teller] for sentences in one for text in sentences)
        taken |= {text for text in editable(texts[teller]) if text in heard}
        made = control(texts[teller], taken, chance) if number >= EDITS else edit(texts[teller], taken, kinds, chance)
        if made is None:
            continue
        found.append(Injection(made.kind, made.before, made.after, story))
        kinds[made.kind] += 1
        taken |= {*made.before}
        new[listener] = with_added(new[listener], made.after[0], chance)
    untouched, changed = (
        tuple(dated(row, one, day) for (row, _), one in zip(told, each, strict=True)) for each in (texts, new)
    )
    return Rivalry(story, day, untouched, changed, tuple(found))


def edit(texts: Texts, taken: set[str], kinds: Counter[str], chance: random.Random) -> Injection | None:
    """An edit of the kind that is rarest so far and that the article allows; reworded besides where chance and grammar will."""
    for kind in sorted(KINDS, key=lambda kind: (kinds[kind], chance.random())):
        if (pair := first_editable(kind, texts, taken, chance)) is not None:
            original, edited = pair
            reworded = lightly(edited, [[edited]], chance) if chance.random() < REWORDED_TOO else edited
            return Injection(kind, (original,), (reworded,))
    return None


def control(texts: Texts, taken: set[str], chance: random.Random) -> Injection | None:
    """A sentence honestly reworded."""
    left = [text for text in editable(texts) if text not in taken]
    for text in chance.sample(left, len(left)):
        if (made := lightly(text, texts, chance)) != text:
            return Injection(CONTROL, (text,), (made,))
    return None


def dated(row: Row, texts: Texts, day: date) -> Row:
    """An article as it is told on a day, at the address that it has."""
    return as_row(row["id"], row["source"], texts, url=row["url"], title=row["title"], published=day.isoformat())
