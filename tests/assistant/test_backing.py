"""What backs an answer up: independent sources, and the age of the latest."""

import json
from datetime import UTC, date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.backing import Backing, age, aged, backed, backing, told

LONG = " ".join(f"Boat {number} was moved from the quay of Port Aldo to basin {number * 7}." for number in range(20))
ROWS = (
    {"title": "A", "source": "The Courier", "published": "2026-03-10", "text": LONG},
    {"title": "B", "source": "Harbour Post", "published": "2026-03-11", "text": f"{LONG} It is shut."},
    {"title": "C", "source": "Northern Ledger", "published": "2026-03-12", "text": "The quay of Port Aldo was closed by Rosa Imhof."},
    {"title": "D", "source": "Harbour Post", "author": "Ann Hale, Meridian Wire", "published": "", "text": "Grain ships sail to Tarnwick."},
    {"title": "E", "source": "Meridian Wire", "author": "Meridian Wire staff", "published": "2026-03-09", "text": "Divers saw a crack."},
    {"title": "F", "source": "The Courier", "author": "Reuters", "published": "2026-03-09", "text": "A survey was made in 2019."},
    {"title": "G", "source": "Northern Ledger", "author": "By Reuters", "published": "2026-03-09", "text": "The basin is full."},
)  # fmt: skip


@pytest.fixture
def found(assistant, write):
    """What backs an answer up that cites articles of some titles."""
    list(assistant.add([str(write("a.jsonl", "".join(json.dumps(row) + "\n" for row in ROWS)))]))
    ids = {article.title: article.id for article in assistant.library.outlines()}

    def of(titles):
        cited = [
            {"article_id": ids[title], "version": 1, "title": title, "source": "", "published": ""} for title in titles
        ]
        return backing(assistant.library, cited, UTC)

    return of


def test_a_near_copy_counts_as_the_article_it_came_from(found):
    one = found("AB")
    assert (one.sources, told(one)) == ("only one source", "told by two outlets: The Courier, Harbour Post")
    assert found("ABC").sources == "two independent sources"


def test_what_an_agency_sent_out_counts_once_whoever_prints_it(found):
    assert found("DE").origins == 1
    assert found("FG").origins == 1
    assert found("CDEF").sources == "three independent sources"


def test_the_latest_source_is_as_old_as_it_is_today(found):
    assert aged(found("AC"), date(2026, 3, 14)) == "latest source two days old"
    assert aged(found("AD"), date(2026, 3, 10)) == "latest source of today, one not dated"
    assert aged(found("D"), date(2026, 3, 10)) == "not dated"


def test_sentences_of_one_source_each_are_not_told_as_if_their_sources_bore_each_other_out():
    apart, together = ({"origins": 3, "claims": [{"origins": count}] * 3} for count in (1, 3))
    assert (
        backed(apart)
        == "from three independent sources, each sentence by only one of them: none is confirmed by another"
    )
    assert backed(together) == "told by three independent sources"


def test_one_outlet_with_several_articles_is_one_source(found):
    assert (found("AF").origins, found("AA").articles) == (2, 1)
    assert told(Backing(1, 2, ("The Courier",), None, 2)) == "The Courier, in two articles"


def test_an_article_that_was_taken_out_counts_as_its_citation_names_it(assistant):
    cited = {"article_id": "gone", "version": 1, "title": "Quay", "source": "The Courier", "published": "2026-03-10"}
    one = backing(assistant.library, [cited], UTC)
    assert (one.origins, one.outlets, one.newest) == (1, ("The Courier",), date(2026, 3, 10))


@given(st.integers(-3, 40_000))
def test_every_age_is_told_in_one_unit(days):
    assert len(age(days).split()) in {2, 3}
