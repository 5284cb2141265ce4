"""The stories page without a browser: the list and its filter, one story opened, and what a person changes in it."""

import json
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from ui import stories_page
from ui.shown import Shown

HOSTILE = "![x](//evil.example/p.png) :red[$a$] <b>Wire</b>"
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
    monkeypatch.setattr(stories_page, "shown_library", lambda: Shown(assistant, False))
    return AppTest.from_function(script, default_timeout=20)


@pytest.fixture
def page(empty, assistant, write):
    """The page over a library of three stories of an article each, drawn."""
    list(assistant.add([str(write("a.jsonl", "".join(json.dumps(row) + "\n" for row in ROWS)))], now=NOW))
    assert len(assistant.stories()) == 3
    return drawn(empty)


def drawn(page):
    page.run()
    assert not page.exception
    return page


def button(page, label):
    return next(one for one in page.button if one.label.startswith(label))


def opened(page, title):
    button(page, f"**{title}").click().run()
    assert not page.exception
    return page


def titles(page):
    return [one.label.strip("*") for one in page.button if one.key and one.key.startswith("open:")]


def texts(page):
    """Everything that is handed to Markdown."""
    kinds = (page.header, page.markdown, page.caption, page.success, page.error)
    return "\n".join(str(one.value) for kind in kinds for one in kind)


def choice(page, label):
    return next(one for one in (*page.selectbox, *page.multiselect, *page.text_input) if one.label.startswith(label))


def test_an_empty_library_says_what_to_do(empty):
    assert "briefing add FILE" in texts(drawn(empty))


def test_stories_are_listed_with_the_newest_first_and_found_by_words(page):
    assert titles(page)[0] == "Pensions late"
    assert titles(page)[2] == "Quay closed"
    choice(page, "Find stories").set_value("quay cour").run()
    assert titles(page) == ["Quay closed"]
    assert "1 of 3 stories" in texts(page)
    choice(page, "Find stories").set_value("quay pensions").run()
    assert "No story has all of these words" in texts(page)


def test_a_title_and_an_outlet_are_text(page, assistant):
    assistant.rename_story(assistant.stories()[0].id, HOSTILE)
    drawn(page)
    assert any(r"\!\[x\](//evil.example/p.png) \:red\[\$a\$\] \<b\>Wire" in one.label for one in page.button)
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
    other = choice(page, "It is the same as")
    other.set_value(next(one.id for one in assistant.stories() if one.title == "Quay closed"))
    button(page, "Merge").click().run()
    assert "They are one now, of 2 articles" in page.success[0].value
    assert "Told by 2 independent sources" in texts(page)
    chosen = choice(page, "These articles tell another")
    assert [one.partition(",")[0] for one in chosen.options] == ["2026-03-10", "2026-03-12"]
    chosen.set_value([next(one.id for one in assistant.articles() if one.title == "Quay closed")])
    button(page, "Split off").click().run()
    assert page.header[0].value == "Quay closed"
    assert sorted(len(one.articles) for one in assistant.stories()) == [1, 1, 1]


def test_what_cannot_be_done_is_said_in_words(page):
    opened(page, "Quay closed")
    button(page, "Merge").click().run()
    assert "name two or more story ids" in page.error[0].value


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
