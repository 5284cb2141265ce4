"""The models that an assistant works with, each loaded when it is first needed and once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence

from assistant import chatmodel
from assistant import entailment as entailments
from assistant import reranker as rerankers
from assistant.chatmodel import ChatModel
from assistant.entailment import Entailment
from assistant.kept_vectors import KeptVectors
from assistant.pacing import Limits
from assistant.reading_model import Reading
from assistant.reranker import Reranker
from assistant.settings import Settings
from assistant.verify import Check, Source, verify
from ingest import embedder as embedders
from ingest.embedder import Embedder
from ingest.errors import ModelError
from ingest.readers import Reader

WHOLE_ANSWER = 4  # times as long as it may be silent, a chat model may take for a whole answer


class Models:
    """The embedding model, the re-ranker and the chat models that the settings name; loading raises `ModelError`."""

    def __init__(
        self, settings: Settings, embedder: Embedder | None = None, reading: Callable[[Embedder], Reading] = Reading
    ) -> None:
        self.settings = settings
        self._embedder = embedder
        self._reading_of = reading
        self._reading: Reading | None = None
        self._wanting = False
        self._reranker: Reranker | None = None
        self._verifier: Entailment | None = None
        self._chat: dict[str, ChatModel] = {}
        self._loading = threading.Lock()
        self.kept = KeptVectors(self.embedder)

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
        """The embedding model that reads the library."""
        return self.reading().embedder

    def reading(self) -> Reading:
        """The embedding model that reads the library, and what is to be said where it is not the one that is set."""
        with self._loading:
            if self._reading is None:
                self._reading = self._reading_of(self._set_one())
            return self._reading

    def set_embedder(self) -> Embedder:
        """The embedding model that is set, whoever reads the library."""
        with self._loading:
            return self._set_one()

    def set_identity(self) -> str:
        """The identity of the embedding model that is set, which need not be loaded for it; raises `ModelError`."""
        return self._embedder.identity if self._embedder else embedders.identity_of(self.settings.embedding_model)

    def set_languages(self) -> frozenset[str]:
        """The languages that the embedding model which is set can read; none named: all."""
        return self._embedder.languages if self._embedder else embedders.languages_of(self.settings.embedding_model)

    @property
    def loaded(self) -> bool:
        """Whether the embedding model that reads the library is there."""
        return self._reading is not None

    def overtaken(self, reads_now: Reader | None) -> bool:
        """Whether another model has come to read the library since the one that is there was loaded."""
        there = self._reading
        known = {there.before, there.embedder.identity} if there else set()
        return there is not None and reads_now is not None and reads_now.identity not in known

    def forget_reading(self) -> None:
        """Look again, when next a model is needed, who reads the library."""
        with self._loading:
            self._reading = None
            self.kept = KeptVectors(self.embedder)

    def _set_one(self) -> Embedder:
        if self._embedder is None:
            try:
                self._embedder = embedders.load(self.settings.embedding_model, self.settings.embedding_runtime)
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
        first, second = self.kept.embedded([one, other])
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
