"""A library's file that was damaged: found out, mended without loss or refused in words, and never a wrong answer."""

import shutil

import pytest

from bench import damaged_files
from ingest import languages

MENDED = (
    "cut by a tenth", "header zeroed", "first page zeroed", "log of another library", "-shm removed", "-shm garbage", "index page damaged",
    "articles damaged", "versions damaged", "paragraphs damaged", "chunks damaged", "searched words damaged", "searched texts gone",
    "letters within a text", "small letters made great", "texts gone", "vectors damaged", "vectors of noise",
)  # fmt: skip
REFUSED = ("cut to nothing", "a folder instead", "another program's file", "no database")
SERVED = {
    "-shm removed",
    "-shm garbage",
    "searched texts gone",
    "paragraphs damaged",
}  # answered rightly before it is mended


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(languages, "detected", lambda _: ("en", 1.0))
        return damaged_files.prepared(tmp_path_factory.mktemp("known"), 9)


@pytest.fixture
def measured(known, tmp_path):
    return lambda kind, seed=1: damaged_files.measured(kind, known, tmp_path, seed)


@pytest.mark.parametrize("kind", MENDED)
def test_what_can_be_made_whole_is_and_nothing_is_lost(measured, known, kind):
    found = measured(kind)
    assert found["before"]["wrong"] == found["before"]["trace"] == 0
    assert found["after"]["right"] == len(known.answers), found["steps"]
    assert found["lost"] == 0
    assert found["told"] or kind in SERVED, found["steps"]


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_library_any_more_is_refused_in_words_and_left_as_it_is(measured, known, kind):
    found = measured(kind)
    assert found["before"]["refused"] == found["after"]["refused"] == len(known.answers)
    assert all("refused" in step for step in found["steps"])
    assert not found["kept"]


@pytest.mark.parametrize("kind", ["cut by half", "200 bits flipped", "a page zeroed"])
def test_what_is_lost_for_good_is_named_and_the_damaged_file_kept(measured, kind):
    found = measured(kind)
    for answers in (found["before"], found["after"]):
        assert answers["wrong"] == answers["trace"] == 0
    assert found["silent"] == []
    assert found["kept"], found["steps"]


@pytest.mark.parametrize("kind", ["log cut by half", "log: garbage within", "log: garbage"])
def test_writes_that_were_lost_with_the_log_are_told(measured, known, kind):
    found = measured(kind)
    assert found["before"]["refused"] == len(known.answers)
    assert "its log are lost" in found["steps"][2]["told"][0]
    assert found["kept"]
    assert found["after"]["right"] == len(known.answers)


def test_a_sound_log_of_a_process_that_was_killed_is_taken_up(known, tmp_path):
    folder = shutil.copytree(known.killed, tmp_path / "library")
    assert damaged_files.asked(folder, [])["articles"] == known.killed_articles


def test_a_last_write_that_broke_off_is_no_damage(known, tmp_path):
    folder = shutil.copytree(known.killed, tmp_path / "library")
    log = folder / "library.sqlite-wal"
    log.write_bytes(log.read_bytes() + log.read_bytes()[-5000:-4096])  # as far as it came
    assert damaged_files.asked(folder, [])["articles"] == known.killed_articles
