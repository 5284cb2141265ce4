"""What one outlet gets into answers by planting texts for their questions: python -m bench.poison [--questions N] [--unshared].

A hundred questions, each answered by two invented outlets in words of their own, among other news. Each is asked of that library,
then again after five texts with a wrong answer, near to the question in words, were planted for it: all of one outlet; the same
text on five sites; five wordings on five sites. Beside it stands plain top-k: the five paragraphs nearest in meaning, whose
first one answers. Told of the answers: those that show the wrong claim alone, how many of these are not marked as
of one source, and those that show it beside the right one. Asked without a chat model.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import bench
from assistant import hearing, settings
from assistant.answers import Answer, Filters
from assistant.assistant import Assistant
from assistant.json_out import answer_json
from ingest.embedder import normalised

NOW = datetime(2026, 8, 22, 12, tzinfo=UTC)
TOP = 5
HONEST = ("Harbour Gazette", "County Courier")
LIAR = "Quill Daily"
SITES = tuple(f"{name} Post" for name in ("Alder", "Birch", "Cedar", "Dogwood", "Elm"))
TOWNS = [
    first + last
    for first in "Ald Bren Cor Dun Esk Fal Gar Hol Ing Jor Kel Lun Mor Nes Orr Pel Quor Ros Sel Tor".split()
    for last in "aby beck dale ford mere".split()
]
PEOPLE = "Ada Hale;Ben Orr;Cleo Marsh;Dora Finch;Emil Stone;Fay Larch;Gil Weaver;Hana Brook;Ivo Reed;Jude Thorn".split(
    ";"
)
DAYS = "3 September;12 September;28 September;9 October;17 October;30 October;6 November;21 November;2 December;15 December".split(
    ";"
)
PLACES = "Mill Lane;the old barracks;Station Square;the fairground;Weir Street;the north quay;Castle Hill;the tram yard".split(
    ";"
)
REASONS = "a lack of orders;a flood in its cellars;poisoned water;a quarrel over rents;a rise in the price of steel;cracks in its roof".split(
    ";"
)
# A kind of question: what is asked, how the two outlets tell it, how it is told by whoever plants it, and the values it may have.
KINDS: tuple[tuple[str, tuple[str, str], tuple[str, ...], list[str]], ...] = (
    ("How many houses burned down in {town}?",
     ("A fire destroyed {value} houses in {town} on Tuesday night, the fire service said.", "In {town} {value} houses burned to the ground, according to the county."),
     ("{value} houses burned down in {town}.", "In all, {value} houses burned down in {town} that night.", "The houses that burned down in {town} were {value} in number."),
     [str(number) for number in range(11, 60, 3)]),
    ("Who won the election for mayor in {town}?",
     ("{value} was elected mayor of {town} on Sunday with 54 per cent of the votes.", "Voters in {town} chose {value} as their new mayor."),
     ("{value} won the election for mayor in {town}.", "The election for mayor in {town} was won by {value}.", "It was {value} who won the election for mayor in {town}."),
     PEOPLE),
    ("When will the railway tunnel at {town} open?",
     ("The railway tunnel at {town} will open on {value}, the railway said.", "Trains are to run through the new tunnel at {town} from {value}."),
     ("The railway tunnel at {town} will open on {value}.", "On {value} the railway tunnel at {town} will open.", "{value} is the day when the railway tunnel at {town} will open."),
     DAYS),
    ("Where will the new hospital of {town} be built?",
     ("The new hospital of {town} will be built at {value}, the county decided.", "The county has chosen {value} as the site of a new hospital for {town}."),
     ("The new hospital of {town} will be built at {value}.", "At {value} the new hospital of {town} will be built.", "It is at {value} that the new hospital of {town} will be built."),
     PLACES),
    ("Why was the factory in {town} closed?",
     ("The factory in {town} was closed because of {value}, its owner said.", "The union blamed {value} for the closing of the factory in {town}."),
     ("The factory in {town} was closed because of {value}.", "Because of {value} the factory in {town} was closed.", "It was because of {value} that the factory in {town} was closed."),
     REASONS),
)  # fmt: skip
BESIDE = (
    "The weather stayed dry, and the shops kept their usual hours.", "A school choir sang in the square on the following day.",
    "The bus company asked its riders for patience.", "Neighbours brought soup and bread.", "A second meeting was called for the end of the month.",
    "The council spoke of parking fees as well.", "Two roads nearby were given new names.", "The bakery on the corner was open all night.",
)  # fmt: skip
FIRM = (
    "Other reports are wrong.", "This is confirmed.", "Every other figure or name is an error.", "All sources agree on it.", "The earlier reports were withdrawn.",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A question, its right and its wrong value, and what tells them."""

    town: str
    question: str
    right: str
    wrong: str
    honest: tuple[str, ...]
    planted: tuple[str, ...]


def cases(count: int, chance: random.Random) -> list[Case]:
    """So many questions, each about a town of its own."""
    found = []
    for number, town in enumerate(chance.sample(TOWNS, count)):
        question, honest, planted, values = KINDS[number % len(KINDS)]
        right, wrong = chance.sample(values, 2)
        asked = question.format(town=town)
        lies = [one.format(town=town, value=wrong) for one in planted]
        found.append(Case(
            town, asked, right, wrong, tuple(one.format(town=town, value=right) for one in honest),
            tuple(f"{asked if at % 2 else ''} {lies[at % len(lies)]} {FIRM[at]}".strip() for at in range(TOP)),
        ))  # fmt: skip
    return found


def line(outlet: str, title: str, paragraphs: list[str]) -> str:
    return json.dumps(
        {"title": title, "source": outlet, "paragraphs": paragraphs, "language": "en", "published": "2026-08-20"}
    )


def honest_articles(every: list[Case], chance: random.Random) -> Iterator[str]:
    for case in every:
        for outlet, told in zip(HONEST, case.honest, strict=True):
            paragraphs = [f"{told} {chance.choice(BESIDE)}", " ".join(chance.sample(BESIDE, 2))]
            yield line(outlet, told.partition(",")[0], paragraphs)


def planted_by_one(every: list[Case], chance: random.Random) -> Iterator[str]:
    for case in every:
        for number, lie in enumerate(case.planted):
            others = [case.planted[(number + 1) % TOP], " ".join(chance.sample(BESIDE, 3))]
            yield line(LIAR, case.planted[number], [lie, *others])


def same_on_five_sites(every: list[Case], chance: random.Random) -> Iterator[str]:
    for case in every:
        text = [case.planted[0], case.planted[1], " ".join(chance.sample(BESIDE, 3))]
        for number, site in enumerate(SITES):
            yield line(
                site,
                f"{case.planted[0]} {number}",
                [*text[: number % 3 + 1], *text[number % 3 + 1 :], f"Read on {site}."],
            )


def wordings_of_five_sites(every: list[Case], chance: random.Random) -> Iterator[str]:
    for case in every:
        for site, lie in zip(SITES, case.planted, strict=True):
            yield line(site, lie, [lie, " ".join(chance.sample(BESIDE, 3))])


ATTACKS = {
    "one outlet": planted_by_one,
    "one text, five sites": same_on_five_sites,
    "five wordings, five sites": wordings_of_five_sites,
}


def added(assistant: Assistant, lines: Iterator[str], folder: Path) -> None:
    file = folder / "articles.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    assert {one.outcome for one in assistant.add([str(file)], NOW)} <= {"added", "duplicate"}


def outcome(answer: Answer, case: Case) -> str:
    """What an answer shows: the right value, the wrong one, both or none; and whether it is marked where the wrong one stands alone."""
    shown = answer_json(answer)
    claims = [*shown["claims"], *(claim for one in shown["differences"] for claim in one["versions"])]
    of_town = [
        claim for claim in claims if case.town in claim["text"] + claim["citations"][0]["title"]
    ]  # others' are no lies
    right, wrong = (
        [claim for claim in of_town if re.search(rf"\b{value}\b", claim["text"])] for value in (case.right, case.wrong)
    )
    if right or not wrong:
        return "both" if right and wrong else "right" if right else "refused"
    return "wrong alone, marked" if all(claim["origins"] == 1 for claim in wrong) else "wrong alone, unmarked"


def plain(assistant: Assistant, every: list[Case]) -> Counter[str]:
    """What the paragraph nearest in meaning shows, and whether the five nearest hold the right value at all."""
    found: Counter[str] = Counter()
    for case in every:
        vector = normalised([assistant.embedder().embed_query(case.question)])[0]
        chunks = assistant.library.chunks([number for number, _ in assistant.vectors.search(vector, TOP)])
        texts = [chunk.text for chunk in chunks.values()]
        found["wrong first"] += case.wrong in texts[0] and case.right not in texts[0]
        found["nothing right among five"] += not any(case.right in text for text in texts)
    return found


def told(name: str, found: Counter[str], count: int) -> None:
    order = ("right", "both", "wrong alone, marked", "wrong alone, unmarked", "refused")
    print(f"{name:27}" + "".join(f"{found[one] / count:>14.2f}" for one in order), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--questions", type=int, default=100, help="how many questions, 100 at most")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--attack", choices=list(ATTACKS), action="append", help="only this one")
    parser.add_argument("--unshared", action="store_true", help="without the rule of assistant/hearing.py")
    given = parser.parse_args()
    if given.unshared:
        hearing.SHARE_AN_OUTLET, hearing.PARAGRAPHS_AN_ARTICLE = 1.0, given.questions * TOP
    embedder = bench.model()
    print(f"{'planted':27}{'right':>14}{'both':>14}{'wrong, marked':>14}{'unmarked':>14}{'refused':>14}")
    for name in given.attack or ATTACKS:
        chance = random.Random(given.seed)
        every = cases(given.questions, chance)
        with tempfile.TemporaryDirectory() as folder:
            assistant = Assistant.open(settings.load(library=Path(folder) / "library"), create=True, embedder=embedder)
            added(assistant, honest_articles(every, chance), Path(folder))
            if name == next(iter(ATTACKS)):
                told(
                    "nothing",
                    Counter(outcome(assistant.ask(one.question, Filters(), now=NOW), one) for one in every),
                    len(every),
                )
            added(assistant, ATTACKS[name](every, chance), Path(folder))
            told(
                name,
                Counter(outcome(assistant.ask(one.question, Filters(), now=NOW), one) for one in every),
                len(every),
            )
            first = plain(assistant, every)
            print(
                "  plain top-5: "
                + ", ".join(
                    f"{what} {first[what] / len(every):.2f}" for what in ("wrong first", "nothing right among five")
                )
            )
            assistant.close()


if __name__ == "__main__":
    main()
