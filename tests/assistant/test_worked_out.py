"""What a reader may work out from a source, and what not."""

from datetime import date

import pytest

from assistant.calendar_words import moments
from assistant.quantities import quantities
from assistant.verify import Source, verify
from assistant.wording import read
from assistant.worked_out import follows

DAY = date(2026, 5, 16)


def is_worked_out(claim, text, published=DAY):
    told, days = read(text), moments(read(text), published)
    counts = quantities(told, [(one.start, one.end) for one in days])
    return follows(quantities(read(claim))[0], told, [*counts, *days], published)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("They had waited for 38 years.", "They had not won it since 1988."),
        ("The bridge is more than 50 years old.", "The bridge was built in 1974."),
        ("It has been shut for two months.", "It was closed in March 2026."),
        ("It was shut five days ago.", "It was closed on 11 May."),
        ("The loss is four times as large.", "A profit of $85m became a loss of $340m."),
        ("The state got 64 million euros.", "The port made €96m and paid two thirds of it to the state."),
        ("The price doubled to 80 dollars.", "The price rose from 40 to 80 dollars."),
        ("Half of the staff may stay.", "Of 640 staff, 320 may stay."),
        ("The three states agreed.", "Estia, Velmora and Ysra agreed."),
    ],
)
def test_what_follows_from_years_numbers_and_lists_is_worked_out(claim, text):
    assert is_worked_out(claim, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("They had waited for 28 years.", "They had not won it since 1988."),
        ("The bridge is more than 30 years old.", "The bridge was built in 1974."),
        ("The loss is three times as large.", "A profit of $85m became a loss of $340m."),
        ("The state got 46 million euros.", "The port made €96m and paid two thirds of it to the state."),
        ("The price tripled to 80 dollars.", "The price rose from 40 to 80 dollars."),
        ("Half of the staff may stay.", "All 640 staff may stay for 2 years."),
        ("The five states agreed.", "Estia, Velmora and Ysra agreed."),
        ("It cost four dollars.", "A profit of $85m became a loss of $340m."),
        ("Nearly four came.", "Estia, Velmora, Ysra and Osten came."),
    ],
)
def test_another_number_does_not_follow(claim, text):
    assert not is_worked_out(claim, text)


def day_follows(claim, text, published=DAY):
    told = read(text)
    return follows(moments(read(claim), published)[0], told, moments(told, published), published)


def test_a_day_counted_from_another_of_the_same_sentence_is_worked_out():
    text = "The port was shelled on Wednesday, two days after the bridge was hit."
    assert day_follows("The bridge was hit on Monday.", text)
    assert not day_follows("The bridge was hit on Tuesday.", text)
    assert not day_follows("The bridge was hit on Friday.", text)
    after = "A day after the vote on Monday the mill closed, and on 13 May, a week before the trial, he fled."
    assert day_follows("The mill closed on Tuesday.", after)
    assert not day_follows("The mill closed on Sunday.", after)
    assert day_follows("The trial began on 20 May.", after)
    assert not day_follows("The trial began on 6 May.", after)
    assert day_follows("It opened on 14 May.", "It was built on 13 May and opened the next day.")
    assert not day_follows("It opened on 12 May.", "It was built on 13 May and opened the next day.")
    assert not day_follows("The bridge was hit on Monday.", text.replace("two days after", "before"))


def test_without_a_day_of_publication_no_time_has_passed():
    assert not is_worked_out("They had waited for 38 years.", "They had not won it since 1988.", None)


def test_a_number_that_is_told_of_something_else_is_not_excused_by_a_list():
    text = "Estia, Velmora and Ysra lost 3 ships and 12 tanks."
    assert verify("Estia, Velmora and Ysra lost 12 ships and 3 tanks.", [Source(text)]).verdict == "unsupported"
