"""The page's entry: a library that cannot be shown is refused in words, whatever page is asked for."""

import sqlite3
from pathlib import Path

from streamlit.testing.v1 import AppTest

import ui
from ingest.library import FILE_NAME, Library

APP = Path(ui.__file__).with_name("app.py")


def test_a_library_of_a_newer_version_is_refused_in_words(tmp_path, monkeypatch):
    Library.open(tmp_path / "library", create=True).close()
    with sqlite3.connect(tmp_path / "library" / FILE_NAME) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    monkeypatch.setenv("BRIEFING_LIBRARY", str(tmp_path / "library"))
    page = AppTest.from_file(str(APP), default_timeout=20).run()
    assert not page.exception
    assert "was written by a newer version" in page.error[0].value
    assert not page.get("chat_input")
