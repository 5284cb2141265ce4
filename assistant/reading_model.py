"""The embedding model that reads a library: the one that is set, unless another has read the library before.

Then that one goes on where it is at hand, else words alone find the articles, and whoever asks is told. What is set takes
over when that is asked for (`reindex`): to read ten thousand paragraphs anew takes minutes, and nobody who mistyped a setting
wants that.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.words_only import WordsOnly
from ingest import embedder as embedders
from ingest.embedder import Embedder
from ingest.errors import ModelError
from ingest.library import Library
from ingest.readers import Reader, reader

_CURE = "until 'briefing reindex' has it read by the one that is set"
GOES_ON = (
    "the library was read by another embedding model than the one that is set, and is searched by that one " + _CURE
)
NOT_AT_HAND = (
    "the library was read by another embedding model, which is not at hand: articles are found by words only " + _CURE
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The model that reads a library now; `notice` says in words where it is not the one that is set."""

    embedder: Embedder
    notice: str = ""
    before: str = ""  # the identity of the model that had read it when this was found

    @property
    def by_words(self) -> bool:
        """Whether no model reads it, as the one that did is not at hand."""
        return isinstance(self.embedder, WordsOnly)


def reading_of(library: Library, chosen: Embedder) -> Reading:
    """Who reads a library where a model was chosen for it."""
    before = reader(library)
    if before is None or before.identity == chosen.identity or isinstance(chosen, WordsOnly):
        return Reading(chosen)
    old = at_hand(before)
    return Reading(old, GOES_ON, before.identity) if old else Reading(WordsOnly(), NOT_AT_HAND, before.identity)


def at_hand(before: Reader) -> Embedder | None:
    """The model that read a library before, None where its files are gone or are no longer the same."""
    try:
        if embedders.identity_of(before.name or "") != before.identity:
            return None
        return embedders.load(before.name or "")
    except ModelError:
        return None
