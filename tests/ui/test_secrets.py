"""A key that must not be said: thirty ways to fail, and it is in nothing that is printed, stored, written or logged."""

import base64
import json
import logging
import sys
from datetime import UTC
from pathlib import Path

import pytest
from mail_servers import MailServer
from model_servers import OpenAIServer
from model_turns import Act, Reply, Status
from web import found, html, rss
from websites import MadeUp, answer, redirect

from assistant import intake, settings
from assistant.assistant import Assistant
from assistant.json_out import answer_json
from assistant.transcripts import drawn, transcript
from ingest import secrecy
from ingest.fetch import Fetcher
from ui import cli, launch
from ui.ask_command import print_answer

KEY = "sk-CANARY-0123456789abcdef"
SIGNS = (KEY, "CANARY", base64.b64encode(KEY.encode()).decode()[:-2], KEY[::-1], KEY.encode().hex())
HOME, USER = "https://courier.example", f"https://ann:{KEY}@courier.example"
ROWS = '{"id": "q", "title": "Quay closed", "source": "Harbour Post", "published": "2026-03-10", "text": "The quay was closed on Monday."}\n'
NAMES = (
    "OPENAI_API_KEY",
    "ANTHROPIC_API_KEY",
    "GOOGLE_API_KEY",
    "LANGSMITH_API_KEY",
    "BRIEFING_SMTP_PASSWORD",
    "BRIEFING_TOKEN",
)
ECHO = {"set-cookie": f"k={KEY}", "www-authenticate": f"Bearer {KEY}", "retry-after": KEY, "etag": f'"{KEY}"'}
PAGES = {
    f"{HOME}/401": answer(KEY.encode(), status="401 No", **ECHO), f"{HOME}/403": answer(KEY.encode(), status="403 No", **ECHO),
    f"{HOME}/404": answer(KEY.encode(), status="404 No", **ECHO), f"{HOME}/500": answer(KEY.encode(), status="500 Fault", **ECHO),
    f"{HOME}/in": redirect(f"{USER}/a"), f"{HOME}/plain": redirect(f"http://ann:{KEY}@courier.example/a"), f"{HOME}/round": redirect("/round"),
    f"{HOME}/file": redirect(f"file://ann:{KEY}@courier.example/a"), f"{HOME}/feed": found(rss(f"<item><title>T</title><link>{USER}/x</link></item>")),
    f"{HOME}/garbled": b"SSH-2.0-OpenSSH\r\n\r\n", f"{HOME}/page": found(html("Quay", "The quay was closed on Monday, said nobody. " * 9)) ,
}  # fmt: skip
FETCHED = ("401", "403", "404", "500", "in", "plain", "round", "file", "feed", "garbled", "gone")
HANDED = (
    f"{USER}/a",
    f"http://{KEY}@127.0.0.1/",
    f"ftp://ann:{KEY}@courier.example/a",
    f"https://ann:{KEY}@[::1/",
    f"feed://ann:{KEY}@courier.example/f",
)
MODELS = {
    "401": Status(401, f'{{"error": {{"message": "Incorrect API key provided: {KEY}"}}}}', ECHO), "403": Status(403, KEY), "400": Status(400, KEY),
    "404": Status(404, KEY), "429": Status(429, KEY), "500": Status(500, f"Traceback: Authorization: Bearer {KEY}"), "garbage": [KEY.encode()],
    "dropped": ["CLAIM: The quay", Act.DROP], "says it": f"CLAIM: The key is {KEY}.\nSOURCE: s1a1a\nQUOTE: {KEY}\n", "redirect": Status(307, "", {"location": f"http://{KEY}@127.0.0.1/"}),
    "bare": Reply(KEY, finish="content_filter"),
}  # fmt: skip


@pytest.fixture
def keyed(monkeypatch):
    """The key stands wherever a key may stand."""
    for name in NAMES:
        monkeypatch.setenv(name, KEY)
    monkeypatch.setattr(intake, "fetcher", lambda _: MadeUp(PAGES).fetcher())


def hits(words):
    return [sign for sign in SIGNS if sign in words]


@pytest.fixture
def failing(briefing, keyed, caplog, tmp_path):  # noqa: ARG001  it sets what it is for
    """Run a command that fails; gives what the key was seen in."""
    caplog.set_level(logging.INFO)

    def run(*arguments):
        caplog.clear()
        code, out, err = briefing(*arguments)
        written = [
            (path.name, hits(path.read_bytes().decode("latin-1"))) for path in tmp_path.rglob("*") if path.is_file()
        ]
        logged = " ".join(record.getMessage() for record in caplog.records)
        seen = {"out": hits(out), "err": hits(err), "files": [one for one in written if one[1]], "log": hits(logged)}
        return code, {place: signs for place, signs in seen.items() if signs}

    return run


def test_whatever_cannot_be_fetched_says_no_key(failing):
    found = {one: failing("add", f"{HOME}/{one}", *extra)[1] for one in FETCHED for extra in ((),)}
    found |= {one: failing("add", one, "--json")[1] for one in HANDED}
    found |= {f"feed {one}": failing("feeds", "add", one)[1] for one in HANDED[:2]}
    found["remove"] = failing("feeds", "remove", f"{USER}/feed")[1]
    assert len(found) == 19
    assert {name: seen for name, seen in found.items() if seen} == {}


@pytest.mark.usefixtures("keyed")
def test_whatever_a_models_server_answers_says_no_key(assistant, write, monkeypatch, capsys, caplog):
    monkeypatch.setattr("assistant.chain._wait", lambda _seconds, _stopped: None)
    list(assistant.add([str(write("a.jsonl", ROWS))]))
    caplog.set_level(logging.INFO)
    seen = {}
    for name, turn in MODELS.items():
        assistant.models._chat.clear()
        with OpenAIServer(turn, turn) as server:
            monkeypatch.setenv("OPENAI_BASE_URL", server.url)
            told = answer_json(
                assistant.ask("When was the quay closed?", model="openai:gpt-4o-mini", conversation=name)
            )
            print_answer(told)
            assert server.asked
        out = capsys.readouterr()
        exported = [drawn(form, transcript(assistant.library, name, UTC)) for form in ("md", "html", "json", "text")]
        seen[name] = hits(
            "".join([json.dumps(told), out.out, out.err, caplog.text, *(one.decode() for one in exported)])
        )
    seen["stored"] = hits(
        b"".join(path.read_bytes() for path in assistant.library.folder.rglob("*") if path.is_file()).decode("latin-1")
    )
    assert {name: signs for name, signs in seen.items() if signs} == {}


def test_a_mail_server_that_repeats_the_password_is_not_repeated(failing, briefing, write, monkeypatch):
    briefing("add", str(write("a.jsonl", ROWS)))
    with MailServer({"MAIL": f"550 what is {KEY}"}) as server:
        for name, value in {
            "SMTP": f"127.0.0.1:{server.port}",
            "SMTP_SECURITY": "none",
            "MAIL_FROM": "a@news.example",
            "MAIL_TO": "b@news.example",
        }.items():
            monkeypatch.setenv(f"BRIEFING_{name}", value)
        assert failing("brief", "--send") == (1, {})


@pytest.mark.parametrize(
    "name", ["MODEL", "SENTENCES", "TIME_ZONE", "SMTP", "RANK", "ALLOW_PRIVATE_HOSTS", "SMTP_SECURITY"]
)
def test_a_key_put_into_the_wrong_setting_is_not_repeated(failing, monkeypatch, name):
    monkeypatch.setenv(f"BRIEFING_{name}", KEY)
    assert failing("check")[1] == {}
    assert failing("brief")[1] == {}


@pytest.mark.usefixtures("keyed")
def test_settings_and_what_they_are_made_into_hide_it(tmp_path):
    chosen = settings.load(library=tmp_path / "library")
    assistant = Assistant.open(chosen, create=True)
    shown = [
        repr(chosen),
        str(chosen),
        chosen.model_dump_json(),
        repr(assistant),
        repr(vars(assistant)),
        " ".join(launch.command(1, browser=False)),
    ]
    assert [one for one in shown if hits(one)] == []
    assistant.close()


@pytest.mark.usefixtures("keyed")
def test_an_error_in_the_program_itself_tells_no_key(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(Fetcher, "get", lambda *_, **__: 1 / 0)
    monkeypatch.setattr(
        sys, "argv", ["briefing", "add", f"{HOME}/page", "--debug", "--library", str(tmp_path / "library")]
    )
    with pytest.raises(ZeroDivisionError) as caught:
        cli.main()
    assert hits(str(caught.getrepr(showlocals=False)) + capsys.readouterr().err) == []


def test_without_the_blot_the_same_ways_would_tell_it(failing, monkeypatch):
    for module in ("ingest.addresses", "ui.cli", "assistant.settings"):
        monkeypatch.setattr(f"{module}.masked", lambda text: text)
    assert failing("add", HANDED[0])[1] != {}
    monkeypatch.setenv("BRIEFING_MODEL", KEY)
    assert failing("check")[1] != {}


@pytest.mark.parametrize(
    "text",
    ["sk-0123456789abcdef", "Authorization: Bearer abcdefghijkl", "https://ann@x.example/", "ghp_0123456789abcdefghij"],
)
def test_what_looks_like_a_key_is_blotted_out(text):
    assert secrecy.masked(text) != text
    assert secrecy.masked(secrecy.masked(text)) == secrecy.masked(text)


@pytest.mark.parametrize(
    "text", ["https://x.example/a@b", "the sk-8 bus to Korsa", "a basic idea of it", "write to ann@news.example"]
)
def test_what_is_no_key_stays(text):
    assert secrecy.masked(text) == text


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX systems")
def test_a_file_of_keys_that_others_can_read_is_named(briefing, write):
    file = write(".env", f"OPENAI_API_KEY={KEY}\n")
    file.chmod(0o644)
    told = briefing("check")[2]
    assert "chmod 600 .env" in told
    assert hits(told) == []
    file.chmod(0o600)
    assert briefing("check")[2].count("chmod") == 0
    file.write_text("BRIEFING_TIME_ZONE=UTC\n")
    Path(".env").chmod(0o644)
    assert briefing("check")[2].count("chmod") == 0
