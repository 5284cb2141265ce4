"""Fits the weights of short answers in `assistant/weights.json`: python -m bench.fit_short SET... [--write] [--libraries DIR].

A SET is ARTICLES:QUESTIONS[:WEIGHT], articles in any form that `briefing add` takes, or a kept library's folder. A question row has
`question` and `answers` (or `short_answer`); rows of conversations and variants ("nota") are left out. Prints exact match and token F1
of the likeliest phrase by cross-validation, questions of one id prefix ("20251226_3") on one side, and what holding back the unsure costs.
With `--near PENALTY` the weights are drawn to those that there are, not to 0: for a set too small to fit them anew.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from assistant import answer_phrases, settings
from assistant.answer_phrases import Reader, best_phrases, phrase_features
from assistant.asked import wanted
from assistant.assistant import Assistant
from assistant.measures import exact_match, token_f1
from assistant.question import understood
from assistant.short import ENOUGH
from bench.fit import WEIGHTS

AGAINST = {"wrong", "led_in", "speaks", "common_for_proper", "no_unit", "plain", "country_for_thing"}
EITHER = {"one_word", "quoted", "known"}
PENALTY = 0.02
CLOSE = 0.6  # the token F1 from which a phrase counts as right in part, and what it then counts
IN_PART = 0.7
READ_HITS = 16
FITTED_ON = 40  # phrases of a question, more than are looked at for an answer


@dataclass
class Row:
    """A question with the phrases that may answer it, their features, and how right each is."""

    group: str
    set_name: str
    weight: float
    answers: list[str]
    phrases: list[str]
    features: np.ndarray
    right: np.ndarray


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--write", action="store_true", help="write assistant/weights.json")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--near", type=float, metavar="PENALTY", help="fit near the present weights")
    given = parser.parse_args()
    answer_phrases.EMBEDDED = FITTED_ON
    names: list[str] = []
    rows = [row for one in given.sets for row in read_set(one, names)]
    present = json.loads(WEIGHTS.read_text())["short"]["weights"]
    near = (
        (given.near, np.array([present.get(name, 0.0) for name in names]))
        if given.near
        else (PENALTY, np.zeros(len(names)))
    )
    folds = np.array([int(hashlib.sha256(row.group.encode()).hexdigest(), 16) % given.folds for row in rows])
    chosen: list[tuple[str, float]] = [("", 0.0)] * len(rows)
    for fold in range(given.folds):
        weights = fitted([row for row, at in zip(rows, folds, strict=True) if at != fold], names, *near)
        for at in np.flatnonzero(folds == fold):
            chosen[at] = likeliest(rows[at], weights)
    report(rows, chosen)
    if given.write:
        kept = json.loads(WEIGHTS.read_text())
        kept["short"] = {"intercept": 0.0, "weights": dict(zip(names, np.round(fitted(rows, names, *near), 4).tolist(), strict=True))}  # fmt: skip
        WEIGHTS.write_text(json.dumps(kept, indent=1) + "\n")


def read_set(description: str, names: list[str]) -> list[Row]:
    articles, questions, *weight = description.split(":")
    kept = (Path(articles) / "library.sqlite").is_file()
    assistant = Assistant.open(settings.load(library=Path(articles) if kept else Path(tempfile.mkdtemp())), create=True)
    for _ in [] if kept else assistant.add([articles]):
        pass
    rows = [json.loads(line) for line in Path(questions).read_text().splitlines()]
    rows = [row | {"answers": row.get("answers") or row.get("short_answer")} for row in rows if not row.get("nota") and row.get("kind") != "followup"]  # fmt: skip
    found = [read_row(row, assistant, questions, float(weight[0]) if weight else 1.0, names) for row in rows if row["answers"]]  # fmt: skip
    assistant.close()
    return found


def read_row(row: dict, assistant: Assistant, set_name: str, weight: float, names: list[str]) -> Row:
    asked = row.get("now") or row.get("date")
    question = understood(row["question"], date.fromisoformat(asked[:10]) if asked else None)
    ranked = assistant.extractive.ranked(question, assistant.search(question.text, READ_HITS))
    want = wanted(question)
    read = Reader(assistant.models.kept.embedded, assistant.rarity)
    phrases = best_phrases(question, want, ranked, read) if want and ranked and question.kind != "people" else []
    features = phrase_features(question, want, phrases, ranked, read) if want and phrases else []
    names[:] = list(features[0]) if features else names
    right = [rightness(phrase.text, row["answers"]) for phrase in phrases]
    matrix = np.array([list(one.values()) for one in features])
    return Row(str(row.get("id", question.text)).split("_")[0], set_name, weight, row["answers"], [one.text for one in phrases], matrix, np.array(right))  # fmt: skip


def rightness(phrase: str, answers: list[str]) -> float:
    if exact_match(phrase, answers):
        return 1.0
    return IN_PART * (token_f1(phrase, answers) >= CLOSE)


def fitted(rows: list[Row], names: list[str], penalty: float, prior: np.ndarray) -> np.ndarray:
    """A conditional logit over the phrases of a question, every weight in its natural direction; sets count by weight.

    The penalty is on the squared distance of the weights, each by the spread of its feature, from those of the `prior`.
    """
    rows = [row for row in rows if len(row.right) and row.right.any()]
    spread = np.vstack([row.features for row in rows]).std(axis=0) + 1e-9
    sizes = {name: sum(row.set_name == name for row in rows) for name in {row.set_name for row in rows}}
    shares = np.array([row.weight / sizes[row.set_name] for row in rows])
    shares /= shares.sum()

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        away = parameters - prior * spread
        value, slope = penalty * away @ away, 2 * penalty * away
        for row, share in zip(rows, shares, strict=True):
            matrix = row.features / spread
            odds = np.exp(matrix @ parameters - (matrix @ parameters).max())
            right = odds * row.right
            value -= share * np.log(right.sum() / odds.sum())
            slope = slope + share * (odds / odds.sum() - right / right.sum()) @ matrix
        return value, slope

    bounds = [(None, None) if name in EITHER else (None, 0) if name in AGAINST else (0, None) for name in names]
    return minimize(loss, prior * spread, jac=True, bounds=bounds, method="L-BFGS-B").x / spread


def likeliest(row: Row, weights: np.ndarray) -> tuple[str, float]:
    if not row.phrases:
        return "", 0.0
    totals = row.features @ weights
    odds = np.exp(totals - totals.max())
    return row.phrases[int(totals.argmax())], float(odds.max() / odds.sum())


def report(rows: list[Row], chosen: list[tuple[str, float]]) -> None:
    for name in dict.fromkeys(row.set_name for row in rows):
        for sure in (0.0, ENOUGH, 0.3, 0.4):
            kept = [(row, text if chance >= sure else "") for row, (text, chance) in zip(rows, chosen, strict=True) if row.set_name == name]  # fmt: skip
            exact = [bool(text) and exact_match(text, row.answers) for row, text in kept]
            f1 = [token_f1(text, row.answers) if text else 0.0 for row, text in kept]
            given = sum(bool(text) for _, text in kept)
            print(f"{name}: from {sure:.1f} given {given} of {len(kept)}, exact {np.mean(exact):.3f}, F1 {np.mean(f1):.3f}, right of given {sum(exact) / max(1, given):.3f}")  # fmt: skip


if __name__ == "__main__":
    main()
