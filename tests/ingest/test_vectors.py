"""Similarities in memory."""

import numpy as np

from ingest.vectors import _products


def test_a_chunk_is_as_similar_whatever_chunks_are_searched_with_it():
    chance = np.random.default_rng(0)
    rows = chance.standard_normal((271, 384)).astype(np.float32)
    asked = chance.standard_normal(384).astype(np.float32)
    whole = _products(rows, asked)
    for count in (1, 2, 3, 50, 137):
        chosen = np.sort(chance.choice(len(rows), count, replace=False))
        assert (_products(rows[chosen], asked) == whole[chosen]).all()
    assert np.allclose(whole, rows @ asked, atol=1e-4)
