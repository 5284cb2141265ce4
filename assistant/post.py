"""Sending a briefing by e-mail: the only file that speaks SMTP, and only when it is asked to."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any, Literal

from assistant.layout import Json
from assistant.mail_out import briefing_mail, trial_mail
from ingest.errors import DeliveryError, SettingsError, in_a_line
from ingest.hygiene import clean_line

if TYPE_CHECKING:
    import smtplib

    from assistant.settings import Settings

SECONDS = 30.0
PORTS = {"starttls": 587, "tls": 465, "none": 25}
_HERE = {"localhost", "127.0.0.1", "::1"}
_ME = "[127.0.0.1]"  # RFC 5321, section 4.1.3: who has no public name says so; no name is looked up


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that messages are handed to, and how."""

    host: str
    port: int
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password: Callable[[], str] = lambda: ""  # asked for when needed, so that no printed server shows it

    @property
    def name(self) -> str:
        """The server in words."""
        return f"{self.host}:{self.port}"


def is_set(settings: Settings) -> bool:
    """Whether the settings name a mail server and recipients."""
    return bool(settings.smtp and settings.recipients)


def mail_server(settings: Settings) -> MailServer:
    """The server of the settings; raises `SettingsError` where something that sending needs is not set."""
    lacking = [name for name in ("smtp", "mail_from", "mail_to") if not getattr(settings, name)]
    if lacking:
        names = ", ".join(f"BRIEFING_{name.upper()}" for name in lacking)
        raise SettingsError(f"a briefing cannot be sent: {names} not set; see .env.example")
    bracketed, _, after = settings.smtp.rpartition("]")
    host, _, port = (bracketed.lstrip("["), "", after.lstrip(":")) if bracketed else settings.smtp.partition(":")
    number = int(port) if port else PORTS[settings.smtp_security]
    if not 0 < number < 65536:
        raise SettingsError(f"the setting BRIEFING_SMTP names the port {number}, which there is not")
    password = settings.smtp_password.get_secret_value
    return MailServer(host, number, settings.smtp_security, settings.smtp_user, password)


def deliver(data: Json, settings: Settings, now: datetime) -> tuple[str, ...]:
    """Send the JSON of a briefing as the settings say; raises `DeliveryError` and `SettingsError`, else gives what `send` gives."""
    server = mail_server(settings)
    return send(briefing_mail(data, now, sender=settings.mail_from, recipients=settings.recipients), server)


def send_trial(settings: Settings, now: datetime) -> tuple[str, ...]:
    """Send a test message as the settings say; raises and gives what `deliver` does."""
    server = mail_server(settings)
    return send(trial_mail(now, sender=settings.mail_from, recipients=settings.recipients), server)


def send(message: EmailMessage, server: MailServer, *, context: ssl.SSLContext | None = None) -> tuple[str, ...]:
    """Hand a message to a server; gives, in words, the recipients that it refused while it took others.

    `context` says which certificates are trusted, those of the system where it is None. Raises `DeliveryError` when
    nobody gets the message, with what happened and what to do.
    """
    import smtplib

    if server.user and server.security == "none" and server.host not in _HERE:
        raise DeliveryError(
            f"the password would go to {server.name} unsecured; set BRIEFING_SMTP_SECURITY to starttls or tls"
        )
    try:
        connection = _connected(server, context or ssl.create_default_context())
        try:
            if server.user:
                connection.login(server.user, server.password())
            refused = connection.send_message(message)
        finally:
            _leave(connection)
    except (smtplib.SMTPException, OSError, UnicodeError) as error:
        raise DeliveryError(_in_words(error, server)) from None  # what the server echoes may hold the password
    return tuple(f"{server.name} refused {who} ({_reply(*reply)})" for who, reply in sorted(refused.items()))


def _connected(server: MailServer, context: ssl.SSLContext) -> smtplib.SMTP:
    import smtplib

    if server.security == "tls":
        return smtplib.SMTP_SSL(server.host, server.port, _ME, timeout=SECONDS, context=context)
    connection = smtplib.SMTP(server.host, server.port, _ME, timeout=SECONDS)
    try:
        if server.security == "starttls":
            connection.starttls(context=context)
    except BaseException:
        connection.close()
        raise
    return connection


def _leave(connection: smtplib.SMTP) -> None:
    """Say good-bye; what a server that has taken the message answers to that changes nothing."""
    import smtplib

    with suppress(smtplib.SMTPException, OSError):
        connection.quit()
    connection.close()


def _in_words(error: Exception, server: MailServer) -> str:
    """What went wrong and what to do about it."""
    import smtplib

    if isinstance(error, smtplib.SMTPRecipientsRefused):
        who = "; ".join(f"{name} ({_reply(*reply)})" for name, reply in sorted(error.recipients.items()))
        return f"{server.name} takes no mail for {who}; look at BRIEFING_MAIL_TO"
    if isinstance(error, smtplib.SMTPSenderRefused):
        said = _reply(error.smtp_code, error.smtp_error)
        return f"{server.name} takes no mail from {error.sender!r} ({said}); look at BRIEFING_MAIL_FROM"
    if isinstance(error.__context__, TimeoutError):  # smtplib makes a broken connection of it
        error = error.__context__
    return next((words for kind, words in _failures(server, error) if isinstance(error, kind)), "") or (
        f"the mail server {server.name} did not take the briefing ({in_a_line(error)[:120]}); try again later"
    )


def _failures(server: MailServer, error: Exception) -> list[tuple[type[Exception], str]]:
    import smtplib
    import socket

    code = getattr(error, "smtp_code", 0)
    other = "tls" if server.security == "starttls" else "starttls"
    reason = getattr(error, "verify_message", "") or getattr(error, "reason", "") or in_a_line(error)
    return [
        (smtplib.SMTPAuthenticationError, f"{server.name} did not accept the user name or password ({code}); "
         "look at BRIEFING_SMTP_USER and BRIEFING_SMTP_PASSWORD"),
        (smtplib.SMTPNotSupportedError, f"{server.name} does not offer what is set ({in_a_line(error)[:80]}); "
         "look at BRIEFING_SMTP_SECURITY and BRIEFING_SMTP_USER"),
        (ssl.SSLCertVerificationError, f"the certificate of {server.name} cannot be trusted ({reason}); "
         "look at the name in BRIEFING_SMTP, or install the certificate's authority on this machine"),
        (ssl.SSLError, f"no secure connection to {server.name} came about ({reason}); try BRIEFING_SMTP_SECURITY={other}"),
        (ConnectionRefusedError, f"nobody answers at {server.name}; look at host and port in BRIEFING_SMTP"),
        (TimeoutError, f"{server.name} did not answer in {SECONDS:.0f} s; look at BRIEFING_SMTP and "
         "BRIEFING_SMTP_SECURITY, or try again later"),
        (socket.gaierror, f"there is no host {server.host!r} to be found; look at BRIEFING_SMTP and the connection"),
        (smtplib.SMTPServerDisconnected, f"{server.name} broke off the connection; look at BRIEFING_SMTP_SECURITY, "
         "or try again later"),
        (smtplib.SMTPResponseException, f"{server.name} did not take the briefing "
         f"({_reply(code, getattr(error, 'smtp_error', b''))}); try again later"),
    ]  # fmt: skip


def _reply(code: int, words: Any) -> str:
    """A server's answer on one line, as far as it is of use."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return f"{code} {clean_line(text)[:120]}".strip()
