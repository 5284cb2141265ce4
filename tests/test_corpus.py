"""The inputs that once broke something, and those that fuzzing begins from, through every reader, check and export there is."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest

from bench._fuzz_rendered import TARGETS as RENDERED
from bench._fuzz_seeds import seeds, words
from bench._fuzz_targets import TARGETS as READ
from bench._fuzzed import (
    LARGEST,
    LONGEST_UNIT,
    Watch,
    breaking,
    grown,
    kept,
    made_of,
    mutated,
    signature,
    smaller,
)
from bench._holds import in_this_process
from bench.fuzz import seconds_for
from ingest import extract, languages

TARGETS = READ | RENDERED
CORPUS = Path(__file__).parent / "corpus"


@pytest.fixture(autouse=True)
def _documents_are_read_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract, "caged", in_this_process)
    languages.detected("")  # what is loaded once is not an input's doing


@pytest.mark.parametrize("target", TARGETS)
def test_sound_inputs_keep_every_promise(target: str) -> None:
    for data in seeds(target):
        TARGETS[target](data)


@pytest.mark.parametrize(
    "path",
    [path for folder in sorted(CORPUS.glob("*")) for path, _ in kept(folder)],
    ids=lambda path: "/".join(path.parts[-2:]),
)
def test_what_once_broke_a_promise_keeps_it(path: Path) -> None:
    (data,) = [data for one, data in kept(path.parent) if one == path]
    TARGETS[path.parent.name](seeds(path.parent.name)[0])
    began = time.thread_time()
    TARGETS[path.parent.name](data)
    assert time.thread_time() - began < seconds_for(path.parent.name)


def test_every_kept_input_has_its_target() -> None:
    assert {folder.name for folder in CORPUS.glob("*")} <= TARGETS.keys()


@pytest.mark.parametrize(
    ("target", "data", "broken"),
    [
        ("import", '{"text": "The quay is shut.", "title": "a\u200bb"}', "ingest.extract.clean_line"),
        ("feed", "<rss><channel><title>a\u200bb</title></channel></rss>", "ingest.feeds.clean_line"),
        ("date", "Tue, 10 Mar 2026 07:30:00 +0100", "bench._fuzz_targets.dated"),
        ("shown", "a *b* c", "bench._fuzz_rendered.markdown_escaped"),
        ("exports", "a *b* c", "assistant.markdown_out._shown"),
        ("exports", "<b>c</b>", "assistant.html_out._shown"),
    ],
)
def test_a_promise_that_is_broken_is_noticed(
    target: str, data: str, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    TARGETS[target](data.encode())
    monkeypatch.setattr(broken, str)
    with pytest.raises(AssertionError):
        TARGETS[target](data.encode())


def doubtful(data: bytes) -> None:
    """A target that cannot bear a letter, and takes long over many commas."""
    if b"q" in data:
        raise ValueError(data)
    if data.count(b",") > 1_000:
        ends = time.thread_time() + 0.02
        while time.thread_time() < ends:
            pass


def test_an_input_that_breaks_a_target_is_kept_once_and_made_small(tmp_path: Path) -> None:
    watch = Watch(doubtful, tmp_path)
    for data in (b"the quay", b"a sluice", b"a quay"):
        watch.run(data)
    watch.count()
    (found,) = tmp_path.glob("*.in")
    told = json.loads(found.with_suffix(".json").read_text())
    assert (found.read_bytes(), told["sign"].startswith("ValueError at test_corpus.py")) == (b"the quay", True)
    assert json.loads((tmp_path / "counts").read_text())["runs"] == 3
    assert smaller(found.read_bytes(), breaking(doubtful, told["sign"])) == b"q"


def test_an_input_that_takes_too_long_is_kept(tmp_path: Path) -> None:
    watch = Watch(doubtful, tmp_path, 0.02)
    recipe = {"head": "", "unit": ",", "tail": ""}
    assert watch.run(made_of(recipe, 2_000), json.dumps({**recipe, "size": 2_000})) >= 0.02
    (found,) = tmp_path.glob("*.in")
    assert "TooSlow" in json.loads(found.with_suffix(".json").read_text())["sign"]


def test_changed_and_grown_inputs_differ_and_keep_to_their_size() -> None:
    chance = random.Random(7)
    begun = seeds("html")
    changed = {mutated(begun[0], chance, words("html"), begun) for _ in range(200)}
    assert len(changed) > 190
    for _ in range(50):
        data = made_of(grown(begun[0], chance), LARGEST // 4)
        assert LARGEST // 4 - LONGEST_UNIT <= len(data) <= LARGEST // 4


def test_a_fault_is_told_by_its_kind_and_its_place() -> None:
    try:
        doubtful(b"q")
    except ValueError as error:
        assert signature(error) == "ValueError at test_corpus.py:doubtful:raise ValueError(data)"
