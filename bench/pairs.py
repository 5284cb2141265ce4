"""How differences between real sentences are told from likeness: the labelled pairs of `ukraine`.

    python -m bench.pairs ../shared/data [--part dev|held|all] [--show]

Each pair is two sentences of two articles that a person has read in their context. `precision` and `recall` are of "differs":
a relation of any kind but "same" is a difference found; `kind` is the share of those found whose kind is the labelled one.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant.comparing import Relation, relation
from assistant.statements import Statement, statements
from bench._labels import Pair, Span, pairs
from bench.speakers import labelled_articles
from ingest.articles import Article, Citation


def main() -> None:
    """Print precision, recall and F1 of the differences."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--part", choices=("dev", "held", "all"), default="all")
    parser.add_argument("--show", action="store_true", help="print the pairs that are judged otherwise")
    given = parser.parse_args()
    rows = [one for one in pairs() if given.part == "all" or one.held == (given.part == "held")]
    articles = labelled_articles(given.data, {span.external_id for one in rows for span in one.spans})
    judged = [(one, related(one, articles)) for one in rows]
    found = [(one, made) for one, made in judged if made is not None and made.kind != "same"]
    right = [(one, made) for one, made in found if one.label == "differs"]
    wanted = sum(one.label == "differs" for one in rows)
    precision, recall = len(right) / max(1, len(found)), len(right) / max(1, wanted)
    both = 2 * precision * recall / (precision + recall) if right else 0.0
    kinds = sum(one.kind == made.kind for one, made in right) / max(1, len(right))
    print(f"{len(rows)} pairs: precision {precision:.3f}  recall {recall:.3f}  F1 {both:.3f}  kind {kinds:.3f}")
    for one, made in judged if given.show else ():
        if (made is not None and made.kind != "same") != (one.label == "differs"):
            print(f"{one.id} {one.label} {one.kind}, found {made and made.kind}")
            print(*(f"   {statement(span, articles).text}" for span in one.spans), sep="\n")


def related(pair: Pair, articles: dict[str, Article]) -> Relation | None:
    """What the two sentences of a pair are to each other."""
    return relation(*(statement(span, articles) for span in pair.spans))


def statement(span: Span, articles: dict[str, Article]) -> Statement:
    """The statement at a labelled place, as the ledger reads it; a sentence that it leaves out has no speaker."""
    article = articles[span.external_id]
    for one in statements(article):
        if (
            one.citation.paragraph.number == span.paragraph
            and one.citation.start < span.end
            and span.start < one.citation.end
        ):
            return one
    return Statement(article, Citation(article.paragraphs[span.paragraph - 1], span.start, span.end))


if __name__ == "__main__":
    main()
