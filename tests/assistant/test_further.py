"""What may be asked further about a line of a briefing."""

from datetime import date

import pytest

from assistant.further import clause, further, story_told, subject

DAY = date(2026, 3, 12)
STORY = {"title": "Quay of Port Aldo closed for repairs", "outlets": ["Harbour Post", "The Courier"]}
LINE = "The quay of Port Aldo was closed on Monday, after divers had seen a crack in its wall."
TOLL = "PORT ALDO, March 12 (Wire) - The toll of the Blue Heron rose to 14 dead, the coast guard said."


def asked(text=LINE, story=STORY, cited="Harbour Post"):
    return further(text, story, DAY, cited)


def test_each_line_may_be_asked_for_its_reason_for_who_disagrees_and_for_what_it_was_before():
    assert [one.label for one in asked()] == ["Why?", "Who disagrees?", "What was it before?"]


def test_a_reason_is_asked_for_without_the_reason_that_the_line_gives_already():
    assert asked()[0].question == "What is the reason that the quay of Port Aldo was closed on Monday?"


def test_the_reason_may_stand_in_earlier_articles_and_what_was_before_only_in_them():
    why, _, before = asked()
    assert (why.until, before.until) == (DAY, date(2026, 3, 11))
    assert before.question == "What was said of the quay of Port Aldo?"


def test_who_disagrees_is_asked_of_the_other_outlets_of_the_story():
    assert asked()[1].outlets == ("The Courier",)
    assert asked(cited="The Courier")[1].outlets == ("Harbour Post",)


def test_where_one_outlet_tells_a_story_somebody_who_denies_it_is_looked_for_everywhere():
    alone = asked(story=STORY | {"outlets": ["Harbour Post"]})[1]
    assert alone.question == "Who denies the quay of Port Aldo?"
    assert alone.outlets == ()


@pytest.mark.parametrize(
    ("line", "question"),
    [("Tarnwick denies planning a new toll.", "Who accuses Tarnwick?"), ("Ann Hale opened the quay.", "Who contradicts Ann Hale?")],
)  # fmt: skip
def test_nobody_is_asked_to_deny_a_name(line, question):
    assert asked(line, STORY | {"outlets": ["Harbour Post"]})[1].question == question


def test_a_count_of_people_is_asked_for_as_a_count_of_everybody_and_of_earlier_days():
    _, disagreeing, before = asked(TOLL)
    assert disagreeing.question == before.question == "How many people died (Blue Heron)?"
    assert (disagreeing.outlets, disagreeing.until, before.until) == ((), None, date(2026, 3, 11))


@pytest.mark.parametrize("text", ["“We will be quick,” said Ann Hale.", "He gave them until April."])
def test_a_line_that_does_not_say_what_it_is_about_is_asked_about_by_the_title_of_its_story(text):
    assert asked(text)[2].question == "What was said of Quay of Port Aldo?"


def test_a_question_never_repeats_a_whole_long_line():
    assert len(clause("word " * 80).split()) <= 14
    assert subject("") == ""


def test_nothing_is_asked_of_a_line_that_says_nothing():
    assert further("", STORY, DAY) == ()


def test_the_story_of_a_line_of_the_lead_is_that_of_its_article():
    data = {"stories": [{"id": "s1", "articles": ["a"]}, {"id": "s2", "articles": ["b"]}]}
    assert story_told(data, {"article_id": "b"})["id"] == "s2"
    assert story_told(data, {"article_id": "b"}, "s1")["id"] == "s1"
    assert story_told(data, {"article_id": "c"}) == {}
