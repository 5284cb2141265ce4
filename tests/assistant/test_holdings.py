"""What the library holds, listed: the newest first, and found by title, outlet, days, language and state."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assistant import holdings
from assistant.holdings import Wanted, matching

HERRING = "Traders expect the price of herring to fall"  # the first words of what has no title
NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
LONG = "The harbour master of Ostrel counted forty barges at the outer quay on Tuesday morning, more than in any March before. "
LONG += "Berth nine stays closed until the divers have inspected the sluice, the port office said in a written statement on Monday. "
ROWS = (
    {"title": "Quay closed", "source": "The Courier", "published": "2026-03-10", "text": LONG, "url": "https://a.example/1"},
    {"title": "The quay, again", "source": "Harbour Post", "published": "2026-03-12", "text": LONG + "So it said.", "url": "https://b.example/1"},
    {"title": "Nachtzüge", "source": "Der Bote", "published": "2026-03-11", "language": "de", "text": "Die Nachtzüge nach Ruvica fahren ab Mai wieder."},
    {"source": "Harbour Post", "text": "Traders expect the price of herring to fall."},
)  # fmt: skip


@pytest.fixture
def listed(assistant, write):
    list(assistant.add([str(write("a.jsonl", "".join(json.dumps(row) + "\n" for row in ROWS)))], now=NOW))
    assistant.library.mark_gone(next(one.id for one in assistant.articles() if one.title == "Nachtzüge"), "404", NOW)
    return holdings.holdings(assistant)


def titles(found):
    return [one.named for one in found]


def test_the_newest_is_first_and_what_is_not_dated_counts_to_the_day_it_was_added(listed):
    assert titles(listed) == [HERRING, "The quay, again", "Nachtzüge", "Quay closed"]
    assert (listed[0].day, listed[0].is_dated) == (date(2026, 3, 20), False)
    assert holdings.described(listed[0]) == "Harbour Post · 20 Mar 2026 (added; not dated)"
    assert holdings.totals(listed) == "4 articles of 3 outlets, 10 Mar 2026 to 20 Mar 2026"


def test_of_articles_that_name_no_outlet_none_is_said_to_be_of_one(listed):
    unnamed = [replace(listed[2], outlet=""), listed[3]]
    assert holdings.totals(unnamed).startswith("2 articles, 1 of them of one outlet, ")
    assert holdings.totals(unnamed[:1]).startswith("1 article, ")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted("QUAY"), ["The quay, again", "Quay closed"]),
        (Wanted("quay aga"), ["The quay, again"]),
        (Wanted("uay"), []),
        (Wanted("herring traders"), [HERRING]),
        (Wanted(outlet="Harbour Post"), [HERRING, "The quay, again"]),
        (Wanted(since=date(2026, 3, 11), until=date(2026, 3, 12)), ["The quay, again", "Nachtzüge"]),
        (Wanted(language="de"), ["Nachtzüge"]),
        (Wanted(copies_only=True), ["The quay, again"]),
        (Wanted(gone_only=True), ["Nachtzüge"]),
    ],
)
def test_articles_are_found_by_the_beginnings_of_the_titles_words_and_by_what_they_are(listed, wanted, found):
    assert titles(matching(listed, wanted)) == found


def test_what_a_purge_takes_out_is_what_it_is_said_to_take_out(listed, assistant):
    day = date(2026, 3, 12)
    said = {one.id for one in holdings.before(listed, day)}
    assert said == set(assistant.purge(day))
    assert len(said) == 2


def test_names_to_choose_from_are_those_that_there_are(listed):
    assert holdings.outlets(listed) == ["Der Bote", "Harbour Post", "The Courier"]
    assert "de" in holdings.languages(listed)
