"""A story's claims with what bears them out and what speaks against them."""

import json
from datetime import UTC, datetime

from assistant.json_out import record_json
from assistant.ledger import claims_of
from assistant.records import records
from assistant.statements import statements
from ingest.articles import Article, Paragraph

MARCH = "Some {} people marched through the capital Sarnholt on Wednesday evening to demand higher pensions."


def told(name, source, *paragraphs):
    texts = tuple(Paragraph(name, 1, number, text) for number, text in enumerate(paragraphs, 1))
    return statements(Article(name, "March", texts, source=source, published="2026-03-11"))


def test_a_claim_knows_who_bears_it_out_and_who_says_otherwise():
    courier, post, ledger = (
        told(name, name, MARCH.format(count)) for name, count in [("a", "45,000"), ("b", "45,000"), ("c", "28,000")]
    )
    first, *_ = records([*courier, *post, *ledger])
    assert [one.article.id for one in first.supports] == ["b"]
    assert [one.article.id for one in first.opposes] == ["c"]


def test_a_claim_that_nobody_else_tells_stands_alone():
    (one,) = records(told("a", "Post", "The quay in Port Aldo was shut on Monday, said Ada Hale."))
    assert (one.supports, one.opposes, one.places) == ((), (), ("Port Aldo",))


def test_a_claim_is_told_with_numbers_names_and_its_exact_place():
    found = record_json(records(told("a", "Post", MARCH.format("45,000")))[0])
    assert [one["low"] for one in found["numbers"]] == [40500.0]
    assert found["citation"]["quote"] == found["text"]
    assert (found["speaker"], found["attribution"], found["days"]) == (None, "own", ["2026-03-11"])


def test_the_claims_of_a_stored_story_are_those_of_all_its_articles(assistant, write):
    rows = [
        {"id": name, "source": name, "title": "March", "text": MARCH.format(count), "published": "2026-03-11"}
        for name, count in [("Courier", "45,000"), ("Ledger", "28,000")]
    ]
    path = write("a.jsonl", "\n".join(map(json.dumps, rows)))
    list(assistant.add([str(path)], now=datetime(2026, 3, 12, tzinfo=UTC)))
    (story,) = assistant.stories()
    assert [len(one.opposes) for one in claims_of(assistant.library, story)] == [1, 1]
