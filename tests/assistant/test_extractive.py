from fakes import FakeEmbedder
from tellers import article, hits_of

from assistant.extractive import Extractive
from assistant.kept_vectors import KeptVectors
from assistant.question import understood

GUILD = article("guild", "The guild announced aid for the quay, 40 crowns of it.")
VISIT = article("visit", "Ada Hale, the mayor, came to the quay.", "She announced aid of 70 crowns.")


def answered(question):
    answerer = Extractive(KeptVectors(FakeEmbedder), lambda words: dict.fromkeys(words, 3.0))
    return answerer.answer(understood(question), hits_of(GUILD, VISIT))


def test_where_the_best_article_does_not_name_whom_is_asked_about_another_that_does_may_answer():
    answer = answered("How much aid for the quay did Ada Hale announce?")
    assert (answer.status, answer.short) == ("answered", "70 crowns")
    assert {claim.citations[0].paragraph.article_id for claim in answer.claims} == {"visit"}


def test_of_whom_no_article_names_nothing_is_answered():
    assert answered("How much aid for the quay did Sol Brandt announce?").status == "not_in_sources"
