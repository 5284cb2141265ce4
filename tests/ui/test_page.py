"""The page in a real browser: ask, read the cited words in their article, read a briefing."""

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from ingest import conversations
from ingest.library import Library
from ui.launch import ADDRESS, QUIET, command, free_port

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None, reason="there is no Chromium on this machine; on Debian: apt install chromium"
    ),
]
PICTURE = os.environ.get("PAGE_PICTURE")  # where to put the README's picture


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The address of a page that serves an empty library of its own, and so the sample."""
    folder = tmp_path_factory.mktemp("page") / "library"
    port = free_port(8600)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("BRIEFING_")}
    server = subprocess.Popen(
        command(port, browser=False), env=environment | QUIET | {"BRIEFING_LIBRARY": str(folder)}, cwd=folder.parent
    )
    try:
        wait_for(f"http://{ADDRESS}:{port}/_stcore/health")
        yield f"http://{ADDRESS}:{port}", folder
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for(address):
    for _ in range(120):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.5)
    pytest.fail(f"{address} does not answer")


def is_complaint(message):
    """Whether a console message is an error; a page below / looks for Streamlit's own routes beside itself first."""
    return message.type == "error" and "/briefing/_stcore/" not in message.location["url"]


@pytest.fixture
def page():
    """A browser page; what it asked for outside this machine and what it complained of are asserted empty at the end."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        opened = browser.new_page(viewport={"width": 1280, "height": 860})
        opened.set_default_timeout(240_000)  # the sample library is embedded first, slowly on a busy machine
        asked, complaints = [], []
        opened.on("request", lambda request: asked.append(request.url))
        opened.on("console", lambda message: complaints.append(message.text) if is_complaint(message) else None)
        yield opened
        browser.close()
    assert [
        url for url in asked if not url.startswith((f"http://{ADDRESS}", f"ws://{ADDRESS}", "data:", "blob:"))
    ] == []
    assert complaints == []


def ask(page, question):
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")


def test_a_question_is_answered_and_its_source_opens_with_the_words_marked(page, address):
    home, _ = address
    page.goto(home)
    page.get_by_text("This is the sample library").wait_for()
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


def test_a_briefing_is_shown_with_its_evidence(page, address):
    home, _ = address
    page.goto(f"{home}/briefing")
    page.get_by_role("button", name="Source 1").first.click()
    page.locator("mark").first.wait_for()


def test_an_article_added_in_a_terminal_can_be_asked_about_within_five_seconds(page, address, write):
    home, folder = address
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
    page.get_by_text("1 articles are in the library").wait_for()
    assert time.monotonic() - added < 5
    ask(page, "Who closed the quay of Port Aldo?")
    page.get_by_role("button", name="Source 1").first.wait_for()
    assert page.get_by_text("This is the sample library").count() == 0
