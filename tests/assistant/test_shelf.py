"""What a page of briefings chooses from."""

import json
from datetime import UTC, date, datetime

import pytest

from assistant import shelf
from assistant.editions import Order, kept
from ingest.briefings import shelved

NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)
LATER = datetime(2026, 3, 12, 18, tzinfo=UTC)
DAY = date(2026, 3, 12)


@pytest.fixture
def add(assistant, write):
    def added(text, published="2026-03-12", now=NOON):
        row = json.dumps({"id": "a", "url": f"https://post.example/{len(text)}", "published": published, "text": text})
        return [one.article_id for one in assistant.add([str(write("a.jsonl", row))], now=now)]

    return added


def test_days_are_listed_with_how_many_articles_each_has(assistant, add):
    add("The quay of Tarnwick was closed on Monday.", "2026-03-10")
    add("Divers looked at the wall of the quay.")
    add("The fish market has moved to the car park of the town.")
    assert shelf.articles_a_day(assistant) == {DAY: 2, date(2026, 3, 10): 1}


def test_the_editions_of_a_day_begin_with_the_newest_of_the_whole_day(assistant, add):
    add("The quay of Tarnwick was closed on Monday.", "2026-03-10")
    add("Divers looked at the wall of the quay of Tarnwick.")
    kept(assistant, Order("2026-03-12", now=NOON))
    kept(assistant, Order(since="2026-03-10", until="2026-03-12", now=NOON))
    add("The fish market of Tarnwick has moved to the car park.", now=LATER)
    kept(assistant, Order("2026-03-12", now=LATER))
    found = shelf.editions_of(assistant, shelved(assistant.library), DAY)
    assert [shelf.edition_words(one, UTC) for one in found] == [
        "Edition 2, made 12 Mar 2026, 18:00", "Edition 1, made 12 Mar 2026, 12:00",
        "Edition 1, made 12 Mar 2026, 12:00, from 2026-03-10",
    ]  # fmt: skip
    (day,) = shelf.kept_days(found)
    assert day.words == "Thu 12 Mar 2026, 3 editions"


def test_what_came_in_after_an_edition_was_made_is_counted(assistant, add):
    add("Divers looked at the wall of the quay of Tarnwick.")
    kept(assistant, Order("2026-03-12", now=NOON))
    (edition,) = shelved(assistant.library)
    assert shelf.came_since(assistant, edition) == 0
    add("The fish market of Tarnwick has moved to the car park.", now=LATER)
    add("The ferry of Port Callow was late.", "2026-03-11", now=LATER)
    assert shelf.came_since(assistant, edition) == 1


def test_an_edition_is_read_as_it_stands_today(assistant, add):
    (article,) = add("Divers looked at the wall of the quay of Tarnwick.")
    kept(assistant, Order("2026-03-12", now=NOON))
    (edition,) = shelved(assistant.library)
    assistant.remove([article])
    (cited,) = shelf.edition_as_it_stands(assistant, edition)["lead"][0]["citations"]
    assert (cited["removed"], cited["changed_since"]) == (True, False)
