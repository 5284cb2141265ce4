import pytest
from fakes import FakeEmbedder
from tellers import article, hits_of, ranked

from assistant.aged import aged, whose_age
from assistant.extractive import Extractive
from assistant.kept_vectors import KeptVectors
from assistant.question import understood


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("How old is Ada Hale?", "Hale"),
        ("how old was Hale", "Hale"),
        ("What age is President Ada Hale?", "Hale"),
        ("And how old is Ada Hale?", "Hale"),
        ("How old is the bridge?", ""),
        ("How old is the bridge that Ada Hale opened?", ""),
        ("How old is Ada Hale's ship?", ""),
        ("How tall is Ada Hale?", ""),
    ],
)
def test_it_is_known_whose_age_is_asked_for(question, name):
    assert whose_age(understood(question)) == name


def age(*texts):
    found = aged(*ranked("How old is Ada Hale?", article("a", *texts)))
    return found and found[1]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("The question is what the 71-year-old Ms Hale will do next.", "71"),
        ("Ada Hale, 54, said that the quay would open.", "54"),
        ("Ada Hale, who is aged 54, left the hall.", "54"),
        ("The mayor met Ada Hale. She is 54 years old and keeps bees.", "54"),
        ("Sol Orr, 67, met Ada Hale, 54, at the quay.", "54"),
        ("Hale is 54, a baker and the former mayor of Port Vale.", "54"),
        ("Ada Hale turned 54 in May and keeps bees.", "54"),
        ("The mayor met Ada Hale. She is 54, a baker who keeps bees.", "54"),
    ],
)
def test_an_age_beside_a_name_is_its_own(text, years):
    assert age(text) == years


@pytest.mark.parametrize(
    "text",
    [
        "The 67-year-old was a member of the guild.",
        "Sol Orr, 67, wrote a long and friendly letter of thanks about the old quay of stone to Ada Hale.",
        "Ada Hale and Sol Orr met. He is 67 years old and keeps bees.",
        "Ada Hale will serve another six years.",
        "Ada Hale said that the toll of the storm was 54.",
        "The score of Ada Hale was 54, 12 more than ever before.",
        "Ada Hale is 5.5 points ahead of Sol Orr.",
    ],
)
def test_the_age_of_anybody_else_is_no_answer(text):
    assert age(text) is None


def answered(question, *texts):
    answerer = Extractive(KeptVectors(FakeEmbedder), lambda words: dict.fromkeys(words, 1.0))
    return answerer.answer(understood(question), hits_of(article("a", *texts)))


def test_without_the_age_of_whom_is_named_the_question_is_refused():
    texts = ("Sol Orr, 67, wrote to Ada Hale.", "The 11-year-old had come to Port Vale with Ada Hale.")
    assert answered("How old is Tom Brandt?", *texts).status == "not_in_sources"
    assert answered("How old is Sol Orr?", *texts).short == "67"
