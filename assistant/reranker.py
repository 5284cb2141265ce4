"""Re-rankers: the protocol, and the one that sentence-transformers loads as a `CrossEncoder`.

A cross-encoder reads question and paragraph together: slower than comparing vectors made beforehand, and more exact. It is
needed only once something is asked, hence it lives here and not beside the embedding model.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from ingest.embedder import located, model_identity
from ingest.errors import ModelError, in_a_line
from ingest.model_files import refuse_unsafe

BATCH_SIZE = 8
HEADED = ("ForSequenceClassification", "ForCausalLM")  # models with a trained head that gives a score
CURE = "set BRIEFING_RERANKER to a folder or name that sentence-transformers' CrossEncoder can load, or leave it empty"


class Reranker(Protocol):
    """A model that says how well texts answer a query."""

    identity: str

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        """One number for each text, the higher the better; of any range, comparable within one call."""


def load(name: str) -> Reranker:
    """The re-ranker of a folder or name that sentence-transformers' `CrossEncoder` loads; raises `ModelError`."""
    try:
        return _cross_encoder(name, located(name))
    except Exception as error:
        if CURE in str(error):
            raise
        raise ModelError(f"cannot load the re-ranker {name!r}: {in_a_line(error)}; {CURE}") from error


def shares(scores: Sequence[float]) -> list[float]:
    """Scores of one query moved to the range from 0, the lowest, to 1, the highest; raises `ModelError`.

    >>> shares([-3.0, 5.0, 1.0])
    [0.0, 1.0, 0.5]
    >>> shares([2.0])
    [1.0]
    """
    if not all(math.isfinite(score) for score in scores):
        raise ModelError(f"the re-ranker gave a score that is infinite or no number; {CURE}")
    lowest, highest = min(scores, default=0.0), max(scores, default=0.0)
    return [(score - lowest) / (highest - lowest) if highest > lowest else 1.0 for score in scores]


def opened(location: str) -> tuple[Any, str]:
    """The cross-encoder of a folder or name as sentence-transformers loads it, and the identity of its weights."""
    from sentence_transformers import CrossEncoder
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]
    refuse_unsafe(Path(location))
    here = Path(location).is_dir()
    model = CrossEncoder(
        location, device=None, trust_remote_code=False, local_files_only=here, model_kwargs={"use_safetensors": True}
    )
    return model, model_identity(Path(location)) if here else f"name:{location}"


def _cross_encoder(name: str, location: str) -> Reranker:
    from torch.nn import Identity

    model, known_as = opened(location)
    _refuse_unfit(name, model)
    as_they_are = Identity()  # a sigmoid would make one of all high scores, and of all low ones

    class CrossEncoderReranker:
        """A sentence-transformers cross-encoder that gives one score a pair."""

        identity = known_as

        def scores(self, query: str, texts: Sequence[str]) -> list[float]:
            pairs = [(query, text) for text in texts]
            try:
                found = model.predict(pairs, batch_size=BATCH_SIZE, show_progress_bar=False, activation_fn=as_they_are)
            except Exception as error:
                raise ModelError(f"the re-ranker {name!r} gives no scores: {in_a_line(error)}; {CURE}") from error
            return [float(score) for score in found]

    return CrossEncoderReranker()


def headless(model: Any) -> str:
    """What a model was made as where it has no trained head, "" for any other."""
    made_as = str((getattr(model.config, "architectures", None) or [""])[0])
    alone = len(list(model.children())) == 1  # otherwise the head is a module of its own
    return made_as if alone and not made_as.endswith(HEADED) else ""


def _refuse_unfit(name: str, model: Any) -> None:
    """Raise `ModelError` for a model that loads but cannot rank.

    An embedding model is one: sentence-transformers gives it a head of random numbers, with no more than a log line.
    """
    if made_as := headless(model):
        raise ModelError(f"the model {name!r} is no re-ranker but a {made_as}, which gives no scores; {CURE}")
    if model.num_labels != 1:
        raise ModelError(
            f"the model {name!r} is no re-ranker: it gives {model.num_labels} numbers for a question and a text, "
            f"not one; {CURE}"
        )
