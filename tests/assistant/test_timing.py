from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from assistant.timing import asked_time

NOW = datetime(2026, 3, 12, 18, tzinfo=UTC)  # a Thursday


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("What did Hale say yesterday?", (3, 11), (3, 11)),
        ("How many had died as of today?", (3, 12), (3, 12)),
        ("What did the railway announce on Tuesday?", (3, 10), (3, 10)),
        ("What was said on Thursday?", (3, 12), (3, 12)),
        ("What was said last Thursday?", (3, 5), (3, 5)),
        ("What happened last week?", (3, 2), (3, 8)),
        ("What happened this month?", (3, 1), (3, 12)),
        ("What has happened since Tuesday?", (3, 10), (3, 12)),
        ("What happened three days ago?", (3, 9), (3, 9)),
        ("What happened in the past two weeks?", (2, 26), (3, 12)),
        ("What happened in February?", (2, 1), (2, 28)),
        ("What happened between 3 and 5 March?", (3, 3), (3, 5)),
        ("Who marched on 11 March?", (3, 11), (3, 11)),
        ("Who marched on March 11, 2026?", (3, 11), (3, 11)),
        ("What happened after 9 March?", (3, 10), (3, 12)),
        ("What happened on 2026-03-09?", (3, 9), (3, 9)),
    ],
)
def test_a_question_shows_the_days_it_asks_about(question, first, last):
    found = asked_time(question, NOW)
    assert (found.first, found.last) == (date(2026, *first), date(2026, *last))
    assert found.words in question


@pytest.mark.parametrize(
    "question",
    [
        "What will happen next Tuesday?",
        "Which crossing will open in April?",
        "Who may march?",
        "Who won?",
        "What is due on Friday?",
        "Who met on 31 February?",
    ],
)
def test_a_question_of_the_future_or_of_no_time_names_no_days(question):
    assert asked_time(question, NOW) is None


def test_a_month_to_come_was_last_years():
    assert asked_time("Who resigned in October?", NOW).first == date(2025, 10, 1)


def test_a_year_and_a_month_are_not_exact():
    assert not asked_time("Who resigned in 2024?", NOW).exact
    assert asked_time("Who resigned on Monday?", NOW).exact


def test_days_are_the_readers_days():
    late = datetime(2026, 3, 12, 23, 30, tzinfo=UTC)
    assert asked_time("What was said today?", late.astimezone(ZoneInfo("Europe/Berlin"))).first == date(2026, 3, 13)


def test_news_of_a_day_is_told_on_the_days_after_it():
    told = asked_time("What was said on Monday?", NOW).told(date(2026, 3, 12))
    assert told == (date(2026, 3, 9), date(2026, 3, 11))


@pytest.mark.parametrize(
    "question",
    [
        "According to KARSK TODAY, who won?",
        "KARSK TODAY: who won?",
        "What did the Tonight Show say of Hale?",
        "What did the Sunday Ledger report?",
        "Who writes for the Saturday Evening Post?",
        "What did USA Today say of Karsk?",
    ],
)
def test_a_word_of_time_in_a_name_is_no_time(question):
    assert asked_time(question, NOW) is None


@pytest.mark.parametrize(
    "question", ["WHAT HAPPENED TODAY?", "What Happened Today?", "Today Hale resigned?", "What did Hale say Today?"]
)
def test_a_word_of_time_in_capitals_is_a_time_outside_names(question):
    assert asked_time(question, NOW).first == NOW.date()


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("What was decided at the Friday UN vote?", 6),
        ("Who was killed in the Saturday Karsk strike?", 7),
        ("What happened during the Tuesday Senate hearing?", 10),
        ("What is happening in Karsk Today?", 12),
        ("Who won in Ondrel Tonight?", 12),
        ("What happened in KARSK TODAY?", 12),
        ("What Happened Today In Karsk?", 12),
    ],
)
def test_a_word_of_time_beside_a_name_is_a_time(question, day):
    assert asked_time(question, NOW).first == date(2026, 3, day)
