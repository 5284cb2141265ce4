"""What only a browser shows of the pages of the morning: the keyboard, paper, and what a theme makes of them."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from browsing import NEEDS_BROWSER, served, watched
from newspages import filled

from assistant import settings
from assistant.assistant import Assistant
from assistant.editions import Order, kept

pytestmark = NEEDS_BROWSER
DAY = "2026-03-12"


NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)
ROWS = (
    {"source": "Harbour Post", "published": "2026-03-11T07:00Z", "title": "Ferry sinks off Port Aldo",
     "text": "Nine people died when the ferry Blue Heron sank off Port Aldo on Tuesday, the coast guard said. The cause is not known."},
    {"source": "The Courier", "published": "2026-03-12T08:00Z", "title": "Ferry death toll rises to 14",
     "text": "The death toll of the ferry Blue Heron rose to 14 on Thursday, the coast guard said. What broke its door is not known."},
    {"source": "The Courier", "published": "2026-03-12T09:00Z", "title": "Night trains to Ruvica run again",
     "text": "Night trains to Ruvica run again from May, the railways said. "},
)  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The address of a page over a library of two days, the second of which has an edition."""
    folder = tmp_path_factory.mktemp("morning") / "library"
    assistant = Assistant.open(settings.load(library=folder), create=True)
    kept(filled(assistant, ROWS, folder.parent, NOON), Order(DAY, now=NOON))
    assistant.close()
    with served(folder, 8760) as home:
        yield home


@pytest.fixture
def page():
    with watched() as context:
        yield context.new_page()


def test_a_line_is_asked_about_by_keyboard_and_the_chat_asks_within_the_days_it_is_limited_to(page, address):
    page.goto(f"{address}/briefing?day={DAY}")
    asks = page.get_by_role("button", name="Ask about this: The death toll").first
    asks.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert asks.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("How many people died (Blue Heron)?").first.wait_for()
    page.get_by_role("button", name="until 11 Mar 2026").wait_for()
    page.get_by_role("button", name="Source 1").first.wait_for()


def test_on_paper_a_briefing_has_its_words_and_sources_and_nothing_to_click(page, address):
    from pypdf import PdfReader

    page.goto(f"{address}/briefing?day={DAY}")
    page.get_by_text("What is not known").first.wait_for()
    paper = "\n".join(one.extract_text() for one in PdfReader(BytesIO(page.pdf(format="A4"))).pages)
    assert "Thursday, 12 March 2026" in paper
    assert "Sources (" in paper
    assert "paragraph 1" in paper
    for word in (
        "Make it anew",
        "Kept briefings",
        "Ask about",
        "Who disagrees?",
        "Download",
        "Click a number",
        "Why this rank",
    ):
        assert word not in paper


def test_the_tab_that_is_chosen_can_be_read_in_the_dark(address):
    from playwright.sync_api import expect

    with watched(color_scheme="dark") as context:
        page = context.new_page()
        page.goto(f"{address}/settings")
        tab = page.get_by_role("tab", name="Answers")
        read = page.get_by_role("heading", name="Settings").evaluate("element => getComputedStyle(element).color")
        expect(tab).to_have_css("color", read)
