from datetime import UTC, date, datetime

from assistant.answers import Filters
from assistant.reading import named_outlets, reading

NOW = datetime(2026, 3, 12, 18, tzinfo=UTC)
OUTLETS = ("The Courier", "Harbour Post")


def read(question, given=None, admits=lambda _: True):
    return reading(question, given, NOW, OUTLETS, admits)


def test_the_time_a_question_asks_about_becomes_a_filter_that_is_named():
    found = read("What did the railway announce on Tuesday?")
    assert found.filters.since.date() == date(2026, 3, 10)
    assert "'on Tuesday'" in found.notices[0]
    assert not found.may_widen


def test_a_filter_of_time_that_was_given_is_never_replaced():
    given = Filters(since=datetime(2026, 1, 1, tzinfo=UTC))
    assert read("What did the railway announce on Tuesday?", given).filters == given


def test_a_time_of_which_the_library_has_nothing_sets_no_filter():
    assert read("Who ruled in 1850?", admits=lambda _: False).filters is None


def test_a_month_may_be_answered_from_other_days_with_a_notice():
    found = read("Who resigned in February?")
    assert found.may_widen
    assert "other days" in found.widened(None).notices[0]


def test_an_outlet_asked_for_is_the_only_one_read():
    assert read("How many marched according to the Courier?").filters.sources == ("The Courier",)
    assert read("What did the Harbour Post report?").filters.sources == ("Harbour Post",)


def test_an_outlet_only_mentioned_is_no_filter():
    assert named_outlets("Who owns the Courier?", OUTLETS) == ()


def test_a_plain_question_has_no_filter():
    assert read("Who won?").filters is None


def test_a_question_about_a_day_is_answered_from_that_day(sample):
    now = datetime(2026, 3, 12, 18, tzinfo=UTC)
    answer = sample.ask("What did the railway announce on Tuesday?", now=now)
    assert {article.published[:10] for article in answer.articles} <= {"2026-03-10", "2026-03-11", "2026-03-12"}
    assert answer.filters.since is not None
    assert answer.notices
