"""Articles and questions in a language that the embedding model does not read."""

import json

import pytest
from fakes import FakeEmbedder

from assistant import settings
from assistant.assistant import Assistant

GERMAN = {
    "id": "de",
    "title": "Kai gesperrt",
    "text": "Der Hafenrat hat am Montagabend beschlossen, den nördlichen Kai wegen Reparaturen bis Juni zu sperren. "
    "Die Vorsitzende Ada Lund sagte, nach dem Sturm seien Risse in elf Pfeilern gefunden worden.",
}
ENGLISH = {
    "id": "en",
    "text": "The ferry to the outer islands will leave from the fish market until further notice, it said.",
}


class EnglishOnly(FakeEmbedder):
    languages = frozenset({"en"})

    def __init__(self):
        self.read = []

    def embed_query(self, text):
        self.read.append(text)
        return super().embed_query(text)


@pytest.fixture
def reader():
    return EnglishOnly()


@pytest.fixture
def english(tmp_path, write, reader):
    """A library of a German and an English article, its model an English one."""
    opened = Assistant.open(settings.load(library=tmp_path / "english"), create=True, embedder=reader)
    list(opened.add([str(write("a.jsonl", "\n".join(json.dumps(row) for row in (GERMAN, ENGLISH))))]))
    yield opened
    opened.close()


def id_of(assistant, name):
    return next(article.id for article in assistant.library.outlines() if article.external_id == name)


def test_an_article_the_model_cannot_read_is_stored_without_vectors(english, reader):
    assert english.library.article(id_of(english, "de")).language == "de"
    assert not any("Hafenrat" in text for text in reader.read)
    assert english.library.keyword_only() == {id_of(english, "de")}


def test_it_is_found_by_its_words_in_any_spelling_of_its_umlauts(english):
    for query in ("Hafenrat", "nordlichen Pfeilern"):
        assert "de" in [hit.article.external_id for hit in english.search(query) if dict(hit.terms).get("words")]


def test_a_check_misses_nothing(english):
    assert all(one["ok"] for one in english.check())


def test_a_model_of_all_languages_reads_it_after_repair(english):
    english.close()
    everything = Assistant.open(english.settings, embedder=FakeEmbedder())
    try:
        everything.check(repair=True)
        assert everything.library.keyword_only() == set()
    finally:
        everything.close()


def test_an_answer_says_when_the_best_words_are_in_such_an_article(english):
    (notice,) = english.ask("What did Ada Lund say about the Kai?").notices
    assert "'de'" in notice
    assert "keywords only" in notice
    assert "'Kai gesperrt'" in notice


def test_a_question_in_another_language_is_searched_by_its_words_with_a_notice(english):
    answer = english.ask("Wann wird der nördliche Kai wieder geöffnet?")
    assert "the question is not in a language" in answer.notices[0]
    assert {
        name for hit in english.search("Wann wird der nördliche Kai wieder geöffnet?") for name, _ in hit.terms
    } == {"words", "article"}


def test_an_english_question_with_english_articles_needs_no_notice(english):
    assert english.ask("Where will the ferry leave from?").notices == ()


def test_a_model_that_reads_everything_needs_no_notice(assistant, write):
    list(assistant.add([str(write("a.jsonl", json.dumps(GERMAN)))]))
    assert assistant.ask("Wann wird der nördliche Kai wieder geöffnet?").notices == ()
    assert assistant.library.keyword_only() == set()


def test_a_library_without_any_vectors_is_not_taken_for_another_models(tmp_path, write, reader):
    opened = Assistant.open(settings.load(library=tmp_path / "german"), create=True, embedder=reader)
    list(opened.add([str(write("a.jsonl", json.dumps(GERMAN)))]))
    assert not any("another model" in notice for notice in opened.ask("What about the Kai?").notices)
    opened.close()
