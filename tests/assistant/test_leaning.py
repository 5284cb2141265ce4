import pytest

from assistant.followups import Asked, standalone

ACCORD = [Asked("What is the Karsk accord?")]


@pytest.mark.parametrize(
    "question",
    [
        "Was anyone hurt?",
        "Has anybody been arrested?",
        "Were any prisoners given in return?",
        "Were there any survivors?",
        "How many people died?",
        "How many were injured?",
        "Who was arrested?",
        "What happened?",
        "Who was chief executive then?",
        "What punishment had been proposed instead?",
        "What changed afterwards?",
    ],
)
def test_a_question_that_says_too_little_is_about_what_was_spoken_of(question):
    assert standalone(question, ACCORD) == f"{question[:-1]} (the Karsk accord)?"


@pytest.mark.parametrize(
    "question",
    [
        "Was anyone hurt in Ondrel?",
        "Was anyone hurt yesterday?",
        "Who was arrested this week?",
        "When were bicycles invented?",
        "Where are turkeys from?",
        "What is anaemia?",
        "Who closed quays?",
        "Who won two medals?",
    ],
)
def test_a_question_that_opens_something_else_is_left_alone(question):
    assert standalone(question, ACCORD) == question


@pytest.mark.parametrize("question", ["How much did the car cost?", "How many seats did the party lose?"])
def test_what_was_spoken_of_stands_beside_a_question_that_ends_in_its_verb(question):
    assert standalone(question, ACCORD) == f"{question[:-1]} (the Karsk accord)?"


def test_a_part_of_what_was_spoken_of_needs_nothing_put_beside_it():
    before = [Asked("What happened at the beach party in Eskle?")]
    assert standalone("How many people were on the beach?", before) == "How many people were on the beach?"
