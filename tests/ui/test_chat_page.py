"""The chat page without a browser: filters that are read or set, short answers, what sources differ in."""

import json
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest
from talking import statement, talking

from ingest import conversations
from ingest.choices import MODEL as CHOSEN
from ingest.choices import choose
from ingest.errors import LibraryError
from ui import answering, chat_page, evidence
from ui.scope import OUTLETS, SINCE
from ui.shown import Shown

HOSTILE = "![x](//evil.example/p.png) :red[$a$] <b>Wire</b>"
ROWS = (
    {"source": "Harbour Post", "published": "2026-03-10", "text": "Rosa Imhof closed the quay of Port Aldo."},
    {"source": "The Courier", "published": "2026-03-01", "text": "The quay of Port Aldo was closed by Rosa Imhof."},
    {"source": HOSTILE, "published": "2026-03-02", "text": "Nobody saw who closed the quay of Port Aldo."},
)
CLOSED = "Who closed the quay of Port Aldo on 10 March 2026 according to the Harbour Post?"


def script():
    from ui.chat_page import chat_page

    chat_page()


@pytest.fixture
def page(assistant, write, monkeypatch):
    """The page over a library of three articles, not yet drawn."""
    list(assistant.add([str(write("quay.jsonl", "".join(json.dumps(row) + "\n" for row in ROWS)))]))
    monkeypatch.setattr(chat_page, "shown_library", lambda: Shown(assistant, False))
    found = AppTest.from_function(script, default_timeout=20)
    found.assistant = assistant
    return found


def ask(page, question):
    page.chat_input[0].set_value(question).run()
    settle(page)


def settle(page):
    """Draw the page when what is being answered is done: here nobody looks again of itself."""
    name = page.query_params["c"]
    name = name if isinstance(name, str) else name[0]
    for job in answering.desk().jobs(page.assistant.library, name):
        assert job.done.wait(20)
    page.run()
    assert not page.exception


def turns(assistant):
    """The turns of the conversation that was last added to."""
    return conversations.turns(assistant.library, conversations.conversations(assistant.library)[0].name)


def button(page, label):
    return next(one for one in page.button if one.label == label)


def stored_answer(**parts):
    """The JSON of an answer about people who fell ill."""
    return {
        "question": "How many fell ill?", "standalone_question": "How many fell ill?", "status": "answered", "notices": [],
        "claims": [version("Nine people fell ill.", "The Courier", 1)], "short_answer": None, "differences": [], "closest": [],
        "missing": [], "filters": {"since": None, "until": None, "sources": []},
    } | parts  # fmt: skip


def version(text, source, number):
    cited = {
        "number": number, "article_id": f"a{number}", "title": "Boil notice", "source": source, "published": "2026-03-10",
        "version": 1, "paragraph": 1, "start": 0, "end": len(text), "quote": text,
    }  # fmt: skip
    return {"text": text, "verdict": "verbatim", "citations": [cited]}


def shown(page, assistant, answer):
    """The page that shows a stored answer."""
    conversations.add_turn(assistant.library, "ill", answer["question"], answer)
    page.query_params["c"] = "ill"
    page.run()
    assert not page.exception
    return page


def test_what_a_question_was_read_to_limit_is_shown_and_can_be_taken_away(page, assistant):
    page.run()
    ask(page, CLOSED)
    assert [one.label for one in page.button if "✕" in one.label] == ["10 Mar – 12 Mar 2026 ✕", "Harbour Post ✕"]
    button(page, "10 Mar – 12 Mar 2026 ✕").click().run()
    settle(page)
    first, again = turns(assistant)
    assert first.question == again.question == CLOSED
    assert again.answer["filters"] == {"since": None, "until": None, "sources": ["Harbour Post"]}
    next(one for one in reversed(page.button) if one.label == "Harbour Post ✕").click().run()
    settle(page)
    assert turns(assistant)[-1].answer["filters_read"] == []


def test_filters_that_a_reader_sets_hold_for_every_question_until_they_are_taken_away(page, assistant):
    page.run()
    page.date_input(key=SINCE).set_value(date(2026, 3, 2)).run()
    page.multiselect(key=OUTLETS).set_value(["The Courier"]).run()
    for _ in range(2):
        ask(page, CLOSED)
    for turn in turns(assistant):
        filters = turn.answer["filters"]
        assert (filters["since"][:10], filters["until"], filters["sources"]) == ("2026-03-02", None, ["The Courier"])
        assert turn.answer["claims"] == []
    button(page, "since 2 Mar 2026 ✕").click().run()
    button(page, "The Courier ✕").click().run()
    ask(page, "Who closed the quay of Port Aldo?")
    assert turns(assistant)[-1].answer["filters"] == {"since": None, "until": None, "sources": []}


def test_a_filter_that_was_set_is_no_reading_that_can_be_taken_away_under_the_question(page):
    page.run()
    page.multiselect(key=OUTLETS).set_value(["The Courier"]).run()
    ask(page, "Who closed the quay of Port Aldo?")
    assert [one.label for one in page.button if one.label == "The Courier ✕"] == ["The Courier ✕"]  # beside the input
    assert "The Courier" in [one.value for one in page.chat_message[0].caption]


def test_days_that_hold_no_day_are_said_to(page):
    page.run()
    page.date_input(key=SINCE).set_value(date(2026, 3, 2)).run()
    page.date_input[1].set_value(date(2026, 3, 1)).run()
    assert "No day lies between these two: change one of them." in [one.value for one in page.caption]


def test_the_first_source_opens_also_of_an_answer_that_was_there_before_it_could_be_shown_as_coming(page, monkeypatch):
    asked = answering.Desk.ask

    def at_once(desk, *given):
        job = asked(desk, *given)
        assert job.done.wait(20)
        return job

    monkeypatch.setattr(answering.Desk, "ask", at_once)
    page.run()
    page.chat_input[0].set_value("Who closed the quay of Port Aldo?").run()
    assert not page.exception
    assert "Rosa Imhof" in page.session_state[evidence.KEY]["quote"]


def test_the_short_answer_stands_above_the_sentences_as_text(page, assistant):
    drawn = shown(page, assistant, stored_answer(short_answer="# Nine\n[people](//evil.example)"))
    assert [one.value for one in drawn.subheader] == [r"\# Nine \[people\](//evil.example)"]


def test_a_short_answer_that_is_not_sure_is_no_heading(page, assistant):
    drawn = shown(
        page, assistant, stored_answer(short_answer="# Nine\n[people](//evil.example)", short_answer_sure=False)
    )
    assert not drawn.subheader
    assert r"Perhaps: \# Nine \[people\](//evil.example)" in [one.value for one in drawn.markdown]


def test_an_outlet_with_a_hostile_name_is_a_label_like_any_other(page):
    page.run()
    page.multiselect(key=OUTLETS).set_value([HOSTILE]).run()
    assert not page.exception
    assert [one.label for one in page.button if "evil" in one.label] == [
        r"\!\[x\](//evil.example/p.png) \:red\[\$a\$\] \<b\>Wire\</b\> ✕"
    ]


def test_outlets_whose_names_look_alike_are_told_apart_among_the_filters(page, assistant, write):
    false = "The C\u043eurier"
    row = {"source": false, "published": "2026-03-04", "text": "The quay of Port Aldo stays open."}
    list(assistant.add([str(write("false.jsonl", json.dumps(row)))]))
    page.run()
    assert {one for one in page.multiselect(key=OUTLETS).options if "urier" in one} == {
        "The Courier (in Latin letters)",
        f"{false} (in Latin and Cyrillic letters)",
    }
    page.multiselect(key=OUTLETS).set_value([f"{false} (in Latin and Cyrillic letters)"]).run()
    assert [one.label for one in page.button if "✕" in one.label] == [f"{false} (in Latin and Cyrillic letters) ✕"]
    ask(page, "Is the quay of Port Aldo open?")
    assert turns(assistant)[-1].answer["filters"]["sources"] == [false]


MODEL = "ollama:qwen3"


def captions(page):
    return [one.value.replace("\\", "") for one in page.caption]


def test_an_answer_in_a_models_words_says_whose_they_are_and_that_they_were_checked(page, assistant):
    drawn = shown(page, assistant, stored_answer(engine=MODEL))
    told = f"in the words of {MODEL}, each sentence checked against its source"
    assert [one for one in captions(drawn) if "The Courier" in one and one.endswith(told)]


def test_an_answer_of_before_there_were_models_is_verbatim(page, assistant):
    assert [one for one in captions(shown(page, assistant, stored_answer())) if one.endswith("verbatim")]


def test_sentences_that_were_left_out_are_behind_a_click_also_where_nothing_is_left_to_say(page, assistant):
    left_out = [{"text": "Ninety fell ill.", "reason": "a number", "problems": []}] * 2
    refusal = {"claims": [], "status": "not_in_sources"}
    for parts, label in (({"left_out": left_out}, "2 sentences left out"), (refusal | {"left_out": left_out[:1]}, "1 sentence left out")):  # fmt: skip
        assert [one.label for one in shown(page, assistant, stored_answer(**parts)).expander][-1] == label


def test_a_single_source_is_said_to_be_one_and_how_old_it_is(page, assistant):
    drawn = shown(page, assistant, stored_answer())
    assert [one for one in drawn.markdown if "only one source" in one.value]
    assert [one for one in captions(drawn) if "latest source" in one and one.split(" · ")[1].endswith(" old")]


LACKING = {
    "claims": [], "status": "not_in_sources", "missing": ["copper", HOSTILE],
    "filters": {"since": "2026-03-02T00:00:00+00:00", "until": None, "sources": ["The Courier"]}, "filters_read": ["outlets"],
}  # fmt: skip


def test_a_refusal_says_what_is_missing_and_offers_to_leave_out_each_filter(page, assistant):
    drawn = shown(page, assistant, stored_answer(**LACKING))
    told = [one.value.replace("\u2068", "").replace("\u2069", "") for one in drawn.markdown]
    assert "**The articles do not say.**" in told
    assert any(one.startswith(r"Not found in the articles: copper, \!\[x\]") for one in told)
    assert [one.label for one in drawn.button if "again" in one.label] == [
        "Ask again over all days", "Ask again over all outlets",
    ]  # fmt: skip


def test_asking_over_all_days_takes_away_the_days_that_a_reader_set(page, assistant):
    page.run()
    page.date_input(key=SINCE).set_value(date(2026, 3, 12)).run()
    ask(page, "Who closed the quay of Port Aldo?")
    assert turns(assistant)[-1].answer["status"] == "not_in_sources"
    button(page, "Ask again over all days").click().run()
    settle(page)
    again = turns(assistant)[-1].answer
    assert (again["status"], again["filters"]["since"]) == ("answered", None)
    assert page.date_input(key=SINCE).value is None


def test_a_question_that_is_partly_answered_says_what_is_missing(page, assistant):
    drawn = shown(page, assistant, stored_answer(status="partial", missing=["copper"]))
    told = [one.value.replace("\u2068", "").replace("\u2069", "") for one in drawn.markdown]
    assert "**The articles say only part of it.**" in told
    assert "Not found in the articles: copper" in told


def test_a_question_that_fails_shows_why_as_text_under_it(page, assistant, monkeypatch):
    def stream(_):
        raise LibraryError(HOSTILE)
        yield

    monkeypatch.setattr(assistant, "stream", stream)
    page.run()
    ask(page, "Who closed the quay?")
    assert page.chat_message[0].text[0].value == "Who closed the quay?"
    assert page.chat_message[1].error[0].value.startswith(r"\!\[x\](//evil.example/p.png)")


def test_the_model_that_was_chosen_for_the_library_is_the_one_that_is_asked(page, assistant):
    assistant.models._chat[MODEL] = talking(lambda sources: statement(sources[0]["text"], sources[0]))
    choose(assistant.library, CHOSEN, MODEL)
    page.run()
    assert any(one.startswith(f"Answers are worded by {MODEL}") for one in captions(page))
    ask(page, "Who closed the quay of Port Aldo?")
    assert turns(assistant)[-1].answer["engine"] == MODEL
