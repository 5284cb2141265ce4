"""Library files of every earlier version, read and written by this one."""

import json
import sqlite3

import pytest
from fakes import FakeEmbedder

from assistant import settings
from assistant.assistant import Assistant
from ingest import earlier
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


def of_version(folder, version):
    """A library as a program of that version left it, with whatever of articles, conversations and briefings it could keep."""
    folder.mkdir()
    connection = sqlite3.connect(folder / FILE_NAME, isolation_level=None)
    for script in MIGRATIONS[:version]:
        for statement in statements(script):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    fill(connection)
    connection.close()
    return folder / FILE_NAME


def fill(connection):
    columns = {name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")] for name in KEPT}
    for table, rows in KEPT.items():
        for row in rows if columns[table] else ():
            known = {name: value for name, value in row.items() if name in columns[table]}
            marks = ", ".join(f":{name}" for name in known)
            connection.execute(f"INSERT INTO {table} ({', '.join(known)}) VALUES ({marks})", known)
    for row in connection.execute("SELECT id, text FROM paragraphs").fetchall():
        connection.execute("INSERT INTO paragraphs_fts (rowid, text, heading, title) VALUES (?, ?, '', 'Quay')", row)


WHEN = "2026-03-10T12:00:00+00:00"
CITED = {"article_id": EARLY, "version": 1, "quote": "cracks in eleven"}
BRIEFED = {"lead": [{"text": "Closed.", "citations": [CITED]}], "stories": [], "coverage": []}
KEPT = {
    "articles": [{"id": EARLY, "version": 1, "added": WHEN}],
    "versions": [
        {"article_id": EARLY, "version": 1, "title": "Quay", "author": "", "source": "Post", "url": "", "published": "2026-03-09",
         "language": "en", "content_hash": content_hash([TEXT]), "dropped": "[]", "added": WHEN}
    ],
    "paragraphs": [{"article_id": EARLY, "version": 1, "number": 1, "heading": "", "text": TEXT}],
    "sightings": [
        {"article_id": EARLY, "locator": "a.txt", "external_id": "", "title": "Quay", "source": "Post", "url": "", "published": "2026-03-09",
         "is_copy": 0, "seen": WHEN}
    ],
    "conversations": [{"id": 1, "name": "quay", "created": WHEN, "updated": WHEN}],
    "turns": [
        {"conversation_id": 1, "number": 1, "question": "Which quay?", "asked": WHEN,
         "answer": json.dumps({"claims": [{"text": "It had cracks.", "citations": [CITED]}]})}
    ],
    "feeds": [
        {"id": 1, "address": "https://post.example/feed", "name": "https://post.example/feed", "title": "Post", "kind": "rss", "etag": "", "last_modified": "",
         "added": WHEN, "next_check": "", "last_check": "", "last_success": "", "last_whole": "", "last_error": "", "problems": "", "failures": 0,
         "gained": 1, "retired": ""}
    ],
    "briefings": [{"day": "2026-03-09", "scope": "", "edition": 1, "made": WHEN, "body": json.dumps(BRIEFED)}],
    "stories": [{"id": "s1", "opened": "2026-03-09", "title": "The quay"}],
    "story_articles": [{"article_id": EARLY, "story_id": "s1"}],
    "judgements": [
        {"conversation_id": 1, "turn": 1, "claim": -1, "article_id": "", "version": 0, "paragraph": 0, "verdict": "right", "given": WHEN}
    ],
}  # fmt: skip


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_a_library_of_every_version_keeps_what_is_in_it(tmp_path, version):
    from datetime import date

    from ingest import briefings
    from ingest.conversations import turns
    from ingest.soundness import faults
    from ingest.subscriptions import subscriptions

    file = of_version(tmp_path / "library", version)
    library = Library.open(file.parent)
    assert library.article(EARLY).text == TEXT
    (citation,) = turns(library, "quay")[0].answer["claims"][0]["citations"]
    assert (citation["changed_since"], citation["removed"]) == (False, False)
    assert [one.title for one in subscriptions(library)] == (["Post"] if version >= 3 else [])
    if version >= 4:
        assert briefings.edition(library, date(2026, 3, 9)).data == BRIEFED
    assert library.database.rows("PRAGMA foreign_key_check") == []
    assert library.database.rows("PRAGMA user_version")[0][0] == len(MIGRATIONS)
    assert {"the words that are searched are not those of the articles"}.isdisjoint(faults(library.database).told)
    library.close()


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS)))
def test_a_copy_of_the_earlier_format_is_kept_and_only_the_last_one(tmp_path, version):
    file = of_version(tmp_path / "library", version)
    (file.parent / f"{FILE_NAME}.before-format-1").write_bytes(b"of an earlier change")
    Library.open(file.parent).close()
    (copy,) = file.parent.glob("*.before-format-*")
    assert copy == earlier.kept(file)
    connection = sqlite3.connect(copy)
    assert connection.execute("PRAGMA user_version").fetchone() == (version,)
    assert connection.execute("SELECT text FROM paragraphs").fetchall() == [(TEXT,)]
    connection.close()


def test_without_space_for_a_copy_the_format_is_changed_all_the_same(old, monkeypatch):
    monkeypatch.setattr(earlier, "_name", lambda path, _: path / "no folder")
    library = Library.open(old)
    assert library.article(EARLY).text == TEXT
    assert earlier.kept(old / FILE_NAME) is None
    library.close()


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize("version", [1, 4, len(MIGRATIONS) - 1])
def test_whichever_statement_of_a_change_is_the_last_the_library_is_the_old_or_the_new(tmp_path, version, monkeypatch):
    from ingest import database

    file = of_version(tmp_path / "library", version)
    wanted = sum(len(list(statements(script))) for script in MIGRATIONS[version:])
    for last in range(wanted):
        count = iter(range(wanted))

        def until_killed(script, count=count, last=last):
            for statement in statements(script):
                if next(count) == last:
                    raise Killed
                yield statement

        monkeypatch.setattr(database, "statements", until_killed)
        with pytest.raises(Killed):
            Library.open(file.parent)
        assert format_of(file) == version
    monkeypatch.undo()
    Library.open(file.parent).close()
    assert format_of(file) == len(MIGRATIONS)


def format_of(file):
    """The format of a library as another process finds it."""
    connection = sqlite3.connect(file)
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("SELECT text FROM paragraphs").fetchall() == [(TEXT,)]
    connection.close()
    return found
