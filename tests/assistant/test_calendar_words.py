"""Days and times as news names them, read from the day of publication."""

from datetime import date

import pytest

from assistant.calendar_words import moments
from assistant.wording import read

WEDNESDAY = date(2026, 3, 11)


def bears_out(source, claim, published=WEDNESDAY):
    return any(
        told.bears_out(wanted) for wanted in moments(read(claim), published)[:1] for told in moments(read(source), published)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("on 24 February", "on February 24"),
        ("on Feb. 24th, 2026", "on 24 February"),
        ("on 2026-02-24", "on 24 February 2026"),
        ("on 24 February", "in February"),
        ("on 24 February", "in 2026"),
        ("on Monday", "on 9 March"),
        ("on 9 March", "on Monday"),
        ("yesterday", "on Tuesday"),
        ("today", "on Wednesday"),
        ("last year", "in 2025"),
        ("in 2025", "last year"),
        ("two days ago", "on Monday"),
        ("ten years ago", "in 2016"),
        ("on Friday", "this week"),
        ("on 7 to 8 August", "on 7 August"),
        ("on August 7-8", "on 8 August"),
        ("at 10am", "at 10:00"),
        ("at noon", "at 12 p.m."),
        ("since 7am on Saturday", "since seven on Saturday morning"),
        ("at 3.30pm", "at half past three in the afternoon"),
        ("from 5am to 7am", "between five and seven in the morning"),
        ("at 7pm", "at seven in the evening"),
        ("Wednesday’s talks", "on Wednesday"),
        ("in mid-October 2025", "in October 2025"),
        ("on October 6-8, 2025", "on 6-8 October 2025"),
        ("(1995-2005)", "from 1995 to 2005"),
    ],
)
def test_one_day_in_other_words_is_borne_out(source, claim):
    assert bears_out(source, claim)


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("on 24 February", "on 25 February"),
        ("in February", "on 24 February"),
        ("in 2026", "in February"),
        ("on Monday", "on Tuesday"),
        ("on Monday", "on 10 March"),
        ("last year", "in 2024"),
        ("last year", "this year"),
        ("at 10am", "at 10pm"),
        ("at 7am", "at seven in the evening"),
        ("yesterday", "today"),
        ("in March 2025", "in March 2024"),
    ],
)
def test_another_day_is_not(source, claim):
    assert not bears_out(source, claim)


def test_without_a_day_of_publication_equal_words_still_agree():
    assert bears_out("on Monday", "on Monday", None)
    assert bears_out("on 24 February", "on February 24", None)
    assert not bears_out("on Monday", "on 9 March", None)


def test_what_counts_something_is_no_year():
    assert [one.key for one in moments(read("It claims 1987 members, and was founded in 1987."), None)] == ["1987"]
    assert all(one.weak for one in moments(read("They may march on the capital."), None))
    assert moments(read("Pupils under 14 may not take part."), WEDNESDAY) == []


def test_a_time_counted_from_another_that_is_told_is_weak():
    for words in ("a year earlier", "two days later", "early the next year"):
        assert [one.weak for one in moments(read(words), WEDNESDAY)] == [True]
    assert [one.weak for one in moments(read("two days ago, next year"), WEDNESDAY)] == [False, False]
