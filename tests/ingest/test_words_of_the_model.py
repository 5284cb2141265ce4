"""The vectors of words: which pieces of a word belong together, and that they come with the vector of their text."""

import numpy as np
import pytest

from ingest.embedder import worded


def test_the_pieces_of_a_word_are_put_together():
    found = worded("Rerouted ships", [1.0, 0.0], [(0, 0), (0, 2), (2, 8), (9, 14), (0, 0)], np.eye(5)[:, :2])
    assert found.places == ((0, 8), (9, 14))
    assert found.words.shape == (2, 2)


def test_words_beyond_what_the_model_reads_are_left_out():
    assert worded("one two three", [1.0], [(0, 3), (4, 7)], [[1.0], [1.0]]).places == ((0, 3), (4, 7))


def test_a_text_without_words_has_none():
    assert worded("?!", [1.0, 0.0], [(0, 1), (1, 2)], np.ones((2, 2))).words.shape == (0, 2)


def test_a_text_has_the_same_vector_with_its_words_and_without(model):
    text = "The night train to Port Aldo was withdrawn."
    found = model.embed_words([text])[0]
    assert found.vector == pytest.approx(np.array(model.embed_documents([text])[0]), abs=1e-5)
    assert [text[slice(*place)] for place in found.places] == text.rstrip(".").split()


def test_a_word_comes_near_another_for_the_same_thing(model):
    asked, told, other = model.embed_words(["Why was it scrapped?", "It was withdrawn.", "It was painted."])
    assert float(asked.words[-1] @ told.words[-1]) > float(asked.words[-1] @ other.words[-1])
