from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import healing
import outward
import pytest
from fakes import FakeEmbedder
from filelock import FileLock
from hypothesis import HealthCheck
from hypothesis import settings as trials

import ingest
from assistant import settings
from assistant.assistant import Assistant
from ingest import embedder as models
from ingest.embedder import Embedder
from ingest.library import Library

RUNTIME = "onnx"  # so that a test sees the same vectors whatever the processor knows
SAMPLE = Path(ingest.__file__).parent / "sample"


outward.watch()

# How long an example takes is a matter of what else the machine does; the tests of time say so, and count the processor's.
trials.register_profile("unhurried", trials(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
trials.load_profile("unhurried")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest first: of several processes none has a long one left when the others are done."""
    items.sort(key=_is_quick)


def _is_quick(item: pytest.Item) -> int:
    """0 for a file of tests in a browser, 1 for one that starts processes, 2 for any other."""
    if item.get_closest_marker("browser"):
        return 0
    return 1 if hasattr(getattr(item, "module", None), "subprocess") else 2


nothing_leaves_this_machine = pytest.fixture(autouse=True)(outward.kept_here)


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(f"BRIEFING_{name.upper()}", raising=False)
    monkeypatch.setenv("BRIEFING_EMBEDDING_RUNTIME", RUNTIME)


@pytest.fixture(autouse=True)
def indexes_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking at an index and writing it takes no process of its own; tests/ingest/test_index_healing.py shows that it does elsewhere."""
    healing.here(monkeypatch)


@pytest.fixture(autouse=True)
def _no_chat_model_but_a_tests_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("API_KEY", "BASE_URL", "API_BASE", "ORG_ID", "PROXY"):
        monkeypatch.delenv(f"OPENAI_{name}", raising=False)
    for name in ("OLLAMA_HOST", "OLLAMA_API_KEY", "LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
        monkeypatch.delenv(name, raising=False)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "127.0.0.1")


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
def whole_sample(tmp_path_factory: pytest.TempPathFactory, model: Embedder) -> Path:
    """The folder of the sample library, embedded by the real model, once for all processes of a run: to be copied, not opened."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "whole-sample"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            making = own / "sample-in-the-making"
            made = Assistant.open(settings.load(library=making), create=True, embedder=model)
            assert {outcome.outcome for outcome in made.add([str(SAMPLE)])} == {"added"}
            made.close()
            making.rename(folder)
    return folder


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, whole_sample: Path, model: Embedder) -> Iterator[Assistant]:
    """The sample library, embedded by the real model."""
    folder = shutil.copytree(whole_sample, tmp_path_factory.mktemp("sample") / "library")
    opened = Assistant.open(settings.load(library=folder), embedder=model)
    yield opened
    opened.close()
