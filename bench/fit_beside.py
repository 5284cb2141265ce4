"""Fits the weights `beside` in `assistant/weights.json`: python -m bench.fit_beside ARTICLES QUESTIONS [--write].

ARTICLES is in any form that `briefing add` takes, or a kept library's folder; a row of QUESTIONS has `question` and
`gold_sentences`. A logistic regression over the sentences behind the best one, on their score and on where they stand from it,
tells how likely each is gold; the weights are in units of the score, and half of them are written: where paragraphs are shorter and
more of them tell the same, as in the sample library, all of it puts other sentences in place of right ones. Prints, by cross-validation over questions, the area under
the ROC curve of the score alone and with them, and the recall and precision of three sentences for some cuts.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from assistant import settings
from assistant.assistant import Assistant
from assistant.evidence import Scored
from assistant.extractive import READ_HITS
from assistant.measures import same_sentence
from assistant.neighbourhood import standing
from assistant.question import understood
from bench.fit import WEIGHTS
from bench.verifying import auroc

PLACES = ("next", "before", "later", "earlier")
LOOKED_AT = 11  # sentences behind the best one
FOLDS = 5
PENALTY = 1.0
CUTS = (2.0, 2.5, 3.0, 3.5, 4.0)
MOST = 3
WRITTEN = 0.5  # of the weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--write", action="store_true", help="write assistant/weights.json")
    given = parser.parse_args()
    features, gold, asked, firsts = read(given.articles, given.questions)
    folds = asked % FOLDS
    rated = np.zeros(len(gold))
    for fold in range(FOLDS):
        weights = fitted(features[folds != fold], gold[folds != fold])
        rated[folds == fold] = features[folds == fold] @ np.append(1.0, WRITTEN * weights[1:])
    print(f"area: score alone {auroc(features[:, 0], gold):.4f}, with places {auroc(rated, gold):.4f}")
    for cut in CUTS:
        for name, scores in (("score alone", features[:, 0]), ("with places", rated)):
            print(
                f"cut {cut}, {name}: recall {{:.4f}}, precision {{:.4f}}".format(
                    *shown(scores, gold, asked, firsts, cut)
                )
            )
    found = dict(zip(PLACES, np.round(WRITTEN * fitted(features, gold)[1:], 4).tolist(), strict=True))
    print(json.dumps(found))
    if given.write:
        kept = json.loads(WEIGHTS.read_text())
        kept["beside"] = {"intercept": 0.0, "weights": found}
        WEIGHTS.write_text(json.dumps(kept, indent=1) + "\n")


def read(articles: Path, questions: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[tuple[int, bool, int]]]:
    """The features of sentences, whether each is gold, the number of its question, and of each question its number, whether
    its best sentence is gold, and how many are."""
    kept = (articles / "library.sqlite").is_file()
    assistant = Assistant.open(settings.load(library=articles if kept else Path(tempfile.mkdtemp())), create=True)
    for _ in [] if kept else assistant.add([str(articles)]):
        pass
    features, gold, asked, firsts = [], [], [], []
    for line in questions.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not row.get("gold_sentences"):
            continue
        question = understood(row["question"])
        ranked = assistant.extractive.ranked(question, assistant.search(question.text, READ_HITS))
        if not ranked:
            continue
        firsts.append((len(firsts), is_gold(ranked[0], row), len(row["gold_sentences"])))
        for one in ranked[1 : LOOKED_AT + 1]:
            place = standing(one.sentence.citation, ranked[0].sentence.citation)
            features.append([one.score - ranked[0].score, *(place.get(name, 0.0) for name in PLACES)])
            gold.append(is_gold(one, row))
            asked.append(firsts[-1][0])
    assistant.close()
    return np.array(features), np.array(gold), np.array(asked), firsts


def is_gold(one: Scored, row: dict) -> bool:
    return any(same_sentence(one.sentence.text, gold) for gold in row["gold_sentences"])


def fitted(features: np.ndarray, gold: np.ndarray) -> np.ndarray:
    """The weights of a logistic regression, divided by that of the score, which is 1 then."""
    matrix, wanted = np.hstack([features, np.ones((len(features), 1))]), 2.0 * gold - 1

    def loss(weights: np.ndarray) -> float:
        return float(np.logaddexp(0, -wanted * (matrix @ weights)).sum() + PENALTY / 2 * weights[:-1] @ weights[:-1])

    found = minimize(loss, np.zeros(matrix.shape[1]), method="L-BFGS-B").x[:-1]
    return found / found[0]


def shown(
    scores: np.ndarray, gold: np.ndarray, asked: np.ndarray, firsts: list[tuple[int, bool, int]], cut: float
) -> tuple[float, float]:
    """The recall, mean over questions, and precision of the best sentence with at most two more that lie within a cut."""
    recalls, cited = [], []
    for number, first, count in firsts:
        rows = np.flatnonzero(asked == number)
        more = [at for at in rows[np.argsort(-scores[rows], kind="stable")][: MOST - 1] if scores[at] >= -cut]
        here = [first, *gold[more]]
        cited += here
        recalls.append(min(1.0, sum(here) / count))
    return float(np.mean(recalls)), float(np.mean(cited))


if __name__ == "__main__":
    main()
