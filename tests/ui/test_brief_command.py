import io
import json
import sys
from email import message_from_bytes, policy
from xml.etree import ElementTree as ET

import pypdf
import pytest
from mail_servers import MailServer

ROWS = "".join(
    json.dumps({"title": title, "source": outlet, "published": "2026-03-10", "text": text}) + "\n"
    for title, outlet, text in [
        ("Quay closed", "Harbour Post", "The quay of Tarnwick was closed on Monday after a storm. It opens on Friday."),
        ("Пенсия", "Courier", "Пенсионеры вышли на площадь во вторник утром. Их было около трёх тысяч человек."),
    ]
)


@pytest.fixture
def told(briefing, write):
    """The command over a library of two articles of one day."""
    briefing("add", str(write("a.jsonl", ROWS)))
    return lambda *words: briefing("brief", "--now", "2026-03-11T06:30:00+00:00", *words)


@pytest.fixture
def mailing(monkeypatch):
    """Set what mail needs, with a server at a port."""

    def set_up(port):
        values = {
            "SMTP": f"127.0.0.1:{port}",
            "SMTP_SECURITY": "none",
            "MAIL_FROM": "desk@news.example",
            "MAIL_TO": "ann@news.example",
        }
        for name, value in values.items():
            monkeypatch.setenv(f"BRIEFING_{name}", value)

    return set_up


def test_a_briefing_is_printed_in_every_form_of_text(told):
    for form, words in {
        "md": "## Sources",
        "html": "<!doctype html>",
        "text": "=====",
        "json": '{"day"',
        "jsonfeed": "jsonfeed.org",
        "atom": "<feed",
        "email": "Subject: ",
    }.items():
        code, out, _ = told("--format", form)
        assert (code, words in out) == (0, True), form


def test_the_json_is_not_cut_unless_it_is_asked_for(told):
    whole, short = (json.loads(told("--json", *words)[1]) for words in ((), ("--length", "short")))
    assert len(whole["coverage"]) == len(short["coverage"]) == 2
    assert sum(len(story["summary"]) for story in short["stories"]) < sum(
        len(story["summary"]) for story in whole["stories"]
    )


def test_a_pdf_is_written_to_a_file(told, tmp_path):
    path = tmp_path / "day.pdf"
    assert told("--format", "pdf", "--output", str(path))[:2] == (0, "")
    text = pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages[0].extract_text()
    assert "Пенсионеры" in text


def test_a_terminal_is_not_filled_with_a_pdf(told, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    code, out, err = told("--format", "pdf")
    assert (code, out) == (2, "")
    assert "--output" in err


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (("--format", "docx"), "atom"),
        (("--length", "tiny"), "medium"),
        (("--sections", "weather"), "timeline"),
        (("--without", "x"), "timeline"),
    ],
)
def test_what_there_is_not_is_wrong_usage_with_what_there_is(told, words, advice):
    code, _, err = told(*words)
    assert code == 2
    assert advice in err


def test_an_atom_feed_of_the_briefing_is_sound(told):
    root = ET.fromstring(told("--format", "atom")[1])
    assert [one.text for one in root.iter("{http://www.w3.org/2005/Atom}updated")] == ["2026-03-11T06:30:00Z"] * 2


def test_a_file_that_cannot_be_written_is_an_error_in_one_line(told, tmp_path):
    code, _, err = told("--output", str(tmp_path / "no" / "such" / "folder.md"))
    assert (code, err.count("\n")) == (1, 1)


def test_a_briefing_is_sent_when_asked_and_only_then(told, mailing):
    with MailServer() as server:
        mailing(server.port)
        assert told()[0] == 0
        assert server.messages == []
        code, out, _ = told("--send", "--length", "short")
    assert (code, out) == (0, "sent to ann@news.example\n")
    message = message_from_bytes(server.messages[0], policy=policy.default)
    assert "quay of Tarnwick" in message.get_body(("plain",)).get_content()


def test_sending_without_a_mail_server_says_what_to_set(told):
    code, _, err = told("--send")
    assert code == 1
    assert "BRIEFING_SMTP" in err


def test_a_server_that_is_away_is_an_error_in_one_line(told, mailing):
    with MailServer() as server:
        mailing(server.port)
    code, _, err = told("--send", "--quiet")
    assert (code, err.count("\n")) == (1, 1)
    assert "nobody answers" in err


def test_a_recipient_that_is_refused_is_named_and_the_others_are_told_of(told, mailing, monkeypatch):
    with MailServer({"rcpt TO:<ben@news.example>": "550 no such user"}) as server:
        mailing(server.port)
        monkeypatch.setenv("BRIEFING_MAIL_TO", "ann@news.example, ben@news.example")
        code, out, err = told("--send")
    assert (code, out) == (0, "sent to the others\n")
    assert "refused ben@news.example (550 no such user)" in err
