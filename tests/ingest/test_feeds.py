"""Feeds read from their bytes: sound ones whole, broken ones as far as they go, hostile ones not at all."""

from __future__ import annotations

import gzip
import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from web import html, item, rss

from ingest.entries import Entry, own_page, own_paragraphs
from ingest.errors import SourceError
from ingest.feeds import kind_of_bytes, read_feed

HOME = "https://courier.example/news/feed.xml"
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Ostrel Courier</title>
<entry><id>tag:courier.example,2026:1</id><title type="html">Salt &amp;amp; &lt;b&gt;herring&lt;/b&gt;</title>
<link rel="alternate" href="../salt"/><link rel="enclosure" href="https://elsewhere.example/salt.mp3"/>
<author><name>Ida Moor</name></author><published>2026-03-10T07:30:00+01:00</published>
<updated>2026-03-11T09:00:00Z</updated><content type="html">&lt;p&gt;Dear.&lt;/p&gt;&lt;p&gt;Dearer.&lt;/p&gt;</content></entry>
</feed>"""


def read(text: str | bytes, content_type: str = "") -> tuple[Entry, ...]:
    return read_feed(text.encode() if isinstance(text, str) else text, content_type, HOME).entries


def test_an_atom_entry_gives_its_article() -> None:
    (entry,) = read(ATOM)
    assert entry.url == "https://courier.example/salt"
    assert (entry.title, entry.author) == ("Salt & herring", "Ida Moor")
    assert (entry.published, entry.updated) == ("2026-03-10T07:30:00+01:00", "2026-03-11T09:00:00+00:00")
    assert list(own_paragraphs(entry.content)) == ["Dear.", "Dearer."]
    assert entry.language == "en"


def test_a_json_feed_gives_its_articles() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Ostrel Courier",
        "items": [
            {
                "id": 7,
                "url": "/quay",
                "content_text": "One.\n\nTwo < three.",
                "authors": [{"name": "A"}, {"name": "B"}],
            },
            "no item",
            {"id": "https://courier.example/8", "title": "Eight", "date_published": "2026-03-10T07:30:00Z"},
        ],
    }
    found = read_feed(json.dumps(feed).encode(), "", HOME)
    first, second = found.entries
    assert (first.id, first.url, first.author) == ("7", "https://courier.example/quay", "A, B")
    assert list(own_paragraphs(first.content)) == ["One.", "Two < three."]
    assert second.url == "https://courier.example/8"
    assert found.problems == ("1 of its items are no objects; they were left out",)


def test_a_list_of_feeds_names_each_feed_once() -> None:
    opml = (
        "<opml version='2.0'><head><title>Mine</title></head><body><outline text='Papers'>"
        "<outline type='rss' xmlUrl='https://courier.example/feed'/><outline type='rss' XMLURL='feed://gazette.example/f'/>"
        "</outline><outline type='rss' xmlUrl='https://courier.example/feed'/><outline xmlUrl='file:///etc/hostname'/></body></opml>"
    )
    found = read_feed(opml.encode())
    assert found.addresses == ("https://courier.example/feed", "http://gazette.example/f")
    assert found.problems == ("'file:///etc/hostname' is no web address; it was left out",)


def test_a_news_sitemap_dates_and_titles_its_pages() -> None:
    sitemap = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        "<url><loc>https://courier.example/quay</loc><lastmod>2026-03-12</lastmod><news:news><news:publication>"
        "<news:name>Courier</news:name><news:language>en</news:language></news:publication>"
        "<news:publication_date>2026-03-10T07:30:00+01:00</news:publication_date><news:title>The quay</news:title></news:news></url>"
        "<url><loc>ftp://courier.example/x</loc></url></urlset>"
    )
    found = read_feed(sitemap.encode(), "", HOME)
    (entry,) = found.entries
    assert (entry.title, entry.published, entry.updated) == ("The quay", "2026-03-10T07:30:00+01:00", "2026-03-12")
    assert entry.language == "en"
    assert len(found.problems) == 1


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("\n\n" + rss(item("https://courier.example/1"), item("https://courier.example/2")), ""),
        ("\ufeff" + rss(item("https://courier.example/1"), item("https://courier.example/2")), ""),
        (
            rss(item("https://courier.example/1", "Salt & Sons < 5 kg"), item("https://courier.example/2")),
            "not escaped",
        ),
        (rss(item("https://courier.example/1"), item("https://courier.example/2"))[:-20], "XML is broken"),
        (rss(item("https://courier.example/1", "a\x00b\x0bc"), item("https://courier.example/2")), ""),
        (rss(item("https://courier.example/1", "x&nbsp;y&rsquo;s"), item("https://courier.example/2")), ""),
        (
            rss(item("https://courier.example/1", "<b>Not</i> closed"), item("https://courier.example/2")),
            "XML is broken",
        ),
        (rss(item("https://courier.example/1"), item("https://courier.example/2")) + "<!-- cached --><p>ad", ""),
    ],
    ids=[
        "blank line",
        "byte-order mark",
        "bare ampersand",
        "cut off",
        "control characters",
        "entities",
        "tags",
        "tail",
    ],
)
def test_of_a_broken_feed_what_can_be_read_is_taken(broken: str, told: str) -> None:
    feed = read_feed(broken.encode(), "", HOME)
    assert [entry.url for entry in feed.entries] == ["https://courier.example/1", "https://courier.example/2"]
    assert told in "; ".join(feed.problems)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251", "koi8-r", "utf-8-sig"])
def test_a_feed_is_read_in_the_encoding_it_declares(encoding: str) -> None:
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    text = f"<?xml version='1.0' encoding='{declared}'?><rss><channel>{item('https://courier.example/1', 'Порт закрыт')}</channel></rss>"
    (entry,) = read(text.encode(encoding))
    assert entry.title == "Порт закрыт"


def test_a_feed_that_was_packed_by_its_sender_is_unpacked() -> None:
    assert len(read(gzip.compress(rss(item("https://courier.example/1")).encode()))) == 1


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "it is empty"),
        (b"not a feed", "it is no feed"),
        (html("News", "Words.").encode(), "it is a web page, not a feed"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "its first element is 'svg'"),
        (b'{"items": 3}', "it is JSON but no feed"),
        (b'{"items": [', "its JSON is broken"),
        (gzip.compress(b"x" * 11_000_000, mtime=0), "larger than 10 MB"),
        (gzip.compress(rss().encode(), mtime=0)[:40] + b"damaged", "damaged"),
    ],
)
def test_what_is_no_feed_is_refused_in_words(body: bytes, told: str) -> None:
    with pytest.raises(SourceError, match=told):
        read_feed(body, "", HOME)


def test_a_page_that_names_its_feed_is_refused_with_that_name() -> None:
    page = html("News", "Words.", head="<link rel=alternate type='application/rss+xml' href='/rss?a=1&amp;b=2'>")
    with pytest.raises(SourceError, match=r"names 'https://courier.example/rss\?a=1&b=2', add that"):
        read_feed(page.encode(), "", HOME)


def test_at_most_500_entries_are_read_and_they_are_the_newest() -> None:
    days = [f"<item><link>https://courier.example/{n}</link><pubDate>2026-03-10T00:{n // 60:02}:{n % 60:02}Z</pubDate></item>" for n in range(600)]  # fmt: skip
    for order in (days, days[::-1]):
        feed = read_feed(rss(*order).encode(), "", HOME)
        assert {entry.url for entry in feed.entries} == {f"https://courier.example/{n}" for n in range(100, 600)}
        assert feed.problems == ("it has 600 entries; the newest 500 were read",)


LAUGHS = (
    "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10)).join(
        ("<!DOCTYPE rss [<!ENTITY l0 'lol'>", "]>")
    )
    + "<rss><channel><item><title>&l9;</title><link>https://courier.example/1</link></item></channel></rss>"
)
QUADRATIC = f"<!DOCTYPE rss [<!ENTITY a '{'a' * 100_000}'>]><rss><channel><item><title>{'&a;' * 10_000}</title></item></channel></rss>"
SECRET = "the words of another file"
FILE = (
    "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file://HERE'>]><rss><channel><item><title>[&x;]</title></item></channel></rss>"
)
PARAMETER = FILE.replace("<!ENTITY x SYSTEM", "<!ENTITY % p '<!ENTITY x 1>'> %p; <!ENTITY x PUBLIC ''")


@pytest.mark.parametrize(
    "bomb",
    [
        LAUGHS,
        QUADRATIC,
        FILE,
        PARAMETER,
        LAUGHS.replace("<!DOCTYPE", "<!-- > --><!DOCTYPE"),
        "<rss><channel>" + "<a>" * 100_000,
        "<rss><channel><item>" + "<title>" * 1_900 + "x",
        "<rss><channel><item " + "a='b' " * 200_000 + "/></channel></rss>",
        "<rss><channel>" + "<!--" * 200_000,
        "<rss><channel>" + "<![CDATA[" * 200_000,
        "<rss><channel><title>" + "&" * 1_000_000,
        "<rss><channel><title>" + "<" * 1_000_000,
        "<rss>" + " " * 4_000_000,
        "<!DOCTYPE " + "[" * 1_000_000,
        "<rss><channel>" + "<item/>" * 300_000,
        "<opml><body>" + "<outline>" * 100_000,
        "<urlset>" + "<url><loc>https://courier.example/1</loc></url>" * 20_000,
        '{"items": ' + "[" * 100_000,
        '{"items": [' + '{"id":1},' * 100_000 + "{}]}",
    ],
    ids=lambda bomb: bomb[:25],
)
def test_a_bomb_is_read_or_refused_at_once(bomb: str) -> None:
    body, started = bomb.encode(), time.process_time()
    try:
        feed = read_feed(body, "", HOME)
    except SourceError as error:
        assert str(error)
    else:
        assert len(feed.entries) <= 500
        assert sum(len(entry.title) for entry in feed.entries) < 2_000
    assert time.process_time() - started < 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("bomb", [FILE, PARAMETER], ids=["entity", "parameter"])
def test_no_file_of_this_machine_gets_into_a_feed(tmp_path: Path, encoding: str, bomb: str) -> None:
    (tmp_path / "secret").write_text(SECRET)
    bomb = bomb.replace("HERE", str(tmp_path / "secret"))
    text = f"<?xml version='1.0' encoding='{encoding}'?>{bomb}"
    try:
        feed = read_feed(text.encode(encoding), "", HOME)
    except SourceError as error:
        assert SECRET not in str(error)
    else:
        assert SECRET not in repr(feed)


def test_pages_and_documents_are_told_from_feeds() -> None:
    assert kind_of_bytes(rss().encode()) == "rss"
    assert kind_of_bytes(b"\n" + ATOM.encode()) == "atom"
    assert kind_of_bytes(html("News", "Words.").encode()) is None
    assert kind_of_bytes(b"%PDF-1.7") is None
    assert kind_of_bytes(b"<p>Some rss words</p>") is None


def test_what_a_feed_says_itself_is_plain_text_without_scripts() -> None:
    entry = Entry(
        url="https://courier.example/1", content="<p>One<script>alert(1)</script></p><form>Subscribe</form>Two"
    )
    page = own_page(entry, "x", "Courier", fetched_at=datetime(2026, 3, 1, tzinfo=UTC))
    assert page is not None
    assert json.loads(page.body)["paragraphs"] == ["One", "Two"]


@pytest.mark.parametrize("number", ["xD800", "xdfff", "0", "1114112", "99999999999999999999", "x" + "f" * 60])
def test_a_number_that_is_no_character_breaks_no_feed(number: str) -> None:
    broken = rss(item("https://courier.example/1", f"Salt &#{number}; <b>herring</i> &#x2013; &#233;"), title="A")
    (entry,) = read(broken)
    assert entry.title.startswith("Salt ")
    assert entry.title.endswith("herring – é")
