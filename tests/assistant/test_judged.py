"""What readers judged, as a labelled set that can be asked again."""

import json
from datetime import UTC

import pytest
from editions import claim
from kept_answers import DIVERS, STORM, kept_answer

from assistant.evaluate import evaluate
from assistant.judged import labelled_rows
from assistant.labelled import labelled
from ingest.conversations import add_turn
from ingest.judgements import Place, judge, judgements

QUAY = "The quay was closed on Monday because of a storm."
WALL = "Divers looked at the wall of the quay on Tuesday because of cracks."


@pytest.fixture
def judged(library):
    """Keep one answer, judge it, and give the row that comes of it, without what every row has."""

    def row(answer, *verdicts):
        add_turn(library, "quay", answer["question"], answer)
        for verdict, *place in verdicts:
            judge(library, "quay", 1, verdict, *place)
        (found,) = labelled_rows(library)
        assert labelled([json.dumps(found)], UTC)[1] == []
        assert (found.pop("id"), found.pop("question")) == ("quay#1", answer["standalone_question"])
        assert found.pop("now")
        return found

    return row


def test_an_answer_judged_right_labels_the_paragraphs_that_it_cites(judged):
    assert judged(kept_answer(STORM, DIVERS), ("right",)) == {"paragraphs": {"a1": [1], "a2": [2]}}


def test_a_paragraph_that_does_not_say_it_is_no_gold_one_and_must_not_come_again(judged):
    wrong = ("does not say that", Place(1, "a2", 1, 2))
    assert judged(kept_answer(STORM, DIVERS), ("right",), wrong) == {
        "paragraphs": {"a1": [1]}, "not_paragraphs": {"a2": [2]},
    }  # fmt: skip


def test_an_answer_judged_wrong_says_only_that_it_is_not_to_be_given_again(judged):
    assert judged(kept_answer(STORM), ("wrong",)) == {"not_answers": [STORM["text"]]}


@pytest.mark.parametrize(("verdict", "answerable"), [("right", False), ("wrong", True)])
def test_a_refusal_judged_says_whether_anything_answers_it(judged, verdict, answerable):
    assert judged(kept_answer(), (verdict,)) == {"answerable": answerable}


def test_the_filters_that_were_set_are_kept_and_those_read_out_of_the_question_are_read_again(judged):
    filters = {"since": "2026-03-10T00:00:00+00:00", "until": None, "sources": ["Post"]}
    row = judged(kept_answer(STORM, filters=filters, filters_read=["outlets"]), ("wrong",))
    assert (row["since"], "until" in row, "source" in row) == ("2026-03-10T00:00:00+00:00", False, False)


def test_a_follow_up_is_asked_as_it_was_understood(judged):
    judged(kept_answer(STORM, question="And why?", standalone_question="Why was the quay closed?"), ("right",))


def test_what_nobody_judged_is_no_row(library):
    add_turn(library, "quay", "Why?", kept_answer(STORM))
    judge(library, "quay", 1, "right")
    judge(library, "quay", 1, None)
    assert list(labelled_rows(library)) == []
    assert judgements(library, "quay") == []


@pytest.fixture
def harbour(assistant, write):
    """A library of two articles, and the measures of a question that is asked of it."""
    rows = [{"id": "q", "text": QUAY, "source": "Post"}, {"id": "w", "text": WALL, "source": "Courier"}]
    list(assistant.add([str(write("a.jsonl", "\n".join(map(json.dumps, rows))))]))

    def measures(**label):
        found, bad = labelled([json.dumps({"question": "Why was the quay closed?"} | label)], UTC)
        assert bad == []
        return {one.name: one.figure for one in evaluate(assistant, found).measures}

    return measures


def test_a_paragraph_that_must_not_be_cited_makes_an_answer_wrong_that_cites_it(harbour):
    assert harbour(not_paragraphs={"q": [1]}) == {"right": 0, "not_again": 0}
    assert harbour(not_paragraphs={"q": [2]}) == {"right": 1, "not_again": 1}


def test_an_answer_that_must_not_come_again_is_known_whatever_its_spacing(harbour):
    assert harbour(not_answers=["the quay was closed on  Monday because of a storm"])["not_again"] == 0
    assert harbour(not_answers=[claim(1, "It was shut.")["text"]])["not_again"] == 1


def test_a_refusal_is_no_fault_where_only_what_is_wrong_is_known(harbour):
    assert harbour(not_paragraphs={"q": [1]}, source=["Nobody"]) == {"right": 1, "not_again": 1}


def test_filters_are_set_as_they_were(harbour):
    assert harbour(paragraphs={"q": [1]}, source="Post")["right_place"] == 1
    assert harbour(paragraphs={"q": [1]}, source="Courier")["right"] == 0
