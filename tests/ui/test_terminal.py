import json

import pytest

from ingest.errors import BriefingError
from ui.terminal import batched, count_of, optional, sources_of


def results(write, *lines):
    return list(batched(write("requests.jsonl", "\n".join(lines)), lambda request: {"told": request["told"]}))


@pytest.mark.parametrize("bad", ["[" * 100_000, '{"id": 1, "told":' + "[" * 100_000, "not json", "[]", "3"])
def test_a_line_that_is_no_request_is_an_error_and_those_after_it_are_answered(write, bad):
    first, second = results(write, bad, '{"id": 2, "told": "x"}')
    assert first.keys() == {"id", "error"}
    assert first["error"].startswith("line 1: ")
    assert second == {"id": 2, "told": "x"}


def test_what_is_nested_too_deeply_is_told_in_words(write):
    (found,) = results(write, "[" * 100_000)
    assert found["error"] == "line 1: it is nested too deeply; give one flat JSON object"


@pytest.mark.parametrize("error", [OverflowError("too large"), RecursionError("too deep")])
def test_a_request_that_cannot_be_answered_keeps_its_id(write, error):
    def answer(_):
        raise error

    (found,) = batched(write("requests.jsonl", '{"id": 7}'), answer)
    assert (found["id"], found["error"][:8]) == (7, "line 1: ")


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85"])
def test_a_request_may_hold_every_mark_that_json_lets_stand_in_a_string(write, mark):
    line = json.dumps({"id": 1, "told": f"the quay{mark}closed"}, ensure_ascii=False)
    assert results(write, line) == [{"id": 1, "told": f"the quay{mark}closed"}]


def test_lines_may_end_as_they_do_on_windows(write):
    assert results(write, '{"id": 1, "told": "a"}\r', "\r", '{"id": 2, "told": "b"}\r', "") == [
        {"id": 1, "told": "a"},
        {"id": 2, "told": "b"},
    ]


@pytest.mark.parametrize("value", [0, -3, 1001, 1.9, float("inf"), float("nan"), True, "5", None, [5]])
def test_a_count_that_is_no_whole_number_in_its_bounds_is_refused_in_words(value):
    with pytest.raises(BriefingError, match="'k' is no whole number from 1 to 1000"):
        count_of({"k": value}, "k", 10, 1000)


def test_a_count_is_that_of_the_request_else_that_of_the_command():
    assert [count_of(request, "k", 10, 1000) for request in ({"k": 1}, {"k": 1000}, {})] == [1, 1000, 10]


@pytest.mark.parametrize(
    ("request_", "outlets"),
    [
        ({}, ["Harbour Post"]),
        ({"source": None}, ["Harbour Post"]),
        ({"source": "The Courier"}, ["The Courier"]),
        ({"source": ["The Courier", "Wire"]}, ["The Courier", "Wire"]),
        ({"source": []}, []),
    ],
)
def test_a_request_names_one_outlet_or_several_in_place_of_the_commands(request_, outlets):
    assert sources_of(request_, ["Harbour Post"]) == outlets


@pytest.mark.parametrize("source", [5, True, {"name": "The Courier"}, ["The Courier", 5], [["The Courier"]]])
def test_what_is_no_name_of_an_outlet_is_refused_in_words(source):
    with pytest.raises(BriefingError, match="'source' names no outlet"):
        sources_of({"source": source}, None)


@pytest.mark.parametrize("value", [5, ["a"], {}, False])
def test_what_should_be_text_and_is_none_is_refused_in_words(value):
    with pytest.raises(BriefingError, match="'conversation' is no text"):
        optional({"conversation": value}, "conversation", None)


def test_a_text_is_that_of_the_request_else_that_of_the_command():
    assert [optional(one, "since", "today") for one in ({"since": "yesterday"}, {"since": None}, {})] == [
        "yesterday",
        None,
        "today",
    ]
