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
ROWS = (
    {"title": "Quay", "source": "Post", "published": "2026-03-10", "text": QUAY},
    {"title": "Ferry", "source": "Courier", "published": "2026-03-12", "text": "The ferry to Vennick sank off Harlow in the night."},
)  # fmt: skip
QUESTION = "Who closed the quay of Port Aldo?"
PAGES = ("chat_page", "briefing_page", "stories_page", "library_page", "settings_page")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A library on a disk that nothing may be written to, left by a process that was killed.

    It holds an article with its briefing and its story, and one that came later; and a conversation.
    """
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
    assistant = Assistant.open(settings.load(library=folder), create=True, embedder=FakeEmbedder())
    for row in ROWS:
        file.write_text(json.dumps(row), encoding="utf-8")
        list(assistant.add([str(file)]))
        if row is ROWS[0]:
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


def titles(found):
    return [one.label.strip("*") for one in found.button if str(one.key).startswith("open:")]


@pytest.mark.usefixtures("folder")
def test_the_stories_that_are_there_are_listed_and_a_line_says_which_articles_are_in_none():
    found = page("stories_page")
    assert not found.error
    assert titles(found) == ["Quay"]
    assert [one.value for one in found.info] == [
        "One article is in no story yet, as nothing can be written to this library."
    ]
    next(one for one in found.button if one.label == "**Quay**").click().run()
    assert not found.exception
    assert not found.error
    assert [one.value for one in found.header] == ["Quay"]


@pytest.mark.usefixtures("folder")
def test_a_story_that_a_person_would_change_stays_as_it_is_and_a_line_says_why():
    found = page("stories_page")
    next(one for one in found.button if one.label == "**Quay**").click().run()
    next(one for one in found.text_input if "itle" in one.label).set_value("Pier").run()
    next(one for one in found.button if "ename" in one.label or "itle" in one.label).click().run()
    assert not found.exception
    assert ["can only be read" in one.value for one in found.error] == [True]
    assert "Pier" not in [one.value for one in found.header]


@pytest.mark.usefixtures("folder")
def test_the_briefing_that_is_kept_is_shown_and_a_new_one_is_refused_in_a_line():
    found = page("briefing_page")
    next(one for one in found.button if one.label == "Make the briefing").click().run()
    assert not found.exception
    assert ["can only be read" in one.value for one in found.error] == [True]
    next(one for one in found.button if str(one.key).startswith("kept:")).click().run()
    assert not found.exception
    assert not found.error
    labels = [one.label for one in found.button]
    assert "Make it anew" in labels  # beside the edition that is shown
    assert "Make the briefing" not in labels
