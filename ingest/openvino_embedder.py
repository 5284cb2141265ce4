"""Embedding models in OpenVINO, for processors that multiply numbers of half the precision (bfloat16) at twice the rate.

Its vectors differ from those in single precision from the third decimal on (cosine .9999), so both may stand in one library.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

# It tells its maker of every import of it, through this package, unless the package is not to be had.
if "openvino_telemetry" not in sys.modules:
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
import openvino
from openvino import opset15 as ops

from ingest.bert_embedder import BertEmbedder, Rows, cores
from ingest.errors import NotDrawn, in_a_line
from ingest.graph import EMBED, WEIGHTS, Sheet, Stored, fill
from ingest.recipe import Recipe

HALF, SINGLE = "bf16", "f32"
Value = Any  # an output of a node


class OpenVinoEmbedder(BertEmbedder):
    """A model of the BERT family in OpenVINO; raises `NotDrawn` on a processor that knows no half precision."""

    precision = HALF
    run = 768  # tokens: eight texts of a hundred take a sixth less processor time together than one by one

    def _load(self, folder: Path, plan: Recipe) -> None:
        core = openvino.Core()
        if self.precision == HALF and "BF16" not in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES"):
            raise NotDrawn("the processor does not multiply in half precision")
        hints = {"INFERENCE_PRECISION_HINT": self.precision, "NUM_STREAMS": cores(), "INFERENCE_NUM_THREADS": cores()}
        graph = _drawn(folder, plan)
        try:
            self._compiled = core.compile_model(graph, "CPU", hints)
        except Exception as error:
            raise NotDrawn(f"OpenVINO does not take it: {in_a_line(error)}") from error
        self._idle: list[Any] = []

    def _run(self, tokens: Rows, places: Rows) -> Rows:
        try:
            request = self._idle.pop()
        except IndexError:
            request = self._compiled.create_infer_request()
        rows = np.array(request.infer([tokens, places], share_inputs=True)[0])
        self._idle.append(request)
        return rows


class _OpenVinoSheet(Sheet):
    """A graph in OpenVINO's terms, each step of it put together from its plain operators."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._file = np.memmap(folder / WEIGHTS, dtype=np.uint8, mode="c")  # OpenVINO shares only what could be written
        self.inputs = [ops.parameter([-1, -1], np.int32, name=name) for name in ("tokens", "places")]
        self.values: dict[str, Value] = dict(zip(("tokens", "places"), self.inputs, strict=True))

    def step(self, operator: str, inputs: list[str], output: str, **given: Any) -> str:
        """Put the plain operators together that do what one of ONNX Runtime's does."""
        given.pop("domain", None)
        self.values[output] = _OPERATORS[operator](*(self.values.get(name) for name in inputs), **given)
        return output

    def constant(self, name: str, values: np.ndarray[Any, Any]) -> str:
        """Take values that are in no file; gives their name."""
        self.values[name] = ops.constant(np.ascontiguousarray(values))
        return name

    def stored(self, name: str, place: Stored) -> None:
        """Take weights where they lie in the file."""
        held = np.frombuffer(self._file, np.float32, place.length // 4, place.start).reshape(place.shape)
        self.values[name] = ops.constant(held, shared_memory=True)


def _drawn(folder: Path, plan: Recipe) -> openvino.Model:
    sheet = _OpenVinoSheet(folder)
    rows = fill(sheet, plan)
    return openvino.Model([sheet.values[rows]], sheet.inputs, "embedding")


def _looked_up(tokens: Value, _kinds: Value, *rest: Value, epsilon: float) -> Value:  # the kind of all tokens is 0
    words, positions, kinds, weight, bias, _mask, places = rest
    rows = ops.add(_at(words, tokens), _at(positions, places))
    if kinds is not None:
        rows = ops.add(rows, _at(kinds, ops.constant([0])))
    return _levelled(rows, weight, bias, epsilon)


def _attended(*taken: Value, num_heads: int) -> Value:
    *looked, biases, _mask, relative = taken
    apart, order = ops.constant([0, 0, num_heads, -1]), ops.constant([0, 2, 1, 3])
    parts = ops.split(biases, ops.constant(0), 3).outputs()
    heads = [
        ops.transpose(ops.reshape(ops.add(one, bias), apart, special_zero=True), order)
        for one, bias in zip(looked, parts, strict=True)
    ]
    rows = ops.scaled_dot_product_attention(*heads, *([] if relative is None else [relative]))
    return ops.reshape(ops.transpose(rows, order), ops.constant([0, 0, -1]), special_zero=True)


def _added(new: Value, before: Value, weight: Value, bias: Value, new_bias: Value, *, epsilon: float) -> Value:  # noqa: PLR0913
    return _levelled(ops.add(ops.add(new, new_bias), before), weight, bias, epsilon)


def _levelled(rows: Value, weight: Value, bias: Value, epsilon: float) -> Value:
    level = ops.mvn(rows, ops.constant([-1]), True, epsilon, "inside_sqrt")
    return ops.add(ops.multiply(level, weight), bias)


def _at(table: Value, places: Value) -> Value:
    return ops.gather(table, places, ops.constant(0))


def _cut_off(values: Value, start: Value, end: Value) -> Value:
    return ops.slice(values, start, end, ops.constant([1, 1]))


_OPERATORS: dict[str, Callable[..., Value]] = {
    EMBED: _looked_up,
    "MultiHeadAttention": _attended,
    "SkipLayerNormalization": _added,
    "FusedMatMul": lambda rows, matrix, transB: ops.matmul(rows, matrix, False, bool(transB)),  # noqa: N803
    "BiasGelu": lambda rows, bias: ops.gelu(ops.add(rows, bias), "erf"),
    "Concat": lambda *parts, axis: ops.concat(list(parts), axis),
    "Gather": _at,
    "Shape": lambda values: ops.shape_of(values, "i64"),
    "Slice": _cut_off,
    "Transpose": lambda values, perm: ops.transpose(values, ops.constant(perm)),
    "Unsqueeze": ops.unsqueeze,
}
