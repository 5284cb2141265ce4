"""Conversations in a real browser: copying, renaming, links, back and forward, and tabs that do not mix."""

import json

import pytest
from browsing import NEEDS_BROWSER, ask, served, watched
from fakes import FakeEmbedder
from kept_answers import DIVERS, STORM, kept_answer
from views import settled

from assistant import settings
from assistant.assistant import Assistant
from assistant.transcripts import copied
from ingest import conversations
from ingest.library import Library

pytestmark = NEEDS_BROWSER
HOSTILE = "<img src=x onerror=alert(1)> ![x](//evil.example/) 日 &#?"
STORMY = kept_answer(STORM, DIVERS)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The address of a page over one article and three kept conversations, and the folder of its library."""
    folder = tmp_path_factory.mktemp("kept") / "library"
    made = Assistant.open(settings.load(library=folder), create=True, embedder=FakeEmbedder())
    articles = folder.with_name("a.jsonl")
    articles.write_text(json.dumps({"title": "Quay", "text": "Rosa Imhof closed the quay of Port Aldo."}))
    list(made.add([str(articles)]))
    conversations.add_turn(made.library, "lighthouse", "Why was the quay closed?", STORMY)
    conversations.add_turn(made.library, "storm", "Why was the quay closed?", STORMY)
    conversations.add_turn(made.library, "divers", "Who looked at the wall?", kept_answer(DIVERS))
    made.close()
    with served(folder, 8700) as address:
        yield address, folder


@pytest.fixture
def browser(home):  # noqa: ARG001  it is closed before the server is: a page that loses that complains
    """A watched browser that may read what was copied."""
    with watched(permissions=["clipboard-read", "clipboard-write"]) as context:
        yield context


def turns(folder):
    """How many questions each kept conversation has."""
    library = Library.open(folder)
    found = {one.name: one.turns for one in conversations.conversations(library)}
    library.close()
    return found


REFUSE = "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed')); }"


@pytest.mark.parametrize("refused", [False, True])
def test_an_answer_is_copied_with_its_sources_also_where_the_clipboard_is_refused(browser, home, refused):
    address, _ = home
    page = browser.new_page()
    page.goto(f"{address}/?c=storm")
    button = page.get_by_role("button", name="Copy with sources")
    button.wait_for()
    if refused:
        page.evaluate(REFUSE)
    button.click()
    page.get_by_text("Copied", exact=True).wait_for()
    pasted = page.evaluate("navigator.clipboard.readText()")
    assert pasted == copied(STORMY).replace(".” ", ".” (the article was taken out of the library) ")
    assert page.locator("textarea").count() == 1  # only the box for questions


def test_a_conversation_is_renamed_and_found_by_its_words(browser, home):
    address, _ = home
    page = browser.new_page()
    page.goto(f"{address}/?c=divers")
    rows = page.locator(".st-key-conversation_rows")
    rows.get_by_role("button", name="Rename, delete or export").first.click()
    page.get_by_role("menuitem", name="Rename").click()
    name = page.get_by_role("dialog").get_by_label("Name")
    name.wait_for()
    settled(page)  # what is typed while the dialog is still being drawn may be overwritten
    name.fill(HOSTILE)
    name.press("Enter")
    rows.get_by_role("button", name=HOSTILE).wait_for()
    words = page.get_by_label("Find conversations")
    words.fill("evil.example WALL")
    words.press("Enter")
    rows.get_by_role("button", name="storm").wait_for(state="detached")
    page.reload()
    page.get_by_text("Who looked at the wall?").wait_for()  # it is open under its new name
    page.get_by_text("Divers looked at its wall.").wait_for()


def test_a_question_in_the_address_is_asked_once_whatever_the_browser_does_then(browser, home):
    address, folder = home
    page = browser.new_page()
    page.goto(f"{address}/?c=storm")
    page.get_by_role("button", name="Copy with sources").wait_for()
    page.goto(f"{address}/?q=Who+closed+the+quay%3F&c=storm")
    page.get_by_role("button", name="Copy with sources").wait_for()
    page.wait_for_url("**/?c=Who+closed+the+quay*")
    page.go_back()
    page.wait_for_url("**/?q=*")
    page.get_by_role("button", name="Copy with sources").wait_for()
    page.go_forward()
    page.wait_for_url("**/?c=Who*")
    page.reload()
    page.get_by_role("button", name="Copy with sources").wait_for()
    assert turns(folder)["Who closed the quay?"] == 1
    assert turns(folder)["storm"] == 1
    assert [name for name in turns(folder) if name.startswith("Who closed")] == ["Who closed the quay?"]


def test_a_refusal_is_brought_into_view_as_an_answer_is(browser, home):
    address, _ = home
    page = browser.new_page()
    page.set_viewport_size({"width": 1280, "height": 600})
    page.goto(address)
    refusal = page.get_by_text("The articles do not say.")
    for number, question in enumerate(("Which bishop bought the lighthouse?", "Which baker sold the ferry?")):
        ask(page, question)
        refusal.nth(number).wait_for()
    page.wait_for_function("(one) => one.getBoundingClientRect().bottom < 430", arg=refusal.nth(1).element_handle())


def test_back_and_forward_show_the_conversations_that_were_open(browser, home):
    address, _ = home
    page = browser.new_page()
    page.goto(f"{address}/?c=storm")
    storm, refused = page.get_by_text("Why was the quay closed?"), page.get_by_text("No conversation is called")
    storm.wait_for()
    page.get_by_role("button", name="New conversation").click()
    page.get_by_text("Ask what the articles say").wait_for()
    page.locator(".st-key-conversation_rows").get_by_role("button", name="storm").click()
    storm.wait_for()
    page.go_back()
    page.get_by_text("Ask what the articles say").wait_for()
    storm.wait_for(state="detached")
    page.go_back()
    storm.wait_for()
    page.go_forward()
    page.get_by_text("Ask what the articles say").wait_for()
    assert refused.count() == 0


def test_two_tabs_with_different_conversations_do_not_mix(browser, home):
    address, folder = home
    one, other = browser.new_page(), browser.new_page()
    one.goto(f"{address}/?c=storm")
    other.goto(address)
    one.get_by_role("button", name="Copy with sources").wait_for()
    for page, question in ((other, "Who closed the quay of Aldo?"), (one, "And who else?")):
        box = page.get_by_test_id("stChatInputTextArea")
        box.fill(question)
        box.press("Enter")
    for page, there, elsewhere in ((one, "And who else?", "Who closed the quay of Aldo?"), (other, "Who closed the quay of Aldo?", "And who else?")):  # fmt: skip
        page.get_by_role("button", name="Copy with sources").last.wait_for()
        page.get_by_test_id("stMain").get_by_text(there, exact=True).first.wait_for()
        assert page.get_by_test_id("stMain").get_by_text(elsewhere, exact=True).count() == 0
    assert (turns(folder)["storm"], turns(folder)["Who closed the quay of Aldo?"]) == (2, 1)


def test_a_question_that_is_too_long_stays_in_the_box(browser, home):
    page = browser.new_page()
    page.goto(home[0])
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill("quay " * 200_000)
    refused = page.get_by_text("4,000 are the most")
    for _ in range(100):  # while the page is still being drawn Enter sends nothing
        box.press("Enter")
        page.wait_for_timeout(500)
        if refused.count():
            break
    refused.wait_for()
    page.wait_for_function("document.querySelector('[data-testid=stChatInputTextArea]').value.length > 900000")
