import subprocess
import sys

import numpy as np
import pytest
from healing import DIMENSION, index_of

from bench import _stocked
from ingest import apart
from ingest.collection import Row
from ingest.index import Index
from ingest.locks import Lock

WRITTEN, BEGIN = apart.written, apart.Writer.begin  # in a process of its own


@pytest.fixture(autouse=True)
def _processes_are_begun(monkeypatch):
    monkeypatch.setattr(apart.Writer, "begin", BEGIN)


@pytest.fixture
def writer():
    one = apart.Writer()
    yield one
    one.end()


def rows(count):
    return [Row(number, np.eye(count, dtype=np.float32)[number], "text", {"version": 1}) for number in range(count)]


def test_the_process_that_was_begun_is_the_one_that_writes(writer, tmp_path):
    writer.begin()
    writer.begin()
    begun = writer._begun
    assert WRITTEN(tmp_path, apart.Work([], [rows(3)], 3), writer, lambda: False) == apart.contents(tmp_path)
    assert begun.returncode == 0
    assert writer._begun is None


def test_one_that_ended_before_it_was_needed_is_begun_again(writer, tmp_path):
    writer.begin()
    writer._begun.kill()
    writer._begun.wait()
    assert WRITTEN(tmp_path, apart.Work([], [rows(3)], 3), writer, lambda: False)


def test_one_that_nobody_took_is_ended(writer):
    writer.begin()
    begun = writer._begun
    writer.end()
    assert begun.poll() is not None
    assert begun.stdin.closed
    assert begun.stdout.closed


def test_one_that_is_told_nothing_ends_by_itself_without_a_word(tmp_path):
    done = subprocess.run(
        apart._command("write"), stdin=subprocess.DEVNULL, capture_output=True, cwd=tmp_path, env={"PYTHONPATH": str(apart._HOME)},
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (apart.CUT_OFF, b"", b"")


def test_only_who_may_write_the_index_has_a_writer_ready(tmp_path, monkeypatch):
    monkeypatch.setattr(apart, "_command", lambda *_: [sys.executable, "-c", "input()"])
    index = index_of(_stocked.stocked(tmp_path / "library", 3, DIMENSION))
    folder = tmp_path / "library" / "index"
    folder.mkdir(exist_ok=True)
    held = Lock(folder / "index.lock")
    assert held.acquire()
    index.prepare()
    assert index._scribe._writer._begun is None
    held.release()
    index.prepare()
    begun = index._scribe._writer._begun
    assert begun.poll() is None
    monkeypatch.setattr(Index, "_is_free", lambda _: pytest.fail("the lock is taken again though all is ready"))
    index.prepare()
    assert index._scribe._writer._begun is begun
    index.rest()
    assert begun.poll() is not None
    assert not index._scribe.is_prepared


def test_an_add_that_stores_nothing_leaves_no_writer_behind(assistant, write, monkeypatch):
    rested = []
    monkeypatch.setattr(apart.Writer, "begin", lambda _: None)
    monkeypatch.setattr(Index, "rest", lambda _: rested.append(True))
    file = str(write("quay.txt", "Storm closes the quay\n\nA storm closed the quay of Port Aldo on Monday."))
    assert [one.outcome for one in assistant.add([file])] == ["added"]
    assert not rested
    assert [one.outcome for one in assistant.add([file])] == ["unchanged"]
    assert rested
