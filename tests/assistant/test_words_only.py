"""Answers by words while the model for meaning is still being loaded."""

from datetime import UTC, datetime

import pytest
from fakes import FakeEmbedder

from assistant import meaning, settings
from assistant.asking import Asking, answer_to
from assistant.assistant import Assistant
from assistant.sample import open_sample
from assistant.words_only import LOADING, UNRELATED_TEXTS, WordsOnly
from ingest import embedder as models
from ingest.conversations import turns
from ingest.embedder import normalised
from ingest.errors import ModelError

QUAY = "The quay in Port Aldo was closed on Monday after a storm tore away 40 metres of its wall."
QUESTION = "When was the quay in Port Aldo closed?"


@pytest.fixture
def loading(tmp_path, assistant, write):
    """An assistant whose embedding model is not there yet, over a library that it has read already."""
    list(assistant.add([str(write("a.md", f"# Storm closes the quay in Port Aldo\n\n{QUAY}"))]))
    opened = Assistant.open(settings.load(library=tmp_path / "library"))
    yield opened
    opened.close()


@pytest.fixture
def no_model(monkeypatch):
    def load(*_):
        raise ModelError("cannot load the embedding model; install it")

    monkeypatch.setattr(models, "load", load)


def asking(**options):
    return Asking(QUESTION, datetime.now(UTC), **{"promptly": True, "model": ""} | options)


@pytest.mark.usefixtures("no_model")
def test_a_question_asked_before_the_model_is_loaded_is_answered_by_words_and_says_so(loading):
    answer = answer_to(loading, asking(conversation="quay"))
    assert [claim.text for claim in answer.claims] == [QUAY]
    assert answer.notices == (LOADING,)
    (kept,) = turns(loading.library, "quay")
    assert kept.answer["notices"] == [LOADING]


def test_later_questions_use_the_model(loading, monkeypatch):
    answer_to(loading, asking())
    monkeypatch.setattr(models, "load", lambda *_: FakeEmbedder())
    loading.models.embedder()
    answer = answer_to(loading, asking())
    assert answer.notices == ()
    assert [claim.text for claim in answer.claims] == [QUAY]


def test_what_words_alone_refuse_is_asked_of_the_model_once_it_is_there(loading, monkeypatch):
    monkeypatch.setattr(models, "load", lambda *_: FakeEmbedder())
    unsaid = Asking(
        "Who won the lottery of Sarnholt?", datetime.now(UTC), conversation="lottery", model="", promptly=True
    )
    answer = answer_to(loading, unsaid)
    assert (answer.status, answer.notices) == ("not_in_sources", ())
    assert not loading.models.awaited
    assert len(turns(loading.library, "lottery")) == 1


@pytest.fixture
def half_read(tmp_path, monkeypatch):
    """The sample library while one article of it is still being read, which is done after a look."""
    monkeypatch.setattr(models, "load", lambda *_: FakeEmbedder())
    sample = open_sample(settings.load(library=tmp_path / "own"))
    sample.models.embedder()
    sample.unread = 1
    monkeypatch.setattr(meaning, "sleep", lambda _: setattr(sample, "unread", 0))
    yield sample
    sample.close()


def test_what_is_refused_while_articles_are_read_for_their_meaning_is_asked_again_once_they_are(half_read):
    unsaid = Asking("Who won the lottery on Mars?", datetime.now(UTC), model="", promptly=True)
    assert "found by words only" not in " ".join(answer_to(half_read, unsaid).notices)


def test_of_very_many_articles_the_end_is_not_waited_for(half_read, monkeypatch):
    monkeypatch.setattr(meaning, "LONGEST_WAIT", 0.0)
    unsaid = Asking("Who won the lottery on Mars?", datetime.now(UTC), model="", promptly=True)
    answer = answer_to(half_read, unsaid)
    assert answer.status == "not_in_sources"
    assert "1 of 43 articles are found by words only" in answer.notices[0]


def test_who_does_not_ask_promptly_waits_for_the_model(loading, monkeypatch):
    monkeypatch.setattr(models, "load", lambda *_: FakeEmbedder())
    assert answer_to(loading, asking(promptly=False)).notices == ()


@pytest.mark.usefixtures("no_model")
def test_a_chat_models_answer_waits_for_the_model_that_checks_it(loading):
    with pytest.raises(ModelError):
        answer_to(loading, asking(model="test:talking"))


@pytest.mark.usefixtures("no_model")
def test_a_model_that_cannot_be_loaded_is_no_longer_called_loading(loading):
    with pytest.raises(ModelError):
        loading.models.embedder()
    with pytest.raises(ModelError, match="install it"):
        answer_to(loading, asking())


def test_texts_are_as_near_as_they_share_words():
    same, near, far = normalised(
        WordsOnly().embed_documents(
            ["The quay was closed.", "They closed a quay and a road.", "Rain fell on the hills."]
        )
    )
    asked = normalised([WordsOnly().embed_query("Who closed the quays?")])[0]
    assert asked @ same > asked @ near > asked @ far
    assert asked @ far == pytest.approx(UNRELATED_TEXTS, abs=0.2)


def test_words_that_carry_no_meaning_are_not_the_same_in_two_texts():
    one, other = WordsOnly().embed_words(["Who was it?", "Those who left"])
    cosines = one.words.astype(float) @ other.words.astype(float).T
    assert cosines.max() < 0.75


@pytest.mark.usefixtures("no_model")
def test_the_sample_can_be_asked_before_any_model_is_loaded(tmp_path):
    sample = open_sample(settings.load(library=tmp_path / "own"))
    question = Asking("What happened to the ferry Grey Heron?", datetime.now(UTC), promptly=True)
    assert answer_to(sample, question).claims
    assert sample.library.count("embeddings") == 0
    sample.close()


def test_the_sample_is_read_for_its_meaning_when_it_warms(tmp_path, monkeypatch):
    monkeypatch.setattr(models, "load", lambda *_: FakeEmbedder())
    sample = open_sample(settings.load(library=tmp_path / "own"))
    sample.warm(complete=True)
    assert sample.library.count("embeddings") == sample.library.count("chunks") > 0
    assert sample.unread == 0
    sample.close()


def test_articles_that_are_still_unread_are_counted_in_the_answer(tmp_path, monkeypatch):
    monkeypatch.setattr(models, "load", lambda *_: FakeEmbedder())
    sample = open_sample(settings.load(library=tmp_path / "own"))
    sample.unread = 12
    notices = sample.ask("What happened to the ferry Grey Heron?").notices
    assert f"12 of {sample.library.count('articles')} articles are found by words only" in notices[0]
    sample.close()
