"""Answers and refusals on a labelled set: python bench/answers.py ARTICLES.jsonl QUESTIONS.jsonl [--library DIR].

A question row has `question`, `answerable`, and what counts as the right place: `paragraphs` (numbers), `ids` or
`passage_id` (external ids), `must_contain` or `gold_sentences`. Prints how many answerable questions were answered, from the right place and first
with the right words, and how many unanswerable ones were refused.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from assistant import settings
from assistant.assistant import Assistant


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("questions", type=Path, nargs="+")
    parser.add_argument("--library", type=Path)
    parser.add_argument("--verbose", action="store_true")
    given = parser.parse_args()
    folder = given.library or Path(tempfile.mkdtemp())
    assistant = Assistant.open(settings.load(library=folder), create=True)
    for _ in assistant.add([str(given.articles)]):
        pass
    for file in given.questions:
        measured(assistant, [json.loads(line) for line in file.read_text().splitlines()], given, file.name)
    assistant.close()


def measured(assistant: Assistant, rows: list[dict], given: argparse.Namespace, name: str) -> None:
    answered = placed = worded = refused = 0
    for row in rows:
        answer = assistant.ask(row["question"])
        first = answer.claims[0].citations[0] if answer.claims else None
        right = first is not None and in_place(row, answer, first)
        words = right and in_words(row, answer)
        answered += bool(row["answerable"] and first)
        placed += bool(row["answerable"] and right)
        worded += bool(row["answerable"] and words)
        refused += bool(not row["answerable"] and not first)
        if given.verbose and (bool(first) != row["answerable"] or (row["answerable"] and not right)):
            print(
                f"- {row['question']} | {answer.status} | {answer.missing} | {answer.claims[0].text[:110] if first else ''}"
            )
    answerable = sum(row["answerable"] for row in rows)
    print(f"{name}: answered {answered}/{answerable}, right place first {placed}/{answerable}, right words {worded}/{answerable}, "
          f"refused {refused}/{len(rows) - answerable}")  # fmt: skip


def in_place(row: dict, answer, first) -> bool:
    article = next(one for one in answer.articles if one.id == first.paragraph.article_id)
    if "paragraphs" in row:
        return first.paragraph.number in row["paragraphs"]
    return article.external_id in (row.get("ids") or [row.get("passage_id")])


def in_words(row: dict, answer) -> bool:
    wanted = row.get("must_contain") or row.get("gold_sentences") or []
    text = " ".join(claim.text for claim in answer.claims).casefold()
    return not wanted or any(" ".join(one.split()).casefold()[:60] in text for one in wanted)


if __name__ == "__main__":
    main()
