"""Sentences that tell one thing in the same words but for one: another day, another person, the opposite, or a not."""
from __future__ import annotations
from collections.abc import Sequence
from assistant.answers import Difference
from assistant.evidence import Scored
from assistant.question import Question

def rivals(question: Question, ranked: Sequence[Scored]) -> tuple[Difference, ...]:
    return ()
