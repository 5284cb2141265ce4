import pytest
from tellers import article, embed, ranked

from assistant.answer_phrases import Reader
from assistant.short import short_answer
from assistant.yet_to_come import asks_ahead, passed


@pytest.mark.parametrize(
    ("question", "is_ahead"),
    [
        ("When will the quay of Port Vale open?", True),
        ("When is the quay due to open?", True),
        ("When was the quay due to open?", True),
        ("On what date is the quay expected to open?", True),
        ("When did the quay open?", False),
        ("When is the quay open?", False),
        ("Who will open the quay?", False),
    ],
)
def test_it_is_known_whether_a_question_asks_for_a_time_to_come(question, is_ahead):
    assert asks_ahead(question) is is_ahead


@pytest.mark.parametrize(
    ("text", "published", "is_past"),
    [
        ("24 February 2022", "2023-02-26", True),
        ("in 2019", "2023-02-26", True),
        ("26 February 2023", "2023-02-26", False),
        ("2 March", "2023-02-26", False),
        ("next week", "2023-02-26", False),
        ("24 February 2022", "", False),
        ("24 February 2022", "2023", False),
        ("the quay", "2023-02-26", False),
    ],
)
def test_a_day_had_passed_when_it_lay_before_the_day_of_the_article(text, published, is_past):
    assert bool(passed(f"It was shut, {text}.", published)) is is_past


def told(question, *texts):
    asked, sentences = ranked(question, *(article(str(at), text) for at, text in enumerate(texts)))
    short = short_answer(asked, sentences, Reader(embed, lambda words: dict.fromkeys(words, 1.0)))
    return None if short is None else short.text


def test_what_will_be_is_not_answered_by_a_day_that_is_past():
    past = "The quay of Port Vale, which was shut on 4 February 2021, will open again when the wall is mended."
    assert told("When will the quay of Port Vale open again?", past) is None
    assert told("When was the quay of Port Vale shut?", past) == "4 February 2021"
    ahead = "The quay of Port Vale will open again on 9 April 2026."
    assert told("When will the quay of Port Vale open again?", past, ahead) == "9 April 2026"
