"""Texts in twenty-four encodings, named rightly, wrongly, not at all or in two ways, and names of encodings that are a trap."""

import time
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.charsets import known, text_of
from ingest.errors import SourceError
from ingest.extract import decoded
from ingest.feeds import decoded_feed
from ingest.fetch import Response
from ingest.hygiene import clean
from ingest.mail import read_email
from ingest.visits import as_utf8

WESTERN, EASTERN, RUSSIAN = (
    "Größe, café – déjà vu: 5 € für Müller",
    "Zażółć gęślą jaźń, příliš žluťoučký kůň",
    "Порт закрыт из-за шторма, сообщили в пятницу",
)
GREEK, TURKISH, HEBREW, ARABIC, THAI = (
    "Το λιμάνι έκλεισε",
    "Şehir ışıkları söndü, İzmir",
    "הנמל נסגר ביום שני",
    "أغلق الميناء يوم الاثنين",
    "ท่าเรือปิดแล้ว",
)
JAPANESE, CHINESE, TAIWANESE, KOREAN, BALTIC, VIETNAMESE = (
    "港は月曜日に閉鎖された",
    "港口星期一关闭",
    "港口星期一關閉了",
    "항구가 월요일에 폐쇄됐다",
    "Uosto krantinė uždaryta, šiandien",
    "Công an đã đến",
)
TEXTS = {
    "utf-8": RUSSIAN, "windows-1252": WESTERN, "iso-8859-1": "Größe, café, für Müller", "iso-8859-15": "Größe, 5 €, café", "windows-1250": EASTERN, "iso-8859-2": EASTERN,
    "windows-1251": RUSSIAN, "koi8-r": RUSSIAN, "koi8-u": RUSSIAN, "iso-8859-5": RUSSIAN, "ibm866": RUSSIAN, "windows-1253": GREEK, "iso-8859-7": GREEK,
    "windows-1254": TURKISH, "windows-1255": HEBREW, "windows-1256": ARABIC, "windows-1257": BALTIC, "windows-874": THAI, "shift_jis": JAPANESE,
    "euc-jp": JAPANESE, "iso-2022-jp": JAPANESE, "gbk": CHINESE, "big5": TAIWANESE, "euc-kr": KOREAN,
}  # fmt: skip
TRAPS = (
    "punycode", "idna", "undefined", "unicode_escape", "raw_unicode_escape", "utf-7", "utf7", "unicode-1-1-utf-7", "hz", "rot13", "hex", "zlib", "bz2", "base64",
    "uu", "quopri", "mbcs", "oem", "palmos", "cp037", "x-user-defined", "replacement", "", " ", "\0", "utf-8\0", "../utf-8", "é", "x" * 1_000, "%s", "UTF-8; DROP",
)  # fmt: skip


def page(text, charset, declared=""):
    meta = f'<meta charset="{declared}">' if declared else ""
    return f"<html><head>{meta}<title>x</title></head><body><p>{text}</p></body></html>".encode(
        known(charset), "xmlcharrefreplace"
    )


def answered(body, content_type):
    return Response(
        "https://x.example/",
        200,
        {"content-type": content_type},
        body,
        datetime(2026, 3, 12, tzinfo=UTC),
    )


def read_as(body, header=""):
    """What is read of a page that a server sends under a content type."""
    return decoded(as_utf8(answered(body, f"text/html; charset={header}" if header else "text/html")), html=True)


def test_there_are_twenty_four_each_known():
    assert len(TEXTS) == 24
    assert all(known(name) for name in TEXTS)
    assert all(text.encode(known(name)) for name, text in TEXTS.items())


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_read_in_the_encoding_that_its_page_or_its_server_names(name):
    assert TEXTS[name] in read_as(page(TEXTS[name], name, declared=name))
    assert TEXTS[name] in read_as(page(TEXTS[name], name), header=name)


@pytest.mark.parametrize("name", TEXTS)
def test_the_server_outweighs_the_page_where_they_contradict_each_other(name):
    other = "windows-1251" if name != "windows-1251" else "windows-1252"
    assert TEXTS[name] in read_as(page(TEXTS[name], name, declared=other), header=name)


@pytest.mark.parametrize("name", TEXTS)
def test_what_reads_as_utf_8_is_that_whatever_it_is_said_to_be(name):
    assert TEXTS[name] in read_as(page(TEXTS[name], "utf-8", declared=name), header=name)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("declared", ["", "utf-8", "koi8-r", "punycode", "no-such-thing"])
def test_where_nothing_fits_the_text_is_still_one_that_may_be_stored(name, declared):
    try:
        text = clean(read_as(page(TEXTS[name], name, declared=declared), header=declared))
    except SourceError:
        return
    assert text.encode()
    assert clean(text) == text
    assert not any(unicodedata.category(one) in {"Cc", "Cs"} and one not in "\n\t" for one in text)


@pytest.mark.parametrize("name", TRAPS, ids=lambda name: ascii(name[:20]))
def test_no_name_is_a_trap(name):
    body = b"<html><body><p>-" + b"a" * 400_000 + "ü".encode("latin-1") + b"</p></body></html>"
    feed = (
        f"<?xml version='1.0' encoding='{name}'?><rss><channel><title>-{'a' * 400_000}</title></channel></rss>".encode()
    )
    mail = f'From: a@b.example\r\nContent-Type: text/plain; charset="{name}"\r\n\r\n-{"a" * 400_000}\r\n'.encode(
        errors="replace"
    )
    began = time.thread_time()
    assert not known(name)
    assert "<p>-aaa" in read_as(body, header=name)
    assert "<p>-aaa" in decoded(
        body.replace(b"<body>", f'<meta charset="{name}"><body>'.encode().replace(b"\0", b"?")), html=True
    )
    for told in (
        feed,
        feed.replace(b"<?xml", b"<?x"),
        feed.replace(b"' enc", b'\' x=\'encencoding="q"oding="punycode"\' enc'),
    ):
        assert "-aaa" in decoded_feed(told, f"application/xml; charset={name}")[0]
    assert "-aaa" in read_email(mail).blocks[0].text
    assert time.thread_time() - began < 5


def test_without_the_list_a_name_would_be_a_trap():
    began = time.thread_time()
    b"-".ljust(20_000, b"a").decode("punycode")
    few = time.thread_time() - began
    b"-".ljust(80_000, b"a").decode("punycode")
    assert time.thread_time() - began > 3 * few  # and 10 MB would take hours


def test_a_switch_of_encodings_within_a_text_makes_no_markup_of_plain_text():
    assert "<script>" not in read_as(b'<html><head><meta charset="utf-7"></head><body>+ADw-script+AD4-</body></html>')
    assert "<script>" not in read_as(b"<html><body>\\x3cscript\\x3e</body></html>", header="unicode_escape")


@given(st.binary(max_size=200), st.sampled_from([*TEXTS, *TRAPS]))
def test_any_bytes_under_any_name_are_a_text_that_may_be_stored_or_none(body, name):
    text = text_of(body, [name])
    assert text is None or clean(text).encode() is not None
