from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from editions import edition, poisoned, story

from assistant.mail_out import address, briefing_eml, briefing_mail
from ingest.errors import SettingsError

MADE = datetime(2026, 3, 12, 5, 30, tzinfo=UTC)
ENDS = {"sender": "desk@news.example", "recipients": ("ann@news.example", "ben@news.example")}


def read(content):
    return message_from_bytes(content, policy=policy.default)


def test_a_message_has_the_briefing_as_text_and_as_html():
    message = read(briefing_eml(edition(story(1)), MADE, **ENDS))
    assert message["Subject"] == "Briefing for Wednesday, 11 March 2026"
    assert message["To"] == "ann@news.example, ben@news.example"
    assert message["Date"].datetime == MADE
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert all("Паром закрыт" in message.get_body((kind,)).get_content() for kind in ("plain", "html"))


def test_the_same_briefing_is_the_same_message():
    first, again = (briefing_eml(edition(story(1)), MADE, **ENDS) for _ in range(2))
    later, other = (
        briefing_mail(data, MADE.replace(day=13), **ENDS) for data in (edition(story(1)), edition(story(2)))
    )
    assert first == again
    assert read(first)["Message-ID"] == later["Message-ID"] != other["Message-ID"]
    assert later["Message-ID"].endswith("@news.example>")


def test_no_line_is_longer_than_mail_servers_take():
    assert max(map(len, briefing_eml(edition(*(story(number) for number in range(1, 6))), MADE).split(b"\r\n"))) < 998


@pytest.mark.parametrize(
    "word", ["Quay\r\nBcc: eve@evil.example", "Quay\nX: y", "Quay\u2028Bcc: eve", "=?utf-8?q?a=0ABcc:_eve?="]
)
def test_a_hostile_title_adds_no_header(word):
    message = read(briefing_eml(poisoned(edition(story(1)), word), MADE, **ENDS))
    assert set(message.keys()) == {
        "Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["", "ann", "ann@", "@news.example", "ann@news.example\n", "ann@news.example\r\nBcc: eve@evil.example", "ann @news.example",
     "ann@news.example, ben@news.example", "<ann@news.example>", '"a b"@news.example', "ann@news..example", "a" * 250 + "@x.example",
     "änn@news.example"],
)  # fmt: skip
def test_what_is_no_address_is_refused(text):
    with pytest.raises(SettingsError, match="is no mail address"):
        address(text)
