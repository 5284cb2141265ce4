import pytest

from assistant.phrasal import plainly
from assistant.question import understood


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How long is the pier?", ("pier",)),
        ("On what grounds did the court turn the plan down?", ("court", "refuse", "plan")),
        ("What is due before the council next Tuesday?", ("council", "tuesday")),
        ("What did the harbour announce on Monday?", ("harbour", "monday")),
        ("When does the night ferry leave?", ("night", "ferry", "leave")),
        ("How old is Ada Hale?", ("old", "ada", "hale")),
        ("Why weren't the sailors told?", ("sailors", "told")),
        ("What is next?", ("next",)),
        ("What did Hale say of Karsk last week?", ("hale", "karsk")),
        ("What did Hale say of Karsk this month?", ("hale", "karsk")),
    ],
)
def test_only_what_an_answer_has_to_bear_out_is_kept_of_a_question(question, words):
    assert understood(question).words == words


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("Who called off the march?", "Who cancel the march?"),
        ("Did the mayor step down?", "Did the mayor resign?"),
        ("Who will foot the bill?", "Who will pay?"),
        ("Who was in command of the tug?", "Who was commanding the tug?"),
        ("How far down did prices go?", "How far down did prices go?"),
    ],
)
def test_a_verb_of_several_words_is_read_as_the_plain_one(question, plain):
    assert plainly(question) == plain
