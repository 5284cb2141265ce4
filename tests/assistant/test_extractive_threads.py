"""Several questions answered at once by one answerer."""

import threading

import numpy as np
from fakes import FakeEmbedder

from assistant import extractive
from assistant.extractive import Extractive


class Hesitant(FakeEmbedder):
    """Reads "wall" only when another thread has read something."""

    def __init__(self):
        self.begun, self.met = threading.Event(), threading.Event()

    def embed_documents(self, texts):
        self._hesitate(texts)
        return super().embed_documents(texts)

    def embed_words(self, texts):
        self._hesitate(texts)
        return super().embed_words(texts)

    def _hesitate(self, texts):
        if "wall" in texts:
            self.begun.set()
            assert self.met.wait(20)


def at_once(monkeypatch, name, bound):
    """What a thread is given for two texts, one of them kept, when another thread fills what is kept in between."""
    monkeypatch.setattr(extractive, bound, 3)
    embedder, found = Hesitant(), []
    read = getattr(Extractive(lambda: embedder, lambda words: {}), name)
    read(["quay"])
    thread = threading.Thread(target=lambda: found.extend(read(["quay", "wall"])))
    thread.start()
    assert embedder.begun.wait(20)
    for text in ("bridge", "road", "mill"):
        read([text, text + " closed"])
    embedder.met.set()
    thread.join(20)
    return found


def test_vectors_that_are_let_go_are_not_missed_by_another_thread(monkeypatch):
    found = at_once(monkeypatch, "embedded", "KEPT_VECTORS")
    assert np.allclose(found, FakeEmbedder().embed_documents(["quay", "wall"]), atol=1e-6)


def test_words_that_are_let_go_are_not_missed_by_another_thread(monkeypatch):
    found = at_once(monkeypatch, "read", "KEPT_WORDS")
    assert len(found) == 2
