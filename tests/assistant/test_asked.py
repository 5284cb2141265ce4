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
        ("Which state recently banned lamps?", "state"),
        ("Which league team won the cup?", "league team"),
        ("He was ill with what type of infection?", "infection"),
        ("Which family left?", "family"),
        ("Which airline banned lamps?", "airline"),
        ("Which recalled lamps are they?", "recalled lamps"),
        ("What is the name of the new party?", "new party"),
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


@pytest.mark.parametrize(
    "question",
    [
        "Why was it closed?",
        "Is the quay open?",
        "What measures did the town take?",
        "What did the inspectors do at the quay?",
        "What became of the ferry?",
        "What were the people told to do on Monday?",
        "What will Ada Hale do in the new guild?",
        "And what has the mayor done about the quay?",
        "Which part of the quay was shut?",
    ],
)
def test_no_short_answer_is_wanted_where_a_phrase_cannot_tell_it(question):
    assert wanted(understood(question)) is None


@pytest.mark.parametrize(
    "question",
    ["What does Ada Hale do for a living?", "Which firm did the repairs?", "What did the town do away with?"],
)
def test_a_trade_a_thing_and_whoever_did_something_are_told_by_a_phrase(question):
    assert wanted(understood(question)) is not None


def test_buildings_have_names():
    assert wanted(understood("Which stadium hosted the cup?")).proper
    assert not wanted(understood("Which disease spread?")).proper


def test_countries_states_and_people_are_known_by_the_noun():
    assert wanted(understood("Which country signed it?")).country
    assert wanted(understood("In which US state was it?")).state
    assert wanted(understood("Which singer came?")).person
    assert wanted(understood("Which disease spread?")).common


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("Which airline banned smoking?", "Eskle Air banned smoking"),
        ("The museum bought a letter of which painter?", "The museum bought a letter of Eskle Air"),
        ("Who runs the ferry?", "Eskle Air runs the ferry"),
    ],
)
def test_a_question_becomes_a_statement(question, statement):
    assert wanted(understood(question)).stated("Eskle Air") == statement


@pytest.mark.parametrize(
    ("question", "is_subject"),
    [
        ("Which airline banned smoking?", True),
        ("Which country has banned lamps?", True),
        ("How many people crossed the river?", True),
        ("How many people did they save?", False),
        ("Which town did the envoys visit?", False),
        ("Which town have the envoys visited?", False),
        ("They met in which town?", False),
    ],
)
def test_what_is_asked_for_does_it_or_has_it_done_to_it(question, is_subject):
    assert wanted(understood(question)).subject is is_subject


def test_what_somebody_wants_is_told_at_length():
    assert wanted(understood("What do the dockers want?")) is None
    assert wanted(understood("What did Hale name the plan?")) is not None
