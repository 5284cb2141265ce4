"""Whether a briefing tells where outlets contradict each other: python -m bench.contradictions [--part P] [--stories N] [--show N].

Each story of three outlets has a day. The days are briefed as the articles are, and again in another library after known edits
(`bench/_rivals.py`): a copy of one outlet's sentence put into another's article with another number, date, name, outcome, speaker or turned
round. What `stories[].differences` reports is judged:

- An edit is found by a difference of a fitting kind of which one version cites the edited sentence and another the original.
- Right is what finds an edit, what sets it against its original under another kind (told apart, and not counted as found), and what
  sets it against another sentence with the very words that were replaced. What was reported before the edits too is left
  aside, counted, and shown with `--show` to be read by eye. All else is wrong; a difference about an honest rewording is.

A third of the stories, drawn by a hash, is `held`: look at mistakes in the others, and measure on these.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.assistant import Assistant
from bench._changed import Placed
from bench._differed import RIGHT, Judged, Score, judged, scored
from bench._kept import Kept, Row, briefed, fresh, put_in
from bench._placed import Json, places, quotes
from bench._rivals import CONTROL, KINDS, Rivalry, by_story, rivalries
from bench.changes import options
from bench.edits import read

REPORTED = ("number", "date", "actor", "attribution", "outcome", "negation")
FLOORS, AIMS = {"precision": 0.95, "recall": 0.85}, {"precision": 0.98, "recall": 0.92}


def gold(file: Path, story: str) -> dict[str, str]:
    """The story of each article, as a column of a set's gold names it."""
    with file.open(encoding="utf-8", newline="") as lines:
        return {row["article_id"]: row[story] for row in csv.DictReader(lines, delimiter="\t")}


def differences(assistant: Assistant, told: Sequence[tuple[Rivalry, Sequence[Row]]]) -> list[list[Json]]:
    """The differences that are reported of each story on its day, all articles being added first."""
    put_in(assistant, [row for _, rows in told for row in rows], max(one.day for one, _ in told))
    return [
        [each for story in briefed(assistant, one.day)["stories"] for each in story["differences"]] for one, _ in told
    ]


def located(assistant: Assistant, made: Sequence[Rivalry]) -> tuple[list[list[Placed]], int]:
    """The injections of each story with their places, and how many do not stand in the library as they were given."""
    known = {article.external_id: article.id for article in assistant.library.outlines()}
    found: list[list[Placed]] = []
    for one in made:
        articles = [assistant.library.article(known[row["id"]]) for row in one.made if row["id"] in known]
        every = [
            Placed(injection, *(
                tuple(place for article in articles for text in texts for place in places(article, text))
                for texts in (injection.before, injection.after)
            ))
            for injection in one.injections
        ]  # fmt: skip
        found.append([placed for placed in every if placed.before and placed.after])
    return found, sum(len(one.injections) for one in made) - sum(map(len, found))


def measured(made: Sequence[Rivalry], embedder: Kept | None) -> tuple[list[Judged], list[Placed], list[Json], int]:
    """The judged differences, what was put in, the differences that were there before, and how many edits were not stored."""
    with fresh(embedder) as assistant:
        untouched = differences(assistant, [(one, one.untouched) for one in made])
    with fresh(embedder) as assistant:
        reported = differences(assistant, [(one, one.made) for one in made])
        injected, lost = located(assistant, made)
    found = [
        judged(difference, placed, before)
        for each, placed, before in zip(reported, injected, untouched, strict=True)
        for difference in each
    ]
    return found, [one for each in injected for one in each], [one for each in untouched for one in each], lost


def lines(score: Score, before: int, lost: int) -> Iterator[str]:
    """The figures as lines."""
    precision = "none reported" if score.precision is None else f"{score.precision:.3f}"
    yield f"precision {precision}   floor {FLOORS['precision']:.2f}, aim {AIMS['precision']:.2f}"
    yield f"recall    {score.recall:.3f}   floor {FLOORS['recall']:.2f}, aim {AIMS['recall']:.2f}"
    yield f"in the untouched articles {before}, to be read by eye"
    yield "".join(f"{name} {count}; " for name, count in sorted(score.verdicts.items())) + f"edits not stored {lost}"
    yield f"{'injected':12}{'found':>6}{'of':>5}{'recall':>8}  " + "".join(
        f"{kind:>12}" for kind in (*REPORTED, "missed")
    )
    for kind in (*KINDS, CONTROL, "nothing"):
        hits, of = score.kinds.get(kind, (0, 0))
        share = f"{hits / of:.3f}" if of and kind != CONTROL else "-"
        cells = "".join(f"{score.table[kind, column]:12}" for column in (*REPORTED, "missed"))
        yield f"{kind:12}{hits:6}{of:5}{share:>8}  {cells}"


def examples(
    found: Sequence[Judged], injected: Sequence[Placed], untouched: Sequence[Json], count: int
) -> Iterator[str]:  # fmt: skip
    """So many of each verdict, of each kind missed and of what was there before, with the texts."""
    left: Counter[str] = Counter()
    for one in found:
        left[one.verdict] += 1
        if left[one.verdict] <= count:
            kind = f" of {one.placed.injection.kind}" if one.placed else ""
            yield f"\n[{one.verdict}] {one.difference['kind']}{kind}"
            yield from texts(one.difference)
    hit = {id(one.placed) for one in found if one.verdict == RIGHT}
    for placed in injected:
        kind = placed.injection.kind
        left[kind] += id(placed) not in hit
        if id(placed) not in hit and left[kind] <= count:
            yield f"\n[{'silent' if kind == CONTROL else 'missed'}] {kind}"
            yield f"   told: {placed.injection.before[0]}\n   put in: {placed.injection.after[0]}"
    for difference in untouched[:count]:
        yield f"\n[untouched] {difference['kind']}: {difference['about']}"
        yield from texts(difference)


def texts(difference: Json) -> Iterator[str]:
    for version in difference["versions"]:
        yield f"   {', '.join(one['source'] for one in version['citations'])}: {' / '.join(quotes(version))}"


def main(arguments: list[str] | None = None) -> int:
    given = options(__doc__, 56, "stories").parse_args(arguments)
    started = time.monotonic()
    rows, stories = read(given.data / "basil" / "articles.jsonl"), gold(given.data / "basil" / "gold.tsv", "story_id")
    made = rivalries(by_story(rows, stories, given.part), given.stories, given.seed)
    embedder = Kept(given.keep)
    found, injected, untouched, lost = measured(made, embedder)
    embedder.save()
    print(f"{len(made)} stories, {sum(len(one.made) for one in made)} articles")
    print(
        "\n".join(
            [*lines(scored(found, injected), len(untouched), lost), *examples(found, injected, untouched, given.show)]
        )
    )
    print(f"{time.monotonic() - started:.0f} seconds", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
