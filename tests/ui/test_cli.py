import json

import pytest

from assistant import reranker as rerankers
from ingest import embedder as models
from ingest.errors import ModelError

ROWS = '{"id": "q", "title": "Quay closed", "source": "Harbour Post", "published": "2026-03-10", "text": "The quay was closed on Monday."}\n'


def test_adding_says_what_became_of_each_item_and_sums_up(briefing, write):
    code, out, _ = briefing("add", str(write("a.jsonl", ROWS + "not json\n")), "--json")
    items = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [item["outcome"] for item in items[:-1]] == ["added", "rejected"]
    assert (items[0]["external_id"], items[-1]["summary"]["added"]) == ("q", 1)


def test_when_everything_fails_the_exit_code_says_so(briefing):
    assert briefing("add", "gone.txt")[0] == 1
    assert briefing("add", "gone.txt", "away.txt")[0] == 1


def test_a_rejection_is_an_outcome_and_no_failure(briefing, write):
    empty = str(write("empty.txt", " "))
    code, out, _ = briefing("add", empty)
    assert (code, out.split()[0]) == (0, "rejected")
    assert briefing("add", empty, "gone.txt")[0] == 0


def test_an_answer_in_json_has_every_promised_field(briefing, write):
    briefing("add", str(write("a.jsonl", ROWS)))
    code, out, _ = briefing("ask", "When was the quay closed?", "--json")
    answer = json.loads(out)
    assert code == 0
    assert answer.keys() >= {
        "question", "standalone_question", "status", "engine", "claims", "answer", "short_answer", "filters", "differences",
        "closest", "missing", "notices", "seconds",
    }  # fmt: skip
    assert answer["answer"] == "The quay was closed on Monday. [1]"


def test_a_question_that_nothing_answers_ends_with_code_three(briefing, write):
    briefing("add", str(write("a.jsonl", ROWS)))
    assert briefing("ask", "What did the astronaut Zelda eat?")[0] == 3


def test_a_batch_goes_on_past_a_bad_line(briefing, write):
    briefing("add", str(write("a.jsonl", ROWS)))
    batch = write(
        "q.jsonl", '{"id": 1, "question": "When was the quay closed?"}\nnot json\n{"id": 3, "query": "x"}\n[]\n'
    )
    code, out, _ = briefing("ask", "--batch", str(batch))
    results = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [(result["id"], "error" in result) for result in results] == [
        (1, False),
        (None, True),
        (3, True),
        (None, True),
    ]


def test_a_search_in_a_batch_takes_its_own_options(briefing, write):
    briefing("add", str(write("a.jsonl", ROWS)))
    batch = write("q.jsonl", '{"id": 1, "query": "quay", "k": 1}\n{"id": 2, "query": "quay", "until": "2026-03-09"}\n')
    _, out, _ = briefing("search", "--batch", str(batch))
    assert [len(json.loads(line)["hits"]) for line in out.splitlines()] == [1, 0]


def test_a_search_explained_shows_what_the_re_ranker_says(briefing, write, monkeypatch):
    class Judge:
        identity = "judge"

        def scores(self, _, texts):
            return [1.0] * len(texts)

    monkeypatch.setattr(rerankers, "load", lambda name: Judge())
    monkeypatch.setenv("BRIEFING_RERANKER", "judge")
    briefing("add", str(write("a.jsonl", ROWS)))
    assert "rerank 2.0000" in briefing("search", "quay", "--explain")[1]


def test_a_re_ranker_that_cannot_be_loaded_ends_in_one_line(briefing, write, monkeypatch):
    def refuse(name):
        raise ModelError(f"cannot load the re-ranker {name!r}")

    briefing("add", str(write("a.jsonl", ROWS)))
    monkeypatch.setattr(rerankers, "load", refuse)
    monkeypatch.setenv("BRIEFING_RERANKER", "judge")
    code, out, err = briefing("ask", "When was the quay closed?", "--quiet")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "cannot load the re-ranker 'judge'" in err


def test_a_briefing_is_written_to_a_file(briefing, write, tmp_path):
    briefing("add", str(write("a.jsonl", ROWS)))
    assert briefing("brief", "--day", "2026-03-10", "--format", "html", "--output", str(tmp_path / "b.html"))[0] == 0
    assert "The quay was closed on Monday." in (tmp_path / "b.html").read_text()


def test_articles_are_listed_shown_and_removed(briefing, write):
    briefing("add", str(write("a.jsonl", ROWS)))
    article = json.loads(briefing("articles", "--json")[1])
    whole = json.loads(briefing("articles", article["article_id"], "--json")[1])
    assert whole["paragraphs"] == [{"number": 1, "text": "The quay was closed on Monday.", "heading": ""}]
    assert briefing("remove", article["article_id"])[0] == 0
    assert briefing("articles", "--json")[1] == ""


def test_names_from_right_to_left_are_set_apart_in_every_list(briefing, write):
    outlet, title = "\u05d4\u05e0\u05de\u05dc", "\u05d4\u05e8\u05e6\u05d9\u05e3"
    row = {"source": outlet, "title": title, "published": "2026-03-10", "text": "The quay was closed on Monday."}
    briefing("add", str(write("a.jsonl", json.dumps(row))))
    (story,) = json.loads(briefing("stories", "--json")[1])["stories"]
    briefing("stories", "rename", story["id"], title)
    for command in (["search", "quay closed"], ["articles"], ["stories"]):
        out = briefing(*command)[1]
        assert (outlet in out, title in out) == (True, True)
        left = out.replace(f"\u2068{outlet}\u2069", "").replace(f"\u2068{title}\u2069", "")
        assert outlet not in left
        assert title not in left


def test_the_history_of_an_article_is_shown_to_programs_and_people(briefing, write):
    row = '{"url": "https://post.example/q", "title": "Quay", "published": "1970-01-01", "text": "TEXT"}'
    briefing("add", str(write("a.jsonl", row.replace("TEXT", "Nine people died on the quay."))))
    briefing("add", str(write("a.jsonl", row.replace("TEXT", "Ten people died on the quay."))))
    (found,) = [json.loads(line) for line in briefing("articles", "--json")[1].splitlines()]
    whole = json.loads(briefing("articles", found["article_id"], "--json")[1])
    assert whole["versions"] == [1, 2]
    assert [(one["version"], one["title"]) for one in whole["changes"]] == [(2, None)]
    assert whole["changes"][0]["paragraphs"] == [
        {
            "kind": "changed",
            "before": 1,
            "after": 1,
            "text_before": "Nine people died on the quay.",
            "text_after": "Ten people died on the quay.",
        }
    ]
    expected = {
        "published": "",
        "precision": "",
        "modified": None,
        "gone": None,
        "gone_reason": "",
        "origin_of": None,
        "keyword_only": False,
    }
    assert {key: whole[key] for key in expected} == expected
    assert "stands for none" in whole["notes"][0]
    shown = briefing("articles", found["article_id"])[1]
    assert "- 1. Nine people died on the quay." in shown
    assert "stands for none" in shown


def test_a_purge_names_what_it_took_out(briefing, write):
    briefing("add", str(write("a.jsonl", ROWS)))
    assert json.loads(briefing("purge", "--before", "2026-03-10", "--json")[1]) == {
        "before": "2026-03-10",
        "removed": [],
    }
    assert len(json.loads(briefing("purge", "--before", "2026-03-11", "--json")[1])["removed"]) == 1
    assert briefing("articles", "--json")[1] == ""


def test_stories_and_check_answer_in_json(briefing, write):
    briefing("add", str(write("a.jsonl", ROWS)))
    assert json.loads(briefing("stories", "--json")[1])["stories"][0]["title"] == "Quay closed"
    found = [json.loads(line) for line in briefing("check", "--json")[1].splitlines()]
    assert [one for one in found if not one["ok"]] == []


@pytest.mark.parametrize("command", [["ask", "x"], ["articles"], ["brief"]])
def test_without_a_library_one_line_says_how_to_make_one(briefing, command):
    code, out, err = briefing(*command)
    assert (code, out) == (1, "")
    assert "briefing add" in err
    assert err.count("\n") == 1


def test_an_unknown_setting_is_one_line(briefing, monkeypatch):
    monkeypatch.setenv("BRIEFING_MODLE", "x")
    code, _, err = briefing("articles")
    assert code == 1
    assert "unknown setting 'BRIEFING_MODLE'" in err


def test_while_another_process_writes_the_exit_code_is_75(briefing, write, tmp_path):
    from ingest.library import Library

    briefing("add", str(write("a.jsonl", ROWS)))
    other = Library.open(tmp_path / "library")
    with other.writing():
        code, _, err = briefing("add", str(write("b.jsonl", ROWS)))
    other.close()
    assert code == 75
    assert "is writing" in err


def test_wrong_usage_ends_with_code_two(briefing):
    assert briefing("search", "x", "-k", "0")[0] == 2
    assert briefing("ask")[0] == 2


def test_who_stops_a_command_is_told_that_what_was_stored_stays(briefing, write, monkeypatch):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(models, "load", stopped)
    code, _, err = briefing("add", str(write("a.jsonl", ROWS)))
    assert (code, err) == (130, "briefing: stopped; what was stored stays stored, run the command again to go on\n")
