import json
from datetime import UTC, datetime

import pytest

from assistant.labelled import labelled, read_set
from ingest.errors import SourceError


def of(**row):
    rows, bad = labelled([json.dumps({"question": "Who won?"} | row)], UTC)
    return rows[0] if rows else bad[0].error


def test_a_question_alone_is_enough_and_counts_as_answerable():
    row = of()
    assert (row.question, row.answerable, row.has_words, row.has_place) == ("Who won?", True, False, False)


def test_every_label_is_read():
    row = of(
        id=7, conversation="votes", now="2026-03-11T09:00:00+01:00", answerable=False, gold_sentences=["He won."],
        must_contain="Brandel", must_contain_all=["37", "votes"], articles=["a1"], paragraphs=[2, 3], answers=["Tomas"],
    )  # fmt: skip
    assert (row.id, row.conversation, row.answerable) == ("7", "votes", False)
    assert row.now == datetime(2026, 3, 11, 8, tzinfo=UTC)
    assert (row.gold_sentences, row.must_contain, row.must_contain_all) == (("He won.",), ("Brandel",), ("37", "votes"))
    assert (row.articles, row.paragraphs, row.answers) == (("a1",), (("", 2), ("", 3)), ("Tomas",))


@pytest.mark.parametrize("name", ["articles", "ids", "retrieved_article_ids", "passage_id", "files"])
def test_articles_go_by_several_names(name):
    assert of(**{name: "a1"}).articles == ("a1",)


def test_paragraphs_may_be_given_article_by_article():
    assert of(paragraphs={"a1": [1], "a2": [4]}).paragraphs == (("a1", 1), ("a2", 4))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("[1]", "no JSON object"),
        ("{}", "no 'question'"),
        ('{"question": " "}', "no 'question'"),
        ('{"question": 3}', "'question' is '3'"),
        ('{"question": "Who?", "answerable": "no"}', "write true or false"),
        ('{"question": "Who?", "now": "soon"}', "'soon' is no time"),
        ('{"question": "Who?", "answers": [1]}', "'answers' is '[1]'; give it as a list of texts"),
        ('{"question": "Who?", "paragraphs": [true]}', "list of numbers"),
        ('{"question": "Who?", "paragraphs": {"a": 1}}', "list of numbers"),
    ],
)
def test_a_bad_line_is_named_by_its_number_and_the_rest_goes_on(line, said):
    rows, bad = labelled(['{"question": "Who won?"}', "", line, '{"question": "Who lost?"}'], UTC)
    assert [row.question for row in rows] == ["Who won?", "Who lost?"]
    assert [one.line for one in bad] == [3]
    assert said in bad[0].error


def test_a_file_may_begin_with_a_byte_order_mark_and_hold_odd_line_ends(write):
    rows, bad = read_set(write("set.jsonl", '\ufeff{"question": "Who\u2028won?"}\r\n'), UTC)
    assert ([row.question for row in rows], bad) == (["Who\u2028won?"], [])


def test_a_file_that_is_no_text_is_one_error(write):
    with pytest.raises(SourceError, match="one JSON object a line"):
        read_set(write("set.jsonl", b"\xff\xfe\x00"), UTC)
