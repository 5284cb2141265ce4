"""How the briefings of the sample library's five days fit those written down for them: python -m bench.sample_briefings [--show].

The sample is added at the end of its last day and its days are briefed in order. `bench/sample_briefings.jsonl` names passages;
a claim tells a passage when it cites its words, or those of a near copy (`also`). What is measured:

- changes: found by kind when one of the same kind cites both sides; found at all when one cites what is told now. A story that the
  briefing calls new has no changes, all of it being new: its summary stands for changes of kind "new", in recall alone. The
  list of what is new is not complete, so that precision over "new" stands by itself.
- told: changes whose passage is told anywhere in the stories of the day.
- differences: found when two versions cite two gold versions; by kind, and at all.
- watch, unknowns, said: found when one cites the passage; what is said must have its speaker besides. One thing that several
  articles tell in the same words counts once.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

from assistant.assistant import Assistant
from bench._kept import Kept, briefed, evening, fresh
from bench._placed import Json, Place, cited, meet, quotes
from bench._sets import SAMPLE_ARTICLES
from ingest.articles import Article
from ingest.sentences import sentence_spans

GOLD = Path(__file__).with_name("sample_briefings.jsonl")
KINDS = ("new", "updated", "confirmed", "disputed", "corrected", "dropped")
SECTIONS = ("watch", "unknowns", "said")
Places = tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a briefing tells or should tell: the places of its sides, its kind or speaker, and its words to be shown.

    A side is a version of a difference, what a change says before and now, or the one passage of anything else.
    """

    section: str
    kind: str
    sides: tuple[Places, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of the reported things are right, and how many of the gold ones are found; None reported where that is not asked."""

    name: str
    right: int | None
    reported: int | None
    found: int
    gold: int


@dataclass(frozen=True, slots=True)
class Day:
    """What a briefing tells, what it should tell, all that it cites, and what it tells as new by telling a new story."""

    told: tuple[Item, ...]
    gold: tuple[Item, ...]
    anywhere: Places
    implied: Places


# -- what should be told ----------------------------------------------------------------------------------------


def gold_rows(file: Path = GOLD) -> list[Json]:
    """The rows of the briefings written down, one for a day and a story."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def gold_items(rows: Iterable[Json], articles: Mapping[str, Article]) -> Iterator[Item]:
    """What the rows of one day ask for; what several articles tell in the same words once."""
    merged: dict[tuple[str, str, str], Item] = {}
    for row in rows:
        for one in row["changes"]:
            sides = tuple(_places(one[side], articles) for side in ("before", "after"))
            yield Item("changes", one["kind"], sides, f"{_text(one['before'])} -> {_text(one['after'])}")
        for one in row["differences"]:
            sides = tuple(_places(version, articles) for version in one["versions"])
            yield Item("differences", one["kind"], sides, " / ".join(map(_text, one["versions"])))
        for section in SECTIONS:
            for one in row[section]:
                key = (section, one.get("speaker", ""), one["text"])
                before = merged[key].sides[0] if key in merged else ()
                merged[key] = Item(section, key[1], ((*before, *_places(one, articles)),), one["text"])
    yield from merged.values()


def _text(passage: Json | None) -> str:
    return str(passage["text"]) if passage else "-"


def _places(passage: Json | None, articles: Mapping[str, Article]) -> Places:
    """Where the words of a passage stand, and the likest sentences of the near copies that it names."""
    if passage is None:
        return ()
    article = articles[passage["file"]]
    paragraph = article.paragraphs[passage["paragraph"] - 1]
    start = paragraph.text.index(passage["text"])
    own = Place(article.id, article.version, paragraph.number, start, start + len(passage["text"]))
    copies = [(articles[one["file"]], one["paragraph"]) for one in passage.get("also", ())]
    return own, *(_likest(copy, number, passage["text"]) for copy, number in copies)


def _likest(article: Article, number: int, text: str) -> Place:
    paragraph = article.paragraphs[number - 1]
    words = {*text.casefold().split()}
    start, end = max(
        sentence_spans(paragraph.text),
        key=lambda span: len(words & {*paragraph.text[slice(*span)].casefold().split()}),
    )
    return Place(article.id, article.version, paragraph.number, start, end)


# -- what is told -----------------------------------------------------------------------------------------------


def told_items(stories: Iterable[Json]) -> Iterator[Item]:
    """What the stories of a briefing tell in the sections that are measured."""
    for story in stories:
        for one in story["changes"]:
            sides = (cited(one["before"]), cited(one["after"]))
            yield Item("changes", one["kind"], sides, f"{_words(one['before'])} -> {_words(one['after'])}")
        for one in story["differences"]:
            sides = tuple(cited(version) for version in one["versions"])
            yield Item("differences", one["kind"], sides, " / ".join(map(_words, one["versions"])))
        for section in ("watch", "unknowns"):
            yield from (Item(section, "", (cited(claim),), _words(claim)) for claim in story[section])
        for one in story["said"]:
            yield Item("said", one["speaker"], (cited(one["claim"]),), f"{one['speaker']}: {_words(one['claim'])}")


def _words(claim: Json | None) -> str:
    return quotes(claim)[0] if claim else "-"


def _every(value: object) -> Iterator[Place]:
    """All that is cited anywhere in some JSON."""
    if isinstance(value, dict):
        if "citations" in value:
            yield from cited(value)
        for each in value.values():
            yield from _every(each)
    elif isinstance(value, list):
        for each in value:
            yield from _every(each)


def days(assistant: Assistant, rows: Sequence[Json]) -> list[Day]:
    """The days of the rows, briefed in order."""
    seen = assistant.library.sightings()
    articles = {
        one.external_id or PurePath(one.locator).name: assistant.library.article(one.article_id) for one in seen
    }
    made = []
    for day in sorted({row["day"] for row in rows}):
        stories = briefed(assistant, date.fromisoformat(day))["stories"]
        summaries = [story["summary"] for story in stories if story["news"] == "new"]
        gold = gold_items((row for row in rows if row["day"] == day), articles)
        made.append(Day(tuple(told_items(stories)), tuple(gold), tuple(_every(stories)), tuple(_every(summaries))))
    return made


# -- scoring ----------------------------------------------------------------------------------------------------


def fits(told: Item, gold: Item, *, by_kind: bool = True) -> bool:
    """Whether what is told is what should be told."""
    if told.section != gold.section or (by_kind and not _is_kind(told, gold)):
        return False
    if gold.section == "differences":
        return _sets_against(told.sides, gold.sides)
    if gold.section == "changes":
        before = not by_kind or gold.kind == "new" or meet(told.sides[0], gold.sides[0])
        # What is dropped may be no longer told at all.
        dropped = by_kind and gold.kind == "dropped" and not told.sides[1]
        return before and (dropped or meet(told.sides[1], gold.sides[1]))
    return meet(told.sides[0], gold.sides[0])


def _is_kind(told: Item, gold: Item) -> bool:
    if gold.section != "said":
        return told.kind == gold.kind
    mine, theirs = ({*each.kind.casefold().split()} - {"the", "a", "of"} for each in (told, gold))
    return bool(mine & theirs)


def _sets_against(told: Sequence[Places], gold: Sequence[Places]) -> bool:
    """Whether two different versions tell two different gold versions."""
    met = [{number for number, side in enumerate(gold) if meet(version, side)} for version in told]
    return any(
        one != other for at, mine in enumerate(met) for theirs in met[at + 1 :] for one in mine for other in theirs
    )


def is_found(gold: Item, day: Day, *, by_kind: bool = True) -> bool:
    """Whether a briefing tells what should be told."""
    if gold.section == "changes" and (gold.kind == "new" or not by_kind) and meet(day.implied, gold.sides[1]):
        return True
    return any(fits(told, gold, by_kind=by_kind) for told in day.told)


def figures(made: Sequence[Day]) -> list[Figure]:
    """All that is measured, over all days."""
    kinds = {"changes of all kinds but new": KINDS[1:], **{f"changes, {kind}": (kind,) for kind in KINDS}}
    found = [_figure(made, name, "changes", some) for name, some in kinds.items()]
    every = [(one, day) for day in made for one in day.gold if one.section == "changes"]
    at_all = sum(is_found(one, day, by_kind=False) for one, day in every)
    told = sum(meet(day.anywhere, one.sides[1]) for one, day in every)
    return [
        *found,
        Figure("changes of whatever kind", None, None, at_all, len(every)),
        Figure("changes told anywhere", None, None, told, len(every)),
        _figure(made, "differences by kind", "differences"),
        _figure(made, "differences", "differences", by_kind=False),
        *(_figure(made, section, section, by_kind=section == "said") for section in SECTIONS),
    ]


def _figure(made: Sequence[Day], name: str, section: str, kinds: Sequence[str] = (), *, by_kind: bool = True) -> Figure:
    told = [
        (one, day) for day in made for one in day.told if one.section == section and (not kinds or one.kind in kinds)
    ]
    gold = [
        (one, day) for day in made for one in day.gold if one.section == section and (not kinds or one.kind in kinds)
    ]
    right = sum(any(fits(one, other, by_kind=by_kind) for other in day.gold) for one, day in told)
    found = sum(is_found(one, day, by_kind=by_kind) for one, day in gold)
    return Figure(name, right, len(told), found, len(gold))


# -- printing ---------------------------------------------------------------------------------------------------


def lines(found: Iterable[Figure]) -> Iterator[str]:
    """The figures as lines."""
    yield f"{'':32}{'right':>6}{'of':>5}{'precision':>11}{'found':>7}{'of':>5}{'recall':>8}"
    for one in found:
        recall = f"{one.found:7}{one.gold:5}{_share(one.found, one.gold)}"
        precise = (
            " " * 22 if one.reported is None else f"{one.right:6}{one.reported:5}   {_share(one.right, one.reported)}"
        )
        yield f"{one.name:32}{precise}{recall}"


def _share(some: int | None, of: int) -> str:
    return f"{some / of:8.3f}" if some is not None and of else f"{'-':>8}"


def examples(made: Sequence[Day]) -> Iterator[str]:
    """What is told and should not be, and what should be told and is not, of each day."""
    for number, day in enumerate(made, 1):
        for one in day.told:
            if not any(fits(one, gold) for gold in day.gold):
                yield f"day {number} not in the gold: {one.section} {one.kind}: {one.words}"
        for one in day.gold:
            if not is_found(one, day):
                loose = " (of another kind)" if is_found(one, day, by_kind=False) else ""
                yield f"day {number} missed{loose}: {one.section} {one.kind}: {one.words}"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the vectors there for the next run")
    parser.add_argument("--show", action="store_true", help="show what is missed and what is not in the gold")
    given = parser.parse_args(arguments)
    embedder, rows = Kept(given.keep), gold_rows()
    with fresh(embedder) as assistant:
        for _ in assistant.add([str(SAMPLE_ARTICLES)], evening(date.fromisoformat(max(row["day"] for row in rows)))):
            pass
        made = days(assistant, rows)
    embedder.save()
    print("\n".join([*lines(figures(made)), *(examples(made) if given.show else ())]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
