"""Locks between processes: who holds one is named and waited for, who is dead holds none."""

import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ingest import database, leftover
from ingest.database import Database
from ingest.errors import LibraryBusy, LibraryError
from ingest.library import Library
from ingest.locks import Lock, Patience, writing

HOLD = "import sys; from pathlib import Path; from ingest.locks import Lock; lock = Lock(Path(sys.argv[1])); assert lock.acquire(); print('held', flush=True); sys.stdin.read()"  # fmt: skip


@pytest.fixture
def holder(tmp_path):
    """A process that holds a lock until its input ends."""
    line = [sys.executable, "-c", HOLD, str(tmp_path / "writer.lock")]
    root = Path(__file__).parent.parent.parent
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_who_holds_a_lock_is_named_and_keeps_it(holder, tmp_path):
    lock = Lock(tmp_path / "writer.lock")
    with pytest.raises(LibraryBusy, match=f"process {holder.pid} is writing") as busy, writing(lock, tmp_path):
        pytest.fail("two write at once")
    assert busy.value.holder == str(holder.pid)


def test_the_lock_of_a_killed_process_is_taken_over(holder, tmp_path):
    holder.kill()
    holder.wait()
    lock = Lock(tmp_path / "writer.lock")
    assert lock.holder == str(holder.pid)  # what it left says nothing of who holds the lock
    assert lock.acquire()
    assert lock.holder == str(os.getpid())
    lock.release()


def test_a_number_left_behind_that_names_a_living_process_holds_nothing(tmp_path):
    (tmp_path / "writer.pid").write_text(str(os.getppid()))
    with writing(Lock(tmp_path / "writer.lock"), tmp_path):
        assert (tmp_path / "writer.pid").read_text() == str(os.getpid())


def test_who_is_patient_is_told_of_the_holder_once_and_writes_when_it_is_done(holder, tmp_path):
    told = []

    def hear(process):
        told.append(process)
        holder.stdin.close()

    with writing(Lock(tmp_path / "writer.lock"), tmp_path, Patience(20, hear)):
        assert told == [str(holder.pid)]


def test_eight_that_make_one_library_in_the_same_moment_all_get_it(tmp_path):
    start, failures = threading.Barrier(8), []

    def make(folder):
        start.wait()
        try:
            Library.open(folder, create=True).close()
        except LibraryError as error:
            failures.append(error)

    for number in range(12):
        threads = [threading.Thread(target=make, args=(tmp_path / str(number),)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failures == []


def test_a_library_that_this_process_opens_just_then_is_not_searched_for_a_log_left_behind(tmp_path, monkeypatch):
    path, searched, prepare = tmp_path / "library.sqlite", [], Database._prepare
    monkeypatch.setattr(leftover, "refuse_damaged", searched.append)

    def prepared(opened):
        monkeypatch.setattr(Database, "_prepare", prepare)
        Database.open(path).close()
        prepare(opened)

    monkeypatch.setattr(Database, "_prepare", prepared)
    Database.open(path).close()
    assert searched == [path]


def test_a_library_that_another_process_makes_just_then_is_waited_for():
    class Refused:
        """A connection that is refused its first wish, as SQLite does without waiting."""

        asked = 0

        def execute(self, _):
            self.asked += 1
            if self.asked == 1:
                busy = sqlite3.OperationalError("database is locked")
                busy.sqlite_errorcode = sqlite3.SQLITE_BUSY
                raise busy

    refused = Refused()
    database._write_ahead(refused)
    assert refused.asked == 2


def test_a_holder_that_cannot_be_noted_holds_the_lock_all_the_same(tmp_path):
    (tmp_path / "a.pid").mkdir()  # in the place of the note, which can then be neither written nor deleted
    holder, other = Lock(tmp_path / "a.lock"), Lock(tmp_path / "a.lock")
    assert holder.acquire()
    assert not other.acquire()
    assert other.holder == "unknown"
    holder.release()
    assert other.acquire()
    other.release()
