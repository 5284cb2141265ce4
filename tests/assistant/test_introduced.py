import pytest
from fakes import FakeEmbedder
from tellers import article, hits_of

from assistant.extractive import Extractive
from assistant.introduced import asked_after, introduction
from assistant.kept_vectors import KeptVectors
from assistant.question import understood


def answered(question, *texts):
    answerer = Extractive(KeptVectors(FakeEmbedder), lambda words: dict.fromkeys(words, 1.0))
    return answerer.answer(understood(question), hits_of(*(article(str(at), text) for at, text in enumerate(texts))))


@pytest.mark.parametrize(
    ("question", "whom"),
    [
        ("Who is Ada Hale?", "Ada Hale"),
        ("who was Ada Hale", "Ada Hale"),
        ("Who's Ada Hale?", "Ada Hale"),
        ("Who is Mayor Ada Hale?", "Ada Hale"),
        ("Who is Mr Hale?", "Hale"),
        ("Who is the mayor of Port Vale?", ""),
        ("Who is Ada Hale meeting?", ""),
        ("Who is to blame?", ""),
        ("When is Ada Hale leaving?", ""),
    ],
)
def test_it_is_known_after_whom_a_question_asks(question, whom):
    assert asked_after(understood(question)) == whom


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Ada Hale, the mayor of Port Vale, said on Monday that the quay would stay shut.", "the mayor of Port Vale"),
        ("Ada Hale, 54, a retired surgeon, had waited for an hour.", "a retired surgeon"),
        ("It was a long night, said Ada Hale, chair of the Bakers' Guild.", "chair of the Bakers' Guild"),
        ("The environment minister, Ada Hale, ordered an inquiry.", "The environment minister"),
        ("Its general secretary, Ada Hale, took no side.", "general secretary"),
        ("The guild’s treasurer, Ada Hale, was not asked.", "The guild’s treasurer"),
        ("On Monday Finance Minister Ada Hale came with charts.", "Finance Minister"),
        ("Mr Orr met opposition leader Ada Hale in May.", "opposition leader"),
        ("The book is by a plumber called Ada Hale.", "a plumber"),
        ("They met President Orr and First Lady Ada Hale in May.", "First Lady"),
        ("Ada Hale was the first woman to run the bank.", "the first woman to run the bank"),
        ("Ada Hale, who heads the ward, would not guess.", "who heads the ward"),
        ("Ada Hale of the Rail Union had brought a drum.", "of the Rail Union"),
        ("The pages were kept by Ada Hale, who tended the light alone.", "who tended the light alone"),
    ],
)
def test_an_aside_says_who_somebody_is(sentence, words):
    found = introduction("Ada Hale", sentence)
    assert found is not None
    assert found.words == words


@pytest.mark.parametrize(
    "sentence",
    [
        "Ada Hale met the mayor of Port Vale.",
        "Ada Hale, the council said, was wrong.",
        "In Port Vale, Ada Hale, speaking on Monday, said no.",
        "Ada Hale, Ivo Orr and the mayor of Port Vale met.",
        "Ada Hale left, a day after the vote.",
        "Ada Hale, a day after the vote, left.",
        "Mr Hale was arrested.",
        "Mr Ada Hale was arrested.",
        "Ada Halewood, the mayor of Port Vale, said no.",
        "Ada Hale, 54, was lying on her back.",
        "The foreign minister of Ostia and Ada Hale, shaking her head, left.",
        "Ada Hale, shook by the hand, left.",
        "The council heard Ada Hale, the latest development in the case, on Monday.",
        "The list named Ada Hale, the third accident, the old harbour letter and the river.",
    ],
)
def test_what_is_no_introduction_is_not_taken_for_one(sentence):
    assert introduction("Ada Hale", sentence) is None


def test_who_somebody_is_is_answered_by_an_aside():
    found = answered(
        "Who is Ada Hale?",
        "Ada Hale arrived late. The quay was wet.",
        "The quay is shut, said Ada Hale, the mayor of Port Vale.",
    )
    assert (found.status, found.short) == ("answered", "the mayor of Port Vale")
    assert found.claims[0].text == "The quay is shut, said Ada Hale, the mayor of Port Vale."


def test_a_further_sentence_must_introduce_anew():
    found = answered(
        "Who is Ada Hale?",
        "Finance Minister Ada Hale came with charts.",
        "Finance Minister Ada Hale promised nothing at all.",
        "Ada Hale, a former surgeon, spent the day at a hospital.",
    )
    assert [claim.text for claim in found.claims] == [
        "Finance Minister Ada Hale came with charts.",
        "Ada Hale, a former surgeon, spent the day at a hospital.",
    ]


def test_what_somebody_only_belongs_to_is_part_of_an_answer():
    found = answered("Who is Ada Hale?", "Ada Hale of the Rail Union had brought a drum.")
    assert (found.status, found.short) == ("partial", "of the Rail Union")


def test_nobody_is_introduced_by_what_is_said_of_another():
    found = answered("Who is Ada Hale?", "Ada Hale met Ivo Orr, the mayor of Port Vale.")
    assert found.status == "not_in_sources"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Ms Hale, 54, a former surgeon, was seen in Osten.", "a former surgeon"),
        ("Hale is a former plumber.", "a former plumber"),
        ("In Osten Mr Orr, a plumber, met Ms Hale, a former surgeon.", "a former surgeon"),
        ("Her husband, Mr Hale, a plumber, was seen in Osten.", None),
        ("The elder Hale, a retired judge, was seen in Osten.", None),
    ],
)
def test_a_last_name_introduces_where_it_can_only_be_hers(text, short):
    assert answered("Who is Ada Hale?", f"Ada Hale left early. But Hale waited.\n{text}").short == short


def test_a_last_name_introduces_nobody_where_the_article_knows_another_or_not_her():
    told = "Ms Hale, 54, a former surgeon, was seen in Osten."
    assert answered("Who is Ada Hale?", f"Ivo Hale slept. Ada Hale left.\n{told}").status == "not_in_sources"
    assert answered("Who is Ada Hale?", told).status == "not_in_sources"
    assert answered("Who is Ada May?", "Ada May left.\nMay, a judge has ruled, will be dry.").status == "not_in_sources"


def test_where_somebody_lives_is_told_and_is_no_short_answer():
    found = answered("Who was Ada Hale?", "Ada Hale, 54, of Osten, died in the fire at the mill.")
    assert (found.status, found.short) == ("partial", None)
