"""The ONNX format, as much of it as a transformer needs: nodes, weights that lie in another file, and the model of both.

A model is a protocol buffer: a row of fields, each a number and a way of writing, then what it holds; the numbers are those of
onnx.proto (github.com/onnx/onnx). The package `onnx` writes the same bytes, but weighs 31 MB and takes as long to import as the
whole of a small model to start.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

FLOAT, INT32, INT64 = 1, 6, 7  # TensorProto.DataType
CONTRIBUTED = "com.microsoft"  # the operators of ONNX Runtime that stand for whole parts of a transformer
_IR_VERSION, _OPERATORS = 8, 17
_ELSEWHERE = 1  # TensorProto.DataLocation.EXTERNAL
Value = int | float | str | bytes


def field(number: int, value: Value) -> bytes:
    """One field of a message.

    >>> field(1, 300).hex(), field(2, "ab").hex()
    ('08ac02', '12026162')
    """
    if isinstance(value, float):
        return _varint(number << 3 | 5) + struct.pack("<f", value)
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    held = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(held)) + held


def node(
    operator: str,
    inputs: Sequence[str],
    outputs: Sequence[str],
    *,
    domain: str = CONTRIBUTED,
    **given: float | list[int],
) -> bytes:
    """One step of the graph; an input named "" is left out, and a whole number that is given is told from a fraction."""
    attributes = [_attribute(name, value) for name, value in given.items()]
    return _joined((1, inputs), (2, outputs), (4, [operator]), (5, attributes), (7, [domain]))


def stored(name: str, shape: Iterable[int], file: str, place: tuple[int, int]) -> bytes:
    """Weights in float32 that lie in a file beside the model, from a byte and so many bytes on."""
    start, length = place
    entries = {"location": file, "offset": str(start), "length": str(length)}
    where = [field(1, key) + field(2, value) for key, value in entries.items()]
    return _joined((1, shape), (2, [FLOAT]), (8, [name]), (13, where), (14, [_ELSEWHERE]))


def constant(name: str, values: np.ndarray[Any, Any]) -> bytes:
    """Values that the model holds itself, in float32, int32 or int64."""
    kind = {"float32": FLOAT, "int32": INT32, "int64": INT64}[str(values.dtype)]
    return _joined((1, values.shape), (2, [kind]), (8, [name]), (9, [values.tobytes()]))


def placed(name: str, kind: int, dimensions: Sequence[str]) -> bytes:
    """A named input or output, its dimensions by their names."""
    shape = b"".join(field(1, field(2, dimension)) for dimension in dimensions)
    return field(1, name) + field(2, field(1, field(1, kind) + field(2, shape)))


def model(nodes: Sequence[bytes], weights: Sequence[bytes], inputs: Sequence[bytes], outputs: Sequence[bytes]) -> bytes:
    """The whole model."""
    graph = _joined((1, nodes), (2, ["transformer"]), (5, weights), (11, inputs), (12, outputs))
    operators = [field(1, domain) + field(2, version) for domain, version in (("", _OPERATORS), (CONTRIBUTED, 1))]
    return _joined((1, [_IR_VERSION]), (7, [graph]), (8, operators))


def _attribute(name: str, value: float | list[int]) -> bytes:
    if isinstance(value, list):
        return _joined((1, [name]), (8, value), (20, [7]))
    kind, number = (1, 2) if isinstance(value, float) else (2, 3)
    return _joined((1, [name]), (number, [value]), (20, [kind]))


def _joined(*fields: tuple[int, Iterable[Value]]) -> bytes:
    return b"".join(field(number, value) for number, values in fields for value in values)


def _varint(number: int) -> bytes:
    written = bytearray()
    while number > 0x7F:
        written.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*written, number])
