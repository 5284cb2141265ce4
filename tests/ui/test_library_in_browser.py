"""The library page in a real browser: files and links go in and can be asked about at once, and come out again."""

import re

import pytest
from browsing import NEEDS_BROWSER, ask, choose, served, watched
from fakes import FakeEmbedder
from websites import Site, answer

from assistant.assistant import Assistant
from assistant.settings import load

pytestmark = NEEDS_BROWSER
QUAY = b"# Quay closed\n\nThe quay of Port Aldo was closed on Monday by harbour master Rosa Imhof.\n"
MARKET = b"# Market moved\n\nThe fish market of Sarnholt was moved to the car park by mayor Ines Calder.\n"
LONG = (
    "The night train to Ruvica runs again from the first of May, the railway of Ostrel said on Tuesday morning. "
    "Three carriages were repaired by engineer Nils Brandt in the winter, and the fare stays as it was before the flood. "
)
PAGE = f"<!DOCTYPE html><html lang='en'><title>Night train</title><article><h1>Night train</h1><p>{LONG}</p><p>{LONG}It stops twice.</p></article></html>"


@pytest.fixture(scope="module")
def site():
    with Site({"/train.html": answer(PAGE.encode(), content_type="text/html; charset=utf-8")}) as found:
        yield found


@pytest.fixture(scope="module")
def address(tmp_path_factory, site):
    """The address of a page over an empty library, which may fetch from one site on this machine.

    The sample beside it is of one article, so that nobody waits for all of it to be embedded.
    """
    folder = tmp_path_factory.mktemp("page") / "library"
    sample = Assistant.open(load(library=folder.with_name("library-sample")), create=True, embedder=FakeEmbedder())
    article = folder.with_name("ferry.md")
    article.write_text("# Ferry late\n\nThe ferry to Ostrel was late on Sunday.\n")
    list(sample.add([str(article)]))
    sample.close()
    with served(folder, 8740, BRIEFING_ALLOW_PRIVATE_HOSTS=f"127.0.0.1:{site.port}") as home:
        yield home


@pytest.fixture(scope="module")
def page(address):  # noqa: ARG001  it is closed before the server is
    """One browser page for all: what was put in by one test is what the next one finds."""
    with watched() as context:
        yield context.new_page()


def handed(name, body):
    return {"name": name, "mimeType": "text/plain", "buffer": body}


def test_files_go_in_beside_the_sample_and_can_be_asked_about_at_once(page, address):
    page.goto(f"{address}/library")
    page.get_by_text("goes into a library of your own").wait_for()
    choose(page, [handed("quay.md", QUAY), handed("<b>nothing.txt", b" ")])
    page.get_by_role("button", name="Put in", exact=True).click()
    page.get_by_text("1 added, 1 rejected. It can be asked about.").wait_for()
    page.get_by_text("<b>nothing.txt").wait_for()
    page.get_by_text("it is empty; add a file that holds an article's text").wait_for()
    page.get_by_text("1 article, ").wait_for()
    assert page.get_by_text("This is the sample library").count() == 0
    page.get_by_role("link", name="Chat").click()
    ask(page, "Who closed the quay of Port Aldo?")
    page.get_by_role("button", name="Source 1").first.wait_for()
    assert "Rosa Imhof" in page.get_by_test_id("stChatMessage").last.inner_text()


def test_a_file_that_is_dropped_into_the_chat_goes_in_and_the_question_beside_it_is_answered(page, address):
    page.goto(address)
    box = page.get_by_test_id("stChatInputTextArea")
    box.wait_for()
    page.get_by_test_id("stChatInput").locator("input[type=file]").set_input_files([handed("market.md", MARKET)])
    page.get_by_text("market.md").wait_for()
    box.fill("Who moved the fish market of Sarnholt?")
    for _ in range(100):  # while the file is on its way Enter sends nothing
        box.press("Enter")
        page.wait_for_timeout(200)
        if not box.input_value():
            break
    page.get_by_role("button", name="Source 1").first.wait_for()
    assert "Ines Calder" in page.get_by_test_id("stChatMessage").last.inner_text()


def test_a_link_in_the_chat_is_fetched_and_it_is_said_when_it_can_be_asked_about(page, address, site):
    page.goto(address)
    ask(page, f"{site.url}/train.html")
    page.get_by_text("1 added. It can be asked about.").wait_for()
    assert site.paths == ["/train.html"]


def test_an_article_is_opened_by_its_address_and_removed_and_what_cites_it_says_so(page, address):
    page.goto(f"{address}/library")
    words = page.get_by_label("Find by words of the title")
    words.fill("quay")
    words.press("Enter")
    page.get_by_text("1 of 3 articles").wait_for()
    page.get_by_role("button", name="Quay closed").press("Enter")
    page.get_by_role("region", name="The article").get_by_text("Rosa Imhof").wait_for()
    assert "?article=" in page.url
    page.reload()
    page.get_by_role("button", name="Remove this article").click()
    page.get_by_text("their citations are marked as removed").wait_for()
    page.get_by_role("button", name="Remove it").click()
    page.get_by_text("The article is removed.").wait_for()
    page.get_by_text("2 articles").first.wait_for()
    page.goto(f"{address}/?c=Who+closed+the+quay+of+Port+Aldo?")
    page.get_by_role("button", name="Source 1").first.click()
    page.get_by_text(re.compile("no longer in the library|removed|taken out")).first.wait_for()


def test_on_a_phone_the_library_needs_no_scrolling_sideways(page, address):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/library?show=Feeds")
    page.get_by_text("No feed is followed yet").wait_for()
    for place in ("/library?show=Feeds", "/library"):
        page.goto(address + place)
        page.get_by_text("2 articles").first.wait_for()
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
