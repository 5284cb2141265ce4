import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

import ingest
from ingest.cage import MOST_FILES, Cage, caged, draft_from
from ingest.errors import SourceError
from ingest.extract import READERS

TEXT = "The harbour council met on Monday evening and voted to close the northern quay for repairs until June."
PAGE = f"<html><head><title>Quay closed</title></head><body><article><p>{TEXT}</p></article></body></html>".encode()
SLOW = PAGE + b"<p>" + b"<a href=/x>x</a> " * 60_000


@pytest.fixture(scope="module")
def cage():
    made = Cage(seconds=60.0)
    yield made
    made.close()


def test_the_worker_reads_what_the_reader_would():
    assert caged("text/html", PAGE) == READERS["text/html"](PAGE)


def test_one_worker_reads_many_files_and_is_replaced_before_its_memory_adds_up(cage):
    cage.draft("text/html", PAGE)
    worker = cage._worker.pid
    cage.draft("text/html", PAGE)
    assert cage._worker.pid == worker
    cage._files = MOST_FILES
    cage.draft("text/html", PAGE)
    assert cage._worker.pid != worker


def test_a_worker_that_was_killed_is_replaced_without_a_word(cage):
    cage.draft("text/html", PAGE)
    cage._worker.kill()
    assert cage.draft("text/html", PAGE).blocks


def test_a_page_that_takes_too_long_is_one_refusal_and_the_next_is_read(cage, monkeypatch):
    monkeypatch.setattr(cage, "_seconds", 0.001)
    with pytest.raises(SourceError, match=r"longer than 0\.001 s to read; save only"):
        cage.draft("text/html", SLOW)
    monkeypatch.undo()
    assert cage.draft("text/html", PAGE).blocks


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
def test_a_page_that_wants_too_much_memory_is_one_refusal():
    with closing(Cage(megabytes=230, seconds=60.0)) as small:
        with pytest.raises(SourceError, match=r"memory|ended the process"):
            small.draft("text/html", b"<p>" + b"<a href=/x>x</a> " * 150_000)
        assert small.draft("text/html", PAGE).blocks


def test_a_refusal_keeps_its_words():
    with pytest.raises(SourceError, match="no article text was found"):
        caged("text/html", b"<html><body></body></html>")


def test_a_draft_survives_the_way_through_json():
    from dataclasses import asdict
    from json import dumps, loads

    draft = READERS["text/html"](PAGE)
    assert draft_from(loads(dumps(asdict(draft)))) == draft


def test_threads_take_turns(cage):
    found = []
    threads = [threading.Thread(target=lambda: found.append(cage.draft("text/html", PAGE).title)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["Quay closed"] * 4


PARENT = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job would ignore it
from ingest.cage import Cage
cage = Cage()
cage.draft("text/html", sys.argv[1].encode())
print(cage._worker.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("how", ["SIGINT", "SIGKILL"])
def test_the_worker_ends_with_its_parent(how):
    root = str(Path(ingest.__file__).parent.parent)
    environment = {**os.environ, "PYTHONPATH": root}
    line = [sys.executable, "-c", PARENT, PAGE.decode()]
    parent = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    worker = int(parent.stdout.readline())
    parent.send_signal(getattr(signal, how))
    parent.wait()
    parent.stdout.close()
    assert ends(worker)


def ends(pid, seconds=10.0):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if Path(f"/proc/{pid}/stat").exists() and ") Z " in Path(f"/proc/{pid}/stat").read_text():
            return True
        threading.Event().wait(0.05)
    return False


def test_the_worker_never_loads_a_model():
    code = "import sys; from ingest import extract, webpages; webpages.warm(); print(*sys.modules)"
    root = str(Path(ingest.__file__).parent.parent)
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert {"torch", "sentence_transformers", "chromadb", "langchain_core"}.isdisjoint(done.stdout.split())
