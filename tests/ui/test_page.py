"""The page in a real browser: ask, read the cited words in their article, read a briefing."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from browsing import NEEDS_BROWSER, ask, served, watched

from ingest import conversations
from ingest.library import Library

pytestmark = NEEDS_BROWSER
PICTURE = os.environ.get("PAGE_PICTURE")  # where to put the README's picture


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The address of a page that serves an empty library of its own, and so the sample."""
    folder = tmp_path_factory.mktemp("page") / "library"
    with served(folder, 8600) as home:
        yield home, folder


@pytest.fixture
def page():
    """A browser page that is watched."""
    with watched() as context:
        yield context.new_page()


def test_a_question_is_answered_and_its_source_opens_with_the_words_marked(page, address):
    home, _ = address
    page.goto(home)
    page.get_by_text("This is the sample library").wait_for()
    page.get_by_text("The articles answer, for example").wait_for()  # and so the models are there
    ask(page, "Who won the recount in Ondrel?")
    page.get_by_role("button", name="Source 1: Northern Ledger, paragraph 1").first.click()
    marked = page.locator("mark").first
    marked.wait_for()
    assert "Tomas Brandel" in marked.inner_text()
    if PICTURE:
        page.wait_for_timeout(800)
        page.screenshot(path=PICTURE)
    page.reload()
    page.get_by_role("button", name="Source 1").first.wait_for()  # the conversation is kept


def test_each_version_that_differs_opens_its_own_source(page, address):
    home, folder = address
    page.goto(home)
    page.get_by_text(
        "The articles answer, for example"
    ).wait_for()  # the models are there: what is found is no longer by words alone
    ask(page, "Who won the recount in Ondrel?")
    page.get_by_role("button", name="Source 1").first.wait_for()
    differs(folder.with_name("library-sample"))
    page.reload()
    page.get_by_text("Sources differ: ![x](https://evil.example/p.png) (actor)").wait_for()
    page.get_by_role("button", name="Source 7: Northern Ledger, paragraph 1").click()
    marked = page.locator("mark").first
    marked.wait_for()
    assert "Tomas Brandel" in marked.inner_text()


def differs(folder):
    """Add a turn to the newest conversation whose answer has two versions of its claim, one of them cut short."""
    library = Library.open(folder)
    name = conversations.conversations(library)[0].name
    answer = conversations.turns(library, name)[-1].answer
    (whole,) = answer["claims"][:1]
    cited = whole["citations"][0] | {"number": 7}
    cut = cited | {"number": 8, "end": cited["end"] - 5, "quote": cited["quote"][:-5]}
    versions = [whole | {"citations": [cited]}, whole | {"text": cut["quote"], "citations": [cut]}]
    image = "![x](https://evil.example/p.png)"
    difference = {"about": image, "kind": "actor", "different_time": False, "versions": versions}
    conversations.add_turn(library, name, "Who won?", answer | {"short_answer": image, "differences": [difference]})
    library.close()


def test_a_question_that_nothing_answers_is_refused_in_words(page, address):
    home, _ = address
    page.goto(home)
    ask(page, "What is the price of copper on Mars?")
    page.get_by_text("The articles do not say.").wait_for()


def test_a_briefing_is_made_and_shown_with_its_evidence(page, address):
    home, _ = address
    page.goto(f"{home}/briefing?day=2026-03-12")
    page.get_by_role("button", name="Make the briefing").click()
    page.get_by_role("heading", name="Thursday, 12 March 2026").wait_for()
    page.get_by_role("button", name="Source 1").first.click()
    page.locator("mark").first.wait_for()
    page.locator("summary", has_text="Why this rank").first.press("Enter")
    page.get_by_text("how many outlets tell it independently").first.wait_for()
    page.reload()
    page.get_by_role("button", name="Make it anew").wait_for()  # it is kept


def test_on_a_phone_a_briefing_needs_no_scrolling_sideways_and_its_source_opens_in_a_dialog(page, address):
    home, _ = address
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{home}/briefing?day=2026-03-12")
    made = page.get_by_role("button", name="Make it anew")
    page.get_by_role("button", name="Make the briefing").or_(made).wait_for()
    if not made.count():
        page.get_by_role("button", name="Make the briefing").click()
    made.wait_for()
    page.get_by_label("Timeline of").first.wait_for()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    page.get_by_role("button", name="Source 1").first.click()
    page.get_by_role("dialog").locator("mark").first.wait_for()


def test_a_story_is_found_opened_by_keyboard_and_renamed_and_its_address_leads_to_it(page, address):
    home, _ = address
    hostile = "<b>Recount</b> ![x](https://evil.example/p.png) $1$"
    page.goto(f"{home}/stories")
    words = page.get_by_label("Find stories by words")
    words.fill("ondrel recount")
    words.press("Enter")
    page.get_by_text(re.compile(r"^1 of \d+ stories$")).wait_for()
    page.locator(".st-key-story_rows").get_by_role("button").first.press("Enter")
    page.get_by_role("button", name="Source 1: Northern Ledger").click()
    page.get_by_role("region", name="The article").wait_for()
    page.locator("summary", has_text="Change this story").press("Enter")
    page.get_by_label("Its title").fill(hostile)
    page.get_by_role("button", name="Rename").click()
    page.get_by_role("heading").filter(has_text="<b>Recount</b> ![x](https:").wait_for()
    assert "?story=" in page.url
    page.reload()
    page.get_by_role("heading").filter(has_text="<b>Recount</b> ![x](https:").wait_for()


def test_an_article_added_in_a_terminal_can_be_asked_about_within_five_seconds(page, address, write):
    home, folder = address
    began = time.monotonic()
    page.goto(home)
    page.get_by_text("This is the sample library").wait_for()
    usual = time.monotonic() - began  # what the page takes to come, on a machine that may be busy
    article = write(
        "quay.md", "# Quay closed\n\nThe quay of Port Aldo was closed on Monday by harbour master Rosa Imhof."
    )
    done = subprocess.run(
        [sys.executable, "-c", "from ui.cli import main; main()", "add", str(article), "--library", str(folder)],
        cwd=Path(__file__).parent.parent.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    added = time.monotonic()
    page.goto(home)
    page.get_by_text("One article is in the library").wait_for()
    assert time.monotonic() - added < 5 + usual
    ask(page, "Who closed the quay of Port Aldo?")
    page.get_by_role("button", name="Source 1").first.wait_for()
    assert page.get_by_text("This is the sample library").count() == 0
