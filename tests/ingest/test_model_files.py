"""A model whose files were tampered with, or that would run code, is refused before anything of it is read."""

import json
import shutil
from time import process_time

import pytest

from ingest import embedder
from ingest.embedder import built_in_folder, identity_of, load, model_identity, proved
from ingest.errors import ModelError
from ingest.model_files import refuse_unsafe

MODULES = [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"}]


def flipped(file):
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def write(folder, name, text):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text)


def with_auto_map(folder):
    config = json.loads((folder / "config.json").read_text())
    write(folder, "config.json", json.dumps(config | {"auto_map": {"AutoModel": "own.Model"}}))


TAMPERINGS = {
    "a flipped byte of the weights": lambda folder: flipped(folder / "model.safetensors"),
    "a flipped byte of the pooling": lambda folder: flipped(folder / "1_Pooling" / "config.json"),
    "no tokenizer": lambda folder: (folder / "tokenizer.json").unlink(),
    "pickled weights": lambda folder: write(folder, "pytorch_model.bin", "x"),
    "a program": lambda folder: write(folder, "modeling.py", "x"),
    "a further safetensors": lambda folder: write(folder, "2_Dense/model.safetensors", "x"),
    "an auto_map": with_auto_map,
}


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A package of the built-in model that a test may tamper with, and give back as it was."""
    package = tmp_path_factory.mktemp("package")
    shutil.copytree(built_in_folder(), package / "model")
    return package


@pytest.fixture
def package(published, monkeypatch):
    spec = type("Spec", (), {"origin": str(published / "__init__.py")})
    monkeypatch.setattr(embedder.importlib.util, "find_spec", lambda _: spec)
    return published / "model"


@pytest.mark.parametrize("tampering", TAMPERINGS.values(), ids=TAMPERINGS)
def test_a_built_in_model_that_was_tampered_with_is_refused_at_once(package, tampering):
    kept = {file: file.read_bytes() for file in package.rglob("*") if file.is_file()}
    tampering(package)
    started = process_time()
    with pytest.raises(ModelError, match=r"not one that was published; reinstall"):
        load()
    seconds = process_time() - started
    for file in [one for one in package.rglob("*") if one.is_file()]:
        file.unlink() if file not in kept else None
    for file, body in kept.items():
        if not file.is_file() or file.read_bytes() != body:
            file.write_bytes(body)
    assert seconds < 5


def test_the_published_one_is_taken(package):
    assert built_in_folder() == package
    assert identity_of("") == model_identity(package)


@pytest.fixture
def folder(tmp_path):
    """A user's model folder that would be taken."""
    write(tmp_path, "config.json", "{}")
    write(tmp_path, "modules.json", json.dumps(MODULES))
    write(tmp_path, "model.safetensors", "x")
    refuse_unsafe(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["pytorch_model.bin", "model.pt", "model.pkl", "tf_model.h5"])
def test_weights_that_are_only_there_pickled_are_refused(folder, name):
    write(folder, name, "x")
    refuse_unsafe(folder)  # beside safetensors, which are read in their place
    (folder / "model.safetensors").unlink()
    with pytest.raises(ModelError, match="can run code"):
        load(str(folder))


def test_so_are_those_of_one_part_of_a_model(folder):
    write(folder, "2_Dense/pytorch_model.bin", "x")
    with pytest.raises(ModelError, match="can run code"):
        load(str(folder))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("config.json", '{"auto_map": {"AutoModel": "own.Model"}}'),
        ("tokenizer_config.json", '{"auto_map": {"AutoTokenizer": ["own.T", null]}}'),
        ("modules.json", '[{"type": "own.Transformer"}]'),
        ("modules.json", "[{}]"),
    ],
)
def test_code_that_comes_with_a_model_is_refused(folder, name, text):
    write(folder, name, text)
    with pytest.raises(ModelError, match="code of its own"):
        load(str(folder))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("1_Pooling/config.json", '{"pooling_mode_cls_token": true}'),
        ("config_sentence_transformers.json", '{"prompts": {"query": "query: "}}'),
        ("sentence_bert_config.json", '{"max_seq_length": 128}'),
        ("modules.json", json.dumps(MODULES[:1] * 2)),
        ("model.safetensors", "y"),
        ("tokenizer.json", "{}"),
    ],
    ids=["pooling", "prefix", "longest text", "normalisation", "weights", "tokenizer"],
)
def test_whatever_decides_a_vector_is_part_of_the_identity(folder, name, text):
    before = identity_of(str(folder))
    write(folder, "README.md", "anything")
    assert identity_of(str(folder)) == before
    write(folder, name, text)
    assert identity_of(str(folder)) != before


class Giving:
    """An embedder that gives the same for every text."""

    def __init__(self, vector):
        self.vector = vector

    def embed_documents(self, texts):
        return [self.vector] * len(texts)


@pytest.mark.parametrize("vector", [[0.0, 0.0], [float("nan"), 1.0], [float("inf"), 1.0], [0.6, 0.8]])
def test_a_model_without_vectors_to_tell_texts_apart_is_refused(vector):
    with pytest.raises(ModelError, match="use another model"):
        proved(Giving(vector))
