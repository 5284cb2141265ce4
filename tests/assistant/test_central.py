import pytest

from assistant.central import centrality, likeness

BRIDGE = "The old bridge of Osten was closed on Monday."
CRACK = "Engineers found a crack in the old bridge of Osten."
BAKERS = "Bakers sold their last loaves early."


def test_the_sentence_that_shares_most_with_the_others_is_the_most_central():
    (near,) = centrality([[BRIDGE, CRACK, BAKERS]])
    assert max(near) == 1.0
    assert near[2] == min(near)


def test_every_text_counts_alike_however_long_it_is():
    long, short = [BAKERS + f" Loaf number {number} was sold." for number in range(20)], [BRIDGE]
    near = centrality([long, short])
    assert near[1][0] == pytest.approx(1.0)


def test_copies_that_share_a_weight_do_not_outvote_another_text():
    texts = [[BAKERS, BRIDGE], [BAKERS], [BAKERS]]
    alone = centrality(texts, [1.0, 0.0, 0.0])
    outvoted = centrality(texts)
    assert alone[0][1] > outvoted[0][1]


def test_where_stop_words_are_not_known_a_word_of_every_sentence_counts_nothing():
    texts = [["den gamle broen ble stengt", "den bakeren ble sett", "den store broen ble malt"]]
    (near,) = centrality(texts, listed=False)
    assert near[1] == min(near)


def test_sentences_without_words_are_central_to_nothing():
    assert centrality([["…", "The of."], []]) == [[0.0, 0.0], []]
    assert likeness(frozenset(), frozenset({"bridg"})) == 0.0
