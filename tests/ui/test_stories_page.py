"""The stories page without a browser: the list and its filter, one story opened, and what a person changes in it."""

from datetime import UTC, date, datetime

import pytest
from newspages import HOSTILE, button, choice, drawn, filled, page_of, texts

from assistant.render import markdown_escaped
from ui import stories_page

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
ROWS = (
    {"title": "Quay closed", "source": "The Courier", "published": "2026-03-10", "text": "The quay of Tarnwick was closed by Ann Hale."},
    {"title": "Pensions late", "source": "Harbour Post", "published": "2026-03-12",
     "text": "“We will pay later,” said Rosa Imhof, the governor of the bank, of all the old pensions."},
    {"title": HOSTILE, "source": HOSTILE, "published": "2026-03-11", "text": "Night trains to Ruvica run again from May."},
)  # fmt: skip


def script():
    from ui.stories_page import stories_page

    stories_page()


@pytest.fixture
def empty(assistant, monkeypatch):
    """The page over an empty library, not yet drawn."""
    return page_of(script, stories_page, assistant, monkeypatch)


@pytest.fixture
def page(empty, assistant, tmp_path):
    """The page over a library of three stories of an article each, drawn."""
    filled(assistant, ROWS, tmp_path, NOW)
    assert len(assistant.stories()) == 3
    return drawn(empty)


def opened(page, title):
    button(page, f"**{title}").click().run()
    assert not page.exception
    return page


def titles(page):
    return [one.label.strip("*") for one in page.button if one.key and one.key.startswith("open:")]


def test_an_empty_library_says_what_to_do(empty):
    assert "briefing add FILE" in texts(drawn(empty))


def test_stories_are_listed_with_the_newest_first_and_found_by_words(page):
    assert titles(page)[0] == "Pensions late"
    assert titles(page)[2] == "Quay closed"
    choice(page, "Find stories").set_value("quay cour").run()
    assert titles(page) == ["Quay closed"]
    assert "1 of 3 stories" in texts(page)
    choice(page, "Find stories").set_value("quay pensions").run()
    assert "No story is like this" in texts(page)


def test_a_title_and_an_outlet_are_text(page, assistant):
    assistant.rename_story(assistant.stories()[0].id, HOSTILE)
    drawn(page)
    assert any(markdown_escaped(HOSTILE) in one.label for one in page.button)
    assert "![x](" not in texts(page)
    opened(page, r"\!")
    assert "![x](" not in texts(page)


def test_a_story_that_is_renamed_has_its_title_at_once_and_everywhere(page):
    opened(page, "Quay closed")
    choice(page, "Its title").set_value("The quay of Tarnwick")
    button(page, "Rename").click().run()
    assert page.header[0].value == "The quay of Tarnwick"
    assert "It is called “The quay of Tarnwick” now" in page.success[0].value
    page.run()
    assert not page.success  # it is said once
    button(page, "← All stories").click().run()
    assert titles(page)[2] == "The quay of Tarnwick"


def test_stories_are_merged_and_split_again(page, assistant):
    opened(page, "Pensions late")
    other = choice(page, "It is the same story as")
    other.set_value(next(one.id for one in assistant.stories() if one.title == "Quay closed"))
    button(page, "Merge").click().run()
    assert "They are one story now, of 2 articles" in page.success[0].value
    assert "Told by 2 independent sources" in texts(page)
    chosen = choice(page, "These articles tell another story")
    assert [one.partition(",")[0] for one in chosen.options] == ["2026-03-10", "2026-03-12"]
    chosen.set_value([next(one.id for one in assistant.articles() if one.title == "Quay closed")])
    button(page, "Split off").click().run()
    assert page.header[0].value == "Quay closed"
    assert sorted(len(one.articles) for one in assistant.stories()) == [1, 1, 1]


def test_what_cannot_be_done_is_said_in_words(page):
    opened(page, "Quay closed")
    button(page, "Merge").click().run()
    assert "name two or more story ids" in page.error[0].value


def test_what_was_looked_for_is_looked_for_still_when_the_list_is_shown_again(page):
    choice(page, "Find stories").set_value("quay").run()
    opened(page, "Quay closed")
    button(page, "← All stories").click().run()
    assert titles(page) == ["Quay closed"]


def test_who_says_what_is_read_when_it_is_wanted(page):
    opened(page, "Quay closed")
    page.toggle[0].set_value(True).run()
    assert not page.exception
    assert "Nobody is quoted by name" in texts(page)
    button(page, "← All stories").click().run()
    opened(page, "Pensions late")
    page.toggle[0].set_value(True).run()
    assert not page.exception
    assert "Nobody is quoted by name" not in texts(page)


def test_the_address_opens_a_story_and_one_that_is_gone_is_said_to_be(page, assistant):
    page.query_params["story"] = assistant.stories()[0].id
    assert drawn(page).header[0].value == assistant.stories()[0].title.replace("![x](", r"\!\[x\](")
    page.query_params["story"] = "nosuchstory"
    assert "There is no such story any more" in texts(drawn(page))


def test_stories_are_found_by_outlet_and_by_day(page):
    choice(page, "Outlets").set_value(["The Courier", HOSTILE]).run()
    assert len(titles(page)) == 2
    page.date_input(key="story_since").set_value(date(2026, 3, 11)).run()
    assert not page.exception
    assert "1 of 3 stories" in texts(page)
    page.date_input(key="story_until").set_value(date(2026, 3, 10)).run()
    assert "No story is like this" in texts(page)


def test_where_the_sources_differ_is_compared_when_it_is_wanted(page, assistant, tmp_path):
    quay = {"title": "Both", "published": "2026-03-14"}
    nine = "Nine people died when the quay of Tarnwick broke on Saturday, the harbour police said. Ferries leave from the northern pier, and their crews were told to count the cars twice."
    twelve = "All schools stay shut until Friday, and no bus will leave the square before noon. The fish market has moved to the car park behind the old mill. Twelve people died when the quay of Tarnwick broke on Saturday, the hospital of Velm said."
    rows = [quay | {"source": "Harbour Post", "text": nine}, quay | {"source": "The Ledger", "text": twelve}]
    filled(assistant, rows, tmp_path, NOW)
    held = [one.id for one in assistant.stories() if any(article.title == "Both" for article in one.articles)]
    story = assistant.merge_stories(held).id if len(held) > 1 else held[0]
    page.query_params["story"] = story
    drawn(page)
    page.toggle(key=f"differing:{story}").set_value(True).run()
    assert not page.exception
    assert "No difference was found" not in texts(page)
