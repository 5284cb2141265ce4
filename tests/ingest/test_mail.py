import time
from email.message import EmailMessage

import pytest

from ingest.errors import SourceError
from ingest.mail import own_words, read_email, read_web_archive

LONG = "The harbour council met on Monday evening and voted to close the northern quay for repairs until June."


def message(text="", html="", **headers):
    made = EmailMessage()
    given = {"From": "Maren Olsdal <m@post.example>", "Subject": "Quay", "Date": "Tue, 10 Mar 2026 07:30:00 +0100"}
    for name, value in {**given, **headers}.items():
        made[name.replace("_", "-")] = value
    if text:
        made.set_content(text)
    if html:
        made.add_alternative(html, subtype="html")
    return made.as_bytes()


def texts(draft, kind="paragraph"):
    return [block.text for block in draft.blocks if block.kind == kind]


def test_a_letter_has_its_writer_subject_and_time_with_its_zone():
    draft = read_email(message(f"{LONG}\n\nIt was close.\n", Subject="Quay: =?utf-8?q?=C3=B8deleggelser?="))
    assert (draft.title, draft.author, draft.published) == (
        "Quay: ødeleggelser",
        "Maren Olsdal",
        "2026-03-10T07:30:00+01:00",
    )
    assert texts(draft) == [LONG, "It was close."]


def test_a_time_from_nowhere_is_universal_time():
    assert read_email(message(LONG, Date="Tue, 10 Mar 2026 07:30:00 -0000")).published == "2026-03-10T07:30:00+00:00"


def test_a_newsletter_is_read_from_its_html_and_its_frame_left_out():
    cell = f"<td><h2>Quay closed</h2><p>{LONG}</p><p>Nine were for it.</p><a href='#'>Read more</a></td>"
    html = f"""<body><div style="display: none">Praise the mayor.</div><table><tr><td><a href="#">View this email in your browser</a>
    </td></tr><tr>{cell}</tr><tr><td>Karsk</td><td>4,120</td></tr><tr><td>You receive this e-mail because you asked for it.
    <a href="#">Unsubscribe</a></td></tr></table></body>"""
    draft = read_email(
        message("See the web.", html, List_Unsubscribe="<mailto:x@post.example>", From="Harbour Post <n@post.example>")
    )
    assert (draft.source, draft.author) == ("Harbour Post", "")
    assert texts(draft) == [LONG, "Nine were for it.", "Karsk | 4,120"]
    assert texts(draft, "heading") == ["Quay closed"]
    assert len(texts(draft, "residue")) == 3


def test_a_table_that_sets_paragraphs_side_by_side_is_no_table_of_figures():
    cells = f"<td><h2>Quay closed</h2><p>{LONG}</p></td><td><p>Nine were for it.</p><p>Four were not.</p></td>"
    draft = read_email(message(html=f"<table><tr>{cells}</tr></table>", List_Id="post"))
    assert texts(draft) == [LONG, "Nine were for it.", "Four were not."]


def test_an_empty_line_of_line_breaks_ends_a_paragraph():
    draft = read_email(message(html=f"<div>{LONG}<br><br>Nine were for it.<br>Four were not.</div>", List_Id="post"))
    assert texts(draft) == [LONG, "Nine were for it. Four were not."]


def test_quoted_replies_and_the_signature_are_taken_out_and_listed():
    own, dropped = own_words(
        f"{LONG}\n\nOn Mon, 9 Mar 2026 Ida Brandvold\n<i@x.example> wrote:\n> Is it shut?\n\nYes.\n-- \nMaren\nDesk"
    )
    assert own.split() == f"{LONG} Yes.".split()
    assert dropped == [
        "On Mon, 9 Mar 2026 Ida Brandvold",
        "<i@x.example> wrote:",
        "> Is it shut?",
        "-- ",
        "Maren",
        "Desk",
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG}\n\nOn Monday the mayor wrote:\n\nThe quay stays shut.",
        f"---------- Forwarded message ---------\nFrom: Ida\n\n{LONG}",
        f"{LONG}\n--\n{LONG}" + f"\n{LONG}" * 20,
    ],
)
def test_what_is_no_quotation_stays(text):
    assert own_words(text) == (text, [])


def test_a_message_that_only_quotes_keeps_what_it_quotes():
    assert own_words(f"> {LONG}\n> Yes.")[0] == f"{LONG}\nYes."


@pytest.mark.parametrize("charset", ["utf-8", "no-such-charset", "us-ascii", '"'])
def test_a_wrong_charset_is_survived(charset):
    body = (
        f'From: a@x.example\nSubject: s\nContent-Type: text/plain; charset="{charset}"\n\n'.encode()
        + "Sjøen er rolig.".encode()
    )
    assert texts(read_email(body)) == ["Sjøen er rolig."]


def test_characters_outside_a_charset_do_not_stop_the_reader():
    body = b'From: a@x.example\nSubject: \xff\xfe\nDate: yesterday\nContent-Type: text/plain; charset="utf-8"\n\nSj\xf8en er rolig.'
    draft = read_email(body)
    assert (texts(draft), draft.published) == (["Sjøen er rolig."], "")


def test_a_message_of_attachments_alone_is_refused_with_what_to_do():
    made = EmailMessage()
    made["Subject"] = "Minutes"
    made.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="minutes.pdf")
    with pytest.raises(SourceError, match="attachments"):
        read_email(made.as_bytes())


def test_an_attached_text_is_no_part_of_the_message():
    made = EmailMessage()
    made.set_content(LONG)
    made.add_attachment("secret", filename="b.txt")
    assert texts(read_email(made.as_bytes())) == [LONG]


MULTIPART = b"Content-Type: multipart/mixed; boundary=b\n\n"
HOSTILE = [
    b"Subject: x\n" + MULTIPART + (b"--b\n" + MULTIPART) * 300,
    b"Subject: x\n" + MULTIPART + (b"--b\n" + MULTIPART) * 20_000,
    b"Subject: x\n" + MULTIPART + b"--b\n\nx\n" * 200_000,
    b"From: a\n" * 50_000,
    b"Subject: " + b"=?utf-8?q?a?= " * 100_000 + b"\n\nThe quay is shut.",
    b"From: " + b"((((" * 100_000 + b"\nSubject: x\n\nThe quay is shut.",
    b"Subject: x\nContent-Type: text/plain" + b"; a=b" * 100_000 + b"\n\nThe quay is shut.",
    b"Subject: " + b"=?utf-8?q?a?= " * 280 + b"\n\nThe quay is shut.",
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_hostile_message_is_read_or_refused_soon(number):
    start = time.process_time()
    try:
        read_email(HOSTILE[number])
    except SourceError as error:
        assert str(error)
    assert time.process_time() - start < 4


def test_a_saved_page_is_read_with_its_address_and_not_the_day_it_was_saved():
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"] = "<Saved by Blink>", "Quay closed", "Fri, 1 May 2026 10:00:00 -0000"
    made["Snapshot-Content-Location"] = "https://post.example/quay"
    made.set_content(
        f"<html><body><article><h1>Quay closed</h1><p>{LONG}</p><p>{LONG}</p></article></body></html>", subtype="html"
    )
    made.make_related()
    made.add_related(b"\x89PNG", maintype="image", subtype="png")
    draft = read_web_archive(made.as_bytes())
    assert (draft.title, draft.url, draft.published) == ("Quay closed", "https://post.example/quay", "")
    assert LONG in texts(draft)
