import pytest
from fakes import FakeEmbedder

from assistant import settings
from assistant.assistant import Assistant
from assistant.nearness import UNKNOWN, borne_out, nearness, without_names
from assistant.question import understood


def near(question, sentence):
    asked = understood(question)
    return nearness(asked, *FakeEmbedder().embed_words([question]), sentence, *FakeEmbedder().embed_words([sentence]))


def test_each_word_of_a_question_finds_its_nearest_in_a_sentence():
    held = near("Who owns the ferry?", "The ferry sank.").held
    assert held["ferry"] == pytest.approx(1.0, abs=0.001)
    assert held["owns"] < 1


def test_what_a_sentence_says_is_judged_without_its_names():
    assert near("Who closed the quay?", "Ada Hale closed the quay.").said == pytest.approx(1.0, abs=0.001)


def test_the_word_that_asks_is_found_wherever_it_stands():
    assert near("And when did it open?", "when").asking == pytest.approx(1.0, abs=0.001)


def test_where_there_is_no_word_nothing_is_known():
    assert near("?", "The ferry sank.").said == UNKNOWN
    assert borne_out(understood("Who is Ada Hale?"), [{}], {}) == UNKNOWN


def test_names_bear_nothing_out():
    question = understood("Who insured the Grey Heron?")
    rarity = dict.fromkeys(question.words, 2.0)
    assert borne_out(question, [{"insured": 0.2, "grey": 1.0, "heron": 1.0}, {"insured": 0.5}], rarity) == 0.5


def test_a_question_without_its_names_keeps_everything_else():
    assert without_names(understood("What did Conrad Fell say of the works?")) == "What did say of the works?"


def test_an_embedder_that_reads_no_words_answers_all_the_same(tmp_path, write):
    class Plain:
        """What LangChain's interface asks for and no more."""

        identity, dimension, languages = "plain", 64, frozenset()
        embed_documents, embed_query = FakeEmbedder().embed_documents, FakeEmbedder().embed_query

    opened = Assistant.open(settings.load(library=tmp_path / "library"), create=True, embedder=Plain())
    list(opened.add([str(write("a.txt", "The quay in Port Aldo was closed on Monday after a storm."))]))
    assert opened.ask("When was the quay in Port Aldo closed?").claims
    opened.close()
