"""The evidence in a real browser: previews, the walk from source to source, text from right to left, asking more widely."""

import json
import re

import pytest
from browsing import NEEDS_BROWSER, ask, served, watched

from assistant import settings
from assistant.assistant import Assistant
from ingest import conversations

pytestmark = NEEDS_BROWSER
ARABIC = "أغلقت مديرة الميناء رصيف بورت ألدو يوم الاثنين بعد أن عثر غواصون على صدع في الجدار."
QUAY = "The quay of Port Aldo was closed on Monday by harbour master Rosa Imhof, who had seen a crack."
HOSTILE = "<img src=x onerror=alert(1)> Quay closed"
ROWS = (
    {"title": HOSTILE, "source": "Harbour Post", "author": "Ann Hale", "published": "2026-03-10", "url": "https://post.example/quay",
     "text": "\n\n".join([*(f"Boat {number} lay in the basin of the port that night." for number in range(30)), QUAY])},
    {"title": "رصيف مغلق", "source": "صوت الميناء", "published": "2026-03-11", "language": "ar", "text": f"{ARABIC}\n\nلم يصب أحد بأذى."},
    {"title": "Ships wait", "source": "The Courier", "published": "2026-03-12", "url": "https://1.2.3.400/ships",
     "text": "Grain ships wait off Tarnwick until the wall is mended."},
)  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The address of a page over three articles, with a conversation that cites each of them."""
    folder = tmp_path_factory.mktemp("evidence")
    rows = folder / "rows.jsonl"
    rows.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    assistant = Assistant.open(settings.load(library=folder / "library"), create=True)
    list(assistant.add([str(rows)]))
    conversations.add_turn(assistant.library, "quay", "Who closed the quay?", answer(assistant.library))
    assistant.close()
    with served(folder / "library", 8780) as address:
        yield address


def answer(library):
    claims = [claim(library, title, number) for number, title in enumerate((HOSTILE, "رصيف مغلق", "Ships wait"), 1)]
    return {
        "question": "Who closed the quay?", "standalone_question": "Who closed the quay?", "status": "answered", "notices": [],
        "claims": claims, "short_answer": "Rosa Imhof", "differences": [], "closest": [], "missing": [], "engine": "extractive",
        "answer": "", "filters": {"since": None, "until": None, "sources": []},
    }  # fmt: skip


def claim(library, title, number):
    outline = next(one for one in library.outlines() if one.title == title)
    article = library.article(outline.id)
    paragraph = article.paragraphs[-1 if title == HOSTILE else 0]
    cited = {
        "number": number, "article_id": article.id, "title": title, "source": article.source, "published": article.published,
        "version": 1, "paragraph": paragraph.number, "start": 0, "end": len(paragraph.text), "quote": paragraph.text,
    }  # fmt: skip
    return {"text": paragraph.text, "verdict": "verbatim", "citations": [cited]}


@pytest.fixture(scope="module")
def browser(home):  # noqa: ARG001  it is closed before the server is: a page that loses that complains
    with watched() as context:
        yield context


@pytest.fixture
def page(browser, home):
    """The page with the conversation open, nothing clicked yet."""
    opened = browser.new_page()
    opened.goto(f"{home}/?c=quay")
    source(opened, 1).wait_for()
    yield opened
    opened.close()


def source(page, number):
    return page.get_by_role("button", name=re.compile(f"^Source {number}:"))


def box(found):
    return found.bounding_box()


def test_a_number_that_has_the_focus_tells_what_it_cites_without_covering_itself_until_escape(page):
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 860})
        source(page, 1).focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        preview = page.get_by_role("tooltip")
        preview.wait_for()
        assert f"Harbour Post · 10 March 2026{HOSTILE}{QUAY}" in preview.inner_text().replace("\n", "")
        shown, button = box(preview), box(source(page, 1))
        assert shown["y"] >= button["y"] + button["height"] or shown["y"] + shown["height"] <= button["y"]
        assert shown["x"] >= 0
        assert shown["x"] + shown["width"] <= width
        page.keyboard.press("Escape")
        assert page.get_by_role("tooltip").count() == 0


def test_the_pointer_may_go_from_a_number_onto_its_preview(page):
    source(page, 3).hover()
    preview = page.get_by_role("tooltip")
    preview.hover()
    assert "Grain ships wait" in preview.inner_text()
    page.mouse.move(5, 5)
    preview.wait_for(state="detached")


def test_the_keyboard_leads_from_source_to_source_and_the_words_are_in_view(page):
    source(page, 1).press("Enter")
    page.get_by_text("Source 1 of 3").wait_for()
    marked = page.locator("mark.chosen")
    assert marked.inner_text() == QUAY
    assert marked.evaluate("e => { const b = e.closest('.article').getBoundingClientRect(), m = e.getBoundingClientRect(); return m.top >= b.top && m.bottom <= b.bottom; }")  # fmt: skip
    assert page.get_by_role("heading", name=HOSTILE).count() == 1
    assert page.get_by_role("link").last.get_attribute("href") == "https://post.example/quay"
    after = page.get_by_role("button", name="Next source")
    after.press("Enter")
    page.get_by_text("Source 2 of 3").wait_for()
    assert source(page, 2).get_attribute("aria-current") == "true"
    after.press("Enter")
    page.get_by_text("Source 3 of 3").wait_for()
    assert after.evaluate("e => e.getRootNode().activeElement === e")
    page.get_by_role("region", name="The article").press("ArrowLeft")
    page.get_by_text("Source 2 of 3").wait_for()
    page.get_by_role("button", name="Previous source").click()
    page.get_by_text("Source 1 of 3").wait_for()


def test_a_source_that_is_clicked_is_shown_before_the_server_answers(page):
    source(page, 1).click()
    page.get_by_text("Source 1 of 3").wait_for()
    clicked = source(page, 3).element_handle()
    at_once = page.locator(".walk span").evaluate("(at, button) => { button.click(); return at.textContent; }", clicked)
    assert at_once == "Source 3 of 3"
    source(page, 1).click()
    page.get_by_role("button", name="Next source").click()
    page.get_by_text("Source 2 of 3").wait_for()
    assert page.locator("mark.chosen").inner_text() == ARABIC


def test_an_article_whose_address_no_browser_can_open_is_shown_without_a_link(page):
    source(page, 3).click()
    page.locator("mark.chosen", has_text="Grain ships wait").wait_for(timeout=20_000)
    assert page.locator(".head").get_by_role("link").count() == 0


def test_an_article_written_from_right_to_left_is_shown_so(page):
    source(page, 2).click()
    marked = page.locator("mark.chosen")
    marked.wait_for()
    paragraph = page.locator(".article .cited")
    assert paragraph.get_attribute("dir") == "auto"
    assert paragraph.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert paragraph.evaluate("e => e.closest('[lang]').lang") == "ar"
    outlet, day = (box(page.locator(".head bdi").nth(at)) for at in (0, 1))
    assert outlet["x"] < day["x"]  # the name of the outlet does not turn the line over


def test_what_is_open_is_gone_where_another_page_was_shown(page):
    source(page, 1).click()
    page.locator("mark").first.wait_for()
    page.get_by_role("link", name="Stories").click()
    page.get_by_label("Find stories by words").wait_for()
    page.get_by_role("link", name="Chat").click()
    page.get_by_text("Ask what the articles say").wait_for()
    page.get_by_text("Click a number to read the source here").wait_for()
    assert page.locator("mark").count() == 0


def test_a_refusal_asks_again_over_all_outlets_and_is_answered(page, home):
    page.goto(home)
    page.get_by_text("Ask what the articles say").wait_for()
    ask(page, "Who closed the quay of Port Aldo according to The Courier?")
    page.get_by_text("The articles do not say.").wait_for()
    page.get_by_role("button", name="Ask again over all outlets").click()
    page.get_by_role("button", name=re.compile("^Source 1: Harbour Post")).first.wait_for()


def test_on_a_phone_the_walk_is_in_the_dialog(page):
    page.set_viewport_size({"width": 390, "height": 844})
    source(page, 1).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Next source").click()
    dialog.get_by_text("Source 2 of 3").wait_for()
    assert dialog.evaluate("e => e.scrollWidth <= innerWidth")
