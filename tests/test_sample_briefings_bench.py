"""What the measure of the sample's briefings promises: one that tells what is written down has it all, a silent one nothing."""

from dataclasses import replace

import pytest

from bench import sample_briefings as measure
from bench._placed import Place
from bench.sample_briefings import Day, Item, figures


@pytest.fixture
def gold(assistant):
    """The five days as they are written down, over the sample library."""
    list(assistant.add([str(measure.SAMPLE_ARTICLES)]))
    days = measure.days(assistant, measure.gold_rows())
    return [replace(day, told=(), anywhere=(), implied=()) for day in days]


def place(start, article="a"):
    return Place(article, 1, 1, start, start + 10)


def change(kind, before, after):
    return Item("changes", kind, (() if before is None else (place(before),), (place(after),)), "")


def day(told=(), gold=(), anywhere=(), implied=()):
    return Day(tuple(told), tuple(gold), tuple(anywhere), tuple(implied))


def figure(name, *made):
    return next(one for one in figures(made) if one.name == name)


def test_a_briefing_that_tells_what_is_written_down_is_right_and_lacks_nothing(gold):
    told = [
        replace(one, told=one.gold, anywhere=tuple(p for item in one.gold for side in item.sides for p in side))
        for one in gold
    ]
    for one in figures(told):
        assert one.found == one.gold > 0
        assert one.right == one.reported


def test_a_silent_briefing_finds_nothing_and_says_nothing_wrong(gold):
    for one in figures(gold):
        assert one.found == 0 < one.gold
        assert not one.reported


def test_a_change_of_another_kind_is_found_in_what_is_measured_whatever_the_kind():
    one = day([change("updated", 0, 50)], [change("corrected", 0, 50)])
    assert figure("changes, corrected", one).found == 0
    assert figure("changes, updated", one).right == 0
    assert figure("changes of whatever kind", one).found == 1


def test_a_change_that_says_something_else_was_told_before_is_not_found():
    one = day([change("updated", 20, 50)], [change("updated", 0, 50)])
    assert figure("changes, updated", one).found == 0


def test_what_a_new_story_tells_first_is_new():
    one = day(gold=[change("new", None, 50)], implied=[place(50)])
    assert figure("changes, new", one).found == 1
    assert figure("changes, new", one).reported == 0


def test_a_difference_needs_two_versions_that_tell_the_two_that_are_written_down():
    gold = Item("differences", "number", ((place(0),), (place(50),)), "")
    one_sided = Item("differences", "number", ((place(0),), (place(100),)), "")
    other_kind = Item("differences", "date", ((place(50),), (place(0),)), "")
    assert figure("differences", day([one_sided], [gold])).found == 0
    assert figure("differences", day([other_kind], [gold])).found == 1
    assert figure("differences by kind", day([other_kind], [gold])).found == 0


def test_words_are_found_under_their_speaker_alone():
    gold = Item("said", "Ada Hale", ((place(0),),), "")
    assert figure("said", day([replace(gold, kind="the mayor, Hale")], [gold])).found == 1
    assert figure("said", day([replace(gold, kind="Tom Brand")], [gold])).found == 0


def test_what_two_articles_tell_in_the_same_words_is_asked_for_once(gold):
    marrack = [
        item for one in gold for item in one.gold if item.section == "said" and "hill has not finished" in item.words
    ]
    assert len(marrack) == 1
    assert len({place.article for place in marrack[0].sides[0]}) == 3
