"""Fits the weights of `assistant/weights.json` on labelled questions: python -m bench.fit SET... [--write] [--folds 5].

A SET is ARTICLES:QUESTIONS[:WEIGHT], articles in any form that `briefing add` takes. A question row has `question`,
`answerable`, and what tells a right sentence: `must_contain` or `gold_sentences` (phrases), `answers` (short strings,
with `retrieved_article_ids` as the places to look), and optionally `paragraphs`, `ids`, `passage_id` or `files` (places).
Prints for each set, by cross-validation over stories (no question is judged by weights that saw another one on its story): how often the best sentence is right, recall and precision of
the three best, and the balanced accuracy of answering against refusing. The weights of
sentences in the tree were fitted with the set of passages and questions of its own counting 3, the questions on the sample library 2, and 1
for quiz questions on the news with the articles found for each, where those whose answer was taken out of the library are the unanswerable
ones; those of questions then with `--keep-sentences` on the first two alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from assistant import settings
from assistant.assistant import Assistant
from assistant.evidence import evidence, weights
from assistant.extractive import BORNE_OUT
from assistant.question import understood

WEIGHTS = Path(__file__).resolve().parent.parent / "assistant" / "weights.json"
AGAINST = {"kind_absent", "measure_absent", "evenness", "nowhere", "names_absent"}
PENALTY = 0.01


@dataclass
class Row:
    """A labelled question with the features of its sentences."""

    set_name: str
    weight: float
    answerable: bool
    story: str
    question: object
    ranked: list
    labels: np.ndarray
    rarity: dict
    gold: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--write", action="store_true", help="Write assistant/weights.json.")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--libraries", type=Path, help="Keep the embedded libraries there, for the next run.")
    parser.add_argument("--keep-sentences", action="store_true", help="Fit anew only whether anything answers.")
    given = parser.parse_args()
    rows = [row for one in given.sets for row in read_set(one, given.libraries)]
    folds = np.array([int(hashlib.sha256(row.story.encode()).hexdigest(), 16) % given.folds for row in rows])
    scores, chances = [None] * len(rows), np.zeros(len(rows))
    for fold in range(given.folds):
        train = [row for row, at in zip(rows, folds, strict=True) if at != fold]
        sentence = kept() if given.keep_sentences else fit_sentences(train)
        question = fit_questions(train, sentence)
        for at, row in enumerate(rows):
            if folds[at] == fold:
                scores[at] = totals(sentence, features_of(row))
                chances[at] = predicted(question, np.array([list(evidence_of(row, sentence).values())]))[0]
    report(rows, scores, chances)
    if given.write:
        sentence = kept() if given.keep_sentences else fit_sentences(rows)
        fitted = json.loads(WEIGHTS.read_text()) | {
            "sentence": as_json(sentence),
            "question": as_json(fit_questions(rows, sentence)),
        }
        WEIGHTS.write_text(json.dumps(fitted, indent=1) + "\n")


def kept():
    """The weights of sentences as they are in the tree."""
    found = weights("sentence")
    return list(found.weights), found.intercept, np.array(list(found.weights.values()))


def read_set(description: str, libraries: Path | None) -> list[Row]:
    articles, questions, *weight = description.split(":")
    name = hashlib.sha256(str(Path(articles).resolve()).encode()).hexdigest()[:8]
    folder = (libraries / name) if libraries else Path(tempfile.mkdtemp()) / "library"
    assistant = Assistant.open(settings.load(library=folder), create=True)
    for _ in assistant.add([articles]):
        pass
    rows = [json.loads(line) for line in Path(questions).read_text().splitlines()]
    found = [read_row(row, assistant, questions, float(weight[0]) if weight else 1.0) for row in rows if usable(row)]
    story_of = {article.id: story.id for story in assistant.stories() for article in story.articles}
    for row in filter(None, found):
        row.story = story_of.get(row.ranked[0].sentence.hit.article.id, "")
    assistant.close()
    return [row for row in found if row is not None]


def usable(row: dict) -> bool:
    return not row.get("nota") and row.get("kind") not in {"followup"}


def read_row(row: dict, assistant: Assistant, name: str, weight: float) -> Row | None:
    question = understood(row["question"])
    ranked = assistant.extractive.ranked(question, assistant.search(question.text, 16))
    if not ranked:
        return None
    labels = np.array([is_right(row, one.sentence) for one in ranked])
    answerable = row.get("answerable", True)
    if answerable and not labels.any():
        return None  # retrieval failed: nothing to learn from here
    return Row(name, weight, answerable, "", question, ranked, labels, assistant.rarity(question.words), len(row.get("gold_sentences") or [0]))  # fmt: skip


def is_right(row: dict, sentence) -> bool:
    if not row.get("answerable", True):
        return False
    text = folded(sentence.text)
    wanted = (
        row.get("must_contain_all") or row.get("must_contain") or row.get("gold_sentences") or row.get("answers") or []
    )
    places = row.get("ids") or row.get("retrieved_article_ids") or ([row["passage_id"]] if "passage_id" in row else [])
    if places and sentence.hit.article.external_id not in places:
        return False
    return any(folded(one) in text or (len(text) > 30 and text in folded(one)) for one in wanted)


def folded(text: str) -> str:
    return " ".join(text.split()).casefold().replace("’", "'")


def features_of(row: Row) -> np.ndarray:
    return np.array([list(one.features.values()) for one in row.ranked])


def evidence_of(row: Row, sentence) -> dict:
    chances = totals(sentence, features_of(row))
    ranked = sorted((replace(one, score=float(chance)) for one, chance in zip(row.ranked, chances, strict=True)), key=lambda one: -one.score)  # fmt: skip
    return evidence(row.question, ranked, row.rarity)


def fit_sentences(rows: list[Row]):
    """A conditional logit: how likely each right sentence of a question is to be chosen over the wrong ones (McFadden 1974).

    Each right sentence stands against the wrong ones alone: one good sentence is no reason to let the others fall behind.
    """
    rows = [row for row in rows if row.answerable and not row.labels.all()]
    names = list(rows[0].ranked[0].features)
    spread = np.vstack([features_of(row) for row in rows]).std(axis=0) + 1e-9
    sizes = Counter(row.set_name for row in rows)  # sets count the same, whatever their numbers
    scaled = [(features_of(row) / spread, row.labels, row.weight / sizes[row.set_name]) for row in rows]
    whole = sum(weight for _, _, weight in scaled)

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        value, slope = PENALTY * parameters @ parameters, 2 * PENALTY * parameters
        for matrix, labels, weight in scaled:
            totals = matrix @ parameters
            odds = np.exp(totals - totals.max())
            right, wrong = odds[labels], odds[~labels]
            lost = wrong.sum() / (
                right + wrong.sum()
            )  # of each right sentence, the probability that a wrong one is chosen
            value -= weight / whole * np.log1p(-lost).mean()
            pull = lost.sum() * wrong / wrong.sum() @ matrix[~labels] - lost @ matrix[labels]
            slope = slope + weight / whole * pull / len(right)
        return value, slope

    found = minimize(loss, np.zeros(len(names)), jac=True, bounds=directions(names), method="L-BFGS-B")
    return names, 0.0, found.x / spread


def fit_questions(rows: list[Row], sentence):
    every = [evidence_of(row, sentence) for row in rows]
    sizes = Counter((row.set_name, row.answerable) for row in rows)
    # Sets count the same, and answerable and unanswerable questions within a set, whatever their numbers.
    weights = np.array([row.weight / sizes[row.set_name, row.answerable] for row in rows])
    return fit(np.array([list(one.values()) for one in every]), np.array([row.answerable for row in rows]), weights, list(every[0]))  # fmt: skip


def fit(matrix: np.ndarray, labels: np.ndarray, weights: np.ndarray, names: list[str]):
    """A logistic regression in which every feature may only count in its natural direction: what speaks for a sentence
    on one set must not speak against it on another."""
    spread = matrix.std(axis=0) + 1e-9
    scaled, weights = matrix / spread, weights / weights.sum()
    signs = np.where(labels, 1.0, -1.0)

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        margins = signs * (scaled @ parameters[1:] + parameters[0])
        pull = -signs * weights / (1 + np.exp(margins))
        value = weights @ np.logaddexp(0, -margins) + PENALTY * parameters[1:] @ parameters[1:]
        return value, np.concatenate([[pull.sum()], pull @ scaled + 2 * PENALTY * parameters[1:]])

    bounds = [(None, None), *directions(names)]
    found = minimize(loss, np.zeros(len(names) + 1), jac=True, bounds=bounds, method="L-BFGS-B")
    return names, float(found.x[0]), found.x[1:] / spread


def directions(names: list[str]) -> list[tuple[float | None, float | None]]:
    """The bounds that keep each weight in its feature's natural direction."""
    return [(None, 0) if name in AGAINST else (0, None) for name in names]


def totals(fitted, matrix: np.ndarray) -> np.ndarray:
    _, intercept, weights = fitted
    return matrix @ weights + intercept


def predicted(fitted, matrix: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-totals(fitted, matrix)))


def as_json(fitted) -> dict:
    names, intercept, weights = fitted
    return {"intercept": round(intercept, 4), "weights": dict(zip(names, np.round(weights, 4).tolist(), strict=True))}


def report(rows: list[Row], scores: list, chances: np.ndarray) -> None:
    for name in dict.fromkeys(row.set_name for row in rows):
        picked = [at for at, row in enumerate(rows) if row.set_name == name]
        first, some, right, shown = [], [], [], []
        for at in picked:
            if rows[at].answerable:
                best = np.argsort(-scores[at])[:3]
                labels = rows[at].labels[best]
                first.append(labels[0])
                some.append(labels.any())
                right.append(min(1.0, labels.sum() / max(1, rows[at].gold)))
                shown.extend(labels)
        yes = [chances[at] for at in picked if rows[at].answerable]
        no = [chances[at] for at in picked if not rows[at].answerable]
        line = f"{name}: best right {np.mean(first):.3f}, among 3 {np.mean(some):.3f}, recall {np.mean(right):.3f}, precision {np.mean(shown):.3f}"
        if no:
            accuracy = (np.mean(np.array(yes) >= BORNE_OUT) + np.mean(np.array(no) < BORNE_OUT)) / 2
            line += f"; answered {np.mean(np.array(yes) >= BORNE_OUT):.3f} of {len(yes)}, refused {np.mean(np.array(no) < BORNE_OUT):.3f} of {len(no)}, balanced {accuracy:.3f}"
        print(line)


if __name__ == "__main__":
    main()
