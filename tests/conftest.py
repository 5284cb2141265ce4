from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import healing
import outward
import pytest
from fakes import FakeEmbedder

import ingest
from assistant import settings
from assistant.assistant import Assistant
from ingest import embedder as models
from ingest.embedder import Embedder
from ingest.library import Library

RUNTIME = "onnx"  # so that a test sees the same vectors whatever the processor knows
SAMPLE = Path(ingest.__file__).parent / "sample"


outward.watch()


nothing_leaves_this_machine = pytest.fixture(autouse=True)(outward.kept_here)


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(f"BRIEFING_{name.upper()}", raising=False)
    monkeypatch.setenv("BRIEFING_EMBEDDING_RUNTIME", RUNTIME)


@pytest.fixture(autouse=True)
def _no_chat_model_but_a_tests_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("API_KEY", "BASE_URL", "API_BASE", "ORG_ID", "PROXY"):
        monkeypatch.delenv(f"OPENAI_{name}", raising=False)
    for name in ("OLLAMA_HOST", "OLLAMA_API_KEY", "LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
        monkeypatch.delenv(name, raising=False)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "127.0.0.1")


@pytest.fixture(autouse=True)
def _index_looked_at_and_written_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    healing.here(monkeypatch)  # a process of its own would take a second at each article that a test adds


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library", create=True)
    yield opened
    opened.close()


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    """An assistant with hashed words for meaning."""
    opened = Assistant.open(settings.load(library=tmp_path / "library"), create=True, embedder=FakeEmbedder())
    yield opened
    opened.close()


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file of a name and give its path."""

    def written(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written


@pytest.fixture(scope="session")
def model() -> Embedder:
    """The real built-in model."""
    return models.load(runtime=RUNTIME)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, model: Embedder) -> Iterator[Assistant]:
    """The sample library, embedded by the real model."""
    folder = tmp_path_factory.mktemp("sample") / "library"
    opened = Assistant.open(settings.load(library=folder), create=True, embedder=model)
    assert {outcome.outcome for outcome in opened.add([str(SAMPLE)])} == {"added"}
    yield opened
    opened.close()
