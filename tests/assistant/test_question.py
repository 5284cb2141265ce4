import pytest

from assistant.phrasal import plainly
from assistant.question import asked_text, asks_nothing, understood


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


@pytest.mark.parametrize(
    "typed", ["Who won in Karsk 🔥🔥?", "🗳️ Who won in Karsk?", "Who won 👍🏽 in Karsk?", "Who won in Karsk? 🔥"]
)
def test_pictographs_are_no_words_of_a_question(typed):
    assert asked_text(typed) == "Who won in Karsk?"


@pytest.mark.parametrize("text", ["???", "🔥🔥", "hello", "Good morning!", "Thanks a lot."])
def test_nothing_is_asked_without_a_word_or_by_a_greeting(text):
    assert asks_nothing(asked_text(text))


@pytest.mark.parametrize("text", ["Why?", "Hello, who won?", "Thanksgiving", "Hi-Vale Airport"])
def test_whatever_is_more_than_a_greeting_asks_something(text):
    assert not asks_nothing(text)


def test_where_nothing_is_asked_no_paragraphs_are_shown_and_it_is_said(sample):
    answer = sample.ask("Hello!")
    assert (answer.status, answer.claims, answer.closest) == ("not_in_sources", (), ())
    assert answer.notices == ("nothing is asked: say what you want to know of the news",)
