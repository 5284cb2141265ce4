"""Measurements. They run the embedding model in single precision, whose figures are those of every machine, unless the setting says otherwise."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.embedder import Embedder

os.environ.setdefault("BRIEFING_EMBEDDING_RUNTIME", "onnx")


def model() -> Embedder:
    """The built-in embedding model in the runtime that is set."""
    from ingest.embedder import load

    return load(runtime=os.environ["BRIEFING_EMBEDDING_RUNTIME"])
