"""SIGKILL at random moments of an ingest and at single calls of the system, and disks that fail; then the same command is run again.

`make faults` does the same to every command, at every call.
"""

import functools
import json
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fakes import FakeEmbedder

from bench._invariants import Acknowledged, violations
from ingest.library import Library

CHILD = """
import sys
sys.path[:0] = {folders!r}
from fakes import FakeEmbedder
from pathlib import Path
from ingest import languages
from ingest.errors import LibraryError
from ingest.library import Library
from ingest.pipeline import ingest
languages.detected = lambda text: ("en", 1.0)  # loading the real one would take up the time before each kill
try:
    library = Library.open(Path(sys.argv[1]), create=True)
    with library.writing():
        for outcome in ingest([sys.argv[2]], library, FakeEmbedder):
            print(outcome.article_id, outcome.outcome, flush=True)
    library.close()
except LibraryError as error:
    sys.exit(str(error))
"""
ARTICLES, FEW = 60, 8
KILLS = 20
STRIKES = ["pwrite64:signal=KILL:when=400", "fdatasync:signal=KILL:when=7", "unlink:signal=KILL:when=1"]


class Remembering(FakeEmbedder):
    """Makes each vector once, however often it is looked at."""

    embed_query = functools.cache(FakeEmbedder.embed_query)


EMBEDDER = Remembering()


@pytest.fixture
def articles(write):
    """A file of so many articles."""

    def written(count):
        rows = [
            {"id": str(n), "text": "\n\n".join(f"Article {n} paragraph {p} says {n * p} things." for p in range(8))}
            for n in range(count)
        ]
        return write("a.jsonl", "\n".join(json.dumps(row) for row in rows))

    return written


def test_after_twenty_kills_nothing_is_lost_doubled_or_half_in(articles, tmp_path):
    source, folder, acknowledged = articles(ARTICLES), tmp_path / "library", set()
    chance = random.Random(7)
    for _ in range(KILLS):
        acknowledged |= killed(folder, source, after=chance.uniform(0.05, 0.9))
        assert violations(folder, EMBEDDER, Acknowledged(acknowledged)) == []
    assert_run_again_completes(folder, source, ARTICLES)


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
@pytest.mark.parametrize("strike", STRIKES)
def test_after_a_kill_at_a_single_call_nothing_is_lost(strike, articles, tmp_path):
    source = articles(FEW)
    out, _, code = struck(tmp_path / "library", source, strike)
    assert code == -9
    assert violations(tmp_path / "library", EMBEDDER, Acknowledged(whole_lines(out))) == []
    assert_run_again_completes(tmp_path / "library", source, FEW)


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
def test_a_disk_that_fails_is_named_in_a_line_and_takes_nothing_that_was_stored(articles, tmp_path):
    source = articles(FEW)
    out, told, code = struck(tmp_path / "library", source, "fdatasync:error=EIO:when=9+")
    assert code == 1
    assert told.startswith("cannot write to the library file")
    assert told.count("\n") == 1
    assert whole_lines(out)
    assert violations(tmp_path / "library", EMBEDDER, Acknowledged(whole_lines(out))) == []
    assert_run_again_completes(tmp_path / "library", source, FEW)


def run(folder, source, *before, stderr=None):
    tests = Path(__file__).parent.parent
    line = [sys.executable, "-c", CHILD.format(folders=[str(tests), str(tests.parent)]), str(folder), str(source)]
    return subprocess.Popen([*before, *line], stdout=subprocess.PIPE, stderr=stderr, text=True)


def killed(folder, source, after):
    child = run(folder, source)
    time.sleep(after)
    child.kill()
    return whole_lines(child.communicate()[0])


def struck(folder, source, strike):
    call = strike.partition(":")[0]
    trace = ["strace", "-qq", "-f", "-o", str(folder.parent / "calls"), "-e", f"trace={call}"]
    child = run(folder, source, *trace, "-e", f"inject={strike}", stderr=subprocess.PIPE)
    return (*child.communicate(), child.returncode)


def whole_lines(out):
    """The articles that were acknowledged: a last line cut in the middle is none."""
    return {line.split()[0] for line in out.splitlines(keepends=True) if line.endswith("\n")}


def assert_run_again_completes(folder, source, count):
    child = run(folder, source)
    out, _ = child.communicate()
    assert child.returncode == 0
    assert violations(folder, EMBEDDER, Acknowledged(whole_lines(out))) == []
    library = Library.open(folder)
    assert library.count("articles") == count
    assert library.count("paragraphs") == 8 * count
    library.close()
