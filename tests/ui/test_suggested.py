"""The questions that the page offers: they come when they were found, and one that is clicked is asked."""

import json
import threading

import pytest
from streamlit.testing.v1 import AppTest

from assistant import suggestions
from ingest import conversations
from ingest.errors import LibraryError
from ui import answering, chat_page, suggested
from ui.shown import Shown

HOSTILE = "[Quay] of *Port Aldo* shut by Imhof"
ROWS = (
    {"title": HOSTILE, "source": "Harbour Post", "published": "2026-03-10", "text": "The quay of Port Aldo was shut by Rosa Imhof."},
    {"title": "Bank will pay pensions later", "source": "The Courier", "published": "2026-03-11", "text": "The bank of Sarnholt will pay pensions later."},
)  # fmt: skip


def script():
    from ui.chat_page import chat_page

    chat_page()


@pytest.fixture
def searches(monkeypatch):
    """Each search that was begun, and the thing that it waits for; nothing is looked for of itself."""
    begun = []
    monkeypatch.setattr(suggested, "_look", lambda *given: begun.append(given))
    return begun


@pytest.fixture
def page(assistant, write, monkeypatch, searches):  # noqa: ARG001  drawn while nothing is looked for
    list(assistant.add([str(write("quay.jsonl", "".join(json.dumps(row) + "\n" for row in ROWS)))]))
    monkeypatch.setattr(chat_page, "shown_library", lambda: Shown(assistant, False))
    return AppTest.from_function(script, default_timeout=20).run()


def labels(page):
    return [one.label for one in page.button if one.key and one.key.startswith("ask_next")]


def test_the_page_is_there_before_any_question_is_found_and_shows_them_when_they_are(page, searches, nothing_suggested):
    assert labels(page) == []
    (given,) = searches
    nothing_suggested(*given)
    page.run()
    assert r"What is known about “\[Quay\] of \*Port Aldo\* shut by Imhof”?" in labels(page)
    assert len(searches) == 1


def test_a_question_that_is_clicked_is_asked_and_others_are_looked_for_under_its_answer(
    page, assistant, searches, nothing_suggested
):
    nothing_suggested(*searches[0])
    page.run()
    next(one for one in page.button if one.label == "What is known about “Bank will pay pensions later”?").click().run()
    (conversation,) = answering.desk().conversations(assistant.library) or [
        conversations.conversations(assistant.library)[0].name
    ]
    assert all(job.done.wait(20) for job in answering.desk().jobs(assistant.library, conversation))
    page.run()
    (turn,) = conversations.turns(assistant.library, conversation)
    assert turn.question == "What is known about “Bank will pay pensions later”?"
    assert len(searches) == 2
    assert searches[1][2] == (turn,)


def test_a_search_that_fails_offers_nothing_and_is_done(assistant, monkeypatch, nothing_suggested):
    def articles():
        raise LibraryError("the library is damaged")

    monkeypatch.setattr(assistant, "articles", articles)
    search = suggested.Search(done=threading.Event())
    nothing_suggested(search, assistant, (), assistant.filters(None))
    assert search.done.is_set()
    assert search.questions == ()


def test_where_no_thread_can_be_begun_nothing_is_offered_and_the_next_search_has_room(assistant, monkeypatch):
    def no_thread(_):
        raise RuntimeError("can't start new thread")

    room = suggested._ROOM._value
    with monkeypatch.context() as crowded:
        crowded.setattr(threading.Thread, "start", no_thread)
        search = suggested._begun.__wrapped__(("library", 1, "", ""), assistant, (), assistant.filters(None))
    assert search.done.is_set()
    assert search.questions == ()
    assert suggested._ROOM._value == room


def test_while_readers_ask_nothing_is_tried(monkeypatch, assistant):
    monkeypatch.setattr(suggested, "PATIENCE", 0.0)
    monkeypatch.setattr(answering.Desk, "is_quiet", lambda *_: False)
    assert not suggested._is_quiet()
    asked = []
    monkeypatch.setattr(assistant, "ask", asked.append)
    tried = [suggestions.Candidate("Who closed the quay?", "a1")]
    assert suggestions.offered(assistant, tried, may_ask=suggested._is_quiet) == ()
    assert asked == []
