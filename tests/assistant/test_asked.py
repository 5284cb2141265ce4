import pytest

from assistant.asked import noun_asked_for, wanted
from assistant.question import understood


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("Which airline cancelled its flights?", "airline"),
        ("The museum bought a letter of which painter?", "painter"),
        ("What is the price of a berth?", "price"),
        ("Who runs the ferry?", "person"),
        ("Is the quay open?", ""),
    ],
)
def test_the_noun_asked_for_is_read_from_the_question(question, noun):
    assert noun_asked_for(understood(question)) == noun


def test_a_number_of_money_and_one_of_a_share_are_told_apart():
    price = wanted(understood("How much did the berth cost?")).unit
    share = wanted(understood("What percentage voted for it?")).unit
    assert price.search("$4 million")
    assert not price.search("60%")
    assert share.search("60%")
    assert not share.search("$4 million")


@pytest.mark.parametrize("question", ["Why was it closed?", "Is the quay open?", "What measures did the town take?"])
def test_no_short_answer_is_wanted_where_a_phrase_cannot_tell_it(question):
    assert wanted(understood(question)) is None


def test_countries_states_and_people_are_known_by_the_noun():
    assert wanted(understood("Which country signed it?")).country
    assert wanted(understood("In which US state was it?")).state
    assert wanted(understood("Which singer came?")).person
    assert wanted(understood("Which disease spread?")).common
