"""Whether a briefing tells what changed since the last one: python -m bench.changes [--part P] [--cases N] [--show N].

Stories are told on one day, briefed, told again on the next with known edits, and briefed again (`bench/_retelling.py`); on a
third day nothing is told but another story. What the second and third briefings report in `stories[].changes` is judged:

- An edit is found by a change of a fitting kind that cites the edited sentence in `after` and, where there was one, the original in
  `before`. Fitting: updated, disputed or corrected for a number, date, name, outcome or correction; `dropped` for what was taken
  out; `new` for an invented fact.
- A reported change is right when it finds an edit, or finds it against another sentence that tells the words that the edit
  replaced. `confirmed` for what was not edited counts as neither, unless an outlet confirms itself. All others are wrong.
- `unchanged`: the changes reported in stories without an edit (exact copies, honest rewordings by another outlet), and on the third day.

A third of the articles, drawn by a hash, is `held`: look at mistakes (`--show`) in the others, and measure on these.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from assistant.assistant import Assistant
from bench._changed import RIGHT, Judged, Placed, Score, judged, scored
from bench._edited import apart, as_row
from bench._invented import FILLER
from bench._kept import Kept, Row, briefed, evening, fresh, put_in
from bench._placed import Json, cited, places, quotes
from bench._retelling import DAY_ONE, DAY_THREE, DAY_TWO, KINDS, UNCHANGED, Case, cases
from bench._weeks import sample_rows
from bench.edits import read
from bench.quality import DATA
from bench.verifying import part_of

REPORTED = ("new", "updated", "confirmed", "disputed", "corrected", "dropped")
FLOORS, AIMS = {"precision": 0.97, "recall": 0.92}, {"precision": 0.99, "recall": 0.97}


# -- from articles to a score -----------------------------------------------------------------------------------


def told_twice(assistant: Assistant, made: Sequence[Case]) -> tuple[list[Judged], list[Placed], list[Json], int]:
    """The judged changes of day two, the injections in their places, the changes of day three, how many edits were not stored."""
    case_of, stored = {}, {}
    for day in (DAY_ONE, DAY_TWO):
        rows = [(one, row) for one in made for row in (one.day_one if day == DAY_ONE else one.day_two)]
        for (one, row), outcome in zip(rows, put_in(assistant, [row for _, row in rows], day), strict=True):
            if outcome.article_id:
                case_of.setdefault(outcome.article_id, one.id)
                version = assistant.library.versions(outcome.article_id)[-1]
                stored[row["id"]] = outcome.article_id, version
        if day == DAY_TWO:
            withdraw(assistant, [stored[row["id"]][0] for one in made if one.way == "withdrawn" for row in one.day_one])
        reported = changes_of(briefed(assistant, day), case_of)
    injected, lost = located(assistant, made, stored)
    put_in(assistant, [filler()], DAY_THREE)
    later = changes_of(briefed(assistant, DAY_THREE), case_of)
    return [judged(change, injected, case_of) for change in reported], injected, later, lost


def withdraw(assistant: Assistant, articles: Iterable[str]) -> None:
    for article in articles:
        assistant.library.mark_gone(article, "the outlet took it back", evening(DAY_TWO))


def filler() -> Row:
    return as_row(
        "filler", "Elm Post", [[one] for one in FILLER], url="", published=f"{DAY_THREE.isoformat()}T09:00:00+00:00"
    )


def located(
    assistant: Assistant, made: Sequence[Case], stored: dict[str, tuple[str, int]]
) -> tuple[list[Placed], int]:  # fmt: skip
    """The injections whose sentences stand in the library as they were given, and how many do not."""
    found: list[Placed] = []
    for one in made:
        days = (
            [assistant.library.article(*stored[row["id"]]) for row in rows if row["id"] in stored]
            for rows in (one.day_one, one.day_two)
        )
        first, second = days
        for injection in one.injections:
            before, after = (
                tuple(place for text in texts for article in articles for place in places(article, text))
                for texts, articles in ((injection.before, first), (injection.after, second))
            )
            if bool(before) == bool(injection.before) and bool(after) == bool(injection.after):
                found.append(Placed(injection, before, after))
    return found, sum(len(one.injections) for one in made) - len(found)


def changes_of(briefing: Json, case_of: dict[str, str]) -> list[Json]:
    """The changes that a briefing tells of the stories of the cases."""
    every = [change for story in briefing["stories"] for change in story["changes"]]
    return [
        change
        for change in every
        if any(place.article in case_of for place in (*cited(change["before"]), *cited(change["after"])))
    ]


def chosen(data: Path, part: str, seed: str) -> list[Row]:
    """The articles that cases are made of, in an order drawn by the seed: one of each story of the sample, then the set's."""
    sample = [row for row in sample_rows().values() if row["published"][:10] == "2026-03-10"]
    rows = read(data / "ukraine" / "articles.jsonl")
    rows.sort(key=lambda row: hashlib.sha256(f"{seed} {row['id']}".encode()).hexdigest())
    return [*apart([row for row in (*sample, *rows) if part in ("all", part_of(row["id"]))])]


# -- printing ---------------------------------------------------------------------------------------------------


def lines(score: Score, lost: int) -> Iterator[str]:
    """The figures as lines."""
    precision = "none reported" if score.precision is None else f"{score.precision:.3f}"
    yield f"precision {precision}   floor {FLOORS['precision']:.2f}, aim {AIMS['precision']:.2f}"
    yield f"recall    {score.recall:.3f}   floor {FLOORS['recall']:.2f}, aim {AIMS['recall']:.2f}"
    yield f"unchanged {score.unchanged}   must be 0"
    yield "".join(f"{name} {count}; " for name, count in sorted(score.verdicts.items())) + f"edits not stored {lost}"
    yield f"{'injected':12}{'found':>6}{'of':>5}{'recall':>8}  " + "".join(
        f"{kind:>11}" for kind in (*REPORTED, "missed")
    )
    for kind in (*KINDS, "withdrawal", "nothing"):
        hits, of = score.kinds.get(kind, (0, 0))
        share = f"{hits / of:.3f}" if of else "-"
        cells = "".join(f"{score.table[kind, column]:11}" for column in (*REPORTED, "missed"))
        yield f"{kind:12}{hits:6}{of:5}{share:>8}  {cells}"


def examples(found: Sequence[Judged], injected: Sequence[Placed], count: int) -> Iterator[str]:
    """So many of each verdict, and so many missed of each kind, with both texts."""
    left: Counter[str] = Counter()
    for one in found:
        left[one.verdict] += 1
        if left[one.verdict] <= count:
            yield f"\n[{one.verdict}] {one.change['kind']}" + (f" of {one.placed.injection.kind}" if one.placed else "")
            yield from (f"   {side}: {' / '.join(quotes(one.change[side])) or '-'}" for side in ("before", "after"))
    hit = {id(one.placed) for one in found if one.verdict == RIGHT}
    for placed in injected:
        kind = placed.injection.kind
        left[kind] += id(placed) not in hit
        if id(placed) not in hit and left[kind] <= count:
            yield f"\n[missed] {kind} in {placed.injection.case}"
            yield f"   before: {' / '.join(placed.injection.before[:2]) or '-'}"
            yield f"   after: {' / '.join(placed.injection.after) or '-'}"


def main(arguments: list[str] | None = None) -> int:
    given = parsed(arguments)
    started = time.monotonic()
    made = cases(chosen(given.data, given.part, given.seed), given.cases, given.seed)
    embedder = Kept(given.keep)
    with fresh(embedder) as assistant:
        found, injected, later, lost = told_twice(assistant, made)
    embedder.save()
    score = scored(found, injected, [one.id for one in made if one.way in UNCHANGED], later)
    ways = Counter(one.way for one in made)
    print(f"{len(made)} cases: " + ", ".join(f"{way} {count}" for way, count in sorted(ways.items())))
    print("\n".join([*lines(score, lost), *examples(found, injected, given.show)]))
    print(f"{time.monotonic() - started:.0f} seconds", file=sys.stderr)
    return 0


def parsed(arguments: list[str] | None) -> argparse.Namespace:
    return options(__doc__, 110, "cases").parse_args(arguments)


def options(text: str | None, most: int, what: str) -> argparse.ArgumentParser:
    """The options that measurements with injected edits share."""
    parser = argparse.ArgumentParser(description=text, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="the folder that holds the labelled sets")
    parser.add_argument("--part", choices=["dev", "held", "all"], default="dev")
    parser.add_argument("--seed", default="1")
    parser.add_argument(f"--{what}", type=int, default=most, help=f"how many {what} at most")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the vectors there for the next run")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="show N examples of each verdict")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
