"""The settings page without a browser: what answers now, the choice of a model and what is said of it."""

import pytest
from model_servers import OllamaServer, OpenAIServer
from model_turns import Status
from streamlit.testing.v1 import AppTest
from talking import talking

from assistant import settings
from assistant.assistant import Assistant
from ingest.choices import MODEL, choice, choose
from ui import settings_page
from ui.shown import Shown

KEY = "sk-quay-0123456789"


def script():
    from ui.settings_page import settings_page

    settings_page()


@pytest.fixture
def page(assistant, monkeypatch):
    """The page over an empty library, not yet drawn."""
    monkeypatch.setattr(settings_page, "shown_library", lambda: Shown(assistant, False))
    return AppTest.from_function(script, default_timeout=20)


def drawn(page):
    page.run()
    assert not page.exception
    return page


def button(page, label):
    return next(one for one in page.button if one.label.startswith(label))


def words(page):
    """Everything that the page says, as a reader sees it."""
    return texts(page).replace("\\", "")


def texts(page):
    """The same as it is handed to Markdown."""
    kinds = (page.markdown, page.caption, page.success, page.error, page.warning, page.code, page.text_input)
    return "\n".join(str(one.value) for kind in kinds for one in kind)


def pick(page, provider, model):
    page.selectbox(key="model_provider").set_value(provider).run()
    page.text_input(key=f"model_name:{provider}").set_value(model).run()


def test_without_a_model_the_articles_answer_and_nothing_leaves_the_machine(page):
    said = words(drawn(page))
    assert "sentences of the articles, word for word" in said
    assert "leaves this machine" in said


def test_a_model_that_is_chosen_holds_for_the_library_when_it_is_opened_again(page, assistant):
    drawn(page)
    pick(page, "ollama", " qwen3 ")
    button(page, "Use for this library").click().run()
    assert "Now: **ollama:qwen3**, chosen for this library." in words(page)
    again = Assistant.open(settings.load(library=assistant.library.folder))
    assert again.chosen_model == "ollama:qwen3"
    again.close()
    page.selectbox(key="model_provider").set_value("").run()
    button(page, "Use for this library").click().run()
    assert (choice(assistant.library, MODEL), assistant.chosen_model) == ("", "")


def test_the_model_that_is_set_answers_where_none_was_chosen_and_again_when_the_choice_is_forgotten(page, assistant):
    assistant.settings = settings.load(library=assistant.library.folder, model="openai:gpt-4o-mini")
    assert "openai:gpt-4o-mini**, set by BRIEFING_MODEL" in words(drawn(page))
    choose(assistant.library, MODEL, "")
    assert "sentences of the articles" in texts(drawn(page))
    button(page, "Forget the choice").click().run()
    assert "openai:gpt-4o-mini**, set by BRIEFING_MODEL" in words(page)
    assert page.selectbox(key="model_provider").value == "openai"


def test_a_model_without_a_name_cannot_be_chosen_or_tried(page):
    drawn(page)
    page.selectbox(key="model_provider").set_value("anthropic").run()
    assert button(page, "Use for this library").disabled
    assert button(page, "Test connection").disabled


def test_keys_are_told_by_name_only(page, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    drawn(page)
    pick(page, "openai", "gpt-4o-mini")
    said = words(page)
    assert "OPENAI_API_KEY is set" in said
    assert "OPENAI_BASE_URL is not set" in said
    assert KEY not in said


def outcome(page):
    button(page, "Test connection").click().run()
    trial = page.session_state["model_trial"]
    assert trial.done.wait(20)
    page.run()
    assert not page.exception
    return page


def test_a_connection_that_works_is_said_to(page, assistant):
    assistant.models._chat["ollama:qwen3"] = talking(lambda _: "ready")
    drawn(page)
    pick(page, "ollama", "qwen3")
    assert [one.value for one in outcome(page).success] == [r"ollama\:qwen3 answers."]
    page.text_input(key="model_name:ollama").set_value("gemma3").run()
    assert not page.success  # it was of another model


def test_a_connection_that_fails_is_told_in_our_own_words(page, monkeypatch):
    with OpenAIServer(Status(401, f"<p>the key {KEY} is wrong</p>")) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        drawn(page)
        pick(page, "openai", "gpt-4o-mini")
        (error,) = outcome(page).error
    assert r"refuses the key (401): check OPENAI\_API\_KEY" in error.value
    assert KEY not in texts(page)


def test_ollama_is_asked_for_its_models_only_when_that_is_wanted(page, monkeypatch):
    with OllamaServer(models=("qwen3:latest", "gemma3:4b")) as server:
        monkeypatch.setenv("OLLAMA_HOST", server.url)
        drawn(page)
        page.selectbox(key="model_provider").set_value("ollama").run()
        assert server.requests == []
        button(page, "List the models").click().run()
        assert not page.exception
        assert page.selectbox(key="model_name:offered").options == ["gemma3:4b", "qwen3:latest"]


def test_an_ollama_server_that_does_not_run_is_said_not_to(page, monkeypatch):
    monkeypatch.setenv("OLLAMA_HOST", "http://127.0.0.1:9")
    drawn(page)
    page.selectbox(key="model_provider").set_value("ollama").run()
    button(page, "List the models").click().run()
    assert "does not run at its address" in page.warning[0].value


def test_every_setting_stands_there_with_what_it_means(page, assistant):
    said = words(drawn(page))
    for name, field in settings.Settings.model_fields.items():
        assert f"BRIEFING_{name.upper()}" in said
        assert field.description[:20] in said
    assert str(assistant.library.folder) in said


def test_a_model_with_a_hostile_name_is_text(page, assistant):
    choose(assistant.library, MODEL, "![x](//evil.example/p.png):<b>a</b>")
    said = texts(drawn(page))
    assert r"\!\[x\](//evil.example/p.png)" in said
    assert "**![x]" not in said
