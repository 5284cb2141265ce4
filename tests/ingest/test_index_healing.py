"""What the index does about damage, by itself, while exact answers go on."""

import shutil
import sys
import threading

import numpy as np
import pytest
from healing import DIMENSION, add, answers, copied, folder_of, here, index_of, stored

from bench import _stocked
from bench._damages import KINDS
from ingest import apart, scribe
from ingest.collection import BLOCK, Collection
from ingest.errors import IndexBroken
from ingest.generations import contents, read_state
from ingest.index import ASKED_AGAIN
from ingest.locks import Lock
from ingest.scribe import CANARIES

CHROMAS_MOST = 5461
PROVED, WRITTEN = apart.proved, apart.written  # in processes of their own


@pytest.fixture(autouse=True)
def indexes_in_this_process():
    """Only where a test says so: here processes of their own are what is claimed."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return stored(tmp_path_factory.mktemp("whole") / "library")


@pytest.fixture
def index(whole, tmp_path):
    opened = copied(whole, tmp_path / "library")
    yield opened
    opened.close()
    opened._library.close()


def damage(index, kind):
    KINDS[kind](folder_of(index))


def heals(index):
    """Whether Chroma answers again once the upkeep that a search has asked for is over."""
    index._behind.wait()
    found, exact = answers(index)
    return index.state == "healthy" and found == exact


AT_START = [
    "data_level0.bin cut by half", "data_level0.bin, 1 bit flipped", "segment directory removed",
    "chroma.sqlite3 without half of its rows", "chroma.sqlite3 beside a foreign journal", "STATE with ids that are not there",
    "CURRENT at ../",
]  # fmt: skip


@pytest.mark.parametrize("kind", AT_START)
def test_damage_is_found_before_chroma_answers_and_is_healed(index, kind):
    damage(index, kind)
    assert not index.open()
    assert "builds it anew" in index.state
    assert answers(index)[0] is None
    assert index.open(build=True)
    found, exact = answers(index)
    assert found == exact


@pytest.mark.parametrize("kind", ["data_level0.bin cut by half", "chroma.sqlite3 zeroed", "index folder removed"])
def test_damage_in_use_is_noticed_by_the_next_search_and_healed_behind_it(index, kind):
    assert index.open(build=True)
    assert answers(index)[0] == answers(index)[1]
    damage(index, kind)
    assert answers(index)[0] is None
    assert heals(index)


def test_answers_are_exact_while_the_index_is_built(index, monkeypatch):
    assert index.open(build=True)
    begun, go = threading.Event(), threading.Event()
    written = apart.written

    def slow(*given):
        begun.set()
        assert go.wait(60)
        return written(*given)

    monkeypatch.setattr(apart, "written", slow)
    damage(index, "generation removed")
    assert answers(index)[0] is None
    assert begun.wait(60)
    assert answers(index)[0] is None
    go.set()
    assert heals(index)


def test_who_asks_once_never_builds(index):
    damage(index, "data_level0.bin zeroed")
    assert not index.open()
    assert answers(index)[0] is None
    index._behind.wait()
    assert not list(folder_of(index).glob("gen-0002"))


def test_however_often_it_is_damaged_one_folder_is_kept_of_that(index):
    for kind in ("data_level0.bin zeroed", "header.bin zeroed", "STATE removed"):
        damage(index, kind)
        assert index.open(build=True)
        index.close()
    assert {path.name for path in folder_of(index).iterdir() if path.is_dir()} == {"gen-0004", "damaged"}


def test_a_build_that_is_cut_off_leaves_the_old_generation_or_none(index, monkeypatch):
    assert index.open(build=True)
    before = (folder_of(index) / "CURRENT").read_text()
    monkeypatch.setattr(apart, "written", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        index.rebuild()
    assert (folder_of(index) / "CURRENT").read_text() == before
    monkeypatch.undo()
    here(monkeypatch)
    assert index.open()
    assert answers(index)[0] == answers(index)[1]


def test_what_a_killed_build_left_is_never_taken_for_whole(index):
    left = folder_of(index) / "gen-0007"
    shutil.copytree(folder_of(index) / "gen-0001", left)
    scribe.write_state(left, scribe.replace(read_state(left), whole=False))
    (folder_of(index) / "CURRENT").write_text(left.name)
    assert not index.open()
    assert "half written" in index.state


def test_another_chromadb_builds_the_index_anew(index, monkeypatch):
    monkeypatch.setattr("ingest.scribe.version", lambda: "99.0")
    assert not index.open()
    assert "another version" in index.state
    assert index.open(build=True)
    assert read_state(folder_of(index) / "gen-0002").chromadb == "99.0"


def test_vectors_of_another_model_build_the_index_anew(index, monkeypatch):
    monkeypatch.setattr(index._vectors, "model", "another")
    assert not index.open()
    assert "another embedding model" in index.state


def test_a_disk_that_takes_nothing_more_leaves_the_exact_answers(index, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    damage(index, "data_level0.bin zeroed")
    monkeypatch.setattr(apart, "written", full)
    assert not index.open(build=True)
    assert "No space left" in index.state
    assert answers(index)[0] is None
    index._behind.wait()
    assert not list(folder_of(index).glob("gen-*"))


def test_an_old_chunk_that_gets_its_vector_late_is_found(index):
    index._library.database.connection.execute("DELETE FROM embeddings WHERE chunk_id = 4")
    index._library.database.connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'revision'")
    assert index.open(build=True)
    index.catch_up()
    blob = _stocked.made(150, DIMENSION, 0)[3].astype("<f4").tobytes()
    index._library.add_embeddings(_stocked.MODEL, DIMENSION, [(4, blob)])
    found, exact = answers(index)
    assert found == exact
    assert 4 in dict(found)


def test_a_damaged_vector_of_the_library_stays_out_of_the_index(index):
    blob = np.full(DIMENSION, np.nan, dtype="<f4").tobytes()
    index._library.database.connection.execute("UPDATE embeddings SET vector = ? WHERE chunk_id = 9", (blob,))
    assert index.rebuild()
    assert 9 not in index._serving.known
    index.catch_up()
    assert answers(index)[0] == answers(index)[1]


def test_what_another_process_adds_in_numbers_is_taken_up_behind_the_searches(index, monkeypatch):
    monkeypatch.setattr("ingest.index.LAG", 50)
    assert index.open(build=True)
    add(index._library, 60, seed=5)
    assert answers(index)[0] == answers(index)[1]
    index._behind.wait()
    assert not index.behind()
    assert heals(index)


def test_who_reads_the_folder_with_another_client_does_no_damage(index):
    assert index.open()
    index.close()
    generation = folder_of(index) / "gen-0001"
    Collection(generation).close()
    assert contents(generation) == read_state(generation).files
    assert index.open()


@pytest.mark.parametrize(
    ("code", "patience", "told"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", 60.0, "ended by signal 11"),
        ("import time; time.sleep(60)", 1.0, "took longer"),
        ("raise SystemExit(9)", 60.0, "exit code 9"),
    ],
)
def test_a_look_that_crashes_hangs_or_fails_is_a_reason_not_to_trust(tmp_path, monkeypatch, code, patience, told):
    monkeypatch.setattr(apart, "PROBE_SECONDS", patience)
    monkeypatch.setattr(apart, "_command", lambda *_: [sys.executable, "-c", code])
    assert told in PROVED(tmp_path, apart.Proof({}, []))


def test_a_writer_that_crashes_takes_nobody_along(tmp_path, monkeypatch):
    code = "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"
    monkeypatch.setattr(apart, "_command", lambda *_: [sys.executable, "-c", code])
    with pytest.raises(IndexBroken, match="signal 11"):
        WRITTEN(tmp_path, apart.Work([], [], 0), apart.Writer(), lambda: False)


def test_a_process_of_its_own_writes_and_proves_a_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(apart, "proved", PROVED)
    monkeypatch.setattr(apart, "written", WRITTEN)
    library = _stocked.stocked(tmp_path / "library", 60, DIMENSION)
    index = index_of(library)
    assert index.rebuild()
    found, exact = answers(index)
    assert found == exact
    index.close()
    library.close()


def test_blocks_stay_below_what_chroma_takes_at_once():
    assert BLOCK < CHROMAS_MOST


def in_the_middle(index, monkeypatch):
    """A search finds the index broken while it is being caught up."""
    lacking = index._scribe.lacking

    def and_searched(known):
        change = lacking(known)
        with monkeypatch.context() as patch:
            patch.setattr(Collection, "finds", lambda *_: False)
            assert answers(index)[0] is None
        return change

    monkeypatch.setattr(index._scribe, "lacking", and_searched)


@pytest.mark.parametrize("came", [5, 0])
def test_an_index_that_a_search_has_given_up_is_neither_written_nor_taken_into_use(index, monkeypatch, came):
    assert index.open()
    add(index._library, came, seed=11)
    index._library.database.connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'revision'")
    before = read_state(folder_of(index) / "gen-0001")
    in_the_middle(index, monkeypatch)
    index.catch_up()
    assert read_state(folder_of(index) / "gen-0001") == before
    assert index._serving is None
    assert index.state == "failing: known vectors do not find themselves in it"


def test_an_index_that_is_taken_again_the_moment_a_search_gives_it_up_stays_locked(index, monkeypatch):
    assert index.open()
    given_up, release, finds = index._lock, Lock.release, Collection.finds
    found = iter([False] * (1 + CANARIES))

    def and_taken(lock):
        release(lock)
        if lock is given_up:
            assert index.open()

    monkeypatch.setattr(Lock, "release", and_taken)
    monkeypatch.setattr(Collection, "finds", lambda *given: next(found, True) and finds(*given))
    assert answers(index)[0] is None
    assert index.state == "healthy"
    assert not Lock(folder_of(index) / "index.lock").acquire()


def not_led_to(monkeypatch, ids):
    """No search is led to some chunks: the graph of neighbours is an approximation."""
    here(monkeypatch)
    finds = Collection.finds
    monkeypatch.setattr(Collection, "finds", lambda self, one, vector: one not in ids and finds(self, one, vector))


def test_a_graph_that_leads_to_nearly_all_known_vectors_is_built_taken_into_use_and_goes_on_answering(
    index, monkeypatch
):
    ids, _ = index._vectors.current()
    not_led_to(monkeypatch, set(ids[::10].tolist()))
    assert index.rebuild()
    index.close()
    assert index.open()
    for _ in range(2 * ASKED_AGAIN):
        found, exact = answers(index)
        assert found == exact
    assert index.state == "healthy"


def test_one_article_that_no_search_is_led_to_does_not_have_the_index_built_anew(index, monkeypatch):
    assert index.open(build=True)
    generation = index._serving.generation
    before, _ = index._vectors.current()
    add(index._library, 1, seed=12)
    after, _ = index._vectors.current()
    not_led_to(monkeypatch, set(after.tolist()) - set(before.tolist()))
    index.catch_up()
    assert (index.state, index._serving.generation) == ("healthy", generation)


def test_vectors_that_are_not_found_and_do_not_stand_there_are_damage(index):
    assert index.open(build=True)
    collection = index._serving.collection
    canaries = index._scribe.canaries(index._serving.known, CANARIES)
    assert collection.leads_to(canaries)
    collection.remove([canaries[0][0]])
    assert not collection.leads_to(canaries)
    one, other = canaries[1], canaries[2]
    assert collection.holds(*one)
    assert not collection.holds(one[0], other[1])
    assert not collection.holds(one[0], 7 * one[1])
