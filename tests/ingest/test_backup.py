import errno
import os
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest import backup, soundness
from ingest.backup import back_up, restore
from ingest.errors import LibraryError
from ingest.library import FILE_NAME, Library
from ingest.salvage import salvage

NOW = datetime(2026, 3, 10, tzinfo=UTC)
ROWS = "\n".join(
    f'{{"id": "{n}", "title": "Pier {n}", "text": "Warden Ondrel{n} counted {n} barges beside the pier on Monday."}}'
    for n in range(4)
)


@pytest.fixture
def stocked(assistant, write):
    list(assistant.add([str(write("a.jsonl", ROWS))]))
    assistant.ask("Who counted barges beside the pier?", conversation="barges")
    return assistant


def answers(assistant):
    found = [assistant.ask(f"{word} did warden Ondrel count barges beside the pier?") for word in ("When", "Where")]
    assert all(answer.claims for answer in found)
    return [[claim.text for claim in answer.claims] for answer in found]


def opened(folder):
    from fakes import FakeEmbedder

    from assistant import settings
    from assistant.assistant import Assistant

    return Assistant.open(settings.load(library=folder), embedder=FakeEmbedder())


def test_a_restored_library_answers_as_the_one_that_was_backed_up(stocked, tmp_path):
    made = back_up(stocked.library, tmp_path / "b.sqlite")
    assert (made.articles, made.conversations, made.problems) == (4, 1, ())
    restored = restore(made.file, tmp_path / "elsewhere", NOW)
    assert restored.sha256 == made.sha256
    other = opened(tmp_path / "elsewhere")
    assert answers(other) == answers(stocked)
    assert other.library.outlines() == stocked.library.outlines()
    other.close()


def test_a_backup_in_an_empty_folder_is_a_library(stocked, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    back_up(stocked.library, tmp_path / "elsewhere" / FILE_NAME)
    other = opened(tmp_path / "elsewhere")
    assert answers(other) == answers(stocked)
    other.close()


def test_a_backup_is_of_one_moment_while_others_write(library, tmp_path):
    """The two halves of a pair are written in one transaction; a backup that had one alone would be of no moment."""
    stop, began = threading.Event(), threading.Event()

    def write_pairs():
        with closing(Library.open(library.folder)) as other:
            number = 0
            while not stop.is_set():
                with other.database.transaction() as connection:
                    for half in "ab":
                        connection.execute("INSERT INTO meta VALUES (?, '')", (f"{half}{number}",))
                number += 1
                began.set()

    writer = threading.Thread(target=write_pairs)
    writer.start()
    began.wait()
    made = [back_up(library, tmp_path / f"{n}.sqlite") for n in range(3)]
    stop.set()
    writer.join()
    for one in made:
        connection = sqlite3.connect(one.file)
        ours, theirs = (
            {row[0] for row in connection.execute(f"SELECT substr(key, 2) FROM meta WHERE key GLOB '{half}[0-9]*'")}
            for half in "ab"
        )
        assert ours == theirs != set()
        connection.close()


def test_a_file_that_is_there_is_only_replaced_when_told(stocked, write):
    target = write("b.sqlite", "letters to the editor")
    with pytest.raises(LibraryError, match="give --replace"):
        back_up(stocked.library, target)
    assert target.read_text() == "letters to the editor"
    assert back_up(stocked.library, target, replace=True).articles == 4


WITHOUT_LINKS = [OSError(getattr(errno, name), name) for name in ("EPERM", "EOPNOTSUPP", "ENOSYS", "EMLINK")]


@pytest.mark.parametrize("error", [*WITHOUT_LINKS, NotImplementedError("no links here")], ids=str)
def test_a_file_system_without_hard_links_takes_a_backup(stocked, tmp_path, monkeypatch, error):
    def unlinked(*_):
        raise error

    monkeypatch.setattr(os, "link", unlinked)
    made = back_up(stocked.library, tmp_path / "b.sqlite")
    assert restore(made.file, tmp_path / "elsewhere", NOW).sha256 == made.sha256
    assert [file.name for file in tmp_path.glob("b.sqlite*")] == ["b.sqlite"]


def failing(*_):
    raise OSError(errno.EIO, "the disk fails")


def test_a_backup_that_gets_no_name_leaves_none_behind(stocked, tmp_path, monkeypatch):
    target = tmp_path / "b.sqlite"
    monkeypatch.setattr(os, "link", failing)
    with monkeypatch.context() as disk:
        disk.setattr(Path, "replace", failing)
        with pytest.raises(LibraryError, match="the disk fails"):
            back_up(stocked.library, target)
    assert list(tmp_path.glob("b.sqlite*")) == []
    assert back_up(stocked.library, target).articles == 4


def test_an_earlier_backup_stays_where_the_new_one_gets_no_name(stocked, write, monkeypatch):
    target = write("b.sqlite", "letters to the editor")
    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(LibraryError, match="the disk fails"):
        back_up(stocked.library, target, replace=True)
    assert target.read_text() == "letters to the editor"


@pytest.mark.parametrize("linked", [os.link, None])
def test_a_file_that_came_while_the_backup_was_made_stays(stocked, tmp_path, monkeypatch, linked):
    target = tmp_path / "b.sqlite"

    def late(*names):
        target.write_text("letters to the editor")
        if linked is None:
            raise OSError(errno.EOPNOTSUPP, "no links here")
        linked(*names)

    monkeypatch.setattr(os, "link", late)
    with pytest.raises(LibraryError, match="File exists"):
        back_up(stocked.library, target)
    assert target.read_text() == "letters to the editor"


def test_the_library_itself_is_no_place_for_its_backup(stocked):
    with pytest.raises(LibraryError, match="is there already"):
        back_up(stocked.library, stocked.library.database.path, replace=True)


@pytest.mark.parametrize("name", ["", "no such folder/b.sqlite"])
def test_a_place_that_is_none_is_told(stocked, tmp_path, name):
    with pytest.raises(LibraryError, match=r"is a folder|there is no folder"):
        back_up(stocked.library, tmp_path / name)


def test_a_backup_that_breaks_off_leaves_nothing(stocked, tmp_path, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_on_disk", full)
    with pytest.raises(LibraryError, match="No space left"):
        back_up(stocked.library, tmp_path / "b.sqlite")
    assert not list(tmp_path.glob("b.sqlite*"))


def test_a_backup_of_a_damaged_library_says_so(stocked, tmp_path):
    with stocked.library.database.transaction() as connection:
        connection.execute("UPDATE paragraphs SET text = replace(text, 'barges', 'bargee')")
    assert "is not what was stored" in back_up(stocked.library, tmp_path / "b.sqlite").problems[0]


def test_the_backup_of_a_damaged_library_takes_no_other_ones_place(stocked, tmp_path):
    good = back_up(stocked.library, tmp_path / "b.sqlite")
    with stocked.library.database.transaction() as connection:
        connection.execute("UPDATE paragraphs SET text = replace(text, 'barges', 'bargee')")
    with pytest.raises(LibraryError, match=r"is not what was stored.*b\.sqlite' is left as it is.*check --repair"):
        back_up(stocked.library, good.file, replace=True)
    assert [file.name for file in tmp_path.glob("b.sqlite*")] == ["b.sqlite"]
    assert restore(good.file, tmp_path / "elsewhere", NOW).sha256 == good.sha256


def test_the_library_that_was_there_is_kept(stocked, tmp_path):
    made = back_up(stocked.library, tmp_path / "b.sqlite")
    Library.open(tmp_path / "other", create=True).close()
    for _ in range(2):
        restored = restore(made.file, tmp_path / "other", NOW)
        assert restored.before.exists()
    assert len(list((tmp_path / "other").glob("*.before-2026-03-10*"))) == 2


def test_a_library_whose_file_was_lost_can_be_restored(stocked, tmp_path):
    made = back_up(stocked.library, tmp_path / "b.sqlite")
    stocked.close()
    stocked.library.database.path.unlink()
    assert restore(made.file, stocked.library.folder, NOW).before is None
    other = opened(stocked.library.folder)
    assert len(other.articles()) == 4
    states = {one["part"]: one["state"] for one in other.check(repair=True)}
    assert states["index"] == "built anew"
    other.close()


@pytest.mark.parametrize("content", [b"", b"no database " * 500, None])
def test_what_is_no_backup_changes_nothing(library, write, tmp_path, content):
    file = write("b.sqlite", content) if content is not None else tmp_path / "none.sqlite"
    library.close()
    before = library.database.path.read_bytes()
    with pytest.raises(LibraryError, match="backup"):
        restore(file, library.folder, NOW)
    assert library.database.path.read_bytes() == before


def test_a_damaged_backup_is_not_restored(stocked, tmp_path):
    made = back_up(stocked.library, tmp_path / "b.sqlite")
    connection = sqlite3.connect(made.file)
    connection.execute("UPDATE paragraphs SET text = 'Nothing happened.' WHERE id = 2")
    connection.commit()
    connection.close()
    with pytest.raises(LibraryError, match=r"is damaged.*use an earlier one"):
        restore(made.file, tmp_path / "elsewhere", NOW)
    assert not (tmp_path / "elsewhere").exists()


def test_conversations_and_choices_are_saved_from_a_damaged_file(stocked):
    from ingest.conversations import turns

    kept = turns(stocked.library, "barges")
    stocked.close()
    path = stocked.library.database.path
    data = path.read_bytes()
    path.write_bytes(bytes(100) + data[100:])
    saved = salvage(path, NOW)
    assert (saved.articles, saved.conversations, saved.lost) == (4, 1, [])
    assert saved.kept.read_bytes() == bytes(100) + data[100:]
    library = Library.open(stocked.library.folder)
    assert turns(library, "barges") == kept
    assert soundness.faults(library.database) == soundness.Faults()
    library.close()
