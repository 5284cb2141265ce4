"""The real loading code on cross-encoders of a few numbers, made here; their judgement means nothing."""

import pytest
from fakes import FakeEmbedder

from assistant import entailment, settings
from assistant.assistant import Assistant
from assistant.verify import Source, verify
from ingest.errors import ModelError

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "quay", "storm", "mayor", "closed", "the"]
LABELS = {0: "contradiction", 1: "entailment", 2: "neutral"}
SOURCE = Source("The mayor closed the quay and the beach after the storm.")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make a model folder: of a class, with labels, what each of its numbers starts from."""
    import torch
    import transformers

    def model(name="BertForSequenceClassification", labels=LABELS, bias=(0.0, 0.0, 0.0)):
        folder = tmp_path_factory.mktemp("model")
        transformers.BertTokenizerFast(vocab={word: at for at, word in enumerate(WORDS)}).save_pretrained(folder)
        torch.manual_seed(0)
        config = transformers.BertConfig(
            vocab_size=len(WORDS), hidden_size=8, num_hidden_layers=1, num_attention_heads=2, intermediate_size=8,
            max_position_embeddings=32, id2label=labels, label2id={label: at for at, label in labels.items()},
        )  # fmt: skip
        built = getattr(transformers, name)(config)
        if hasattr(built, "classifier"):
            built.classifier.bias.data = torch.tensor(bias)
        built.save_pretrained(folder, safe_serialization=True)
        return folder

    return model


@pytest.fixture(scope="module")
def sure(made):
    return made(bias=(-9.0, 9.0, -9.0))


@pytest.fixture(scope="module")
def doubting(made):
    return made(bias=(9.0, -9.0, 9.0))


def test_the_number_called_entailment_becomes_a_probability(sure, doubting):
    assert entailment.load(str(sure)).probability("the storm", "storm") > 0.9
    assert entailment.load(str(doubting)).probability("the storm", "storm") < 0.1


def test_a_model_without_that_label_is_refused(made):
    with pytest.raises(ModelError, match=r"none of its labels \(a, b, c\) is entailment; set BRIEFING_VERIFIER"):
        entailment.load(str(made(labels={0: "a", 1: "b", 2: "c"})))


def test_an_embedding_model_is_refused_for_its_head_would_be_random(made):
    with pytest.raises(ModelError, match="is no verifier but a BertModel"):
        entailment.load(str(made("BertModel")))


def test_a_folder_that_holds_no_model_is_answered_in_one_line(tmp_path):
    with pytest.raises(ModelError) as refused:
        entailment.load(str(tmp_path))
    assert "BRIEFING_VERIFIER" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_scores_that_are_no_numbers_are_refused(made):
    with pytest.raises(ModelError, match="infinite or no number"):
        entailment.load(str(made(bias=(float("nan"),) * 3))).probability("quay", "storm")


def test_a_second_opinion_can_only_take_support_away(sure, doubting):
    claim, wrong = "The quay was closed by the mayor after a storm.", "Nine mayors closed the quay."
    yes, no = (entailment.load(str(folder)).probability for folder in (sure, doubting))
    plain, doubted = verify(claim, [SOURCE]), verify(claim, [SOURCE], entails=no)
    assert plain.verdict == "supported"
    assert (doubted.verdict, doubted.problems[0].kind) == ("unsupported", "unsupported")
    assert verify(claim, [SOURCE], entails=yes) == plain
    assert verify(wrong, [SOURCE], entails=yes) == verify(wrong, [SOURCE])


def test_of_words_that_are_quoted_no_opinion_is_asked(doubting):
    opinion = entailment.load(str(doubting)).probability
    assert verify("The mayor closed the quay", [SOURCE], entails=opinion).verdict == "verbatim"


def test_a_check_names_the_verifier(tmp_path, sure):
    given = settings.load(library=tmp_path / "library", verifier=str(sure))
    assistant = Assistant.open(given, create=True, embedder=FakeEmbedder())
    found = {one["part"]: one for one in assistant.check()}
    assistant.close()
    assert found["verifier"]["ok"]
    assert repr(str(sure)) in found["verifier"]["state"]
