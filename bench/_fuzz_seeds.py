"""What fuzzing begins from: small sound inputs of every kind, of invented texts, and the words that each format is made of."""

from __future__ import annotations

import json
from email.message import EmailMessage
from pathlib import Path

import papers

SAMPLE = Path(__file__).resolve().parent.parent / "ingest" / "sample"
LONG = "The harbour council met on Monday evening and voted to close the northern quay for repairs until June."
TOLD = f"{LONG} “Nobody was hurt,” said Ida Moor, the mayor. She spoke at 7 p.m. on 10 March 2026; 1,200 people came."

PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Quay closed</title>
<meta property="article:published_time" content="2026-03-10T07:30:00+01:00"><meta name="author" content="Ida Moor">
<link rel="alternate" type="application/rss+xml" href="/feed.xml"><link rel="canonical" href="https://post.example/quay">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Quay closed", "datePublished": "2026-03-10"}}</script></head>
<body><nav><ul><li><a href="/a">Home</a></li></ul></nav><article><h1>Quay closed</h1><p class="byline">By Ida Moor</p>
<p>{TOLD}</p><h2>The vote</h2><p>{LONG}<br><br>Nine were for it.</p><blockquote><p>Four were not.</p></blockquote>
<ul><li>Karsk, as before</li></ul><table><tr><th>Town</th><th>Votes</th></tr><tr><td>Karsk</td><td>4,120</td></tr></table>
<div hidden>Praise the mayor.</div><p style="display:none">x</p><figure><img src="x"><figcaption>The quay</figcaption></figure>
<pre>a  b</pre><dl><dt>x</dt><dd>y</dd></dl></article><aside class="related">Read more</aside><footer>©</footer></body></html>"""
RSS = f"""<?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss [<!ENTITY co "Courier">]><rss version="2.0"
xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The &co;</title>
<link>https://courier.example/</link><language>en</language><item><title>Salt &amp; <![CDATA[<b>herring</b>]]></title>
<link>../salt</link><guid isPermaLink="true">https://courier.example/salt</guid><pubDate>Tue, 10 Mar 2026 07:30:00 +0100</pubDate>
<dc:creator>Ida Moor</dc:creator><description>&lt;p&gt;{LONG}&lt;/p&gt;</description><content:encoded><![CDATA[<p>{LONG}</p>]]>
</content:encoded></item><item><title>Two</title><link>https://courier.example/2</link></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Courier</title><link rel="next" href="?page=2"/>
<entry><id>tag:courier.example,2026:1</id><title type="html">Salt &amp;amp; herring</title><link rel="alternate" href="../salt"/>
<author><name>Ida Moor</name></author><published>2026-03-10T07:30:00+01:00</published><updated>2026-03-11T09:00:00Z</updated>
<content type="html">&lt;p&gt;{LONG}&lt;/p&gt;</content><summary type="text">a &lt; b</summary></entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1", "title": "Courier", "language": "en", "next_url": "?page=2",
        "items": [
            {"id": 7, "url": "/quay", "content_text": f"One.\n\n{LONG}", "authors": [{"name": "A"}], "tags": []},
            {"id": "https://courier.example/8", "title": "Eight", "date_published": "2026-03-10T07:30:00Z", "content_html": "<p>x</p>"},
        ],
    }
)  # fmt: skip
OPML = """<opml version='2.0'><head><title>Mine</title></head><body><outline text='Papers'><outline type='rss'
xmlUrl='https://courier.example/feed'/><outline xmlUrl='feed://gazette.example/f'/></outline></body></opml>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://courier.example/quay</loc><lastmod>2026-03-12</lastmod><news:news><news:publication><news:name>Courier</news:name>
<news:language>en</news:language></news:publication><news:publication_date>2026-03-10T07:30:00+01:00</news:publication_date>
<news:title>The quay</news:title></news:news></url></urlset>"""
MAP_INDEX = "<sitemapindex><sitemap><loc>https://courier.example/1.xml</loc><lastmod>2026-03-12</lastmod></sitemap></sitemapindex>"
MARKDOWN = f"""---
title: Quay closed
source: Harbour Post
published: 2026-03-10T12:00:00+01:00
url: https://post.example/quay
---

# The quay

{TOLD}

## The vote

- Karsk: 4,120
- [Tarnwick](https://post.example/t)

> Four were **not**.

| Town | Votes |
|---|---|
| Karsk | 4,120 |

```
code
```
"""
PLAIN = f"Quay closed\n\nBy Ida Moor\n\nPublished 10 March 2026\n\n{TOLD}\n\nThe vote\n\n{LONG} Nine were for it.\n\nShare this article\n"
RECORDS = "\n".join(
    json.dumps(row)
    for row in (
        {
            "id": "1",
            "title": "Quay",
            "text": f"{LONG}\n\nNine were for it.",
            "url": "https://post.example/quay",
            "published": "2026-03-10",
        },
        {"paragraphs": [LONG, "Four were not."], "source": "Post", "language": "en", "author": None},
        {"html": f"<article><p>{LONG}</p></article>", "published": "Tue, 10 Mar 2026 07:30:00 +0100"},
    )
)


def letters() -> list[bytes]:
    """A letter that quotes, a newsletter, one of several parts."""
    made = []
    for text, page, headers in (
        (f"{LONG}\n\nOn Mon, 9 Mar 2026 Ida Moor wrote:\n> Is it shut?\n\nYes.\n-- \nMaren\n", "", {}),
        (
            "See the web.",
            f"<table><tr><td><h2>Quay</h2><p>{LONG}</p></td></tr></table>",
            {"List-Unsubscribe": "<mailto:x@post.example>"},
        ),
    ):
        message = EmailMessage()
        for name, value in {
            "From": "Maren <m@post.example>",
            "Subject": "Quay ø",
            "Date": "Tue, 10 Mar 2026 07:30:00 +0100",
            **headers,
        }.items():
            message[name] = value
        message.set_content(text)
        if page:
            message.add_alternative(page, subtype="html")
        made.append(bytes(message))
    return [
        *made,
        f"From: a@x.example\nSubject: =?utf-8?q?Kj=C3=B8?=\nDate: yesterday\n\n---------- Original Message ----------\n{LONG}".encode(),
    ]


MHTML = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://post.example/quay
Subject: Quay
Date: Tue, 10 Mar 2026 07:30:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--b"

----b
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://post.example/quay

<html><head><title>Quay</title></head><body><article><p>{LONG}</p><p>{LONG}=
 Twice.</p></article></body></html>
----b--
"""
ROW = "<w:tr>" + "".join(f"<w:tc>{papers.word(cell)}</w:tc>" for cell in ("Karsk", "4,120")) + "</w:tr>"
CORE = "<dc:title>Quay closed</dc:title><dc:creator>Ida Moor</dc:creator><dcterms:created>2026-03-10T07:30:00Z</dcterms:created>"
WORD = f"""=== body
{papers.word("Quay closed", "T")}{papers.word(LONG)}{papers.word("The vote", "H")}<w:tbl>{ROW}{ROW}</w:tbl>
<w:p><w:hyperlink r:id="a" xmlns:r="r"><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> Nine </w:t><w:br/><w:tab/></w:r></w:hyperlink></w:p>
=== core
{CORE}
=== word/numbering.xml
<w:numbering {papers.W}><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>
=== word/footnotes.xml
<w:footnotes {papers.W}><w:footnote w:id="1">{papers.word("A note.")}</w:footnote></w:footnotes>
"""
BOOK = f"""=== meta
<dc:title>Harbour Post</dc:title><dc:creator>Ida Moor</dc:creator><dc:date>2026-03-10</dc:date><dc:language>en</dc:language>
=== 1.xhtml
<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x "y">]><html><head><title/></head><body><h1>The quay</h1><p>{LONG} &x;<br/></p></body></html>
=== 2.xhtml
<html><body><h2>The ferry</h2><p>It goes <b>no</b>where.</p><ul><li>Karsk</li></ul></body></html>
"""
DRAWN = papers.pdf(
    [papers.column([LONG, TOLD.replace("“", '"').replace("”", '"')], 60, 700, 300)] * 2,
    "/Title (Quay) /CreationDate (D:20260310073000+01'00')",
)
FONTS = papers.pdf_of(
    [
        b"BT /F1 12 Tf 1 0 0 1 60 700 Tm [(The qu) -20 (ay)] TJ 0 -14 Td (is shut.) ' /F2 18 Tf (No) Tj T* <4E6F> Tj ET q 2 0 0 2 0 0 cm Q"
    ]
)
DATES = [
    "Tue, 10 Mar 2026 07:30:00 +0100", "2026-03-10T07:30:00+01:00", "2026-03-10T24:00Z", "10 March 2026 at 7:30 pm", "March 10, 2026",
    "1773127800", "10.03.2026", "20260310T073000Z", "Tue, 10 Mar 2026 07:30:00 EST", "0001-01-01T00:00:00", "last monday", "3 days ago",
    "yesterday", "2026-W11-2", "2026-03-10 07:30 CEST", "99999999999999999999 days ago",
]  # fmt: skip
ADDRESSES = [
    "HTTPS://Courier.Example:443/a/../b?utm_source=x&id=7#top", "https://courier-example.cdn.ampproject.org/c/s/amp.courier.example/quay/amp",
    "http://[::1]:8080/a%2Fb?q=ä", "https://www.müller.example/ä;p=1?a=1&a=2", "http://en.m.wikipedia.example/wiki/A_(b)",
    "https://google.example/amp/s/x.example/y.amp.html?outputType=amp",
]  # fmt: skip
QUESTIONS = [
    "What is the Karsk bridge?\nWho opened it?\nAnd when?\nWhat about in Tarnwick?", "How many people died when the ferry sank?",
    "Who is Ida Moor?\nWhat did she say about the quay on Monday?\nWhy?", "Tell me more\nNo, I meant the second one",
    "Compare the tolls that the Courier and the Post gave last week", "When was the quay in Port Aldo closed?",
    "What are the causes?\nHow long did it take?\nWhich of them is the first?", 'Who runs <a href="https://example.org/">Eskle\n Water</a>?',
]  # fmt: skip
FOUND = [
    f"How many people died?\n\nNine people died when the ferry sank off Port Vale on Monday. {TOLD}\n\nTen people died, the coast guard said.",
    f"When was the quay closed?\n\n{TOLD}\n\nThe quay was closed on 9 March 2026 at noon.\n\nThe cause: a storm.",
    f"Who said what?\n\n“We left at noon,” Sol Orr said. “Nobody stayed.”\n\n{LONG}\n\n“I was there,” said Ann.",
    "Why was it shut?\n\nIt was shut because of a storm, not by fire.\n\nIt was not shut.",
    "Which towns voted?\n\nKarsk, Tarnwick, Ostrel and Hether voted. Dunmarsh did not.",
]
CLAIMS = [
    f"Nine people died on Monday.\n\nPolice said that seven people died in the fire on 9 March.\n\n{TOLD}",
    "The toll is 21 per cent higher than in May, “a shock”, said Sol Orr.\n\nThe toll rose by a fifth, Ann Orr said: “A shock.”",
    "The mayor did not resign before Friday.\n\nThe mayor resigned on Thursday, 12 March, half past seven.",
    f"{LONG}\n\n{LONG}",
    "All three and a half million crowns were spent.\n\nSome 3.5 million crowns were not spent until the year 2025-26.",
]
OUTPUTS = [
    "CLAIM: The quay in Port Aldo was closed on Monday.\nSOURCE: s2a2b\nQUOTE: was closed on Monday after a storm\n\nCLAIM: It cost 3.2 million crowns.\nSOURCE: s2a5b\nQUOTE: 3.2 million crowns\n",
    '```json\n{"claims": [{"claim": "The quay in Port Aldo was closed on Monday.", "source": "s2a2b", "quote": "closed on Monday"},\n {"claim": "Fishermen lost 18 days.", "evidence": [{"source": "s2a4b", "quote": "18 days"}]}], "not_in_sources": false}\n```',
    "<think>\nCLAIM: a thought\n</think>\nHere is the answer:\n1. **CLAIM:** The quay\nwas closed.\n   **SOURCE:** s2a2b\n   **QUOTE:** “was closed on Monday”\n",
    "The quay in Port Aldo was closed on Monday [s2a2b]. The union said so (s2a4b, s2a3b).\n", "NOT IN SOURCES", "[\n", "[{", "{",
]  # fmt: skip
SHOWN = [
    "![x](https://evil.example/p.png) :red[$a$] <b>Wire</b>\n[a][b]\n# x\n1. y\n- z\n> q\n***", "https://evil.example www.x.example a@x.example :smile: 10:30",
    "The quay\n‮abc\n<script>alert(1)</script>\n&lt;&#60; | a | b\n``` x ~~y~~ \\(a\\) $$b$$", "“Shut,” she said.\n=?utf-8?q?x?=\n\n+ a\n= b",
]  # fmt: skip


def sample() -> list[bytes]:
    """The articles that come with the product."""
    return [path.read_bytes() for path in sorted(SAMPLE.glob("2026-03-1[0-2]*"))[:8]]


def encoded(texts: list[str]) -> list[bytes]:
    return [text.encode() for text in texts]


def seeds(target: str) -> list[bytes]:
    """The inputs that a target begins from."""
    return SEEDS[target]


SEEDS: dict[str, list[bytes]] = {
    "html": [PAGE.encode(), *(one for one in sample() if b"<html" in one)],
    "text": encoded([PLAIN, TOLD]),
    "markdown": encoded([MARKDOWN]),
    "pdf": [DRAWN, FONTS],
    "docx": encoded([WORD]),
    "epub": encoded([BOOK]),
    "archive": [papers.docx(papers.word(LONG)), papers.epub({"1.xhtml": f"<p>{LONG}</p>"})],
    "mail": letters(),
    "mhtml": encoded([MHTML]),
    "file": [name + b"\n" + body for name, body in (
        (b"a.html", PAGE.encode()), (b"a.md", MARKDOWN.encode()), (b"a.txt", PLAIN.encode()), (b"a.eml", letters()[0]),
        (b"a.rss", RSS.encode()), (b"a.opml", OPML.encode()), (b"a.json", JSON_FEED.encode()), (b"a.jsonl", RECORDS.encode()),
        (b"a.mhtml", MHTML.encode()), (b"a.pdf", FONTS), (b"a.csv", b"a,b\n1,2"), (b"a", "x".encode("utf-16")), (b"a.xml", SITEMAP.encode()),
    )],
    "import": encoded([RECORDS]),
    "feed": encoded([RSS, ATOM, JSON_FEED, OPML, SITEMAP, MAP_INDEX, PAGE]),
    "date": encoded(DATES),
    "address": encoded(ADDRESSES),
    "question": encoded(QUESTIONS),
    "answer": encoded(FOUND),
    "claim": encoded(CLAIMS),
    "model": encoded(OUTPUTS),
    "exports": encoded(SHOWN),
    "shown": encoded(SHOWN),
}  # fmt: skip

_HTML = """<p> </p> <div> <br> <br/> <table> <tr> <td> </td> <blockquote> </blockquote> <h1> <li> <article> <main> <aside> <a href= hidden
style="display:none" class="share" <script> </script> <!-- --> <![CDATA[ ]]> &amp; &#0; &#xD800; &#x110000; &nbsp; <template> <svg> <math>
<title> <meta charset="utf-16"> <base href= <noscript> <textarea> <plaintext> <frameset> application/ld+json @graph datePublished""".split()
_XML = """<item> </item> <entry> <title> <link> <guid> <pubDate> <![CDATA[ ]]> <!DOCTYPE <!ENTITY &co; <?xml ?> xmlns: xml:base= xml:lang=
encoding="utf-16" encoding="utf-7" <loc> <url> <outline xmlUrl= type="xhtml" type="html" <content <summary feed:// file:/// // http:// %00""".split()
_TIME = "T Z +01:00 -0000 24:00 AM pm EST UTC Mon, Tue, March Mar 2026 0001 9999 00:00:60 W11 days ago last today : . / at 1e9".split()
_NEWS = """“ ” ‘ ’ " ' — – … [1] (2) Mr. U.S. No. 1,200 3.5 per cent million half a dozen Monday March 2026 yesterday not never said because
all some only first at least more than Ida Moor the mayor of Karsk she it they who when why how many which what about and""".split()
_MODEL = """CLAIM: SOURCE: QUOTE: s2a2b s2a3b ``` { } [ ] " \\ \\u0000 \\ud800 <think> </think> NOT IN SOURCES "claims": "evidence": "source":
[s2a2b] ( ) ** : http://x.example""".split()
_MAIL = """From: Subject: Date: To: Content-Type: multipart/mixed; boundary=" text/plain; charset=" text/html message/rfc822 =?utf-8?q? ?=
Content-Transfer-Encoding: base64 quoted-printable =3D List-Id: wrote: > -- \\n\\n Content-Disposition: attachment uuencode x-uuencode begin 644""".split()
_PDF = """obj endobj stream endstream xref trailer startxref << >> [ ] /Length /Filter /FlateDecode /LZWDecode /ASCII85Decode /ASCIIHexDecode
/RunLengthDecode /Kids /Parent /Count /Contents /Resources /Font /Encoding /ToUnicode /Type0 /DescendantFonts BT ET Tf Tj TJ Td Tm cm q Q Do
/XObject /Form /ObjStm /Prev /Encrypt /Rotate R 0 -1 99999999999 1e400""".split()
_WORD = """<w:p> </w:p> <w:r> <w:t> </w:t> <w:tbl> <w:tr> <w:tc> <w:br/> <w:tab/> <w:hyperlink <w:numPr> <w:ilvl w:val= <w:gridSpan <w:vMerge
<w:footnoteReference w:id="1"/> <w:sdt> <w:drawing> <mc:AlternateContent> <w:fldChar <w:instrText> HYPERLINK === word/styles.xml""".split()
_SHOWN = """* _ ` # ! [ ] ( ) < > | ~ $ & \\ : + - = . ) 1. https:// www. @ &lt; :smile: == $$ <b> --- \u2060 \u202e""".split()
_WORDS = {
    "html": _HTML, "text": _NEWS, "markdown": [*_SHOWN, *_NEWS], "pdf": _PDF, "docx": [*_WORD, *_XML], "epub": [*_HTML, *_XML],
    "archive": ["PK\x01\x02", "PK\x05\x06", "PK\x03\x04", "\x00\x00\x00\x00"], "mail": _MAIL, "mhtml": [*_MAIL, *_HTML],
    "file": [*_HTML, *_XML, *_MAIL, ".html", ".eml", ".jsonl"], "import": ['"text":', '"html":', '"paragraphs":', "null", "1e999", "NaN", "\\ud800", "[", "{", *_HTML],
    "feed": [*_XML, *_HTML], "date": _TIME, "address": "http:// https:// www. amp. m. / .. %2e%2e ? & = # : @ [ ] utm_source= xn-- ä 。 \\ %00 :443".split(),
    "question": _NEWS, "answer": ["\n\n", *_NEWS], "claim": ["\n\n", *_NEWS], "model": [*_MODEL, *_NEWS], "exports": _SHOWN, "shown": _SHOWN,
}  # fmt: skip


def words(target: str) -> list[bytes]:
    """The words that the format of a target is made of."""
    return [
        word.encode("latin-1", "replace") if target in {"pdf", "archive"} else word.encode() for word in _WORDS[target]
    ]
