import json
import sqlite3
from contextlib import closing

import pytest

from ingest import earlier
from ingest.library import FILE_NAME
from ingest.schema import MIGRATIONS

QUAY = "# Quay\n\nThe quay in Port Aldo was closed on Monday after a storm tore away its wall."


@pytest.fixture
def of_before(briefing, write, tmp_path):
    """The command over a library that a version before wrote, as far as the mark of its format goes, and the library's file."""
    briefing("add", str(write("quay.md", QUAY)))
    file = tmp_path / "library" / FILE_NAME
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) - 1}")
    return briefing, file


@pytest.fixture
def last_changes_nothing(monkeypatch):
    from ingest import database

    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS[:-1], ""))


@pytest.mark.usefixtures("last_changes_nothing")
def test_whose_library_was_brought_to_another_format_is_told_once_where_it_lies_as_it_was(of_before):
    briefing, file = of_before
    code, out, err = briefing("ask", "When was the quay in Port Aldo closed?", "--json")
    assert code == 0
    assert json.loads(out)["claims"]
    assert str(earlier.kept(file)) in err
    assert "delete it" in err
    assert briefing("ask", "When was the quay in Port Aldo closed?", "--json")[2] == ""


@pytest.mark.usefixtures("last_changes_nothing")
def test_where_there_was_no_space_for_a_copy_that_is_told(of_before, monkeypatch):
    briefing, _ = of_before
    monkeypatch.setattr(earlier, "_name", lambda path, _: path / "no folder")
    assert "no space for a copy" in briefing("articles")[2]


@pytest.mark.usefixtures("last_changes_nothing")
def test_a_check_tells_of_the_copy_until_it_is_deleted(of_before):
    briefing, file = of_before
    briefing("articles")
    (line,) = [line for line in briefing("check")[1].splitlines() if FILE_NAME in line]
    assert line.startswith("ok   before")
    earlier.kept(file).unlink()
    assert FILE_NAME not in briefing("check")[1]
