import pytest
from fakes import FakeEmbedder
from tellers import article, hits_of

from assistant.extractive import Extractive
from assistant.kept_vectors import KeptVectors
from assistant.question import understood
from assistant.weekdays import with_date

OPENED, OPENS = understood("When did the quay open?"), understood("When will the quay open?")


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("Tuesday", "Tuesday (10 Mar 2026)"),
        ("Tuesday morning", "Tuesday morning (10 Mar 2026)"),
        ("Thursday", "Thursday (12 Mar 2026)"),
        ("Friday", "Friday (6 Mar 2026)"),
        ("yesterday", "yesterday (11 Mar 2026)"),
    ],
)
def test_a_day_that_has_passed_is_told_with_its_date(phrase, told):
    assert with_date(OPENED, phrase, f"The quay opened on {phrase}.", "2026-03-12T07:00:00+00:00") == told


@pytest.mark.parametrize(("phrase", "told"), [("Friday", "Friday (13 Mar 2026)"), ("Tuesday", "Tuesday (17 Mar 2026)")])
def test_a_day_that_is_yet_to_come_is_the_next_one(phrase, told):
    assert with_date(OPENS, phrase, f"The quay will open on {phrase}.", "2026-03-12") == told


def test_a_day_that_its_sentence_tells_to_lie_ahead_is_the_next_one_where_the_question_does_not_say():
    asked = understood("When are the talks?")
    assert with_date(asked, "Monday", "The talks are planned for Monday.", "2026-03-11") == "Monday (16 Mar 2026)"


@pytest.mark.parametrize(
    ("question", "phrase", "sentence", "published"),
    [
        (OPENED, "Tuesday", "The quay opened on Tuesday.", ""),
        (OPENED, "Tuesday", "The quay of 1912 opened on Tuesday.", "2026-03-12"),
        (OPENED, "Tuesday", "The quay opened last Tuesday.", "2026-03-12"),
        (OPENED, "3 May", "The quay opened on 3 May.", "2026-03-12"),
        (OPENED, "May 2024", "The quay opened in May 2024.", "2026-03-12"),
        (OPENED, "last week", "The quay opened last week.", "2026-03-12"),
        (OPENS, "Thursday", "The quay will open on Thursday.", "2026-03-12"),
        (understood("Who opened the quay?"), "Tuesday", "Tuesday opened the quay.", "2026-03-12"),
        (understood("When does the strike begin?"), "Friday", "The strike begins on Friday.", "2026-03-11"),
        (understood("When is the vote?"), "Friday", "The vote is on Friday.", "2026-03-11"),
        (understood("When was the vote due?"), "Friday", "The vote was due on Friday.", "2026-03-11"),
        (understood("When is the market?"), "Sunday", "The market is open every week on Sunday.", "2026-03-11"),
        (understood("When were services held?"), "Sunday", "Services were held on Sundays.", "2026-03-11"),
        (understood("When did the war begin?"), "Friday", "It was a Friday when the war began.", "2026-03-11"),
    ],
)
def test_what_names_no_certain_day_stays_as_it_is(question, phrase, sentence, published):
    assert with_date(question, phrase, sentence, published) == phrase


def test_the_short_answer_of_a_question_has_the_date():
    answerer = Extractive(KeptVectors(FakeEmbedder), lambda words: dict.fromkeys(words, 1.0))
    quay = article("a", "Ada Hale opened the quay of Port Vale on Tuesday.", published="2026-03-12")
    answer = answerer.answer(understood("When did Ada Hale open the quay of Port Vale?"), hits_of(quay))
    assert answer.short == "Tuesday (10 Mar 2026)"
