"""Fits the weights of `assistant/bearing.json`: python -m bench.fit_bearing CLAIMS.jsonl ARTICLES.jsonl [--write] [--folds 5].

A row of CLAIMS has `claim`, `sources` (the paragraphs it was made from), `supported`, and `set`, the name of its part. The weights are
fitted so that within each set a supported claim comes before an unsupported one (a logistic loss on the pairs of a set, sets counting the
same: how often claims are supported differs from set to set and says nothing). The intercept puts the threshold where so many in 100
(`PASSING`) of the honest paraphrases of ARTICLES (`bench/paraphrases.jsonl`, those not held) pass beside the next paragraph of their article, where no
problem is found in them: what is below it is hardly of its source at all. Whether a claim is made of the words of its source says little on whether it is true to them,
so free wordings are given room. Prints for each set the area under the ROC curve of `assistant.verify`'s score, with weights fitted
on the claims of other articles (cross-validated, mean over repetitions), on all, and with those in the tree; and the share of either kind
that would count as supported.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.stats import rankdata

import bench
from assistant import bearing
from assistant.evidence import Weights
from assistant.verify import THRESHOLD, UNBORNE, Check, Similarity, Source, borne_out, verify
from assistant.wording import read
from bench.edits import read as jsonl
from bench.verifying import paraphrased

WEIGHTS = Path(bearing.__file__).with_name("bearing.json")
AGAINST = {"straying"}
PENALTY = 0.02
PASSING = 8
FEWEST_WORDS = 25  # of a paragraph that a claim is set beside


@dataclass
class Claims:
    """Labelled claims: their features, whether each is supported, its set, its article, whether its check found a problem."""

    names: list[str]
    features: np.ndarray
    supported: np.ndarray
    sets: np.ndarray
    articles: np.ndarray
    verbatim: np.ndarray
    problem: np.ndarray
    beside: np.ndarray  # the features of honest paraphrases beside another paragraph,
    refused: np.ndarray  # and whether a problem is found in them there

    def of(self, picked: np.ndarray) -> Claims:
        every = (self.features, self.supported, self.sets, self.articles, self.verbatim, self.problem)
        return Claims(self.names, *(one[picked] for one in every), self.beside, self.refused)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--write", action="store_true", help="Write assistant/bearing.json.")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--repetitions", type=int, default=5)
    given = parser.parse_args()
    found = {}
    for name, similarity in (("words", None), ("with_meaning", cosines())):
        print(f"{name}:")
        found[name] = fit(
            read_claims(given.claims, given.articles, similarity),
            bearing.weights(with_meaning=similarity is not None),
            given,
        )
    if given.write:
        WEIGHTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def fit(claims: Claims, present: Weights, given: argparse.Namespace) -> dict:
    """The weights fitted on claims, after their figures are printed beside those of the present weights."""
    crossed = [validated(claims, given.folds, seed) for seed in range(given.repetitions)]
    weights, intercept = fitted(claims)
    whole = scores(claims, weights, intercept)
    tree = scores(claims, np.array([present.weights.get(name, 0.0) for name in claims.names]), present.intercept)
    for name in dict.fromkeys(claims.sets):
        here = claims.sets == name
        area = np.mean([auroc(one[here], claims.supported[here]) for one in crossed])
        kept = [np.mean(whole[here & (claims.supported == label)] >= THRESHOLD) for label in (True, False)]
        print(
            f"{name}: area {area:.4f} cross-validated, {auroc(whole[here], claims.supported[here]):.4f} on all, "
            f"{auroc(tree[here], claims.supported[here]):.4f} in the tree; supported {kept[0]:.3f} of the supported, {kept[1]:.3f} of the others"
        )
    found = {
        "intercept": round(intercept, 4),
        "weights": dict(zip(claims.names, np.round(weights, 4).tolist(), strict=True)),
    }
    print(json.dumps(found))
    return found


def cosines() -> Similarity:
    """The likeness of meaning as the built-in embedding model sees it."""
    embed = functools.lru_cache(maxsize=None)(bench.model().embed_query)
    return lambda one, other: float(np.dot(embed(one), embed(other)))


def read_claims(path: Path, articles: Path, similarity: Similarity | None) -> Claims:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    found, verbatim, problem = [], [], []
    for row in rows:
        found.append(features_of(row["claim"], "\n".join(row["sources"]), similarity))
        check = verify(row["claim"], [Source(one) for one in row["sources"]])
        verbatim.append(check.verdict == "verbatim")
        problem.append(has_problem(check))
    pairs = [*neighbours(articles)]
    beside = [[*features_of(*pair, similarity).values()] for pair in pairs]
    refused = [has_problem(verify(claim, [Source(source)])) for claim, source in pairs]
    matrix = np.array([list(one.values()) for one in found])
    hashes = [hashlib.sha256("\n".join(row["sources"]).encode()).hexdigest() for row in rows]
    columns = ([row["supported"] for row in rows], [row["set"] for row in rows], hashes, verbatim, problem)
    return Claims(list(found[0]), matrix, *map(np.array, columns), np.array(beside), np.array(refused))


def has_problem(check: Check) -> bool:
    """Whether something was found in a claim, rather than too little of it in its source."""
    return any(one.kind != "unsupported" for one in check.problems)


def neighbours(path: Path) -> Iterator[tuple[str, str]]:
    """Honest paraphrases, each with the paragraph after that which it is of, or the one before the last."""
    articles = [*jsonl(path)]
    for item in paraphrased(articles, part="dev"):
        every = next(paragraphs for one in articles if item.sources[0] in (paragraphs := split(one["text"])))
        at = every.index(item.sources[0])
        others = [one for one in (*every[at + 1 :], *every[:at]) if len(one.split()) >= FEWEST_WORDS]
        if others and not item.changed:
            yield item.claim, others[0]


def split(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n")]


def features_of(claim: str, source: str, similarity: Similarity | None) -> dict[str, float]:
    """The features of a claim beside a source."""
    mine, told = read(claim), read(source)
    window = bearing.best_window(mine, told)
    meaning = {"meaning": similarity(claim, source[slice(*window)])} if similarity else {}
    return bearing.features(mine, told, window, borne_out(mine, told, None)) | meaning


def fitted(claims: Claims) -> tuple[np.ndarray, float]:
    weights = ranked(claims)
    return weights, centred(claims, weights)


def ranked(claims: Claims) -> np.ndarray:
    """The weights under which supported claims come before the unsupported ones of their set, each in its natural direction.

    Claims with a problem and verbatim ones are left out: the verdict on them does not rest on the weights.
    """
    spread = claims.features.std(axis=0) + 1e-9
    differences, shares = [], []
    open_ones = ~claims.problem & ~claims.verbatim
    for name in np.unique(claims.sets):
        yes, no = (
            claims.features[open_ones & (claims.sets == name) & (claims.supported == label)] / spread
            for label in (True, False)
        )
        pairs = (yes[:, None] - no[None]).reshape(-1, len(claims.names))
        differences.append(pairs)
        shares.append(np.full(len(pairs), 1 / max(1, len(pairs))))
    matrix, share = np.vstack(differences), np.concatenate(shares) / len(differences)

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        margins = matrix @ parameters
        pull = -share / (1 + np.exp(margins))
        value = share @ np.logaddexp(0, -margins) + PENALTY * parameters @ parameters
        return value, pull @ matrix + 2 * PENALTY * parameters

    bounds = [(None, 0) if name in AGAINST else (0, None) for name in claims.names]
    return minimize(loss, np.zeros(len(claims.names)), jac=True, bounds=bounds, method="L-BFGS-B").x / spread


def centred(claims: Claims, weights: np.ndarray) -> float:
    """The intercept that gives an even score where so many of the paraphrases beside another paragraph pass."""
    found = np.where(claims.refused, -np.inf, claims.beside @ weights)
    return float(-np.sort(found)[::-1][len(found) * PASSING // 100])


def scores(claims: Claims, weights: np.ndarray, intercept: float) -> np.ndarray:
    """The scores that `assistant.verify` gives under these weights."""
    chances = 1 / (1 + np.exp(-(claims.features @ weights + intercept)))
    return np.where(claims.verbatim, 1.0, np.where(claims.problem, UNBORNE * chances, chances))


def validated(claims: Claims, folds: int, seed: int) -> np.ndarray:
    """The scores of claims under weights fitted on the claims of other articles."""
    articles = np.unique(claims.articles)
    fold = dict(zip(articles, np.random.default_rng(seed).integers(0, folds, len(articles)), strict=True))
    where = np.array([fold[article] for article in claims.articles])
    found = np.zeros(len(where))
    for one in range(folds):
        rest = claims.of(where != one)
        weights = ranked(rest)
        # Centred on the mean, which is steadier than the threshold: only the order counts here, but across the folds.
        found[where == one] = scores(claims.of(where == one), weights, -float((rest.features @ weights).mean()))
    return found


def auroc(found: np.ndarray, supported: np.ndarray) -> float:
    """The probability that a supported claim has a higher score than an unsupported one."""
    ranks, yes = rankdata(found), int(supported.sum())
    return float((ranks[supported].sum() - yes * (yes + 1) / 2) / (yes * (len(supported) - yes)))


if __name__ == "__main__":
    main()
