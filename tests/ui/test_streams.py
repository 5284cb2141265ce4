"""A command whose output goes nowhere, or to where not every letter can be shown, as a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui import streams

ROOT = Path(__file__).parent.parent.parent
ROW = '{"title": "Причал закрыт 😀", "source": "Port Post", "text": "The quay was closed on Monday after a storm."}'


@pytest.fixture
def told(briefing, write, tmp_path):
    """Run `briefing articles` over a library of one article by a shell."""
    briefing("add", str(write("a.jsonl", ROW)))

    def run(after, **environment):
        line = f"exec {sys.executable} -m ui.cli articles --library {tmp_path / 'library'} {after}"
        return subprocess.run(
            line, shell=True, cwd=ROOT, env=os.environ | environment, capture_output=True, check=False
        )

    return run


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_is_told_in_one_line(told):
    done = told("> /dev/full")
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"cannot write the output: No space left" in done.stderr


def test_a_closed_output_is_no_fault(told):
    done = told(">&- 2>&-")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_letters_that_cannot_be_shown_are_written_as_their_numbers_and_json_stays_json(told):
    assert b"\\u041f" in told("", PYTHONIOENCODING="ascii").stdout
    assert json.loads(told("--json", PYTHONIOENCODING="latin-1").stdout)["title"] == "Причал закрыт 😀"


def test_a_reader_that_goes_away_is_no_news(capsys):
    assert streams.lost(BrokenPipeError(32, "Broken pipe")) == 1
    assert capsys.readouterr().err == ""
    assert streams.lost(FileNotFoundError(2, "No such file")) is None


def test_what_cannot_be_written_within_the_library_is_not_taken_for_the_output(briefing, write, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.disk_usage", full)
    code, _, err = briefing("add", str(write("a.jsonl", ROW)))
    assert (code, err.count("\n")) == (1, 1)
    assert "No space left on device" in err
    assert "output" not in err
