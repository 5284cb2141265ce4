"""The models that an assistant works with, each loaded when it is first needed and once."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

from assistant import chatmodel
from assistant import entailment as entailments
from assistant import reranker as rerankers
from assistant.chatmodel import ChatModel
from assistant.entailment import Entailment
from assistant.pacing import Limits
from assistant.reranker import Reranker
from assistant.settings import Settings
from assistant.verify import Check, Source, verify
from ingest import embedder as embedders
from ingest.embedder import Embedder, normalised
from ingest.errors import ModelError

WHOLE_ANSWER = 4  # times as long as it may be silent, a chat model may take for a whole answer


class Models:
    """The embedding model, the re-ranker and the chat models that the settings name; loading raises `ModelError`."""

    def __init__(self, settings: Settings, embedder: Embedder | None = None) -> None:
        self.settings = settings
        self._embedder = embedder
        self._wanting = False
        self._reranker: Reranker | None = None
        self._verifier: Entailment | None = None
        self._chat: dict[str, ChatModel] = {}
        self._loading = threading.Lock()

    @property
    def limits(self) -> Limits:
        """How long a chat model may be silent, and take in all."""
        patience = self.settings.model_timeout
        return Limits(silence=patience, whole=WHOLE_ANSWER * patience)

    @property
    def awaited(self) -> bool:
        """Whether the embedding model is still to come: neither there nor known not to load."""
        return self._embedder is None and not self._wanting

    def embedder(self) -> Embedder:
        """The embedding model."""
        with self._loading:
            if self._embedder is None:
                try:
                    self._embedder = embedders.load(self.settings.embedding_model)
                except ModelError:
                    self._wanting = True
                    raise
            return self._embedder

    def reranker(self) -> Reranker | None:
        """The re-ranker that is set; None where none is."""
        with self._loading:
            if self._reranker is None and self.settings.reranker:
                self._reranker = rerankers.load(self.settings.reranker)
            return self._reranker

    def verifier(self) -> Entailment | None:
        """The second opinion on claims that is set; None where none is."""
        with self._loading:
            if self._verifier is None and self.settings.verifier:
                self._verifier = entailments.load(self.settings.verifier)
            return self._verifier

    def verify(self, claim: str, sources: Sequence[Source]) -> Check:
        """The check of a claim, with the meaning of its words and the second opinion that is set."""
        opinion = self.verifier()
        return verify(claim, sources, similarity=self._alike, entails=opinion.probability if opinion else None)

    def _alike(self, one: str, other: str) -> float:
        """The cosine similarity of two short texts."""
        first, second = normalised(self.embedder().embed_documents([one, other]))
        return float(first @ second)

    def chat(self, name: str) -> ChatModel:
        """The chat model of a `provider:model` name; nothing is sent to it yet."""
        with self._loading:
            if name not in self._chat:
                self._chat[name] = chatmodel.load(name, self.settings.model_timeout)
            return self._chat[name]

    def try_chat(self, name: str) -> str:
        """The first words that a chat model answers with; raises `ModelError` when it cannot be had or does not answer."""
        patience = self.settings.model_timeout
        return chatmodel.tried(self.chat(name), Limits(silence=patience, whole=patience))

    def trial(self, name: str) -> Iterator[tuple[bool, str]]:
        """Try a chat model: whether it answers, and that in words; raises what `try_chat` does."""
        answered = bool(self.try_chat(name))
        yield answered, f"{name} answers." if answered else f"{name} can be reached, but says nothing."

    def warm(self) -> None:
        """Load what has not been loaded of what the settings name."""
        self.embedder()
        self.reranker()
        self.verifier()
        if self.settings.model:
            self.chat(self.settings.model)
