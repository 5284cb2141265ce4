import pytest
from fakes import FakeEmbedder
from tellers import article, hits_of, ranked

from assistant.extractive import Extractive
from assistant.kept_vectors import KeptVectors
from assistant.offices import asked_office, holders
from assistant.question import understood


def holder(question, *texts):
    found = holders(*ranked(question, article("Post", *texts)))
    return found[1] if found else None


@pytest.mark.parametrize(
    ("question", "named", "body"),
    [
        ("Who is the mayor of Port Vale?", "mayor", "vale"),
        ("Who was Ostia's foreign minister?", "minister", "ostia"),
        ("What is the name of the captain of the Grey Gull?", "captain", "gull"),
        ("Who chairs the bakers' guild in Tarn?", "chair", "guild"),
        ("Who is the Port Vale fire chief?", "chief", "vale"),
        ("Who is the Ostian president?", "president", "ostian"),
        ("Who led the inquiry?", "leader", "inquiry"),
    ],
)
def test_it_is_known_whose_office_a_question_asks_for(question, named, body):
    found = asked_office(understood(question))
    assert named in found.named
    assert found.body == body


@pytest.mark.parametrize(
    "question", ["Who is Ada Hale?", "Who won the race?", "Who is the winner?", "Where is the mayor of Tarn?"]
)
def test_other_questions_ask_for_no_office(question):
    assert asked_office(understood(question)) is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who is the mayor of Port Vale?", "The quay is shut, said Ada Hale, the mayor of Port Vale."),
        ("Who is the president of France?", "They were met by French President Ada Hale on Monday."),
        ("Who is the French president?", "They were met by French President Ada Hale on Monday."),
        ("Who is the Port Vale fire chief?", "It was put out, Port Vale Fire Chief Ada Hale said."),
        (
            "Who chairs the bakers' guild in Tarn?",
            "Bread is dear in Tarn. Ada Hale, chair of the bakers' guild, said so.",
        ),
        ("Who is Ivo Dorn's lawyer?", "Ivo Dorn was heard again. His lawyer, Ada Hale, said that he had slept."),
        ("Who leads the bakers' union?", "The bakers' union will march. Its general secretary, Ada Hale, said so."),
        ("Who is Ostia's foreign minister?", "Ostia's foreign minister, Ada Hale, shook her head."),
        ("Who commanded the Grey Gull?", "The Grey Gull sank on Monday. The captain, Ada Hale, was questioned."),
        ("Who was in command of the ferry?", "The ferry sank on Monday. The captain, Ada Hale, was questioned."),
        ("Who leads the Rail Union?", "Ada Hale, the general secretary of the Rail Union, had brought a drum."),
    ],
)
def test_an_aside_says_who_holds_an_office(question, text):
    assert holder(question, text) == "Ada Hale"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "Who is the mayor of Port Vale?",
            "The quay is shut, said Ada Hale, the mayor of Orrel. It is near Port Vale.",
        ),
        ("Who is the mayor of Port Vale?", "Port Vale is wet. The mayor, Ada Hale, came from Orrel to see it."),
        ("Who commanded the Grey Gull?", "The Red Tern sank on Monday. The captain, Ada Hale, was questioned."),
        ("Who is the mayor of Port Vale?", "Ada Hale, a former mayor of Port Vale, came back."),
        ("Who is the mayor of Port Vale?", "Ada Hale met the mayor of Port Vale."),
        ("Who is the Port Vale fire chief?", "Battalion Chief Ada Hale came from Orrel."),
        ("Who is the prime minister of Ostia?", "Velmora's prime minister, Ada Hale, spoke of Ostia."),
        (
            "Who is the owner of the Rail Union?",
            "Ada Hale, the general secretary of the Rail Union, had brought a drum.",
        ),
    ],
)
def test_another_office_is_not_taken_for_the_one_asked_for(question, text):
    assert holder(question, text) is None


def test_who_holds_an_office_is_answered_by_an_aside():
    answerer = Extractive(KeptVectors(FakeEmbedder), lambda words: dict.fromkeys(words, 1.0))
    hits = hits_of(
        article("Post", "It will snow on the hills.", "Snow is late, said Ada Hale, the mayor of Port Vale.")
    )
    found = answerer.answer(understood("Who is the mayor of Port Vale?"), hits)
    assert (found.status, found.short) == ("answered", "Ada Hale")
    assert found.claims[0].text == "Snow is late, said Ada Hale, the mayor of Port Vale."
