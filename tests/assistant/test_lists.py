import pytest

from assistant.lists import adds_item, asks_for_list
from assistant.question import understood


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("Which countries signed the accord?", True),
        ("Who were the envoys at the talks?", True),
        ("What are the conditions of the accord?", True),
        ("List the bridges that were closed.", True),
        ("What are the names of the missing?", True),
        ("Which people spoke at the hearing?", True),
        ("Who is Ada Hale?", False),
        ("Which bridge was closed?", False),
        ("What is the news from Port Aldo?", False),
        ("What was the loss of the company?", False),
        ("When did the envoys meet?", False),
    ],
)
def test_a_list_is_given_where_several_things_are_asked_for(question, several):
    assert asks_for_list(understood(question)) is several


def test_a_further_sentence_must_add_a_thing():
    question = understood("Who were the envoys at the talks?")
    shown = ["The envoys Ada Hale and Sol Arden arrived on Monday."]
    assert not adds_item(question, shown, "Envoy Ada Hale left the talks early.")
    assert adds_item(question, shown, "A third envoy, Mira Dorn, came later.")


def test_a_further_condition_must_be_a_new_one():
    question = understood("What are the conditions of the accord?")
    shown = ["The accord asks that both armies leave the eastern bank."]
    assert not adds_item(question, shown, "Both armies are to leave the eastern bank.")
    assert adds_item(question, shown, "Prisoners must be exchanged within ninety days.")
