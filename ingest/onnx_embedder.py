"""Embedding models in ONNX Runtime, which is there wherever Chroma is."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

# From 1.29 on its builds tell their maker of every model that is loaded, unless this is set before the library is: that a model was
# loaded, its file's name and hashes of it.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
import onnxruntime

from ingest.bert_embedder import BertEmbedder, Rows
from ingest.errors import NotDrawn, in_a_line
from ingest.graph import drawn
from ingest.recipe import Recipe


class OnnxEmbedder(BertEmbedder):
    """A model of the BERT family in ONNX Runtime, in single precision."""

    def _load(self, folder: Path, plan: Recipe) -> None:
        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.model_external_initializers_file_folder_path", str(folder))
        graph = drawn(folder, plan)
        try:
            self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        except Exception as error:
            raise NotDrawn(f"ONNX Runtime does not take it: {in_a_line(error)}") from error

    def _run(self, tokens: Rows, places: Rows) -> Rows:
        taken = {"tokens": tokens, "places": places}
        if self._recipe.family != "mpnet":
            taken["kinds"] = np.zeros_like(tokens)
        (rows,) = self._session.run(None, taken)
        return np.asarray(rows)
