import ssl
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from editions import edition, story
from mail_servers import LOGIN, MailServer, certificate_for

from assistant import post, settings
from assistant.mail_out import briefing_mail
from ingest.errors import DeliveryError, SettingsError

MADE = datetime(2026, 3, 12, 5, 30, tzinfo=UTC)


def message():
    recipients = ("ann@news.example", "ben@news.example")
    return briefing_mail(edition(story(1)), MADE, sender="desk@news.example", recipients=recipients)


def at(server, security="none", user="", password="", host="127.0.0.1"):
    return post.MailServer(host, server.port, security, user, lambda: password)


def failure(server, **how):
    with pytest.raises(DeliveryError) as caught:
        post.send(message(), at(server, **how))
    assert "\n" not in str(caught.value)
    assert caught.value.__suppress_context__
    return str(caught.value)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    return certificate_for("localhost", tmp_path_factory.mktemp("certificates"))


def test_a_briefing_arrives_as_it_was_made():
    with MailServer() as server:
        assert post.send(message(), at(server)) == ()
    assert [line for line in server.said if line.startswith(("mail", "rcpt"))] == [
        "mail FROM:<desk@news.example> ".strip(),
        "rcpt TO:<ann@news.example>",
        "rcpt TO:<ben@news.example>",
    ]
    taken = message_from_bytes(server.messages[0], policy=policy.default)
    assert "Паром закрыт" in taken.get_body(("plain",)).get_content()
    assert taken["Message-ID"] == message()["Message-ID"]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_the_password_goes_only_through_a_secured_connection(certificate, security):
    trusting = ssl.create_default_context(cafile=str(certificate) + ".crt")
    with MailServer(tls=security, certificate=certificate) as server:
        post.send(message(), at(server, security, *LOGIN, host="localhost"), context=trusting)
    assert server.messages
    assert any(line.startswith("AUTH PLAIN") for line in server.said)
    with pytest.raises(DeliveryError, match=r"would go to mail\.example:25 unsecured"):
        post.send(message(), post.MailServer("mail.example", 25, "none", *LOGIN[:1]))


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_that_nobody_vouches_for_is_refused_and_nothing_sent(certificate, security):
    with MailServer(tls=security, certificate=certificate) as server:
        said = failure(server, security=security, user="ann", password="swordfish", host="localhost")
    assert "the certificate of localhost" in said
    assert "cannot be trusted (self-signed certificate)" in said
    assert not server.messages
    assert not any("AUTH" in line for line in server.said)


def test_a_wrong_password_is_told_of_without_showing_it():
    with MailServer() as server:
        said = failure(server, user="ann", password="herring")
    assert "did not accept the user name or password (535)" in said
    assert "BRIEFING_SMTP_PASSWORD" in said
    assert "herring" not in said


def test_a_server_without_security_gets_nothing():
    with MailServer() as server:
        assert "does not offer what is set (STARTTLS" in failure(server, security="starttls")
    assert not server.messages


def test_a_server_that_speaks_no_tls_is_told_from_one_that_is_away():
    with MailServer() as server:
        assert "no secure connection" in failure(server, security="tls")


def test_a_server_that_says_nothing_is_given_up(monkeypatch):
    monkeypatch.setattr(post, "SECONDS", 0.05)
    with MailServer({"EHLO": "SAY NOTHING"}) as server:
        assert "did not answer in" in failure(server)


def test_nobody_at_the_port_is_said_in_words():
    with MailServer() as server:
        away = at(server)
    with pytest.raises(DeliveryError, match=r"nobody answers at 127\.0\.0\.1"):
        post.send(message(), away)


def test_a_recipient_that_is_refused_while_others_are_taken_is_named():
    with MailServer({"rcpt TO:<ben@news.example>": "550 no such user here"}) as server:
        refused = post.send(message(), at(server))
    assert refused == (f"127.0.0.1:{server.port} refused ben@news.example (550 no such user here)",)
    assert server.messages


def test_refused_recipients_a_refused_sender_and_a_full_server_are_told_apart():
    with MailServer({"RCPT": "550 no"}) as server:
        assert "takes no mail for ann@news.example (550 no); ben@news.example (550 no)" in failure(server)
    with MailServer({"MAIL": "553 not yours"}) as server:
        assert "takes no mail from 'desk@news.example' (553 not yours)" in failure(server)
    with MailServer({"TAKEN": "452 full\r\n"}) as server:
        assert "did not take the briefing (452 full)" in failure(server)
    with MailServer({"CONNECT": "421 too many"}) as server:
        assert "did not take the briefing (421 too many)" in failure(server)
    with MailServer({"MAIL": "HANG UP"}) as server:
        assert "broke off the connection" in failure(server)


@pytest.mark.parametrize("answer", ["500 what", "HANG UP"])
def test_a_server_that_is_rude_after_taking_the_message_has_it_all_the_same(answer):
    with MailServer({"QUIT": answer}) as server:
        assert post.send(message(), at(server)) == ()
    assert len(server.messages) == 1


def test_what_a_server_answers_is_shown_on_one_short_line():
    with MailServer({"MAIL": "553-\x1b[31mred\r\n553 " + "x" * 300}) as server:
        said = failure(server)
    assert "\x1b" not in said
    assert len(said) < 300


def test_the_settings_name_the_server(monkeypatch):
    for name, value in {
        "SMTP": "mail.example",
        "MAIL_FROM": "desk@news.example",
        "MAIL_TO": "ann@news.example",
        "SMTP_PASSWORD": "swordfish",
    }.items():
        monkeypatch.setenv(f"BRIEFING_{name}", value)
    found = post.mail_server(settings.load())
    assert (found.name, found.security, found.password()) == ("mail.example:587", "starttls", "swordfish")
    assert "swordfish" not in repr(found)
    for given, name in {"mail.example:2525": "mail.example:2525", "[::1]:25": "::1:25", "[::1]": "::1:587"}.items():
        monkeypatch.setenv("BRIEFING_SMTP", given)
        assert post.mail_server(settings.load()).name == name


def test_what_is_not_set_is_named():
    with pytest.raises(SettingsError, match="BRIEFING_SMTP, BRIEFING_MAIL_FROM, BRIEFING_MAIL_TO not set"):
        post.mail_server(settings.load())
