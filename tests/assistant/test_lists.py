import pytest
from fakes import FakeEmbedder
from tellers import article, hits_of

from assistant.extractive import Extractive, tells_other_figure
from assistant.kept_vectors import KeptVectors
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


@pytest.mark.parametrize(
    ("question", "most"), [("Who were the envoys at the Karn talks?", 5), ("Who was at the Karn talks?", 3)]
)
def test_a_list_has_a_sentence_for_each_new_thing_other_answers_their_usual_number(question, most):
    names = ("Ada Hale", "Sol Arden", "Mira Dorn", "Edo Vask", "Ines Roth")
    texts = [
        f"The envoy {name} of {land} sat at the Karn talks."
        for name, land in zip(names, "Velmora Tesrany Corlund Ostia Brandt".split(), strict=True)
    ]
    texts.append("The envoy Ada Hale sat at the Karn talks on both days of it.")
    hits = hits_of(article("Post", *texts, title="Envoys at the Karn talks"))
    answerer = Extractive(KeptVectors(FakeEmbedder), lambda words: dict.fromkeys(words, 1.0))
    assert len(answerer.answer(understood(question), hits).claims) == most


@pytest.mark.parametrize(("told", "other"), [("28,000", True), ("45,000", False)])
def test_a_sentence_with_another_figure_is_no_repetition(told, other):
    question = understood("How many people marched?")
    assert tells_other_figure(question, ["Some 45,000 people marched."], f"About {told} people marched.") is other
