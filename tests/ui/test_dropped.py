"""Files and links in the chat: they go into the library, and what is typed beside files is asked once they are in."""

import pytest
from kept_answers import DIVERS, STORM, kept_answer
from streamlit.testing.v1 import AppTest
from waiting import PATIENCE
from web import Web, story

from ingest import conversations
from ingest.found import HandedIn
from ui import adding, answering, chat_page, dropped
from ui.shown import Shown

QUAY = b"# Quay closed\n\nThe quay of Port Aldo was closed on Monday by harbour master Rosa Imhof.\n"
MARKET = b"# Market moved\n\nThe fish market of Sarnholt has moved to the car park behind the station.\n"
QUESTION = "Who closed the quay of Port Aldo?"
HOSTILE = "![x](https:evil.example) $a$ :red[b].txt"


def script():
    from ui.chat_page import chat_page

    chat_page()


def renaming():
    from ui import chat_page, conversation_list

    conversation_list.DIALOGS["Rename"](chat_page.shown_library().assistant, "quay")


@pytest.fixture(autouse=True)
def desk(monkeypatch):
    found = adding.Desk(pause=0.01)
    monkeypatch.setattr(adding, "desk", lambda: found)
    return found


@pytest.fixture
def page(assistant, monkeypatch):
    """The chat over a library of one article, drawn."""
    list(assistant.add([HandedIn("market.md", MARKET)]))
    monkeypatch.setattr(chat_page, "shown_library", lambda: Shown(assistant, False))
    monkeypatch.setattr(dropped, "own_library", lambda: assistant)
    monkeypatch.setattr(dropped, "own_folder", lambda: assistant.library.folder)
    return drawn(AppTest.from_function(script, default_timeout=20))


def drawn(page):
    page.run()
    assert not page.exception
    return page


def settled(page, desk, assistant):
    """The page when everything is in, and what was to be asked then is answered."""
    for job in desk.jobs(assistant.library.folder):
        assert job.done.wait(PATIENCE)
    drawn(page)
    name = page.query_params.get("c", "")
    for job in answering.desk().jobs(assistant.library, name):
        assert job.done.wait(PATIENCE)
    return drawn(page)


def texts(page):
    return "\n".join(str(one.value) for kind in (page.markdown, page.caption, page.error, page.text) for one in kind).replace("\\", "")  # fmt: skip


def asked(assistant):
    library = assistant.library
    return [turn.question for one in conversations.conversations(library) for turn in conversations.turns(library, one.name)]  # fmt: skip


def test_a_file_goes_in_and_it_is_said_when_it_can_be_asked_about(page, desk, assistant):
    page.chat_input[0].upload("quay.md", QUAY)
    page.chat_input[0].run()
    said = texts(settled(page, desk, assistant))
    assert "**Put in:** 1 added. It can be asked about." in said
    assert asked(assistant) == []
    page.chat_input[0].set_value(QUESTION).run()
    assert "Put in:" not in texts(settled(page, desk, assistant))
    (turn,) = conversations.turns(assistant.library, QUESTION)
    assert "Rosa Imhof" in turn.answer["claims"][0]["text"]


def test_what_is_typed_beside_a_file_is_asked_when_the_file_is_in(page, desk, assistant):
    page.chat_input[0].upload("quay.md", QUAY)
    page.chat_input[0].set_value(QUESTION).run()
    settled(page, desk, assistant)
    (turn,) = conversations.turns(assistant.library, QUESTION)
    assert "Rosa Imhof" in turn.answer["claims"][0]["text"]
    assert page.query_params["c"] == QUESTION


def test_what_did_not_go_in_is_shown_beside_the_answer(page, desk, assistant):
    page.chat_input[0].upload("quay.md", QUAY)
    page.chat_input[0].upload(HOSTILE, b"")
    page.chat_input[0].set_value(QUESTION).run()
    settled(page, desk, assistant)
    assert page.query_params["c"] == QUESTION
    assert f"{HOSTILE}\nit is empty" in texts(page)
    assert [one.value for one in page.markdown if "evil" in one.value and "\\!\\[x" not in one.value] == []


def test_a_message_of_links_alone_is_no_question_but_is_fetched(page, desk, assistant):
    web = Web()
    assistant.__dict__["fetcher"] = web.fetcher
    web["https://courier.example/1"] = story(1)
    page.chat_input[0].set_value("https://courier.example/1\nhttps://courier.example/none").run()
    assert "1 added, 1 failed" in texts(settled(page, desk, assistant))
    assert asked(assistant) == []


def test_a_question_that_names_a_link_is_a_question(page, desk, assistant):
    page.chat_input[0].set_value("What does https://courier.example/1 say of the market of Sarnholt?").run()
    settled(page, desk, assistant)
    assert len(asked(assistant)) == 1
    assert desk.jobs(assistant.library.folder) == []


def test_a_tab_that_was_loaded_anew_asks_what_waited(page, desk, assistant):
    with assistant.library.writing():
        page.chat_input[0].upload("quay.md", QUAY)
        page.chat_input[0].set_value(QUESTION).run()
        anew = drawn(AppTest.from_function(script, default_timeout=20))
        assert [one.label for one in anew.button if one.label == "Stop"]
    (job,) = desk.jobs(assistant.library.folder)
    assert job.done.wait(PATIENCE)
    drawn(anew)
    assert asked(assistant) == []  # the tab that it was dropped in may ask it yet
    job.ended -= 2 * adding.ORPHANED
    settled(anew, desk, assistant)
    assert asked(assistant) == [QUESTION]


def test_what_is_dropped_beside_the_sample_begins_a_conversation_with_ones_own_library(
    page, assistant, desk, monkeypatch
):
    monkeypatch.setattr(chat_page, "shown_library", lambda: Shown(assistant, True))
    page.query_params["c"] = "of the sample"
    drawn(page)
    page.chat_input[0].upload("quay.md", QUAY)
    page.chat_input[0].set_value(QUESTION).run()
    settled(page, desk, assistant)
    assert [one.name for one in conversations.conversations(assistant.library)] == [QUESTION]


def test_what_somebody_else_types_does_not_take_away_a_question_that_waits_for_its_files(page, desk, assistant):
    page.chat_input[0].upload("quay.md", QUAY)
    page.chat_input[0].set_value(QUESTION).run()
    (job,) = desk.jobs(assistant.library.folder)
    assert job.done.wait(PATIENCE)
    other = drawn(AppTest.from_function(script, default_timeout=20))
    other.chat_input[0].set_value("Where is the fish market of Sarnholt?").run()
    settled(page, desk, assistant)
    assert QUESTION in asked(assistant)


def test_what_somebody_else_types_leaves_what_became_of_files_in_sight(page, desk, assistant):
    page.chat_input[0].upload("quay.md", QUAY)
    page.chat_input[0].run()
    settled(page, desk, assistant)
    other = drawn(AppTest.from_function(script, default_timeout=20))
    other.chat_input[0].set_value("Where is the fish market of Sarnholt?").run()
    assert "**Put in:** 1 added." in texts(drawn(page))


def test_a_question_that_waits_for_its_files_goes_with_its_conversation_to_another_name(page, desk, assistant):
    conversations.add_turn(assistant.library, "quay", "Why was the quay closed?", kept_answer(STORM, DIVERS))
    page.query_params["c"] = "quay"
    drawn(page)
    with assistant.library.writing():
        page.chat_input[0].upload("quay.md", QUAY)
        page.chat_input[0].set_value(QUESTION).run()
        found = drawn(AppTest.from_function(renaming, default_timeout=20))
        found.text_input[0].set_value("harbour")
        next(one for one in found.button if one.label == "Rename").click().run()
    page.query_params["c"] = "harbour"
    settled(page, desk, assistant)
    assert [turn.question for turn in conversations.turns(assistant.library, "harbour")][1:] == [QUESTION]
