"""Each protection of the index is switched off, and what it keeps away is seen to happen."""

import contextlib

import numpy as np
import pytest
from healing import DIMENSION, add, answers, asked, copied, folder_of, index_of, stored

from bench import _stocked
from bench._damages import KINDS
from ingest import apart, generations, scribe
from ingest.collection import Collection
from ingest.generations import Generations, contents, read_state
from ingest.locks import Lock


class Killed(BaseException):
    """The end of a process, as far as what is on the disk goes."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return stored(tmp_path_factory.mktemp("whole") / "library")


@pytest.fixture
def index(whole, tmp_path):
    opened = copied(whole, tmp_path / "library")
    yield opened
    opened.close()
    opened._library.close()


def without_digests(monkeypatch, index):
    """Files are taken as they are."""
    files = read_state(folder_of(index) / "gen-0001").files
    monkeypatch.setattr(apart, "contents", lambda _: files)


def without_canaries(monkeypatch):
    monkeypatch.setattr(Collection, "finds", lambda *_: True)


def without_watch(monkeypatch):
    monkeypatch.setattr("ingest.serving.Serving.watch", lambda _: None)


def without_doubts(monkeypatch):
    """What Chroma names is taken for all that there is."""
    monkeypatch.setattr("ingest.index._is_sure", lambda *_: True)


def wrongly_answered(index):
    found, exact = answers(index)
    return found is not None and found != exact


# "segment directory removed" is the silent kind: Chroma opens it, counts every row, raises nothing, and finds none of them.


def test_without_digests_known_vectors_still_tell_and_without_both_answers_are_wrong(index, monkeypatch):
    KINDS["segment directory removed"](folder_of(index))
    assert not index.open()
    assert "not those that were written" in index.state
    without_digests(monkeypatch, index)
    assert not index.open()
    assert "known vectors are not found" in index.state
    without_canaries(monkeypatch)
    without_watch(monkeypatch)
    assert index.open()
    assert answers(index)[0] is None  # too few candidates to be sure of
    without_doubts(monkeypatch)
    assert wrongly_answered(index)


def test_without_digests_a_change_that_the_known_vectors_miss_gets_in(index, monkeypatch):
    KINDS["chroma.sqlite3 without half of its rows"](folder_of(index))
    assert not index.open()
    without_digests(monkeypatch, index)
    assert index.open()


def crowded(index):
    """Chunks as near to the question as can be, which another process has taken out since."""
    vector = asked(index)
    near = np.stack([vector] * 60) + 0.001 * np.random.default_rng(0).normal(size=(60, DIMENSION)).astype(np.float32)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_stocked, "made", lambda *_: near / np.linalg.norm(near, axis=1, keepdims=True))
        add(index._library, 60, seed=8)
    index.catch_up()
    for article in ("8-0", "8-50"):
        index._library.remove(article)


def test_without_doubts_chunks_that_went_crowd_out_those_that_are_there(index, monkeypatch):
    assert index.open(build=True)
    crowded(index)
    assert answers(index)[0] is None
    without_doubts(monkeypatch)
    assert wrongly_answered(index)


def test_without_a_watch_damage_in_use_is_written_down_as_sound(index, monkeypatch):
    assert index.open(build=True)
    generation = folder_of(index) / "gen-0001"
    KINDS["chroma.sqlite3 without half of its rows"](folder_of(index))
    index.catch_up()  # nothing to do, so nothing is written
    add(index._library, 5, seed=6)
    index._heals = False
    index.catch_up()
    assert "changed while it was in use" in index.state
    assert contents(generation) != read_state(generation).files
    without_watch(monkeypatch)
    monkeypatch.setattr(apart, "proved", lambda *_: "")
    without_canaries(monkeypatch)
    assert index.open()
    index.catch_up()
    assert contents(generation) == read_state(generation).files


def cut_off(monkeypatch, index):
    """A process that is killed while it adds rows: some are in, some are not."""
    add(index._library, 20, seed=7)
    whole_add = Collection.add

    def half(collection, rows):
        whole_add(collection, rows[: len(rows) // 2])
        raise Killed

    with monkeypatch.context() as patch, contextlib.suppress(Killed):
        patch.setattr(Collection, "add", half)
        index.catch_up()


def test_without_its_mark_a_half_written_generation_looks_like_any_other(index, monkeypatch):
    assert index.open()
    cut_off(monkeypatch, index)
    assert not index.open()
    assert "half written" in index.state


def test_without_its_mark_a_half_written_generation_is_taken_for_whole(index, monkeypatch):
    whole_state = scribe.write_state
    monkeypatch.setattr(scribe, "write_state", lambda at, state: whole_state(at, state) if state.whole else None)
    without_digests(monkeypatch, index)
    assert index.open()
    cut_off(monkeypatch, index)
    assert index.open()
    lacking = index._serving.known.size
    assert index._serving.collection.ids().size > lacking  # rows of which the index knows nothing


def test_without_what_is_known_present_rows_are_written_again(index, monkeypatch):
    written, whole_add = [], Collection.add

    def noted(collection, rows):
        written.extend(row.id for row in rows)
        whole_add(collection, rows)

    monkeypatch.setattr(Collection, "add", noted)
    assert index.open()
    present = set(index._serving.known.tolist())
    add(index._library, 5, seed=9)
    index.catch_up()
    assert written
    assert not present & set(written)
    index.close()
    written.clear()
    everything = scribe.Scribe.lacking
    monkeypatch.setattr(scribe.Scribe, "lacking", lambda self, _: everything(self, np.empty(0, np.int64)))
    without_digests(monkeypatch, index)
    without_canaries(monkeypatch)
    assert index.open()
    add(index._library, 5, seed=10)
    index.catch_up()
    assert present & set(written)


def test_without_the_rename_a_pointer_that_is_cut_off_names_nothing(tmp_path, monkeypatch):
    places = Generations(tmp_path)
    old = places.fresh()
    places.publish(old)
    new = places.fresh()

    def killed(*_):
        raise Killed

    def cut_off_in_place(file, _):
        file.open("w").close()
        raise Killed

    monkeypatch.setattr("pathlib.Path.replace", killed)
    with pytest.raises(Killed):
        places.publish(new)
    assert places.current() == old
    monkeypatch.setattr(generations, "write_whole", cut_off_in_place)
    with pytest.raises(Killed):
        places.publish(new)
    assert places.current() is None


def test_what_is_published_has_reached_the_disk_before_the_pointer_names_it(tmp_path, monkeypatch):
    reached = []
    monkeypatch.setattr("os.fsync", lambda handle: reached.append(handle))
    places = Generations(tmp_path)
    new = places.fresh()
    (new / "graph.bin").write_bytes(b"graph")
    pointer = generations.write_whole
    monkeypatch.setattr(generations, "write_whole", lambda *given: (reached.append("pointer"), pointer(*given)))
    places.publish(new)
    assert len(reached[: reached.index("pointer")]) == 2  # its file and its folder
    assert len(reached[reached.index("pointer") + 1 :]) == 2  # the pointer and the folder that it lies in


def test_without_its_lock_an_index_is_open_twice_at_once(index, monkeypatch):
    assert index.open()
    other = index_of(index._library)
    assert not other.open()
    assert "in use by process" in other.state
    monkeypatch.setattr(Lock, "acquire", lambda _: True)
    assert other.open()
    other.close()


def test_a_lock_whose_holder_cannot_be_noted_is_held_all_the_same(tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_text", full)
    lock = Lock(tmp_path / "one.lock")
    assert lock.acquire()
    assert lock.held
    lock.release()
    assert not lock.held
