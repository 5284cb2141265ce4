"""A command that is told to stop, as a process of its own."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.locks import Lock
from ui import stopping
from ui.stopping import TOLD

ROOT = Path(__file__).parent.parent.parent
WORK = """
import sys, threading
from pathlib import Path
from ingest.locks import Lock, writing
from ui import stopping
stopping.SECONDS = float(sys.argv[2])
with stopping.heeded(), writing(Lock(Path(sys.argv[1]) / "writer.lock"), Path(sys.argv[1])):
    try:
        print("at work", flush=True)
        threading.Event().wait(20)
    finally:
        HELD_UP
"""


def heard():
    """Every signal as in a terminal, also where what runs these tests ignores some."""
    for name in stopping.NAMES:
        signal.signal(getattr(signal, name), signal.SIG_DFL)


def at_work(folder, held_up="pass", before=heard, seconds=0.2):
    code = WORK.replace("HELD_UP", held_up)
    line = [sys.executable, "-c", code, str(folder), str(seconds)]
    process = subprocess.Popen(
        line, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=before
    )
    assert process.stdout.readline() == "at work\n"
    return process


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_told_to_stop_it_gives_the_lock_back_says_one_line_and_ends_with_the_signals_code(tmp_path, name):
    number = getattr(signal, name)
    process = at_work(tmp_path)
    process.send_signal(number)
    assert process.communicate(timeout=20)[1] == f"{TOLD}\n"
    assert process.returncode == 128 + number
    assert not (tmp_path / "writer.pid").exists()
    assert Lock(tmp_path / "writer.lock").acquire()


def test_what_holds_the_end_up_is_cut_off(tmp_path):
    process = at_work(tmp_path, held_up="threading.Event().wait(60)")
    process.send_signal(signal.SIGTERM)
    assert process.communicate(timeout=20)[1] == f"{TOLD}\n"
    assert process.returncode == 143


def test_told_twice_it_ends_at_once(tmp_path):
    process = at_work(tmp_path, held_up="print('tidies up', flush=True); threading.Event().wait(60)", seconds=60)
    process.send_signal(signal.SIGTERM)
    assert process.stdout.readline() == "tidies up\n"
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert process.returncode == 143


def test_a_hang_up_that_is_ignored_stays_ignored(tmp_path):
    process = at_work(tmp_path, before=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    process.send_signal(signal.SIGHUP)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    assert process.returncode == 143
