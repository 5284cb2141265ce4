"""The order of the stories: an open sum."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from assistant.edition import Story
from assistant.newsday import Day
from assistant.ranking import WEIGHTS, Standing, rank_terms, watch_list_names, weighed, weights
from ingest.articles import Article, Paragraph
from ingest.errors import SettingsError

DAY = Day.of(date(2026, 3, 11), ZoneInfo("UTC"))


def article(name="a", source="Harbour Post", published="2026-03-11T12:00+00:00", origin_of=None):
    text = Paragraph(name, 1, 1, "The Grey Heron sank off Port Callow on Monday.")
    return Article(name, "Ferry sinks", (text,), source=source, published=published, origin_of=origin_of)


NEW = Standing()


def score(story, standing=NEW):
    return sum(weighed(rank_terms(story, DAY, standing), WEIGHTS).values())


def test_a_reprint_makes_no_story_weigh_more_than_a_witness_does():
    alone = Story("s", "", (article(),))
    reprinted = Story("s", "", (article(), article("b", "The Courier", origin_of="a")))
    confirmed = Story("s", "", (article(), article("b", "The Courier")))
    terms = [rank_terms(story, DAY, Standing())["origins"] for story in (alone, reprinted, confirmed)]
    assert terms[0] == terms[1] < terms[2]


def test_a_story_with_nothing_new_comes_after_all_others():
    story = Story("s", "", (article(),))
    assert score(story, Standing(changed=0)) < score(story, Standing(changed=1)) < score(story, Standing(changed=9))
    assert score(story, Standing(changed=0)) < score(story)


def test_a_watched_name_lifts_a_story():
    story = Story("s", "", (article(),))
    assert score(story, Standing(watched=("grey heron",))) == pytest.approx(score(story) + WEIGHTS["watch"])
    assert watch_list_names(story.articles, ("grey heron", "pensions")) == ("grey heron",)


def test_what_came_out_late_in_the_day_is_fresher():
    early, late = (Story("s", "", (article(published=f"2026-03-11T{hour}:00+00:00"),)) for hour in ("01", "23"))
    assert rank_terms(early, DAY, Standing())["freshness"] < rank_terms(late, DAY, Standing())["freshness"] <= 1


def test_weights_are_given_by_name():
    assert weights("origins=2, length=0") == {**WEIGHTS, "origins": 2.0, "length": 0.0}


@pytest.mark.parametrize("given", ["beauty=1", "origins", "origins=much"])
def test_what_is_no_weight_is_named(given):
    with pytest.raises(SettingsError, match=given):
        weights(given)
