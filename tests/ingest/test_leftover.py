import shutil

import pytest

from ingest.leftover import HEADER, lost_frames, sound_frames
from ingest.library import FILE_NAME, Library


@pytest.fixture
def killed(library, tmp_path):
    """The folder of a library whose process was killed: its log lies beside it."""
    folder = tmp_path / "killed"
    folder.mkdir()
    for name in (FILE_NAME, f"{FILE_NAME}-wal"):
        shutil.copy(library.folder / name, folder / name)
    return folder


@pytest.mark.parametrize("written", [0, 5, HEADER, HEADER + 100])
def test_a_log_that_was_killed_before_its_first_frame_was_whole_keeps_nobody_out(killed, library, written):
    log = killed / f"{FILE_NAME}-wal"
    whole = log.read_bytes()
    assert sound_frames(whole) > 0
    library.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(library.folder / FILE_NAME, killed / FILE_NAME)
    log.write_bytes(whole[:written])
    assert (sound_frames(whole[:written]), lost_frames(whole[:written])) == (0, 0)
    opened = Library.open(killed)
    assert opened.count("articles") == 0
    opened.close()
