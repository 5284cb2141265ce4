"""The page in a real browser with a chat model that is let go on sentence by sentence."""

import itertools
import shutil
import threading

import pytest
from browsing import NEEDS_BROWSER, PATIENCE, ask, served, watched
from model_servers import OllamaServer
from model_turns import Reply, Status
from playwright.sync_api import expect
from talking import sources_in, statement

from ingest.sentences import sentence_spans

pytestmark = NEEDS_BROWSER
QUESTIONS = (f"What happened to the ferry Grey Heron{' now' * number}?" for number in itertools.count())
HALF = "CLAIM: Half a sentence that nobody has che"
HOSTILE = '<img src="https://evil.example/i.png" onerror="alert(1)"> ![x](https://evil.example/p.png)'


@pytest.fixture(scope="module")
def ollama():
    with OllamaServer(Status(500)) as server:
        yield server


@pytest.fixture(scope="module")
def home(ollama, tmp_path_factory, whole_sample):
    """The address of a page over the sample, whose answers Ollama words."""
    folder = tmp_path_factory.mktemp("page") / "library"
    shutil.copytree(whole_sample, folder.with_name("library-sample"))
    with served(folder, 8640, OLLAMA_HOST=ollama.url, BRIEFING_MODEL="ollama:qwen3") as address:
        yield address


@pytest.fixture
def context():
    with watched() as opened:
        yield opened


@pytest.fixture
def gate():
    """What a model waits for in mid-answer; it is let go on when the test is over."""
    opened = threading.Event()
    yield opened
    opened.set()


@pytest.fixture
def page(context, home):
    """The chat page, ready to be asked."""
    opened = context.new_page()
    opened.goto(home)
    opened.get_by_text("Ask what the articles say").wait_for()
    return opened


def first_sentence(source):
    start, end = sentence_spans(source["text"])[0]
    return source["text"][start:end]


def says(ollama, *parts):
    """Let the model say these parts: a number stands for the first sentence of the source of that number."""

    def reply(request):
        sources = sources_in(request.prompt)
        return Reply([said(part, sources) for part in parts])

    def said(part, sources):
        return statement(first_sentence(sources[part]), sources[part]) if isinstance(part, int) else part

    ollama.script[:] = [reply]


def of_first(ollama, text):
    """Let the model say the first sentence of its first source, and then a text, "{first}" in it being that sentence."""
    ollama.script[:] = [lambda request: Reply(_with(sources_in(request.prompt)[0], text))]


def _with(source, text):
    first = first_sentence(source)
    return [statement(first, source), statement(text.replace("{first}", first.rstrip(".")), source)]


def sentences(page):
    """The sentences of the newest answer, without their marks."""
    return page.get_by_test_id("stChatMessage").last.locator(".root").first.locator("> p")


def finished(page):
    """Wait until the newest answer is whole and drawn."""
    page.get_by_text("In the words of ollama:qwen3").last.wait_for()
    sentences(page).first.wait_for()


def test_a_sentence_is_shown_when_it_has_passed_and_what_is_not_whole_is_not(page, ollama, gate):
    says(ollama, 0, HALF, gate, "cked.\n\n", 1)
    ask(page, next(QUESTIONS))
    page.get_by_role("button", name="Source 1").wait_for()
    assert sentences(page).count() == 1
    assert page.get_by_text("Half a sentence").count() == 0
    assert page.get_by_text("In the words of").count() == 0
    gate.set()
    finished(page)
    assert sentences(page).count() == 2


def test_a_source_can_be_read_while_the_rest_of_the_answer_is_written(page, ollama, gate):
    says(ollama, 0, gate, 1)
    ask(page, next(QUESTIONS))
    page.get_by_role("button", name="Source 1").click()
    page.locator("mark").first.wait_for()
    assert page.get_by_role("button", name="Stop").is_visible()
    gate.set()
    finished(page)


def test_what_is_stopped_is_kept(page, ollama, gate):
    says(ollama, 0, gate, 1)
    ask(page, next(QUESTIONS))
    page.get_by_role("button", name="Source 1").wait_for()
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("the answer was stopped before it was complete").wait_for()
    page.reload()
    page.get_by_role("button", name="Source 1").wait_for()
    assert sentences(page).count() == 1


def test_a_page_that_is_loaded_anew_or_opened_twice_shows_the_same_running_answer_once(page, context, ollama, gate):
    says(ollama, 0, gate, 1)
    ask(page, next(QUESTIONS))
    page.get_by_role("button", name="Source 1").wait_for()
    other = context.new_page()
    other.goto(page.url)
    page.reload()
    for one in (page, other):
        one.get_by_role("button", name="Source 1").wait_for()
        assert (one.get_by_test_id("stChatMessage").count(), sentences(one).count()) == (2, 1)
    gate.set()
    for one in (page, other):
        finished(one)
        assert (one.get_by_test_id("stChatMessage").count(), sentences(one).count()) == (2, 2)


def test_an_answer_goes_on_when_nobody_looks(page, context, ollama, gate):
    says(ollama, 0, gate, 1)
    ask(page, next(QUESTIONS))
    page.get_by_role("button", name="Source 1").wait_for()
    where = page.url
    page.close()
    gate.set()
    later = context.new_page()
    later.goto(where)
    finished(later)
    assert (later.get_by_test_id("stChatMessage").count(), sentences(later).count()) == (2, 2)


def test_every_sentence_of_a_model_says_what_its_check_came_to(page, ollama):
    ollama.script[:] = [lambda request: Reply(_reworded(sources_in(request.prompt)[0]))]
    ask(page, next(QUESTIONS))
    finished(page)
    marks = (
        page.get_by_role("img", name="Verbatim: the source's own words"),
        page.get_by_role("img", name="Borne out by its source"),
    )
    assert [mark.count() for mark in marks] == [1, 1]
    assert marks[1].get_attribute("title") == "Borne out by its source"


def _reworded(source):
    sentence = first_sentence(source)
    return [statement(sentence, source), statement(f"In short, {sentence}", source, sentence)]


def test_what_is_left_out_is_struck_through_behind_a_click_with_what_is_wrong_marked(page, ollama):
    of_first(ollama, "{first} and 999 people resigned.")
    ask(page, next(QUESTIONS))
    finished(page)
    struck = page.locator("s")
    assert not struck.is_visible()
    page.get_by_text("1 sentence left out").click()
    struck.wait_for()
    assert struck.inner_text().endswith("and 999 people resigned.")
    assert any("999" in marked for marked in struck.locator("mark").all_inner_texts())
    assert "does not bear out a number" in page.locator(".root", has=struck).inner_text()


def test_markup_of_a_model_is_neither_shown_nor_fetched(page, ollama):
    of_first(ollama, HOSTILE)
    ask(page, next(QUESTIONS))
    finished(page)
    page.get_by_text("1 sentence left out").click()
    page.get_by_text("A sentence that is not shown: it holds a web address, markup or code.").wait_for()
    assert page.get_by_text("evil.example").count() == 0
    assert page.locator("img[src*=evil]").count() == 0


@pytest.mark.parametrize("width", [1280, 390])
def test_a_source_opens_where_it_can_be_seen_in_a_long_conversation(page, ollama, width):
    says(ollama, 0, 1, 2)
    for turn in range(3):
        ask(page, next(QUESTIONS))
        page.get_by_test_id("stChatMessage").nth(2 * turn + 1).get_by_text("In the words of").wait_for()
    page.set_viewport_size({"width": width, "height": 844})
    page.get_by_role("button", name="Source 2").last.click()
    place = page.get_by_role("dialog") if width == 390 else page.locator(".st-key-evidence")
    cited = first_sentence(sources_in(ollama.asked[-1].prompt)[1])
    marked = place.locator("mark", has_text=cited).first
    expect(marked).to_be_in_viewport(timeout=PATIENCE)
    if width == 1280:
        assert marked.bounding_box()["y"] < page.get_by_test_id("stChatInput").bounding_box()["y"]
    if width == 390:
        page.keyboard.press("Escape")
        page.get_by_role("dialog").wait_for(state="hidden")
    assert page.get_by_test_id("stChatMessage").count() == 6


def test_a_connection_is_tried_and_what_came_of_it_is_said(page, home, ollama):
    page.goto(f"{home}/settings")
    ollama.script[:] = [Reply("ready")]
    page.get_by_role("button", name="Test connection").click()
    page.get_by_text("ollama:qwen3 answers.").wait_for()
    ollama.script[:] = [Status(500, "secret words of the server")]
    page.get_by_role("button", name="Test connection").click()
    page.get_by_text("has a failure of its own (500)").wait_for()
    assert page.get_by_text("secret words").count() == 0
