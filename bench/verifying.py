"""How a verifier does on edits, paraphrases and labelled claims: python -m bench.verifying ARTICLES.jsonl --check MODULE:FUNCTION.

`check(claim, sources, published)` gives a verdict, or a result in the form of `briefing verify --batch`. Printed for each kind: how
many claims, and which share of them was called unsupported. That share is the recall of what was changed (the edits of
`bench/edits.py` and the dishonest paraphrases), and the rate of false alarms on what was not (verbatim sentences, rewordings, honest
paraphrases). `named` is the share of the caught for which a problem of the right kind was told, where results tell problems.

`score(claim, sources)` gives a number, higher the better supported; with `--labelled FILE` of claims marked `supported`, its area under
the ROC curve is printed for each set of the file. In place of functions, `--requests FILE` writes all claims as a batch
for the command, and `--answers FILE` scores what it gave. A third of the articles, drawn by a hash, and the paraphrases marked so are
`held`: look at mistakes in the others (`--wrong`), and measure on these.

`bench/invented_paraphrases.jsonl` (`--reworded`) are far freer and of many fields, on the articles of `bench/invented_news.jsonl`, which
are invented with them; of its articles 13 are looked at and 10 are held.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.edits import KINDS, edits, read, shown

PARAPHRASES = Path(__file__).with_name("paraphrases.jsonl")
Check = Callable[[str, list[str], str], "str | dict[str, Any]"]
Score = Callable[[str, list[str]], float]
Articles = Sequence[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Item:
    """A claim to be verified, with what it was made of and whether its sources bear it out."""

    id: str
    kind: str
    claim: str
    sources: tuple[str, ...]
    published: str
    changed: bool
    original: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """What became of the claims of one kind; `named` is None where no problems were told or are looked for."""

    kind: str
    changed: bool
    claims: int
    unsupported: int
    verbatim: int
    share: float
    named: float | None


def part_of(article: str) -> str:
    """The part that an article belongs to, "dev" or "held", by a hash of its id."""
    return "held" if hashlib.sha256(article.encode()).digest()[0] % 3 == 2 else "dev"


def edited(articles: Articles, per_kind: int = 300, part: str = "all", seed: str = "1") -> list[Item]:
    """Edits of every kind, at most so many of each, drawn by a hash of seed, kind and sentence."""
    found = defaultdict(list)
    for edit in edits([article for article in articles if part in ("all", part_of(article["id"]))]):
        order = hashlib.sha256(f"{seed} {edit.kind} {edit.original}".encode()).hexdigest()
        found[edit.kind].append((order, edit))
    return [
        Item(f"{kind} {order[:10]}", kind, edit.claim, (edit.source,), edit.published, edit.changed, edit.original, kind * edit.changed)
        for kind in KINDS for order, edit in sorted(found[kind], key=lambda pair: pair[0])[:per_kind]
    ]  # fmt: skip


def paraphrased(articles: Articles, path: Path = PARAPHRASES, part: str = "all") -> list[Item]:
    """The paraphrases of a file, honest and not; ValueError where a row does not point at the sentence that it names."""
    known = {article["id"]: article for article in articles}
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [paraphrase(number, row, known) for number, row in enumerate(rows, 1) if part in ("all", row["part"])]


def paraphrase(number: int, row: dict[str, Any], known: dict[str, dict[str, str]]) -> Item:
    article = known.get(row["article"])
    sentence = article["text"][row["start"] : row["end"]] if article else ""
    if article is None or digest(sentence) != row["sentence"]:
        raise ValueError(
            f"paraphrase {number} is of no sentence of article {row['article']!r} at {row['start']}; give the articles it was made of"
        )
    kind = "honest paraphrase" if row["supported"] else f"dishonest {row['problem']}"
    source = paragraph_around(article["text"], row["start"])
    return Item(f"paraphrase {number}", kind, row["claim"], (source,), article.get("published", ""), not row["supported"], sentence, row.get("problem", ""))  # fmt: skip


def digest(sentence: str) -> str:
    """What a paraphrase names its sentence by, so that the sentence itself need not be kept."""
    return hashlib.sha256(sentence.encode()).hexdigest()[:40]


def paragraph_around(text: str, place: int) -> str:
    """The paragraph in which a place of a text lies: the line."""
    end = text.find("\n", place)
    return text[text.rfind("\n", 0, place) + 1 : end if end >= 0 else len(text)].strip()


def table(items: Iterable[Item], check: Check) -> list[Row]:
    """What a verifier makes of the items, kind by kind, then all changed and all unchanged ones together."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        found = outcome(item, check)
        for kind in (item.kind, "all changed" if item.changed else "all unchanged"):
            counts[kind] += found
    last = ("all changed", "all unchanged")
    return [row(kind, counts[kind]) for kind in [*(kind for kind in counts if kind not in last), *last] if counts[kind]]


def outcome(item: Item, check: Check) -> Counter[str]:
    answer = check(item.claim, [*item.sources], item.published)
    result = {"verdict": answer} if isinstance(answer, str) else answer
    verdict = result["verdict"]
    if verdict not in ("verbatim", "supported", "unsupported"):
        raise ValueError(f"{verdict!r} is no verdict; a check gives 'verbatim', 'supported' or 'unsupported'")
    caught, told = verdict == "unsupported", "problems" in result and item.problem not in ("", "swap", "unsupported")
    kinds = {problem["kind"] for problem in result.get("problems", [])}
    return Counter(
        claims=1, changed=item.changed, unsupported=caught, verbatim=verdict == "verbatim",
        told=caught and told, named=caught and told and item.problem in kinds,
    )  # fmt: skip


def row(kind: str, found: Counter[str]) -> Row:
    named = round(found["named"] / found["told"], 4) if found["told"] else None
    share = round(found["unsupported"] / found["claims"], 4)
    return Row(kind, found["changed"] > 0, found["claims"], found["unsupported"], found["verbatim"], share, named)


def as_dict(rows: Iterable[Row]) -> dict[str, dict[str, Any]]:
    """The table as a dictionary from kind to its figures."""
    return {row.kind: {name: value for name, value in asdict(row).items() if name != "kind"} for row in rows}


def lines(rows: Iterable[Row]) -> Iterator[str]:
    yield f"{'kind':24}{'claims':>8}{'unsupported':>13}{'share':>8}  {'is':12}{'verbatim':>9}{'named':>8}"
    for one in rows:
        named = "" if one.named is None else f"{one.named:.3f}"
        meaning = "recall" if one.changed else "false alarms"
        yield f"{one.kind:24}{one.claims:8}{one.unsupported:13}{one.share:8.3f}  {meaning:12}{one.verbatim:9}{named:>8}"


def auroc(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The chance that a supported claim scores above one that is not, ties counting half; ValueError where one sort is lacking.

    >>> auroc([0.9, 0.4, 0.4, 0.1], [True, True, False, False])
    0.875
    """
    above = Counter(score for score, label in zip(scores, labels, strict=True) if label)
    below = Counter(score for score, label in zip(scores, labels, strict=True) if not label)
    if not above or not below:
        raise ValueError(
            "an area under the curve needs supported claims and unsupported ones; give a set that has both"
        )
    total, under = 0.0, 0
    for score in sorted({*above, *below}):
        total += above[score] * (under + below[score] / 2)
        under += below[score]
    return total / (above.total() * below.total())


def labelled(path: Path, score: Score) -> dict[str, tuple[int, float]]:
    """For each set of a file of labelled claims: how many, and the area under the curve of the score."""
    sets = defaultdict(list)
    for pair in read(path):
        sets[pair["set"]].append(pair)
    return {name: (len(pairs), area(pairs, score)) for name, pairs in sorted(sets.items())}


def area(pairs: Sequence[dict[str, Any]], score: Score) -> float:
    return auroc([score(pair["claim"], pair["sources"]) for pair in pairs], [pair["supported"] for pair in pairs])


def requests(items: Iterable[Item], pairs: Iterable[dict[str, Any]] = ()) -> Iterator[str]:
    """The lines of a batch for the command."""
    for item in items:
        yield json.dumps({"id": item.id, "claim": item.claim, "sources": [*item.sources]}, ensure_ascii=False)
    for pair in pairs:
        yield json.dumps({"id": pair["id"], "claim": pair["claim"], "sources": pair["sources"]}, ensure_ascii=False)


class Answers:
    """What the command gave to a batch, asked again by claim and sources."""

    def __init__(self, asked: Iterable[str], given: Path) -> None:
        results = {result["id"]: result for result in read(given)}
        self.results = {self.key(one["claim"], one["sources"]): results[one["id"]] for one in map(json.loads, asked)}

    @staticmethod
    def key(claim: str, sources: Sequence[str]) -> tuple[str, ...]:
        return (claim, *sources)

    def check(self, claim: str, sources: list[str], _published: str) -> dict[str, Any]:
        return self.results[self.key(claim, sources)]

    def score(self, claim: str, sources: list[str]) -> float:
        return float(self.results[self.key(claim, sources)]["score"])


def function(name: str) -> Callable[..., Any]:
    """The function that MODULE:FUNCTION names."""
    module, _, attribute = name.partition(":")
    return getattr(importlib.import_module(module), attribute)  # type: ignore[no-any-return]


def wrong(items: Iterable[Item], check: Check, count: int) -> Iterator[str]:
    """So many of each kind that the check takes for the other thing, changes marked."""
    left: Counter[str] = Counter()
    for item in items:
        if left[item.kind] < count and bool(outcome(item, check)["unsupported"]) != item.changed:
            left[item.kind] += 1
            yield f"{item.kind}: {shown(item.original, item.claim)}"


def main(arguments: list[str] | None = None) -> int:
    given = parsed(arguments)
    articles = [article for path in given.articles for article in read(path)]
    items = edited(articles, given.per_kind, given.part, given.seed)
    items += paraphrased(articles, given.reworded, given.part) if given.paraphrases and given.reworded.exists() else []
    asked = [*requests(items, read(given.labelled) if given.labelled else ())]
    if given.requests:
        given.requests.write_text("\n".join(asked) + "\n", "utf-8")
        print(f"{len(asked)} requests in {given.requests}")
    answers = Answers(asked, given.answers) if given.answers else None
    check = answers.check if answers else function(given.check) if given.check else None
    score = answers.score if answers else function(given.score) if given.score else None
    rows = table(items, check) if check else []
    areas = labelled(given.labelled, score) if score and given.labelled else {}
    print("\n".join([*lines(rows)] if rows else []))
    print(
        "\n".join(
            f"{name}: area under the curve {value:.4f} ({count} claims)" for name, (count, value) in areas.items()
        )
    )
    if check and given.wrong:
        print("\n".join(wrong(items, check, given.wrong)))
    if given.json:
        given.json.write_text(json.dumps({"kinds": as_dict(rows), "areas": areas}, indent=1), "utf-8")
    return 0


def parsed(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path, nargs="+", help="files in the import format")
    parser.add_argument("--check", metavar="MODULE:FUNCTION")
    parser.add_argument("--score", metavar="MODULE:FUNCTION")
    parser.add_argument("--labelled", type=Path, metavar="FILE", help="claims with sources, set and whether supported")
    parser.add_argument(
        "--reworded", type=Path, default=PARAPHRASES, metavar="FILE", help="other paraphrases of other articles"
    )
    parser.add_argument("--requests", type=Path, metavar="FILE", help="write the claims as a batch for the command")
    parser.add_argument("--answers", type=Path, metavar="FILE", help="score what the command gave to that batch")
    parser.add_argument("--per-kind", type=int, default=300)
    parser.add_argument("--part", choices=["dev", "held", "all"], default="all")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--wrong", type=int, default=0, metavar="N", help="show N mistakes of each kind")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument(
        "--no-paraphrases", dest="paraphrases", action="store_false", help="for other articles than theirs"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
