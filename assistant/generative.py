"""Answers in a chat model's words, each sentence checked against the paragraphs that it names before anybody sees it.

    hits -> sheet -> [prompt -> model -> parser] -> drafts -> checked -> claims, and what is left out

Nothing that the model says is believed: a source counts when its id was given for this question, a quotation when its words
stand in that paragraph, a sentence when the verifier finds it borne out. Where the model fails, or nothing that it wrote is
borne out, the extractive answerer answers and a notice says so.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from assistant.answerer import ALONE, Answered, Turn
from assistant.answers import Claim, Hit, LeftOut
from assistant.chain import drafting_chain, untraced
from assistant.chatmodel import ChatModel
from assistant.drafted import checked
from assistant.extractive import Extractive
from assistant.pacing import Limits
from assistant.prompts import MOST_CLAIMS, Sheet, asked
from assistant.protocol import DECLINED, Draft
from assistant.question import Question
from assistant.verify import Verify, verify
from ingest.errors import ModelError

MOST_LEFT_OUT = 40  # a model that goes on and on without a sentence that stands is not heard to the end
INSTEAD = "sentences of the articles are shown instead"


@dataclass(slots=True)
class Generative:
    """The answerer that asks a chat model; `limits` are on its silence and its whole answer, in seconds."""

    engine: str
    model: Callable[[], ChatModel]
    extractive: Extractive
    limits: Limits
    verifies: Verify = verify
    traced: bool = False

    def stream(self, question: Question, hits: Sequence[Hit], turn: Turn = ALONE) -> Iterator[Claim | Answered]:
        """The model's sentences as each has passed its check, then the whole answer."""
        if not hits:
            yield from self.extractive.stream(question, hits, turn)
            return
        written = _Written()
        try:
            yield from self._claims(question, hits, turn, written)
        except ModelError as failure:
            written.failure = str(failure)
        written.stopped = turn.stopped()
        if written.claims or written.stopped:
            yield self._answered(question, hits, written)
        else:
            yield from self._instead(question, hits, written)

    def _claims(self, question: Question, hits: Sequence[Hit], turn: Turn, written: _Written) -> Iterator[Claim]:
        sheet, enough = Sheet.of(hits), threading.Event()
        drafts = drafting_chain(self.model(), self.limits, lambda: enough.is_set() or turn.stopped())
        asking = {"asked": asked(question.text, sheet, turn.before)}
        # Held by a name, so that it is not closed before `enough` is set: LangChain would read the model to its end.
        written_down = chain.from_iterable(untraced(drafts.stream(asking), traced=self.traced))
        try:
            for draft in written_down:
                claim = written.take(draft, sheet, self.verifies)
                if claim is not None:
                    yield claim
                if len(written.claims) >= MOST_CLAIMS or len(written.left_out) >= MOST_LEFT_OUT:
                    return
        finally:
            enough.set()

    def _answered(self, question: Question, hits: Sequence[Hit], written: _Written) -> Answered:
        """The model's answer; what the sentences of the articles show beside it: where they differ, and the short answer."""
        plain = Answered("answered") if written.stopped else self.extractive.answer(question, hits)
        first = written.claims[0].text if written.claims else ""
        short = plain.short if plain.short and question.kind != "other" and plain.short in first else None
        return Answered(
            "answered" if written.claims else "not_in_sources", tuple(written.claims), short=short, short_sure=plain.short_sure,
            differences=plain.differences, closest=() if written.claims else tuple(hits),
            left_out=tuple(written.left_out), notices=written.notices,
        )  # fmt: skip

    def _instead(self, question: Question, hits: Sequence[Hit], written: _Written) -> Iterator[Claim | Answered]:
        """What is said where no sentence of the model's stands: that the sources do not say, or sentences of the articles."""
        plain = self.extractive.answer(question, hits)
        if written.declined and not written.failure and not written.left_out:
            closest = tuple(dict.fromkeys([*_cited(plain, hits), *plain.closest, *hits]))
            yield Answered("not_in_sources", missing=plain.missing, closest=closest)
            return
        yield from plain.claims
        notices = (f"{written.why_none(self.engine)}; {INSTEAD}",)
        yield replace(plain, engine=self.extractive.engine, left_out=tuple(written.left_out), notices=notices)


@dataclass(slots=True)
class _Written:
    """What has come of a model's text so far."""

    claims: list[Claim] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    declined: bool = False
    stopped: bool = False
    failure: str = ""

    def take(self, draft: Draft, sheet: Sheet, verifies: Verify) -> Claim | None:
        """The claim that a draft is, kept; None for one that is left out or was there before."""
        if draft == DECLINED:
            self.declined = True
            return None
        found = checked(draft, sheet, verifies)
        if isinstance(found, LeftOut):
            self.left_out.append(found)
            return None
        if any(found.text == claim.text for claim in self.claims):
            return None
        self.claims.append(found)
        return found

    @property
    def notices(self) -> tuple[str, ...]:
        """What the reader should know of how the answer came about."""
        said = []
        if self.failure:
            said.append(f"{self.failure}: the answer may not be complete")
        if self.stopped:
            said.append("the answer was stopped before it was complete")
        if self.left_out:
            said.append(
                f"{_sentences(len(self.left_out))} left out: the sources do not bear {_them(self.left_out)} out"
            )
        return tuple(said)

    def why_none(self, engine: str) -> str:
        """Why no sentence of the model's is shown."""
        if self.failure:
            return self.failure
        if self.left_out:
            return f"none of what the model {engine} wrote is borne out by the sources"
        return f"the model {engine} gave no answer"


def _sentences(count: int) -> str:
    return "one sentence of the model was" if count == 1 else f"{count} sentences of the model were"


def _them(left_out: Sequence[LeftOut]) -> str:
    return "it" if len(left_out) == 1 else "them"


def _cited(answered: Answered, hits: Sequence[Hit]) -> list[Hit]:
    cited = [citation.paragraph for claim in answered.claims for citation in claim.citations]
    return [hit for hit in hits if hit.paragraph in cited]
