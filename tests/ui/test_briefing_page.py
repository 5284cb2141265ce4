"""The briefing page without a browser: which day, which edition, how much of it, and when one is made."""

import json
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from assistant.editions import Order, kept
from ingest.briefings import shelved
from ui import briefing_choices, briefing_page
from ui.shown import Shown

HOSTILE = "![x](//evil.example/p.png) :red[$a$] <b>Wire</b>"
NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)
ROWS = (
    {"source": "Harbour Post", "published": "2026-03-10", "title": "Quay closed", "text": "Rosa Imhof closed the quay of Port Aldo."},
    {"source": HOSTILE, "published": "2026-03-12", "title": HOSTILE, "text": "Divers looked at the wall of a quay in Port Aldo."},
)  # fmt: skip


def script():
    from ui.briefing_page import briefing_page

    briefing_page()


@pytest.fixture
def empty(assistant, monkeypatch):
    """The page over an empty library, not yet drawn."""
    monkeypatch.setattr(briefing_page, "shown_library", lambda: Shown(assistant, False))
    return AppTest.from_function(script, default_timeout=20)


@pytest.fixture
def page(empty, assistant, write):
    """The page over a library of two days with an article each, not yet drawn."""
    list(assistant.add([str(write("quay.jsonl", "".join(json.dumps(row) + "\n" for row in ROWS)))], now=NOON))
    return empty


def drawn(page):
    page.run()
    assert not page.exception
    return page


def button(page, label):
    return next(one for one in page.button if one.label.startswith(label))


def texts(page):
    """Everything that is handed to Markdown."""
    kinds = (page.header, page.subheader, page.markdown, page.caption, page.info, page.error)
    return "\n".join(str(one.value) for kind in kinds for one in kind)


def test_an_empty_library_says_what_to_do(empty):
    assert "briefing add FILE" in texts(drawn(empty))


def test_a_briefing_is_made_when_it_is_asked_for_and_read_again_after_that(page, assistant, monkeypatch):
    assert "One article is of this day, and no briefing of it was made yet." in texts(drawn(page))
    assert shelved(assistant.library) == []
    button(page, "Make the briefing").click().run()
    assert "Edition 1, made" in texts(page).replace("\\", "")
    monkeypatch.setattr(briefing_page, "kept", None)  # nothing is made any more
    page.radio(key="length").set_value("short").run()
    assert not page.exception
    assert len(shelved(assistant.library)) == 1


def test_a_day_without_articles_leads_to_the_nearest_that_has_some(page):
    page.query_params["day"] = "2026-04-02"
    drawn(page)
    assert "No article in the library is of this day." in texts(page)
    button(page, "Go to the nearest day that has some, 12 March 2026").click().run()
    assert "Thursday, 12 March 2026" in texts(page)


def test_the_buttons_skip_days_that_have_nothing(page):
    drawn(page)
    button(page, "Earlier").click().run()
    assert "Tuesday, 10 March 2026" in texts(page)
    assert button(page, "Earlier").disabled
    button(page, "Later").click().run()
    assert "Thursday, 12 March 2026" in texts(page)


def test_an_old_edition_can_be_read_again_and_what_came_in_since_is_said(page, assistant, write):
    kept(assistant, Order("2026-03-12", now=NOON))
    later = {
        "source": "The Courier",
        "published": "2026-03-12",
        "title": "Market",
        "text": "The fish market of Sarnholt has moved to the car park.",
    }
    list(assistant.add([str(write("later.jsonl", json.dumps(later)))], now=datetime(2026, 3, 12, 18, tzinfo=UTC)))
    assert "an article came in since" in texts(drawn(page))
    button(page, "Make it anew").click().run()
    assert "Market" in texts(page)
    assert "came in since" not in texts(page)
    page.selectbox[0].set_value("1").run()
    assert "Market" not in texts(page)
    assert button(page, "Thu 12 Mar 2026, 2 editions")


def test_an_edition_is_named_by_the_address(page, assistant):
    for words in ("", "2026-03-10"):
        kept(assistant, Order("2026-03-12" if not words else "", words, "2026-03-12" if words else "", now=NOON))
    page.query_params.update({"day": "2026-03-12", "edition": "1 from 2026-03-10"})
    assert "Quay closed" in texts(drawn(page))


def test_sections_are_switched_off_and_what_is_taken_along_is_what_is_shown(page, assistant, monkeypatch):
    kept(assistant, Order("2026-03-12", now=NOON))
    taken = []
    monkeypatch.setattr(briefing_choices, "_downloads", lambda data, _: taken.append(data))
    drawn(page)
    assert "watch" in taken[-1]["stories"][0]
    page.checkbox(key="section:long:points").uncheck().run()
    assert taken[-1]["stories"][0]["points"] == []
    assert [one.value for one in page.checkbox if "numbers" in one.key] == [True]


def test_it_can_be_taken_along_in_each_form(page, assistant):
    kept(assistant, Order("2026-03-12", now=NOON))
    assert [one.label for one in drawn(page).get("download_button")] == ["HTML", "Markdown", "JSON", "PDF"]


def test_titles_and_outlets_are_text(page):
    drawn(page)
    button(page, "Make the briefing").click().run()
    said = texts(page)
    assert r"\!\[x\](//evil.example/p.png)" in said
    assert "![x](" not in said.replace(r"\!\[x\](", "")
