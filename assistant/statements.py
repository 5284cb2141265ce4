"""The statements of an article: its sentences that tell something, each with who says it, how sure it is, and of which days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.edition import Attribution
from ingest.articles import Article, Citation

Modality = Literal["done", "announced", "alleged", "denied"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an article and what kind of word it is.

    `speaker` is whose word it is, "" for the outlet's own; `attribution` how that one is known; `modality` whether it is told
    as done, announced, alleged or denied; `days` the days of which it tells.
    """

    article: Article
    citation: Citation
    speaker: str = ""
    attribution: Attribution = "own"
    modality: Modality = "done"
    days: tuple[date, ...] = ()

    @property
    def text(self) -> str:
        """The sentence, as the article has it."""
        return self.citation.quote
