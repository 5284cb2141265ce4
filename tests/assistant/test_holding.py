from assistant.holding import WEIGHTS, Holding
from assistant.question import understood


def test_two_words_in_a_row_count_and_each_alone_does_not():
    asked = Holding(understood("Which old ferry sank?"))
    assert asked.of("The old ferry Hale was lost.")["runs"] > 0
    assert "runs" not in asked.of("The ferry is old.")


def test_the_noun_asked_for_counts_where_it_stands():
    asked = Holding(understood("Which airline banned lamps?"))
    assert asked.of("Airlines are full.")["noun"] == WEIGHTS["noun"]
    assert "noun" not in asked.of("Eskle Air bans lamps.")


def test_a_thing_of_the_kind_asked_for_counts():
    asked = Holding(understood("When did the quay open?"))
    assert asked.of("It opened on 3 May.")["kind"] == WEIGHTS["kind"]
    assert "kind" not in asked.of("It opened at last.")


def test_a_query_of_words_asks_for_no_kind_and_no_noun():
    assert not Holding(understood("quay lamps")).of("On 3 May a lamp fell on the quay.")
