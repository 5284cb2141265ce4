"""The labelled sets whose quality is measured: from the files of each to its figures.

A set is a function of the folder with all sets and of the folder in which embedded libraries are kept; it gives measures,
or raises FileNotFoundError for what is not there.

- time_ir: the mean over the queries of average precision and nDCG@10 of the ranking of articles; an article ranks by its best paragraph.
- clapnq: all passages in one library. `recall`, `precision` and `balanced_accuracy` as `assistant/evaluate.py` defines
  them: the share of the gold sentences that are cited (0 for a refusal), of the sentences cited for answerable questions those that are gold,
  and the mean of the shares of answerable questions answered and unanswerable ones refused. `right_words` is the share of answerable
  questions with a gold sentence among the claims. Two sentences are the same when one lies within the other.
- followups: `f1` over the content words of the human rewrite, on turns that were rewritten; `left_alone`, the share of
  the other turns that stay exactly as they were. The turns before are given as they were asked.
- realtimeqa: `pooled`, the share of questions with an answer in the first 800 words of the hits among all articles; `short_em` and
  `short_f1` of the short answer, none given counting as wrong. Asked on the day of each quiz; without the variants whose last choice is "none".
- bbc: ROUGE-2 F1 of summaries of the length of public ones, by what is central alone and as a briefing tells; `bench/summaries.py`.
- sample: the library that comes with the product; `right` over all its questions, and for each kind of question.
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC
from pathlib import Path

from assistant import measures, settings
from assistant.assistant import Assistant
from assistant.evaluate import Measure, Report, evaluate, names_of_articles
from assistant.followups import Asked, standalone
from assistant.labelled import Labelled, as_labelled, read_set
from bench import summaries

ROOT = Path(__file__).resolve().parent.parent
SAMPLE_QUESTIONS = ROOT / "bench" / "sample_questions.jsonl"
SAMPLE_ARTICLES = ROOT / "ingest" / "sample"
RANKED = 1000  # how many paragraphs are asked for to rank articles
POOLED = 60  # paragraphs that surely hold 800 words
Set = Callable[[Path, Path | None], list[Measure]]


def time_ir(data: Path, keep: Path | None) -> list[Measure]:
    queries = rows_of(data / "time_ir" / "queries.dev.jsonl")
    relevant = judgements(data / "time_ir" / "qrels.dev.tsv")
    with library("time_ir", [data / "time_ir" / "articles.jsonl"], keep) as assistant:
        ids = {name: article for article, names in names_of_articles(assistant.library).items() for name in names}
        ranked = [
            ([hit.article.id for hit in assistant.search(query["query"], RANKED)], {ids.get(one, one) for one in relevant[query["id"]]})
            for query in queries
        ]  # fmt: skip
    return [
        mean("map", (measures.average_precision(*pair) for pair in ranked)),
        mean("ndcg@10", (measures.ndcg(*pair) for pair in ranked)),
    ]


def clapnq(data: Path, keep: Path | None) -> list[Measure]:
    # Its answers are sentences written anew, no short ones.
    rows = labelled(row | {"answers": []} for row in rows_of(data / "clapnq" / "questions.dev.jsonl"))
    with library("clapnq", [data / "clapnq" / "passages.jsonl"], keep) as assistant:
        return list(asked(assistant, rows).measures)


def followups(data: Path, _: Path | None) -> list[Measure]:
    topics = defaultdict(list)
    for row in rows_of(data / "followups" / "turns.jsonl"):
        topics[row["topic"]].append(row)
    shares: list[float] = []
    alone: list[bool] = []
    for turns in topics.values():
        for at, turn in enumerate(turns):
            raw, wanted = turn["raw"].strip(), turn["rewritten"].strip()
            given = standalone(raw, [Asked(before["raw"]) for before in turns[:at]]).strip()
            if raw == wanted:
                alone.append(given == raw)
            else:
                shares.append(measures.content_f1(given, wanted))
    return [mean("f1", shares), mean("left_alone", alone)]


def realtimeqa(data: Path, keep: Path | None) -> list[Measure]:
    folder = data / "realtimeqa"
    rows = [row for row in rows_of(folder / "questions.dev.jsonl") if not row["nota"]]
    with library("realtimeqa", sorted(folder.glob("articles-*.jsonl")), keep) as assistant:
        found = [
            measures.among_first_words(texts_of(assistant, row["question"]), row["answers"])
            for row in counted(rows, "searched")
        ]
        moments = labelled(row | {"now": f"{row['date']}T12:00:00+00:00"} for row in rows)
        short = [one for one in asked(assistant, moments).measures if one.name in {"answered", "short_em", "short_f1"}]
    return [mean("pooled", found), *short]


def bbc(data: Path, _: Path | None) -> list[Measure]:
    articles, wanted = summaries.read(data / "bbc_summaries")
    return [
        mean(name, (measures.rouge(*pair, 2) for pair in summaries.pairs(articles, wanted, summaries.RANKINGS[name])))
        for name in ("central", "told")
    ]


def sample(_: Path, keep: Path | None) -> list[Measure]:
    if not SAMPLE_QUESTIONS.is_file():
        raise FileNotFoundError(SAMPLE_QUESTIONS.relative_to(ROOT).as_posix())
    rows, bad = read_set(SAMPLE_QUESTIONS, UTC)
    for one in bad:
        print(f"{SAMPLE_QUESTIONS.name}:{one.line}: {one.error}", file=sys.stderr)
    with library("sample", [SAMPLE_ARTICLES], keep) as assistant:
        report = asked(assistant, rows)
    kinds = defaultdict(list)
    for outcome in report.outcomes:
        kinds[outcome.row.kind].append(outcome.right)
    return [*report.measures, *(mean(f"right ({kind})", kinds[kind]) for kind in sorted(kinds) if kind)]


SETS: dict[str, Set] = {
    "time_ir": time_ir, "clapnq": clapnq, "followups": followups, "sample": sample, "bbc": bbc, "realtimeqa": realtimeqa,
}  # fmt: skip


# -- what they share --------------------------------------------------------------------------------------------


@contextmanager
def library(name: str, articles: Sequence[Path], keep: Path | None) -> Iterator[Assistant]:
    """The library of a set, kept in a folder of its name or made for this run."""
    if not articles or not all(path.exists() for path in articles):
        raise FileNotFoundError(", ".join(map(str, articles)) or f"articles of {name}")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        folder = (keep or Path(temporary)) / name
        assistant = Assistant.open(settings.load(library=folder), create=True)
        try:
            for _ in counted(assistant.add(map(str, articles)), f"{name}: articles read"):
                pass
            yield assistant
        finally:
            assistant.close()


def asked(assistant: Assistant, rows: Sequence[Labelled]) -> Report:
    return evaluate(assistant, rows, lambda every: counted(every, "asked"))


def labelled(rows: Iterable[dict]) -> list[Labelled]:
    return [replace(as_labelled(row, UTC), line=number) for number, row in enumerate(rows, 1)]


def texts_of(assistant: Assistant, question: str) -> list[str]:
    return [hit.paragraph.text for hit in assistant.search(question, POOLED)]


def rows_of(file: Path) -> list[dict]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]


def judgements(file: Path) -> dict[str, set[str]]:
    """The relevant articles of each query: those judged above 0."""
    found = defaultdict(set)
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if int(row["relevance"]) > 0:
                found[row["query_id"]].add(row["article_id"])
    return found


def mean(name: str, figures: Iterable[float]) -> Measure:
    found = list(figures)
    return Measure(name, measures.mean(found), len(found))


def counted(items: Iterable, what: str) -> Iterator:
    for number, item in enumerate(items, 1):
        yield item
        if number % 200 == 0:
            print(f"{what}: {number}", file=sys.stderr, flush=True)
