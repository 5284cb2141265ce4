"""Summaries against public ones made of an article's own sentences: python -m bench.summaries --data DIR.

DIR holds `articles.jsonl` (the import format) and `summaries.jsonl` (`id`, `summary_sentences`). Sentences are taken in the order of
what they are worth while each brings the number of words nearer to that of the reference; whole ones only, so that a summary may be
a few words shorter or longer than its reference. They are compared in reading order, by ROUGE-1 and ROUGE-2 F1 as
`assistant.measures.rouge` defines it: words in lower case, not stemmed. What is compared:

- first: the sentences as they stand;
- central: by `assistant.central.centrality` alone, which is fitted to nothing;
- told: by `assistant.worth`, which takes from what leans on another sentence (a reader of a briefing needs that more than
  these references do), and in front of it the sentence that opens the briefing's summary.

Half of the articles, by a hash of their ids, were looked at while this was made ("seen"), the others ("closed") were not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.central import centrality
from assistant.edition import Story
from assistant.measures import mean, rouge
from assistant.worth import opening, tellings
from ingest.articles import Article, Paragraph
from ingest.sentences import sentence_spans

Ranked = list[tuple[int, str]]  # the number of a sentence in its article, and its words, the best first
Ranking = Callable[[Article], Ranked]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder with articles.jsonl and summaries.jsonl")
    given = parser.parse_args()
    articles, wanted = read(given.data)
    print(f"{'ranked by':12}{'half':8}{'articles':>9}{'ROUGE-1':>9}{'ROUGE-2':>9}{'words':>7}{'ms each':>9}")
    for name, ranked in RANKINGS.items():
        for half in ("seen", "closed"):
            if here := [one for one in articles if half_of(one.id) == half]:
                print(measured(name, half, here, wanted, ranked))


def measured(name: str, half: str, articles: Sequence[Article], wanted: dict[str, str], ranked: Ranking) -> str:
    began = time.perf_counter()
    found = pairs(articles, wanted, ranked)
    each = 1000 * (time.perf_counter() - began) / len(articles)
    scores = "".join(f"{mean(rouge(*pair, n) for pair in found):9.4f}" for n in (1, 2))
    length = mean(len(words(given)) / len(words(gold)) for given, gold in found)
    return f"{name:12}{half:8}{len(articles):9}{scores}{length:7.2f}{each:9.2f}"


def pairs(articles: Sequence[Article], wanted: dict[str, str], ranked: Ranking) -> list[tuple[str, str]]:
    """The summary of each article as it is ranked, and its reference."""
    return [(chosen(ranked(article), wanted[article.id]), wanted[article.id]) for article in articles]


def read(folder: Path) -> tuple[list[Article], dict[str, str]]:
    """The articles of a folder, and the reference summary of each by its id."""
    articles = [article_of(row) for row in rows_of(folder / "articles.jsonl")]
    return articles, {row["id"]: " ".join(row["summary_sentences"]) for row in rows_of(folder / "summaries.jsonl")}


def chosen(ranked: Ranked, gold: str) -> str:
    """The best sentences, as many as bring the length nearest to that of the gold summary, in reading order."""
    budget, length, taken = len(words(gold)), 0, []
    for number, text in ranked:
        more = len(words(text))
        if abs(length + more - budget) < abs(length - budget):
            taken.append((number, text))
            length += more
    return " ".join(text for _, text in sorted(taken))


def first(article: Article) -> Ranked:
    return list(enumerate(sentences(article)))


def central(article: Article) -> Ranked:
    texts = sentences(article)
    (near,) = centrality([texts])
    return sorted(enumerate(texts), key=lambda pair: (-near[pair[0]], pair[0]))


def told(article: Article) -> Ranked:
    found = tellings(Story(article.id, article.title, (article,)))
    front = max(found, key=opening, default=None)
    best = sorted(found, key=lambda one: (one is not front, -one.worth, one.number))
    return [(one.number, one.text) for one in best]


RANKINGS: dict[str, Ranking] = {"first": first, "central": central, "told": told}


def sentences(article: Article) -> list[str]:
    return [one.text[slice(*span)] for one in article.paragraphs for span in sentence_spans(one.text, "en")]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def half_of(name: str) -> str:
    return ("seen", "closed")[int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2]


def article_of(row: dict) -> Article:
    texts = row.get("paragraphs") or row["text"].split("\n\n")
    paragraphs = tuple(Paragraph(row["id"], 1, number, text) for number, text in enumerate(texts, 1) if text.strip())
    return Article(row["id"], row.get("title", ""), paragraphs, source=row.get("source", ""), language="en")


def rows_of(file: Path) -> list[dict]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]


if __name__ == "__main__":
    main()
