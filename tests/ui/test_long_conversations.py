"""The chat page without a browser: long conversations, questions that were interrupted or not taken."""

from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from assistant.asking import Asking
from ingest import conversations, open_questions
from ingest.open_questions import Asker
from ui import answering, chat_page, running, waiting
from ui.shown import Shown

NAME = "quay"
ASKED = "Who closed the quay?"
HOSTILE = "![x](https://evil.example/p.png) :red[$a$]?"


def script():
    from ui.chat_page import chat_page

    chat_page()


@pytest.fixture
def page(assistant, write, monkeypatch):
    """The page over a library of one article, not yet drawn."""
    list(assistant.add([str(write("a.md", "# Quay\n\nRosa Imhof closed the quay of Port Aldo on Monday."))]))
    monkeypatch.setattr(chat_page, "shown_library", lambda: Shown(assistant, False))
    found = AppTest.from_function(script, default_timeout=20)
    found.query_params["c"] = NAME
    return found


def answer(number):
    return {
        "question": f"{ASKED} {number}", "standalone_question": f"{ASKED} {number}", "status": "not_in_sources", "notices": [],
        "claims": [], "short_answer": None, "differences": [], "closest": [], "missing": [],
        "filters": {"since": None, "until": None, "sources": []},
    }  # fmt: skip


def asked(page):
    """The questions that are drawn."""
    assert not page.exception
    return [message.text[0].value for message in page.chat_message if message.name == "user"]


def button(page, label):
    return next(one for one in page.button if one.label == label)


def interrupted(library, question=ASKED):
    ended = Asker(library)
    open_questions.note(library, NAME, question, ended.name)
    ended.end()


def test_of_a_long_conversation_the_newest_turns_are_drawn_and_earlier_ones_when_asked_for(page, assistant):
    for number in range(1, 101):
        conversations.add_turn(assistant.library, NAME, f"{ASKED} {number}", answer(number))
    assert asked(page.run()) == [f"{ASKED} {number}" for number in range(81, 101)]
    button(page, "Show earlier (80)").click().run()
    assert asked(page) == [f"{ASKED} {number}" for number in range(41, 101)]
    button(page, "Show earlier (40)").click().run()
    assert asked(page)[0] == f"{ASKED} 1"
    assert not [one for one in page.button if one.label.startswith("Show earlier")]


def test_a_short_conversation_is_drawn_whole(page, assistant):
    conversations.add_turn(assistant.library, NAME, ASKED, answer(1))
    page.run()
    assert not [one for one in page.button if one.label.startswith("Show earlier")]


def test_a_question_that_was_interrupted_is_shown_and_can_be_asked_again(page, assistant):
    interrupted(assistant.library)
    assert asked(page.run()) == [ASKED]
    assert "interrupted" in page.warning[0].value
    button(page, "Ask again").click().run()
    for job in answering.desk().jobs(assistant.library, NAME):
        assert job.done.wait(20)
    page.run()
    assert not page.exception
    assert not page.warning
    (turn,) = conversations.turns(assistant.library, NAME)
    assert turn.question == ASKED
    assert open_questions.open_questions(assistant.library, NAME) == []


def test_a_question_that_was_interrupted_can_be_let_go(page, assistant):
    interrupted(assistant.library, HOSTILE)
    assert asked(page.run()) == [HOSTILE]
    button(page, "Remove").click().run()
    assert not page.warning
    assert conversations.turns(assistant.library, NAME) == []


def test_a_question_that_is_not_taken_keeps_its_text_and_can_be_asked_again(page, assistant, monkeypatch):
    page.run()
    with monkeypatch.context() as crowded:
        crowded.setattr(waiting, "MOST_WAITING", 0)
        page.chat_input[0].set_value(HOSTILE).run()
    assert asked(page) == [HOSTILE]
    assert page.error[0].value.startswith("0 questions wait already")
    button(page, "Ask again").click().run()
    for job in answering.desk().jobs(assistant.library, NAME):
        assert job.done.wait(20)
    assert [turn.question for turn in conversations.turns(assistant.library, NAME)] == [HOSTILE]


def test_a_megabyte_is_answered_by_one_line_and_not_drawn(page):
    page.run()
    page.chat_input[0].set_value("x" * 1_000_000).run()
    assert "1,000,000 characters" in page.warning[0].value
    assert asked(page) == []


@pytest.fixture
def busy(assistant, monkeypatch):
    """A desk at which nobody is served, with one question in the line."""
    monkeypatch.setitem(waiting.AT_ONCE, "extractive", 0)
    monkeypatch.setattr(running, "SOON", 0.0)
    first = answering.desk().ask(assistant, Asking("Who was first?", datetime.now(UTC), conversation="other", model=""))
    yield first
    answering.desk().stop(first)


@pytest.mark.usefixtures("busy")
def test_who_waits_sees_how_many_are_before_and_can_leave_the_line(page, assistant):
    page.run()
    page.chat_input[0].set_value(ASKED).run()
    assert asked(page) == [ASKED]
    assert ":shimmer[1 question is before yours …]" in [one.value for one in page.markdown]
    button(page, "Stop").click().run()
    page.run()
    assert [one.value for one in page.error] == ["stopped before its turn came"]
    assert conversations.turns(assistant.library, NAME) == []


def test_the_longer_the_line_the_less_often_a_page_looks():
    assert [running.tick_of(before) for before in (0, 4, 20, 200)] == [0.4, 0.4, 2.0, 3.0]
