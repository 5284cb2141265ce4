"""The graph of a transformer of the BERT family, drawn from the files of its model: a few kilobytes, the weights stay where they are.

    the model's files -> `fill`: the steps on a sheet -> ONNX (`drawn`, here) or OpenVINO (`ingest/openvino_embedder.py`)

Tried and rejected: to let torch export it, which takes ten seconds and a library of 700 MB, and leaves 90 MB more on the disk,
to be guarded against damage; these few kilobytes are drawn anew at every start, in milliseconds.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ingest import onnx_format
from ingest.errors import ModelError, NotDrawn
from ingest.onnx_format import FLOAT, INT32
from ingest.recipe import Recipe

WEIGHTS = "model.safetensors"
EMBED = "EmbedLayerNormalization"
_PREFIXES = ("", "bert.", "roberta.", "mpnet.")
_UNUSED = ("pooler.", "embeddings.position_ids", "lm_head.", "cls.")  # of other tasks, and of no say in rows
_REACH, _BUCKETS = 128, 32  # of MPNet's relative places
_LONGEST_HEAD = 100_000_000  # bytes, as safetensors has it


@dataclass(frozen=True, slots=True)
class Names:
    """How a family calls the parts of a layer."""

    query: str = "attention.self.query"
    key: str = "attention.self.key"
    value: str = "attention.self.value"
    attended: str = "attention.output.dense"
    attended_norm: str = "attention.output.LayerNorm"
    widened: str = "intermediate.dense"
    narrowed: str = "output.dense"
    narrowed_norm: str = "output.LayerNorm"


_BERT = Names()
_MPNET = Names(
    "attention.attn.q", "attention.attn.k", "attention.attn.v", "attention.attn.o", attended_norm="attention.LayerNorm"
)


@dataclass(frozen=True, slots=True)
class Stored:
    """Where the weights of one name lie in their file, and their shape."""

    shape: tuple[int, ...]
    start: int
    length: int


class Sheet(ABC):
    """A graph while it is drawn, in the terms of one runtime: its steps, and the weights that they take."""

    def __init__(self, folder: Path) -> None:
        self.at_hand = weights_in(folder / WEIGHTS)
        self.taken: set[str] = set()

    @abstractmethod
    def step(self, operator: str, inputs: list[str], output: str, **given: Any) -> str:
        """Draw a step, an operator of ONNX Runtime; gives the name of what comes out of it."""

    @abstractmethod
    def constant(self, name: str, values: np.ndarray[Any, Any]) -> str:
        """Take values that are in no file; gives their name."""

    @abstractmethod
    def stored(self, name: str, place: Stored) -> None:
        """Take weights that lie in the file."""

    def weight(self, name: str) -> str:
        """Take weights out of the file; gives their name."""
        if name not in self.at_hand:
            raise NotDrawn(f"its weights have no {name!r}")
        self.stored(name, self.at_hand[name])
        self.taken.add(name)
        return name

    def linear(self, taken: str, name: str) -> str:
        """Multiply by a matrix of weights, which lies in the file the other way round."""
        return self.step("FusedMatMul", [taken, self.weight(f"{name}.weight")], f"{name}:product", transB=1)


class OnnxSheet(Sheet):
    """A graph in the ONNX format."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.nodes: list[bytes] = []
        self.weights: dict[str, bytes] = {}

    def step(self, operator: str, inputs: list[str], output: str, **given: Any) -> str:
        """Write a step down; gives the name of what comes out of it."""
        beside = [f"{output}:unmasked"] if operator == EMBED else []  # which it gives whether it is wanted or not
        self.nodes.append(onnx_format.node(operator, inputs, [output, *beside], **given))
        return output

    def constant(self, name: str, values: np.ndarray[Any, Any]) -> str:
        """Take values that are in no file; gives their name."""
        self.weights[name] = onnx_format.constant(name, values)
        return name

    def stored(self, name: str, place: Stored) -> None:
        """Write down where the weights lie."""
        self.weights[name] = onnx_format.stored(name, place.shape, WEIGHTS, (place.start, place.length))


def drawn(folder: Path, recipe: Recipe) -> bytes:
    """The ONNX model that gives the last row of each token; raises `NotDrawn` where the weights are not all accounted for."""
    sheet = OnnxSheet(folder)
    rows = fill(sheet, recipe)
    names = ("tokens", "places") if recipe.family == "mpnet" else ("tokens", "places", "kinds")
    inputs = [onnx_format.placed(name, INT32, ("texts", "length")) for name in names]
    outputs = [onnx_format.placed(rows, FLOAT, ("texts", "length", "hidden"))]
    return onnx_format.model(sheet.nodes, list(sheet.weights.values()), inputs, outputs)


def fill(sheet: Sheet, recipe: Recipe) -> str:
    """Draw all steps from "tokens", "places" and, but for MPNet, "kinds" to the last rows; gives the name of these.

    Raises `NotDrawn` where the weights are not all accounted for.
    """
    prefix = next((one for one in _PREFIXES if f"{one}embeddings.word_embeddings.weight" in sheet.at_hand), "")
    rows = _looked_up(sheet, recipe, f"{prefix}embeddings.")
    bias = (
        _relative(sheet, recipe, f"{prefix}encoder.relative_attention_bias.weight") if recipe.family == "mpnet" else ""
    )
    for number in range(recipe.layers):
        rows = _layer(sheet, recipe, f"{prefix}encoder.layer.{number}.", (rows, bias))
    left = [name for name in sheet.at_hand.keys() - sheet.taken if not name.removeprefix(prefix).startswith(_UNUSED)]
    if left:
        raise NotDrawn(f"its weights have {min(left)!r}")
    return rows


def weights_in(file: Path) -> dict[str, Stored]:
    """What a safetensors file holds in float32, and where: its head is JSON, after eight bytes that give the length of it."""
    try:
        with file.open("rb") as stream:
            start = int.from_bytes(stream.read(8), "little") + 8
            if start > min(_LONGEST_HEAD, file.stat().st_size):
                raise ModelError(
                    f"the file {file.name!r} of the embedding model is damaged; install or download it again"
                )
            head = json.loads(stream.read(start - 8))
    except FileNotFoundError:
        raise NotDrawn(f"it has no {file.name}") from None
    return {
        name: Stored(
            tuple(one["shape"]), start + one["data_offsets"][0], one["data_offsets"][1] - one["data_offsets"][0]
        )
        for name, one in head.items()
        if one.get("dtype") == "F32"
    }


def _looked_up(sheet: Sheet, recipe: Recipe, name: str) -> str:
    """The rows of tokens and places, added up and levelled."""
    kinds = recipe.family != "mpnet"
    tables = [sheet.weight(f"{name}word_embeddings.weight"), sheet.weight(f"{name}position_embeddings.weight")]
    tables += [sheet.weight(f"{name}token_type_embeddings.weight")] if kinds else [""]
    norm = [sheet.weight(f"{name}LayerNorm.{part}") for part in ("weight", "bias")]
    taken = ["tokens", "kinds" if kinds else "", *tables, *norm, "", "places"]
    return sheet.step(EMBED, taken, f"{name}rows", epsilon=recipe.epsilon)


def _layer(sheet: Sheet, recipe: Recipe, name: str, taken: tuple[str, str]) -> str:
    """One layer: every token looks at every other, then for itself; what comes out is added to what went in, and levelled."""
    names = _MPNET if recipe.family == "mpnet" else _BERT
    rows, relative = taken
    asked = [name + one for one in (names.query, names.key, names.value)]
    biases = sheet.step("Concat", [sheet.weight(f"{one}.bias") for one in asked], f"{name}biases", domain="", axis=0)
    looked = [*(sheet.linear(rows, one) for one in asked), biases, "", relative]
    attended = sheet.step("MultiHeadAttention", looked, f"{name}attended", num_heads=recipe.heads)
    rows = _added(sheet, recipe, (attended, rows), (name + names.attended, name + names.attended_norm))
    wide = [sheet.linear(rows, name + names.widened), sheet.weight(f"{name}{names.widened}.bias")]
    wide_rows = sheet.step("BiasGelu", wide, f"{name}wide")
    return _added(sheet, recipe, (wide_rows, rows), (name + names.narrowed, name + names.narrowed_norm))


def _added(sheet: Sheet, recipe: Recipe, rows: tuple[str, str], names: tuple[str, str]) -> str:
    """New rows, multiplied by a matrix, added to those before, and levelled."""
    (new, before), (matrix, norm) = rows, names
    taken = [sheet.linear(new, matrix), before]
    taken += [sheet.weight(one) for one in (f"{norm}.weight", f"{norm}.bias", f"{matrix}.bias")]
    return sheet.step("SkipLayerNormalization", taken, f"{norm}:rows", epsilon=recipe.epsilon)


def _relative(sheet: Sheet, recipe: Recipe, name: str) -> str:
    """What MPNet adds to the look of one token at another for how far apart they stand, of as many tokens as there are."""

    def step(operator: str, inputs: list[str], output: str, **given: Any) -> str:
        return sheet.step(operator, inputs, f"relative:{output}", domain="", **given)

    buckets = sheet.constant("relative:all", relative_buckets(recipe.longest).astype(np.int32))
    twice = sheet.constant("relative:twice", np.array([1, 1]))
    corner = sheet.constant("relative:corner", np.array([0, 0]))
    first = sheet.constant("relative:first", np.array([0]))
    size = step("Gather", [step("Shape", ["tokens"], "shape"), twice], "size")
    values = step("Gather", [sheet.weight(name), step("Slice", [buckets, corner, size], "buckets")], "values")
    return step("Unsqueeze", [step("Transpose", [values], "heads", perm=[2, 0, 1]), first], "bias")


def relative_buckets(count: int) -> np.ndarray[Any, Any]:
    """The class of distance of each of so many tokens (rows) to each other (columns): exact when near, coarse when far.

    As T5 (arXiv 1910.10683) has it, and MPNet after it: half of the classes for those before and half for those after.
    """
    half, exact = _BUCKETS // 2, _BUCKETS // 4
    ahead = np.arange(count)[None, :] - np.arange(count)[:, None]
    away = np.abs(ahead)
    far = exact + (np.log(np.maximum(away, 1) / exact) / np.log(_REACH / exact) * (half - exact)).astype(np.int64)
    near: np.ndarray[Any, Any] = np.where(away < exact, away, np.minimum(far, half - 1))
    return near + np.where(ahead > 0, half, 0)
