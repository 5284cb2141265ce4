"""`briefing conversations`, as a person and as a program sees it."""

import json

import pytest
from kept_answers import DIVERS, STORM, kept_answer

from ingest.conversations import add_turn
from ingest.judgements import judge
from ingest.library import Library
from ingest.open_questions import Asker, note

NAMED = "Quay <b>& co</b>"
ARTICLE = '{"title": "Quay closed", "source": "Post", "published": "2026-03-10", "text": "The quay was closed on Monday because of a storm."}'


@pytest.fixture
def asked(briefing, tmp_path):
    """Run `briefing conversations` over two of them, one with two turns; gives (exit code, what it printed, stderr)."""
    library = Library.open(tmp_path / "library", create=True)
    add_turn(library, NAMED, "Why was the quay closed?", kept_answer(STORM))
    add_turn(library, NAMED, "What did Zelda eat?", kept_answer(question="What did Zelda eat?", missing=["zelda"]))
    add_turn(library, "bread", "Who looked at the wall?", kept_answer(DIVERS))
    judge(library, NAMED, 1, "right")
    library.close()
    return lambda *arguments: briefing("conversations", *arguments)


def names(printed):
    return [one["name"] for one in json.loads(printed)["conversations"]]


def test_the_last_used_is_listed_first_and_words_of_an_answer_find_one(asked):
    assert names(asked("--json")[1]) == ["bread", NAMED]
    assert names(asked("list", "--search", "STORM zelda", "--json")[1]) == [NAMED]
    assert asked("list", "--search", "submarine")[1] == ""
    assert asked()[1].splitlines()[1].startswith(f"{NAMED}  (2 questions, last ")


def test_a_program_gets_every_turn_as_it_was_answered(asked):
    told = json.loads(asked("show", NAMED, "--json")[1])
    assert [turn["question"] for turn in told["turns"]] == ["Why was the quay closed?", "What did Zelda eat?"]
    assert told["turns"][1]["answer"] == kept_answer(question="What did Zelda eat?", missing=["zelda"])
    (cited,) = told["turns"][0]["answer"]["claims"][0]["citations"]
    assert cited == STORM["citations"][0] | {"removed": True}  # it is of no article that is there
    assert [one["verdict"] for one in told["turns"][0]["judgements"]] == ["right"]
    assert (told["name"], told["created"] < told["updated"]) == (NAMED, True)
    assert json.loads(asked("export", NAMED, "--format", "json")[1]) == told


def test_people_read_the_questions_the_answers_and_the_sources(asked):
    out = asked("show", NAMED)[1]
    assert "because of a storm. [1] (its article was taken out" in out
    assert "[1] The Courier, “Report 1”, 2026-03-11, paragraph 1" in out
    assert "The articles do not say." in out
    assert "Zelda" not in asked("show", NAMED, "--answer", "1")[1]


def test_a_conversation_goes_on_under_its_new_name_and_is_gone_once_deleted(asked, briefing, write):
    briefing("add", str(write("a.jsonl", ARTICLE)))
    assert json.loads(asked("rename", NAMED, "  Quay\n 2 ", "--json")[1])["name"] == "Quay 2"
    briefing("ask", "Why was the quay closed?", "--conversation", "Quay 2")
    assert len(json.loads(asked("show", "Quay 2", "--json")[1])["turns"]) == 3
    assert asked("delete", "Quay 2") == (0, "deleted Quay 2\n", "")
    assert names(asked("--json")[1]) == ["bread"]


def test_what_was_judged_is_a_set_that_eval_asks_again(asked, briefing, write, tmp_path):
    briefing("add", str(write("a.jsonl", ARTICLE)))
    cases = str(tmp_path / "cases.jsonl")
    assert asked("feedback", "--output", cases)[2] == f"1 judged question written to {cases}\n"
    told = json.loads(briefing("eval", cases, "--json")[1])
    assert told["measures"]["right_place"] == {"figure": 0, "of": 1}  # what was judged right is not in this library
    assert [one["id"] for one in told["failures"]] == [f"{NAMED}#1"]


def test_it_is_written_in_each_form(asked, tmp_path):
    for form, mark in (
        ("md", b"# "),
        ("html", b"<!doctype html>"),
        ("json", b"{"),
        ("text", b"Quay"),
        ("pdf", b"%PDF-"),
    ):
        assert asked("export", NAMED, "--format", form, "--output", str(tmp_path / form))[0] == 0
        assert (tmp_path / form).read_bytes().startswith(mark)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("show", "nowhere"), 1, "no conversation is called 'nowhere'"),
        (("delete", "nowhere"), 1, "no conversation is called 'nowhere'"),
        (("rename", "nowhere", "elsewhere"), 1, "no conversation is called 'nowhere'"),
        (("rename", "bread", NAMED), 1, "is called 'Quay <b>& co</b>' already"),
        (("rename", "bread", " "), 1, "1 to 200 characters, this one 0"),
        (("rename", "bread", "x" * 201), 1, "1 to 200 characters, this one 201"),
        (("show", "bread", "--answer", "2"), 1, "has no answer 2; it has 1"),
        (("export", "bread", "--output", "no/such/folder/x"), 1, "cannot write 'no/such/folder/x'"),
        (("export", "bread", "--format", "docx"), 2, "'docx' is no format"),
        (("rename", "bread"), 2, "Missing argument"),
    ],
)
def test_what_cannot_be_done_is_said_and_told_from_wrong_usage(asked, arguments, code, words):
    found, out, err = asked(*arguments)
    assert (found, out) == (code, "")
    assert words in err
    assert code == 2 or err.count("\n") == 1


@pytest.mark.parametrize("arguments", [("delete", NAMED), ("rename", NAMED, "Quay")])
def test_a_conversation_that_an_open_page_is_to_answer_is_left_alone_until_it_has(asked, tmp_path, arguments):
    library = Library.open(tmp_path / "library")
    page = Asker(library)
    note(library, NAMED, "And then?", page.name)
    code, out, err = asked(*arguments)
    assert (code, out) == (75, "")
    assert "an open page has a question" in err
    page.end()
    library.close()
    assert asked(*arguments)[0] == 0
