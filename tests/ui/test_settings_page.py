"""The settings page without a browser: what answers now, the choice of a model and what is said of it."""

import json

import newspages
import pytest
from mail_servers import MailServer
from model_servers import OllamaServer, OpenAIServer
from model_turns import Status
from newspages import HOSTILE, button, drawn, page_of
from talking import talking

from assistant import preferences, settings
from assistant.assistant import Assistant
from assistant.render import markdown_escaped
from ingest.choices import MODEL, choice, choose
from ingest.errors import LibraryError, SettingsError
from ui import settings_page

KEY = "sk-quay-0123456789"


def script():
    from ui.settings_page import settings_page

    settings_page()


@pytest.fixture
def page(assistant, monkeypatch):
    """The page over an empty library, not yet drawn."""
    return page_of(script, settings_page, assistant, monkeypatch)


def texts(page):
    return "\n".join([newspages.texts(page), *(str(one.value) for one in page.text_input)])


def words(page):
    """Everything that the page says, as a reader sees it."""
    return texts(page).replace("\\", "")


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


def test_where_days_begin_in_utc_it_is_said_once(page):
    drawn(page)
    assert "Today begins at 00:00" in words(page)
    assert "which is 00:00" not in words(page)


def test_a_time_zone_is_chosen_for_the_library_with_when_its_day_begins(page, assistant):
    drawn(page)
    page.selectbox(key="zone").set_value("Asia/Tokyo").run()
    assert "Today begins at 00:00" in words(page)
    assert "15:00 on" in words(page)
    page.button(key="choose:time_zone").click().run()
    assert not page.exception
    assert [one.value for one in page.success] == ["Chosen for this library: time zone."]
    assert assistant.settings.time_zone == "Asia/Tokyo"
    assert "Chosen for this library; otherwise BRIEFING_TIME_ZONE holds: UTC" in words(page)
    page.button(key="forget:time_zone").click().run()
    assert (assistant.settings.time_zone, page.selectbox(key="zone").value) == ("UTC", "UTC")


def test_the_watch_list_is_edited_line_by_line_and_is_text_wherever_it_comes_from(page, assistant):
    assistant.given = settings.load(library=assistant.library.folder, watch=HOSTILE)
    drawn(page)
    assert "**![x]" not in texts(page)
    box = next(one for one in page.text_area if one.key.startswith("watch:"))
    box.set_value("Ann Hale\n\n pensions ").run()
    page.button(key="choose:watch").click().run()
    assert not page.exception
    assert assistant.settings.watch == "Ann Hale, pensions"
    assert markdown_escaped(HOSTILE) in texts(page)


def test_what_cannot_be_kept_is_said_and_nothing_is_lost(page, assistant, monkeypatch):
    def refused(*_):
        raise SettingsError("this is too long")

    drawn(page)
    monkeypatch.setattr(preferences, "keep", refused)
    next(one for one in page.text_area if one.key.startswith("topics:")).set_value("pensions").run()
    page.button(key="choose:topics").click().run()
    assert "too long" in page.error[0].value
    assert assistant.settings.topics == ""


def settled(page, key):
    assert page.session_state[key].done.wait(20)
    return drawn(page)


def test_a_check_tells_of_each_part_and_a_repair_of_what_it_mended(page, assistant, write):
    row = {
        "title": "Quay closed",
        "text": "Rosa Imhof closed the quay of Port Aldo for good.",
        "published": "2026-03-12",
    }
    list(assistant.add([str(write("a.jsonl", json.dumps(row)))]))
    assistant.library.database.row("SELECT 1")
    with assistant.library.database.transaction() as connection:
        connection.execute("DELETE FROM embeddings")
    drawn(page)
    assert "No paragraph has been read" in words(page)
    button(page, "Check").click().run()
    settled(page, "care_errand")
    assert "library: 1 articles" in words(page)
    assert "1 chunks have none of this model" in page.warning[0].value
    button(page, "Repair").click().run()
    settled(page, "care_errand")
    assert "embeddings: 1 made anew" in words(page)


def test_a_repair_while_another_process_writes_says_who(page, assistant):
    other = Assistant.open(settings.load(library=assistant.library.folder))
    drawn(page)
    with other.library.writing():
        button(page, "Repair").click().run()
        settled(page, "care_errand")
    other.close()
    assert "Another job of this page is writing to the library: do it again when that is done." in page.error[0].value


def test_a_model_that_cannot_be_chosen_is_said_not_to_be(page, monkeypatch):
    def refused(*_):
        raise LibraryError("cannot write to the library file; free some space")

    drawn(page)
    pick(page, "ollama", "qwen3")
    monkeypatch.setattr(settings_page, "choose", refused)
    button(page, "Use for this library").click().run()
    assert not page.exception
    assert "free some space" in page.error[0].value


def test_the_lines_for_cron_and_systemd_are_those_of_the_command(page, assistant):
    preferences.keep(assistant, "time_zone", "Europe/Berlin")
    said = words(drawn(page))
    assert "CRON_TZ=Europe/Berlin" in said
    assert "OnCalendar=*-*-* 06:30:00 Europe/Berlin" in said
    assert str(assistant.library.folder) in said
    page.text_input(key="round_at").set_value("25:00").run()
    assert "is no time of day" in words(page)


def test_the_last_rounds_are_told_with_what_came_of_them(page, assistant):
    assert "No round was done yet." in words(drawn(page))
    runs = [{"at": "2026-03-12T05:30:00+00:00", "briefed": ["2026-03-11"], "sent": [], "failures": [HOSTILE]}]
    choose(assistant.library, "schedule", json.dumps({"runs": runs, "pending": ["2026-03-11"]}))
    drawn(page)
    assert "2026-03-12 05:30: briefed 2026-03-11; " in words(page)
    assert "The next round takes up 2026-03-11." in words(page)
    assert "; ![x]" not in texts(page)


def test_a_test_mail_is_sent_only_when_it_is_asked_for(page, assistant):
    assert "Briefings are not mailed." in words(drawn(page))
    with MailServer() as server:
        assistant.settings = settings.load(
            library=assistant.library.folder, smtp=f"127.0.0.1:{server.port}", smtp_security="none",
            mail_from="desk@news.example", mail_to="ann@news.example",
        )  # fmt: skip
        drawn(page)
        assert server.messages == []
        button(page, "Send a test mail").click().run()
        settled(page, "mail_errand")
    assert "The mail server has taken the message." in words(page)
    assert b"Cited Briefing can send mail" in server.messages[0]
