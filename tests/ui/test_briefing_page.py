"""The briefing page without a browser: which day, which edition, how much of it, and when one is made."""

from datetime import UTC, datetime

import pytest
from newspages import HOSTILE, button, drawn, filled, page_of, texts, words

from assistant import ordering, pdf_out, preferences
from assistant.editions import Order, kept
from assistant.front_page import Sentence
from assistant.render import markdown_escaped
from ingest import briefings
from ingest.briefings import shelved
from ingest.errors import LibraryError
from ui import briefing_choices, briefing_page

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
    return page_of(script, briefing_page, assistant, monkeypatch)


@pytest.fixture
def page(empty, assistant, tmp_path):
    """The page over a library of two days with an article each, not yet drawn."""
    filled(assistant, ROWS, tmp_path, NOON)
    return empty


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


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-13-01", "tomorrow"])
def test_a_day_that_no_calendar_here_has_is_not_shown(page, day):
    page.query_params["day"] = day
    assert "Thursday, 12 March 2026" in texts(drawn(page))


def test_the_buttons_skip_days_that_have_nothing(page):
    drawn(page)
    button(page, "Earlier").click().run()
    assert "Tuesday, 10 March 2026" in texts(page)
    assert button(page, "Earlier").disabled
    button(page, "Later").click().run()
    assert "Thursday, 12 March 2026" in texts(page)


def test_an_old_edition_can_be_read_again_and_what_came_in_since_is_said(page, assistant, tmp_path):
    kept(assistant, Order("2026-03-12", now=NOON))
    later = {
        "source": "The Courier",
        "published": "2026-03-12",
        "title": "Market",
        "text": "The fish market of Sarnholt has moved to the car park.",
    }
    filled(assistant, [later], tmp_path, datetime(2026, 3, 12, 18, tzinfo=UTC))
    assert "an article came in since" in texts(drawn(page))
    button(page, "Make it anew").click().run()
    assert "Market" in texts(page)
    assert "came in since" not in texts(page)
    page.selectbox[0].set_value("1").run()
    assert "Market" not in texts(page)
    assert button(page, "Thu 12 Mar 2026, 2 editions")


def test_an_edition_is_named_by_the_address(page, assistant):
    for since in ("", "2026-03-10"):
        kept(assistant, Order("2026-03-12" if not since else "", since, "2026-03-12" if since else "", now=NOON))
    page.query_params.update({"day": "2026-03-12", "edition": "1 from 2026-03-10"})
    assert "Quay closed" in texts(drawn(page))


def test_sections_are_switched_off_and_what_is_taken_along_is_what_is_shown(page, assistant, monkeypatch):
    kept(assistant, Order("2026-03-12", now=NOON))
    taken = []
    monkeypatch.setattr(briefing_choices, "downloads", lambda data, _: taken.append(data))
    drawn(page)
    assert "watch" in taken[-1]["stories"][0]
    page.checkbox(key="section:long:points").uncheck().run()
    assert taken[-1]["stories"][0]["points"] == []
    assert [one.value for one in page.checkbox if "numbers" in one.key] == [True]


def test_it_can_be_taken_along_in_each_form(page, assistant):
    kept(assistant, Order("2026-03-12", now=NOON))
    assert not drawn(page).get("download_button")  # nothing of it is made before the menu is opened
    page.session_state["download"] = True
    assert [one.label for one in drawn(page).get("download_button")] == ["HTML", "Markdown", "JSON", "PDF"]


def test_where_no_pdf_can_be_made_the_menu_says_why_in_one_line(page, assistant, monkeypatch):
    why = "a PDF needs the library Pango, which could not be loaded ($x$); install it"
    monkeypatch.setattr(pdf_out, "what_is_missing", lambda: why)
    kept(assistant, Order("2026-03-12", now=NOON))
    page.session_state["download"] = True
    assert [one.label for one in drawn(page).get("download_button")] == ["HTML", "Markdown", "JSON"]
    assert r"A PDF needs the library Pango, which could not be loaded (\$x\$); install it." in [
        one.value for one in page.caption
    ]


def test_titles_and_outlets_are_text(page):
    drawn(page)
    button(page, "Make the briefing").click().run()
    said = texts(page)
    assert markdown_escaped(HOSTILE) in said
    assert "![x](" not in said.replace(r"\!\[x\](", "")


def addressed(page):
    return "".join(page.query_params["day"])  # a list of one as soon as it was written


def test_the_day_is_in_the_address_also_when_nobody_chose_it_and_another_address_opens_another(page):
    drawn(page)
    assert addressed(page) == "2026-03-12"
    button(page, "Earlier").click().run()
    assert addressed(page) == "2026-03-10"
    page.query_params["day"] = "2026-03-12"
    assert "Thursday, 12 March 2026" in texts(drawn(page))


def test_an_address_with_a_day_that_there_is_not_opens_the_newest(page):
    page.query_params["day"] = "2026-02-31"
    assert "Thursday, 12 March 2026" in texts(drawn(page))


TWO = (
    {"source": "Harbour Post", "published": "2026-03-12T21:00Z", "title": "Quay closed", "text": "Rosa Imhof closed the quay of Port Aldo for good."},
    {"source": "The Courier", "published": "2026-03-12T08:00Z", "title": "Pensions late",
     "text": "The bank of Velm pays pensions late. " + "Nobody at the bank could say why the money has not come. " * 8},
)  # fmt: skip


@pytest.fixture
def two(empty, assistant, tmp_path):
    """The page over an edition of two stories."""
    kept(filled(assistant, TWO, tmp_path, NOON), Order("2026-03-12", now=NOON))
    return drawn(empty)


def order(page):
    return [one.value.partition(". ")[2] for one in page.subheader if one.value[:1].isdigit()]


def weigh(page, **weights):
    for name in ordering.MEANINGS:
        page.slider(key=f"weight:{name}:2026-03-12::1").set_value(weights.get(name, 0.0))
    page.run()
    assert not page.exception


def test_the_order_of_the_stories_follows_the_sliders_at_once_and_what_moved_is_said(two, assistant):
    assert order(two) == ["Quay closed", "Pensions late"]
    weigh(two, length=3.0)
    assert order(two) == ["Pensions late", "Quay closed"]
    assert "Pensions late: 2 → 1" in words(two)
    weigh(two, freshness=3.0)
    assert order(two) == ["Quay closed", "Pensions late"]
    assert len(shelved(assistant.library)) == 1  # no edition was made
    button(two, "As this edition was made").click().run()
    assert "Every story stands where the edition has it." in words(two)


def test_weights_that_are_kept_make_the_next_editions(two, assistant):
    weigh(two, length=2.5, origins=1.0)
    button(two, "Keep as my weights").click().run()
    assert preferences.is_chosen(assistant, "rank")
    assert "length=2.5, chosen for this library." in words(two)
    button(two, "Back to the usual").click().run()
    assert two.slider(key="weight:length:2026-03-12::1").value == 0.1
    kept(assistant, Order("2026-03-12", now=NOON))
    newest = briefings.edition(assistant.library, shelved(assistant.library)[0].day).data
    assert ordering.made_with(newest)["length"] == 2.5
    preferences.keep(assistant, "rank", None)
    assert assistant.settings.rank == ""


def test_a_line_is_asked_about_in_the_chat_with_the_days_that_the_question_is_limited_to(two, monkeypatch):
    led = []
    monkeypatch.setattr(briefing_page.st, "switch_page", lambda page, **_: led.append(page.url_path))
    data = {"day": "2026-03-12", "stories": [{"id": "s", "title": "Quay closed", "outlets": ["Harbour Post"]}]}
    sentence = Sentence("The quay of Port Aldo was closed.", citations=({"source": "Harbour Post", "article_id": "a"},))
    two.session_state["asked_further"] = briefing_page.further_asked(data, "s", sentence, "What was it before?")
    drawn(two)
    assert led == [""]
    assert two.session_state["asked"].question == "What was said of the quay of Port Aldo?"
    assert str(two.session_state["scope"]["scope_until"]) == "2026-03-11"


def test_of_a_day_with_very_many_stories_the_first_are_drawn_and_the_others_when_they_are_wanted(two, monkeypatch):
    monkeypatch.setattr(briefing_page, "MOST_CARDS", 1)
    drawn(two)
    assert order(two) == ["Quay closed"]
    button(two, "Show one more story").click().run()
    assert order(two) == ["Quay closed", "Pensions late"]


def test_an_edition_that_was_made_with_heavier_weights_than_usual_keeps_its_order(page, assistant):
    preferences.keep(assistant, "rank", "length=9 freshness=0 origins=0 news=0 names=0 voices=0 watch=0")
    kept(assistant, Order("2026-03-12", now=NOON))
    drawn(page)
    assert page.slider(key="weight:length:2026-03-12::1").value == 9.0
    assert "Every story stands where the edition has it." in words(page)


def test_weights_that_cannot_be_kept_are_said_not_to_be(two, monkeypatch):
    def refused(*_):
        raise LibraryError("cannot write to the library file; free some space")

    drawn(two)
    monkeypatch.setattr(preferences, "keep", refused)
    button(two, "Keep as my weights").click().run()
    assert not two.exception
    assert "free some space" in words(two)


def test_a_part_of_the_address_that_names_no_length_shows_the_whole(page, assistant):
    kept(assistant, Order("2026-03-12", now=NOON))
    page.query_params["length"] = "endless"
    assert drawn(page).radio(key="length").value == "long"
