"""The page over a library that can only be read: it opens, answers and says so."""

import json
import subprocess
from pathlib import Path

import pytest
from fakes import FakeEmbedder
from streamlit.testing.v1 import AppTest
from waiting import PATIENCE

import ui
from assistant import settings
from assistant.assistant import Assistant
from ingest import embedder, open_questions
from ui import answering, shown

APP = Path(ui.__file__).with_name("app.py")
QUAY = "The quay of Port Aldo was closed on Monday by harbour master Rosa Imhof."
QUESTION = "Who closed the quay of Port Aldo?"
PAGES = ("chat_page", "briefing_page", "stories_page", "library_page", "settings_page")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A library of one article with its briefing and a conversation, on a disk that nothing may be written to; left by a process that was killed."""
    monkeypatch.setattr(embedder, "load", lambda *_: FakeEmbedder())
    for name in ("identity_of", "checked"):
        monkeypatch.setattr(embedder, name, lambda _: FakeEmbedder.identity)
    stocked(tmp_path / "own", tmp_path / "quay.jsonl")
    folder = tmp_path / "library"
    folder.mkdir()
    bind = ["mount", "--bind", str(tmp_path / "own"), str(folder)]
    if subprocess.run(bind, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here: that needs the rights of root")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        monkeypatch.setenv("BRIEFING_LIBRARY", str(folder))
        monkeypatch.setattr(shown, "_warm_behind", lambda assistant, **_: shown.warmed(assistant))
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def stocked(folder, file):
    row = {"title": "Quay", "source": "Post", "published": "2026-03-10", "text": QUAY}
    file.write_text(json.dumps(row), encoding="utf-8")
    assistant = Assistant.open(settings.load(library=folder), create=True, embedder=FakeEmbedder())
    list(assistant.add([str(file)]))
    assistant.brief()
    killed = open_questions.Asker(assistant.library)
    open_questions.note(assistant.library, "quay", QUESTION, killed.name)
    killed.end()
    (folder / open_questions.FOLDER / f"{killed.name}.lock").touch()  # which stays when a process is killed
    assistant.close()


def page(name="chat_page"):
    return AppTest.from_string(f"from ui.{name} import {name}\n{name}()", default_timeout=30).run()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.usefixtures("folder")
def test_every_page_opens(name):
    found = page(name)
    assert not found.exception
    assert not found.error


@pytest.mark.usefixtures("folder")
def test_a_question_is_answered_and_its_answer_says_that_it_is_not_kept():
    found = page()
    found.chat_input[0].set_value(QUESTION).run()
    for job in answering.desk().jobs(shown.own_library().library, QUESTION):
        assert job.done.wait(PATIENCE)
    found.run()
    assert not found.exception
    assert not found.error
    assert any("not kept in its conversation" in one.value for one in found.caption)
    assert [one.value for one in found.text] == [QUESTION]


@pytest.mark.usefixtures("folder")
def test_a_conversation_whose_question_was_interrupted_opens():
    found = AppTest.from_string("from ui.chat_page import chat_page\nchat_page()", default_timeout=30)
    found.query_params["c"] = "quay"
    found.run()
    assert not found.exception


@pytest.mark.usefixtures("folder")
def test_the_page_says_that_the_library_can_only_be_read():
    found = AppTest.from_file(str(APP), default_timeout=30).run()
    assert not found.exception
    assert "can only be read" in found.warning[0].value
