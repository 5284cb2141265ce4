import pytest

from ingest.errors import LibraryBusy
from ingest.locks import Lock, writing


def test_who_is_turned_away_is_told_the_holder(tmp_path):
    holder, other = Lock(tmp_path / "a.lock"), Lock(tmp_path / "a.lock")
    with (
        writing(holder, tmp_path),
        pytest.raises(LibraryBusy, match=f"process {holder.holder} is writing"),
        writing(other, tmp_path),
    ):
        pass
    assert holder.holder == "unknown"
    assert other.acquire()


def test_a_holder_that_cannot_be_noted_holds_the_lock_all_the_same(tmp_path):
    (tmp_path / "a.pid").mkdir()  # in the place of the note, which can then be neither written nor deleted
    holder, other = Lock(tmp_path / "a.lock"), Lock(tmp_path / "a.lock")
    assert holder.acquire()
    assert not other.acquire()
    assert other.holder == "unknown"
    holder.release()
    assert other.acquire()
    other.release()
