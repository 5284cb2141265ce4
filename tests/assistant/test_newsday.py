"""Which articles a day's briefing tells of, and what its reader knows."""

import json
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from assistant.newsday import UNDATED, Day, newsday
from ingest import briefings

TEXT = "The harbour council of {} met on Monday evening and voted to close the quay until June, its chair said."


@pytest.fixture
def add(assistant, write):
    """Put an article in at a moment, and give its id."""

    def added(name, published, at, text=""):
        row = {"id": name, "url": f"https://{name}.example/quay", "title": f"Quay of {name}", "published": published}
        row["text"] = text or TEXT.format(name)
        outcomes = list(assistant.add([str(write("a.jsonl", json.dumps(row)))], now=moment(at)))
        return outcomes[0].article_id

    return added


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def keep(assistant, day, versions):
    coverage = [{"article_id": article_id, "version": version} for article_id, version in versions]
    made = datetime(day.year, day.month, day.day, 22, tzinfo=UTC)
    briefings.keep(assistant.library, day, {"coverage": coverage}, made=made)


def told(assistant, day, first=None):
    return newsday(assistant.library, day, ZoneInfo("UTC"), first)


def ids(articles):
    return {article.id for article in articles}


def test_articles_of_the_day_are_fresh_and_earlier_ones_known(assistant, add):
    early, today, late = (
        add(name, f"2026-03-{day}", "2026-03-12T09:00") for name, day in [("a", "09"), ("b", "10"), ("c", "11")]
    )
    news = told(assistant, date(2026, 3, 10))
    assert (ids(news.fresh), news.known) == ({today}, {early: 1})
    assert late not in news.known


def test_an_undated_article_counts_for_the_day_it_was_added_and_says_so(assistant, add):
    undated = add("a", "", "2026-03-10T09:00")
    news = told(assistant, date(2026, 3, 10))
    assert ids(news.fresh) == {undated}
    assert news.remark(news.fresh[0]) == UNDATED


def test_what_no_kept_briefing_told_of_is_told_late(assistant, add):
    known, late = add("a", "2026-03-09", "2026-03-09T09:00"), add("b", "2026-03-09", "2026-03-10T09:00")
    keep(assistant, date(2026, 3, 9), [(known, 1)])
    news = told(assistant, date(2026, 3, 10))
    assert (ids(news.fresh), set(news.known)) == ({late}, {known})
    assert "came in after" in news.remark(news.fresh[0])


def test_a_feed_that_dumps_old_entries_makes_no_news(assistant, add):
    keep(assistant, date(2026, 3, 9), [])
    old = add("a", "2025-11-02", "2026-03-10T09:00")
    news = told(assistant, date(2026, 3, 10))
    assert (news.fresh, set(news.known)) == ((), {old})


def test_what_comes_in_late_is_told_while_it_is_recent_for_the_day_that_is_briefed(assistant, add):
    keep(assistant, date(2026, 3, 9), [])
    old, recent = (add(name, f"2026-03-0{day}", "2026-03-10T09:00") for name, day in [("a", 7), ("b", 8)])
    assert ids(told(assistant, date(2026, 3, 10)).fresh) == {old, recent}
    assert ids(told(assistant, date(2026, 3, 12)).fresh) == {recent}
    assert ids(told(assistant, date(2027, 3, 10)).fresh) == set()


def test_what_was_there_when_the_last_briefing_was_made_does_not_come_in_late(assistant, add):
    there = add("a", "2026-03-08", "2026-03-09T09:00")
    keep(assistant, date(2026, 3, 9), [])
    news = told(assistant, date(2026, 3, 10))
    assert (news.fresh, news.known) == ((), {there: 1})


def test_what_was_still_being_stored_when_its_day_was_briefed_is_told_late(assistant, add):
    late = add("a", "2026-03-09", "2026-03-09T21:59:50")
    keep(assistant, date(2026, 3, 9), [])
    assert ids(told(assistant, date(2026, 3, 10)).fresh) == {late}


def test_what_came_out_on_a_day_that_was_not_briefed_lies_between(assistant, add):
    between = add("a", "2026-03-10", "2026-03-10T09:00")
    keep(assistant, date(2026, 3, 9), [])
    news = told(assistant, date(2026, 3, 11))
    assert (ids(news.between), news.fresh, news.known) == ({between}, (), {})


def test_an_article_that_changed_is_told_for_what_has_changed(assistant, add):
    changed = add("a", "2026-03-09", "2026-03-09T09:00")
    keep(assistant, date(2026, 3, 9), [(changed, 1)])
    assert add("a", "2026-03-09", "2026-03-10T09:00", TEXT.format("a") + " A second vote follows.") == changed
    news = told(assistant, date(2026, 3, 10))
    assert ([(one.id, one.version) for one in news.fresh], news.known) == ([(changed, 2)], {changed: 1})
    assert told(assistant, date(2026, 3, 9)).known == {}


def test_a_change_is_seen_without_any_kept_briefing_too(assistant, add):
    changed = add("a", "2026-03-09", "2026-03-09T09:00")
    add("a", "2026-03-09", "2026-03-10T09:00", TEXT.format("a") + " A second vote follows.")
    assert told(assistant, date(2026, 3, 10)).known == {changed: 1}
    assert told(assistant, date(2026, 3, 11)).known == {changed: 2}


def test_an_article_that_was_taken_back_is_told_as_gone_once(assistant, add):
    withdrawn = add("a", "2026-03-09", "2026-03-09T09:00")
    assistant.library.mark_gone(withdrawn, "withdrawn", moment("2026-03-10T12:00"))
    assert ids(told(assistant, date(2026, 3, 10)).gone) == {withdrawn}
    assert told(assistant, date(2026, 3, 11)).gone == ()


def test_several_days_are_told_as_one(assistant, add):
    articles = [
        add(name, f"2026-03-{day}", "2026-03-12T09:00") for name, day in [("a", "09"), ("b", "10"), ("c", "11")]
    ]
    news = told(assistant, date(2026, 3, 11), date(2026, 3, 10))
    assert (ids(news.fresh), set(news.known)) == (set(articles[1:]), {articles[0]})


def test_a_day_at_a_clock_change_has_its_own_length():
    spring, autumn = (Day.of(day, ZoneInfo("Europe/Berlin")) for day in (date(2026, 3, 29), date(2026, 10, 25)))
    assert [(day.end - day.start).total_seconds() / 3600 for day in (spring, autumn)] == [23, 25]
