import numpy as np
import pytest

from assistant.gist import MEANING, early, gist, hashed, rarity

NOTHING = np.zeros((0, 8), dtype=np.float32)
QUAY = "Der Hafenrat von Port Aldo sperrte den Nordkai, weil Ingenieure Risse in elf Pfeilern fanden."
QUAY_TOO = "Risse in elf Pfeilern: Ingenieure sperren mit dem Hafenrat den Nordkai von Port Aldo."
BUDGET = "Finanzministerin Orsa Lind legte einen Haushalt mit mehr Steuern auf Holz vor."


def test_a_gist_has_length_one():
    assert np.linalg.norm(gist(np.eye(3, 8, dtype=np.float32), "The quay was closed.")) == pytest.approx(1, abs=1e-5)


def test_an_article_that_the_model_cannot_read_is_compared_by_its_words():
    quay, too, budget = (gist(NOTHING, text) for text in (QUAY, QUAY_TOO, BUDGET))
    assert quay @ too > 0.5 > 0.2 > quay @ budget


def test_a_text_without_a_word_is_like_nothing():
    empty = gist(NOTHING, "… 12:30 !")
    assert empty @ gist(NOTHING, QUAY) == pytest.approx(0, abs=0.2)
    assert np.linalg.norm(hashed("?!")) == 0


def test_what_stands_first_counts_most():
    first, second = early(np.eye(2, dtype=np.float32))
    # 600 characters each, behind 60 and behind 660.
    assert first / second == pytest.approx(np.log(11) / np.log(21 / 11))


def test_it_matters_not_where_a_chunk_ends_and_how_long_it_is_does():
    one, other = np.eye(2, dtype=np.float32)
    whole = early(np.stack([one, other]), [600, 300])
    assert early(np.stack([one, one, other, other]), [200, 400, 100, 200]) == pytest.approx(whole)
    assert early(np.stack([one, other]), [60, 840])[1] > whole[1]


def test_meaning_is_most_of_a_gist():
    same = np.ones((1, 8), dtype=np.float32) / np.sqrt(8)
    assert gist(same, "Velmora") @ gist(same, "timber") == pytest.approx(MEANING, abs=0.05)


def test_a_name_is_rarer_than_a_word_of_every_day_and_none_is_rarer_than_an_unknown_one():
    assert 0 < rarity("city") < rarity("minister") < rarity("pillar") < rarity("zxqv") == 1
