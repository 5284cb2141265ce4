"""An index over made chunks, and looking at its folders and writing them in the process of the test, which takes no seconds."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import numpy as np

from bench import _stocked
from ingest import apart
from ingest.errors import IndexBroken
from ingest.index import Index
from ingest.library import Library

DIMENSION = 16


def here(monkeypatch) -> None:
    def proved(generation, proof):
        return apart.REASONS.get(apart.look(generation, io.StringIO(json.dumps(proof.told()))), "")

    def written(generation, work, *_):
        if work.proof is not None and (code := apart.begun(generation, work.proof.told())):
            raise IndexBroken(apart.REASONS[code])
        return apart.write(generation, work.gone, work.blocks)

    monkeypatch.setattr(apart, "proved", proved)
    monkeypatch.setattr(apart, "written", written)
    monkeypatch.setattr(apart.Writer, "begin", lambda _: None)


def stored(folder: Path) -> Path:
    """A library of made chunks with a healthy index, closed; its folder."""
    library = _stocked.stocked(folder, 150, DIMENSION)
    index = index_of(library)
    assert index.open(build=True)
    index.close()
    library.close()
    return folder


def copied(whole: Path, folder: Path) -> Index:
    """The index, not yet opened, over a copy of a library."""
    shutil.copytree(whole, folder)
    return index_of(Library.open(folder))


def folder_of(index: Index) -> Path:
    return index._library.folder / "index"


def index_of(library: Library) -> Index:
    return Index(library, _stocked.vectors_of(library, DIMENSION))


def asked(index: Index, row: int = 3):
    """A vector near that of a chunk."""
    _, matrix = index._vectors.current()
    vector = matrix[row] + np.float32(0.01)
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def answers(index: Index, k: int = 10) -> tuple[object, object]:
    """What the index finds and what the exact search finds."""
    vector = asked(index)
    return index.search(vector, k), index._vectors.search(vector, k)


def add(library: Library, count: int, seed: int) -> None:
    _stocked.stock(library, count, DIMENSION, seed=seed)
