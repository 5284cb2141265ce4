"""The index's client takes nothing from its surroundings: no place to send traces to, no server to ask, no class to load."""

import os
import subprocess
import sys
from pathlib import Path

from ingest import onnx_embedder
from ingest.collection import _client

HOSTILE = {
    "CHROMA_OTEL_COLLECTION_ENDPOINT": "http://192.0.2.1:4317", "CHROMA_OTEL_GRANULARITY": "all", "CHROMA_API_IMPL": "chromadb.api.fastapi.FastAPI",
    "CHROMA_SERVER_HOST": "192.0.2.1", "ANONYMIZED_TELEMETRY": "True", "ALLOW_RESET": "true",
}  # fmt: skip


def told(client):
    found = client.get_settings()
    return (
        found.chroma_otel_collection_endpoint, found.chroma_otel_granularity, found.chroma_api_impl, found.chroma_server_host,
        found.anonymized_telemetry, found.allow_reset,
    )  # fmt: skip


def test_the_environment_and_a_file_of_it_change_nothing(tmp_path, monkeypatch):
    plain = told(_client(tmp_path / "plain"))
    for name, value in HOSTILE.items():
        monkeypatch.setenv(name, value)
    (tmp_path / ".env").write_text("chroma_otel_granularity=all\nallow_reset=true\n")
    assert told(_client(tmp_path / "hostile")) == plain
    assert plain[:2] == ("", None)


def test_chroma_itself_would_heed_them(monkeypatch):
    from chromadb.config import Settings

    for name, value in HOSTILE.items():
        monkeypatch.setenv(name, value)
    assert Settings(anonymized_telemetry=False).chroma_otel_granularity == "all"


def test_the_runtime_of_models_is_told_to_send_nothing_before_it_is_imported():
    """Its official builds tell their maker of every model that is loaded; only what stands in the environment by then keeps them from it."""
    code = "import os, sys\nimport ingest.onnx_embedder\nprint(os.environ['ORT_DISABLE_TELEMETRY'], 'onnxruntime' in sys.modules)"
    surroundings = {name: value for name, value in os.environ.items() if name not in ("CI", "ORT_DISABLE_TELEMETRY")}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=surroundings | {"ORT_DISABLE_TELEMETRY": "0"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["1", "True"]
    source = Path(onnx_embedder.__file__).read_text(encoding="utf-8")
    assert source.index("ORT_DISABLE_TELEMETRY") < source.index("import onnxruntime")
