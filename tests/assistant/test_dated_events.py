from datetime import UTC, date, datetime

import pytest

from assistant.dated_events import asked_event, day_of_event

TOLD = [
    ("Ysra talks resume in Hollmere", date(2026, 3, 10)),
    ("Day two of the Ysra talks", date(2026, 3, 11)),
    ("Storm closes the quay", date(2026, 1, 5)),
    ("Another storm closes the airport", date(2026, 3, 5)),
]


@pytest.mark.parametrize(
    ("question", "bound", "words"),
    [
        ("What did Hale say before the Ysra talks?", "before", "the Ysra talks"),
        ("What has changed since the storm?", "since", "the storm"),
        ("Who left after the fire in Port Aldo?", "after", "the fire in Port Aldo"),
    ],
)
def test_a_question_may_measure_time_by_an_event(question, bound, words):
    found = asked_event(question)
    assert (found["bound"], found["words"]) == (bound, words)


@pytest.mark.parametrize(
    "question", ["Who stood before the court?", "What comes after the bridge?", "When are the talks?"]
)
def test_what_is_no_event_names_no_time(question):
    assert asked_event(question) is None


def test_an_event_is_of_the_first_day_that_tells_of_it():
    assert day_of_event("the Ysra talks", TOLD) == date(2026, 3, 10)


@pytest.mark.parametrize("words", ["the storm", "the summit", "the"])
def test_a_name_of_several_events_or_of_none_names_no_day(words):
    assert day_of_event(words, TOLD) is None


def test_only_what_came_after_the_event_is_read_and_the_answer_says_so(sample):
    now = datetime(2026, 3, 12, 18, tzinfo=UTC)
    answer = sample.ask("How many ballots were counted after the recount?", now=now, model="")
    assert (answer.filters.since.date(), answer.filters_read) == (date(2026, 3, 11), ("time",))
    assert "after the recount" in answer.notices[0]


def test_a_filter_that_is_given_is_kept_whatever_event_is_named(sample):
    given = sample.filters(datetime(2026, 3, 12, tzinfo=UTC), "2026-03-12")
    answer = sample.ask("How many ballots were counted after the recount?", given, model="")
    assert answer.filters == given
