"""A library file of the first version, read and written by this one."""

import sqlite3

import pytest
from fakes import FakeEmbedder

from assistant import settings
from assistant.assistant import Assistant
from ingest.articles import content_hash
from ingest.database import statements
from ingest.library import FILE_NAME, Library
from ingest.schema import APPLICATION_ID, MIGRATIONS

TEXT = (
    "The harbour council met on Monday evening and voted by nine to four to close the northern quay until June. "
    "Engineers had found cracks in eleven of its pillars after the February storm."
)
EARLY, LATE = "aaaaaaaaaaaa", "bbbbbbbbbbbb"


@pytest.fixture
def old(tmp_path):
    """A folder whose library has two articles, near copies of each other, in the format of version 1."""
    folder = tmp_path / "library"
    folder.mkdir()
    connection = sqlite3.connect(folder / FILE_NAME, isolation_level=None)
    for statement in statements(MIGRATIONS[0]):
        connection.execute(statement)
    connection.execute("PRAGMA user_version = 1")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    insert(connection, LATE, TEXT[:120], "2026-03-10", "https://www.post.example/quay")
    insert(connection, EARLY, TEXT, "2026-03-09", "")
    connection.execute("INSERT INTO conversations VALUES (1, 'quay', '2026-03-10', '2026-03-10')")
    connection.execute("""INSERT INTO turns VALUES (1, 1, 'Which quay?', '{"claims": [{"citations": [{"article_id": "aaaaaaaaaaaa",
        "version": 1, "quote": "cracks in eleven"}]}]}', '2026-03-10')""")
    connection.close()
    return folder


def insert(connection, name, text, published, url):
    added = "2026-03-10T12:00:00+00:00"
    connection.execute("INSERT INTO articles VALUES (?, 1, ?)", (name, added))
    connection.execute(
        "INSERT INTO versions VALUES (?, 1, NULL, 'Quay', '', 'Post', ?, ?, 'en', ?, '[\"Share\"]', ?)",
        (name, url, published, content_hash([text]), added),
    )
    row = connection.execute(
        "INSERT INTO paragraphs (article_id, version, number, heading, text) VALUES (?, 1, 1, '', ?)", (name, text)
    )
    connection.execute(
        "INSERT INTO paragraphs_fts (rowid, text, heading, title) VALUES (?, ?, '', 'Quay')", (row.lastrowid, text)
    )


def test_every_article_of_an_old_library_reads_as_before(old):
    library = Library.open(old)
    article = library.article(EARLY)
    assert (article.title, article.text, article.published, article.dropped) == ("Quay", TEXT, "2026-03-09", ("Share",))
    assert (article.modified, article.notes, article.origin_of, article.gone) == ("", (), None, "")
    assert [one.id for one in library.outlines()] == [EARLY, LATE]
    assert library.database.rows("PRAGMA foreign_key_check") == []
    library.close()


def test_near_copies_in_an_old_library_are_found_by_repair(old):
    assistant = Assistant.open(settings.load(library=old), embedder=FakeEmbedder())
    assert assistant.library.origins() == {EARLY: EARLY, LATE: LATE}
    assistant.check(repair=True)
    assert assistant.library.origins() == {EARLY: EARLY, LATE: EARLY}
    assistant.close()


def test_an_address_stored_under_an_old_id_gets_a_version_not_another_article(old, write):
    assistant = Assistant.open(settings.load(library=old), embedder=FakeEmbedder())
    rows = '{"url": "https://www.post.example/quay", "text": "The quay is open again, the council said on Friday."}'
    (outcome,) = assistant.add([str(write("a.jsonl", rows))])
    assert (outcome.outcome, outcome.article_id) == ("updated", LATE)
    assistant.close()


def test_conversations_of_an_old_library_keep_their_answers(old):
    from ingest.conversations import turns

    library = Library.open(old)
    (turn,) = turns(library, "quay")
    assert turn.answer["claims"][0]["citations"][0]["changed_since"] is False
    library.close()


def test_a_migration_that_is_cut_off_leaves_the_old_format(old, monkeypatch):
    from ingest import database

    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS[:1], MIGRATIONS[1] + " SELECT no_such_function();"))
    with pytest.raises(Exception, match="no_such_function"):
        Library.open(old)
    connection = sqlite3.connect(old / FILE_NAME)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert "origin_of" not in [row[1] for row in connection.execute("PRAGMA table_info(articles)")]
    connection.close()
