"""The stories of a kept briefing in the order that a reader's weights give."""

from editions import edition, story
from hypothesis import given
from hypothesis import strategies as st

from assistant.layout import claims_of
from assistant.ordering import as_setting, made_with, moves, reordered
from assistant.ranking import WEIGHTS, weighed, weights

MANY = {"origins": 2.0, "news": 1.0, "watch": 0.0}  # told by many
WATCHED = {"origins": 1.0, "news": 1.0, "watch": 1.0}  # on the watch list


def told(number, title, values, using=WEIGHTS):
    return story(number, title=title, rank_values=values, rank_terms=weighed(values, using))


BRIDGE = told(1, "Bridge closed", MANY)
FERRY = told(2, "Ferry late", WATCHED | {"watch": 0.5})
DAY = edition(BRIDGE, FERRY)


def titles(data):
    return [one["title"] for one in data["stories"]]


def test_with_the_weights_that_it_was_made_with_an_edition_is_as_it_is():
    assert reordered(DAY, made_with(DAY)) is DAY


def test_a_term_that_weighs_more_lifts_its_stories_and_their_ranks_are_told_anew():
    changed = reordered(DAY, {"watch": 3.0})
    assert titles(changed) == ["Ferry late", "Bridge closed"]
    assert [one["rank"] for one in changed["stories"]] == [1, 2]
    assert changed["stories"][0]["rank_terms"]["watch"] == 1.5
    assert [one.words for one in moves(DAY, changed)] == ["Ferry late: 2 → 1", "Bridge closed: 1 → 2"]


def test_the_citations_of_another_order_are_numbered_as_they_are_read():
    changed = reordered(DAY, {"watch": 3.0})
    numbers = [one["number"] for claim in claims_of(changed) for one in claim["citations"]]
    assert list(dict.fromkeys(numbers)) == sorted(set(numbers))
    assert sorted(c["text"] for c in claims_of(changed)) == sorted(c["text"] for c in claims_of(DAY))


def test_a_term_that_was_given_no_weight_can_be_weighed_again():
    without = edition(
        told(1, "Bridge closed", MANY, WEIGHTS | {"watch": 0.0}),
        told(2, "Ferry late", WATCHED, WEIGHTS | {"watch": 0.0}),
    )
    assert titles(reordered(without, {"watch": 1.5})) == ["Ferry late", "Bridge closed"]


def test_the_weights_of_an_edition_are_read_off_its_terms():
    own = WEIGHTS | {"origins": 0.4}
    assert made_with(edition(told(1, "Bridge closed", MANY, own)))["origins"] == 0.4
    assert made_with(edition()) == WEIGHTS


def test_an_older_edition_that_has_only_weighed_terms_is_ordered_as_if_by_the_usual_weights():
    old = [{name: value for name, value in one.items() if name != "rank_values"} for one in (BRIDGE, FERRY)]
    assert titles(reordered(edition(*old), {"watch": 3.0})) == ["Ferry late", "Bridge closed"]


def test_a_story_without_terms_stays_behind_the_others():
    bare = story(3, title="Fair held", rank_terms={})
    assert titles(reordered(edition(bare, BRIDGE), {"origins": 2.0})) == ["Bridge closed", "Fair held"]


@given(st.dictionaries(st.sampled_from(sorted(WEIGHTS)), st.integers(0, 60).map(lambda number: number / 20)))
def test_weights_that_are_kept_are_read_back_as_they_were(chosen):
    assert weights(as_setting(chosen)) == WEIGHTS | chosen
