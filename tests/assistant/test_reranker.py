"""The real loading code on cross-encoders of a few numbers, made here; their judgement means nothing."""

import socket

import pytest
from fakes import FakeEmbedder

from assistant import reranker as rerankers
from assistant import settings
from assistant.assistant import Assistant
from assistant.retrieve import RERANK_WEIGHT
from ingest.errors import ModelError

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "quay", "storm", "mayor", "closed", "the"]
WINDOW = 16
TEXTS = ["the quay", "storm", "the mayor closed the quay"]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make a model folder: of a class, with so many labels, its first bias set."""
    import torch
    import transformers

    def model(name="BertForSequenceClassification", *, labels=1, bias=0.0):
        folder = tmp_path_factory.mktemp("model")
        transformers.BertTokenizerFast(vocab={word: at for at, word in enumerate(WORDS)}).save_pretrained(folder)
        torch.manual_seed(0)
        config = transformers.BertConfig(
            vocab_size=len(WORDS), hidden_size=8, num_hidden_layers=1, num_attention_heads=2, intermediate_size=8,
            max_position_embeddings=WINDOW, num_labels=labels, initializer_range=1.0,
        )  # fmt: skip
        built = getattr(transformers, name)(config)
        if bias:
            built.classifier.bias.data.fill_(bias)
        built.save_pretrained(folder, safe_serialization=True)
        return folder

    return model


@pytest.fixture(scope="module")
def tiny(made):
    return made()


def test_each_text_gets_its_own_score_in_the_order_given(tiny):
    model = rerankers.load(str(tiny))
    together = model.scores("quay", TEXTS)
    assert together == pytest.approx([model.scores("quay", [text])[0] for text in TEXTS], abs=1e-5)
    assert len({round(score, 4) for score in together}) == 3
    assert model.scores("quay", []) == []


def test_a_high_score_is_not_flattened(made):
    assert min(rerankers.load(str(made(bias=40.0))).scores("quay", TEXTS)) > 1


def test_a_text_longer_than_the_model_reads_is_read_from_its_beginning(tiny):
    model = rerankers.load(str(tiny))
    long = "the mayor " * WINDOW
    assert model.scores("quay", [long]) == pytest.approx(model.scores("quay", [long + "storm " * 900]), abs=1e-5)


def test_a_folder_is_loaded_without_the_network_and_without_a_word(tiny, monkeypatch, capfd):
    asked = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *address, **_: asked.append(address) or [])
    rerankers.load(str(tiny)).scores("quay", TEXTS)
    assert asked == []
    assert capfd.readouterr() == ("", "")


def test_its_identity_is_its_weights(tiny, made):
    identity = rerankers.load(str(tiny)).identity
    assert rerankers.load(str(tiny)).identity == identity
    assert rerankers.load(str(made(bias=1.0))).identity != identity


def test_an_embedding_model_is_refused_for_its_head_would_be_random(made):
    with pytest.raises(ModelError, match=r"is no re-ranker but a BertModel.*leave it empty"):
        rerankers.load(str(made("BertModel")))


def test_a_model_of_two_labels_is_refused(made):
    with pytest.raises(ModelError, match="gives 2 numbers for a question and a text, not one"):
        rerankers.load(str(made(labels=2)))


def test_pickled_weights_are_not_read(made):
    folder = made()
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(ModelError, match=r"cannot load the re-ranker .*set BRIEFING_RERANKER to"):
        rerankers.load(str(folder))


def test_scores_that_are_no_numbers_are_refused(made):
    with pytest.raises(ModelError, match=r"infinite or no number; set BRIEFING_RERANKER"):
        rerankers.shares(rerankers.load(str(made(bias=float("nan")))).scores("quay", TEXTS))


def test_the_setting_brings_its_term_into_a_search(opened, tiny):
    hits = opened(tiny).search("quay")
    assert {name for hit in hits for name, _ in hit.terms} >= {"meaning", "rerank"}
    assert max(dict(hit.terms)["rerank"] for hit in hits) == RERANK_WEIGHT


def test_a_folder_that_holds_no_model_is_answered_in_one_line(opened, tmp_path):
    with pytest.raises(ModelError) as refused:
        opened(tmp_path).search("quay")
    assert repr(str(tmp_path)) in str(refused.value)
    assert "BRIEFING_RERANKER" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_check_names_the_re_ranker(opened, tiny):
    found = {one["part"]: one for one in opened(tiny).check()}["reranker"]
    assert found["ok"]
    assert repr(str(tiny)) in found["state"]


def test_a_check_finds_one_that_gives_no_numbers_and_looks_at_the_rest(opened, made):
    found = {one["part"]: one["ok"] for one in opened(made(bias=float("nan"))).check()}
    assert found.keys() >= {"library", "embeddings", "index"}
    assert not found["reranker"]


def test_a_check_without_one_has_nothing_to_say_of_it(assistant):
    assert "reranker" not in {one["part"] for one in assistant.check()}


@pytest.fixture
def opened(tmp_path, write):
    """Open a library of two articles with the re-ranker of a folder."""
    some = []

    def with_reranker(folder):
        given = settings.load(library=tmp_path / "library", reranker=str(folder))
        some.append(Assistant.open(given, create=True, embedder=FakeEmbedder()))
        news = [write("a.txt", "The quay was closed after the storm."), write("b.txt", "The mayor saw the quay.")]
        list(some[0].add([str(one) for one in news]))
        return some[0]

    yield with_reranker
    for one in some:
        one.close()
