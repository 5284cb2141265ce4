import copy

import pytest
from editions import citation, edition, story
from hypothesis import given
from hypothesis import strategies as st

from assistant.edition import SECTIONS
from assistant.layout import claims_of
from assistant.lengths import LENGTHS, renumbered, shortened
from ingest.errors import SettingsError

SEVEN = edition(*(story(number) for number in range(1, 8)))
SELECTIONS = st.sets(st.sampled_from(SECTIONS))


def numbers(data):
    return [one["number"] for claim in claims_of(data) for one in claim["citations"]]


def places(data):
    return [(c["article_id"], c["version"], c["paragraph"]) for claim in claims_of(data) for c in claim["citations"]]


def test_the_long_form_is_the_briefing_as_it_is():
    assert shortened(SEVEN, "long") == SEVEN


def test_the_short_form_has_five_stories_with_one_sentence_and_what_changed():
    short = shortened(SEVEN, "short")
    assert len(short["stories"]) == 5
    assert all(len(told["summary"]) == 1 and told["changes"] for told in short["stories"])
    assert not any(told[name] for told in short["stories"] for name in SECTIONS if name != "changes")
    assert short["lead"] == SEVEN["lead"]
    assert "5 of the day's 7 stories" in short["notices"][0]


def test_the_medium_form_has_every_story_with_what_changed_and_where_sources_differ():
    medium = shortened(SEVEN, "medium")
    assert [len(told["summary"]) for told in medium["stories"]] == [2] * 7
    assert {name for told in medium["stories"] for name in SECTIONS if told[name]} == {"changes", "differences"}


def test_sections_that_are_named_stand_in_place_of_those_of_the_length():
    told = shortened(SEVEN, "short", ["said"])["stories"][0]
    assert told["said"]
    assert not told["changes"]


@given(length=st.sampled_from(LENGTHS), sections=st.none() | SELECTIONS)
def test_citations_are_numbered_in_reading_order_one_number_a_paragraph(length, sections):
    cut = shortened(SEVEN, length, sections)
    first_uses = list(dict.fromkeys(numbers(cut)))
    assert first_uses == list(range(1, len(first_uses) + 1))
    assert len(set(zip(numbers(cut), places(cut), strict=True))) == len(set(numbers(cut))) == len(set(places(cut)))


@given(length=st.sampled_from(LENGTHS), sections=st.none() | SELECTIONS)
def test_every_article_stays_accounted_for_and_is_called_cited_only_when_it_is(length, sections):
    cut = shortened(SEVEN, length, sections)
    assert [entry["article_id"] for entry in cut["coverage"]] == [entry["article_id"] for entry in SEVEN["coverage"]]
    cited = {entry["article_id"] for entry in cut["coverage"] if entry["use"] == "cited"}
    assert cited == {article for article, _, _ in places(cut)}


@given(length=st.sampled_from(LENGTHS), sections=st.none() | SELECTIONS)
def test_cutting_twice_is_cutting_once_and_leaves_the_briefing_alone(length, sections):
    before = copy.deepcopy(SEVEN)
    cut = shortened(SEVEN, length, sections)
    assert shortened(cut, length, sections) == cut
    assert before == SEVEN


def test_what_a_length_leaves_out_says_where_it_is_told():
    reasons = {entry["article_id"]: (entry["use"], entry["reason"]) for entry in shortened(SEVEN, "short")["coverage"]}
    assert reasons["a11"] == ("same_story", "cited at greater length")
    assert reasons["a71"] == ("left_out", "its story is told at greater length")
    assert reasons["a0"] == ("left_out", "too short")


def test_two_spans_of_one_paragraph_keep_one_number():
    twice = {
        "text": "Both.",
        "verdict": "supported",
        "citations": [citation(9, "Late."), citation(9, "Later.", start=6)],
    }
    assert numbers(renumbered({"lead": [twice]})) == [1, 1]


@pytest.mark.parametrize(("length", "sections"), [("tiny", None), ("long", ["weather"])])
def test_a_length_or_section_that_there_is_not_is_refused_with_those_there_are(length, sections):
    with pytest.raises(SettingsError, match=r"short, medium, long|changes, points"):
        shortened(SEVEN, length, sections)


def test_a_briefing_older_than_a_field_can_be_cut():
    assert shortened({"day": "2026-03-11"}, "short")["stories"] == []
