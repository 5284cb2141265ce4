"""The stories of a library as a page lists them."""

import json
from datetime import UTC, date, datetime

import pytest

from assistant import story_lists
from assistant.story_lists import Wanted

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
QUAY = "The quay of Tarnwick was closed on Monday, the harbour master of Tarnwick said."
ROWS = (
    {"title": "Quay closed", "source": "The Courier", "published": "2026-03-10", "text": QUAY},
    {"title": "Quay wall", "source": "Harbour Post", "published": "2026-03-12",
     "text": "Divers looked at the wall of the quay.\n\n“It will not fall,” said Ann Hale, the harbour master."},
    {"title": "Pensions", "source": "The Courier", "published": "2026-03-11", "text": "The bank will pay pensions later."},
    {"title": "A page", "source": "The Courier", "published": "", "text": "Feed no gulls on the pier, please, ever."},
)  # fmt: skip


@pytest.fixture
def stories(assistant, write):
    """Three stories: of the quay, whose two articles a person merged, of pensions, and of an undated page."""
    list(assistant.add([str(write("a.jsonl", "".join(json.dumps(row) + "\n" for row in ROWS)))], now=NOW))
    alone = {one.articles[0].title: one.id for one in assistant.stories() if len(one.articles) == 1}
    if "Quay wall" in alone:
        assistant.merge_stories([alone["Quay closed"], alone["Quay wall"]])
    return assistant.stories()


def test_the_story_with_the_newest_article_comes_first_and_what_is_undated_last(stories):
    quay, pensions, gulls = story_lists.rows(reversed(stories), UTC)
    assert (quay.first, quay.last, quay.single_source) == (date(2026, 3, 10), date(2026, 3, 12), False)
    assert quay.told_by == "Told by 2 independent sources: The Courier, Harbour Post"
    assert (pensions.title, pensions.single_source, pensions.is_dated) == ("Pensions", True, True)
    assert (gulls.first, gulls.is_dated) == (date(2026, 3, 20), False)


def test_stories_are_found_by_the_words_of_their_articles_titles_and_outlets(stories):
    listed = story_lists.rows(stories, UTC)
    assert [one.last.day for one in story_lists.matching(listed, Wanted("WALL harb"))] == [12]
    assert len(story_lists.matching(listed, Wanted("courier"))) == 3
    assert story_lists.matching(listed, Wanted("wall pensions")) == []
    assert story_lists.matching(listed, Wanted("  ")) == listed


def test_the_articles_of_a_story_stand_under_their_days_and_each_opens(stories):
    story = next(one for one in stories if len(one.articles) == 2)
    told = story_lists.tellings(story, UTC)
    days = story_lists.by_day(told)
    assert [(day.title, day.sentences[0].label, day.sentences[0].text) for day in days] == [
        ("Tuesday, 10 March 2026", "The Courier", "Quay closed"), ("Thursday, 12 March 2026", "Harbour Post", "Quay wall"),
    ]  # fmt: skip
    cited = [day.sentences[0].citations[0] for day in days]
    assert [(one["number"], one["article_id"]) for one in cited] == [(1, told[0].id), (2, told[1].id)]


def test_who_says_what_is_cited_to_the_letter(assistant, stories):
    story = next(one for one in stories if len(one.articles) == 2)
    (hale,) = [part for part in story_lists.speakers(assistant, story) if "Ann Hale" in part.title]
    (said,) = hale.sentences
    cited = said.citations[0]
    paragraph = assistant.library.article(cited["article_id"]).paragraphs[cited["paragraph"] - 1]
    assert paragraph.text[cited["start"] : cited["end"]] == cited["quote"] == said.text


def test_the_state_moves_when_a_person_changes_a_story(assistant, stories):
    before = story_lists.state(assistant)
    assert story_lists.state(assistant) == before
    assistant.rename_story(stories[0].id, "The closed quay")
    assert story_lists.state(assistant) != before


def test_no_two_choices_are_called_the_same():
    def row(name, title):
        return story_lists.Row(name, title, "", date(2026, 3, 10), date(2026, 3, 10), True, True, "")

    named = story_lists.story_labels([row("a", "Quay"), row("b", "Quay"), row("c", "Ferry")])
    assert list(named.values()) == ["Quay (2026-03-10) [a]", "Quay (2026-03-10) [b]", "Ferry (2026-03-10)"]


def test_stories_are_found_by_outlet_and_by_the_days_of_their_articles(stories):
    listed = story_lists.rows(stories, UTC)
    assert [one.title for one in story_lists.matching(listed, Wanted(outlets=("Harbour Post",)))] == [listed[0].title]
    eleventh = date(2026, 3, 11)
    assert [one.title for one in story_lists.matching(listed, Wanted(since=eleventh, until=eleventh))] == ["Pensions"]
    assert len(story_lists.matching(listed, Wanted(until=eleventh))) == 2


def test_a_matrix_counts_the_articles_of_each_outlet_and_day(stories):
    story = next(one for one in stories if len(one.articles) == 2)
    heading, *rows = story_lists.matrix(story_lists.tellings(story, UTC))
    assert heading == ("Outlet", "10 Mar", "12 Mar", "All")
    assert rows == [("Harbour Post", "", "1", "1"), ("The Courier", "1", "", "1")]


def test_what_the_articles_of_a_story_differ_on_is_cited_to_the_letter(assistant, write):
    nine = "Nine people died when the quay of Tarnwick broke on Monday, the harbour police said. Ferries leave from the northern pier, and their crews were told to count the cars twice."
    twelve = "All schools stay shut until Friday, and no bus will leave the square before noon. The fish market has moved to the car park behind the old mill. Twelve people died when the quay of Tarnwick broke on Monday, the hospital of Velm said."
    rows = [
        {"title": "Quay", "source": source, "published": "2026-03-10", "text": text}
        for source, text in (("The Courier", nine), ("Harbour Post", twelve))
    ]
    list(assistant.add([str(write("a.jsonl", "".join(json.dumps(row) + "\n" for row in rows)))], now=NOW))
    found = assistant.stories()
    story = assistant.merge_stories([one.id for one in found]) if len(found) > 1 else found[0]
    (part,) = story_lists.differing(assistant, story)
    (pair,) = part.pairs
    assert {cell.label for cell in pair.cells} == {"The Courier, 2026-03-10", "Harbour Post, 2026-03-10"}
    for cell in pair.cells:
        cited = cell.citations[0]
        paragraph = assistant.library.article(cited["article_id"]).paragraphs[cited["paragraph"] - 1]
        assert paragraph.text[cited["start"] : cited["end"]] == cited["quote"] == cell.text
