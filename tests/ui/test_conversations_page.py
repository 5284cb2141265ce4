"""Conversations as a reader keeps them, without a browser: the list, links to the page, judgements, exports, long questions."""

import json
import threading

import pytest
from editions import claim
from kept_answers import DIVERS, STORM, kept_answer
from streamlit.testing.v1 import AppTest

from assistant import pdf_out
from assistant.asking import Asking
from assistant.question import LONGEST_QUESTION
from ingest import conversations
from ingest.judgements import ANSWER, Place, judge, judgements, of_turn
from ui import answering, chat_page, conversation_list, evidence
from ui.shown import Shown

HOSTILE = "![x](//evil.example/p.png) :red[$a$] <b>Wire</b>"
ARTICLE = {"source": "Harbour Post", "published": "2026-03-10", "title": "Quay", "paragraphs": ["Rosa Imhof closed the quay of Port Aldo.", "Divers came."]}  # fmt: skip


def script():
    from ui.chat_page import chat_page

    chat_page()


def dialog_script(action, name):
    from ui import chat_page, conversation_list

    conversation_list.DIALOGS[action](chat_page.shown_library().assistant, name)


@pytest.fixture
def page(assistant, write, monkeypatch):
    """The page over a library of one article, not yet drawn."""
    list(assistant.add([str(write("quay.jsonl", json.dumps(ARTICLE)))]))
    monkeypatch.setattr(chat_page, "shown_library", lambda: Shown(assistant, False))
    return AppTest.from_function(script, default_timeout=20)


def keep(assistant, *names, answer=None):
    for name in names:
        conversations.add_turn(
            assistant.library, name, "Why was the quay closed?", answer or kept_answer(STORM, DIVERS)
        )


def drawn(page, **address):
    for key, value in address.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def rows(page):
    return [one.label for one in page.sidebar.button if one.key and one.key.startswith("c:")]


def button(page, label):
    return next(one for one in page.button if one.label == label)


def pick(page, name, action):
    next(one for one in page.get("menu_button") if one.key == f"menu:{name}").click(action).run()
    assert not page.exception
    return page


def dialog(action, name):
    """A dialog by itself: what happens in it draws only it anew, which a test of the whole page cannot do."""
    found = AppTest.from_function(dialog_script, default_timeout=20, args=(action, name))
    return drawn(found, c=name)


def opened(page):
    """The conversation that the address names."""
    name = page.query_params.get("c", "")
    return name if isinstance(name, str) else name[0]


def said(page):
    return [one.value.replace("\\", "") for kind in ("warning", "info", "error") for one in page.get(kind)]


def names(assistant):
    return [one.name for one in conversations.conversations(assistant.library)]


# -- the list -----------------------------------------------------------------------------------------------------------


def test_the_newest_are_listed_and_more_are_loaded_when_asked_for(page, assistant, monkeypatch):
    monkeypatch.setattr(conversation_list, "LISTED", 2)
    keep(assistant, "one", "two", "three", "four", "five")
    assert rows(drawn(page)) == ["five", "four"]
    button(page, "Load more").click().run()
    assert rows(page) == ["five", "four", "three", "two"]
    button(page, "Load more").click().run()
    assert rows(page) == ["five", "four", "three", "two", "one"]
    assert "Load more" not in [one.label for one in page.button]


def test_words_of_an_answer_find_its_conversation(page, assistant):
    keep(assistant, "quay")
    keep(assistant, "bread", answer=kept_answer(claim(1, "A loaf costs four crowns.")))
    drawn(page).text_input(key=conversation_list.SEARCH).set_value("crowns LOAF").run()
    assert rows(page) == ["bread"]
    page.text_input(key=conversation_list.SEARCH).set_value("submarine").run()
    assert rows(page) == []
    assert any(one.value.startswith("No conversation has these words") for one in page.sidebar.caption)


def test_the_open_one_is_marked_and_a_hostile_name_is_text(page, assistant):
    keep(assistant, "quay", HOSTILE)
    drawn(page, c=HOSTILE)
    looks = {one.label: one.proto.type for one in page.sidebar.button if one.key and one.key.startswith("c:")}
    assert looks == {
        r"\!\[x\](//evil.example/p.png) \:red\[\$a\$\] \<b\>Wire\</b\>": "secondary", "quay": "tertiary",
    }  # fmt: skip


@pytest.mark.usefixtures("page")
def test_a_conversation_is_renamed_and_stays_open(assistant):
    keep(assistant, "quay", "bread")
    found = dialog("Rename", "quay")
    found.text_input[0].set_value(" bread ")
    button(found, "Rename").click().run()
    assert said(found) == ["another conversation is called 'bread' already; give this one another name"]
    found.text_input[0].set_value(f"  {HOSTILE}\n")
    button(found, "Rename").click().run()
    assert names(assistant) == ["bread", HOSTILE]
    assert opened(found) == HOSTILE


@pytest.mark.usefixtures("page")
def test_deleting_asks_once_and_keeping_keeps_it(assistant):
    keep(assistant, "quay", "bread")
    found = dialog("Delete", "quay")
    found.button(key="delete:no").click().run()
    assert names(assistant) == ["bread", "quay"]
    found.button(key="delete:yes").click().run()
    assert names(assistant) == ["bread"]
    assert opened(found) == ""


@pytest.mark.parametrize("action", ["Rename", "Delete"])
def test_one_that_is_being_answered_is_left_alone_in_words(page, assistant, monkeypatch, action):
    keep(assistant, "quay")
    go_on = threading.Event()

    def stream(_):
        go_on.wait(20)
        yield from ()

    monkeypatch.setattr(assistant, "stream", stream)
    job = answering.desk().ask(assistant, Asking("And then?", None, conversation="quay"))
    pick(drawn(page), "quay", action)
    assert said(page) == ["A question of this conversation is being answered. Wait for the answer, or stop it."]
    assert names(assistant) == ["quay"]
    go_on.set()
    assert job.done.wait(20)


def test_a_whole_conversation_is_taken_along_in_each_form(page, assistant):
    keep(assistant, "quay")
    pick(drawn(page), "quay", "Export")
    assert [one.label for one in page.get("download_button")] == ["Markdown", "HTML", "JSON", "Text", "PDF"]


def test_a_name_that_is_not_there_is_said_to_be(page):
    assert said(drawn(page, c=HOSTILE)) == [
        f"No conversation is called “{HOSTILE}”: it may have been renamed or deleted."
    ]


# -- links ----------------------------------------------------------------------------------------------------------------


def answered(page, assistant):
    """Wait until what is being answered is kept, and draw the page again."""
    for job in answering.desk().jobs(assistant.library, opened(page)):
        assert job.done.wait(20)
    return drawn(page)


def test_a_question_in_the_address_is_asked_once_and_in_a_conversation_of_its_own(page, assistant):
    keep(assistant, "quay")
    drawn(page, q=" Who closed the quay? ", c="quay")
    assert (opened(page), "q" in page.query_params) == ("Who closed the quay?", False)
    answered(page, assistant)
    drawn(page)
    assert sorted(names(assistant)) == ["Who closed the quay?", "quay"]
    assert len(conversations.turns(assistant.library, "quay")) == 1
    del page.query_params["c"]
    drawn(page, q="Who closed the quay?")  # as when the browser goes back to it
    assert len(page.chat_message) == 2
    assert len(conversations.turns(assistant.library, "Who closed the quay?")) == 1


@pytest.mark.parametrize(("question", "words"), [("  ", []), ("x" * 4001, ["The question has 4,001 characters, 4,000 are the most. It was not asked: shorten it."])])  # fmt: skip
def test_a_question_in_the_address_that_is_empty_or_too_long_is_not_asked(page, assistant, question, words):
    assert said(drawn(page, q=question)) == words
    assert (names(assistant), answering.desk().conversations(assistant.library)) == ([], [])


def test_an_address_opens_an_article_at_a_paragraph_until_another_source_is_clicked(page, assistant):
    (article,) = assistant.articles()
    drawn(page, a=article.id, p="2")
    chosen = page.session_state[evidence.KEY]
    assert (chosen["article_id"], chosen["paragraph"], chosen["quote"]) == (article.id, 2, "Divers came.")
    page.session_state[evidence.KEY] = chosen | {"paragraph": 1}
    assert drawn(page).session_state[evidence.KEY]["paragraph"] == 1
    assert drawn(page, p="1", v="1").session_state[evidence.KEY]["quote"].startswith("Rosa Imhof")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ({"a": HOSTILE}, "is not in this library"), ({"p": "9"}, "has no paragraph 9; it has 2"),
        ({"p": "two"}, "'two' is no number of a paragraph"), ({"v": "7"}, "has no version 7; it has 1"),
        ({"p": "9" * 30}, "is no number of a paragraph"), ({"v": "-1"}, "'-1' is no number of a version"),
    ],
)  # fmt: skip
def test_an_address_of_what_is_not_there_says_so(page, assistant, address, words):
    (article,) = assistant.articles()
    (told,) = said(drawn(page, **({"a": article.id} | address)))
    assert words in told
    assert evidence.KEY not in page.session_state


# -- judging, taking along -------------------------------------------------------------------------------------------------


def verdicts(assistant):
    return of_turn(judgements(assistant.library, "quay"), 1)


def test_thumbs_are_kept_and_another_click_takes_them_back(page, assistant):
    keep(assistant, "quay")
    (thumbs,) = drawn(page, c="quay").feedback
    thumbs.set_value(1).run()
    assert verdicts(assistant) == {ANSWER: "right"}
    assert page.feedback[0].value == 1
    page.feedback[0].set_value(0).run()
    assert verdicts(assistant) == {ANSWER: "wrong"}
    page.feedback[0].set_value(None).run()
    assert verdicts(assistant) == {}


def test_what_was_judged_before_is_shown_as_it_is_kept(page, assistant):
    keep(assistant, "quay")
    judge(assistant.library, "quay", 1, "wrong")
    assert drawn(page, c="quay").feedback[0].value == 0


def test_a_paragraph_is_said_not_to_say_that_and_the_mark_can_be_taken_away(page, assistant):
    keep(assistant, "quay", answer=kept_answer(STORM, claim(2, HOSTILE, source=HOSTILE)))
    (turn,) = conversations.turns(assistant.library, "quay")
    page.session_state[f"sources:1:{turn.asked}"] = True
    boxes = drawn(page, c="quay").checkbox
    assert boxes[0].label == r"\[1\] The Courier, paragraph 1, does not say: The quay was closed because of a storm."
    assert r"\!\[x\](//evil.example/p.png)" in boxes[1].label
    boxes[0].check().run()
    assert verdicts(assistant) == {Place(0, "a1", 1, 1): "does not say that"}
    assert "One source marked" in [one.value for one in page.caption]
    page.checkbox[0].uncheck().run()
    assert verdicts(assistant) == {}


def test_one_answer_is_taken_along_and_without_pango_the_menu_says_what_to_install(page, assistant, monkeypatch):
    keep(assistant, "quay")
    monkeypatch.setattr(pdf_out, "what_is_missing", lambda: "a PDF needs the library Pango; install it")
    (turn,) = conversations.turns(assistant.library, "quay")
    page.session_state[f"export:1:{turn.asked}"] = True
    assert [one.label for one in drawn(page, c="quay").get("download_button")] == ["Markdown", "HTML", "JSON", "Text"]
    assert "A PDF needs the library Pango; install it." in [one.value for one in page.caption]


# -- asking -----------------------------------------------------------------------------------------------------------------


def test_a_question_that_is_too_long_is_said_to_be_and_is_not_asked(page, assistant):
    drawn(page).chat_input[0].set_value("quay " * 200_000).run()
    assert said(page) == ["The question has 999,999 characters, 4,000 are the most. It was not asked: shorten it."]
    assert (names(assistant), page.chat_message) == ([], [])
    assert said(drawn(page)) == []


def test_spaces_are_no_question_and_the_longest_that_is_allowed_is_one(page, assistant):
    drawn(page).chat_input[0].set_value(" \n ").run()
    assert "c" not in page.query_params
    page.chat_input[0].set_value("q" * LONGEST_QUESTION).run()
    assert "c" in page.query_params
    answered(page, assistant)
    assert len(names(assistant)) == 1


@pytest.mark.parametrize("action", ["Rename", "Delete", "Export"])
def test_what_was_picked_of_a_conversation_stays_open_when_the_page_is_drawn_anew(page, assistant, action):
    keep(assistant, "quay")
    pick(drawn(page), "quay", action)
    assert len(page.get("dialog")) == 1
    drawn(page)  # as it is when an answer or a suggestion comes
    assert len(page.get("dialog")) == 1
    drawn(page, c="quay")  # the browser's forward, say
    assert len(page.get("dialog")) == 0
