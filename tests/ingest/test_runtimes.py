"""One model in several runtimes: each gives what sentence-transformers gives, and leaves to it what it does not know."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import openvino
import pytest

from ingest import embedder as models
from ingest.embedder import Embedder
from ingest.errors import ModelError, NotDrawn
from ingest.graph import WEIGHTS, drawn, relative_buckets
from ingest.onnx_embedder import OnnxEmbedder
from ingest.openvino_embedder import SINGLE, OpenVinoEmbedder
from ingest.recipe import recipe

ROOT = Path(models.__file__).parent.parent
TEXTS = [
    "The night train to Port Aldo was withdrawn.",
    "",
    "  \t\n ",
    "?!",
    "withdrawn",
    "On Monday the harbour board said that 1,250 crates (worth $4.5m) had been re-loaded at the U.S. quay. " * 12,
    "Нічний потяг до порту скасовано через негоду.",
    "夜行列車は運休となった。",
    "ألغي القطار الليلي",
    "👩‍👩‍👧 🚂 withdrawn 🎉",
    "Naïve café owners résumé Ünïcödé",
    "literal [PAD] and [MASK] and <pad> and <s>",
    "q" * 3000,
    "zero\u200bwidth and\xa0spaces",
]


@pytest.fixture(scope="module")
def torch_model() -> Embedder:
    from ingest.torch_embedder import TorchEmbedder

    return TorchEmbedder(str(models.built_in_folder()), identity="", languages=frozenset())


class InSingle(OpenVinoEmbedder):
    """In the precision in which it can be compared exactly, on any processor."""

    precision = SINGLE


def in_half() -> bool:
    """Whether this processor multiplies in half precision."""
    return "BF16" in openvino.Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")


def same(one: Embedder, other: Embedder) -> None:
    """Whether two embedders read alike, texts and words."""
    vectors, expected = np.array(one.embed_documents(TEXTS)), np.array(other.embed_documents(TEXTS))
    assert (vectors * expected).sum(axis=1).min() >= 0.9999
    assert vectors == pytest.approx(expected, abs=1e-5)
    for found, wanted in zip(one.embed_words(TEXTS), other.embed_words(TEXTS), strict=True):
        assert found.places == wanted.places
        assert found.vector == pytest.approx(wanted.vector, abs=1e-5)
        assert found.words.astype(float) == pytest.approx(wanted.words.astype(float), abs=2e-3)


def test_the_built_in_model_gives_the_vectors_of_sentence_transformers(model, torch_model):
    assert isinstance(model, OnnxEmbedder)
    same(model, torch_model)
    same(InSingle(models.built_in_folder(), identity="", languages=frozenset()), torch_model)


def test_in_half_the_precision_a_text_has_nearly_the_same_vector_and_whatever_texts_it_comes_with(model):
    half = models.load(runtime="openvino") if in_half() else None
    if half is None:
        with pytest.raises(ModelError, match="half precision"):
            models.load(runtime="openvino")
        return
    assert half.identity == model.identity
    together = np.array(half.embed_documents(TEXTS))
    assert (together * np.array(model.embed_documents(TEXTS))).sum(axis=1).min() > 0.9995
    assert together == pytest.approx(np.array([half.embed_query(text) for text in TEXTS]), abs=1e-6)


def test_without_a_setting_the_fastest_runtime_that_takes_a_model_runs_it(monkeypatch):
    fastest = models.load()
    assert type(fastest).__name__ == ("OpenVinoEmbedder" if in_half() else "OnnxEmbedder")
    monkeypatch.setattr(models, "DRAWN", ("onnx",))
    assert isinstance(models.load(), OnnxEmbedder)


def test_a_runtime_that_is_set_and_not_installed_is_told_with_what_to_do(monkeypatch):
    monkeypatch.setattr(
        "importlib.util.find_spec",
        lambda name, found=importlib.util.find_spec: None if name == "openvino" else found(name),
    )
    with pytest.raises(ModelError, match=r"pip install 'cited-briefing\[openvino\]'"):
        models.load(runtime="openvino")
    assert isinstance(models.load(), OnnxEmbedder)


def test_openvino_is_kept_from_the_package_by_which_it_tells_its_maker_of_every_import():
    code = (
        "import sys, ingest.openvino_embedder; from openvino.tools.ovc import telemetry; "
        "print(sys.modules['openvino_telemetry'], type(telemetry).__module__, 'openvino_telemetry.main' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["None", "openvino.tools.ovc.telemetry_stub", "False"]


def test_a_text_has_the_same_vector_whatever_texts_it_is_embedded_with(model):
    together = model.embed_documents([*TEXTS, *TEXTS[:5] * 3])
    assert np.array(together[: len(TEXTS)]) == pytest.approx(np.array([model.embed_query(t) for t in TEXTS]), abs=1e-6)
    assert together[len(TEXTS)] == pytest.approx(together[0], abs=1e-6)


def test_questions_of_many_threads_at_once_get_the_vectors_that_each_gets_alone(model):
    alone = [model.embed_query(text) for text in TEXTS]
    with ThreadPoolExecutor(6) as threads:
        assert list(threads.map(model.embed_query, TEXTS * 2)) == alone * 2


def test_loading_and_asking_the_built_in_model_imports_no_torch():
    code = (
        "import sys; from ingest import embedder; embedder.load().embed_query('a'); "
        "print(*{'torch', 'transformers', 'sentence_transformers', 'langchain_core'} & sys.modules.keys())"
    )
    line = [sys.executable, "-c", code]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_reading_words_leaves_the_tokenizer_as_reading_texts_needs_it(torch_model):
    """It keeps how it was last asked to pad; two questions at once would find each other's way of asking."""
    tokenizer = torch_model._model.tokenizer._tokenizer
    torch_model.embed_documents(["The quay was closed."])
    before = (tokenizer.padding, tokenizer.truncation)
    torch_model.embed_words(["It was withdrawn.", "The night train to Port Aldo was withdrawn."])
    assert (tokenizer.padding, tokenizer.truncation) == before
    assert before[0] is not None


def saved_model(folder: Path, family: str, pooling: str) -> Path:
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import AutoConfig, AutoModel, PreTrainedTokenizerFast

    torch.manual_seed(7)
    sizes = {"hidden_size": 24, "num_hidden_layers": 2, "num_attention_heads": 3, "intermediate_size": 40}
    places = {"max_position_embeddings": 182, "pad_token_id": 0 if family == "bert" else 1, "vocab_size": 30522}
    transformer = AutoModel.from_config(AutoConfig.for_model(family, **sizes, **places))
    for weights in transformer.parameters():
        torch.nn.init.normal_(weights, std=0.3)
    transformer.save_pretrained(folder / "transformer")
    marks = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    file = models.built_in_folder() / "tokenizer.json"
    tokenizer = PreTrainedTokenizerFast(tokenizer_file=str(file), model_max_length=180, **marks)
    tokenizer.save_pretrained(folder / "transformer")
    parts = [Transformer(str(folder / "transformer")), Pooling(24, pooling)]
    SentenceTransformer(modules=parts, device="cpu").save(str(folder / "whole"))
    return folder / "whole"


def in_torch(folder: Path) -> Embedder:
    from ingest.torch_embedder import TorchEmbedder

    return TorchEmbedder(str(folder), identity="", languages=frozenset())


@pytest.mark.parametrize(("family", "pooling"), [("bert", "cls"), ("roberta", "mean"), ("mpnet", "cls")])
def test_every_family_gives_the_vectors_of_sentence_transformers(tmp_path, family, pooling):
    folder = saved_model(tmp_path, family, pooling)
    loaded = models.load(str(folder), "onnx")
    assert isinstance(loaded, OnnxEmbedder)
    expected = in_torch(folder)
    same(loaded, expected)
    same(InSingle(folder, identity="", languages=frozenset()), expected)


def test_a_model_of_another_kind_is_left_to_sentence_transformers(tmp_path):
    folder = saved_model(tmp_path, "bert", "max")
    assert type(models.load(str(folder))) is type(in_torch(folder))


def changed(file: Path, **said: object) -> Path:
    """A settings file of a model, with something else said in it."""
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | said), encoding="utf-8")
    return file.parent


@pytest.fixture
def built_in(tmp_path: Path) -> Path:
    """A copy of the built-in model that may be changed, its weights as they are."""
    folder = tmp_path / "copy"
    original = models.built_in_folder()
    shutil.copytree(original, folder, ignore=shutil.ignore_patterns("model.safetensors", "*.md"))
    (folder / WEIGHTS).symlink_to(original / WEIGHTS)
    return folder


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("config.json", {"model_type": "deberta-v2"}),
        ("config.json", {"hidden_act": "relu"}),
        ("config.json", {"position_embedding_type": "relative_key"}),
        ("config.json", {"torch_dtype": "float16"}),
        ("config.json", {"dtype": "bfloat16"}),
        ("config.json", {"is_decoder": True}),
        ("config.json", {"hidden_size": "384"}),
        ("config.json", {"quantization_config": {"bits": 4}}),
        ("sentence_bert_config.json", {"do_lower_case": True}),
        ("sentence_bert_config.json", {"model_args": {}}),
        ("config_sentence_transformers.json", {"default_prompt_name": "query"}),
        ("config_sentence_transformers.json", {"truncate_dim": 64}),
        ("tokenizer_config.json", {"truncation_side": "left"}),
        ("1_Pooling/config.json", {"pooling_mode_max_tokens": True}),
        ("1_Pooling/config.json", {"pooling_mode": "lasttoken"}),
    ],
)
def test_what_a_model_asks_for_beside_the_known_is_noticed(built_in, file, said):
    assert recipe(built_in).longest == 256
    changed(built_in / file, **said)
    with pytest.raises(NotDrawn):
        recipe(built_in)


@pytest.mark.parametrize("kind", ["sentence_transformers.models.Dense", "our.own.Normalize"])
def test_a_further_part_of_a_model_is_noticed(built_in, kind):
    parts = json.loads((built_in / "modules.json").read_text(encoding="utf-8"))
    (built_in / "modules.json").write_text(json.dumps([*parts[:2], {"path": "2", "type": kind}]), encoding="utf-8")
    with pytest.raises(NotDrawn):
        recipe(built_in)


def test_weights_of_which_nothing_is_known_are_noticed(built_in):
    plan = recipe(built_in)
    assert drawn(built_in, plan)
    with pytest.raises(NotDrawn, match=r"layer\.5"):
        drawn(built_in, dataclasses.replace(plan, layers=5))
    with pytest.raises(NotDrawn, match=r"layer\.6"):
        drawn(built_in, dataclasses.replace(plan, layers=7))


def test_a_damaged_file_of_weights_is_told(built_in):
    (built_in / WEIGHTS).unlink()
    (built_in / WEIGHTS).write_bytes(b"\xff" * 100)
    with pytest.raises(ModelError, match="damaged"):
        drawn(built_in, recipe(built_in))


def test_relative_places_have_the_classes_that_mpnet_gives_them():
    import torch
    from transformers.models.mpnet.modeling_mpnet import MPNetEncoder

    places = torch.arange(512)
    expected = MPNetEncoder.relative_position_bucket(places[None, :] - places[:, None])
    assert (relative_buckets(512) == expected.numpy()).all()
