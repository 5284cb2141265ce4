"""A limit on how large a file may grow (`ulimit -f`), met while articles are stored."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench._invariants import Acknowledged, violations

ROOT = Path(__file__).parent.parent.parent
COMMAND = """
import resource, sys
from pathlib import Path
from bench import _faulted
from ingest import languages
most, warmed, library, *words = sys.argv[1:]
_faulted.stand_in(0, indexed=False)
if warmed == "warmed":
    languages.detected("The ferry left the quay at nine on Monday, an hour late, the port office said.")
if int(most):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
sys.exit(_faulted.run(words, Path(library)))
"""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")


@pytest.fixture
def limited(tmp_path):
    """Run a command in a process whose files may have so many bytes at most, 0 for any number."""

    def run(most, *words, warmed=True):
        line = [
            sys.executable, "-c", COMMAND, str(most), "warmed" if warmed else "cold", str(tmp_path / "library"), *words
        ]  # fmt: skip
        return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)

    return run


@pytest.fixture
def ledgers(write):
    rows = [
        {"id": str(one), "text": f"Clerk {one} kept ledger {one}.\n\n{f'He wrote on line {one} that day. ' * 90}"}
        for one in range(30)
    ]
    return str(write("ledgers.jsonl", "\n".join(map(json.dumps, rows))))


def stored(done):
    told = [json.loads(line) for line in done.stdout.splitlines()]
    return [one["article_id"] for one in told if one.get("outcome") in {"added", "unchanged", "duplicate"}]


@pytest.mark.parametrize("most", [20_000, 500_000])
def test_it_is_told_in_one_line_nothing_stored_is_lost_and_a_later_run_goes_on(limited, ledgers, tmp_path, most):
    from fakes import FakeEmbedder

    done = limited(most, "add", ledgers, "--json", "--quiet")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert "library" in done.stderr
    assert f"let files grow beyond {most / 1e6:.1f} MB here (ulimit -f)" in done.stderr
    assert violations(tmp_path / "library", FakeEmbedder(), Acknowledged(stored(done))) == []
    again = limited(0, "add", ledgers, "--json", "--quiet")
    assert (again.returncode, again.stderr, len(stored(again))) == (0, "", 30)
    assert violations(tmp_path / "library", FakeEmbedder(), Acknowledged(stored(again))) == []


def test_where_no_model_can_be_unpacked_that_is_told_and_not_taken_for_the_output(limited, ledgers):
    done = limited(500_000, "add", ledgers, "--json", "--quiet", warmed=False)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert "tells languages apart" in done.stderr
    assert "0.5 MB here (ulimit -f)" in done.stderr
