"""What the files of a sentence-transformers model ask for, where it is of a kind that runs without that library.

Whatever they say that is not known here makes a model one that sentence-transformers runs itself: a vector that is nearly right is
wrong.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ingest.errors import NotDrawn

_MODULES = ("Transformer", "Pooling")
_READ = {"text": {"method": "forward", "method_output_name": "last_hidden_state"}}
_PLAIN: dict[str, dict[str, Any]] = {  # what a file may say, and the only thing that it may say; "..." is anything
    "sentence_bert_config.json": {
        "max_seq_length": ..., "do_lower_case": False, "transformer_task": "feature-extraction", "modality_config": _READ,
        "module_output_name": "token_embeddings",
    },
    "config_sentence_transformers.json": {
        "__version__": ..., "prompts": ..., "default_prompt_name": None, "similarity_fn_name": ...,
        "model_type": "SentenceTransformer",
    },
}  # fmt: skip
_FAMILIES = {"bert", "roberta", "xlm-roberta", "mpnet"}
_SIZES = ("hidden_size", "num_hidden_layers", "num_attention_heads", "max_position_embeddings")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How texts become vectors: the transformer's shape, how much of a text is read, and what is made of its rows."""

    family: Literal["bert", "roberta", "xlm-roberta", "mpnet"]
    hidden: int
    layers: int
    heads: int
    positions: int
    epsilon: float
    padding: int  # the number of the token that fills up; such families count places from behind it
    longest: int  # how many tokens of a text are read
    pooling: Literal["mean", "cls"]


def recipe(folder: Path) -> Recipe:
    """What the files in a model's folder ask for; raises `NotDrawn` where that is more than is known here."""
    for name, allowed in _PLAIN.items():
        _only(name, _settings(folder / name), allowed)
    modules = [_module(one) for one in _settings(folder / "modules.json")]
    kinds = tuple(kind for kind, _ in modules)
    if kinds not in {_MODULES, (*_MODULES, "Normalize")} or modules[0][1]:
        raise NotDrawn(f"its modules are {', '.join(kinds)}")
    shape = _settings(folder / "config.json")
    _check_shape(shape)
    hidden, layers, heads, positions = (_whole(shape, name) for name in _SIZES)
    return Recipe(
        family=shape["model_type"], hidden=hidden, layers=layers, heads=heads, positions=positions,
        epsilon=float(shape.get("layer_norm_eps", 1e-12)), padding=_whole(shape, "pad_token_id"),
        longest=_longest(folder, positions), pooling=_pooling(_settings(folder / modules[1][1] / "config.json")),
    )  # fmt: skip


def _settings(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NotDrawn(f"it has no {file.name}") from None


def _only(name: str, said: dict[str, Any], allowed: dict[str, Any]) -> None:
    strange = [key for key, value in said.items() if key not in allowed or allowed[key] not in (..., value)]
    if strange:
        raise NotDrawn(f"its {name} sets {', '.join(sorted(strange))}")


def _module(said: dict[str, Any]) -> tuple[str, str]:
    """The kind of a module and its folder; the kinds have been moved about in that library, and kept their names."""
    where, _, kind = str(said.get("type", "")).rpartition(".")
    return (
        kind if where.partition(".")[0] == "sentence_transformers" else f"{where}.{kind}",
        str(said.get("path", "")),
    )


def _check_shape(shape: dict[str, Any]) -> None:
    asked = {
        "model_type": shape.get("model_type") in _FAMILIES,
        "hidden_act": shape.get("hidden_act") == "gelu",
        "position_embedding_type": shape.get("position_embedding_type", "absolute") == "absolute",
        "dtype": {shape.get("dtype"), shape.get("torch_dtype")} <= {None, "float32"},
        "is_decoder": not shape.get("is_decoder") and not shape.get("add_cross_attention"),
        "quantization_config": not shape.get("quantization_config"),
    }
    if strange := [name for name, known in asked.items() if not known]:
        raise NotDrawn(f"its config.json sets {', '.join(f'{name}={shape.get(name)!r}' for name in strange)}")


def _pooling(said: dict[str, Any]) -> Literal["mean", "cls"]:
    """The one way of pooling that is set, in the old spelling (a switch for each) or the new."""
    old = {"pooling_mode_mean_tokens": "mean", "pooling_mode_cls_token": "cls"}
    on = [old.get(key, key) for key, value in said.items() if key.startswith("pooling_mode_") and value is True]
    modes = said.get("pooling_mode", on)
    mode = modes[0] if isinstance(modes, list) and len(modes) == 1 else modes
    if mode not in ("mean", "cls"):
        raise NotDrawn(f"its pooling is {mode!r}")
    return "cls" if mode == "cls" else "mean"


def _longest(folder: Path, positions: int) -> int:
    """How many tokens of a text are read: what the model says, else what its tokenizer says and its places allow."""
    said = _settings(folder / "sentence_bert_config.json").get("max_seq_length")
    tokenizer = _settings(folder / "tokenizer_config.json")
    if tokenizer.get("truncation_side", "right") != "right":
        raise NotDrawn("its tokenizer cuts texts at their beginning")
    return (
        _whole({"max_seq_length": said}, "max_seq_length")
        if said
        else min(_whole(tokenizer, "model_max_length"), positions)
    )


def _whole(said: dict[str, Any], name: str) -> int:
    if not isinstance(said.get(name), int) or said[name] < 0:
        raise NotDrawn(f"its {name} is {said.get(name)!r}")
    return int(said[name])
