import pytest

from assistant.spelling import spelt

PARAGRAPHS = (
    "how many people were on board of the ferry", "the government of ondrel lost a referendum", "mayor hanson closed the quay",
    "president zelenskyy thanked the board of the bank", "the word of the captain", "the chopper landed", "ukraine and georgia signed",
)  # fmt: skip


def occurrences(words):
    return sum(all(word.casefold() in paragraph.split() for word in words) for paragraph in PARAGRAPHS)


def read(question):
    return spelt(question, occurrences).text


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("how many were on bord of the ferry", "how many were on board of the ferry"),
        ("What did the goverment lose?", "What did the government lose?"),
        ("Who lost the referendem in Ondrell?", "Who lost the referendum in Ondrel?"),
        ("Whom did Zelensky thank?", "Whom did Zelenskyy thank?"),
        ("which ferry did the captian leave", "which ferry did the captain leave"),
        ("What was signed in Ukrane?", "What was signed in Ukraine?"),
    ],
)
def test_a_slip_is_read_as_the_word_of_the_articles_that_it_is_one_edit_from(asked, meant):
    assert read(asked) == meant


@pytest.mark.parametrize(
    "asked",
    [
        "What is the price of copper?",  # a word, though no article has it
        "What did mayor Hansen close?",  # another person
        "what did mayor hansen close?",
        'Who spoke of the "bord" of the ferry?',
        "Who is NATOS?",
        "What did people of Georgi Hale sign?",  # no country
        "Who is Georgi?",
        "Who are the quxlofs?",
    ],
)
def test_what_may_be_meant_as_it_is_stays(asked):
    assert read(asked) == asked


def test_what_was_read_as_what_is_said_with_a_way_out():
    (notice,) = spelt("How many were on bord?", occurrences).notices
    assert "'bord' was read as 'board'" in notice
    assert "quotation marks" in notice
    assert spelt("How many were on board?", occurrences).notices == ()


def test_a_question_with_a_slip_is_answered_and_says_how_it_was_read(assistant, write):
    list(assistant.add([str(write("ferry.txt", "Ferry sinks\n\nThere were 164 people on board of the ferry."))]))
    answer = assistant.ask("How many were on bord of the ferry?")
    assert answer.standalone_question == "How many were on board of the ferry?"
    assert answer.claims
    assert any("'bord' was read as 'board'" in notice for notice in answer.notices)
