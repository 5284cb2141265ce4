"""A briefing as e-mail: plain text and HTML in one message, the same bytes for the same briefing, sender and moment."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from uuid import NAMESPACE_URL, uuid5

from assistant.html_out import briefing_html
from assistant.layout import Json, laid_out
from assistant.text_out import briefing_text
from ingest.errors import SettingsError

LONGEST = 254  # RFC 5321, section 4.5.3.1.3, without the angle brackets
_ATOM = r"[\w!#$%&'*+/=?^`{|}~-]+"  # RFC 5322, section 3.2.3; quoted names and numbers in brackets are left out
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*", re.ASCII)
NOBODY = "briefing@localhost.invalid"  # RFC 2606: a name that never leads anywhere


def briefing_mail(data: Json, made: datetime, *, sender: str = "", recipients: Sequence[str] = ()) -> EmailMessage:
    """The JSON of a briefing as a message of the moment `made`; raises `SettingsError` for what is no address.

    The Message-ID is made of the day and the words, so that the same briefing sent twice is known to be one message.
    """
    text, page = briefing_text(data), briefing_html(data)
    origin = address(sender or NOBODY)
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _subject(laid_out(data).title)
    message["From"] = Address("Cited Briefing", addr_spec=origin)
    if recipients:
        message["To"] = [Address(addr_spec=address(one)) for one in recipients]
    message["Date"] = made.astimezone(UTC)
    message["Message-ID"] = f"<{uuid5(NAMESPACE_URL, text)}@{origin.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office note answers it
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    message.set_boundary("=_" + hashlib.sha256((text + page).encode()).hexdigest()[:40])
    return message


def trial_mail(made: datetime, *, sender: str, recipients: Sequence[str]) -> EmailMessage:
    """A message that says no more than that mail is set up; raises `SettingsError` for what is no address."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = "Cited Briefing can send mail"
    message["From"] = Address("Cited Briefing", addr_spec=address(sender))
    message["To"] = [Address(addr_spec=address(one)) for one in recipients]
    message["Date"] = made.astimezone(UTC)
    message["Message-ID"] = f"<{uuid5(NAMESPACE_URL, f'trial {made.isoformat()}')}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("This is a test, sent from the settings page. Briefings will reach you in the same way.\n")
    return message


def _subject(title: str) -> str:
    """A title that stays one header: Python reads an encoded word in it, and would write out the line break it may hide."""
    return title.replace("=?", "= ?")


def briefing_eml(data: Json, made: datetime, *, sender: str = "", recipients: Sequence[str] = ()) -> bytes:
    """The message as a file, as mail programs open it."""
    return briefing_mail(data, made, sender=sender, recipients=recipients).as_bytes()


def address(text: str) -> str:
    """A mail address as it is; raises `SettingsError` for anything else, a second header line above all.

    >>> address("ann@news.example")
    'ann@news.example'
    """
    if len(text) > LONGEST or not _ADDRESS.fullmatch(text):
        raise SettingsError(f"{text!r} is no mail address; write it as ann@news.example")
    return text
