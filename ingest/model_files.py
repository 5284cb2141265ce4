"""The files of a model on this machine: whether they are the published ones, and whether anything in them could be run.

Weights are read as safetensors only, which hold numbers and nothing else; pickled ones can run what somebody else wrote, and
so can a module or a class that a configuration names from beside the weights.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ingest.errors import ModelError

PICKLED = frozenset({".bin", ".pt", ".pth", ".pkl", ".ckpt", ".h5", ".joblib", ".msgpack"})
RUNS = PICKLED | {".py", ".pyc", ".so"}
IDENTIFYING = frozenset({".json", ".safetensors", ".txt", ".model"})
CONFIGURED = ("config.json", "modules.json")  # one of which makes a folder that of a model
OWN_MODULES = "sentence_transformers."


def unlike(folder: Path, published: Mapping[str, str]) -> str:
    """The first file of a folder that is missing, not as published (by its SHA-256) or has no business there; "" for none."""
    for name, expected in published.items():
        if not (folder / name).is_file() or sha256(folder / name) != expected:
            return name
    strangers = (file for file in folder.rglob("*") if file.suffix.lower() in RUNS | {".safetensors"})
    return next((name for file in strangers if (name := file.relative_to(folder).as_posix()) not in published), "")


def refuse_unsafe(folder: Path) -> None:
    """Raise `ModelError` for a folder whose weights are not safetensors, or whose configuration names code of its own."""
    for file in folder.rglob("*") if any((folder / name).is_file() for name in CONFIGURED) else ():
        if (
            file.suffix.lower() in PICKLED
            and file.stem != "training_args"
            and not any(file.parent.glob("*.safetensors"))
        ):
            raise ModelError(
                f"the model folder {str(folder)!r} holds its weights as {file.name!r}, which can run code: convert them "
                "to safetensors (transformers' save_pretrained does), or use another model"
            )
    for config, named in _code_named(folder):
        raise ModelError(
            f"the model folder {str(folder)!r} asks in {config!r} for code of its own ({named}), which is never run; use "
            "a model that needs none"
        )


def identity(folder: Path, version: int) -> str:
    """A hash of a model's weights, tokenizer and configuration files, and of the version of the code that reads them."""
    digest = hashlib.sha256(f"version {version}".encode())
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix in IDENTIFYING:
            digest.update(f"{file.relative_to(folder)} {sha256(file)}".encode())
    return digest.hexdigest()[:16]


def sha256(file: Path) -> str:
    """The SHA-256 of a file, computed once for each state that the file has been in."""
    state = file.stat()
    return _sha256(file, (state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns))


@functools.lru_cache(maxsize=256)
def _sha256(file: Path, _: tuple[int, ...]) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _code_named(folder: Path) -> Iterator[tuple[str, str]]:
    """The configuration files that name code which is not sentence-transformers' own, and what they name."""
    for file in sorted(folder.rglob("*.json")):
        if file.name not in {
            "config.json",
            "tokenizer_config.json",
            "modules.json",
            "config_sentence_transformers.json",
        }:
            continue
        found = _parsed(file)
        if isinstance(found, dict) and found.get("auto_map"):
            yield file.name, "auto_map"
        for module in found if file.name == "modules.json" and isinstance(found, list) else ():
            kind = str(module.get("type", "")) if isinstance(module, dict) else ""
            if not kind.startswith(OWN_MODULES):
                yield file.name, kind or "a module without a type"


def _parsed(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise ModelError(f"the model's file {str(file)!r} cannot be read: {error}; get the model anew") from error
