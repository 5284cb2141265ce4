"""`briefing eval`, as a person and as a program sees it."""

import json

import pytest

from assistant.assistant import Assistant

ARTICLE = '{"id": "q", "title": "Quay closed", "published": "2026-03-10", "text": "The quay was closed on Monday because of a storm."}\n'
RIGHT = {"question": "Why was the quay closed?", "must_contain": ["storm"], "articles": ["q"]}
WRONG = {"question": "When was the quay closed?", "must_contain": ["Sunday"], "id": "day"}
NOTHING = {"question": "What did the astronaut Zelda eat?", "answerable": False}


@pytest.fixture
def questions(write):
    def written(*rows):
        lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
        return str(write("mine.jsonl", "\n".join(lines)))

    return written


def test_the_library_is_measured_in_a_table(briefing, write, questions):
    briefing("add", str(write("a.jsonl", ARTICLE)))
    code, out, err = briefing("eval", questions(RIGHT, WRONG, NOTHING), "--quiet")
    lines = {line.split()[0]: line.split()[1:3] for line in out.splitlines()}
    assert (code, err) == (0, "")
    assert (lines["right"], lines["right_words"], lines["refused"]) == (["0.667", "3"], ["0.500", "2"], ["1.000", "1"])
    assert "recall" not in lines
    assert out.endswith("1 of 3 went wrong; --failures lists them\n")


def test_what_went_wrong_is_listed_with_why(briefing, write, questions):
    briefing("add", str(write("a.jsonl", ARTICLE)))
    out = briefing("eval", questions(RIGHT, WRONG), "--failures")[1]
    assert "When was the quay closed?  (line 2, day)\n   the words are not the right ones\n   shown: The quay" in out
    assert out.count("   shown:") == 1


def test_a_program_gets_one_object(briefing, write, questions):
    briefing("add", str(write("a.jsonl", ARTICLE)))
    code, out, err = briefing("eval", questions(RIGHT, "{", WRONG), "--json")
    told = json.loads(out)
    assert code == 0
    assert (told["set"], told["questions"]) == ("mine.jsonl", 2)
    assert told["measures"]["right"] == {"figure": 0.5, "of": 2}
    assert [(one["line"], one["id"]) for one in told["failures"]] == [(3, "day")]
    assert [one["line"] for one in told["errors"]] == [2]
    assert err.startswith("mine.jsonl:2: it is no JSON")
    assert err.count("\n") == 1


def test_questions_are_asked_at_the_moment_of_the_command_unless_they_name_their_own(
    briefing, write, questions, monkeypatch
):
    briefing("add", str(write("a.jsonl", ARTICLE)))
    moments = []
    ask = Assistant.ask
    monkeypatch.setattr(
        Assistant, "ask", lambda self, text, **how: moments.append(how["now"].day) or ask(self, text, **how)
    )
    assert briefing("eval", questions(RIGHT, RIGHT | {"now": "2026-03-12T09:00"}), "--now", "2026-03-11T09:00")[0] == 0
    assert moments == [11, 12]


def test_articles_can_be_asked_without_touching_the_library(briefing, write, questions, tmp_path):
    code, out, err = briefing("eval", questions(RIGHT), "--articles", str(write("a.jsonl", ARTICLE + "no\n")), "--json")
    assert code == 0
    assert json.loads(out)["measures"]["right_place"] == {"figure": 1, "of": 1}
    assert err.startswith("rejected")
    assert not (tmp_path / "library").exists()


@pytest.mark.parametrize("given", [("--articles", "gone.txt"), ()])
def test_nothing_to_ask_is_one_line(briefing, questions, given):
    code, out, err = briefing("eval", questions(RIGHT), *given)
    assert (code, out) == (1, "")
    assert "briefing add" in err.splitlines()[-1]


def test_a_set_without_any_question_is_an_error(briefing, write, questions):
    briefing("add", str(write("a.jsonl", ARTICLE)))
    code, out, err = briefing("eval", questions("{}", "[]"))
    assert (code, out) == (1, "")
    assert err.count("\n") == 3
    assert "holds no question" in err


def test_questions_that_are_not_there_are_an_error(briefing, write):
    briefing("add", str(write("a.jsonl", ARTICLE)))
    assert "cannot read the questions 'gone.jsonl'" in briefing("eval", "gone.jsonl")[2]
