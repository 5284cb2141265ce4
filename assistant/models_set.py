"""Whether the models that are set work: looked at without asking anything of another machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.condition import Condition
from assistant.reranker import shares
from assistant.retrieve import RERANKED

if TYPE_CHECKING:
    from assistant.assistant import Assistant


def reranker(assistant: Assistant, *, repair: bool) -> Condition | None:  # noqa: ARG001  nothing of it can be mended here
    """Whether the re-ranker that is set loads and gives scores."""
    model = assistant.models.reranker()
    if model is None:
        return None
    shares(model.scores("Who chose the mayor?", ["The voters did.", "It rained."]))
    return Condition(f"{assistant.settings.reranker!r} re-ranks the best {RERANKED} of a search")


def verifier(assistant: Assistant, *, repair: bool) -> Condition | None:  # noqa: ARG001  nothing of it can be mended here
    """The second opinion that is set: a model that gives no numbers is found here before a check needs it."""
    model = assistant.models.verifier()
    if model is None:
        return None
    model.probability("The mayor closed the quay.", "The quay was closed.")
    return Condition(f"{assistant.settings.verifier!r} gives a second opinion on claims")
