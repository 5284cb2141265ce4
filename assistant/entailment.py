"""Whether a text entails a claim, as a language model sees it: a second opinion by setting, which can only take support away.

Any cross-encoder that was trained on natural language inference and that sentence-transformers loads will do: it gives a number
for each of its labels, one of which is called entailment.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Protocol

from assistant.reranker import headless, opened
from ingest.embedder import located
from ingest.errors import ModelError, in_a_line

CURE = (
    "set BRIEFING_VERIFIER to a folder or name of a model for natural language inference that sentence-transformers' CrossEncoder "
    "can load, or leave it empty"
)


class Entailment(Protocol):
    """A model that says whether a text entails a claim."""

    identity: str

    def probability(self, text: str, claim: str) -> float:
        """The probability, 0 to 1, that whoever takes the text for true must take the claim for true."""


def load(name: str) -> Entailment:
    """The model of a folder or name that sentence-transformers' `CrossEncoder` loads; raises `ModelError`."""
    try:
        return _cross_encoder(name, located(name))
    except Exception as error:
        if CURE in str(error):
            raise
        raise ModelError(f"cannot load the verifier {name!r}: {in_a_line(error)}; {CURE}") from error


def share(scores: Sequence[float], at: int) -> float:
    """The share of one of several scores after a softmax; raises `ModelError` for scores that are no numbers.

    >>> round(share([0.0, 2.0, 0.0], 1), 3)
    0.787
    """
    if not all(math.isfinite(score) for score in scores):
        raise ModelError(f"the verifier gave a score that is infinite or no number; {CURE}")
    odds = [math.exp(score - max(scores)) for score in scores]
    return odds[at] / sum(odds)


def _cross_encoder(name: str, location: str) -> Entailment:
    from torch.nn import Identity

    model, known_as = opened(location)
    at, as_they_are = _entailing(name, model), Identity()

    class CrossEncoderEntailment:
        """A cross-encoder for natural language inference."""

        identity = known_as

        def probability(self, text: str, claim: str) -> float:
            try:
                found = model.predict([(text, claim)], show_progress_bar=False, activation_fn=as_they_are)[0]
            except Exception as error:
                raise ModelError(f"the verifier {name!r} gives no scores: {in_a_line(error)}; {CURE}") from error
            return share([float(score) for score in found], at)

    return CrossEncoderEntailment()


def _entailing(name: str, model: Any) -> int:
    """Which of a model's numbers stands for entailment; raises `ModelError` for a model that has none."""
    if made_as := headless(model):
        raise ModelError(f"the model {name!r} is no verifier but a {made_as}, which gives no scores; {CURE}")
    labels = {int(at): str(label) for at, label in (getattr(model.config, "id2label", None) or {}).items()}
    for at, label in labels.items():
        if label.casefold().startswith("entail"):
            return at
    raise ModelError(
        f"the model {name!r} is no verifier: none of its labels ({', '.join(labels.values())}) is entailment; {CURE}"
    )
