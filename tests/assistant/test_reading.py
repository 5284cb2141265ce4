from datetime import UTC, date, datetime

import pytest

from assistant.answers import NO_FILTERS, Filters
from assistant.json_out import answer_json
from assistant.reading import Reading, named_outlets, outlets_read, time_read

NOW = datetime(2026, 3, 12, 18, tzinfo=UTC)
OUTLETS = ("The Courier", "Harbour Post")


def read(question, given=NO_FILTERS, admits=lambda _: True):
    return time_read(outlets_read(Reading(given), question, OUTLETS), question, NOW, admits)


def test_the_time_a_question_asks_about_becomes_a_filter_that_is_named():
    found = read("What did the railway announce on Tuesday?")
    assert found.filters.since.date() == date(2026, 3, 10)
    assert "'on Tuesday'" in found.notices[0]
    assert not found.may_widen


def test_a_filter_of_time_that_was_given_is_never_replaced():
    given = Filters(since=datetime(2026, 1, 1, tzinfo=UTC))
    assert read("What did the railway announce on Tuesday?", given).filters == given


def test_a_time_of_which_the_library_has_nothing_sets_no_filter():
    assert read("Who ruled in 1850?").filters == NO_FILTERS
    found = read("What happened on Tuesday?", admits=lambda _: False)
    assert found.filters == NO_FILTERS
    (told,) = found.notices
    assert told.startswith("no article is of the time asked about ('")
    assert "Tuesday'): all days were read" in told


def test_an_outlet_without_articles_of_that_time_is_not_taken_for_all_of_them():
    of_one = read("What did the Courier report on Tuesday?", admits=lambda tried: not tried.since)
    assert "no article of these outlets is of the time" in of_one.notices[-1]


def test_a_month_may_be_answered_from_other_days_with_a_notice():
    found = read("Who resigned in February?")
    assert found.may_widen
    assert "other days" in found.widened().notices[0]


def test_an_answer_from_other_days_is_still_of_the_outlet_asked_for():
    wide = read("Who resigned in February according to the Courier?").widened()
    assert (wide.filters, wide.read) == (Filters(sources=("The Courier",)), ("outlets",))
    assert "The Courier" in wide.notices[0]


def test_a_question_about_all_that_came_before_a_day_has_no_first_day():
    found = read("Who had resigned before Tuesday?")
    assert (found.filters.since, found.filters.until.date()) == (None, date(2026, 3, 12))
    assert "up to 2026-03-11" in found.notices[0]


def test_an_outlet_asked_for_is_the_only_one_read():
    assert read("How many marched according to the Courier?").filters.sources == ("The Courier",)
    assert read("What did the Harbour Post report?").filters.sources == ("Harbour Post",)


def test_an_outlet_only_mentioned_is_no_filter():
    assert named_outlets("Who owns the Courier?", OUTLETS) == ()


def test_a_plain_question_has_no_filter():
    assert read("Who won?").filters == NO_FILTERS


def test_a_question_about_a_day_is_answered_from_that_day(sample):
    now = datetime(2026, 3, 12, 18, tzinfo=UTC)
    answer = sample.ask("What did the railway announce on Tuesday?", now=now)
    assert {article.published[:10] for article in answer.articles} <= {"2026-03-10", "2026-03-11", "2026-03-12"}
    assert answer.filters.since is not None
    assert answer.notices


TWO_OUTLETS = (
    '{"title": "Quay", "source": "Harbour Post", "published": "2026-03-10", "text": "Rosa Imhof closed the quay of Port Aldo."}\n'
    '{"title": "Quay", "source": "The Courier", "published": "2026-03-01", "text": "The quay of Port Aldo was closed by Rosa Imhof, they say."}\n'
)
CLOSED = "Who closed the quay of Port Aldo on Tuesday according to the Harbour Post?"


@pytest.fixture
def quay(assistant, write):
    list(assistant.add([str(write("quay.jsonl", TWO_OUTLETS))]))
    return assistant


def outlets_of(answer):
    """The outlets of what an answer cites or, refused, was read."""
    return {article.source for article in answer.articles} | {hit.article.source for hit in answer.closest}


def test_what_a_question_names_is_told_apart_from_the_filters_given(quay):
    assert answer_json(quay.ask(CLOSED, now=NOW))["filters_read"] == ["outlets", "time"]
    given = Filters(sources=("Harbour Post",))
    assert answer_json(quay.ask(CLOSED, given, now=NOW))["filters_read"] == ["time"]


def test_a_reading_that_is_taken_away_limits_nothing(quay):
    assert outlets_of(quay.ask(CLOSED, now=NOW)) == {"Harbour Post"}
    asked = quay.ask(CLOSED, now=NOW, read=())
    assert (asked.filters, asked.filters_read, asked.notices) == (NO_FILTERS, (), ())
    assert outlets_of(asked) == {"Harbour Post", "The Courier"}
    assert quay.ask(CLOSED, now=NOW, read=["time"]).filters.sources == ()


@pytest.mark.parametrize("question", [CLOSED, "Who closed the quay of Port Aldo in March?"])
def test_a_filter_that_was_given_stands_when_it_leaves_nothing_to_read(quay, question):
    for given in (
        Filters(sources=("Meridian Wire",)),
        Filters(since=datetime(2026, 3, 11, tzinfo=UTC)),
        Filters(until=datetime(2026, 2, 1, tzinfo=UTC)),
    ):
        asked = quay.ask(question, given, now=NOW)
        assert (asked.claims, asked.closest) == ((), ())
        assert "no article passes the filters" in asked.notices


def test_an_outlet_that_became_a_filter_need_not_stand_in_its_articles():
    read = outlets_read(Reading(), "Who closed the quay according to the Courier?", ["The Courier"])
    assert read.rest_of("Who closed the quay according to the Courier?") == "Who closed the quay?"
    assert read.rest_of("News according to the Courier?") == "News according to the Courier?"
    assert Reading().rest_of("Who closed the quay?") == "Who closed the quay?"


def test_a_word_of_time_in_the_name_of_an_outlet_is_no_time():
    def asked(question, outlets):
        return time_read(Reading(), question, NOW, lambda _: True, outlets).filters

    assert asked("what does karsk today say of hale?", ("Karsk Today",)) == NO_FILTERS
    assert asked("what does karsk today say of hale?", ("Today",)).since is not None


def test_all_the_news_of_a_week_is_not_of_the_days_after_it():
    found = read("What happened last week?")
    assert (found.filters.since.date(), found.filters.until.date()) == (date(2026, 3, 2), date(2026, 3, 9))
    assert found.notices[0].endswith("to 2026-03-08 were read, for 'last week' in the question")


def test_all_the_news_of_a_week_without_articles_may_stand_in_those_of_the_days_after_it():
    found = read("What happened last week?", admits=lambda tried: tried.until.date() > date(2026, 3, 9))
    assert found.filters.until.date() == date(2026, 3, 11)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What did Hale say last week?", "and the 2 days after, which may tell of it"),
        ("What did Hale say on Wednesday?", "and the day after, which may tell of it"),
        ("What did Hale say today?", "for 'today' in the question"),
    ],
)
def test_days_read_beyond_those_asked_about_are_told(question, told):
    assert read(question).notices[0].endswith(told)
