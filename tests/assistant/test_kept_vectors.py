"""Several questions read at once."""

import threading

import numpy as np
from fakes import FakeEmbedder

from assistant import kept_vectors
from assistant.kept_vectors import KeptVectors


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
    monkeypatch.setattr(kept_vectors, bound, 3)
    embedder, found = Hesitant(), []
    read = getattr(KeptVectors(lambda: embedder), name)
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
    found = at_once(monkeypatch, "embedded", "MOST_VECTORS")
    assert np.allclose(found, FakeEmbedder().embed_documents(["quay", "wall"]), atol=1e-6)


def test_words_that_are_let_go_are_not_missed_by_another_thread(monkeypatch):
    found = at_once(monkeypatch, "read", "MOST_WORDED")
    assert len(found) == 2


class Counting(FakeEmbedder):
    """Writes down what it reads."""

    def __init__(self):
        self.seen = []

    def embed_words(self, texts):
        self.seen += texts
        return super().embed_words(texts)


def test_a_question_that_is_searched_for_and_then_read_is_read_once():
    embedder = Counting()
    kept = KeptVectors(lambda: embedder)
    vector = kept.asked("Who bought the quay?")
    [question, _] = kept.read(["Who bought the quay?", "A baker bought it."])
    assert embedder.seen == ["Who bought the quay?", "A baker bought it."]
    assert np.allclose(vector, FakeEmbedder().embed_query("Who bought the quay?"), atol=1e-6)
    assert np.array_equal(question.vector, vector)
