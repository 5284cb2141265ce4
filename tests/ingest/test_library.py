import os
import sqlite3

import pytest

from ingest.errors import LibraryBusy, LibraryError, NotFound
from ingest.library import FILE_NAME, Library

STORM = "The quay was closed on Monday after a storm."


def add(assistant, path):
    return [outcome.outcome for outcome in assistant.add([str(path)])]


def test_an_article_comes_back_as_it_was_read(assistant, write):
    add(assistant, write("a.md", f"# Quay closed\n\n{STORM}"))
    (outline,) = assistant.articles()
    stored = assistant.library.article(outline.id)
    assert (stored.title, stored.text) == ("Quay closed", STORM)


def test_the_same_article_twice_is_stored_once(assistant, write):
    path = write("a.txt", STORM)
    assert add(assistant, path) + add(assistant, path) == ["added", "unchanged"]
    assert assistant.library.count("articles") == 1


def test_an_exact_copy_is_a_duplicate_and_remembered(assistant, write):
    rows = '{"id": "1", "text": "The quay is closed."}\n{"id": "2", "text": "The  quay is closed."}\n'
    assert add(assistant, write("a.jsonl", rows)) == ["added", "duplicate"]
    assert [one.external_id for one in assistant.library.sightings(copies_only=True)] == ["2"]


def test_an_address_that_says_something_new_becomes_a_version_and_the_old_one_stays(assistant, write):
    add(assistant, write("a.jsonl", '{"url": "https://x.example/a", "text": "Nine people died."}'))
    assert add(assistant, write("a.jsonl", '{"url": "https://x.example/a", "text": "Ten people died."}')) == ["updated"]
    (outline,) = assistant.articles()
    assert assistant.library.article(outline.id).text == "Ten people died."
    assert assistant.library.article(outline.id, 1).text == "Nine people died."


def test_what_is_removed_is_gone_from_every_search(assistant, write):
    add(assistant, write("a.txt", STORM))
    (outline,) = assistant.articles()
    assistant.remove([outline.id])
    assert assistant.search("quay storm") == []
    assert assistant.library.count("chunks") == assistant.library.count("embeddings") == 0


def test_removing_what_is_not_there_says_so(assistant):
    with pytest.raises(NotFound, match="'abc'"):
        assistant.remove(["abc"])


def test_a_folder_with_other_files_is_no_library(write, tmp_path):
    write("other/notes.txt", "x")
    with pytest.raises(LibraryError, match="is no library"):
        Library.open(tmp_path / "other", create=True)


def test_another_programs_database_is_refused(tmp_path):
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    with pytest.raises(LibraryError, match="another program"):
        Library.open(tmp_path)


def test_a_damaged_file_is_refused_in_words(tmp_path):
    (tmp_path / FILE_NAME).write_bytes(b"no database at all" * 500)
    with pytest.raises(LibraryError, match="or restore a backup"):
        Library.open(tmp_path)


def test_a_library_of_a_newer_version_is_refused_and_left_alone(tmp_path):
    Library.open(tmp_path / "l", create=True).close()
    file = tmp_path / "l" / FILE_NAME
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(LibraryError, match="newer version"):
        Library.open(tmp_path / "l")
    assert file.read_bytes() == before


def test_a_second_writer_is_told_who_writes(library):
    other = Library.open(library.folder)
    with library.writing(), pytest.raises(LibraryBusy, match=f"process {os.getpid()}"), other.writing():
        pass
    other.close()


def test_after_a_writer_is_done_the_next_can_write(library):
    for _ in range(2):
        with library.writing():
            assert library.count("articles") == 0
