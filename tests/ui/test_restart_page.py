"""The page in real browsers whose server is killed in mid-answer and started again: nothing is lost, nothing mixed."""

import os
import signal
import threading

import pytest
from browsing import CHROMIUM, NEEDS_BROWSER, PATIENCE, ask
from model_servers import OllamaServer
from model_turns import Reply, Status
from talking import sources_in, statement

from assistant import intake, settings
from assistant.assistant import Assistant
from bench._served import served
from ingest.choices import MODEL, choose

pytestmark = NEEDS_BROWSER
QUAY = "The quay in Port Aldo was closed on Monday after a storm tore away 40 metres of its wall."
MAYOR = "Mayor Ines Calder said that the repairs would cost 3.2 million crowns and take until June."


@pytest.fixture
def ollama(monkeypatch):
    with OllamaServer(Status(500)) as server:
        monkeypatch.setenv("OLLAMA_HOST", server.url)
        yield server


@pytest.fixture
def folder(tmp_path, write):
    """A library of one article whose answers Ollama words."""
    assistant = Assistant.open(settings.load(library=tmp_path / "news" / "library"), create=True)
    article = write("a.md", f"# Storm closes the quay in Port Aldo\n\n{QUAY}\n\n{MAYOR}")
    assert [one.outcome for one in intake.stored_by_words(assistant, [str(article)])] == ["added"]
    choose(assistant.library, MODEL, "ollama:qwen3")
    assistant.close()
    return tmp_path / "news" / "library"


@pytest.fixture
def browsers():
    """Two browsers that share nothing."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        contexts = [browser.new_context() for _ in range(2)]
        for context in contexts:
            context.set_default_timeout(PATIENCE)
        yield [context.new_page() for context in contexts]
        browser.close()


def says(ollama, *parts):
    """Let the model say sentences of its sources; what can be waited for stands for itself."""

    def reply(request):
        sources = sources_in(request.prompt)
        return Reply([part if hasattr(part, "wait") else _of(part, sources) for part in parts])

    ollama.script[:] = [reply]


def _of(text, sources):
    return statement(text, next(one for one in sources if text in one["text"]), text)


def test_an_answer_that_a_killed_server_was_writing_is_shown_as_interrupted_under_the_open_page(
    ollama, folder, browsers
):
    one, other = browsers
    gate = threading.Event()
    with served(folder) as server:
        for page in browsers:
            page.goto(server.address)
            page.get_by_text("Ask what the articles say").wait_for()
        says(ollama, MAYOR)
        ask(other, "What will the repairs cost?")
        other.get_by_text("In the words of ollama:qwen3").wait_for()
        says(ollama, QUAY, gate)
        ask(one, "When was the quay closed?")
        one.get_by_role("button", name="Source 1").wait_for()
        os.kill(server.process, signal.SIGKILL)
        gate.set()
    says(ollama, QUAY)
    with served(folder) as again:
        assert again.address == server.address
        one.get_by_text("The answer was interrupted").wait_for()
        one.get_by_test_id("stChatMessage").first.get_by_text("When was the quay closed?").wait_for()
        other.reload()
        other.get_by_text("In the words of ollama:qwen3").wait_for()
        assert other.get_by_text("The answer was interrupted").count() == 0
        assert other.get_by_test_id("stChatMessage").count() == 2
        one.get_by_role("button", name="Ask again").click()
        one.get_by_text("In the words of ollama:qwen3").wait_for()
        one.reload()
        one.get_by_text("In the words of ollama:qwen3").wait_for()
        assert one.get_by_text("The answer was interrupted").count() == 0
        assert one.get_by_test_id("stChatMessage").count() == 2
